"""What counts as inside quotation marks, and the kinds that follow from it."""

from __future__ import annotations

import pytest

from bench.accuracy.kinds import Kind, span_kind
from bench.accuracy.marks import quoted_regions


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "no" twice.', ['"no"']),
        ("He said “no” and “never”.", ["“no”", "“never”"]),
        ("He said ''no'' twice.", ["''no''"]),
        ("He said ``no'' twice.", ["``no''"]),
        ('He said “no" twice.', ['“no"']),
        ('He said "no” twice.', ['"no”']),
        ("He said ''no\" twice.", ["''no\""]),
        ("Er sagte „nein” dazu.", ["„nein”"]),
        ("“Not ''really'', ” she said.", ["“Not ''really'', ”"]),
        ("A stray ” closes nothing, “this” is quoted.", ["“this”"]),
        ("“First paragraph.\n\n“Second one.” The end.", ["“First paragraph.", "“Second one.”"]),
        ("The 'green' line.", ["'green'"]),
        ("The ‘green’ line.", ["‘green’"]),
        ("The Greens' plan and the Reds' plan.", []),
        ("It's Reed's bridge, isn't it?", []),
        ("“She said ‘no’ to it.”", ["“She said ‘no’ to it.”"]),
        ("He called it 'the Smiths' bridge' then.", ["'the Smiths' bridge'"]),
        ("'…' is no word.", []),
        ("An 'open mark\nends nowhere'.", []),
        ("Three ''' marks open with the last two''.", ["'' marks open with the last two''"]),
        ("", []),
    ],
)
def test_regions(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_regions(text)] == quoted


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“We close it,” she said.", "“We close it,”", "direct"),
        ("“We close it,” she said.", "We close it", "direct"),
        ("She called it “a ruin” of a bridge.", "“a ruin” of a bridge", "mixed"),
        ("She said they close it.", "they close it", "indirect"),
        ("She said: … !", "… !", "indirect"),
    ],
)
def test_kind_of_a_span(text: str, content: str, kind: Kind) -> None:
    start = text.index(content)
    assert span_kind(text, [(start, start + len(content))], quoted_regions(text)) == kind


def test_kind_of_pieces_is_of_all_their_words() -> None:
    text = "“We close it,” she said, and they leave."
    spans = [(0, 14), (25, 39)]
    assert span_kind(text, spans, quoted_regions(text)) == "mixed"
