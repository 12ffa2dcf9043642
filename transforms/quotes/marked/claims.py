"""Quoted spans: which of them are quotations, told by their form, by what stands beside them and by the cues that claim them."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.contents.judging import SAME_SPAN
from onrecord.transforms.quotes.models.model import Shape, flag
from onrecord.transforms.quotes.models.reach import join_reach
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.reading.spans import outermost
from onrecord.transforms.quotes.words.grammar import VERBS, Tag

_NO_NEIGHBOUR = 60


def place_spans(spans: pl.DataFrame, tokens: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Outermost spans that hold a word, on the token table.

    Returns:
        One row a span: `span`, `doc`, `o`, `c` (first and last token, marks included), `s`, `e` (first and last word), `paragraph`, `last_paragraph`, `sentence`,
        `last_sentence`, `start`, `end` (character offsets between the marks), `balanced`, `continues`, `style`, and what `SPAN_SHAPE` needs but the claims.
    """
    inside = tokens.filter(pl.col("span") >= 0).group_by("span", maintain_order=True)
    word = pl.col("is_word")
    placed = inside.agg(
        pl.col("doc", "paragraph", "sentence").first(),
        last_paragraph=pl.col("paragraph").last(),
        last_sentence=pl.col("sentence").last(),
        o=pl.col("i").first(),
        c=pl.col("i").last(),
        n_words=word.sum().cast(pl.Float32),
        capitals=(pl.col("capital") & word).sum().cast(pl.Float32),
        long_lower=(~pl.col("capital") & word & ((pl.col("end") - pl.col("start")) > 3)).sum().cast(pl.Float32),
    )
    edges = outermost(spans).select("span", "start", "end", "balanced", "continues", "style")
    placed = placed.join(edges, on="span", how="left", maintain_order="left").filter(pl.col("n_words") > 0)
    paragraphs = tokens.group_by("paragraph", maintain_order=True).agg(
        paragraph_first=pl.col("i").first(),
        paragraph_last=pl.col("i").last(),
        paragraph_quoted=pl.col("quoted").mean().cast(pl.Float32),
    )
    last = paragraphs.select(last_paragraph="paragraph", final="paragraph_last")
    placed = placed.join(paragraphs.drop("paragraph_last"), on="paragraph", how="left", maintain_order="left")
    placed = placed.join(last, on="last_paragraph", how="left", maintain_order="left")
    return placed.with_columns(**_around(placed, lookup)).with_columns(few=pl.col("n_words").clip(0, 8).cast(pl.Int64))


def _around(placed: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series]:
    o, c, first, final = (placed[name] for name in ("o", "c", "paragraph_first", "final"))
    s, e = lookup.at("word_after", o), lookup.at("word_before", c)
    return {
        "s": s,
        "e": e,
        "sentence_first": lookup.sentence_first(o),
        "sentence_last": lookup.sentence_last(c),
        "w_before": lookup.inside("word", o - 1, first, o, outside=-1),
        "w_before2": lookup.inside("word", o - 2, first, o, outside=-1),
        "g_before": lookup.inside("tag", o - 1, first, o, outside=Tag.OTHER),
        "w_after": lookup.inside("word", c + 1, c, final, outside=-1),
        "g_after": lookup.inside("tag", c + 1, c, final, outside=Tag.OTHER),
        "w0": lookup.at("word", s),
        "g0": lookup.at("tag", s),
        "begins_capital": lookup.at("capital", s).cast(pl.Float32),
        "g_last": lookup.at("tag", c - 1),
        "w_last": lookup.at("word", e),
        "verbs": lookup.count("verbs", s, e),
    }


def claim(placed: pl.DataFrame, contents: pl.DataFrame) -> pl.DataFrame:
    """Add what the contents of cues say of spans, and everything else that `SPAN_SHAPE` names.

    Args:
        placed: `place_spans`.
        contents: Judged contents (`judging.judge`).

    Returns:
        The spans with `claim` (probability of the best content that has the span's words and hardly any other), its words, cue and source (`claim_s`, `claim_e`,
        `claim_i`, `claim_i0`, `claim_i1`, null where there is none), `cover` (probability of the best content that has words of the span and many
        others), and the features.
    """
    found = contents.select("doc", "p", "steps", "i", "side", "i0", "i1", cs="s", ce="e")
    longest = found.select((pl.col("ce") - pl.col("cs")).max().fill_null(0)).item()
    spans = placed.select("span", "doc", "s", "e")
    pairs = join_reach(spans, found.sort("cs").rename({"doc": "found_doc"}), "cs", spans["s"] - longest, spans["e"])
    pairs = pairs.filter((pl.col("ce") >= pl.col("s")) & (pl.col("doc") == pl.col("found_doc")))
    common = pl.min_horizontal("e", "ce") - pl.max_horizontal("s", "cs") + 1
    every = pl.max_horizontal("e", "ce") - pl.min_horizontal("s", "cs") + 1
    exact = common / every >= SAME_SPAN
    claims = (
        pairs.filter(exact)
        .sort("span", "p", "i", descending=[False, True, False])
        .unique("span", keep="first", maintain_order=True)
        .select(
            "span",
            claim=pl.col("p").cast(pl.Float32),
            claim_steps="steps",
            claim_s="cs",
            claim_e="ce",
            claim_i="i",
            claim_side="side",
            claim_i0="i0",
            claim_i1="i1",
        )
    )
    covers = pairs.filter(~exact).group_by("span").agg(cover=pl.col("p").max().cast(pl.Float32))
    claimed = placed.join(claims, on="span", how="left", maintain_order="left").join(
        covers, on="span", how="left", maintain_order="left"
    )
    claimed = claimed.with_columns(pl.col("claim", "claim_steps", "cover").fill_null(0)).sort("span")
    return claimed.with_columns(**_neighbours()).with_columns(**SPAN_FEATURES)


def _neighbours() -> dict[str, pl.Expr]:
    """The spans before and behind in the same paragraph, and the one before in the same article."""
    ahead = pl.col("paragraph") == pl.col("last_paragraph").shift(1)
    behind = pl.col("last_paragraph") == pl.col("paragraph").shift(-1)
    return {
        "claim_ahead": pl.when(ahead).then(pl.col("claim").shift(1)).otherwise(0).cast(pl.Float32),
        "claim_behind": pl.when(behind).then(pl.col("claim").shift(-1)).otherwise(0).cast(pl.Float32),
        "claim_earlier": pl.when(pl.col("doc") == pl.col("doc").shift(1))
        .then(pl.col("claim").shift(1))
        .otherwise(0)
        .cast(pl.Float32),
        "gap_ahead": pl.when(ahead)
        .then(pl.col("o") - pl.col("c").shift(1))
        .otherwise(_NO_NEIGHBOUR)
        .clip(0, _NO_NEIGHBOUR)
        .cast(pl.Float32),
        "gap_behind": pl.when(behind)
        .then(pl.col("o").shift(-1) - pl.col("c"))
        .otherwise(_NO_NEIGHBOUR)
        .clip(0, _NO_NEIGHBOUR)
        .cast(pl.Float32),
        "words_ahead": pl.when(ahead).then(pl.col("n_words").shift(1)).otherwise(0).cast(pl.Float32),
        "spans_here": pl.len().over("paragraph").cast(pl.Float32),
    }


SPAN_FEATURES: dict[str, pl.Expr] = {
    "capital_share": pl.col("capitals") / pl.col("n_words"),
    "starts_sentence": flag(pl.col("sentence_first") == pl.col("o")),
    "starts_paragraph": flag(pl.col("paragraph_first") == pl.col("o")),
    "ends_paragraph": flag(pl.col("final") == pl.col("c")),
    "ends_sentence": flag(pl.col("sentence_last") == pl.col("c")),
    "ends_with_comma": flag((pl.col("g_last") == Tag.COMMA) | (pl.col("g_after") == Tag.COMMA)),
    "ends_with_stop": flag(pl.col("g_last") == Tag.STOP),
    "stop_after": flag(pl.col("g_after") == Tag.STOP),
    "comma_before": flag(pl.col("g_before") == Tag.COMMA),
    "colon_before": flag(pl.col("g_before") == Tag.COLON),
    "determiner_before": flag(pl.col("g_before").is_in([Tag.DT, Tag.PRPS, Tag.POS, Tag.JJ])),
    "preposition_before": flag(pl.col("g_before") == Tag.IN),
    "verb_before": flag(pl.col("g_before").is_in(VERBS)),
    "noun_before": flag(pl.col("g_before").is_in([Tag.NN, Tag.NNS, Tag.NNP])),
    "nothing_before": flag(pl.col("w_before") == -1),
    "noun_after": flag(pl.col("g_after").is_in([Tag.NN, Tag.NNS, Tag.NNP])),
    "verb_after": flag(pl.col("g_after").is_in(VERBS)),
    "nothing_after": flag(pl.col("w_after") == -1),
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
        "before": ("w_before",),
        "two_before": ("w_before2", "w_before"),
        "after": ("w_after", "few"),
        "opening": ("g_before", "g0", "few"),
        "closing": ("g_last", "g_after"),
        "first_word": ("w0",),
        "around": ("g_before", "g_after", "few"),
        "last_word": ("w_last",),
    },
)
