-- grain: one row is one speaker in one month
-- view: Whose words fill the month: the share of each speaker in all its quotations (what was said or written, without
--   thoughts, wishes and attitudes that are only reported). Speakers without a name count under their kind, as
--   '(group)' or '(unknown)', so that the shares of a month add up to 1.
-- column quotes: Quotations of the speaker in the month.
-- column quotes_total: All quotations of the month.
CREATE OR REPLACE VIEW speaker_share AS
WITH counted AS (
    SELECT
        q.month,
        q.speaker_id,
        coalesce(s.name, '(' || q.speaker_kind || ')') AS speaker,
        coalesce(s.kind, q.speaker_kind) AS speaker_kind,
        count(*) AS quotes
    FROM utterances AS q
    LEFT JOIN speakers AS s ON s.speaker_id = q.speaker_id
    GROUP BY ALL
)
SELECT
    month,
    try_cast(month || '-01' AS DATE) AS month_start,
    speaker_id,
    speaker,
    speaker_kind,
    quotes,
    (sum(quotes) OVER of_month)::BIGINT AS quotes_total,
    quotes / sum(quotes) OVER of_month AS share
FROM counted
WINDOW of_month AS (PARTITION BY month);
