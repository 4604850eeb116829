-- What a run learns for source memory; the memory takes it over when the run has ended.
CREATE TABLE IF NOT EXISTS seen_post (
    id TEXT PRIMARY KEY,
    text_digest TEXT NOT NULL,
    price TEXT NOT NULL,
    strand TEXT NOT NULL,
    number INTEGER,
    page TEXT NOT NULL,
    seen_at REAL NOT NULL
) WITHOUT ROWID;
-- A thread as its row in a list showed it. ``passed`` where it was not asked again, ``place`` counts rows in the
-- order in which their lists were read; ``was_walk`` and ``was_place`` are where an unmoved one stood before.
CREATE TABLE IF NOT EXISTS seen_thread (
    key TEXT PRIMARY KEY,
    title TEXT,
    replies INTEGER,
    page TEXT NOT NULL,
    place INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    posts INTEGER NOT NULL,
    list TEXT NOT NULL,
    was_walk TEXT,
    was_place INTEGER,
    seen_at REAL NOT NULL
) WITHOUT ROWID;
-- A page as it was read last; ``quiet`` where a list showed nothing that was not known, ``stopped`` where the run
-- did not go on behind it.
CREATE TABLE IF NOT EXISTS seen_page (
    fingerprint TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    etag TEXT,
    modified TEXT,
    digest TEXT,
    state TEXT NOT NULL,
    read_at REAL NOT NULL,
    next TEXT NOT NULL,
    quiet INTEGER NOT NULL,
    stopped INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS seen_page_quiet ON seen_page (quiet) WHERE quiet;
-- Known posts that were no longer where they had stood.
CREATE TABLE IF NOT EXISTS missing (id TEXT PRIMARY KEY, seen_at REAL NOT NULL) WITHOUT ROWID;
