-- check: article_has_topic
-- severity: fail
-- scope: month
-- message: Every article must have a topic, `unclassified` where nothing tells one; else shares do not add up.
SELECT a.article_id, a.outlet
FROM articles AS a
ANTI JOIN article_topics AS t ON t.article_id = a.article_id
ORDER BY ALL;
