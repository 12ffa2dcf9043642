"""What is inside quotation marks, for telling kinds apart.

Part of the measure, hence independent of the engine's own reading of marks.
"""

from __future__ import annotations

import re

from bench.accuracy.words import WORD, Span

_DOUBLE = re.compile(r"''(?!')|``|[\"“”„]")
_FAMILY = {"''": "''", "``": "''", '"': '"', "“": "“", "„": "“", "”": "”"}
_CLOSES = {"“": ("”", '"'), '"': ('"', "”"), "''": ("''", '"')}
_SINGLE_OPENS = re.compile(r"(?<![\w'’])['‘](?=[\w\"“])")
_SINGLE_CLOSES = {"'": re.compile(r"(?<=[\w.,!?…])['](?![\w'])"), "‘": re.compile(r"(?<=[\w.,!?…])[’'](?![\w'])")}
_LOWER_WORD = re.compile(r"\s+[a-z]")


def quoted_regions(text: str) -> list[Span]:
    """Regions of the text inside quotation marks, marks included, sorted and disjoint.

    Double marks (straight, curly, two apostrophes) first; outside of them single marks that open at a word's start and
    close at a word's end. A double mark left open runs to the end of its paragraph, since quotations over several
    paragraphs repeat the opening mark only; no region crosses a line end.
    """
    regions: list[Span] = []
    at = 0
    for paragraph in re.split(r"(\n+)", text):
        doubles = _double_regions(paragraph)
        regions += [(start + at, end + at) for start, end in sorted(doubles + _single_regions(paragraph, doubles))]
        at += len(paragraph)
    return regions


def _double_regions(paragraph: str) -> list[Span]:
    regions: list[Span] = []
    opened: tuple[int, str] | None = None
    for match in _DOUBLE.finditer(paragraph):
        mark = _FAMILY[match.group()]
        if opened is None:
            # A stray closing mark opens nothing.
            opened = (match.start(), mark) if mark != "”" else None
        elif mark in _CLOSES[opened[1]]:
            regions.append((opened[0], match.end()))
            opened = None
    if opened is not None:
        regions.append((opened[0], len(paragraph)))
    return regions


def _single_regions(paragraph: str, doubles: list[Span]) -> list[Span]:
    regions: list[Span] = []
    behind = 0
    for opening in _SINGLE_OPENS.finditer(paragraph):
        if opening.start() < behind or _inside(opening.start(), doubles):
            continue
        end = _single_end(paragraph, opening)
        if end is not None and WORD.search(paragraph, opening.end(), end - 1) and not _inside(end - 1, doubles):
            regions.append((opening.start(), end))
            behind = end
    return regions


def _single_end(paragraph: str, opening: re.Match[str]) -> int | None:
    """End of a region that a single mark opens: behind the first closing mark that is no plural possessive ("Democrats'
    plan").
    """
    rest = paragraph[opening.end() :]
    for closing in _SINGLE_CLOSES[opening.group()].finditer(rest):
        end = opening.end() + closing.end()
        possessive = (
            opening.group() == "'"
            and paragraph[end - 2] == "s"
            and _LOWER_WORD.match(paragraph, end)
            and "'" in paragraph[end:]
        )
        if not possessive:
            return end
    return None


def _inside(position: int, regions: list[Span]) -> bool:
    return any(start <= position < end for start, end in regions)
