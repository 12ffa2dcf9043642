-- check: text_at_offsets
-- severity: fail
-- scope: month
-- message: Every quotation, part, quoted span, mention, cue and context must lie inside its article's body, and
--   substr(body, start + 1, end - start) must be its text. The step that finds quotations gave other offsets.
WITH spans AS (
    SELECT article_id, quote_id, 'part ' || part AS span, start, "end", text FROM quote_parts
    UNION ALL
    SELECT article_id, quote_id, 'quoted span', start, "end", text FROM quoted_spans
    UNION ALL
    SELECT article_id, quote_id, 'mention', mention_start, mention_end, mention FROM quotes
    WHERE mention IS NOT NULL OR mention_start IS NOT NULL OR mention_end IS NOT NULL
    UNION ALL
    SELECT article_id, quote_id, 'cue', cue_start, cue_end, cue FROM quotes
    WHERE cue IS NOT NULL OR cue_start IS NOT NULL OR cue_end IS NOT NULL
    UNION ALL
    -- The text of a quotation is put together from its parts, and a context has none of its own: only their place
    -- is checked.
    SELECT article_id, quote_id, 'quotation', start, "end", NULL FROM quotes
    UNION ALL
    SELECT article_id, quote_id, 'context', context_start, context_end, NULL FROM quotes
),
bodies AS (
    SELECT article_id, body, length(body) AS n_chars FROM articles
)
SELECT
    s.article_id,
    s.quote_id,
    s.span,
    s.start,
    s."end",
    b.n_chars AS body_chars,
    s.text,
    substr(b.body, s.start + 1, s."end" - s.start) AS body_text
FROM spans AS s
JOIN bodies AS b ON b.article_id = s.article_id
WHERE coalesce(
    s.start < 0 OR s.start >= s."end" OR s."end" > b.n_chars
    OR (
        s.span NOT IN ('quotation', 'context')
        AND s.text IS DISTINCT FROM substr(b.body, s.start + 1, s."end" - s.start)
    ),
    true
)
ORDER BY ALL;
