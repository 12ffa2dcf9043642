-- grain: one row is one speaker who trends in one week
-- view: Who is suddenly quoted: speakers in more stories than the 8 weeks before let expect, by the same log-odds as
--   `trending_terms`. Copies and rewordings of one text are one story.
-- like: speaker_topics
-- column rank: Order of the speakers of a week by `z`, 1 is the strongest.
-- column quotes: Quotations of the speaker in the week.
-- column stories: Stories of the week that quote the speaker, copies and rewordings counted once; at least 3.
-- column stories_total: Stories of the week that quote somebody with a name.
-- column stories_before: Stories of the 8 weeks before that quoted the speaker.
-- column stories_before_total: Stories of the 8 weeks before that quoted somebody with a name; at least
--   as many as `stories_total`.
-- column log_odds: Log-odds of the speaker in the week minus those before, both pulled towards the same by the prior.
CREATE OR REPLACE VIEW trending_speakers AS
WITH placed AS (
    SELECT
        date_trunc('week', q.published_on)::DATE AS week_start,
        q.speaker_id,
        coalesce(s.story_id, q.article_id) AS story_id
    FROM quotes AS q
    LEFT JOIN article_terms AS s ON s.article_id = q.article_id
    WHERE q.speaker_id IS NOT NULL AND q.published_on IS NOT NULL
),
counted AS (
    SELECT week_start, speaker_id, count(*) AS quotes, count(DISTINCT story_id) AS y
    FROM placed
    GROUP BY ALL
),
totals AS (
    SELECT week_start, count(DISTINCT story_id) AS n
    FROM placed
    GROUP BY ALL
),
totals_before AS (
    SELECT t.week_start, t.n, sum(b.n) AS n_before
    FROM totals AS t
    JOIN totals AS b ON b.week_start BETWEEN t.week_start - 56 AND t.week_start - 7
    GROUP BY ALL
    HAVING sum(b.n) >= t.n
),
counted_before AS (
    SELECT t.week_start, t.speaker_id, t.quotes, t.y, coalesce(sum(b.y), 0) AS y_before
    FROM counted AS t
    LEFT JOIN counted AS b
        ON b.speaker_id = t.speaker_id
        AND b.week_start BETWEEN t.week_start - 56 AND t.week_start - 7
    WHERE t.y >= 3
    GROUP BY ALL
),
expected AS (
    SELECT c.*, t.n, t.n_before, t.n_before / 8 AS a_all, t.n_before / 8 * (c.y + c.y_before) / (t.n + t.n_before) AS a
    FROM counted_before AS c
    JOIN totals_before AS t ON t.week_start = c.week_start
    -- Who is in every story is no trend.
    WHERE c.y + c.y_before < t.n + t.n_before
),
scored AS (
    SELECT
        *,
        ln((y + a) / (n + a_all - y - a)) - ln((y_before + a) / (n_before + a_all - y_before - a)) AS log_odds,
        sqrt(1 / (y + a) + 1 / (y_before + a)) AS standard_error
    FROM expected
)
SELECT
    t.week_start,
    t.speaker_id,
    s.name AS speaker,
    s.kind AS speaker_kind,
    row_number() OVER (
        PARTITION BY t.week_start
        ORDER BY t.log_odds / t.standard_error DESC, t.y DESC, t.speaker_id
    ) AS rank,
    t.quotes,
    t.y AS stories,
    t.n AS stories_total,
    t.y_before::BIGINT AS stories_before,
    t.n_before::BIGINT AS stories_before_total,
    t.log_odds,
    t.log_odds / t.standard_error AS z
FROM scored AS t
JOIN speakers AS s ON s.speaker_id = t.speaker_id
WHERE t.log_odds / t.standard_error >= 1.96;
