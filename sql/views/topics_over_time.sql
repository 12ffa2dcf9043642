-- grain: one row is one topic in one month, as one version of the topic model told it
-- view: How much of the news of a month is about a topic, all outlets together. Changes say more than
--   levels: the classifier favours some topics, but does so every month. Filter by `level`, and by
--   `model_version` where there are several.
-- like: topic_periods
CREATE OR REPLACE VIEW topics_over_time AS
SELECT
    coalesce(strftime(period_start, '%Y-%m'), 'undated') AS month,
    period_start AS month_start,
    * EXCLUDE (grain, period_start, outlet)
FROM topic_periods
WHERE grain = 'month' AND outlet = '(all)';
