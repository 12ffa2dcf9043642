"""A tool beside onrecord, on the same articles in the same run; the tool here is a small program of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.accuracy.__main__ import main as measure
from bench.accuracy.compare import main, run_tool, sample_articles
from bench.accuracy.results import read_results

Corpus = Callable[[dict[str, str]], Path]

TOOL = """
import json, sys
rows = [json.loads(line) for line in sys.stdin]
print(json.dumps({"cpu_seconds": 0.5, "seconds": 1.0}))
for row in rows:
    start = row["text"].index("“")
    end = row["text"].index("”")
    print(json.dumps({"article": row["article"], "start": start, "end": end, "speaker": "Bob Stone"}))
"""
MARKED = (
    "Bridge shut.\n\n{{Q:“The old bridge is shut from today,”}} {{C:said}} {{S:{}}}, the mayor of Aldby. Nobody "
    "knows when it will open again.\n"
)


def test_sample_is_even_over_the_outlets_and_always_the_same() -> None:
    articles = [f"{outlet}_2016-01-{day:02}_x" for outlet in ("a", "b", "c") for day in range(1, 11)]
    chosen = sample_articles(articles, 7)
    assert chosen == sample_articles(articles[::-1], 7)
    assert sorted(sum(article.startswith(outlet) for article in chosen) for outlet in "abc") == [2, 2, 3]
    assert len(sample_articles(articles, 99)) == 30


def test_both_are_measured_on_the_sample(
    write_corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = write_corpus(
        {f"gazette_2016-01-{day:02}_x": MARKED.format("Ann Reed" if day > 2 else "Bob Stone") for day in (1, 2, 3, 4)}
    )
    (tmp_path / "tool.py").write_text(TOOL, encoding="utf-8")
    results = tmp_path / "results.json"
    measure(["--gold", str(corpus), "--resamples", "40", "--results", str(results)])
    capsys.readouterr()
    asked = ["--gold", str(corpus), "--articles", "4", "--resamples", "40", "--into", str(results)]
    main([*asked, "--tool", "marks", sys.executable, str(tmp_path / "tool.py")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[:2] == ["onrecord", "100.0"]
    assert lines[3].split()[:2] == ["marks", "50.0"]
    found = read_results(results)
    assert [system.name for system in found.compared] == ["onrecord", "onrecord, whole ingest", "marks"]
    assert found.compared_how.startswith("4 articles")
    assert found.compared[2].kb_per_cpu_second == pytest.approx(
        sum(len(path.read_bytes()) for path in corpus.glob("data/train/text/*")) / 1000 / 0.5
    )
    main(
        [
            "--gold",
            str(corpus),
            "--articles",
            "1",
            "--resamples",
            "40",
            "--tool",
            "marks",
            sys.executable,
            str(tmp_path / "tool.py"),
        ]
    )
    assert json.loads(results.read_text(encoding="utf-8"))["compared"][0]["articles"] == 4


def test_tool_that_fails_is_told() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run_tool([sys.executable, "-c", "raise SystemExit(3)"], {"a": "text"})
