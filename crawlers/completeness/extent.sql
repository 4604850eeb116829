-- What a page said of the length of its list or thread: see crawlers/completeness/extent.py.
CREATE TABLE IF NOT EXISTS extent (
    row INTEGER PRIMARY KEY,
    page INTEGER,
    pages INTEGER,
    total INTEGER,
    capped INTEGER NOT NULL,
    thread TEXT,
    onward INTEGER NOT NULL,
    rendered INTEGER NOT NULL,
    posts BLOB NOT NULL
);
-- How many posts the row of a list says that the thread at an address has.
CREATE TABLE IF NOT EXISTS promised (url TEXT PRIMARY KEY, posts INTEGER NOT NULL) WITHOUT ROWID;
