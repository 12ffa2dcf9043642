"""Contents that hang on a cue, each with its edges and its source: heads, then starts and ends, then sources, each step
the best of its candidates.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from onrecord.transforms.quotes.contents import left, right
from onrecord.transforms.quotes.contents.heads import HEAD_SHAPE, find_heads
from onrecord.transforms.quotes.contents.sources import SOURCE_SHAPE, find_sources
from onrecord.transforms.quotes.models.candidates import Runs
from onrecord.transforms.quotes.models.model import Model, Shape
from onrecord.transforms.quotes.reading.batch import Reading

LEAST_HEAD = -1.5
"""Log-odds under which a head is given up: it costs time to look further, and of the contents that would be accepted
about one in fifty has such a head."""

SHAPES: dict[str, Shape] = {
    "head_right": HEAD_SHAPE,
    "head_left": HEAD_SHAPE,
    "right_start": right.START_SHAPE,
    "right_end": right.END_SHAPE,
    "left_end": left.END_SHAPE,
    "left_start": left.START_SHAPE,
    "source": SOURCE_SHAPE,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One choice: its candidates, the model that scores them, the column that it settles."""

    model: str
    candidates: Callable[[pl.DataFrame, Reading], pl.DataFrame]
    settles: str


STEPS = {
    "right": (Step("right_start", right.find_starts, "first"), Step("right_end", right.find_ends, "last")),
    "left": (Step("left_end", left.find_ends, "last"), Step("left_start", left.find_starts, "first")),
}
"""What is settled of a content behind its cue, and of one before it, in this order."""

_HEAD_COLUMNS = ("head", "doc", "word", "stem", "tag", "cue")
_STEP_COLUMNS = ("first_step_score", "first_step_lead", "second_step_score", "second_step_lead")
_COLUMNS = (*_HEAD_COLUMNS, "side", "first", "last", "head_score", "other_score", *_STEP_COLUMNS)


def find_contents(reading: Reading, models: dict[str, Model]) -> pl.DataFrame:
    """Every content that may hang on a cue.

    Args:
        reading: A batch of bodies.
        models: A model for every name of `SHAPES`.

    Returns:
        One row a content, by head and side: `head` (token number of the cue's head), `doc`, `word`, `stem`, `tag`,
        `cue` of the head, `side` ("right": the content stands behind the cue, "left": before it), `first`, `last` (its
        first and last word), `source_first`, `source_last` (first and last token of the source, null where the sentence
        has no phrase), log-odds: `head_score` (a content hangs on this side), `other_score` (on the other side),
        `first_step_score`, `second_step_score` (of the edges), `source_score`, and how far each choice leads over the
        next best: `first_step_lead`, `second_step_lead`, `source_lead`.
    """
    heads = find_heads(reading)
    scored = heads.select(*_HEAD_COLUMNS, pl.col("then_finite") == 1).with_columns(
        right=models["head_right"].score(heads), left=models["head_left"].score(heads)
    )
    # No content begins with a finite verb: in "the format she mentioned provides …" the verb goes on with the sentence.
    behind = _of_side(scored.filter(~pl.col("then_finite")), "right", "left", reading, models)
    before = _of_side(scored, "left", "right", reading, models)
    contents = pl.concat([behind, before]).filter(pl.col("first") <= pl.col("last")).sort("head", "side")
    return _with_sources(contents, reading, models)


def _of_side(scored: pl.DataFrame, side: str, other: str, reading: Reading, models: dict[str, Model]) -> pl.DataFrame:
    """The contents of one side of their heads, with both edges."""
    chosen = scored.filter(pl.col(side) > LEAST_HEAD).rename({side: "head_score", other: "other_score"})
    chosen = chosen.with_columns(side=pl.lit(side))
    for step, name in zip(STEPS[side], ("first_step", "second_step"), strict=True):
        chosen = _settle(chosen, step, name, reading, models)
    return chosen.select(_COLUMNS)


def _settle(contents: pl.DataFrame, step: Step, name: str, reading: Reading, models: dict[str, Model]) -> pl.DataFrame:
    """Add what one step settles to contents; those without any candidate are left out."""
    candidates = step.candidates(contents, reading)
    best = Runs(candidates["row"]).best(candidates.select(step.settles), models[step.model].score(candidates), name)
    numbered = contents.with_row_index("row")
    return numbered.join(best, on="row", how="inner", maintain_order="left").drop("row")


def _with_sources(contents: pl.DataFrame, reading: Reading, models: dict[str, Model]) -> pl.DataFrame:
    """Add the most probable source of each content."""
    candidates = find_sources(contents, reading)
    places = candidates.select("source_first", "source_last")
    best = Runs(candidates["row"]).best(places, models["source"].score(candidates), "source")
    return contents.with_row_index("row").join(best, on="row", how="left", maintain_order="left").drop("row")
