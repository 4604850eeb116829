-- What plain fetches and a browser brought for each shape of address of a source that is rendered when empty.
CREATE TABLE IF NOT EXISTS render_choice (
    shape TEXT PRIMARY KEY,
    mended INTEGER NOT NULL,
    futile INTEGER NOT NULL,
    since INTEGER NOT NULL,
    checked_at REAL NOT NULL
) WITHOUT ROWID;
