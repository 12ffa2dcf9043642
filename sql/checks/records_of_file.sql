-- check: records_of_file
-- severity: fail
-- message: For each file of a run, records read = articles + duplicates + rejects, and the file must have that many
--   rows in `articles` and `rejects`. A record was lost or counted twice.
SELECT
    s.run_id,
    s.source_path,
    s.n_records,
    s.n_articles,
    coalesce(a.articles, 0) AS articles,
    s.n_duplicates,
    s.n_rejects,
    coalesce(r.rejects, 0) AS rejects
FROM sources AS s
LEFT JOIN (SELECT run_id, source_path, count(*) AS articles FROM articles GROUP BY ALL) AS a
    ON a.run_id = s.run_id AND a.source_path = s.source_path
LEFT JOIN (SELECT run_id, source_path, count(*) AS rejects FROM rejects GROUP BY ALL) AS r
    ON r.run_id = s.run_id AND r.source_path = s.source_path
WHERE s.n_records <> s.n_articles + s.n_duplicates + s.n_rejects
    OR s.n_articles <> coalesce(a.articles, 0)
    OR s.n_rejects <> coalesce(r.rejects, 0)
ORDER BY ALL;
