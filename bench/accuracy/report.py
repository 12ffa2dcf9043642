"""The figures as text tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bench.accuracy.findings import Finding, Outcome
from bench.accuracy.intervals import Interval, headline
from bench.accuracy.kinds import KINDS
from bench.accuracy.summary import OnlySummary, Scores, Summary

OUTCOMES: tuple[Outcome, ...] = (
    "right",
    "wrong source",
    "boundary",
    "missed",
    "extra inside",
    "extra overlap",
    "invented",
)


def summary_lines(summary: Summary) -> list[str]:
    """All figures of one system, in per cent."""
    head = (
        "",
        "gold",
        "pred",
        "exact P / R / F1",
        "match P / R / F1",
        "soft P / R / F1",
        "mention",
        "name",
        "pr/nom",
        "right",
        "joint P / R / F1",
    )
    rows: list[Sequence[str]] = [head]
    for kind in (*KINDS, "all"):
        part, source = summary.kinds[kind], summary.kinds[kind].source
        shares = (percent(source.mention), percent(source.name), percent(source.other), percent(source.right))
        scores = (_triple(part.exact), _triple(part.match), _triple(part.soft))
        rows.append((kind, f"{part.gold:,}", f"{part.predicted:,}", *scores, *shares, _triple(part.joint)))
    for name, only in (("speech-only", summary.speech_only), ("direct-only", summary.direct_only)):
        rows.append(_only_row(name, only))
    whole, indirect, everything = summary.whole, summary.indirect_speech, summary.kinds["all"].source
    rows.append(("whole", f"{whole.gold:,}", f"{whole.predicted:,}", "", _triple(whole.match), "", "", "", "", "", ""))
    recalls = ", ".join(
        f"{name} {percent(value)}"
        for name, value in (("exact", indirect.exact), ("match", indirect.match), ("joint", indirect.joint))
    )
    return [
        *columns(rows),
        f"indirect with a cue of speech, recall: {recalls}, soft {percent(indirect.soft)} of {indirect.gold:,}",
        (
            f"own kind label right {percent(everything.kind_label)}; no source and nobody named "
            f"{percent(everything.sourceless)} of {everything.n_sourceless:,}"
        ),
        f"direct-only precision, fragments forgiven, {percent(summary.direct_only.forgiving_precision)}",
    ]


def interval_lines(summary: Summary, found: Mapping[str, Interval]) -> list[str]:
    """The headline figures with their intervals, in per cent."""
    rows: list[Sequence[str]] = [("F1", "", "95 % interval")]
    rows += [
        (name, percent(value), f"{percent(found[name][0])} to {percent(found[name][1])}")
        for name, value in headline(summary).items()
    ]
    return columns(rows)


def outlet_lines(outlets: Mapping[str, Summary]) -> list[str]:
    """The headline figures by outlet, in per cent."""
    names = list(headline(next(iter(outlets.values())))) if outlets else []
    rows: list[Sequence[str]] = [("outlet", "articles", *names)]
    rows += [
        (outlet, f"{part.articles:,}", *(percent(value) for value in headline(part).values()))
        for outlet, part in outlets.items()
    ]
    return columns(rows)


def outcome_lines(findings: Iterable[Finding]) -> list[str]:
    """How many units of each kind met each fate; the first four are of annotated units, the others of predictions
    without one.
    """
    counts = Counter((finding.outcome, finding.kind) for finding in findings)
    rows: list[Sequence[str]] = [("outcome", *KINDS, "all")]
    for outcome in OUTCOMES:
        numbers = [counts[outcome, kind] for kind in KINDS]
        rows.append((outcome, *(f"{number:,}" for number in numbers), f"{sum(numbers):,}"))
    return columns(rows)


def cue_counts(findings: Iterable[Finding], outcome: Outcome, most: int = 25) -> list[tuple[str, int]]:
    """The most frequent annotated cues of an outcome, folded; `(none)` where the annotation has none."""
    found = [finding.gold for finding in findings if finding.outcome == outcome and finding.gold is not None]
    counts = Counter((row.cue_text or "(none)").casefold() for row in found)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]


def percent(share: float | None) -> str:
    """A share in per cent with one decimal; a dash for none."""
    return "-" if share is None else f"{100 * share:.1f}"


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines, the first column to the left, all others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


def _only_row(name: str, only: OnlySummary) -> Sequence[str]:
    scores = (_triple(only.exact), _triple(only.match), "", "", "", "", percent(only.source_right), _triple(only.joint))
    return (name, f"{only.gold:,}", f"{only.predicted:,}", *scores)


def _triple(scores: Scores) -> str:
    return f"{percent(scores.precision):>5} {percent(scores.recall):>5} {percent(scores.f1):>5}"
