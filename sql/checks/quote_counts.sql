-- check: quote_counts
-- severity: fail
-- scope: month
-- message: `articles.n_quotes` must be the number of the article's rows in `quotes`.
SELECT a.article_id, a.n_quotes, coalesce(q.quotes, 0) AS quotes
FROM articles AS a
LEFT JOIN (SELECT article_id, count(*) AS quotes FROM quotes GROUP BY article_id) AS q ON q.article_id = a.article_id
WHERE a.n_quotes <> coalesce(q.quotes, 0)
ORDER BY ALL;
