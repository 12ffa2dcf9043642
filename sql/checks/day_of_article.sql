-- check: day_of_article
-- severity: fail
-- message: `published_on` of a quotation, a part, a topic or terms must be that of its article.
WITH dated AS (
    SELECT 'quotes' AS table_name, article_id, published_on FROM quotes
    UNION ALL
    SELECT 'quote_parts', article_id, published_on FROM quote_parts
    UNION ALL
    SELECT 'quoted_spans', article_id, published_on FROM quoted_spans
    UNION ALL
    SELECT 'article_topics', article_id, published_on FROM article_topics
    UNION ALL
    SELECT 'quote_topics', article_id, published_on FROM quote_topics
    UNION ALL
    SELECT 'article_terms', article_id, published_on FROM article_terms
)
SELECT d.table_name, d.article_id, d.published_on, a.published_on AS article_published_on, count(*) AS rows_with_other_day
FROM dated AS d
JOIN articles AS a ON a.article_id = d.article_id
WHERE d.published_on IS DISTINCT FROM a.published_on
GROUP BY ALL
ORDER BY ALL;
