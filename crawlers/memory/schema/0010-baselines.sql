-- How often each field of posts was filled in a run, by the version of the reader and the kind of page.
CREATE TABLE fill (
    source TEXT NOT NULL,
    reader TEXT NOT NULL,
    run TEXT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    filled INTEGER NOT NULL,
    posts INTEGER NOT NULL,
    PRIMARY KEY (source, reader, run, kind, field)
) WITHOUT ROWID;
-- What a run found behind each start address; run ids sort by time.
CREATE TABLE usual (
    source TEXT NOT NULL,
    branch TEXT NOT NULL,
    run TEXT NOT NULL,
    mode TEXT NOT NULL,
    listed INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    new_posts INTEGER NOT NULL,
    share REAL,
    seconds REAL NOT NULL,
    PRIMARY KEY (source, branch, run)
) WITHOUT ROWID;
