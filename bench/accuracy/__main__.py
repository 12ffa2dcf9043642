"""Ingest an annotated corpus and print how right the quotations are, and how fast they were found.

    make bench-accuracy GOLD=path/to/polnear python -m bench.accuracy --gold path/to/polnear [--compartment train]
    [--lake FOLDER] [--resamples 500] [--findings FILE]
        [--results FILE]

With --lake the dataset stays in that folder; what it holds already is not read again. --findings writes what became of
every unit, with its text, as JSON Lines, to read one's errors. --results writes the figures as
`bench.accuracy.document` takes them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench.accuracy.findings import Finding
from bench.accuracy.gold import load_gold, load_texts, outlet_of
from bench.accuracy.intervals import intervals
from bench.accuracy.lake import Speed, extraction_speed, ingest_texts, lake_predictions, read_tables
from bench.accuracy.report import cue_counts, interval_lines, outcome_lines, outlet_lines, summary_lines
from bench.accuracy.results import Results, Timing, results_of, write_results
from bench.accuracy.score import Evaluation, evaluate
from bench.accuracy.summary import Summary
from bench.accuracy.texts import prepare_texts
from onrecord.transforms.quotes.trained import ENGINE_VERSION


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder that holds data/ of the corpus")
    parser.add_argument("--compartment", default="train")
    parser.add_argument("--lake", type=Path, help="folder of the dataset; a temporary one if not given")
    parser.add_argument("--resamples", type=int, default=500, help="resamples of articles for the intervals")
    parser.add_argument("--findings", type=Path, help="file for what became of every unit")
    parser.add_argument("--results", type=Path, help="file for the figures")
    asked = parser.parse_args(arguments)
    try:
        gold, texts = load_gold(asked.gold, asked.compartment), load_texts(asked.gold, asked.compartment)
    except FileNotFoundError as error:
        parser.error(str(error))
    with tempfile.TemporaryDirectory() as scratch:
        lake = asked.lake or Path(scratch, "lake")
        whole = ingest_texts(asked.gold / "data" / asked.compartment / "text", lake)
        tables = read_tables(lake)
    extraction = extraction_speed(tables.articles)
    evaluation = evaluate(gold, lake_predictions(tables, texts), prepare_texts(texts))
    _print(evaluation, asked.resamples)
    print(
        f"\nspeed: extraction of quotations {_speed(extraction)}; whole ingest "
        f"{_speed(whole) if whole.n_bytes else 'not run, the lake had it all'}"
    )
    if asked.results:
        write_results(_results(evaluation, asked.gold, asked.resamples, extraction, whole), asked.results)
    if asked.findings:
        asked.findings.write_text("".join(_lines(evaluation.findings, texts)), encoding="utf-8")


def _results(evaluation: Evaluation, gold: Path, resamples: int, extraction: Speed, whole: Speed) -> Results:
    timings = [Timing("extraction of quotations", extraction)] + (
        [Timing("whole ingest", whole)] if whole.n_bytes else []
    )
    return results_of(
        "onrecord",
        evaluation,
        engine_version=ENGINE_VERSION,
        corpus=f"{gold.resolve().name}, {evaluation.summary.articles:,} articles.",
        method="The engine as it is shipped, from an ingested lake.",
        timings=timings,
        resamples=resamples,
    )


def _print(evaluation: Evaluation, resamples: int) -> None:
    outlets = summaries_by_outlet(evaluation)
    missed = ", ".join(f"{cue} {n}" for cue, n in cue_counts(evaluation.findings, "missed"))
    for title, lines in (
        (
            f"{evaluation.summary.articles:,} articles, in per cent; {evaluation.dropped} predictions dropped",
            summary_lines(evaluation.summary),
        ),
        ("with intervals", interval_lines(evaluation.summary, intervals(evaluation.counts, resamples))),
        ("by outlet, F1", outlet_lines(outlets)),
        ("what became of the units", outcome_lines(evaluation.findings)),
        ("cues of what was missed", [missed]),
    ):
        print(f"\n== {title}", *lines, sep="\n")


def summaries_by_outlet(evaluation: Evaluation) -> dict[str, Summary]:
    """The figures of each outlet, by its name."""
    outlets = sorted({outlet_of(article) for article in evaluation.counts})
    return {
        outlet: evaluation.part(article for article in evaluation.counts if outlet_of(article) == outlet)
        for outlet in outlets
    }


def _speed(speed: Speed) -> str:
    return (
        f"{speed.kb_per_cpu_second:,.0f} KB/CPU-s ({speed.n_bytes / 1000:,.0f} KB in {speed.cpu_seconds:.2f} CPU-s, "
        f"{speed.seconds:.2f} s)"
    )


def _lines(findings: Iterable[Finding], texts: dict[str, str]) -> Iterable[str]:
    for finding in findings:
        text, gold, found = texts[finding.article], finding.gold, finding.predicted
        facts = {
            "article": finding.article,
            "outcome": finding.outcome,
            "kind": finding.kind,
            "start": finding.start,
            "end": finding.end,
            "text": text[finding.start : finding.end],
            "id": gold.id if gold else None,
            "cue": gold.cue_text if gold else None,
            "cue_class": gold.cue_class if gold else None,
            "source": gold.source_text if gold else None,
            "source_type": gold.source_type if gold else None,
            "jaccard": round(finding.jaccard, 2),
            "predicted": text[found.start : found.end] if found else None,
            "speaker": found.speaker if found else None,
            "mention": text[found.speaker_start : found.speaker_end]
            if found and found.speaker_start is not None
            else None,
            "predicted_cue": found.cue if found else None,
            "confidence": found.confidence if found else None,
        }
        yield json.dumps(facts, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
