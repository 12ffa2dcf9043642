-- check: few_speakers
-- severity: warn
-- message: More than 60 % of an outlet's quotations (of 20 or more) have no named speaker. See quotes_with_context for
--   the outlet: its texts may be cut short or laid out in a way that hides who speaks.
SELECT a.outlet, count(*) AS quotes, count(*) - count(q.speaker_id) AS quotes_without_speaker
FROM quotes AS q
JOIN articles AS a ON a.article_id = q.article_id
GROUP BY a.outlet
HAVING count(*) >= 20 AND count(*) - count(q.speaker_id) > 0.6 * count(*)
ORDER BY ALL;
