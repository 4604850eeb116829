-- The first memory knew listings alone, by a digest of their masked words: it cannot be compared with ours, so
-- the words count as unknown until they are seen again.
CREATE TABLE IF NOT EXISTS known (
    source TEXT, id TEXT, text_digest TEXT, first_seen TEXT, last_seen TEXT, run TEXT
);
INSERT OR IGNORE INTO post (source, id, text_digest, price, listing, strand, page, first_seen, last_seen, run)
    SELECT source, id, '', '', 1, '', '', unixepoch(first_seen), unixepoch(last_seen), run FROM known;
DROP TABLE known;
DROP TABLE IF EXISTS folded;
