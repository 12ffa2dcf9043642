-- grain: one row is one topic in one year, as one version of the topic model told it
-- view: The topic series by year, all outlets together; articles without a date are left out.
-- like: topic_periods
-- column year_start: First day of the year.
CREATE OR REPLACE VIEW topics_by_year AS
SELECT
    period_start AS year_start,
    * EXCLUDE (grain, period_start, outlet, change_year)
FROM topic_periods
WHERE grain = 'year' AND outlet = '(all)' AND period_start IS NOT NULL;
