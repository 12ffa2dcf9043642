"""The results of a measurement as one JSON file: what scripts write and `bench.accuracy.document` turns into a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from bench.accuracy.calibration import Reliability, reliabilities
from bench.accuracy.counts import Counts
from bench.accuracy.errors import ErrorClass, error_classes
from bench.accuracy.gold import outlet_of
from bench.accuracy.intervals import headline, intervals
from bench.accuracy.lake import Speed
from bench.accuracy.score import Evaluation
from bench.accuracy.summary import Summary, summarise, total

FILE = Path(__file__).parent / "results.json"
"""The results that docs/accuracy.md is made from."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A share, with its 95 % interval where one was computed."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class System:
    """One system, or one way of measuring it: a row of the table."""

    name: str
    articles: int | None
    figures: dict[str, Figure]
    """By the names of `intervals.headline`; others may lack some."""
    kb_per_cpu_second: float | None = None
    summary: Summary | None = None
    """All figures, where they are known."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How fast something was."""

    what: str
    speed: Speed


@dataclass(frozen=True, slots=True)
class Resolution:
    """Mentions that are no names (she, the ambassador), against people annotated by hand."""

    what: str
    """Which mentions: pronouns, nominals …"""
    n: int
    right: int
    """Resolved to the right person."""
    unknown: int
    """Left without a name."""


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that docs/accuracy.md tells."""

    engine_version: str
    corpus: str
    """In words: which corpus, how many articles."""
    method: str
    """In words: how trained and measured articles were kept apart, with the seed."""
    systems: list[System]
    """The first is the one that the details below are of."""
    outlets: list[System]
    """The first system, by outlet."""
    left_out: list[System] = field(default_factory=list)
    """Each outlet by a model that saw nothing of that outlet."""
    compared: list[System] = field(default_factory=list)
    """Other tools, and this one, on the same sample in the same run."""
    compared_how: str = ""
    resolution: list[Resolution] = field(default_factory=list)
    named: float | None = None
    """Share of predicted quotations with a known speaker."""
    calibration: list[Reliability] = field(default_factory=list)
    errors: list[ErrorClass] = field(default_factory=list)
    timings: list[Timing] = field(default_factory=list)
    hard: list[str] = field(default_factory=list)
    """What remains hard, a sentence or two each."""


_RESULTS = TypeAdapter(Results)


def read_results(path: Path = FILE) -> Results:
    """Results from a file.

    Raises:
        pydantic.ValidationError: the file has other fields.
    """
    return _RESULTS.validate_json(path.read_bytes())


def write_results(results: Results, path: Path = FILE) -> None:
    """Results to a file, figures at six decimals so that it can be compared."""
    rounded = _rounded(_RESULTS.dump_python(results, mode="json"))
    path.write_bytes(TypeAdapter(object).dump_json(rounded, indent=1) + b"\n")


def system_of(name: str, counts: Mapping[str, Counts], *, resamples: int = 500, speed: Speed | None = None) -> System:
    """The row of a system from its counts by article (`Evaluation.counts`); no intervals where `resamples` is 0."""
    summary = summarise(total(counts.values()), len(counts))
    found = intervals(counts, resamples) if resamples else {}
    figures = {figure: Figure(value, *found.get(figure, (None, None))) for figure, value in headline(summary).items()}
    return System(name, len(counts), figures, speed.kb_per_cpu_second if speed else None, summary)


def outlets_of(counts: Mapping[str, Counts], *, resamples: int = 500) -> list[System]:
    """The rows of the outlets, by name."""
    names = sorted({outlet_of(article) for article in counts})
    return [
        system_of(
            name,
            {article: counted for article, counted in counts.items() if outlet_of(article) == name},
            resamples=resamples,
        )
        for name in names
    ]


def results_of(
    name: str,
    evaluation: Evaluation,
    *,
    engine_version: str,
    corpus: str,
    method: str,
    timings: list[Timing],
    resamples: int = 500,
) -> Results:
    """Results of one evaluation; scripts add the rest with `dataclasses.replace`."""
    predictions = [
        finding.predicted
        for finding in evaluation.findings
        if finding.predicted is not None and finding.outcome != "boundary"
    ]
    return Results(
        engine_version=engine_version,
        corpus=corpus,
        method=method,
        systems=[system_of(name, evaluation.counts, resamples=resamples, speed=timings[0].speed if timings else None)],
        outlets=outlets_of(evaluation.counts, resamples=resamples),
        named=sum(row.speaker is not None for row in predictions) / len(predictions) if predictions else None,
        calibration=reliabilities(evaluation.findings),
        errors=error_classes(evaluation.findings),
        timings=timings,
    )


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    return [_rounded(part) for part in value] if isinstance(value, list) else value
