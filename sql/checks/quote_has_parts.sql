-- check: quote_has_parts
-- severity: fail
-- scope: month
-- message: Every quotation must have at least one part.
SELECT q.quote_id, q.article_id
FROM quotes AS q
ANTI JOIN quote_parts AS p ON p.quote_id = q.quote_id
ORDER BY ALL;
