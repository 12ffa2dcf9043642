-- grain: one row is one topic at one outlet in one month, as one version of the topic model told it
-- view: How much of an outlet's month is about a topic: compare an outlet with itself over time, and outlets with each
--   other where they write alike.
-- like: topic_periods
CREATE OR REPLACE VIEW topics_over_time_by_outlet AS
SELECT
    coalesce(strftime(period_start, '%Y-%m'), 'undated') AS month,
    period_start AS month_start,
    * EXCLUDE (grain, period_start)
FROM topic_periods
WHERE grain = 'month' AND outlet <> '(all)';
