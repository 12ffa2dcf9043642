-- grain: one row is one topic on one day, as one version of the topic model told it
-- view: The topic series by day, all outlets together; articles without a date are left out.
-- like: topic_periods
-- column day: Day of publication.
CREATE OR REPLACE VIEW topics_by_day AS
SELECT
    period_start AS day,
    * EXCLUDE (grain, period_start, outlet)
FROM topic_periods
WHERE grain = 'day' AND outlet = '(all)' AND period_start IS NOT NULL;
