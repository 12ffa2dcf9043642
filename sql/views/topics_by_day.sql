-- grain: one row is one topic on one day, as one version of the topic model told it
-- view: The topic series by day, all outlets together; articles without a date are left out.
-- column day: Day of publication.
-- column model_version: The version of the topic model that told the topics.
-- column topic_id: Key of the topic; `unclassified` for articles that nothing tells a topic of.
-- column topic: Label of the topic.
-- column path: Labels from the top of the taxonomy down to this topic, separated by ' > '.
-- column level: Depth in the taxonomy, 1 is the top.
-- column scheme: `medtop` for topics of the IPTC, `own` for the user's, `none` for `unclassified`.
-- column articles: Articles of the day that have the topic; an article may have several.
-- column articles_main: Articles that are mainly about it.
-- column articles_classified: Articles of the day with a topic of the IPTC.
-- column articles_total: All articles of the day.
-- column share: `articles` / `articles_classified`; of topics of one's own and `unclassified` / `articles_total`. Unit: share, 0 to 1; null where nothing is classified.
-- column share_low: Lower end of the 95 % Wilson interval of `share`: what chance alone leaves open.
-- column share_high: Upper end of the 95 % Wilson interval of `share`.
-- column share_main: `articles_main` / the same whole as `share`; of the topics of level 1 of the IPTC they add up to 1.
-- column share_abstained: Articles without a topic of the IPTC / `articles_total`. Unit: share, 0 to 1.
-- column change: `share` minus that of the day before; null where that has no articles.
-- column change_year: `share` minus that of the same day a year before; null where that has no articles.
CREATE OR REPLACE VIEW topics_by_day AS
SELECT
    period_start AS day,
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
WHERE grain = 'day' AND outlet = '(all)' AND period_start IS NOT NULL;
