"""Annotated and predicted rows of one article as units: contiguous spans with their words and kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bench.accuracy.gold import GoldRow
from bench.accuracy.kinds import Kind, span_kind
from bench.accuracy.matching import Words
from bench.accuracy.predictions import PredRow
from bench.accuracy.texts import Text


@dataclass(frozen=True, slots=True)
class GoldUnit:
    words: Words
    kind: Kind
    start: int
    end: int
    row: GoldRow

    @property
    def is_speech(self) -> bool:
        """Whether a product that promises quotations owes it."""
        return self.kind != "indirect" or self.row.cue_class == "speech"


@dataclass(frozen=True, slots=True)
class PredUnit:
    words: Words
    kind: Kind
    row: PredRow


@dataclass(frozen=True, slots=True)
class ArticleUnits:
    """All units of one article, in the order of their rows."""

    text: Text
    gold: list[GoldUnit] = field(default_factory=list)
    predicted: list[PredUnit] = field(default_factory=list)
    gold_wholes: list[Words] = field(default_factory=list)
    predicted_wholes: list[Words] = field(default_factory=list)

    @property
    def gold_words(self) -> Words:
        """Words in any annotated unit."""
        return frozenset().union(*(unit.words for unit in self.gold))

    @property
    def predicted_words(self) -> Words:
        return frozenset().union(*(unit.words for unit in self.predicted))


def units_of(
    gold: Iterable[GoldRow], predicted: Iterable[PredRow], texts: Mapping[str, Text]
) -> tuple[dict[str, ArticleUnits], int]:
    """Units by article, for every text; and the number of predictions without a word or of an unknown article, which
    are left out.
    """
    articles = {article: ArticleUnits(text) for article, text in texts.items()}
    for row in gold:
        if row.article in articles:
            _add_gold(articles[row.article], row)
    dropped = 0
    groups: dict[tuple[str, str], set[int]] = {}
    for number, prediction in enumerate(predicted):
        article = articles.get(prediction.article)
        words = frozenset(article.text.words_in(prediction.start, prediction.end)) if article else frozenset()
        if article is None or not words:
            dropped += 1
            continue
        kind = span_kind(article.text.text, [(prediction.start, prediction.end)], article.text.regions)
        article.predicted.append(PredUnit(words, kind, prediction))
        group = f"row {number}" if prediction.group is None else f"group {prediction.group}"
        groups.setdefault((prediction.article, group), set()).update(words)
    for (name, _), words_of_group in groups.items():
        articles[name].predicted_wholes.append(frozenset(words_of_group))
    return articles, dropped


def _add_gold(article: ArticleUnits, row: GoldRow) -> None:
    whole: Words = frozenset()
    for (start, end), kind in zip(row.content, row.span_kinds, strict=True):
        words = frozenset(article.text.words_in(start, end))
        if words:
            article.gold.append(GoldUnit(words, kind, start, end, row))
            whole |= words
    if whole:
        article.gold_wholes.append(whole)
