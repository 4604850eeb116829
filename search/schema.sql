CREATE TABLE IF NOT EXISTS document (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    newest REAL NOT NULL,
    score REAL NOT NULL,
    severity INTEGER NOT NULL,
    price REAL,
    record BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS tag (
    field TEXT NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (field, value, n)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tag_document ON tag (n);
CREATE TABLE IF NOT EXISTS number (
    field TEXT NOT NULL, value REAL NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (field, value, n)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS number_document ON number (n);
CREATE INDEX IF NOT EXISTS document_newest ON document (newest DESC, id);
-- The ascii tokenizer with all punctuation as token characters cuts at blanks alone: the terms are made by us.
CREATE VIRTUAL TABLE IF NOT EXISTS term USING fts5(
    words, bigrams, tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_`{|}~'"
);
