-- check: parts_inside_quote
-- severity: fail
-- scope: month
-- message: The parts of a quotation must be numbered 0, 1, 2 …, follow each other without overlap, lie inside the
--   quotation and belong to its article.
WITH parts AS (
    SELECT
        quote_id,
        article_id,
        part,
        start,
        "end",
        row_number() OVER in_order - 1 AS expected_part,
        lag("end", 1, 0) OVER in_order AS previous_end
    FROM quote_parts
    WINDOW in_order AS (PARTITION BY quote_id ORDER BY part, start)
)
SELECT
    p.quote_id,
    p.part,
    p.expected_part,
    p.start,
    p."end",
    p.previous_end,
    q.start AS quote_start,
    q."end" AS quote_end,
    p.article_id,
    q.article_id AS quote_article_id
FROM parts AS p
JOIN quotes AS q ON q.quote_id = p.quote_id
WHERE p.part <> p.expected_part
    OR p.start < p.previous_end
    OR p.start < q.start
    OR p."end" > q."end"
    OR p.article_id <> q.article_id
ORDER BY ALL;
