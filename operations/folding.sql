-- Addresses that the run found and did not get an answer from.
CREATE TEMP TABLE undone AS
    SELECT r.row, r.fingerprint, r.url, r.kind, r.thread, r.referrer, r.depth, r.attempts, r.state
    FROM run.request r LEFT JOIN run.visit v ON v.row = r.row AND v.final
    WHERE r.state != 'done' OR v.state IN (
        'unreachable', 'server_error', 'rate_limited', 'captcha', 'challenge', 'login_wall', 'unknown');

-- Whether the walk was broken off: what is new may then stand behind what is known.
CREATE TEMP TABLE cut AS
    SELECT EXISTS (SELECT 1 FROM page WHERE source = :source)
        AND EXISTS (SELECT 1 FROM undone WHERE state != 'done' OR (thread IS NULL AND kind = 'next' AND depth > 0))
        AS loose;

INSERT OR IGNORE INTO change (source, id, at, change, before, after, run)
    SELECT :source, id, (julianday(seen_at) - 2440587.5) * 86400.0, change, before, after, :run
    FROM run.sighting WHERE change != 'same';
INSERT OR IGNORE INTO change (source, id, at, change, before, after, run)
    SELECT :source, s.id, s.seen_at, 'back', '', '', :run
    FROM run.seen_post s CROSS JOIN post p ON p.source = :source AND p.id = s.id  -- the few lead to the many
    WHERE p.gone_at IS NOT NULL AND p.listing AND s.text_digest NOT LIKE '~%';

INSERT INTO post
    (source, id, text_digest, price, listing, strand, number, page, first_seen, last_seen, loose, run)
    SELECT :source, id, text_digest, price, EXISTS (SELECT 1 FROM run.listing l WHERE l.id = s.id),
        strand, number, page, seen_at, seen_at, cut.loose, :run
    FROM run.seen_post s, cut WHERE true
    ON CONFLICT (source, id) DO UPDATE SET
        text_digest = excluded.text_digest, price = excluded.price, listing = max(listing, excluded.listing),
        strand = excluded.strand, number = excluded.number, page = excluded.page,
        -- The run that kept the newest version of a listing.
        run = CASE WHEN EXISTS (SELECT 1 FROM run.listing l WHERE l.id = excluded.id) THEN excluded.run
            ELSE post.run END
    WHERE excluded.last_seen >= post.last_seen
        AND (excluded.text_digest NOT LIKE '~%' OR post.text_digest LIKE '~%');
-- A row that leads to a post does not bring back one that is gone.
UPDATE post SET gone_at = NULL
    WHERE source = :source AND id IN (SELECT id FROM run.seen_post WHERE text_digest NOT LIKE '~%');
UPDATE post SET last_seen = max(last_seen, (SELECT seen_at FROM run.seen_post s WHERE s.id = post.id))
    WHERE source = :source AND id IN (SELECT id FROM run.seen_post) AND gone_at IS NULL;

UPDATE post INDEXED BY post_strand
    SET last_seen = max(last_seen, (SELECT seen_at FROM run.seen_thread t WHERE t.key = post.strand))
    WHERE source = :source AND strand IN (SELECT key FROM run.seen_thread WHERE passed) AND gone_at IS NULL;
UPDATE post INDEXED BY post_page
    SET last_seen = max(last_seen, (SELECT read_at FROM run.seen_page p WHERE p.fingerprint = post.page))
    WHERE source = :source AND page IN (SELECT fingerprint FROM run.seen_page WHERE state = 'unchanged')
    AND gone_at IS NULL;
UPDATE post SET gone_at = (SELECT seen_at FROM run.missing m WHERE m.id = post.id)
    WHERE source = :source AND id IN (SELECT id FROM run.missing) AND gone_at IS NULL;
UPDATE post INDEXED BY post_loose SET loose = 0
    WHERE source = :source AND loose AND NOT (SELECT loose FROM cut);

-- Each thread that was asked: the first page of it that was not read, else its last. A later page that is not for
-- us keeps nobody from what is new on the pages before it.
CREATE TEMP TABLE asked AS
    SELECT r.thread AS key,
        max(CASE WHEN r.fingerprint = r.thread THEN r.url END) AS own,
        max(r.fingerprint = r.thread AND v.state IN ('items', 'empty', 'unchanged')) AS begun,
        max(r.fingerprint = r.thread AND v.state = 'gone') AS gone,
        min(CASE WHEN v.state IS NULL
            OR v.state NOT IN ('items', 'empty', 'unchanged', 'gone', 'redirected_elsewhere')
            AND (v.state NOT IN ('disallowed', 'out_of_scope') OR r.fingerprint = r.thread) THEN r.row END) AS bad,
        max(CASE WHEN v.state NOT IN ('gone', 'redirected_elsewhere', 'disallowed', 'out_of_scope')
            OR r.fingerprint = r.thread THEN r.row END) AS last,
        max((julianday(v.fetched_at) - 2440587.5) * 86400.0) AS read_at
    FROM run.request r LEFT JOIN run.visit v ON v.row = r.row AND v.final
    WHERE r.thread IS NOT NULL GROUP BY r.thread;
INSERT INTO thread (source, key, url, title, replies, onward, whole_at, gone_at, page, list, walk, place)
    SELECT :source, a.key, coalesce(a.own, r.url), s.title, s.replies, r.url,
        CASE WHEN a.bad IS NULL THEN a.read_at END, CASE WHEN a.gone THEN a.read_at END, s.page, s.list,
        CASE WHEN s.key IS NOT NULL THEN :run END, s.place
    FROM asked a JOIN run.request r ON r.row = coalesce(a.bad, a.last) LEFT JOIN run.seen_thread s ON s.key = a.key
    WHERE true
    ON CONFLICT (source, key) DO UPDATE SET
        title = coalesce(excluded.title, title), replies = coalesce(excluded.replies, replies),
        onward = excluded.onward, gone_at = excluded.gone_at, page = coalesce(excluded.page, page),
        list = coalesce(excluded.list, list), walk = coalesce(excluded.walk, walk),
        place = coalesce(excluded.place, place),
        whole_at = CASE
            WHEN excluded.whole_at IS NULL THEN NULL
            WHEN thread.whole_at IS NULL OR (SELECT begun OR gone FROM asked WHERE asked.key = excluded.key)
            THEN excluded.whole_at ELSE thread.whole_at END;
UPDATE thread SET page = s.page, list = s.list, walk = :run, place = s.place
    FROM run.seen_thread s WHERE s.passed AND thread.source = :source AND thread.key = s.key;

INSERT INTO page (source, fingerprint, url, etag, modified, digest, state, read_at, next)
    SELECT :source, fingerprint, url, etag, modified, digest, state, read_at, next
    FROM run.seen_page WHERE state IN ('items', 'empty', 'unchanged')
    ON CONFLICT (source, fingerprint) DO UPDATE SET
        url = excluded.url, state = excluded.state, read_at = excluded.read_at,
        etag = CASE excluded.state WHEN 'unchanged' THEN coalesce(excluded.etag, etag) ELSE excluded.etag END,
        modified = CASE excluded.state WHEN 'unchanged' THEN coalesce(excluded.modified, modified)
            ELSE excluded.modified END,
        digest = CASE excluded.state WHEN 'unchanged' THEN digest ELSE excluded.digest END,
        next = CASE excluded.state WHEN 'unchanged' THEN next ELSE excluded.next END;
-- A page of which something is unread is sent again whole: an unchanged one leads nowhere.
UPDATE page SET etag = NULL, modified = NULL
    WHERE source = :source AND fingerprint IN (SELECT fingerprint FROM run.seen_page) AND (
        url IN (SELECT referrer FROM undone)
        OR fingerprint IN (
            SELECT s.page FROM run.seen_thread s JOIN thread t ON t.source = :source AND t.key = s.key
            WHERE t.whole_at IS NULL));

DELETE FROM waiting WHERE source = :source
    AND fingerprint IN (SELECT fingerprint FROM run.request WHERE row NOT IN (SELECT row FROM undone));
INSERT INTO waiting (source, fingerprint, url, kind, thread, tries, run)
    SELECT :source, fingerprint, url, kind, thread, attempts > 0, :run
    FROM undone WHERE kind IN ('next', 'thread') AND (depth > 0 OR state != 'done'
        OR fingerprint IN (SELECT fingerprint FROM waiting WHERE source = :source)) ORDER BY row
    ON CONFLICT (source, fingerprint) DO UPDATE SET tries = tries + excluded.tries, run = :run
    WHERE waiting.run != :run;
-- What answers with a fault again and again is a gap of those runs, and no longer waited for.
DELETE FROM waiting WHERE source = :source AND tries >= 3;

INSERT INTO render_choice SELECT :source, shape, mended, futile, since, checked_at FROM run.render_choice WHERE true
    ON CONFLICT (source, shape) DO UPDATE SET
        mended = excluded.mended, futile = excluded.futile, since = excluded.since, checked_at = excluded.checked_at
    WHERE excluded.checked_at >= render_choice.checked_at;

DROP TABLE undone;
DROP TABLE cut;
DROP TABLE asked;
