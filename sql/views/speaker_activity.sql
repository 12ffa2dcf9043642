-- grain: one row is one speaker in one month
-- view: How much a speaker is quoted, and how widely: what was said or written, without thoughts, wishes and attitudes
--   that are only reported. Sources without a name count under their kind, as '(group)' or '(unnamed)', quotations
--   that could not be attributed under '(unknown)'.
-- column quotes: Quotations of the speaker in the month.
-- column words: Words of these quotations.
-- column articles: Articles that quote the speaker.
-- column outlets: Outlets that published these articles. Not to be added up over months: an outlet counts in each.
CREATE OR REPLACE VIEW speaker_activity AS
SELECT
    q.month,
    try_cast(q.month || '-01' AS DATE) AS month_start,
    q.speaker_id,
    coalesce(s.name, '(' || q.speaker_kind || ')') AS speaker,
    coalesce(s.kind, q.speaker_kind) AS speaker_kind,
    count(*) AS quotes,
    sum(q.n_words)::BIGINT AS words,
    count(DISTINCT q.article_id) AS articles,
    count(DISTINCT a.outlet) AS outlets
FROM utterances AS q
JOIN articles AS a ON a.article_id = q.article_id
LEFT JOIN speakers AS s ON s.speaker_id = q.speaker_id
GROUP BY ALL;
