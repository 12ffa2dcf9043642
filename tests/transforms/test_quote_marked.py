"""What stretches in quotation marks were taken for that are no speech."""

from datetime import date

import polars as pl
import pytest

from onrecord.transforms.quotes.engine import Extracted, extract_quotes
from onrecord.transforms.quotes.marked.decisions import decide_spans
from onrecord.transforms.quotes.reading.spans import find_spans
from onrecord.transforms.quotes.words.grammar import Tag

CASES: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "title": ("The film “The Long Tide” opens on Friday.", [("The Long Tide", "title", "closed")]),
    "title of two words": ("The film “Long Tide” opens on Friday.", [("Long Tide", "title", "closed")]),
    "four of five words with a capital": (
        "The film “Last Song Of our Harbour” opens on Friday.",
        [("Last Song Of our Harbour", "title", "closed")],
    ),
    "three of four words with a capital": (
        "The film “Last Song of Harbour” opens on Friday.",
        [("Last Song of Harbour", "phrase", "closed")],
    ),
    "nine of eleven words with a capital": (
        "The film “Last Song Of Old Harbour Men And our Good Sad Wives” opens on Friday.",
        [("Last Song Of Old Harbour Men And our Good Sad Wives", "title", "closed")],
    ),
    "word": ("The so-called “tax” is unpopular.", [("tax", "word", "closed")]),
    "word with a capital": ("The so-called “Tax” is unpopular.", [("Tax", "word", "closed")]),
    "phrase of two words": ("The so-called “night tax” is unpopular.", [("night tax", "phrase", "closed")]),
    "parts of a clause": (
        "Quill said the plan was “a gift” and “a shame” for the town.",
        [("a gift", "part", "closed"), ("a shame", "part", "closed")],
    ),
    "nested": (
        "“They call it ‘the night tax’ and they hate it,” Quill said.",
        [
            ("They call it ‘the night tax’ and they hate it,", "quotation", "closed"),
            ("the night tax", "nested", "closed"),
        ],
    ),
    "inside of what is no quotation": (
        "The book “A ‘Sad’ Song of Harbour Nights” opens on Friday.",
        [("A ‘Sad’ Song of Harbour Nights", "title", "closed"), ("Sad", "phrase", "closed")],
    ),
    "never closed": (
        "Quill said: “The plan is dead and will stay dead.",
        [("The plan is dead and will stay dead.", "quotation", "open")],
    ),
    "nothing between the marks": ("He wrote “” on the wall.", []),
}


@pytest.fixture(scope="module")
def extracted() -> Extracted:
    frame = pl.DataFrame({"article_id": list(CASES), "body": [body for body, _ in CASES.values()]})
    return extract_quotes(frame.with_columns(published_on=pl.lit(date(2024, 3, 14))))


@pytest.mark.parametrize("case", list(CASES))
def test_decisions(case: str, extracted: Extracted) -> None:
    assert (
        extracted.spans.filter(pl.col("article_id") == case).select("text", "decision", "marks").rows()
        == CASES[case][1]
    )


def _decided(
    body: str, before: Tag, after: Tag, pieces: list[tuple[str, int, int]] | None = None
) -> list[tuple[str, str | None]]:
    """Decision and quotation of the spans of a body, with the word classes beside the first and the pieces accepted."""
    bodies = pl.DataFrame(
        {"doc": [0], "article_id": ["a"], "body": [body], "published_on": [date(2024, 3, 14)]},
        schema_overrides={"doc": pl.UInt32},
    )
    spans = find_spans(bodies)
    first = spans.row(0, named=True)
    n_words = len(body[first["start"] : first["end"]].split())
    found = pl.DataFrame(
        {
            "span": [0],
            "probability": [0.1],
            "n_words": [n_words],
            "capitals": [0],
            "tag_before": [before],
            "tag_after": [after],
        }
    )
    known = pl.DataFrame(
        [(0, name, start, end, None) for name, start, end in pieces or []],
        schema={"doc": pl.UInt32, "quote_id": pl.String, "start": pl.Int64, "end": pl.Int64, "span": pl.Int64},
        orient="row",
    )
    decided = decide_spans(spans, found, known, bodies)
    return [(decision, quote) for decision, quote in decided.select("decision", "quote_id").iter_rows()]


@pytest.mark.parametrize(
    ("body", "before", "after", "decision"),
    [
        ("Erik “Rudder” Halvorsen left.", Tag.NNP, Tag.NNP, "nickname"),
        ("Erik “the sea dog” Halvorsen left.", Tag.NNP, Tag.NNP, "nickname"),
        ("Erik “the old sea dog” Halvorsen left.", Tag.NNP, Tag.NNP, "phrase"),
        ("Erik “the sea dog” left.", Tag.NNP, Tag.VBD, "phrase"),
        ("Our “old sea dog” Halvorsen left.", Tag.PRPS, Tag.NNP, "phrase"),
    ],
)
def test_nicknames_stand_between_two_names_and_have_at_most_three_words(
    body: str, before: Tag, after: Tag, decision: str
) -> None:
    assert _decided(body, before, after) == [(decision, None)]


def test_a_span_belongs_to_the_smallest_piece_around_it() -> None:
    body = "He said they told him of “a gift”."
    pieces = [("whole", 0, len(body)), ("narrow", body.index("they"), len(body) - 1)]
    for accepted in (pieces, pieces[::-1]):
        assert _decided(body, Tag.IN, Tag.STOP, accepted) == [("part", "narrow")]
