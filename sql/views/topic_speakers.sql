-- grain: one row is one speaker on one topic in one month, as one version of the topic model told it
-- view: Who is quoted on a topic. A quotation may be on several topics. '(unnamed)' and '(unknown)' are speakers, so
--   that the shares of a topic's month add up to 1.
-- column quotes: Quotations of the speaker on the topic in the month.
-- column articles: Articles of the month that quote the speaker on the topic.
-- column quotes_total: All quotations on the topic in the month.
CREATE OR REPLACE VIEW topic_speakers AS
WITH counted AS (
    SELECT
        q.month,
        t.model_version,
        t.topic_id,
        q.speaker_id,
        coalesce(s.name, '(' || q.speaker_kind || ')') AS speaker,
        coalesce(s.kind, q.speaker_kind) AS speaker_kind,
        count(*) AS quotes,
        count(DISTINCT q.article_id) AS articles
    FROM quote_topics AS t
    JOIN quotes AS q ON q.quote_id = t.quote_id
    LEFT JOIN speakers AS s ON s.speaker_id = q.speaker_id
    GROUP BY ALL
)
SELECT
    c.month,
    try_cast(c.month || '-01' AS DATE) AS month_start,
    c.model_version,
    c.topic_id,
    coalesce(topics.name, c.topic_id) AS topic,
    c.speaker_id,
    c.speaker,
    c.speaker_kind,
    c.quotes,
    c.articles,
    (sum(c.quotes) OVER of_topic)::BIGINT AS quotes_total,
    c.quotes / sum(c.quotes) OVER of_topic AS share
FROM counted AS c
LEFT JOIN topics ON topics.topic_id = c.topic_id
WINDOW of_topic AS (PARTITION BY c.month, c.model_version, c.topic_id);
