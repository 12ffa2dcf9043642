"""Bodies followed into the raw texts that they were made from."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.accuracy.align import align
from bench.accuracy.predictions import PredRow
from bench.accuracy.tables import join_parts, predictions_of

RAW = "A Bridge.\n\nALDBY (Wire)  —  The bridge\nis shut.  “For good,”\r\nshe said.\n"


@pytest.mark.parametrize(
    ("body", "words", "raw_words"),
    [
        ("“For good,”\r\nshe said.", "“For good,”", "“For good,”"),
        ("The bridge is shut. “For good,” she said.", "bridge is shut", "bridge\nis shut"),
        ('The bridge is shut. "For good," she said.', '"For good,"', "For good,"),
        ("The bridge is now shut. “For good,” she said.", "is now shut", "is shut"),
        ("The bridge\n\n\nis shut. she said.", "shut. she", "shut.  “For good,”\r\nshe"),
        ("The bridge is shut. Éÿ!", "Éÿ!", None),
        ("The bridge is shut.", " ", None),
    ],
)
def test_span_in_the_raw_text(body: str, words: str, raw_words: str | None) -> None:
    start = body.index(words)
    span = align(body, RAW).span(start, start + len(words))
    assert (RAW[span[0] : span[1]] if span else None) == raw_words


def test_missing_characters_are_counted() -> None:
    assert align("shut", RAW).missing == 0
    assert align("The bridge is shut.", RAW).missing == 3


@given(st.text(alphabet="ab “”\n", max_size=40), st.text(alphabet="ab “”\n", max_size=40))
def test_aligned_characters_are_equal_and_in_order(body: str, raw: str) -> None:
    offsets = align(body, raw).raw_offsets
    found = [offset for offset in offsets if offset >= 0]
    assert len(offsets) == len(body)
    assert found == sorted(set(found))
    assert all(raw[offset] == body[i] for i, offset in enumerate(offsets) if offset >= 0)


@given(
    st.lists(st.sampled_from(["we", "“go”", "now.", "O'Brien"]), min_size=1, max_size=12),
    st.sampled_from([" ", "\n", "  \n\n", "\t"]),
)
def test_white_space_never_loses_a_character(words: list[str], blank: str) -> None:
    body, raw = " ".join(words), blank.join(["Headline", *words, "End"])
    span = align(body, raw).span(0, len(body))
    assert span is not None
    assert raw[span[0] : span[1]].split() == words


@pytest.mark.parametrize(
    ("body", "spans", "joined"),
    [
        ("“A one.\n\n“B two.”", [(1, 7), (10, 16)], [(1, 16)]),
        ("“A one,” he said, “b two.”", [(1, 7), (19, 25)], [(1, 7), (19, 25)]),
        ("“A one.” “B two.”", [(10, 16), (1, 7)], [(1, 16)]),
    ],
)
def test_parts_without_a_word_between_them_are_one(
    body: str, spans: list[tuple[int, int]], joined: list[tuple[int, int]]
) -> None:
    assert join_parts(body, spans) == joined


def _quotes(**columns: list[float | None]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "quote_id": ["q1", "q2"],
            "article_id": ["a1", "a1"],
            "position": [0, 1],
            "kind": ["direct", "direct"],
            "speaker": ["Ann Reed", None],
            "mention": ["Reed", None],
            "mention_start": [14, None],
            "mention_end": [18, None],
            "cue": ["said", None],
            "confidence": [0.9, 0.2],
            **columns,
        }
    )


def test_tables_to_predictions() -> None:
    raw = {"one": "Headline\n\n“It is shut,”\nReed said. “Now!” “Ah.”", "copy": "“It is shut,” Reed said. “Now!” “Ah.”"}
    body = "“It is shut,” Reed said. “Now!” “Ah.”"
    articles = pl.DataFrame({"article_id": ["a1"], "body": [body]})
    parts = pl.DataFrame({"quote_id": ["q2", "q1", "q1"], "part": [0, 1, 0], "start": [33, 26, 1], "end": [36, 30, 12]})
    places = {"a1": [(name, align(body, text)) for name, text in raw.items()]}
    rows = predictions_of(articles, _quotes(speaker_confidence=[0.8, None]), parts, places)
    assert [(row.article, raw[row.article][row.start : row.end], row.group) for row in rows] == [
        ("copy", "It is shut,", "q1"),
        ("copy", "Now!", "q1"),
        ("copy", "Ah.", "q2"),
        ("one", "It is shut,", "q1"),
        ("one", "Now!", "q1"),
        ("one", "Ah.", "q2"),
    ]
    first = rows[3]
    assert first == PredRow("one", 11, 22, "direct", "Ann Reed", 24, 28, "said", "q1", 0.9, None, 0.8)
    assert predictions_of(articles, _quotes(), parts, {}) == []


def test_part_that_the_raw_text_has_not_got_is_left_out() -> None:
    articles = pl.DataFrame({"article_id": ["a1"], "body": ["“Éé,” she said"]})
    parts = pl.DataFrame({"quote_id": ["q1"], "part": [0], "start": [1], "end": [3]})
    places = {"a1": [("one", align("“Éé,” she said", "she said"))]}
    assert predictions_of(articles, _quotes().head(1), parts, places) == []
