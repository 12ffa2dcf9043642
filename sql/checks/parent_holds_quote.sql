-- check: parent_holds_quote
-- severity: fail
-- scope: month
-- message: A quotation must lie inside its parent, which must be longer and of the same article.
SELECT q.quote_id, q.parent_quote_id, q.start, q."end", p.start AS parent_start, p."end" AS parent_end
FROM quotes AS q
JOIN quotes AS p ON p.quote_id = q.parent_quote_id
WHERE p.article_id <> q.article_id OR p.start > q.start OR p."end" < q."end" OR p."end" - p.start <= q."end" - q.start
ORDER BY ALL;
