-- check: topic_ranks
-- severity: fail
-- scope: month
-- message: The topics of an article must be ranked 1, 2, 3 … without a gap.
SELECT
    article_id,
    count(*) AS topics,
    count(DISTINCT rank) AS ranks,
    min(rank) AS first_rank,
    max(rank) AS last_rank
FROM article_topics
GROUP BY article_id
HAVING min(rank) <> 1 OR max(rank) <> count(*) OR count(DISTINCT rank) <> count(*)
ORDER BY ALL;
