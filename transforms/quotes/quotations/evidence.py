"""Why a unit was taken for a quotation, in words: the groups of inputs without which its score would fall most.

Each group of inputs is replaced by what is usual, and the score worked out again; the fall is the group's weight for
that very unit.
"""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.model import Model
from onrecord.transforms.quotes.reading.lookup import Lookup

_MOST = 2
"""Groups that are told of a unit."""

_LEAST_FALL = 0.1
"""Log-odds under which a group decided nothing."""

_BESIDE = 2
"""Tokens from cue to source up to which it stands right beside it."""

CONTENT_GROUPS = {
    "a cue that reports": "step_head_score step_other_score steps_odds listed_cue key_form key_stem key_length",
    "a clause with clear edges": (
        "step_first_score step_first_lead step_second_score step_second_lead gap skipped left_over "
        "key_first_word key_edges key_classes"
    ),
    "quotation marks in it": "quoted quoted_share edge_quoted",
    "a source beside its cue": "step_source_score step_source_lead",
    "no rival cue for its words": "same_span inside_other holds_other crosses_other cue_in_other cues_in cues_left",
    "its length": "length",
}
"""Inputs of the model of contents (`judging.CONTENT_SHAPE`), in groups that a person can tell apart."""

SPAN_GROUPS = {
    "a cue that claims it": "claim claim_steps claim_from",
    "no clause that holds more than it": "cover",
    "the punctuation of speech": (
        "ends_with_comma ends_with_stop stop_after comma_before colon_before key_closing key_around "
        "key_opening marks_balanced continues_quote"
    ),
    "its length": "n_words long_lower sentences_in verbs",
    "words that begin and end like speech": "begins_capital capital_share key_first_word key_last_word",
    "quotations beside it": (
        "claim_ahead claim_behind claim_earlier gap_ahead gap_behind words_ahead spans_here paragraph_quoted"
    ),
    "the words around it": (
        "key_before key_two_before key_after determiner_before preposition_before verb_before noun_before "
        "nothing_before noun_after verb_after nothing_after"
    ),
    "its place in sentence and paragraph": (
        "starts_sentence starts_paragraph ends_paragraph ends_sentence single_marks"
    ),
}
"""Inputs of the model of quoted spans (`claims.SPAN_SHAPE`), likewise."""


def explain(
    units: pl.DataFrame, spans: pl.DataFrame, contents: pl.DataFrame, models: dict[str, Model], lookup: Lookup
) -> pl.Series:
    """What decided for each accepted unit, strongest first, then where its source stands.

    For example "a cue that reports; its length; source right before the cue".

    Args:
        units: Accepted units (`finding.Found.units`); each is one of `spans` or one of `contents`.
        spans: Quoted spans, with the inputs of their model.
        contents: Contents of cues, with the inputs of theirs.
        models: The models that found them.
        lookup: The tokens.
    """
    numbered = units.select("span", "content").with_row_index("unit")
    of_spans = numbered.drop_nulls("span").join(spans, on="span", how="left", maintain_order="left")
    of_contents = numbered.drop_nulls("content").join(contents, on="content", how="left", maintain_order="left")
    reasons = pl.concat(
        [_reasons(of_spans, models["span"], SPAN_GROUPS), _reasons(of_contents, models["content"], CONTENT_GROUPS)]
    )
    joined = numbered.join(reasons, on="unit", how="left", maintain_order="left")["reasons"]
    told = pl.concat_str([joined, _source_place(units, lookup)], separator="; ", ignore_nulls=True)
    return pl.select(evidence=told.replace("", None))["evidence"]


def _reasons(rows: pl.DataFrame, model: Model, groups: dict[str, str]) -> pl.DataFrame:
    """`unit` and `reasons`: the groups whose loss would cost most, joined."""
    found = model.falls(rows, [names.split() for names in groups.values()])
    told = [
        pl.DataFrame({"unit": rows["unit"], "fall": fall}).with_columns(reason=pl.lit(words))
        for words, fall in zip(groups, found, strict=True)
    ]
    falls = pl.concat(told)
    strongest = falls.filter(pl.col("fall") >= _LEAST_FALL).sort(
        "unit", "fall", "reason", descending=[False, True, False]
    )
    return strongest.group_by("unit", maintain_order=True).agg(reasons=pl.col("reason").head(_MOST).str.join("; "))


def _source_place(units: pl.DataFrame, lookup: Lookup) -> pl.Series:
    """Where the source stands, seen from the cue, or from the quotation where it has none."""
    before = pl.col("source_last") < pl.col("head")
    ahead_gap, behind_gap = pl.col("head") - pl.col("source_last"), pl.col("source_first") - pl.col("head")
    gap = pl.when(before).then(ahead_gap).otherwise(behind_gap)
    of_cue = (
        pl.when(before & (gap <= _BESIDE))
        .then(pl.lit("source right before the cue"))
        .when(gap <= _BESIDE)
        .then(pl.lit("source right behind the cue"))
        .when(before)
        .then(pl.lit("source before the cue, in its sentence"))
        .otherwise(pl.lit("source behind the cue, in its sentence"))
    )
    near = lookup.at("paragraph", units["source_first"].fill_null(0)) == lookup.at("paragraph", units["first"])
    same, next_to = pl.lit("source in the same paragraph"), pl.lit("source in a neighbouring paragraph")
    of_text = pl.when(near).then(same).otherwise(next_to)
    place = pl.when(pl.col("head").is_not_null()).then(of_cue).otherwise(of_text)
    return units.select(place=pl.when(pl.col("source_first").is_not_null()).then(place))["place"]
