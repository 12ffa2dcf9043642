-- grain: one row is one speaker with one class of cues
-- view: What kinds of acts a speaker is reported with: things said, written, demanded, shown, believed. The shares
--   of a speaker add up to 1.
-- column cue_class: What kind of act the cue reports, e.g. `speech`, `writing` or `belief`; `none`
--   where there is no cue.
-- column quotes: Quotations of the speaker with a cue of the class.
CREATE OR REPLACE VIEW cue_profile AS
WITH counted AS (
    SELECT
        q.speaker_id,
        coalesce(s.name, '(' || q.speaker_kind || ')') AS speaker,
        coalesce(s.kind, q.speaker_kind) AS speaker_kind,
        q.cue_class,
        count(*) AS quotes
    FROM quotes AS q
    LEFT JOIN speakers AS s ON s.speaker_id = q.speaker_id
    GROUP BY ALL
)
SELECT
    speaker_id,
    speaker,
    speaker_kind,
    cue_class,
    quotes,
    (sum(quotes) OVER of_speaker)::BIGINT AS quotes_total,
    quotes / sum(quotes) OVER of_speaker AS share
FROM counted
WINDOW of_speaker AS (PARTITION BY speaker_id, speaker_kind);
