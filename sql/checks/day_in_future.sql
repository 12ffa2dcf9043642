-- check: day_in_future
-- severity: warn
-- message: Articles are dated more than a day after the run that read them (a day, because east of Greenwich it begins
--   earlier). Day and month may stand the other way round in the input.
SELECT a.source_path, a.published_on, min(a.article_id) AS article_id, count(*) AS articles
FROM articles AS a
JOIN (SELECT run_id, max(started_at) AS started_at FROM runs GROUP BY run_id) AS r ON r.run_id = a.run_id
WHERE a.published_on > (r.started_at AT TIME ZONE 'UTC')::DATE + 1
GROUP BY ALL
ORDER BY ALL;
