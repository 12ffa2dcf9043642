-- grain: one row is one input file of one run
-- view: What became of every input file. Records are articles, duplicates or rejects; add up over `run_id` or `format`
--   for a summary, and see `rejects` for the reasons.
-- like: sources, runs
-- column articles_undated: Articles of the file without a day of publication.
-- column quotes: Quotations in the file's articles.
-- column share_rejected: `n_rejects` / `n_records`. Unit: share, 0 to 1.
CREATE OR REPLACE VIEW data_quality AS
WITH quoted AS (
    SELECT article_id, count(*) AS quotes, count(speaker_id) AS quotes_with_speaker
    FROM quotes
    GROUP BY article_id
),
loaded AS (
    SELECT
        a.run_id,
        a.source_path,
        count(*) FILTER (WHERE a.published_on IS NULL) AS articles_undated,
        coalesce(sum(q.quotes), 0)::BIGINT AS quotes,
        coalesce(sum(q.quotes_with_speaker), 0)::BIGINT AS quotes_with_speaker
    FROM articles AS a
    LEFT JOIN quoted AS q ON q.article_id = a.article_id
    GROUP BY a.run_id, a.source_path
),
started AS (
    -- The same run may be repeated, after a rollback for instance.
    SELECT run_id, min(started_at) AS started_at
    FROM runs
    GROUP BY run_id
)
SELECT
    s.run_id,
    started.started_at,
    s.source_path,
    s.format,
    s.n_records,
    s.n_articles,
    s.n_duplicates,
    s.n_rejects,
    coalesce(l.articles_undated, 0) AS articles_undated,
    coalesce(l.quotes, 0) AS quotes,
    coalesce(l.quotes_with_speaker, 0) AS quotes_with_speaker,
    s.n_rejects / nullif(s.n_records, 0) AS share_rejected,
    l.quotes_with_speaker / nullif(l.quotes, 0) AS share_with_speaker
FROM sources AS s
LEFT JOIN started ON started.run_id = s.run_id
LEFT JOIN loaded AS l ON l.run_id = s.run_id AND l.source_path = s.source_path;
