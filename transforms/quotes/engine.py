"""The engine: articles in, quotations and their parts out. Composes the steps of this package."""

from __future__ import annotations

import polars as pl

from transforms.keys import content_key, fold_name
from transforms.quotes.candidates import find_candidates
from transforms.quotes.cues import find_cues
from transforms.quotes.entities import name_entities
from transforms.quotes.mentions import find_mentions
from transforms.quotes.quotations import group_spans, place_spans, speech_score
from transforms.quotes.ranking import ENGINE_VERSION, rank
from transforms.quotes.spans import find_spans
from transforms.quotes.speakers import speakers_of
from transforms.quotes.tokens import paragraphs_of, tokenise
from transforms.registry import polars_schema

__all__ = ["ENGINE_VERSION", "extract_quotes"]

_APPOSITION = 70
"""Characters beside a name in which its role is looked for."""


def extract_quotes(articles: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The quotations of articles in English.

    Args:
        articles: `article_id`, `body` and `published_on`; the caller leaves other languages out.

    Returns:
        Frames with the columns of `tables.Quotes` and `tables.QuoteParts`, sorted by article as given and by position.
    """
    bodies = articles.select("article_id", "body", "published_on").unique("article_id", keep="first", maintain_order=True).with_row_index("doc")
    bodies = bodies.with_columns(pl.col("doc").cast(pl.UInt32))
    spans = find_spans(bodies)
    if spans.is_empty():
        return pl.DataFrame(schema=polars_schema("quotes")), pl.DataFrame(schema=polars_schema("quote_parts"))
    quoting = bodies.join(spans.select("doc").unique(), on="doc", how="semi", maintain_order="left")
    tokens = _mark_quoted(tokenise(quoting), spans)
    cues = find_cues(tokens)
    paragraphs = paragraphs_of(quoting, tokens)
    placed = place_spans(spans, tokens, paragraphs)
    grouped = group_spans(placed, cues, tokens)
    quotations = _quotations(grouped, tokens)
    mentions = _described(find_mentions(tokens), tokens, paragraphs)
    named = name_entities(mentions)
    chosen = rank(find_candidates(quotations, mentions, cues))
    attributed = _carry_on(_decide(quotations, chosen))
    told = speakers_of(attributed, named, quoting)
    return _tables(told, grouped, quoting)


def _mark_quoted(tokens: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Add `quoted`: the token stands between the marks of an outermost span, marks included."""
    edges = spans.filter(pl.col("depth") == 0).select("doc", "open", "close").sort("doc", "open")
    joined = tokens.join_asof(edges, left_on="start", right_on="open", by="doc", strategy="backward", check_sortedness=False)
    return joined.with_columns(quoted=(pl.col("start") < pl.col("close")).fill_null(value=False)).drop("open", "close")


def _quotations(grouped: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """One row a quotation: its edges, its interruption, and how much it looks like speech."""
    gap0 = pl.when(pl.len() > 1).then(pl.col("c1").first() + 1).otherwise(None)
    rows = (
        grouped.with_columns(shape=speech_score())
        .group_by("quotation", maintain_order=True)
        .agg(
            pl.col("doc", "before", "before2", "begins_capital", "starts_sentence", "paragraph", "sentence").first(),
            pl.col("last_paragraph", "last_sentence", "after").last(),
            pl.col("shape").max(),
            pl.col("n_words").sum(),
            pl.col("balanced").all(),
            q_first=pl.col("o0").first(),
            q_last=pl.col("c1").last(),
            gap0=gap0,
            gap1=pl.when(pl.len() > 1).then(pl.col("o0").get(1, null_on_oob=True) - 1).otherwise(None),
            start=pl.col("start").first(),
            end=pl.col("end").last(),
            last=pl.col("last").last(),
        )
    )
    ends = tokens.group_by("paragraph", maintain_order=True).agg(first=pl.col("i").first(), final=pl.col("i").last())
    return (
        rows.join(ends.select("paragraph", "first"), on="paragraph", how="left", maintain_order="left")
        .join(ends.select(last_paragraph="paragraph", final="final"), on="last_paragraph", how="left", maintain_order="left")
        .with_columns(fills_paragraph=(pl.col("first") == pl.col("q_first")) & (pl.col("final") - pl.col("q_last") <= 1))
    )


def _described(mentions: pl.DataFrame, tokens: pl.DataFrame, paragraphs: pl.DataFrame) -> pl.DataFrame:
    """Mentions with their offsets and words, and the words beside them."""
    look = tokens.select("i", "start", "end", "lower", "flags", "sentence")
    firsts = tokens.group_by("sentence", maintain_order=True).agg(sentence_i=pl.col("i").first())
    placed = (
        mentions.join(look.select(i0="i", mention_start="start"), on="i0", how="left", maintain_order="left")
        .join(look.select(i1="i", mention_end="end", head="lower"), on="i1", how="left", maintain_order="left")
        .join(look.select(head_i="i", name_start="start"), on="head_i", how="left", maintain_order="left")
        .join(look.select((pl.col("i") + 1).alias("i0"), word_before="lower"), on="i0", how="left", maintain_order="left")
        .join(look.select((pl.col("i") - 1).alias("i1"), word_after="lower", flags_after="flags"), on="i1", how="left", maintain_order="left")
        .join(firsts, on="sentence", how="left", maintain_order="left")
        .join(paragraphs, on="paragraph", how="left", maintain_order="left")
        .with_columns(at=pl.col("mention_start") - pl.col("paragraph_start"), until=pl.col("mention_end") - pl.col("paragraph_start"))
    )
    text = pl.col("paragraph_text")
    mention = text.str.slice(pl.col("at"), pl.col("until") - pl.col("at"))
    ahead = text.str.slice((pl.col("at") - _APPOSITION).clip(0), pl.min_horizontal("at", pl.lit(_APPOSITION)))
    ahead = ahead.str.extract(r"((?:^|[,.;:!?\n])[^,.;:!?\n]*,? ?)$", 1).fill_null("")
    behind = text.str.slice(pl.col("until"), _APPOSITION)
    return placed.with_columns(
        mention_text=mention,
        name=text.str.slice(pl.col("name_start") - pl.col("paragraph_start"), pl.col("mention_end") - pl.col("name_start"))
        .str.replace_all("’", "'")
        .str.replace_all(r"\s+", " "),
        n_name=(pl.col("i1") - pl.col("head_i") + 1).cast(pl.Int64),
        around=pl.concat_str(
            pl.when(ahead.str.ends_with(", ")).then(ahead).otherwise(ahead.str.extract(r"((?:[\w-]+\s+){1,2})$", 1).fill_null("")),
            mention,
            pl.when(behind.str.starts_with(",")).then(behind.str.extract(r"^(, (?:\d+, )?[^,.;]*)", 1)).otherwise(pl.lit("")).fill_null(""),
        ).str.to_lowercase(),
        subject=(pl.col("i0") == pl.col("sentence_i")),
    ).drop("paragraph_start", "paragraph_text", "at", "until")


def _decide(quotations: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    """Keep what is speech: the shape of the quotation and the strength of its attribution together."""
    attribution = chosen.select(
        "quotation",
        "score",
        "i0",
        "type",
        "flags",
        "head",
        "mention_text",
        "mention_start",
        "mention_end",
        "cue_start",
        "cue_end",
        "cue_i",
        "cue_last",
        "cue_lemma",
        "cue_class",
    )
    told = quotations.join(attribution, on="quotation", how="left", maintain_order="left")
    adjacent = (pl.col("q_first") - pl.col("cue_last")).is_between(1, 2) & pl.col("cue_class").ne("none")
    opening = pl.col("starts_sentence") | pl.col("before").is_in([",", ":"]) | adjacent.fill_null(value=False)
    kind = pl.when(opening & (pl.col("begins_capital") | pl.col("starts_sentence") | (adjacent & (pl.col("before") != "that")))).then(pl.lit("direct"))
    evidence = pl.col("shape") + pl.col("score").fill_null(-1.5).clip(-1.5, 4.0) * 0.5
    return told.with_columns(kind=kind.otherwise(pl.lit("mixed")), speech=evidence).filter(
        (pl.col("speech") > 0) & ((pl.col("kind") == "direct") | (pl.col("n_words") >= 3)) & ((pl.col("n_words") >= 2) | (pl.col("score") > 2))
    )


def _carry_on(told: pl.DataFrame) -> pl.DataFrame:
    """A quotation that fills its paragraph and names nobody goes on with the speaker of the one before it."""
    carried = ["score", "i0", "type", "flags", "head", "mention_text", "mention_start", "mention_end"]
    ordered = told.sort("doc", "start")
    near = (pl.col("doc") == pl.col("doc").shift(1)) & (pl.col("paragraph") - pl.col("last_paragraph").shift(1) <= 1)
    alone = (
        pl.col("mention_start").is_null()
        & (pl.col("kind") == "direct")
        & near
        & (pl.col("fills_paragraph") | (pl.col("paragraph") == pl.col("last_paragraph").shift(1)))
    )
    chain = (~alone.fill_null(value=False)).cum_sum().alias("chain")
    return ordered.with_columns(chain).with_columns([pl.col(name).first().over("chain").alias(name) for name in carried]).drop("chain")


def _tables(told: pl.DataFrame, grouped: pl.DataFrame, bodies: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Quotations and parts with keys, positions and contexts, as the registry declares them."""
    pieces = grouped.join(told.select("quotation"), on="quotation", how="semi", maintain_order="left").with_columns(
        part=pl.int_range(pl.len(), dtype=pl.Int64).over("quotation")
    )
    texts = pieces.group_by("quotation", maintain_order=True).agg(
        spoken=pl.col("text"), crosses=pl.col("continues").any(), offsets=pl.concat_str([pl.col("start"), pl.col("end")], separator="-").str.join(",")
    )
    full = told.join(texts, on="quotation", how="left", maintain_order="left").join(
        bodies.select("doc", "article_id", "body", "published_on"), on="doc", how="left", maintain_order="left"
    )
    keys = [content_key("quote", article, offsets) for article, offsets in full.select("article_id", "offsets").iter_rows()]
    speaker_keys = [content_key("speaker", fold_name(name)) if name else None for name in full["speaker"]]
    full = full.with_columns(
        quote_id=pl.Series(keys, dtype=pl.String),
        speaker_id=pl.Series(speaker_keys, dtype=pl.String),
        position=pl.int_range(pl.len(), dtype=pl.Int64).over("doc"),
        text=pl.when("crosses").then(pl.col("spoken").list.join("\n\n")).otherwise(pl.col("spoken").list.join(" ")),
        mention=pl.col("mention_text"),
        cue=pl.col("body").str.slice(pl.col("cue_start"), pl.col("cue_end") - pl.col("cue_start")),
        cue_class=pl.col("cue_class").fill_null("none"),
        confidence=1 / (1 + (-(pl.col("speech") * 0.5 + pl.col("score").fill_null(-1.0) * 0.4)).exp()),
    )
    quotes = full.select(list(polars_schema("quotes"))).cast(polars_schema("quotes"))
    parts = pieces.join(full.select("quotation", "quote_id", "article_id", "published_on"), on="quotation", how="left", maintain_order="left")
    return quotes, parts.select(list(polars_schema("quote_parts"))).cast(polars_schema("quote_parts"))
