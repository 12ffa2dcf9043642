-- check: quote_positions
-- severity: fail
-- scope: month
-- message: The quotations of an article must be numbered 0, 1, 2 … without a gap.
SELECT
    article_id,
    count(*) AS quotes,
    count(DISTINCT position) AS positions,
    min(position) AS first_position,
    max(position) AS last_position
FROM quotes
GROUP BY article_id
HAVING min(position) <> 0 OR max(position) <> count(*) - 1 OR count(DISTINCT position) <> count(*)
ORDER BY ALL;
