-- grain: one row is one topic in one day, week, month or year, at one outlet or at all of them, as one version
--   of the topic model told it
-- view: The base of the topic series. Filter by `grain`, `outlet` and `level`, and look at one `model_version`: shares
--   of different versions do not compare, so no row mixes them. A topic that an outlet has at any time has a row for
--   each of its periods, with 0 articles where there are none.
-- like: topics
-- column grain: Length of the period: `day`, `week` (from Monday), `month` or `year`.
-- column period_start: First day of the period; null for articles without a date.
-- column outlet: Who published the articles; `(all)` for all outlets together.
-- column articles: Articles of the period that have the topic; an article may have several.
-- column articles_main: Articles that are mainly about it.
-- column articles_classified: Articles of the period with a topic of the IPTC.
-- column articles_total: All articles of the period.
-- column share: `articles` / `articles_classified`; of topics of one's own and `unclassified` / `articles_total`.
--   Unit: share, 0 to 1; null where nothing is classified.
-- column share_low: Lower end of the 95 % Wilson interval of `share`: what chance alone leaves open.
-- column share_high: Upper end of the 95 % Wilson interval of `share`.
-- column share_main: `articles_main` / the same whole as `share`; of the topics of level 1 of the
--   IPTC they add up to 1.
-- column share_abstained: Articles without a topic of the IPTC / `articles_total`. Unit: share, 0 to 1.
-- column change: `share` minus that of the period before; null where that has no articles.
-- column change_year: `share` minus that of the same period a year before (of weeks: 52 weeks); null
--   where that has no articles.
CREATE OR REPLACE VIEW topic_periods AS
WITH grains AS (
    SELECT unnest(['day', 'week', 'month', 'year']) AS grain
),
outlets AS (
    SELECT article_id, unnest([outlet, '(all)']) AS outlet
    FROM articles
),
told AS (
    SELECT article_id, published_on, model_version, topic_id, rank
    FROM article_topics
    UNION ALL
    SELECT article_id, published_on, model_version, subtopic_id, rank
    FROM article_topics
    WHERE subtopic_id IS NOT NULL
),
placed AS (
    SELECT
        g.grain,
        date_trunc(g.grain, t.published_on)::DATE AS period_start,
        o.outlet,
        t.model_version,
        t.topic_id,
        t.article_id,
        t.rank
    FROM told AS t
    JOIN outlets AS o ON o.article_id = t.article_id
    CROSS JOIN grains AS g
),
totals AS (
    SELECT
        grain,
        period_start,
        outlet,
        model_version,
        count(DISTINCT article_id) AS articles_total,
        count(DISTINCT article_id)
            - count(DISTINCT article_id) FILTER (topic_id = 'unclassified') AS articles_classified
    FROM placed
    GROUP BY ALL
),
counted AS (
    SELECT
        grain,
        period_start,
        outlet,
        model_version,
        topic_id,
        count(*) AS articles,
        count(*) FILTER (rank = 1) AS articles_main
    FROM placed
    GROUP BY ALL
),
seen AS (
    SELECT DISTINCT grain, outlet, model_version, topic_id
    FROM counted
),
whole AS (
    SELECT
        p.grain,
        p.period_start,
        p.outlet,
        p.model_version,
        s.topic_id,
        coalesce(t.name, s.topic_id) AS topic,
        coalesce(t.path, s.topic_id) AS path,
        coalesce(t.level, 1) AS level,
        coalesce(t.scheme, 'own') AS scheme,
        coalesce(c.articles, 0) AS articles,
        coalesce(c.articles_main, 0) AS articles_main,
        p.articles_classified,
        p.articles_total,
        CASE WHEN coalesce(t.scheme, 'own') = 'medtop' THEN p.articles_classified ELSE p.articles_total END AS n
    FROM totals AS p
    JOIN seen AS s ON s.grain = p.grain AND s.outlet = p.outlet AND s.model_version = p.model_version
    LEFT JOIN counted AS c
        ON c.grain = p.grain
        AND c.period_start IS NOT DISTINCT FROM p.period_start
        AND c.outlet = p.outlet
        AND c.model_version = p.model_version
        AND c.topic_id = s.topic_id
    LEFT JOIN topics AS t ON t.topic_id = s.topic_id
),
shared AS (
    SELECT
        *,
        articles / nullif(n, 0) AS share,
        CASE grain
            WHEN 'day' THEN period_start - INTERVAL 1 DAY
            WHEN 'week' THEN period_start - INTERVAL 7 DAY
            WHEN 'month' THEN period_start - INTERVAL 1 MONTH
            ELSE period_start - INTERVAL 1 YEAR
        END::DATE AS period_before,
        CASE grain
            WHEN 'week' THEN period_start - INTERVAL 364 DAY
            ELSE period_start - INTERVAL 1 YEAR
        END::DATE AS year_before
    FROM whole
)
SELECT
    s.grain,
    s.period_start,
    s.outlet,
    s.model_version,
    s.topic_id,
    s.topic,
    s.path,
    s.level,
    s.scheme,
    s.articles,
    s.articles_main,
    s.articles_classified,
    s.articles_total,
    s.share,
    -- Wilson (1927) with z = 1.96.
    CASE
        WHEN s.articles = 0 THEN 0 * s.share
        ELSE (s.share + 1.9208 / s.n - 1.96 * sqrt(s.share * (1 - s.share) / s.n + 0.9604 / (s.n * s.n)))
            / (1 + 3.8416 / s.n)
    END AS share_low,
    CASE
        WHEN s.articles = s.n THEN s.share
        ELSE (s.share + 1.9208 / s.n + 1.96 * sqrt(s.share * (1 - s.share) / s.n + 0.9604 / (s.n * s.n)))
            / (1 + 3.8416 / s.n)
    END AS share_high,
    s.articles_main / nullif(s.n, 0) AS share_main,
    (s.articles_total - s.articles_classified) / s.articles_total AS share_abstained,
    s.share - b.share AS change,
    s.share - y.share AS change_year
FROM shared AS s
LEFT JOIN shared AS b
    ON b.grain = s.grain
    AND b.period_start = s.period_before
    AND b.outlet = s.outlet
    AND b.model_version = s.model_version
    AND b.topic_id = s.topic_id
LEFT JOIN shared AS y
    ON y.grain = s.grain
    AND y.period_start = s.year_before
    AND y.outlet = s.outlet
    AND y.model_version = s.model_version
    AND y.topic_id = s.topic_id;
