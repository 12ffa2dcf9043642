"""Is the source of a matched unit right?"""

from __future__ import annotations

from dataclasses import dataclass

from bench.accuracy.gold import GoldRow
from bench.accuracy.names import same_name
from bench.accuracy.predictions import PredRow
from bench.accuracy.texts import Text


@dataclass(frozen=True, slots=True)
class Verdict:
    mention: bool
    """The predicted mention shares a content word with the source."""
    right: bool
    """By name, by mention, or nobody where there is nobody, as the source's type has it."""


def judge(text: Text, row: GoldRow, prediction: PredRow) -> Verdict:
    """Compare a prediction's speaker and mention with the source of the attribution that it matches."""
    mention = _mention_is_right(text, row, prediction)
    if row.source_type == "none":
        return Verdict(mention, not prediction.speaker)
    if row.source_type == "name":
        return Verdict(mention, same_name(prediction.speaker, row.source_text or ""))
    return Verdict(mention, mention)


def _mention_is_right(text: Text, row: GoldRow, prediction: PredRow) -> bool:
    if prediction.speaker_start is None or prediction.speaker_end is None or not row.source:
        return False
    words = {word for span in row.source for word in text.content_words_in(*span)} or {
        word for span in row.source for word in text.words_in(*span)
    }
    return not words.isdisjoint(text.words_in(prediction.speaker_start, prediction.speaker_end))
