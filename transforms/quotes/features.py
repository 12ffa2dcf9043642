"""What tells the source of a quotation: one Polars expression a feature, over the pairs of `candidates.find_candidates`."""

from __future__ import annotations

import polars as pl

from transforms.quotes.lexicon import Word
from transforms.quotes.mentions import has

_after = pl.col("i0") > pl.col("q_last")
_before = pl.col("i1") < pl.col("q_first")
_inside_gap = (pl.col("i0") >= pl.col("gap0")) & (pl.col("i1") <= pl.col("gap1"))
_has_cue = pl.col("cue_i").is_not_null()
_first = pl.min_horizontal("i0", "cue_i")
_last = pl.max_horizontal("i1", "cue_last")
_distance = (
    pl.when(_inside_gap).then(0).when(_after).then(_first - pl.col("q_last") - 1).when(_before).then(pl.col("q_first") - _last - 1).otherwise(40).clip(0, 60)
)
_same_sentence = pl.when(_after).then(pl.col("m_sentence") <= pl.col("last_sentence") + 1).otherwise(pl.col("m_sentence") == pl.col("sentence"))


def _flag(condition: pl.Expr) -> pl.Expr:
    return condition.fill_null(value=False).cast(pl.Float64)


FEATURES: dict[str, pl.Expr] = {
    "in_interruption": _flag(_inside_gap & _has_cue),
    "after": _flag(_after),
    "before": _flag(_before),
    "same_paragraph": _flag((pl.col("m_paragraph") >= pl.col("paragraph")) & (pl.col("m_paragraph") <= pl.col("last_paragraph"))),
    "next_paragraph": _flag(pl.col("m_paragraph") > pl.col("last_paragraph")),
    "same_sentence": _flag(_same_sentence),
    "cue": _flag(_has_cue),
    "strong_cue": _flag(_has_cue & pl.col("strong")),
    "cue_touches_mention": _flag(_has_cue & (pl.col("cue_gap") == 0)),
    "cue_near_mention": _flag(_has_cue & (pl.col("cue_gap") <= 3)),
    "cue_gap": (pl.when(_has_cue).then(pl.col("cue_gap").clip(0, 30)).otherwise(0) / 10).cast(pl.Float64),
    "attribution_behind": _flag(_after & _has_cue & (_distance <= 1)),
    "attribution_ahead": _flag(_before & _has_cue & (_distance <= 2)),
    "cue_between_before": _flag(_before & _has_cue & (pl.col("cue_i") > pl.col("i1"))),
    "distance": (_distance / 10).cast(pl.Float64),
    "pronoun": _flag(pl.col("type") == "pronoun"),
    "nominal": _flag(pl.col("type") == "nominal"),
    "place": _flag((pl.col("type") == "name") & has(Word.PLACE) & ~has(Word.TITLE | Word.MALE | Word.FEMALE | Word.ORG)),
    "starts_sentence": _flag(pl.col("i0") == pl.col("sentence_i")),
    "after_by_or_to": _flag(
        pl.col("word_before").is_in(["by", "to", "of", "with", "against", "for", "from", "in", "at", "on", "about"]) & (pl.col("cue_lemma") != "according to")
    ),
    "modifies_role": _flag((pl.col("type") == "name") & ((pl.col("flags_after") & int(Word.ROLE)) != 0)),
    "possessive": _flag(pl.col("word_after") == "'s"),
}
"""Name and expression of every feature; the weights file must have exactly these names."""
