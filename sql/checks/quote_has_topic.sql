-- check: quote_has_topic
-- severity: fail
-- scope: month
-- message: Every quotation must have a topic, `unclassified` where nothing tells one; else shares do not add up.
SELECT q.quote_id, q.article_id
FROM quotes AS q
ANTI JOIN quote_topics AS t ON t.quote_id = q.quote_id
ORDER BY ALL;
