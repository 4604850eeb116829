-- n counts up within the week of a document's newest moment: downwards is back in time.
CREATE TABLE document (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, checksum INTEGER NOT NULL
);
-- What is counted, ordered and asked for by ranges, by columns: of one fact the values of a thousand documents.
-- Of each number and time the lowest value and, where there is another, the highest; those between lie in `between_them`.
CREATE TABLE facts (
    fact TEXT NOT NULL, chunk INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (fact, chunk)
) WITHOUT ROWID;
CREATE TABLE between_them (
    field TEXT NOT NULL, value REAL NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (field, value, n)
) WITHOUT ROWID;
CREATE INDEX between_them_of ON between_them (n);
CREATE TABLE record (n INTEGER PRIMARY KEY, body BLOB NOT NULL);
-- What documents hold of a facet, as JSON; no code is used twice.
CREATE TABLE held (
    code INTEGER PRIMARY KEY AUTOINCREMENT, facet TEXT NOT NULL, held TEXT NOT NULL, UNIQUE (facet, held)
);
-- How many documents hold a value; of the facet '' how many there are.
CREATE TABLE counter (
    facet TEXT NOT NULL, value TEXT NOT NULL, documents INTEGER NOT NULL, PRIMARY KEY (facet, value)
) WITHOUT ROWID;
CREATE INDEX counter_most ON counter (facet, documents DESC, value);
-- Documents whose terms could not be taken out again; they are when the index is filled anew.
CREATE TABLE dead (n INTEGER PRIMARY KEY);
CREATE TABLE state (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
-- The ascii tokenizer with all punctuation as token characters cuts at blanks alone: the terms are made by us.
-- No copy of the terms is kept: they can be made of the record again. Nor is how many there are: bm25 then takes all
-- documents to be of the same length (its number of terms is -1 for each column), which spares it a look at each hit.
CREATE VIRTUAL TABLE term USING fts5(
    tags, words, bigrams, alike, content = '', columnsize = 0, tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_`{|}~'"
);
