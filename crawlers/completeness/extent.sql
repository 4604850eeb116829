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
-- In how many posts each field was filled, by the kind of page: see crawlers/completeness/fill.py.
CREATE TABLE IF NOT EXISTS filled (
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    filled INTEGER NOT NULL,
    posts INTEGER NOT NULL,
    PRIMARY KEY (kind, field)
) WITHOUT ROWID;
-- The fields that most rows of a list lack, by the kind of page: see crawlers/completeness/lacking.py.
CREATE TABLE IF NOT EXISTS lacking (
    kind TEXT NOT NULL,
    list TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (kind, list, field)
) WITHOUT ROWID;
-- Fields that a run found to be filled far less often than before, by the kind of page.
CREATE TABLE IF NOT EXISTS drift (kind TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
-- Pages kept for some days that were not understood, or that showed a drift.
CREATE TABLE IF NOT EXISTS doubtful (digest TEXT PRIMARY KEY, reason TEXT NOT NULL, record BLOB NOT NULL) WITHOUT ROWID;
