"""Words that may be the head of a cue ("said", "support"), and what tells whether a content hangs on them."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.model import Shape, flag
from onrecord.transforms.quotes.reading.batch import Reading
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
_FARTHER = -2
"""Stands for the word of a subject that is farther away than any looked at."""
_BEFORE = (1, 2, 3)
"""Tokens before the head among which its verb group is looked for."""


def _helps(back: int) -> pl.Expr:
    """The word so many tokens before the head belongs to its verb group: an auxiliary, a modal or an adverb."""
    return pl.col(f"word_before{back}").is_in(_AUXILIARY) | pl.col(f"tag_before{back}").is_in([Tag.MD, Tag.RB])


def _among_helpers(words: list[int]) -> pl.Expr:
    return pl.any_horizontal([pl.col(f"word_before{back}").is_in(words) & (pl.col("skip") > back) for back in _BEFORE])


def find_heads(reading: Reading) -> pl.DataFrame:
    """Every word outside of quotation marks that may head a cue, with its features.

    Returns:
        One row a head in text order: `head` (its token number), `doc`, `sentence`, `paragraph`, `word`, `stem` (numbers
        of the word and of its stem), `tag`, `cue` (strength in the lexicon) and the inputs of `HEAD_SHAPE`: what stands
        beside the head (`word_before1` … `word_after3`, `tag_before4` … `tag_after4`), its subject (`word_subject`,
        `tag_subject`, `skip`: tokens back to it), counts of what stands before and after it in its sentence and
        paragraph, and `FEATURES`.
    """
    tokens, lookup = reading.tokens, reading.lookup
    heads = tokens.filter(pl.col("may_head") & ~pl.col("quoted") & (pl.col("tag") != Tag.NNP)).select(
        "doc", "sentence", "paragraph", "word", "stem", "tag", "cue", head="number"
    )
    near = heads.with_columns(**_places(heads, tokens, lookup))
    near = near.with_columns(**_words_around(near, lookup))
    skip = pl.when(~_helps(1)).then(1).when(~_helps(2)).then(2).when(~_helps(3)).then(3).otherwise(4)
    near = near.with_columns(skip=skip.cast(pl.Float32))
    near = near.with_columns(
        tag_subject=_of_subject("tag", pl.col("tag_before4")), word_subject=_of_subject("word", pl.lit(_FARTHER))
    )
    return near.with_columns(**_counts(near, lookup), **FEATURES)


def _places(heads: pl.DataFrame, tokens: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series]:
    """Edges of each head's sentence and paragraph, and the paragraph's `place` in its article."""
    paragraphs = tokens.group_by("paragraph", maintain_order=True).agg(
        doc=pl.col("doc").first(), first=pl.col("number").first(), last=pl.col("number").last()
    )
    paragraphs = paragraphs.with_columns(place=pl.int_range(pl.len()).over("doc"))
    row = heads["paragraph"] - 1
    return {
        "sentence_first": lookup.sentence_first(heads["head"]),
        "sentence_last": lookup.sentence_last(heads["head"]),
        "place": paragraphs["place"].gather(row),
        "paragraph_first": paragraphs["first"].gather(row),
        "paragraph_last": paragraphs["last"].gather(row),
    }


def _words_around(near: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series]:
    """The words and word classes beside each head, within its sentence."""
    edges = near["sentence_first"], near["sentence_last"]
    found = {}
    for step in range(1, 5):
        for side, number in (("before", near["head"] - step), ("after", near["head"] + step)):
            found[f"tag_{side}{step}"] = lookup.inside("tag", number, *edges, outside=Tag.OTHER)
            if step < 4:
                found[f"word_{side}{step}"] = lookup.inside("word", number, *edges, outside=-1)
    return found


def _of_subject(what: str, farther: pl.Expr) -> pl.Expr:
    """The word or tag at the place of the subject: right before the verb group."""
    at = [pl.when(pl.col("skip") == back).then(pl.col(f"{what}_before{back}")).otherwise(None) for back in _BEFORE]
    return pl.coalesce(*at, farther)


def _counts(near: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series]:
    """What stands before and after the head in its sentence and its paragraph."""
    head, first, last = near["head"], near["sentence_first"], near["sentence_last"]
    return {
        "commas_before": lookup.count("commas", first, head),
        "commas_after": lookup.count("commas", head, last),
        "verbs_before": lookup.count("verbs", first, head - 1),
        "verbs_after": lookup.count("verbs", head + 1, last),
        "quoted_before": lookup.count("quoted_tokens", first, head),
        "quoted_after": lookup.count("quoted_tokens", head, last),
        "names_before": lookup.count("names", first, head),
        "quoted_above": lookup.count("quoted_tokens", near["paragraph_first"], head),
        "quoted_below": lookup.count("quoted_tokens", head, near["paragraph_last"]),
        "thats_after": lookup.count("thats", head, last),
        "cues_before": lookup.count("strong_cues", first, head - 1),
        "cues_after": lookup.count("strong_cues", head + 1, last),
    }


FEATURES: dict[str, pl.Expr] = {
    "position": (pl.col("head") - pl.col("sentence_first")).cast(pl.Float32),
    "words_after": (pl.col("sentence_last") - pl.col("head")).cast(pl.Float32),
    "sentence_length": (pl.col("sentence_last") - pl.col("sentence_first")).cast(pl.Float32),
    "paragraph_length": (pl.col("paragraph_last") - pl.col("paragraph_first")).clip(0, 200).cast(pl.Float32),
    "paragraph_place": pl.col("place").clip(0, 30).cast(pl.Float32),
    "leads_paragraph": flag(pl.col("sentence_first") == pl.col("paragraph_first")),
    "listed_cue": pl.col("cue").cast(pl.Float32),
    **{
        f"is_{tag.name}": flag(pl.col("tag") == tag)
        for tag in (Tag.VBD, Tag.VBZ, Tag.VBG, Tag.VBN, Tag.VB, Tag.VBP, Tag.NN, Tag.NNS)
    },
    "subject_name": flag(pl.col("tag_subject") == Tag.NNP),
    "subject_pronoun": flag(pl.col("tag_subject") == Tag.PRP),
    "subject_noun": flag(pl.col("tag_subject").is_in([Tag.NN, Tag.NNS])),
    "subject_relative": flag(pl.col("tag_subject") == Tag.W),
    "subject_comma": flag(pl.col("tag_subject") == Tag.COMMA),
    "subject_and": flag(pl.col("tag_subject") == Tag.CC),
    "subject_quote": flag(pl.col("tag_subject") == Tag.QUOTE),
    "subject_determiner": flag(pl.col("tag_subject").is_in([Tag.DT, Tag.PRPS, Tag.POS, Tag.JJ])),
    "subject_preposition": flag(pl.col("tag_subject") == Tag.IN),
    "subject_bracket": flag(pl.col("tag_subject").is_in([Tag.CLOSE, Tag.DASH])),
    "subject_none": flag(pl.col("word_subject") == -1),
    "subject_he": flag(pl.col("word_subject").is_in(_HE)),
    "subject_they": flag(pl.col("word_subject").is_in(_THEY)),
    "subject_it": flag(pl.col("word_subject").is_in(_IT)),
    "infinitive": flag(pl.col("word_before1") == _TO),
    "modal": flag(
        pl.any_horizontal([(pl.col(f"tag_before{back}") == Tag.MD) & (pl.col("skip") > back) for back in _BEFORE])
    ),
    "perfect": flag(_among_helpers(_HAVE)),
    "passive": flag(_among_helpers(_BE)),
    "negated": flag(_among_helpers(_NOT)),
    "then_that": flag(pl.col("word_after1") == _THAT),
    "soon_that": flag((pl.col("word_after2") == _THAT) | (pl.col("word_after3") == _THAT)),
    "then_to": flag(pl.col("word_after1") == _TO),
    "then_quote": flag(pl.col("tag_after1") == Tag.QUOTE),
    "then_comma": flag(pl.col("tag_after1") == Tag.COMMA),
    "then_stop": flag(pl.col("tag_after1").is_in([Tag.STOP, Tag.OTHER])),
    "then_determiner": flag(pl.col("tag_after1").is_in([Tag.DT, Tag.PRPS])),
    "then_pronoun": flag(pl.col("tag_after1") == Tag.PRP),
    "then_name": flag(pl.col("tag_after1") == Tag.NNP),
    "then_noun": flag(pl.col("tag_after1").is_in([Tag.NN, Tag.NNS, Tag.JJ])),
    "then_preposition": flag(pl.col("tag_after1") == Tag.IN),
    "then_colon": flag(pl.col("tag_after1") == Tag.COLON),
    "then_question_word": flag(pl.col("tag_after1") == Tag.W),
    "then_verb": flag(pl.col("tag_after1").is_in(VERBS)),
    "then_finite": flag(pl.col("tag_after1").is_in(FINITE)),
    "subject_after_noun": flag((pl.col("tag_before1") == Tag.NNP) & pl.col("tag_before2").is_in([Tag.NN, Tag.NNS])),
    "second_quote": flag(pl.col("tag_after2") == Tag.QUOTE),
    **{f"finite_{step}": flag(pl.col(f"tag_after{step}").is_in(FINITE)) for step in (2, 3, 4)},
    "after_comma": flag(pl.col("tag_before1") == Tag.COMMA),
    "after_quote": flag((pl.col("tag_before1") == Tag.QUOTE) | (pl.col("tag_before2") == Tag.QUOTE)),
    "after_preposition": flag(pl.col("tag_before1") == Tag.IN),
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
        "form_next": ("word", "word_after1"),
        "before_form": ("word_before1", "word"),
        "stem_next_class": ("stem", "tag_after1"),
        "form_next_two": ("word", "word_after1", "word_after2"),
        "next": ("word_after1",),
        "before": ("word_before1",),
        "subject": ("word_subject",),
        "classes": ("tag_before1", "tag", "tag_after1"),
        "classes_after": ("tag", "tag_after1", "tag_after2"),
        "classes_wide": ("tag_before2", "tag_before1", "tag", "tag_after1"),
        "subject_class": ("tag_subject", "tag", "tag_after1"),
        "form_subject": ("word", "tag_subject"),
        "two_before": ("word_before2", "word_before1"),
        "stem_subject": ("stem", "tag_subject", "tag_after1"),
    },
)
