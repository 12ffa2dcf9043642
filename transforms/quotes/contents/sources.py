"""Pairs of a content and a phrase of its cue's sentence that may be its source, and what tells the right one."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.candidates import Runs, Sides
from onrecord.transforms.quotes.models.model import Shape, flag
from onrecord.transforms.quotes.reading.batch import Reading
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import FINITE, VERBS, Tag
from onrecord.transforms.quotes.words.lexicon import Word, has
from onrecord.transforms.quotes.words.numbers import numbers_of

_BY, _TO = numbers_of("by to")
_HE = numbers_of("he she")
_WHO = numbers_of("who which whom")
_OWN = numbers_of("his her their my our")
_IT = numbers_of("it that this there")


def find_sources(contents: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Join contents with the phrases of the sentence of their cue that neither the content nor the cue holds.

    Args:
        contents: `head` (token number of the cue's head), `word`, `stem`, `first`, `last` (first and last word), one
            row a content.
        reading: The bodies they stand in.

    Returns:
        One row a pair: `row` (of the content), `head`, `word`, `stem`, `first`, `last`, `source_first`, `source_last`
        (the phrase) and the inputs of `SOURCE_SHAPE`: the phrase's words and what stands beside it (`word_source_last`,
        `tag_before`, `tag_after` …), what stands between phrase and head (`gap` tokens; `verbs`, `commas` …), whether
        the phrase stands `ahead` of the head (`order`: as a number), its `rank` on its side, all its `rivals`, and
        `SOURCE_FEATURES`.
    """
    lookup = reading.lookup
    pairs = _possible_sources(contents, reading)
    pairs = pairs.with_columns(**_between(), order=pl.col("ahead").cast(pl.UInt8))
    pairs = pairs.with_columns(**_words_around(pairs, lookup))
    runs = Runs(pairs["row"])
    return pairs.with_columns(
        rank=Sides(runs, pairs["order"], pairs["gap"]).rank,
        rivals=runs.size,
        step=pl.col("gap").clip(0, 4),
        few_verbs=pl.col("verbs").clip(0, 2).cast(pl.Int64),
        few_commas=pl.col("commas").clip(0, 2).cast(pl.Int64),
        **SOURCE_FEATURES,
    )


def _possible_sources(contents: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    lookup = reading.lookup
    placed = contents.select("head", "word", "stem", "first", "last").with_row_index("row")
    placed = placed.with_columns(sentence=lookup.at("sentence", contents["head"]))
    phrases = reading.phrases.rename({"phrase_first": "source_first", "phrase_last": "source_last"})
    pairs = placed.join(phrases, on="sentence", how="inner", maintain_order="left_right").drop("sentence")
    in_content = (pl.col("source_first") <= pl.col("last")) & (pl.col("source_last") >= pl.col("first"))
    holds_cue = (pl.col("source_first") <= pl.col("head")) & (pl.col("source_last") >= pl.col("head"))
    # "Asked about the plan, she replied …": the participle that leads the sentence is passive, and who asked is not
    # said.
    head = pairs["head"]
    asked = (lookup.sentence_first(head) == head) & lookup.at("tag", head).is_in([Tag.VBN, Tag.VBD])
    pairs = pairs.filter(~in_content & ~holds_cue & ~pl.Series(asked))
    return pairs.with_columns(ahead=pl.col("source_last") < pl.col("head"))


def _between() -> dict[str, pl.Expr]:
    """The tokens between the phrase and the head: how many, the first, the last."""
    ahead = pl.when("ahead")
    behind_gap = pl.col("source_first") - pl.col("head") - 1
    return {
        "gap": ahead.then(pl.col("head") - pl.col("source_last") - 1).otherwise(behind_gap),
        "between_first": ahead.then(pl.col("source_last") + 1).otherwise(pl.col("head") + 1),
        "between_last": ahead.then(pl.col("head") - 1).otherwise(pl.col("source_first") - 1),
    }


def _words_around(pairs: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series]:
    head, source_first, source_last = (pairs[name] for name in ("head", "source_first", "source_last"))
    between = pairs["between_first"], pairs["between_last"]
    sentence = lookup.sentence_first(head), lookup.sentence_last(head)
    return {
        "sentence_first": sentence[0],
        "verbs": lookup.count("verbs", *between),
        "commas": lookup.count("commas", *between),
        "names_between": lookup.count("names", *between),
        "breaks": lookup.count("breaks", *between),
        "quoted_between": lookup.count("quoted_tokens", *between),
        "word_before": lookup.inside("word", source_first - 1, *sentence, outside=-1),
        "tag_before": lookup.inside("tag", source_first - 1, *sentence, outside=Tag.OTHER),
        "word_after": lookup.inside("word", source_last + 1, *sentence, outside=-1),
        "tag_after": lookup.inside("tag", source_last + 1, *sentence, outside=Tag.OTHER),
        "tag_after2": lookup.inside("tag", source_last + 2, *sentence, outside=Tag.OTHER),
        "word_source_first": lookup.at("word", source_first),
        "word_source_last": lookup.at("word", source_last),
        "tag_source_last": lookup.at("tag", source_last),
        "flags": lookup.at("flags", source_last),
        "word_before_head": lookup.at("word", head - 1),
        "tag_head": lookup.at("tag", head),
    }


_RIGHT = pl.col("first") > pl.col("head")
"""The content stands behind its cue."""

SOURCE_FEATURES: dict[str, pl.Expr] = {
    "before_cue": flag(pl.col("ahead")),
    "distance": pl.col("gap").cast(pl.Float32),
    "behind_content": flag(pl.col("source_first") > pl.col("last")),
    "between": flag(
        (_RIGHT & (pl.col("source_first") > pl.col("head")) & (pl.col("source_last") < pl.col("first")))
        | (~_RIGHT & (pl.col("source_first") > pl.col("last")) & pl.col("ahead"))
    ),
    "from_sentence": (pl.col("source_first") - pl.col("sentence_first")).cast(pl.Float32),
    "length": (pl.col("source_last") - pl.col("source_first") + 1).cast(pl.Float32),
    "content_right": flag(_RIGHT),
    "cue_leads": flag(pl.col("head") == pl.col("sentence_first")),
    "apposed": flag(
        (pl.col("tag_before") == Tag.COMMA)
        & (pl.col("tag_source_last") == Tag.NNP)
        & pl.col("tag_after").is_in([Tag.COMMA, Tag.VBD, Tag.VBZ])
    ),
    "name": flag(pl.col("tag_source_last") == Tag.NNP),
    "pronoun": flag(pl.col("tag_source_last") == Tag.PRP),
    "he_or_she": flag(pl.col("word_source_last").is_in(_HE)),
    "who": flag(pl.col("word_source_last").is_in(_WHO)),
    "own": flag(pl.col("word_source_last").is_in(_OWN)),
    "it": flag(pl.col("word_source_last").is_in(_IT)),
    "plural": flag(pl.col("tag_source_last") == Tag.NNS),
    "role": flag(has(Word.ROLE)),
    "group": flag(has(Word.GROUP)),
    "document": flag(has(Word.DOCUMENT)),
    "place": flag(has(Word.PLACE)),
    "calendar": flag(has(Word.CALENDAR)),
    "organisation": flag(has(Word.ORG)),
    "after_preposition": flag(pl.col("tag_before") == Tag.IN),
    "after_by": flag(pl.col("word_before") == _BY),
    "after_to": flag(pl.col("word_before") == _TO),
    "after_comma": flag(pl.col("tag_before") == Tag.COMMA),
    "after_and": flag(pl.col("tag_before") == Tag.CC),
    "after_verb": flag(pl.col("tag_before").is_in(VERBS)),
    "after_relative": flag(pl.col("tag_before") == Tag.W),
    "leads_sentence": flag(pl.col("word_before") == -1),
    "then_possessive": flag(pl.col("tag_after") == Tag.POS),
    "then_comma": flag(pl.col("tag_after") == Tag.COMMA),
    "then_verb": flag(pl.col("tag_after").is_in([*VERBS, *FINITE])),
    "then_stop": flag(pl.col("tag_after") == Tag.STOP),
    "then_preposition": flag(pl.col("tag_after") == Tag.IN),
    "then_relative": flag(pl.col("tag_after") == Tag.W),
    "then_and": flag(pl.col("tag_after") == Tag.CC),
    **{f"cue_{tag.name}": flag(pl.col("tag_head") == tag) for tag in (Tag.VBG, Tag.VBD, Tag.VB, Tag.VBN)},
    "cue_noun": flag(pl.col("tag_head").is_in([Tag.NN, Tag.NNS])),
}

SOURCE_SHAPE = Shape(
    numbers=(*SOURCE_FEATURES, *["verbs", "commas", "names_between", "breaks", "quoted_between", "rank", "rivals"]),
    keys={
        "last_word": ("word_source_last", "order"),
        "before": ("word_before", "order"),
        "form_step": ("word", "order", "step"),
        "stem_verbs": ("stem", "order", "few_verbs"),
        "classes_beside": ("tag_before", "tag_after", "order"),
        "classes_after": ("tag_after", "tag_after2"),
        "layout": ("order", "step", "few_verbs", "few_commas"),
        "cue_layout": ("tag_head", "order", "few_verbs", "few_commas"),
        "first_word": ("word_source_first",),
        "before_cue_word": ("word_before_head", "order", "step"),
        "cue_class": ("tag_head", "tag_source_last", "order", "step"),
    },
)
