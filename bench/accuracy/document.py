"""Write docs/accuracy.md and its picture from results.

python -m bench.accuracy.document [RESULTS.json] [--docs docs]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from bench.accuracy.calibration import Reliability
from bench.accuracy.curve import curve_svg
from bench.accuracy.errors import ErrorClass
from bench.accuracy.intervals import HEADLINE
from bench.accuracy.kinds import KINDS
from bench.accuracy.references import REFERENCES
from bench.accuracy.report import percent
from bench.accuracy.results import FILE, Figure, Resolution, Results, System, Timing, read_results
from bench.accuracy.summary import OnlySummary, Scores, Summary

PAGE, PICTURE = "accuracy.md", "accuracy-calibration.svg"

_INTRODUCTION = """\
Made by `python -m bench.accuracy.document` from `bench/accuracy/results.json`; do not edit it.

How right are the quotations and their speakers, measured against news articles in which people marked source, cue and
content? A unit is a contiguous span. It *matches* if its words and those of a predicted span overlap enough (Jaccard
index of at least 0.8, one to one); it counts as *joint* if the source is right too: the name where the source is a
name, the words beside the quotation where it is a pronoun or a noun phrase. *Direct-only* compares units that are
quoted as a whole with predictions of that kind. *Speech-only* leaves out beliefs, wishes and plans, which the corpus
also annotates. `bench/accuracy/__init__.py` has every definition. All figures are in per cent."""

_AGAIN = """\
## To measure it again

`make bench-accuracy GOLD=path/to/corpus` ingests the raw texts into a temporary lake, reads the quotations back from it
and prints the figures of the shipped engine; `python -m bench.accuracy --help` tells more. The corpus is a folder with
`data/train/text/*.txt`, `data/train/attributions/<text>_<annotator>.ann` (brat stand-off: text bounds Source, Cue and
Content, and events that join them) and `data/metadata.tsv`. Articles whose file names begin with an outlet and `_` are
told apart by outlet."""


def accuracy_page(results: Results) -> str:
    """docs/accuracy.md."""
    summary = results.systems[0].summary if results.systems else None
    sections = [
        f"# Accuracy\n\n{_INTRODUCTION}",
        f"Corpus: {results.corpus} Method: {results.method} Engine: `{results.engine_version}`.",
        "## Figures (F1)\n\n" + _systems([*results.systems, *REFERENCES]),
        (
            "The last rows are what people and other tools reach on other articles of the same corpus. Intervals are "
            "95 % of the resamples of articles."
        ),
        "## In full\n\n" + _summary(summary) if summary else "",
        "## By outlet\n\n" + _systems(results.outlets) if results.outlets else "",
        "## By outlet left out of training\n\n" + _systems(results.left_out) if results.left_out else "",
        _compared(results),
        _speakers(results.resolution, results.named),
        _confidence(results.calibration),
        _errors(results.errors),
        _timings(results.timings),
        "## What remains hard\n\n" + "\n".join(f"- {line}" for line in results.hard) if results.hard else "",
        _AGAIN,
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def write_document(results: Results, docs: Path) -> None:
    """Write the page, and the picture where there is a curve to draw."""
    (docs / PAGE).write_text(accuracy_page(results), encoding="utf-8")
    if results.calibration:
        (docs / PICTURE).write_text(curve_svg(results.calibration), encoding="utf-8")


def _systems(systems: Sequence[System]) -> str:
    rows: list[Sequence[str]] = [("", "articles", *HEADLINE, "KB/CPU-s")]
    for system in systems:
        figures = [_figure(system.figures.get(name)) for name in HEADLINE]
        rows.append((system.name, _count(system.articles), *figures, _number(system.kb_per_cpu_second)))
    return table(rows)


def _summary(summary: Summary) -> str:
    rows: list[tuple[str, ...]] = [
        (
            "",
            "annotated",
            "predicted",
            "exact P / R / F1",
            "match P / R / F1",
            "joint P / R / F1",
            "mention",
            "name",
            "pronoun or noun phrase",
        )
    ]
    for kind in (*KINDS, "all"):
        part = summary.kinds[kind]
        shares = (percent(part.source.mention), percent(part.source.name), percent(part.source.other))
        rows.append(
            (
                kind,
                _count(part.gold),
                _count(part.predicted),
                _scores(part.exact),
                _scores(part.match),
                _scores(part.joint),
                *shares,
            )
        )
    only: tuple[tuple[str, OnlySummary], ...] = (
        ("speech-only", summary.speech_only),
        ("direct-only", summary.direct_only),
    )
    rows += [
        (name, _count(o.gold), _count(o.predicted), _scores(o.exact), _scores(o.match), _scores(o.joint), "", "", "")
        for name, o in only
    ]
    whole = summary.whole
    rows.append(
        ("whole attributions", _count(whole.gold), _count(whole.predicted), "", _scores(whole.match), "", "", "", "")
    )
    return table(rows) + (
        "\n\nThe last three columns are shares of matched units whose source is right, by what the annotated source is."
    )


def _compared(results: Results) -> str:
    return (
        f"## Beside another tool, in the same run\n\n{results.compared_how}\n\n{_systems(results.compared)}"
        if results.compared
        else ""
    )


def _speakers(resolution: Sequence[Resolution], named: float | None) -> str:
    if not resolution and named is None:
        return ""
    rows = [("mention", "quotations", "right person", "no name given")]
    rows += [(row.what, _count(row.n), _share(row.right, row.n), _share(row.unknown, row.n)) for row in resolution]
    told = [f"A speaker is named for {percent(named)} % of the predicted quotations."] if named is not None else []
    return "\n\n".join(["## Who it is", *told, *([table(rows)] if resolution else [])])


def _confidence(calibration: Sequence[Reliability]) -> str:
    if not calibration:
        return ""
    rows = [("confidence that it is the right …", "predictions", "expected calibration error", "Brier score")]
    rows += [(c.question, _count(c.n), f"{c.expected_calibration_error:.3f}", f"{c.brier:.3f}") for c in calibration]
    first = calibration[0]
    bins = [("confidence", "predictions", "mean", "came true")]
    bins += [
        (f"{part.low:.1f} to {part.high:.1f}", _count(part.n), f"{part.confidence:.2f}", f"{part.right:.2f}")
        for part in first.bins
    ]
    alone = "A prediction without a match in the annotation counts as wrong, also where it lies inside of one."
    picture = f"![Reliability curves: share that came true over confidence]({PICTURE})"
    return "\n\n".join(["## Confidence", alone, table(rows), picture, f"In tenths, for {first.question}:", table(bins)])


def _errors(errors: Sequence[ErrorClass]) -> str:
    if not errors:
        return ""
    rows = [("what happened", "kind", "units", "most frequent cues", "for example (article, characters)")]
    for error in errors:
        places = ", ".join(f"{place.article} {place.start}-{place.end}" for place in error.examples)
        cues = ", ".join(f"{cue} {n}" for cue, n in error.cues.items())
        rows.append(
            (error.outcome, error.kind + (" (belief, plan)" if error.beliefs else ""), _count(error.n), cues, places)
        )
    told = (
        "*missed*: nothing overlaps the unit. *boundary*: something does, not enough. *extra inside*, *extra "
        "overlap*, *invented*: "
        "predictions without a match that lie in annotated content, touch it, or lie outside. Their cues are the "
        "predicted ones."
    )
    return f"## Errors\n\n{told}\n\n{table(rows)}"


def _timings(timings: Sequence[Timing]) -> str:
    if not timings:
        return ""
    rows = [("", "KB", "CPU-seconds", "KB/CPU-s")]
    rows += [
        (t.what, _number(t.speed.n_bytes / 1000), f"{t.speed.cpu_seconds:.2f}", _number(t.speed.kb_per_cpu_second))
        for t in timings
    ]
    return f"## Speed\n\nOne KB is 1,000 bytes of text; the seconds of all cores are added up.\n\n{table(rows)}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a Markdown table; the first is the head.

    All columns but the first are aligned to the right where they hold figures.
    """
    head, *body = rows
    figures = [
        i > 0 and all(not row[i] or row[i][0].isdigit() or row[i] == "-" for row in body) for i in range(len(head))
    ]
    rule = ["---:" if figure else "---" for figure in figures]
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in (head, rule, *body)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _figure(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return percent(figure.value) + (
        f" ({percent(figure.low)}-{percent(figure.high)})" if figure.low is not None else ""
    )


def _scores(scores: Scores) -> str:
    return f"{percent(scores.precision)} / {percent(scores.recall)} / {percent(scores.f1)}"


def _share(part: int, whole: int) -> str:
    return percent(part / whole if whole else None)


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:,.0f}" if number >= 100 else f"{number:,.1f}"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path, nargs="?", default=FILE)
    parser.add_argument("--docs", type=Path, default=Path(__file__).parents[2] / "docs")
    asked = parser.parse_args(arguments)
    write_document(read_results(asked.results), asked.docs)


if __name__ == "__main__":
    main()
