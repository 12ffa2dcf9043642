-- check: quote_topic_ranks
-- severity: fail
-- scope: month
-- message: The topics of a quotation must be ranked 1, 2, 3 … without a gap.
SELECT
    quote_id,
    count(*) AS topics,
    count(DISTINCT rank) AS ranks,
    min(rank) AS first_rank,
    max(rank) AS last_rank
FROM quote_topics
GROUP BY quote_id
HAVING min(rank) <> 1 OR max(rank) <> count(*) OR count(DISTINCT rank) <> count(*)
ORDER BY ALL;
