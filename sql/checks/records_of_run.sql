-- check: records_of_run
-- severity: fail
-- message: For each run, records read = articles + duplicates + rejects, and the counts in `runs` must be those of its
--   files in `sources` and of its quotations. A file was lost or counted twice.
WITH files AS (
    SELECT
        run_id,
        count(*) AS n_files,
        sum(n_bytes) AS n_bytes,
        sum(n_records) AS n_records,
        sum(n_articles) AS n_articles,
        sum(n_duplicates) AS n_duplicates,
        sum(n_rejects) AS n_rejects
    FROM sources
    GROUP BY run_id
),
quoted AS (
    SELECT a.run_id, count(*) AS n_quotes
    FROM quotes AS q
    JOIN articles AS a ON a.article_id = q.article_id
    GROUP BY a.run_id
),
compared AS (
    SELECT
        r.run_id,
        r.started_at,
        struct_pack(
            files := r.n_files, bytes := r.n_bytes, records := r.n_records, articles := r.n_articles,
            duplicates := r.n_duplicates, rejects := r.n_rejects, quotes := r.n_quotes
        ) AS counts_of_run,
        struct_pack(
            files := coalesce(f.n_files, 0)::BIGINT,
            bytes := coalesce(f.n_bytes, 0)::BIGINT,
            records := coalesce(f.n_records, 0)::BIGINT,
            articles := coalesce(f.n_articles, 0)::BIGINT, duplicates := coalesce(f.n_duplicates, 0)::BIGINT,
            rejects := coalesce(f.n_rejects, 0)::BIGINT, quotes := coalesce(q.n_quotes, 0)::BIGINT
        ) AS counts_of_files
    FROM runs AS r
    LEFT JOIN files AS f ON f.run_id = r.run_id
    LEFT JOIN quoted AS q ON q.run_id = r.run_id
)
SELECT run_id, started_at, counts_of_run::VARCHAR AS counts_of_run, counts_of_files::VARCHAR AS counts_of_files
FROM compared
WHERE counts_of_run <> counts_of_files
    OR counts_of_run.records <> counts_of_run.articles + counts_of_run.duplicates + counts_of_run.rejects
ORDER BY ALL;
