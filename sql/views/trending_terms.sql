-- grain: one row is one term that trends on one day or in one week, within one main topic or over all of them, as one
--   version of the topic model told it
-- view: What is suddenly written about: terms in more stories than the days before let expect, by weighted log-odds
--   with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008) on the number of stories. Copies and
--   rewordings of one text are one story, so that a template or one wire story in forty papers is no trend. Days are
--   compared with the 28 before, weeks with the 8 before.
-- column grain: Length of the period: `day`, or `week` (from Monday).
-- column period_start: First day of the period.
-- column model_version: The version of the topic model that told the main topics.
-- column topic_id: Main topic of the articles (rank 1); `(all)` for articles of every topic.
-- column topic: Label of the topic; `(all)` for every topic.
-- column term: The word or two-word term. A word is left out where a two-word term says the same.
-- column n_words: Words of the term: 1 or 2.
-- column rank: Order of the terms of a period and topic by `z`, 1 is the strongest.
-- column articles: Articles of the period that have the term.
-- column stories: Stories of the period that have the term, copies and rewordings counted once; at least 3.
-- column stories_total: All stories of the period.
-- column stories_before: Stories of the days or weeks before that had the term.
-- column stories_before_total: All stories of the days or weeks before; at least as many as `stories_total`.
-- column log_odds: Log-odds of the term in the period minus those before, both pulled towards the same by the prior.
CREATE OR REPLACE VIEW trending_terms AS
WITH grains AS (
    SELECT unnest(
        [{'grain': 'day', 'first': 28, 'last': 1}, {'grain': 'week', 'first': 56, 'last': 7}],
        recursive := true
    )
),
main AS (
    SELECT article_id, model_version, unnest([topic_id, '(all)']) AS topic_id
    FROM article_topics
    WHERE rank = 1
),
lead AS (
    SELECT article_id, published_on, hash(story_id) AS story, unnest(string_split(terms, '|')) AS term
    FROM article_terms
    WHERE published_on IS NOT NULL AND terms IS NOT NULL
),
-- A term that never is in three articles of a week cannot trend: most are left out here, before anything is counted
-- twice.
weekly AS (
    SELECT term
    FROM lead
    GROUP BY term, date_trunc('week', published_on)
    HAVING count(*) >= 3
),
used AS (
    SELECT
        g.grain,
        g.first,
        g.last,
        date_trunc(g.grain, t.published_on)::DATE AS period_start,
        m.model_version,
        m.topic_id,
        t.story,
        t.term
    FROM lead AS t
    SEMI JOIN weekly AS w ON w.term = t.term
    JOIN main AS m ON m.article_id = t.article_id
    CROSS JOIN grains AS g
),
counted AS (
    SELECT
        grain,
        first,
        last,
        period_start,
        model_version,
        topic_id,
        term,
        count(*) AS articles,
        count(DISTINCT story) AS stories
    FROM used
    GROUP BY ALL
),
totals AS (
    SELECT
        g.grain,
        g.first,
        g.last,
        date_trunc(g.grain, t.published_on)::DATE AS period_start,
        m.model_version,
        m.topic_id,
        count(DISTINCT t.story_id) AS n
    FROM article_terms AS t
    JOIN main AS m ON m.article_id = t.article_id
    CROSS JOIN grains AS g
    WHERE t.published_on IS NOT NULL
    GROUP BY ALL
),
totals_before AS (
    SELECT t.grain, t.period_start, t.model_version, t.topic_id, t.n, sum(b.n) AS n_before
    FROM totals AS t
    JOIN totals AS b
        ON b.grain = t.grain
        AND b.model_version = t.model_version
        AND b.topic_id = t.topic_id
        AND b.period_start BETWEEN t.period_start - t.first::INTEGER AND t.period_start - t.last::INTEGER
    GROUP BY ALL
    HAVING sum(b.n) >= t.n
),
counted_before AS (
    SELECT
        t.grain,
        t.period_start,
        t.model_version,
        t.topic_id,
        t.term,
        t.articles,
        t.stories AS y,
        coalesce(sum(b.stories), 0) AS y_before
    FROM counted AS t
    LEFT JOIN counted AS b
        ON b.grain = t.grain
        AND b.model_version = t.model_version
        AND b.topic_id = t.topic_id
        AND b.term = t.term
        AND b.period_start BETWEEN t.period_start - t.first::INTEGER AND t.period_start - t.last::INTEGER
    WHERE t.stories >= 3
    GROUP BY ALL
),
expected AS (
    SELECT
        c.*,
        t.n,
        t.n_before,
        -- The prior: an eighth of the stories before once more, with the term as frequent in them as in both times
        -- together.
        t.n_before / 8 AS a_all,
        t.n_before / 8 * (c.y + c.y_before) / (t.n + t.n_before) AS a
    FROM counted_before AS c
    JOIN totals_before AS t
        ON t.grain = c.grain
        AND t.period_start = c.period_start
        AND t.model_version = c.model_version
        AND t.topic_id = c.topic_id
    -- What every story has is no trend.
    WHERE c.y + c.y_before < t.n + t.n_before
),
scored AS (
    SELECT
        *,
        ln((y + a) / (n + a_all - y - a)) - ln((y_before + a) / (n_before + a_all - y_before - a)) AS log_odds,
        sqrt(1 / (y + a) + 1 / (y_before + a)) AS standard_error
    FROM expected
),
trends AS (
    SELECT *
    FROM scored
    WHERE log_odds / standard_error >= 1.96
),
split AS (
    SELECT grain, period_start, model_version, topic_id, unnest(string_split(term, ' ')) AS part, y
    FROM trends
    WHERE contains(term, ' ')
),
parts AS (
    SELECT grain, period_start, model_version, topic_id, part, max(y) AS y
    FROM split
    GROUP BY ALL
)
SELECT
    t.grain,
    t.period_start,
    t.model_version,
    t.topic_id,
    coalesce(topics.name, t.topic_id) AS topic,
    t.term,
    CASE WHEN contains(t.term, ' ') THEN 2 ELSE 1 END::BIGINT AS n_words,
    row_number() OVER (
        PARTITION BY t.grain, t.period_start, t.model_version, t.topic_id
        ORDER BY t.log_odds / t.standard_error DESC, t.y DESC, t.term
    ) AS rank,
    t.articles,
    t.y AS stories,
    t.n AS stories_total,
    t.y_before::BIGINT AS stories_before,
    t.n_before::BIGINT AS stories_before_total,
    t.log_odds,
    t.log_odds / t.standard_error AS z
FROM trends AS t
LEFT JOIN parts AS p
    ON p.grain = t.grain
    AND p.period_start = t.period_start
    AND p.model_version = t.model_version
    AND p.topic_id = t.topic_id
    AND p.part = t.term
LEFT JOIN topics ON topics.topic_id = t.topic_id
WHERE p.y IS NULL OR p.y < 0.8 * t.y;
