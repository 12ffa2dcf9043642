-- grain: one row is one quotation in one article
-- view: Who said what, where and when, with the sentences around it: the view to read. Filter by `confidence` where a
--   wrong speaker would hurt, and by the `quote_id` of `utterances` to leave out thoughts and attitudes.
-- like: quotes, articles
-- column speaker: Name of the speaker across the dataset; where there is none its kind, e.g. `(group)`,
--   `(unnamed)`, `(unknown)`.
-- column speaker_id: Key of the speaker; null for speakers without a name.
-- column quote: The words said, without the outer quotation marks.
-- column context: The sentences around quotation, source and cue, as the article has them.
CREATE OR REPLACE VIEW quotes_with_context AS
SELECT
    q.month,
    q.published_on,
    a.outlet,
    a.agency,
    a.title,
    a.url,
    a.language,
    coalesce(s.name, '(' || q.speaker_kind || ')') AS speaker,
    q.speaker_id,
    q.speaker_role,
    q.speaker_kind,
    q.text AS quote,
    q.kind,
    q.cue,
    q.cue_class,
    q.cue_stance,
    substr(a.body, q.context_start + 1, q.context_end - q.context_start) AS context,
    q.confidence,
    q.evidence,
    q.article_id,
    q.quote_id,
    q.position
FROM quotes AS q
JOIN articles AS a ON a.article_id = q.article_id
LEFT JOIN speakers AS s ON s.speaker_id = q.speaker_id;
