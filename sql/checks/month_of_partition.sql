-- check: month_of_partition
-- severity: fail
-- message: A row must lie in the folder of the month of its `published_on`, or in `undated`.
SELECT table_name, month, published_on, count(*) AS rows_misplaced
FROM monthly_rows
WHERE month <> coalesce(strftime(published_on, '%Y-%m'), 'undated')
GROUP BY ALL
ORDER BY ALL;
