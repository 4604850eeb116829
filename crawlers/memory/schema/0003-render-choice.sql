-- By shape of address: how often in a row a browser showed posts that the plain page lacked (``mended``), or none
-- either (``futile``); pages since the other way of fetching was tried last, and when that was.
CREATE TABLE render_choice (
    source TEXT NOT NULL,
    shape TEXT NOT NULL,
    mended INTEGER NOT NULL,
    futile INTEGER NOT NULL,
    since INTEGER NOT NULL,
    checked_at REAL NOT NULL,
    PRIMARY KEY (source, shape)
) WITHOUT ROWID;
