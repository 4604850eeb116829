-- How the addresses of one shape have paid off: pages read, pages that brought or led to a new post, new listings,
-- barren pages since the last fruitful one; once the rest is left, how many and why.
CREATE TABLE IF NOT EXISTS shape (
    name TEXT PRIMARY KEY,
    queued INTEGER NOT NULL DEFAULT 0,
    pages INTEGER NOT NULL DEFAULT 0,
    fruitful INTEGER NOT NULL DEFAULT 0,
    listings INTEGER NOT NULL DEFAULT 0,
    barren INTEGER NOT NULL DEFAULT 0,
    left INTEGER NOT NULL DEFAULT 0,
    example TEXT,
    why TEXT
) WITHOUT ROWID;
-- Digests of what posts say, numbers aside.
CREATE TABLE IF NOT EXISTS saying (digest INTEGER PRIMARY KEY);
CREATE INDEX IF NOT EXISTS request_turn ON request (state, rank, row);
CREATE INDEX IF NOT EXISTS request_shape ON request (shape) WHERE state = 'queued';
CREATE INDEX IF NOT EXISTS request_parent ON request (parent) WHERE state = 'queued';
-- The posts that a page showed, together, and the first page that did; which parameters seem not to matter.
CREATE TABLE IF NOT EXISTS same (posts INTEGER PRIMARY KEY, row INTEGER NOT NULL, shape TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS same_shape ON same (shape);
CREATE TABLE IF NOT EXISTS lesson (
    shape TEXT NOT NULL,
    parameter TEXT NOT NULL,
    pairs INTEGER NOT NULL,
    learned INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (shape, parameter)
) WITHOUT ROWID;
