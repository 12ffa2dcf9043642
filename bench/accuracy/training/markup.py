"""Annotated articles written for this project, with inline tags: `<s1>The envoy</s1> <q1>said</q1> <c1>that it
rained</c1>.`

They teach what the annotated corpus hardly has: the ways in which wire services and papers outside of the United States
attribute. They are only ever trained on, never measured.
"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from bench.accuracy.align import align
from bench.accuracy.gold import GoldRow
from bench.accuracy.kinds import span_kind
from bench.accuracy.marks import quoted_regions
from bench.accuracy.training.corpus import Corpus, build_corpus

FILE = Path(__file__).parent / "wire.txt"
_TAG = re.compile(r"<(/?)([csq])(\d+)>")
_ARTICLE = re.compile(r"^----[ \t]*$", re.MULTILINE)
_ROLES = {"c": "content", "s": "source", "q": "cue"}


def read_markup(file: Path = FILE) -> Corpus:
    """The corpus of a marked-up file."""
    bodies, gold = [], []
    for number, text in enumerate(_ARTICLE.split(file.read_text(encoding="utf-8"))):
        if text.strip():
            name = f"wire_{number:03d}"
            body, rows = parse_article(name, text.strip())
            bodies.append((name, body))
            gold += rows
    articles = pl.DataFrame(bodies, schema={"article_id": pl.String, "body": pl.String}, orient="row")
    return build_corpus(articles, gold, {name: [(name, align(body, body))] for name, body in bodies})


def parse_article(name: str, text: str) -> tuple[str, list[GoldRow]]:
    """One article without its tags, and its attributions.

    Raises:
        ValueError: a tag is closed that was not opened, or never closed, or an attribution has no content or no cue.
    """
    pieces, spans, opened, place, length = (
        [],
        dict[tuple[str, str], list[tuple[int, int]]](),
        dict[tuple[str, str], int](),
        0,
        0,
    )
    for tag in _TAG.finditer(text):
        pieces.append(text[place : tag.start()])
        length += tag.start() - place
        place = tag.end()
        key = (tag[2], tag[3])
        if not tag[1]:
            opened[key] = length
        elif key in opened:
            spans.setdefault(key, []).append((opened.pop(key), length))
        else:
            raise ValueError(f"{name}: {tag.group()} closes nothing")
    if opened:
        raise ValueError(f"{name}: not closed: {sorted(opened)}")
    body = "".join([*pieces, text[place:]])
    return body, [_row(name, body, number, spans) for number in sorted({number for _, number in spans}, key=int)]


def _row(name: str, body: str, number: str, spans: dict[tuple[str, str], list[tuple[int, int]]]) -> GoldRow:
    found = {role: tuple(sorted(spans.get((letter, number), []))) for letter, role in _ROLES.items()}
    if not found["content"] or not found["cue"]:
        raise ValueError(f"{name}: attribution {number} needs a content and a cue")
    regions = quoted_regions(body)
    words = {role: " … ".join(body[start:end] for start, end in places) for role, places in found.items()}
    return GoldRow(
        article=name,
        publisher=None,
        date=None,
        compartment="train",
        annotator="onrecord",
        id=f"E{number}",
        content=found["content"],
        cue=found["cue"],
        source=found["source"],
        content_text=words["content"],
        cue_text=words["cue"],
        source_text=words["source"] or None,
        kind=span_kind(body, found["content"], regions),
        span_kinds=tuple(span_kind(body, [span], regions) for span in found["content"]),
        source_type="name" if found["source"] else "none",
        swapped=False,
        cue_class="speech",
    )
