-- grain: one row is one utterance in one article
-- view: The rows of `quotes` that report something said, written, gestured or demanded: all quotation marks, and
--   indirect speech with such a cue. Thoughts, wishes, attitudes and findings that are only reported are left out.
--   This is what the views and commands that count utterances read.
-- like: quotes
CREATE OR REPLACE VIEW utterances AS
SELECT *
FROM quotes
WHERE kind <> 'indirect' OR cue_class IN ('speech', 'writing', 'gesture', 'demand');
