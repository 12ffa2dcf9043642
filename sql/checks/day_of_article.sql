-- check: day_of_article
-- severity: fail
-- message: `published_on` of a row of every monthly table must be that of its article.
SELECT
    d.table_name,
    d.article_id,
    d.published_on,
    a.published_on AS article_published_on,
    count(*) AS rows_with_other_day
FROM monthly_rows AS d
JOIN articles AS a ON a.article_id = d.article_id
WHERE d.table_name <> 'articles' AND d.published_on IS DISTINCT FROM a.published_on
GROUP BY ALL
ORDER BY ALL;
