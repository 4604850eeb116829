-- Every post seen, by the name under which it would be a listing. Times are Unix seconds. ``strand`` is the
-- thread or list in whose order it stands and ``number`` its place in that order; ``loose`` marks posts behind
-- which a run was cut off before it met known ground.
CREATE TABLE post (
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    text_digest TEXT NOT NULL,
    price TEXT NOT NULL,
    listing INTEGER NOT NULL,
    strand TEXT NOT NULL,
    number INTEGER,
    page TEXT NOT NULL,
    first_seen REAL NOT NULL,
    last_seen REAL NOT NULL,
    gone_at REAL,
    loose INTEGER NOT NULL DEFAULT 0,
    run TEXT NOT NULL,
    PRIMARY KEY (source, id)
) WITHOUT ROWID;
CREATE INDEX post_strand ON post (source, strand, number);
CREATE INDEX post_page ON post (source, page);
CREATE INDEX post_loose ON post (source) WHERE loose;
-- A change of a listing: text, price, gone, back.
CREATE TABLE change (
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    at REAL NOT NULL,
    change TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    run TEXT NOT NULL,
    PRIMARY KEY (source, id, at, change)
) WITHOUT ROWID;
-- Every thread asked for, by the fingerprint of its address. ``title`` and ``replies`` are what its row in a list
-- showed when it was read; ``onward`` is its last page, or the first one not read where ``whole_at`` is null.
-- ``place`` is where its row stood in ``list`` when the run ``walk`` read that.
CREATE TABLE thread (
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT,
    replies INTEGER,
    onward TEXT NOT NULL,
    whole_at REAL,
    gone_at REAL,
    page TEXT,
    list TEXT,
    walk TEXT,
    place INTEGER,
    PRIMARY KEY (source, key)
) WITHOUT ROWID;
CREATE INDEX thread_page ON thread (source, page);
CREATE INDEX thread_place ON thread (source, list, walk, place);
-- Every page read: its validators (RFC 9110, 8.8), there only while all it leads to has been read, and where its
-- pager led (addresses as JSON).
CREATE TABLE page (
    source TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    url TEXT NOT NULL,
    etag TEXT,
    modified TEXT,
    digest TEXT,
    state TEXT NOT NULL,
    read_at REAL NOT NULL,
    next TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (source, fingerprint)
) WITHOUT ROWID;
-- Addresses that a run found and did not read: where a back-fill goes on.
CREATE TABLE waiting (
    n INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    url TEXT NOT NULL,
    kind TEXT NOT NULL,
    thread TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    run TEXT NOT NULL,
    UNIQUE (source, fingerprint)
);
CREATE TABLE fact (source TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (source, key)) WITHOUT ROWID;
