-- grain: one row is one topic in one month, as one version of the topic model told it
-- view: How much of the news of a month is about a topic, all outlets together. Changes say more than levels: the classifier favours some topics, but does so every month. Filter by `level`, and by `model_version` where there are several.
-- column month: Month of publication as `YYYY-MM`; `undated` for articles without a date.
-- column month_start: First day of the month, for time axes; null for `undated`.
-- column model_version: The version of the topic model that told the topics.
-- column topic_id: Key of the topic; `unclassified` for articles that nothing tells a topic of.
-- column topic: Label of the topic.
-- column path: Labels from the top of the taxonomy down to this topic, separated by ' > '.
-- column level: Depth in the taxonomy, 1 is the top.
-- column scheme: `medtop` for topics of the IPTC, `own` for the user's, `none` for `unclassified`.
-- column articles: Articles of the month that have the topic; an article may have several.
-- column articles_main: Articles that are mainly about it.
-- column articles_classified: Articles of the month with a topic of the IPTC.
-- column articles_total: All articles of the month.
-- column share: `articles` / `articles_classified`; of topics of one's own and `unclassified` / `articles_total`. Unit: share, 0 to 1; null where nothing is classified.
-- column share_low: Lower end of the 95 % Wilson interval of `share`: what chance alone leaves open.
-- column share_high: Upper end of the 95 % Wilson interval of `share`.
-- column share_main: `articles_main` / the same whole as `share`; of the topics of level 1 of the IPTC they add up to 1.
-- column share_abstained: Articles without a topic of the IPTC / `articles_total`. Unit: share, 0 to 1.
-- column change: `share` minus that of the month before; null where that has no articles.
-- column change_year: `share` minus that of the same month a year before; null where that has no articles.
CREATE OR REPLACE VIEW topics_over_time AS
SELECT
    coalesce(strftime(period_start, '%Y-%m'), 'undated') AS month,
    period_start AS month_start,
    model_version,
    topic_id,
    topic,
    path,
    level,
    scheme,
    articles,
    articles_main,
    articles_classified,
    articles_total,
    share,
    share_low,
    share_high,
    share_main,
    share_abstained,
    change,
    change_year
FROM topic_periods
WHERE grain = 'month' AND outlet = '(all)';
