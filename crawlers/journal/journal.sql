-- One run's memory: frontier, visits, what was kept, what is to be delivered.
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS request (
    row INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    kind TEXT NOT NULL,
    depth INTEGER NOT NULL,
    referrer TEXT,
    state TEXT NOT NULL DEFAULT 'queued',
    attempts INTEGER NOT NULL DEFAULT 0,
    render INTEGER NOT NULL DEFAULT 0,
    not_before REAL NOT NULL DEFAULT 0,
    thread TEXT,
    -- The page that led here, the shape and turn of the address, what the pages below it brought (shapes.sql).
    parent INTEGER,
    shape TEXT NOT NULL DEFAULT '',
    rank INTEGER NOT NULL DEFAULT 0,
    fruitful INTEGER NOT NULL DEFAULT 0,
    barren INTEGER NOT NULL DEFAULT 0,
    shows INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS visit (
    n INTEGER PRIMARY KEY,
    row INTEGER NOT NULL,
    url TEXT NOT NULL,
    state TEXT NOT NULL,
    why TEXT NOT NULL,
    status INTEGER NOT NULL,
    fetched_at TEXT NOT NULL,
    digest TEXT,
    bytes INTEGER NOT NULL,
    charset TEXT,
    posts INTEGER NOT NULL,
    final INTEGER NOT NULL,
    capture TEXT
);
CREATE TABLE IF NOT EXISTS post (id TEXT PRIMARY KEY, row INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS capture (digest TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS listing (
    id TEXT PRIMARY KEY,
    text_digest TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    record BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sighting (
    id TEXT PRIMARY KEY,
    seen_at TEXT NOT NULL,
    change TEXT NOT NULL DEFAULT 'same',
    before TEXT NOT NULL DEFAULT '',
    after TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS passed_over (n INTEGER PRIMARY KEY, seen_at TEXT NOT NULL, record BLOB NOT NULL);
-- The listings whose documents changed: what the index gets is made when it is delivered.
CREATE TABLE IF NOT EXISTS outbox (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    delivered_at TEXT,
    error TEXT,
    dead INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS outbox_pending ON outbox (n) WHERE delivered_at IS NULL AND dead = 0;
CREATE TABLE IF NOT EXISTS fault (n INTEGER PRIMARY KEY, at TEXT NOT NULL, text TEXT NOT NULL);
