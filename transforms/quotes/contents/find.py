"""Contents that hang on a cue, each with its edges and its source: heads, then starts and ends, then sources, each step the best of its candidates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from onrecord.transforms.quotes.contents import left, right
from onrecord.transforms.quotes.contents.heads import HEAD_SHAPE, find_heads
from onrecord.transforms.quotes.contents.sources import SOURCE_SHAPE, find_sources
from onrecord.transforms.quotes.models.candidates import Runs
from onrecord.transforms.quotes.models.model import Model, Shape
from onrecord.transforms.quotes.reading.lookup import Lookup

LEAST_HEAD = -1.5
"""Log-odds under which a head is given up: it costs time to look further, and of the contents that would be accepted about one in fifty has such a head."""

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
    """One choice: its candidates, the model that scores them, the columns that it settles."""

    model: str
    candidates: Callable[[pl.DataFrame, Lookup], pl.DataFrame]
    settles: tuple[str, ...]


RIGHT = (Step("right_start", right.find_starts, ("s",)), Step("right_end", right.find_ends, ("e",)))
LEFT = (Step("left_end", left.find_ends, ("e",)), Step("left_start", left.find_starts, ("s",)))


def settle(contents: pl.DataFrame, step: Step, models: dict[str, Model], lookup: Lookup, name: str) -> pl.DataFrame:
    """Add what one step settles to contents; those without any candidate are left out."""
    candidates = step.candidates(contents, lookup)
    best = Runs(candidates["row"]).best(candidates.select(step.settles), models[step.model].score(candidates), name)
    numbered = contents.with_row_index("row")
    return numbered.join(best, on="row", how="inner", maintain_order="left").drop("row")


def find_contents(
    tokens: pl.DataFrame, phrases: pl.DataFrame, lookup: Lookup, models: dict[str, Model]
) -> pl.DataFrame:
    """Every content that may hang on a cue.

    Args:
        tokens: `reading.read_tokens`.
        phrases: `phrases.find_phrases`.
        lookup: The tokens.
        models: A model for every name of `SHAPES`.

    Returns:
        One row a content: `i` (the cue's head), `doc`, `word`, `stem`, `tag`, `cue`, `side` ("right", "left"), `s`, `e` (first and last word), `i0`, `i1` (the source's
        first and last token, null where the sentence has no phrase), and the log-odds and leads of every step (`head_score`, `other_score`, `first_score` …).
    """
    heads = find_heads(tokens, lookup)
    scored = heads.select("i", "doc", "word", "stem", "tag", "cue", pl.col("then_finite") == 1).with_columns(
        to_right=models["head_right"].score(heads), to_left=models["head_left"].score(heads)
    )
    sides = []
    # No content begins with a finite verb: in "the format she mentioned provides …" the verb goes on with the sentence.
    for side, score, other, steps in (("right", "to_right", "to_left", RIGHT), ("left", "to_left", "to_right", LEFT)):
        chosen = (
            scored.filter((pl.col(score) > LEAST_HEAD) & (~pl.col("then_finite") if side == "right" else True))
            .rename({score: "head_score", other: "other_score"})
            .with_columns(side=pl.lit(side))
        )
        for step, name in zip(steps, ("first", "second"), strict=True):
            chosen = settle(chosen, step, models, lookup, name)
        sides.append(
            chosen.select(
                "i",
                "doc",
                "word",
                "stem",
                "tag",
                "cue",
                "side",
                "s",
                "e",
                "head_score",
                "other_score",
                "first_score",
                "first_lead",
                "second_score",
                "second_lead",
            )
        )
    contents = pl.concat(sides).filter(pl.col("s") <= pl.col("e")).sort("i", "side")
    candidates = find_sources(contents, phrases, lookup)
    best = Runs(candidates["row"]).best(candidates.select("i0", "i1"), models["source"].score(candidates), "source")
    return contents.with_row_index("row").join(best, on="row", how="left", maintain_order="left").drop("row")
