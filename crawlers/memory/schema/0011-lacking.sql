-- The fields that the rows of a list lacked when it was read last, by the kind of page.
CREATE TABLE lacking (
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    list TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (source, kind, list, field)
) WITHOUT ROWID;
