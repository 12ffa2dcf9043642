-- grain: one row is one topic at one outlet in one month
-- view: How much of an outlet's month is about a topic: compare the shares of two outlets for their choice of news. Articles without a topic are the topic '(none)'.
-- column month: Month of publication as `YYYY-MM`; `undated` for articles without a date.
-- column month_start: First day of the month, for time axes; null for `undated`.
-- column outlet: Who published the articles.
-- column topic_id: Key of the topic; `(none)` for articles without a topic.
-- column topic: Label of the topic; `(none)` for articles without a topic.
-- column origin: What the topic was taken from, the part of its key before the colon, e.g. `section`; `(none)` for articles without a topic.
-- column path: Labels from the top of the taxonomy down to this topic, separated by ' > '.
-- column level: Depth in the taxonomy, 1 is the top; 0 for `(none)`.
-- column articles: Articles of the outlet in the month that have the topic.
-- column articles_total: All articles of the outlet in the month, with and without topics.
-- column share: `articles` / `articles_total`. Unit: share, 0 to 1.
-- column mean_score: Mean strength of the topic in the articles that have it, 0 to 1; null for `(none)`.
CREATE OR REPLACE VIEW topics_over_time_by_outlet AS
WITH totals AS (
    SELECT month, outlet, count(*) AS articles_total
    FROM articles
    GROUP BY month, outlet
),
counted AS (
    SELECT a.month, a.outlet, coalesce(t.topic_id, '(none)') AS topic_id, count(*) AS articles, avg(t.score) AS mean_score
    FROM articles AS a
    LEFT JOIN article_topics AS t ON t.article_id = a.article_id
    GROUP BY ALL
)
SELECT
    c.month,
    try_cast(c.month || '-01' AS DATE) AS month_start,
    c.outlet,
    c.topic_id,
    coalesce(topics.name, c.topic_id) AS topic,
    split_part(c.topic_id, ':', 1) AS origin,
    coalesce(topics.path, c.topic_id) AS path,
    coalesce(topics.level, 0) AS level,
    c.articles,
    totals.articles_total,
    c.articles / totals.articles_total AS share,
    c.mean_score
FROM counted AS c
JOIN totals ON totals.month = c.month AND totals.outlet = c.outlet
LEFT JOIN topics ON topics.topic_id = c.topic_id;
