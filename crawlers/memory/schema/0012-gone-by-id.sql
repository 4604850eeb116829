-- Whether a listing is gone is asked by its id alone whenever its document is made.
CREATE INDEX post_gone ON post (id) WHERE gone_at IS NOT NULL;
