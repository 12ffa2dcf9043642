-- grain: one row is one speaker with one stance of cues
-- view: In which words reporters have a speaker speak: who 'claims', who 'denies', who just 'says'. The shares
--   of a speaker add up to 1.
-- column cue_stance: How the cue presents what is said, e.g. `neutral`, `claim`, `denial`, `admission` or `criticism`;
--   `none` where there is no cue.
-- column quotes: Quotations of the speaker with a cue of the stance.
CREATE OR REPLACE VIEW stance_profile AS
WITH counted AS (
    SELECT
        q.speaker_id,
        coalesce(s.name, '(' || q.speaker_kind || ')') AS speaker,
        coalesce(s.kind, q.speaker_kind) AS speaker_kind,
        q.cue_stance,
        count(*) AS quotes
    FROM quotes AS q
    LEFT JOIN speakers AS s ON s.speaker_id = q.speaker_id
    GROUP BY ALL
)
SELECT
    speaker_id,
    speaker,
    speaker_kind,
    cue_stance,
    quotes,
    (sum(quotes) OVER of_speaker)::BIGINT AS quotes_total,
    quotes / sum(quotes) OVER of_speaker AS share
FROM counted
WINDOW of_speaker AS (PARTITION BY speaker_id, speaker_kind);
