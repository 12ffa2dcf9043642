"""Results as a file and as a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from bench.accuracy.document import PAGE, PICTURE, accuracy_page, main, table, write_document
from bench.accuracy.gold import load_gold, load_texts
from bench.accuracy.lake import Speed
from bench.accuracy.predictions import PredRow, as_predictions
from bench.accuracy.results import FILE, Resolution, Results, Timing, read_results, results_of, system_of, write_results
from bench.accuracy.score import Evaluation, evaluate
from bench.accuracy.texts import prepare_texts

DOCS = Path(__file__).parents[2] / "docs"
Corpus = Callable[[dict[str, str]], Path]

BRIDGE = (
    "{Q:“The old bridge is shut from today,”} {S:Mayor Ann Reed} {C:said}. {S2:The council} {C2:hopes} {Q2:the work "
    "takes months}."
)
TOWER = "{Q:“It was very loud,”} {C:said} {S:Bob Stone}. {S2:He} {C2:called} it {Q2:a “sad day” for Aldby}."


@pytest.fixture
def evaluation(write_corpus: Corpus) -> Evaluation:
    polnear = write_corpus({"gazette_2016-01-02_bridge": BRIDGE, "mirror_2016-01-03_tower": TOWER})
    gold, texts = load_gold(polnear), prepare_texts(load_texts(polnear))
    found = [replace(row, confidence=0.9) for row in as_predictions(gold) if row.cue == "said"]
    start = texts["mirror_2016-01-03_tower"].text.index("“sad")
    return evaluate(
        gold,
        [*found, PredRow("mirror_2016-01-03_tower", start, start + 9, speaker="Reed", cue="called", confidence=0.3)],
        texts,
    )


@pytest.fixture
def results(evaluation: Evaluation) -> Results:
    timings = [Timing("extraction", Speed(5_000_000, 2.0, 1.0))]
    made = results_of(
        "onrecord",
        evaluation,
        engine_version="9.9",
        corpus="Two articles.",
        method="None.",
        timings=timings,
        resamples=40,
    )
    return replace(
        made,
        left_out=made.outlets,
        compared=[system_of("other tool", evaluation.counts, resamples=0, speed=Speed(1000, 1.0, 1.0))],
        compared_how="On both articles.",
        resolution=[Resolution("she, he", 40, 34, 2)],
        hard=["Pipes | and\nlines."],
    )


def test_file_gives_back_what_was_written(results: Results, tmp_path: Path) -> None:
    write_results(results, tmp_path / "r.json")
    found = read_results(tmp_path / "r.json")
    assert accuracy_page(found) == accuracy_page(results)
    write_results(found, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "r.json").read_bytes()


def test_file_with_a_wrong_field_is_refused(results: Results, tmp_path: Path) -> None:
    write_results(results, tmp_path / "r.json")
    given = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    given["systems"][0]["articles"] = "many"
    (tmp_path / "r.json").write_text(json.dumps(given), encoding="utf-8")
    with pytest.raises(ValidationError, match="articles"):
        read_results(tmp_path / "r.json")


def test_errors_are_places_and_cues_and_never_text(results: Results) -> None:
    told = {(error.outcome, error.kind, error.beliefs): error for error in results.errors}
    assert told["missed", "indirect", True].cues == {"hopes": 1}
    assert told["boundary", "mixed", False].cues == {"called": 1}
    assert told["extra inside", "direct", False].cues == {"called": 1}
    place = told["missed", "indirect", True].examples[0]
    assert (place.article, place.end - place.start) == ("gazette_2016-01-02_bridge", len("the work takes months"))
    assert "the work takes months" not in accuracy_page(results)


def test_page_has_a_section_for_all_that_is_known(results: Results) -> None:
    page = accuracy_page(results)
    heads = [line[3:] for line in page.splitlines() if line.startswith("## ")]
    assert heads == [
        "Figures (F1)",
        "In full",
        "By outlet",
        "By outlet left out of training",
        "Beside another tool, in the same run",
        "Who it is",
        "Confidence",
        "Errors",
        "Speed",
        "What remains hard",
        "To measure it again",
    ]
    assert "| she, he | 40 | 85.0 | 5.0 |" in page
    assert "| extraction | 5,000 | 2.00 | 2,500 |" in page
    assert "| other tool | 2 |" in page
    assert "| direct | 2 | 3 | 66.7 / 100.0 / 80.0 |" in page


def test_page_leaves_out_what_is_not_known(results: Results) -> None:
    bare = Results(engine_version="9.9", corpus="None.", method="None.", systems=[], outlets=[])
    heads = [line[3:] for line in accuracy_page(bare).splitlines() if line.startswith("## ")]
    assert heads == ["Figures (F1)", "To measure it again"]
    assert "Who it is" in accuracy_page(replace(bare, named=0.5))
    assert "| she, he |" not in accuracy_page(replace(results, resolution=[]))


def test_table_aligns_figures_and_keeps_to_its_columns() -> None:
    assert table([("a", "b", "c"), ("x|y", "1,000", "two"), ("z\nz", "", "3")]).splitlines() == [
        "| a | b | c |",
        "| --- | ---: | --- |",
        "| x\\|y | 1,000 | two |",
        "| z z |  | 3 |",
    ]


def test_command_writes_page_and_picture(results: Results, tmp_path: Path) -> None:
    write_results(results, tmp_path / "r.json")
    main([str(tmp_path / "r.json"), "--docs", str(tmp_path)])
    assert (tmp_path / PAGE).read_text(encoding="utf-8") == accuracy_page(results)
    assert (tmp_path / PICTURE).read_text(encoding="utf-8").startswith("<svg ")
    (tmp_path / "plain").mkdir()
    write_document(replace(results, calibration=[]), tmp_path / "plain")
    assert [path.name for path in (tmp_path / "plain").iterdir()] == [PAGE]


def test_page_of_this_project_is_made_from_its_results(tmp_path: Path) -> None:
    write_document(read_results(FILE), tmp_path)
    for name in (PAGE, PICTURE):
        assert (DOCS / name).read_text(encoding="utf-8") == (tmp_path / name).read_text(encoding="utf-8"), (
            "stale: run python -m bench.accuracy.document"
        )
