-- grain: one row is one topic of one speaker, as one version of the topic model told it
-- view: What a speaker is quoted on, over all time, against what everybody is quoted on. Speakers without a name
--   are left out: they are many.
-- column speaker_id: Key of the speaker.
-- column speaker: Name of the speaker across the dataset.
-- column speaker_kind: What the speaker is: `person`, `organisation`, `group` or `document`.
-- column quotes: Quotations of the speaker on the topic.
-- column share: `quotes` / `quotes_total`. A quotation may be on several topics, so shares may add up to more
--   than 1. Unit: share, 0 to 1.
-- column emphasis: `share` / the topic's share in the quotations of all speakers with a name: 2 is
--   twice as much as usual.
-- column first_seen: Day of the earliest dated quotation on the topic; null where none is dated.
-- column last_seen: Day of the latest dated quotation on the topic; null where none is dated.
CREATE OR REPLACE VIEW speaker_topics AS
WITH told AS (
    SELECT q.speaker_id, t.model_version, t.topic_id, t.quote_id, q.published_on
    FROM quote_topics AS t
    JOIN quotes AS q ON q.quote_id = t.quote_id
    WHERE q.speaker_id IS NOT NULL
),
counted AS (
    SELECT
        speaker_id,
        model_version,
        topic_id,
        count(*) AS quotes,
        min(published_on) AS first_seen,
        max(published_on) AS last_seen
    FROM told
    GROUP BY ALL
),
totals AS (
    SELECT speaker_id, model_version, count(DISTINCT quote_id) AS quotes_total
    FROM told
    GROUP BY ALL
),
everybody AS (
    SELECT model_version, sum(quotes_total) AS quotes_everybody
    FROM totals
    GROUP BY ALL
)
SELECT
    c.speaker_id,
    s.name AS speaker,
    s.kind AS speaker_kind,
    c.model_version,
    c.topic_id,
    coalesce(topics.name, c.topic_id) AS topic,
    c.quotes,
    t.quotes_total,
    c.quotes / t.quotes_total AS share,
    (c.quotes / t.quotes_total)
        / (sum(c.quotes) OVER (PARTITION BY c.model_version, c.topic_id) / e.quotes_everybody) AS emphasis,
    c.first_seen,
    c.last_seen
FROM counted AS c
JOIN totals AS t ON t.speaker_id = c.speaker_id AND t.model_version = c.model_version
JOIN everybody AS e ON e.model_version = c.model_version
JOIN speakers AS s ON s.speaker_id = c.speaker_id
LEFT JOIN topics ON topics.topic_id = c.topic_id;
