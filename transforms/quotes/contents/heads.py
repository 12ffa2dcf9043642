"""Words that may be the head of a cue ("said", "according", "support"), and what tells whether a content hangs on them."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.model import Shape, flag
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import FINITE, VERBS, Tag
from onrecord.transforms.quotes.words.numbers import numbers_of

_BE = numbers_of("is are was were be been being 're")
_HAVE = numbers_of("have has had 've")
_AUXILIARY = [*_BE, *_HAVE, *numbers_of("'s 'd")]
_NOT = numbers_of("not never didn't doesn't don't")
_HE = numbers_of("he she")
_THEY = numbers_of("they we i")
_IT = numbers_of("it this that which there")
_THAT, _TO = numbers_of("that to")
_AROUND = range(-4, 5)
_BEFORE = (-1, -2, -3)


def _helps(k: int) -> pl.Expr:
    """The word at `k` belongs to the verb group: an auxiliary, a modal or an adverb."""
    return pl.col(f"w{k}").is_in(_AUXILIARY) | pl.col(f"g{k}").is_in([Tag.MD, Tag.RB])


def _among_helpers(words: list[int]) -> pl.Expr:
    return pl.any_horizontal([pl.col(f"w{k}").is_in(words) & (pl.col("skip") > -k) for k in _BEFORE])


def find_heads(tokens: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Every word outside of quotation marks that may head a cue, with its features.

    Args:
        tokens: `reading.read_tokens`.
        lookup: The same tokens.

    Returns:
        `i` (number of the head's token), `doc`, `word`, `stem`, `tag` and the columns that `HEAD_SHAPE` names.
    """
    heads = tokens.filter(pl.col("head") & ~pl.col("quoted") & (pl.col("tag") != Tag.NNP)).select(
        "i", "doc", "sentence", "paragraph", "word", "stem", "tag", "cue"
    )
    i = heads["i"]
    first, last = lookup.sentence_first(i), lookup.sentence_last(i)
    paragraphs = tokens.group_by("paragraph", maintain_order=True).agg(
        doc=pl.col("doc").first(), first=pl.col("i").first(), last=pl.col("i").last()
    )
    paragraphs = paragraphs.with_columns(place=pl.int_range(pl.len()).over("doc"))
    row = heads["paragraph"] - 1
    near = heads.with_columns(
        first=first,
        last=last,
        place=paragraphs["place"].gather(row),
        paragraph_first=paragraphs["first"].gather(row),
        paragraph_last=paragraphs["last"].gather(row),
        **{f"w{k}": lookup.inside("word", i + k, first, last, outside=-1) for k in (-3, -2, -1, 1, 2, 3)},
        **{f"g{k}": lookup.inside("tag", i + k, first, last, outside=Tag.OTHER) for k in _AROUND if k},
    )
    skip = pl.when(~_helps(-1)).then(1).when(~_helps(-2)).then(2).when(~_helps(-3)).then(3).otherwise(4)
    near = near.with_columns(skip=skip.cast(pl.Float32))
    subject = [pl.when(pl.col("skip") == k).then(pl.col(f"g{-k}")).otherwise(None) for k in (1, 2, 3)]
    subject_word = [pl.when(pl.col("skip") == k).then(pl.col(f"w{-k}")).otherwise(None) for k in (1, 2, 3)]
    near = near.with_columns(gs=pl.coalesce(*subject, "g-4"), ws=pl.coalesce(*subject_word, -2))
    return near.with_columns(**_counts(near, lookup), **FEATURES)


def _counts(near: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series]:
    """What stands before and after the head in its sentence and its paragraph."""
    i, first, last = near["i"], near["first"], near["last"]
    return {
        "commas_before": lookup.count("commas", first, i),
        "commas_after": lookup.count("commas", i, last),
        "verbs_before": lookup.count("verbs", first, i - 1),
        "verbs_after": lookup.count("verbs", i + 1, last),
        "quoted_before": lookup.count("quoted_tokens", first, i),
        "quoted_after": lookup.count("quoted_tokens", i, last),
        "names_before": lookup.count("names", first, i),
        "quoted_above": lookup.count("quoted_tokens", near["paragraph_first"], i),
        "quoted_below": lookup.count("quoted_tokens", i, near["paragraph_last"]),
        "thats_after": lookup.count("thats", i, last),
        "cues_before": lookup.count("strong_cues", first, i - 1),
        "cues_after": lookup.count("strong_cues", i + 1, last),
    }


FEATURES: dict[str, pl.Expr] = {
    "position": (pl.col("i") - pl.col("first")).cast(pl.Float32),
    "words_after": (pl.col("last") - pl.col("i")).cast(pl.Float32),
    "sentence_length": (pl.col("last") - pl.col("first")).cast(pl.Float32),
    "paragraph_length": (pl.col("paragraph_last") - pl.col("paragraph_first")).clip(0, 200).cast(pl.Float32),
    "paragraph_place": pl.col("place").clip(0, 30).cast(pl.Float32),
    "leads_paragraph": flag(pl.col("first") == pl.col("paragraph_first")),
    "listed_cue": pl.col("cue").cast(pl.Float32),
    **{
        f"is_{tag.name}": flag(pl.col("tag") == tag)
        for tag in (Tag.VBD, Tag.VBZ, Tag.VBG, Tag.VBN, Tag.VB, Tag.VBP, Tag.NN, Tag.NNS)
    },
    "subject_name": flag(pl.col("gs") == Tag.NNP),
    "subject_pronoun": flag(pl.col("gs") == Tag.PRP),
    "subject_noun": flag(pl.col("gs").is_in([Tag.NN, Tag.NNS])),
    "subject_relative": flag(pl.col("gs") == Tag.W),
    "subject_comma": flag(pl.col("gs") == Tag.COMMA),
    "subject_and": flag(pl.col("gs") == Tag.CC),
    "subject_quote": flag(pl.col("gs") == Tag.QUOTE),
    "subject_determiner": flag(pl.col("gs").is_in([Tag.DT, Tag.PRPS, Tag.POS, Tag.JJ])),
    "subject_preposition": flag(pl.col("gs") == Tag.IN),
    "subject_bracket": flag(pl.col("gs").is_in([Tag.CLOSE, Tag.DASH])),
    "subject_none": flag(pl.col("ws") == -1),
    "subject_he": flag(pl.col("ws").is_in(_HE)),
    "subject_they": flag(pl.col("ws").is_in(_THEY)),
    "subject_it": flag(pl.col("ws").is_in(_IT)),
    "infinitive": flag(pl.col("w-1") == _TO),
    "modal": flag(pl.any_horizontal([(pl.col(f"g{k}") == Tag.MD) & (pl.col("skip") > -k) for k in _BEFORE])),
    "perfect": flag(_among_helpers(_HAVE)),
    "passive": flag(_among_helpers(_BE)),
    "negated": flag(_among_helpers(_NOT)),
    "then_that": flag(pl.col("w1") == _THAT),
    "soon_that": flag((pl.col("w2") == _THAT) | (pl.col("w3") == _THAT)),
    "then_to": flag(pl.col("w1") == _TO),
    "then_quote": flag(pl.col("g1") == Tag.QUOTE),
    "then_comma": flag(pl.col("g1") == Tag.COMMA),
    "then_stop": flag(pl.col("g1").is_in([Tag.STOP, Tag.OTHER])),
    "then_determiner": flag(pl.col("g1").is_in([Tag.DT, Tag.PRPS])),
    "then_pronoun": flag(pl.col("g1") == Tag.PRP),
    "then_name": flag(pl.col("g1") == Tag.NNP),
    "then_noun": flag(pl.col("g1").is_in([Tag.NN, Tag.NNS, Tag.JJ])),
    "then_preposition": flag(pl.col("g1") == Tag.IN),
    "then_colon": flag(pl.col("g1") == Tag.COLON),
    "then_question_word": flag(pl.col("g1") == Tag.W),
    "then_verb": flag(pl.col("g1").is_in(VERBS)),
    "then_finite": flag(pl.col("g1").is_in(FINITE)),
    "subject_after_noun": flag((pl.col("g-1") == Tag.NNP) & pl.col("g-2").is_in([Tag.NN, Tag.NNS])),
    "second_quote": flag(pl.col("g2") == Tag.QUOTE),
    **{f"finite_{k}": flag(pl.col(f"g{k}").is_in(FINITE)) for k in (2, 3, 4)},
    "after_comma": flag(pl.col("g-1") == Tag.COMMA),
    "after_quote": flag((pl.col("g-1") == Tag.QUOTE) | (pl.col("g-2") == Tag.QUOTE)),
    "after_preposition": flag(pl.col("g-1") == Tag.IN),
}

_COUNTED = [
    "commas_before",
    "commas_after",
    "verbs_before",
    "verbs_after",
    "quoted_before",
    "quoted_after",
    "names_before",
    "quoted_above",
    "quoted_below",
    "thats_after",
    "cues_before",
    "cues_after",
]

HEAD_SHAPE = Shape(
    numbers=("skip", *FEATURES, *_COUNTED),
    keys={
        "form": ("word",),
        "stem": ("stem",),
        "form_next": ("word", "w1"),
        "before_form": ("w-1", "word"),
        "stem_next_class": ("stem", "g1"),
        "form_next_two": ("word", "w1", "w2"),
        "next": ("w1",),
        "before": ("w-1",),
        "subject": ("ws",),
        "classes": ("g-1", "tag", "g1"),
        "classes_after": ("tag", "g1", "g2"),
        "classes_wide": ("g-2", "g-1", "tag", "g1"),
        "subject_class": ("gs", "tag", "g1"),
        "form_subject": ("word", "gs"),
        "two_before": ("w-2", "w-1"),
        "stem_subject": ("stem", "gs", "g1"),
    },
)
