-- check: speaker_counts
-- severity: fail
-- message: `speakers.n_quotes` and `n_articles` must count the speaker's rows in `quotes`, and first_seen and
--   last_seen be the first and last of their days.
SELECT
    s.speaker_id,
    s.name,
    s.n_quotes,
    coalesce(q.quotes, 0) AS quotes,
    s.n_articles,
    coalesce(q.articles, 0) AS articles,
    s.first_seen,
    q.first_day,
    s.last_seen,
    q.last_day
FROM speakers AS s
LEFT JOIN (
    SELECT
        speaker_id,
        count(*) AS quotes,
        count(DISTINCT article_id) AS articles,
        min(published_on) AS first_day,
        max(published_on) AS last_day
    FROM quotes
    GROUP BY speaker_id
) AS q ON q.speaker_id = s.speaker_id
WHERE s.n_quotes <> coalesce(q.quotes, 0)
    OR s.n_articles <> coalesce(q.articles, 0)
    OR s.first_seen IS DISTINCT FROM q.first_day
    OR s.last_seen IS DISTINCT FROM q.last_day
ORDER BY ALL;
