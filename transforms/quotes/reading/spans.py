"""Quotation marks to spans: a small explicit automaton with a stack, one paragraph at a time.

Marks are paired by glyph and by what stands beside them, never by counting, so that one stray mark spoils at most its
paragraph. A double mark that is open at the end of a paragraph continues where the next paragraph opens again with the
same mark (the convention for a quotation of several paragraphs); otherwise it ends there and is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

SPAN_SCHEMA = {
    "doc": pl.UInt32(),
    "start": pl.Int64(),
    "end": pl.Int64(),
    "outer_start": pl.Int64(),
    "outer_end": pl.Int64(),
    "depth": pl.Int8(),
    "style": pl.String(),
    "balanced": pl.Boolean(),
    "continues": pl.Boolean(),
}
"""`start:end` is the text between the marks, `open:close` with them. `continues`: goes on from the span before it."""

# One class of characters ahead, so that the engine skips to the next mark instead of trying every place.
_MARK = re.compile(r"([\n\"'`“”„‟«»＂‘‚‛‹])\1*")
_BEFORE_SINGLE = frozenset("'’_")
_BEHIND_SINGLE = frozenset('_"“$£€¿¡…')
_CLOSERS = {
    "“": '”"',
    "”": "”“",
    "„": '“”"',
    "‟": "”",
    '"': '"”',
    "＂": "＂",
    "«": "»",
    "»": "«»",
    "''": ("''", '"'),
    "``": ("''", '"', "``"),
}
_STYLES = {
    "“": "curly",
    "”": "reversed",
    "„": "low-9",
    "‟": "curly",
    '"': "straight",
    "＂": "fullwidth",
    "«": "guillemet",
    "»": "guillemet",
    "''": "apostrophes",
    "``": "backtick",
}
_SINGLE_CLOSERS = {"‘": "’'", "'": "'’", "‚": "‘’", "‛": "’", "`": "'’`", "‹": "›"}
_ELISION = re.compile(r"['‘’](?:\d\ds?\b|(?:em|til|tis|twas|cause|bout|round|cos|n)\b)", re.IGNORECASE)
_OPENS_AFTER = frozenset(" \u00a0\t\n([{—–-/…\"“„«'‘")
_INCHES = re.compile(r"\d[′'’]\s?\d{1,2}$|\b\d{1,2}$")
_MIN_SINGLE_WORDS_WITHOUT_STOP = 5
_LONGEST_SINGLE = 3_000
"""Characters within which a single mark is closed: without an end, a text of nothing but such marks takes hours."""


@dataclass(slots=True)
class _Open:
    position: int
    width: int
    glyph: str
    style: str
    close_at: int = -1
    continues: bool = False


def find_spans(bodies: pl.DataFrame) -> pl.DataFrame:
    """Every quoted span of every body.

    Args:
        bodies: `doc` (UInt32) and `body` (String), one row an article.

    Returns:
        `SPAN_SCHEMA`, sorted by doc and opening mark; nested spans have a depth above 0.
    """
    rows = [(doc, *span) for doc, body in bodies.select("doc", "body").iter_rows() for span in spans_of(body)]
    return pl.DataFrame(rows, schema=SPAN_SCHEMA, orient="row").sort("doc", "outer_start")


def outermost(spans: pl.DataFrame) -> pl.DataFrame:
    """The spans of depth 0 in text order, numbered from 0 in `span` (Int64): the number by which every later step knows
    them.
    """
    return (
        spans.filter(pl.col("depth") == 0)
        .sort("doc", "outer_start")
        .with_row_index("span")
        .with_columns(pl.col("span").cast(pl.Int64))
    )


def spans_of(body: str) -> Iterator[tuple[int, int, int, int, int, str, bool, bool]]:
    """Spans of one text as tuples in the order of `SPAN_SCHEMA` without `doc`."""
    stack: list[_Open] = []
    pending: _Open | None = None
    for glyph, position in _marks(body):
        if glyph[0] == "\n":
            following = position + len(glyph)
            yield from _end_paragraph(body, stack, position, following)
            pending = _reopened(stack, following)
            stack = []
            continue
        if pending is not None:
            stack, pending = [pending], None
            continue
        yield from _expired_singles(body, stack, position)
        if glyph in _SINGLE_CLOSERS:
            _open_single(body, stack, position, glyph)
        else:
            yield from _double(body, stack, position, glyph)
    yield from _end_paragraph(body, stack, len(body), len(body))


def _marks(body: str) -> Iterator[tuple[str, int]]:
    """Line breaks and marks with their places.

    A single one counts only where a word begins: everything else that looks like one is an apostrophe.
    """
    for match in _MARK.finditer(body):
        glyph, position = match.group(), match.start()
        if len(glyph) == 1:
            if glyph not in _SINGLE_CLOSERS or _begins_word(body, position):
                yield glyph, position
        elif glyph[0] in '\n"':
            yield glyph, position
        elif glyph[0] in "'`":
            for pair in range(len(glyph) // 2):
                yield glyph[:2], position + 2 * pair
        else:
            for place, one in enumerate(glyph, start=position):
                if one not in _SINGLE_CLOSERS or _begins_word(body, place):
                    yield one, place


def _begins_word(body: str, position: int) -> bool:
    before, behind = body[position - 1 : position], body[position + 1 : position + 2]
    return (
        not (before.isalnum() or before in _BEFORE_SINGLE)
        and bool(behind)
        and (behind.isalnum() or behind in _BEHIND_SINGLE)
    )


def _double(
    body: str, stack: list[_Open], position: int, glyph: str
) -> Iterator[tuple[int, int, int, int, int, str, bool, bool]]:
    """A double mark: closes what is open, or opens."""
    width, glyph = len(glyph), glyph[0] if glyph[0] == '"' else glyph
    before = body[position - 1] if position else " "
    after = body[position + width] if position + width < len(body) else " "
    can_open = (
        (before in _OPENS_AFTER or before.isspace())
        and (not after.isspace() or glyph in "«»")
        and after not in ".,;:!?)"
    )
    can_close = not before.isspace() or glyph in "«»"
    holder = len(stack) - 1
    while holder >= 0 and glyph not in _CLOSERS.get(stack[holder].glyph, ()):
        holder -= 1
    if holder >= 0 and can_close and not (can_open and before in " \n(["):
        if (
            glyph == '"'
            and _INCHES.search(body, max(0, position - 6), position)
            and '"' in body[position + 1 : _line_end(body, position)]
            and after.isspace()
        ):
            return
        opener = stack[holder]
        del stack[holder:]
        yield _span(body, opener, position, position + width, len(stack))
    elif can_open:
        del stack[next((k for k, o in enumerate(stack) if o.glyph == glyph), len(stack)) :]
        stack.append(_Open(position, width, glyph, _STYLES[glyph]))


def _open_single(body: str, stack: list[_Open], position: int, glyph: str) -> None:
    """A single mark opens only where its closing mark can be found in the paragraph."""
    if any(o.close_at > position for o in stack) or _ELISION.match(body, position):
        return
    close_at = _single_close(body, position, glyph)
    if close_at > 0:
        stack.append(_Open(position, 1, glyph, "single", close_at=close_at))


def _single_close(body: str, position: int, glyph: str) -> int:
    """Where a single mark that opens at `position` is closed, or -1.

    A mark after a full stop or comma is sure. One after a word may be an apostrophe ("the students' union"), so it
    counts only where no sure one follows before the next opening mark.
    """
    closers = _SINGLE_CLOSERS[glyph]
    unsure = -1
    for k in range(position + 1, min(_line_end(body, position), position + _LONGEST_SINGLE)):
        character = body[k]
        if character in '"“”' and unsure > 0:
            return unsure
        if character not in closers:
            continue
        following = body[k + 1 : k + 2]
        if following.isalnum() or body[k - 1].isspace():
            if unsure > 0 and body[k - 1].isspace() and following.isalnum() and not _ELISION.match(body, k):
                return unsure
            continue
        if body[k - 1] in ".,!?…—–-":
            if (
                unsure > 0
                and len(body[position:unsure].split()) < _MIN_SINGLE_WORDS_WITHOUT_STOP
                and body[unsure - 1] != "s"
            ):
                return unsure
            return k
        if unsure < 0 or body[unsure - 1] == "s":
            unsure = k
    return unsure


def _expired_singles(
    body: str, stack: list[_Open], position: int
) -> Iterator[tuple[int, int, int, int, int, str, bool, bool]]:
    """Singles whose closing mark has been passed."""
    while stack and 0 < stack[-1].close_at < position:
        opener = stack.pop()
        yield _span(body, opener, opener.close_at, opener.close_at + 1, len(stack))


def _end_paragraph(
    body: str, stack: list[_Open], end: int, following: int
) -> Iterator[tuple[int, int, int, int, int, str, bool, bool]]:
    """Close what a paragraph leaves open: singles at their mark, the outermost double at the end of the paragraph."""
    while stack:
        opener = stack.pop()
        if opener.close_at > 0:
            yield _span(body, opener, opener.close_at, opener.close_at + 1, len(stack))
        elif not stack:
            stop = end - (len(body[:end]) - len(body[:end].rstrip())) if body[end - 1 : end].isspace() else end
            reopened = body.startswith(opener.glyph, following) and following < len(body)
            if stop > opener.position + opener.width:
                yield (
                    opener.position + opener.width,
                    stop,
                    opener.position,
                    stop,
                    0,
                    opener.style,
                    reopened,
                    opener.continues,
                )
            if reopened:
                stack.append(opener)
                return


def _reopened(stack: list[_Open], following: int) -> _Open | None:
    """The mark that opens the next paragraph of a quotation of several, if `_end_paragraph` left one open."""
    if not stack:
        return None
    opener = stack[0]
    return _Open(following, len(opener.glyph), opener.glyph, opener.style, continues=True)


def _span(
    body: str, opener: _Open, end: int, close: int, depth: int
) -> tuple[int, int, int, int, int, str, bool, bool]:
    start = opener.position + opener.width
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return (start, end, opener.position, close, depth, opener.style, True, opener.continues)


def _line_end(body: str, position: int) -> int:
    end = body.find("\n", position)
    return len(body) if end < 0 else end
