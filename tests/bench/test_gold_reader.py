"""Brat files and corpora to rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bench.accuracy.brat import merge_spans, read_events
from bench.accuracy.gold import GoldRow, annotators_of, load_gold, load_texts, outlet_of
from bench.accuracy.predictions import PredRow, as_predictions

Corpus = Callable[[dict[str, str]], Path]


def test_events_with_pieces_and_numbered_roles(tmp_path: Path) -> None:
    path = tmp_path / "a_b1.ann"
    path.write_text(
        "T1\tContent 0 4;9 12\tWe … it\nT2\tCue 5 8\tsay\nT3\tContent 20 25\tagain\n"
        "E1\tAttribution:T2 Cue:T2 Content:T1 Content2:T3 Mood:T2 Source:T9\nA1\tFlag E1\nnot brat\n",
        encoding="utf-8",
    )
    (event,) = read_events(path)
    assert event.id == "E1"
    assert event.roles == {"Content": [(0, 4), (9, 12), (20, 25)], "Cue": [(5, 8)], "Source": []}


@pytest.mark.parametrize(
    ("spans", "merged"),
    [
        ([(4, 7), (0, 3)], ((0, 7),)),
        ([(0, 4), (3, 8)], ((0, 7),)),
        ([(0, 3), (8, 11)], ((0, 3), (8, 11))),
        ([(3, 4)], ()),
        ([(0, 7), (4, 5)], ((0, 7),)),
    ],
)
def test_merged_spans(spans: list[tuple[int, int]], merged: tuple[tuple[int, int], ...]) -> None:
    assert merge_spans("abc def ghi", spans) == merged


def _one(rows: list[GoldRow]) -> GoldRow:
    (row,) = rows
    return row


def test_row_of_a_direct_quotation_in_pieces(write_corpus: Corpus) -> None:
    polnear = write_corpus(
        {"gazette_2016-01-02_bridge": "{Q:“It is shut,”} {S:Mayor Ann Reed} {C:said}. {Q:“For good.”}\n"}
    )
    row = _one(load_gold(polnear))
    assert (row.article, row.publisher, row.date, row.annotator, row.id) == (
        "gazette_2016-01-02_bridge",
        "gazette",
        "2016-01-02",
        "b2",
        "E1",
    )
    assert row.content == ((0, 13), (35, 46))
    assert row.content_text == "“It is shut,” … “For good.”"
    assert (row.cue_text, row.source_text, row.source_type, row.cue_class) == (
        "said",
        "Mayor Ann Reed",
        "name",
        "speech",
    )
    assert (row.kind, row.span_kinds) == ("direct", ("direct", "direct"))


@pytest.mark.parametrize(
    ("marked", "cue_class", "source_type"),
    [
        ("{S:Reed} {C:said} {Q:the bridge is shut}.", "speech", "name"),
        ("{S:She} {C:hopes} {Q:the bridge is shut}.", "other", "pronoun"),
        ("{S:The council} {C:According} {Q:the bridge is shut}.", "speech", "nominal"),
        ("{Q:The bridge is shut}.", "other", "none"),
    ],
)
def test_classes(write_corpus: Corpus, marked: str, cue_class: str, source_type: str) -> None:
    row = _one(load_gold(write_corpus({"gazette_2016-01-02_bridge": marked})))
    assert (row.cue_class, row.source_type) == (cue_class, source_type)
    assert row.swapped is False


def test_swapped_roles_are_put_right(write_corpus: Corpus) -> None:
    row = _one(load_gold(write_corpus({"gazette_2016-01-02_bridge": "{Q:It is shut}, {S:said} {C:Ann Reed}."})))
    assert (row.swapped, row.source_text, row.cue_text, row.source_type, row.cue_class) == (
        True,
        "Ann Reed",
        "said",
        "name",
        "speech",
    )


def test_attribution_without_content_is_no_row(write_corpus: Corpus) -> None:
    assert load_gold(write_corpus({"gazette_2016-01-02_bridge": "{S:Reed} {C:spoke}."})) == []


def test_first_annotator_unless_another_is_asked_for(write_corpus: Corpus) -> None:
    bridge, tower = "gazette_2016-01-02_bridge", "gazette_2016-01-02_tower"
    polnear = write_corpus(
        {
            f"{bridge}+c3": "{S:Reed} {C:said} {Q:it is shut}.",
            f"{bridge}+a1": "{S:Reed} {C:said} it {Q:is shut}.",
            tower: "{Q:It fell}.",
        }
    )
    assert annotators_of(polnear) == {bridge: ["a1", "c3"], tower: ["b2"]}
    assert [(row.article, row.annotator, row.content_text) for row in load_gold(polnear)] == [
        (bridge, "a1", "is shut"),
        (tower, "b2", "It fell"),
    ]
    assert [(row.article, row.annotator, row.content_text) for row in load_gold(polnear, annotator="c3")] == [
        (bridge, "c3", "it is shut")
    ]


def test_folder_that_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no data/train/attributions"):
        load_gold(tmp_path)


def test_texts_and_outlets(write_corpus: Corpus) -> None:
    polnear = write_corpus({"west-gazette_2016-01-02_bridge": "{Q:It is shut}."})
    assert load_texts(polnear) == {"west-gazette_2016-01-02_bridge": "It is shut."}
    assert outlet_of("west-gazette_2016-01-02_bridge") == "west-gazette"


def test_rows_as_predictions(write_corpus: Corpus) -> None:
    polnear = write_corpus(
        {"gazette_2016-01-02_bridge": "{Q:“It is shut,”} {S:she} {C:said}. {Q:“Now.”}{Q2:Nobody came}."}
    )
    article = "gazette_2016-01-02_bridge"
    assert as_predictions(load_gold(polnear)) == [
        PredRow(article, 0, 13, "direct", "she", 14, 17, "said", "E1"),
        PredRow(article, 24, 30, "direct", "she", 14, 17, "said", "E1"),
        PredRow(article, 30, 41, "indirect", None, None, None, None, "E2"),
    ]
