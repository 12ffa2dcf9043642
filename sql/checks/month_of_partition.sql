-- check: month_of_partition
-- severity: fail
-- message: A row must lie in the folder of the month of its `published_on`, or in `undated`.
WITH placed AS (
    SELECT 'articles' AS table_name, month, published_on FROM articles
    UNION ALL
    SELECT 'quotes', month, published_on FROM quotes
    UNION ALL
    SELECT 'quote_parts', month, published_on FROM quote_parts
    UNION ALL
    SELECT 'quoted_spans', month, published_on FROM quoted_spans
    UNION ALL
    SELECT 'article_topics', month, published_on FROM article_topics
    UNION ALL
    SELECT 'quote_topics', month, published_on FROM quote_topics
    UNION ALL
    SELECT 'article_terms', month, published_on FROM article_terms
)
SELECT table_name, month, published_on, count(*) AS rows_misplaced
FROM placed
WHERE month <> coalesce(strftime(published_on, '%Y-%m'), 'undated')
GROUP BY ALL
ORDER BY ALL;
