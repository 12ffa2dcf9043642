-- grain: one row is one topic in one week, as one version of the topic model told it
-- view: The topic series by week, all outlets together; articles without a date are left out.
-- like: topic_periods
CREATE OR REPLACE VIEW topics_by_week AS
SELECT
    period_start AS week_start,
    * EXCLUDE (grain, period_start, outlet)
FROM topic_periods
WHERE grain = 'week' AND outlet = '(all)' AND period_start IS NOT NULL;
