-- grain: one row is one outlet's coverage of one topic in one month, as one version of the topic model told it
-- view: Which outlets cover a topic, and which dwell on it more than the others do. Topics at the
--   top and of one's own.
-- column articles: Articles of the outlet in the month that have the topic.
-- column articles_total: All articles of the outlet in the month.
-- column share_of_outlet: `articles` / `articles_total`. Unit: share, 0 to 1.
-- column share_of_topic: `articles` / all articles of the month that have the topic; adds up to 1 over the outlets.
-- column emphasis: `share_of_outlet` / the topic's share in all articles of the month: 2 is twice as much as usual.
CREATE OR REPLACE VIEW topic_outlets AS
WITH counted AS (
    SELECT a.month, t.model_version, t.topic_id, a.outlet, count(*) AS articles
    FROM article_topics AS t
    JOIN articles AS a ON a.article_id = t.article_id
    GROUP BY ALL
),
totals AS (
    SELECT a.month, t.model_version, a.outlet, count(DISTINCT a.article_id) AS articles_total
    FROM article_topics AS t
    JOIN articles AS a ON a.article_id = t.article_id
    GROUP BY ALL
),
everywhere AS (
    SELECT month, model_version, sum(articles_total) AS articles_everywhere
    FROM totals
    GROUP BY ALL
)
SELECT
    c.month,
    try_cast(c.month || '-01' AS DATE) AS month_start,
    c.model_version,
    c.topic_id,
    coalesce(topics.name, c.topic_id) AS topic,
    c.outlet,
    c.articles,
    o.articles_total,
    c.articles / o.articles_total AS share_of_outlet,
    c.articles / sum(c.articles) OVER of_topic AS share_of_topic,
    (c.articles / o.articles_total) / (sum(c.articles) OVER of_topic / e.articles_everywhere) AS emphasis
FROM counted AS c
JOIN totals AS o ON o.month = c.month AND o.model_version = c.model_version AND o.outlet = c.outlet
JOIN everywhere AS e ON e.month = c.month AND e.model_version = c.model_version
LEFT JOIN topics ON topics.topic_id = c.topic_id
WINDOW of_topic AS (PARTITION BY c.month, c.model_version, c.topic_id);
