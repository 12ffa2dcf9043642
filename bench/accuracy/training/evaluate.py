"""How right the engine is on articles that it was not trained on: cross-validation, and each outlet by an engine that
never saw that outlet.

    python -m bench.accuracy.training.evaluate --gold path/to/polnear

Writes bench/accuracy/results.json; `python -m bench.accuracy.document` makes docs/accuracy.md of it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from bench.accuracy.gold import outlet_of
from bench.accuracy.lake import extraction_speed, ingest_texts
from bench.accuracy.predictions import PredRow
from bench.accuracy.resolution import count_verdicts, given_sources, load_cases
from bench.accuracy.results import (
    FILE,
    Resolution,
    Results,
    System,
    Timing,
    read_results,
    results_of,
    system_of,
    write_results,
)
from bench.accuracy.score import Evaluation, evaluate
from bench.accuracy.tables import predictions_of
from bench.accuracy.texts import prepare_texts
from bench.accuracy.training.__main__ import N_FOLDS, SEED, VERSION, say
from bench.accuracy.training.prepare import Annotated, folds_of, own_fold, read_annotated, split, split_by_outlet
from bench.accuracy.training.settings import settings_of
from bench.accuracy.training.stacking import Fold
from bench.accuracy.training.validation import gold_counts, held_out_models, units_of
from onrecord.transforms.quotes.engine import extract_quotes
from onrecord.transforms.quotes.trained import Engine

HARD = (
    (
        "Attitudes without a word of speech (support, oppose, fear, plan): two annotators agree on little more than "
        "half of them, and the words around them are those of plain facts."
    ),
    (
        "Where a clause ends that no punctuation closes: relative clauses, participles and adverbials at the end of "
        "a sentence belong now to the content, now to the reporter."
    ),
    "Contents of nouns (his claim that, her call for, the fear of): the nouns are often no cue at all.",
    "Quotations without a cue in dialogues and live blogs, and quotations inside quotations.",
    "Headlines: the title is no part of the body, so what is said in it is not found.",
)


def held_out_predictions(
    annotated: Annotated, folds: Sequence[Fold], groups: Sequence[Sequence[str]], report: Callable[[str], None]
) -> list[PredRow]:
    """What engines find in each group of articles that were trained, and whose thresholds were chosen, on the other
    groups.
    """
    models = held_out_models(folds, own_fold(), report)
    units = [units_of(fold, trained) for fold, trained in zip(folds, models, strict=True)]
    found: list[PredRow] = []
    for fold, trained, group in zip(folds, models, groups, strict=True):
        others = [other for other in folds if other is not fold]
        settings = settings_of(
            pl.concat([rows for rows, of in zip(units, folds, strict=True) if of is not fold]),
            gold_counts(others),
            VERSION,
            "",
        )
        articles = annotated.articles.filter(pl.col("article_id").is_in(list(group)))
        extracted = extract_quotes(articles, Engine(trained, settings))
        found += predictions_of(articles, extracted.quotes, extracted.parts, annotated.places)
    return found


def measure(annotated: Annotated, groups: Sequence[Sequence[str]], report: Callable[[str], None]) -> Evaluation:
    """Held-out predictions against the annotation of all texts."""
    found = held_out_predictions(annotated, folds_of(annotated, groups, report), groups, report)
    return evaluate(annotated.gold, found, prepare_texts(annotated.texts))


def _timings(polnear: Path, annotated: Annotated) -> list[Timing]:
    with TemporaryDirectory() as folder:
        whole = ingest_texts(polnear / "data" / "train" / "text", Path(folder) / "lake")
    alone = extraction_speed(annotated.articles.with_columns(language=pl.lit("en")))
    return [
        Timing("the quote engine alone", alone),
        Timing("the whole ingest, from files to the published snapshot", whole),
    ]


def _resolution(annotated: Annotated) -> list[Resolution]:
    """Who is meant by pronouns and noun phrases, on cases annotated by hand, the source given."""
    given = given_sources(load_cases(), annotated.articles, annotated.places)
    counts = count_verdicts(given, given, annotated.texts)
    asked = {
        "all": [("all", "all")],
        "people, and sources without a name": [("all", "person"), ("all", "unnamed")],
        "organisations and groups": [("all", "organisation"), ("all", "group")],
        "pronouns": [("pronoun", "all")],
        "noun phrases": [("noun phrase", "all")],
        "articles that nobody had looked at": [("all", "held out")],
    }
    summed = {what: sum((counts[key] for key in keys), Counter[str]()) for what, keys in asked.items()}
    return [
        Resolution(what, counted.total(), counted["right"], counted["unknown"] + counted["missed"])
        for what, counted in summed.items()
    ]


def main() -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="the folder of the annotated corpus")
    parser.add_argument("--out", type=Path, default=FILE, help="the results file")
    parser.add_argument(
        "--timings",
        action="store_true",
        help="measure the speed alone, with the shipped engine, and put it into results that are there",
    )
    arguments = parser.parse_args()
    annotated = read_annotated(arguments.gold)
    if arguments.timings:
        write_results(with_timings(read_results(arguments.out), _timings(arguments.gold, annotated)), arguments.out)
        return 0
    across = measure(annotated, split(annotated, N_FOLDS, SEED), say)
    results = results_of(
        "onrecord",
        across,
        engine_version=VERSION,
        corpus=(
            f"PolNeAR train (Newell, Margolin and Ruths 2018): {len(annotated.texts)} articles of seven US outlets, "
            "2015 and 2016"
        ),
        method=(
            f"{N_FOLDS}-fold cross-validation by article, seed {SEED}; models, thresholds and calibration of a fold "
            "come from the other folds alone"
        ),
        timings=_timings(arguments.gold, annotated),
    )
    write_results(
        replace(results, left_out=_left_out(annotated), resolution=_resolution(annotated), hard=list(HARD)),
        arguments.out,
    )
    return 0


def with_timings(results: Results, timings: list[Timing]) -> Results:
    """Results with other timings; the speed of the first system is that of the engine alone."""
    first = replace(results.systems[0], kb_per_cpu_second=timings[0].speed.kb_per_cpu_second)
    return replace(results, systems=[first, *results.systems[1:]], timings=timings)


def _left_out(annotated: Annotated) -> list[System]:
    outlets = split_by_outlet(annotated)
    without = measure(annotated, list(outlets.values()), say)
    return [
        system_of(
            outlet, {article: counted for article, counted in without.counts.items() if outlet_of(article) == outlet}
        )
        for outlet in outlets
    ]


if __name__ == "__main__":
    sys.exit(main())
