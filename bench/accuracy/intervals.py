"""How sure the figures are: resampling of articles."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping

import polars as pl

from bench.accuracy.counts import Counts
from bench.accuracy.summary import Summary, summarise

Interval = tuple[float, float]

HEADLINE = ("direct-only joint", "mixed joint", "indirect joint", "speech-only joint", "all joint", "all match")
"""The F1 figures that a system is known by."""


def headline(summary: Summary) -> dict[str, float]:
    """The figures of `HEADLINE`, in that order."""
    kinds = summary.kinds
    figures = (
        summary.direct_only.joint.f1,
        kinds["mixed"].joint.f1,
        kinds["indirect"].joint.f1,
        summary.speech_only.joint.f1,
        kinds["all"].joint.f1,
        kinds["all"].match.f1,
    )
    return dict(zip(HEADLINE, figures, strict=True))


def intervals(counts: Mapping[str, Counts], resamples: int = 500) -> dict[str, Interval]:
    """95 % intervals of the headline figures: articles are drawn with replacement, as many as there are, with a fixed
    seed.

    Args:
        counts: counts by article.
        resamples: how often; at least 40, so that there is something to cut off at both ends.
    """
    articles = sorted(counts)
    keys = sorted({key for counted in counts.values() for key in counted})
    table = pl.DataFrame(
        [[counts[article][key] for article in articles] for key in keys], schema=[" / ".join(key) for key in keys]
    )
    chance = random.Random(0)  # noqa: S311  # no secret depends on it
    drawn: dict[str, list[float]] = {}
    for _ in range(resamples):
        times = Counter(chance.choices(articles, k=len(articles)))
        weights = pl.Series([times[article] for article in articles])
        sums = table.select(pl.all() * weights).sum().row(0)
        for name, value in headline(summarise(Counter(dict(zip(keys, sums, strict=True))), len(articles))).items():
            drawn.setdefault(name, []).append(value)
    return {
        name: (sorted(values)[int(0.025 * len(values))], sorted(values)[int(0.975 * len(values)) - 1])
        for name, values in drawn.items()
    }
