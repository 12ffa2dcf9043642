"""Quoted spans: which of them are quotations, told by their form, by what stands beside them and by the cues that claim
them.
"""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.contents.judging import SAME_SPAN, overlap
from onrecord.transforms.quotes.models.model import Shape, flag
from onrecord.transforms.quotes.models.reach import join_reach
from onrecord.transforms.quotes.reading.batch import Reading
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.reading.spans import outermost
from onrecord.transforms.quotes.words.grammar import VERBS, Tag

_NO_NEIGHBOUR = 60
"""Tokens to a neighbour in the paragraph where there is none, and the farthest that is told apart."""

_SHORT = 3
"""Letters up to which a word without a capital tells little: titles have "of" and "the" in lower case too."""


def place_spans(reading: Reading) -> pl.DataFrame:
    """Outermost spans that hold a word, on the token table.

    Returns:
        One row a span: `span` (its number), `doc`, `open`, `close` (first and last token, marks included), `first`,
        `last` (first and last word), `paragraph`, `last_paragraph`, `sentence`, `last_sentence`, `start`, `end`
        (character offsets between the marks), `balanced`, `continues`, `style`, and of the inputs of `SPAN_SHAPE` those
        that hang on the text alone: counts in the span (`n_words`, `capitals` …), words and classes at its edges and
        beside it, edges and quoted share of its paragraphs.
    """
    tokens, lookup = reading.tokens, reading.lookup
    word = pl.col("is_word")
    inside = tokens.filter(pl.col("span") >= 0).group_by("span", maintain_order=True)
    placed = inside.agg(
        pl.col("doc", "paragraph", "sentence").first(),
        last_paragraph=pl.col("paragraph").last(),
        last_sentence=pl.col("sentence").last(),
        open=pl.col("number").first(),
        close=pl.col("number").last(),
        n_words=word.sum().cast(pl.Float32),
        capitals=(pl.col("capital") & word).sum().cast(pl.Float32),
        long_lower=(~pl.col("capital") & word & ((pl.col("end") - pl.col("start")) > _SHORT)).sum().cast(pl.Float32),
    )
    edges = outermost(reading.spans).select("span", "start", "end", "balanced", "continues", "style")
    placed = placed.join(edges, on="span", how="left", maintain_order="left").filter(pl.col("n_words") > 0)
    placed = _in_paragraphs(placed, tokens)
    placed = placed.with_columns(first=lookup.at("first_word_from", placed["open"]))
    placed = placed.with_columns(last=lookup.at("last_word_to", placed["close"]))
    return placed.with_columns(**_around(placed, lookup), few=pl.col("n_words").clip(0, 8).cast(pl.Int64))


def _in_paragraphs(placed: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Add `paragraph_first`, `paragraph_quoted` of each span's first paragraph and `paragraphs_last`, the last token of
    its last one.
    """
    paragraphs = tokens.group_by("paragraph", maintain_order=True).agg(
        paragraph_first=pl.col("number").first(),
        paragraph_last=pl.col("number").last(),
        paragraph_quoted=pl.col("quoted").mean().cast(pl.Float32),
    )
    final = paragraphs.select(last_paragraph="paragraph", paragraphs_last="paragraph_last")
    placed = placed.join(paragraphs.drop("paragraph_last"), on="paragraph", how="left", maintain_order="left")
    return placed.join(final, on="last_paragraph", how="left", maintain_order="left")


def _around(placed: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series]:
    open_, close, first, last = (placed[name] for name in ("open", "close", "first", "last"))
    before, behind = (placed["paragraph_first"], open_), (close, placed["paragraphs_last"])
    return {
        "sentence_first": lookup.sentence_first(open_),
        "sentence_last": lookup.sentence_last(close),
        "word_before": lookup.inside("word", open_ - 1, *before, outside=-1),
        "word_before2": lookup.inside("word", open_ - 2, *before, outside=-1),
        "tag_before": lookup.inside("tag", open_ - 1, *before, outside=Tag.OTHER),
        "word_after": lookup.inside("word", close + 1, *behind, outside=-1),
        "tag_after": lookup.inside("tag", close + 1, *behind, outside=Tag.OTHER),
        "word_first": lookup.at("word", first),
        "tag_first": lookup.at("tag", first),
        "begins_capital": lookup.at("capital", first).cast(pl.Float32),
        "tag_before_close": lookup.at("tag", close - 1),
        "word_last": lookup.at("word", last),
        "verbs": lookup.count("verbs", first, last),
    }


def claim(placed: pl.DataFrame, contents: pl.DataFrame) -> pl.DataFrame:
    """Add what the contents of cues say of spans.

    Args:
        placed: `place_spans`.
        contents: Judged contents (`judging.judge`).

    Returns:
        The spans with `claim` (probability of the best content that has the span's words and hardly any other; 0
        without one), `claim_steps`, its words, cue, side and source (`claim_first`, `claim_last`, `claim_head`,
        `claim_side`, `claim_source_first`, `claim_source_last`, null where there is none), `cover` (probability of the
        best content that has words of the span and many others), the claims of neighbouring spans and how far these are
        (`claim_ahead`, `gap_ahead` …), and `SPAN_FEATURES`.
    """
    pairs = _touching(placed, contents)
    exact = overlap(("first", "last"), ("content_first", "content_last")) >= SAME_SPAN
    claims = _claims(pairs.filter(exact))
    covers = pairs.filter(~exact).group_by("span").agg(cover=pl.col("probability").max().cast(pl.Float32))
    claimed = placed.join(claims, on="span", how="left", maintain_order="left")
    claimed = claimed.join(covers, on="span", how="left", maintain_order="left")
    claimed = claimed.with_columns(pl.col("claim", "claim_steps", "cover").fill_null(0)).sort("span")
    return claimed.with_columns(**_neighbours()).with_columns(**SPAN_FEATURES)


def _touching(placed: pl.DataFrame, contents: pl.DataFrame) -> pl.DataFrame:
    """Pairs of spans with the contents that share words with them."""
    spans = placed.select("span", "doc", "first", "last")
    found = contents.select(
        *("probability", "steps", "head", "side", "source_first", "source_last"),
        content_doc="doc",
        content_first="first",
        content_last="last",
    )
    longest = found.select((pl.col("content_last") - pl.col("content_first")).max().fill_null(0)).item()
    pairs = join_reach(spans, found.sort("content_first"), "content_first", spans["first"] - longest, spans["last"])
    return pairs.filter((pl.col("content_last") >= pl.col("first")) & (pl.col("doc") == pl.col("content_doc")))


def _claims(exact: pl.DataFrame) -> pl.DataFrame:
    """The most probable content of each span, of equals the one whose cue stands first."""
    ordered = exact.sort("span", "probability", "head", descending=[False, True, False])
    return ordered.unique("span", keep="first", maintain_order=True).select(
        "span",
        claim=pl.col("probability").cast(pl.Float32),
        claim_steps="steps",
        claim_first="content_first",
        claim_last="content_last",
        claim_head="head",
        claim_side="side",
        claim_source_first="source_first",
        claim_source_last="source_last",
    )


def _neighbours() -> dict[str, pl.Expr]:
    """The spans before and behind in the same paragraph, and the one before in the same article."""
    ahead = pl.col("paragraph") == pl.col("last_paragraph").shift(1)
    behind = pl.col("last_paragraph") == pl.col("paragraph").shift(-1)
    same_article = pl.col("doc") == pl.col("doc").shift(1)
    gap_ahead, gap_behind = pl.col("open") - pl.col("close").shift(1), pl.col("open").shift(-1) - pl.col("close")
    return {
        "claim_ahead": _where(ahead, pl.col("claim").shift(1)),
        "claim_behind": _where(behind, pl.col("claim").shift(-1)),
        "claim_earlier": _where(same_article, pl.col("claim").shift(1)),
        "gap_ahead": _where(ahead, gap_ahead, _NO_NEIGHBOUR, most=_NO_NEIGHBOUR),
        "gap_behind": _where(behind, gap_behind, _NO_NEIGHBOUR, most=_NO_NEIGHBOUR),
        "words_ahead": _where(ahead, pl.col("n_words").shift(1)),
        "spans_here": pl.len().over("paragraph").cast(pl.Float32),
    }


def _where(condition: pl.Expr, value: pl.Expr, otherwise: int = 0, *, most: int | None = None) -> pl.Expr:
    """The value where a condition holds, as a number from 0 to at most `most` where that is given."""
    chosen = pl.when(condition).then(value).otherwise(otherwise)
    return (chosen if most is None else chosen.clip(0, most)).cast(pl.Float32)


SPAN_FEATURES: dict[str, pl.Expr] = {
    "capital_share": pl.col("capitals") / pl.col("n_words"),
    "starts_sentence": flag(pl.col("sentence_first") == pl.col("open")),
    "starts_paragraph": flag(pl.col("paragraph_first") == pl.col("open")),
    "ends_paragraph": flag(pl.col("paragraphs_last") == pl.col("close")),
    "ends_sentence": flag(pl.col("sentence_last") == pl.col("close")),
    "ends_with_comma": flag((pl.col("tag_before_close") == Tag.COMMA) | (pl.col("tag_after") == Tag.COMMA)),
    "ends_with_stop": flag(pl.col("tag_before_close") == Tag.STOP),
    "stop_after": flag(pl.col("tag_after") == Tag.STOP),
    "comma_before": flag(pl.col("tag_before") == Tag.COMMA),
    "colon_before": flag(pl.col("tag_before") == Tag.COLON),
    "determiner_before": flag(pl.col("tag_before").is_in([Tag.DT, Tag.PRPS, Tag.POS, Tag.JJ])),
    "preposition_before": flag(pl.col("tag_before") == Tag.IN),
    "verb_before": flag(pl.col("tag_before").is_in(VERBS)),
    "noun_before": flag(pl.col("tag_before").is_in([Tag.NN, Tag.NNS, Tag.NNP])),
    "nothing_before": flag(pl.col("word_before") == -1),
    "noun_after": flag(pl.col("tag_after").is_in([Tag.NN, Tag.NNS, Tag.NNP])),
    "verb_after": flag(pl.col("tag_after").is_in(VERBS)),
    "nothing_after": flag(pl.col("word_after") == -1),
    "marks_balanced": flag(pl.col("balanced")),
    "continues_quote": flag(pl.col("continues")),
    "single_marks": flag(pl.col("style") == "single"),
    "sentences_in": (pl.col("last_sentence") - pl.col("sentence")).cast(pl.Float32),
    "claim_from": pl.when(pl.col("claim_side") == "right")
    .then(1)
    .when(pl.col("claim_side") == "left")
    .then(2)
    .otherwise(0)
    .cast(pl.Float32),
}

SPAN_SHAPE = Shape(
    numbers=(
        *[
            "claim",
            "claim_steps",
            "cover",
            "claim_ahead",
            "claim_behind",
            "gap_ahead",
            "gap_behind",
            "words_ahead",
            "claim_earlier",
            "n_words",
            "long_lower",
            "begins_capital",
        ],
        *SPAN_FEATURES,
        *["verbs", "spans_here", "paragraph_quoted"],
    ),
    keys={
        "before": ("word_before",),
        "two_before": ("word_before2", "word_before"),
        "after": ("word_after", "few"),
        "opening": ("tag_before", "tag_first", "few"),
        "closing": ("tag_before_close", "tag_after"),
        "first_word": ("word_first",),
        "around": ("tag_before", "tag_after", "few"),
        "last_word": ("word_last",),
    },
)
