"""The annotation as rows: one attribution that has a content."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from bench.accuracy.brat import Event, merge_spans, read_events
from bench.accuracy.capitals import Capitals
from bench.accuracy.kinds import Kind, span_kind
from bench.accuracy.marks import quoted_regions
from bench.accuracy.names import SourceType, source_type
from bench.accuracy.vocabulary import SPEECH_CUES
from bench.accuracy.words import WORD, Span

COMPARTMENTS = ("train", "dev", "test")
_SAYING = (["said"], ["says"], ["say"], ["told"], ["added"], ["wrote"], ["tweeted"])


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One annotated attribution. Spans are in characters of the raw text file, sorted, without white space at their
    edges.
    """

    article: str
    """Name of the text file without `.txt`."""
    publisher: str | None
    date: str | None
    compartment: str
    annotator: str
    id: str
    """The brat event."""
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content_text: str
    cue_text: str | None
    source_text: str | None
    kind: Kind
    """Of the whole content."""
    span_kinds: tuple[Kind, ...]
    """Of each span of `content` by itself."""
    source_type: SourceType
    swapped: bool
    """The annotator gave a name the role Cue and "said" the role Source; put right here."""
    cue_class: Literal["speech", "other"]


def load_texts(polnear: Path, compartment: str = "train") -> dict[str, str]:
    """The raw texts of a compartment by article."""
    return {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted((polnear / "data" / compartment / "text").glob("*.txt"))
    }


def outlet_of(article: str) -> str:
    """The outlet of an article, which its file name begins with."""
    return article.partition("_")[0]


def annotators_of(polnear: Path, compartment: str = "train") -> dict[str, list[str]]:
    """The people who annotated each article, sorted."""
    people: dict[str, list[str]] = {}
    for path in sorted((polnear / "data" / compartment / "attributions").glob("*.ann")):
        article, annotator = path.stem.rsplit("_", 1)
        people.setdefault(article, []).append(annotator)
    return {article: sorted(found) for article, found in sorted(people.items())}


def load_gold(polnear: Path, compartment: str = "train", annotator: str | None = None) -> list[GoldRow]:
    """The attributions of a compartment, by article and in the order of their files.

    Where several people annotated an article the one whose id sorts first is taken, never an easier one; with
    `annotator` those articles alone that this person annotated.

    Raises:
        FileNotFoundError: the folder is no such corpus.
    """
    if not (polnear / "data" / compartment / "attributions").is_dir():
        raise FileNotFoundError(
            f"{polnear} has no data/{compartment}/attributions; name the folder that holds data/ of the corpus."
        )
    texts = load_texts(polnear, compartment)
    capitals = Capitals(text for part in COMPARTMENTS for text in load_texts(polnear, part).values())
    metadata = _metadata(polnear, compartment)
    rows: list[GoldRow] = []
    for article, people in annotators_of(polnear, compartment).items():
        if annotator is not None and annotator not in people:
            continue
        chosen = annotator or people[0]
        reader = _Reader(article, chosen, compartment, texts[article], metadata.get(article, {}), capitals)
        rows += reader.rows(read_events(polnear / "data" / compartment / "attributions" / f"{article}_{chosen}.ann"))
    return rows


def _metadata(polnear: Path, compartment: str) -> dict[str, dict[str, str]]:
    with (polnear / "data" / "metadata.tsv").open(encoding="utf-8", newline="") as lines:
        return {
            row["filename"]: row for row in csv.DictReader(lines, delimiter="\t") if row["compartment"] == compartment
        }


@dataclass(frozen=True)
class _Reader:
    """Rows of one article by one annotator."""

    article: str
    annotator: str
    compartment: str
    text: str
    metadata: Mapping[str, str]
    capitals: Capitals

    @cached_property
    def regions(self) -> list[Span]:
        return quoted_regions(self.text)

    def rows(self, events: Sequence[Event]) -> list[GoldRow]:
        return [row for event in events if (row := self._row(event)) is not None]

    def _row(self, event: Event) -> GoldRow | None:
        content, cue, source = (merge_spans(self.text, event.roles[role]) for role in ("Content", "Cue", "Source"))
        if not content:
            return None
        if swapped := _is_swapped(self._words(cue), self._words(source)):
            cue, source = source, cue
        cue_words, source_words = self._words(cue), self._words(source)
        not_names = self.capitals.not_names(self.text, source[0][0], source_words) if source else frozenset[str]()
        return GoldRow(
            article=self.article,
            publisher=self.metadata.get("publisher"),
            date=self.metadata.get("publication_date"),
            compartment=self.compartment,
            annotator=self.annotator,
            id=event.id,
            content=content,
            cue=cue,
            source=source,
            content_text=self._words(content),
            cue_text=cue_words or None,
            source_text=source_words or None,
            kind=span_kind(self.text, content, self.regions),
            span_kinds=tuple(span_kind(self.text, [span], self.regions) for span in content),
            source_type=source_type(source_words, not_names),
            swapped=swapped,
            cue_class="speech" if any(word.casefold() in SPEECH_CUES for word in WORD.findall(cue_words)) else "other",
        )

    def _words(self, spans: Sequence[Span]) -> str:
        return " … ".join(self.text[start:end] for start, end in spans)


def _is_swapped(cue: str, source: str) -> bool:
    """The "source" is a verb of saying, and the "cue" has a capital and no word of speech."""
    if not cue or [word.casefold() for word in WORD.findall(source)] not in _SAYING:
        return False
    return (
        not any(word.casefold() in SPEECH_CUES for word in WORD.findall(cue)) and re.search(r"[A-Z]", cue) is not None
    )
