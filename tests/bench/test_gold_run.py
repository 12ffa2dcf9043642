"""From an annotated corpus through a lake to the printed figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.accuracy.__main__ import main
from bench.accuracy.gold import load_texts
from bench.accuracy.lake import ingest_texts, lake_predictions, read_tables

Corpus = Callable[[dict[str, str]], Path]

BRIDGE = (
    "Bridge shut.\n\n{Q:“The old bridge is shut from today,”} {S:Mayor Ann Reed} {C:said} on Monday. {Q:“We have "
    "found cracks in it.”}\n\n"
    "Nobody knows when it will open. {S2:The council} {C2:said} {Q2:the work would take months}.\n"
)
TOWER = (
    "Tower fell.\n\nThe church tower fell on Sunday in the night.\n\n{Q:“It was very loud and very quick,”} {C:said} "
    "{S:Bob Stone}, who lives next to it.\n"
)


@pytest.fixture
def corpus(write_corpus: Corpus) -> Path:
    return write_corpus(
        {"gazette_2016-01-02_bridge": BRIDGE, "gazette_2016-01-03_copy": BRIDGE, "mirror_2016-01-03_tower": TOWER}
    )


def test_predictions_come_from_the_lake_and_stand_in_the_raw_texts(corpus: Path, tmp_path: Path) -> None:
    texts = load_texts(corpus)
    ingest_texts(corpus / "data" / "train" / "text", tmp_path / "lake")
    rows = lake_predictions(read_tables(tmp_path / "lake"), texts)
    bridge = [
        (texts[row.article][row.start : row.end], row.speaker)
        for row in rows
        if row.article == "gazette_2016-01-02_bridge"
    ]
    assert ("The old bridge is shut from today,", "Ann Reed") in bridge
    assert ("We have found cracks in it.", "Ann Reed") in bridge
    # The lake keeps one of two copies; both texts are annotated, so both are scored.
    assert bridge == [
        (texts[row.article][row.start : row.end], row.speaker)
        for row in rows
        if row.article == "gazette_2016-01-03_copy"
    ]
    assert [row.speaker for row in rows if row.article == "mirror_2016-01-03_tower"] == ["Bob Stone"]


def test_one_command_prints_figures_by_outlet_with_errors_and_speed(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    findings = tmp_path / "findings.jsonl"
    lake = tmp_path / "lake"
    main(["--gold", str(corpus), "--lake", str(lake), "--resamples", "40", "--findings", str(findings)])
    printed = capsys.readouterr().out
    direct = next(line for line in printed.splitlines() if line.startswith("direct-only "))
    assert direct.split()[1:3] == ["5", "5"]
    assert direct.endswith("100.0 100.0 100.0")
    assert {line.split()[0] for line in printed.splitlines() if line} >= {"gazette", "mirror", "missed", "invented"}
    assert "KB/CPU-s" in printed
    rows = [json.loads(line) for line in findings.read_text(encoding="utf-8").splitlines()]
    assert {row["outcome"] for row in rows if row["kind"] == "direct"} == {"right"}
    assert {(row["text"], row["speaker"], row["mention"]) for row in rows if row["article"].startswith("mirror")} == {
        ("“It was very loud and very quick,”", "Bob Stone", "Bob Stone")
    }
    main(["--gold", str(corpus), "--lake", str(lake), "--resamples", "40"])
    assert "the lake had it all" in capsys.readouterr().out


def test_folder_without_a_corpus_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--gold", str(tmp_path)])
    assert "no data/train/attributions" in capsys.readouterr().err
