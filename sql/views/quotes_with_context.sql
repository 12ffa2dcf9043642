-- grain: one row is one quotation in one article
-- view: Who said what, where and when, with the sentences around it: the view to read. Filter by `confidence` where a wrong speaker would hurt.
-- column month: Month of publication as `YYYY-MM`; `undated` for articles without a date.
-- column published_on: Day of publication; null where nothing tells.
-- column outlet: Who published the article.
-- column agency: News agency that the article credits; null for the outlet's own report.
-- column title: Headline of the article.
-- column url: Address of the article as the input gives it.
-- column language: ISO 639-1 code of the article's language.
-- column speaker: Name of the speaker across the dataset; where there is none its kind, e.g. `(group)`, `(unnamed)`, `(unknown)`.
-- column speaker_id: Key of the speaker; null for speakers without a name.
-- column speaker_role: Title or office as the article gives it.
-- column speaker_kind: What the speaker is: `person`, `organisation`, `group`, `document`, `unnamed` or `unknown`.
-- column quote: The words said, without the outer quotation marks.
-- column kind: `direct`, `mixed` or `indirect` speech.
-- column cue: The reporting words, e.g. `told reporters`.
-- column context: The sentences around quotation, source and cue, as the article has them.
-- column confidence: Calibrated probability that span and speaker are right. Unit: share, 0 to 1.
-- column article_id: Key of the article.
-- column quote_id: Key of the quotation.
-- column position: Order of the quotation in its article, from 0.
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
    substr(a.body, q.context_start + 1, q.context_end - q.context_start) AS context,
    q.confidence,
    q.article_id,
    q.quote_id,
    q.position
FROM quotes AS q
JOIN articles AS a ON a.article_id = q.article_id
LEFT JOIN speakers AS s ON s.speaker_id = q.speaker_id;
