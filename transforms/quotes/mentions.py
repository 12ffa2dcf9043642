"""Mentions in a token table: names, pronouns and nominals that could be a source, with their offsets."""

from __future__ import annotations

import polars as pl

from transforms.quotes.lexicon import Word

_FARTHEST_DETERMINER = 6

MENTION_COLUMNS = ("i0", "i1", "doc", "sentence", "paragraph", "quoted", "type", "flags", "first_word", "head_i")


def has(flag: Word) -> pl.Expr:
    """The token, or one of the mention's tokens, has a flag."""
    return (pl.col("flags") & int(flag)) != 0


def find_mentions(tokens: pl.DataFrame) -> pl.DataFrame:
    """Every mention of a token table (with the column `quoted`), in order.

    Returns:
        `i0`, `i1` (first and last token), `head_i` (first token of the name proper, after titles), `doc`, `sentence`, `paragraph`,
        `quoted`, `type` ("name", "pronoun", "nominal"), `flags` (of all tokens), `first_word` (lower case).
    """
    runs = _name_runs(tokens)
    names = runs.filter(~pl.col("only_title")).with_columns(type=pl.lit("name"))
    nominals = _nominals(tokens, runs)
    pronouns = (
        tokens.filter(has(Word.HE | Word.SHE | Word.THEY))
        .select("doc", "sentence", "paragraph", "quoted", "flags", i0="i", i1="i", head_i="i", first_word="lower")
        .with_columns(type=pl.lit("pronoun"))
    )
    return pl.concat([frame.select(MENTION_COLUMNS) for frame in (names, nominals, pronouns)]).sort("i0", "i1").unique("i0", keep="last", maintain_order=True)


def _name_runs(tokens: pl.DataFrame) -> pl.DataFrame:
    """Runs of capitalised words with their titles, particles and initials."""
    same = pl.col("sentence") == pl.col("sentence").shift(1)
    initial = ~same.fill_null(value=False) | pl.col("token").shift(1).is_in(['"', "“", "‘", "'", "(", ":"])
    next_capital = pl.col("capital").shift(-1) & (pl.col("sentence") == pl.col("sentence").shift(-1)) & ~((pl.col("flags").shift(-1) & int(Word.FUNCTION)) != 0)
    plain_word = has(Word.FUNCTION | Word.CALENDAR) | (initial & has(Word.COMMON | Word.GROUP | Word.DOCUMENT) & ~next_capital)
    is_name = pl.col("capital") & ~plain_word
    marked = tokens.with_columns(is_name=is_name.fill_null(value=False))
    particle = has(Word.PARTICLE) & ~pl.col("capital")
    of = pl.col("lower").is_in(["of", "for", "&"]) & ((pl.col("flags").shift(1) & int(Word.ORG)) != 0)
    linked = (particle | of) & pl.col("is_name").shift(1) & pl.col("is_name").shift(-1) & same & (pl.col("sentence") == pl.col("sentence").shift(-1))
    marked = marked.with_columns(in_run=pl.col("is_name") | linked.fill_null(value=False))
    begins = pl.col("in_run") & ~(
        pl.col("in_run").shift(1).fill_null(value=False) & same.fill_null(value=False) & (pl.col("quoted") == pl.col("quoted").shift(1))
    )
    title = has(Word.TITLE) & ~has(Word.ORG)
    inside = marked.with_columns(run=begins.cum_sum()).filter("in_run").with_columns(is_title=title)
    # The name proper stands after the last title of the run: "Russian President | Vladimir Putin".
    inside = inside.with_columns(last_title=pl.when("is_title").then("i").otherwise(None).max().over("run"), last_i=pl.col("i").max().over("run"))
    return (
        inside.group_by("run", maintain_order=True)
        .agg(
            pl.col("doc", "sentence", "paragraph", "quoted").first(),
            i0=pl.col("i").first(),
            i1=pl.col("i").last(),
            head_i=pl.when(pl.col("last_title").first() < pl.col("last_i").first()).then(pl.col("last_title").first() + 1).otherwise(pl.col("i").first()),
            flags=pl.col("flags").bitwise_or(),
            first_word=pl.col("lower").first(),
            only_title=pl.col("is_title").last(),
            only_adjectives=has(Word.ADJECTIVE).all(),
        )
        .filter(~pl.col("only_adjectives"))
    )


def _nominals(tokens: pl.DataFrame, runs: pl.DataFrame) -> pl.DataFrame:
    """Noun phrases with a role noun for a head ("the ambassador", "a senior official", "police")."""
    word = pl.col("token").str.contains(r"^[\p{L}\p{N}]")
    before = tokens.with_columns(
        det_i=pl.when(has(Word.DETERMINER)).then("i").otherwise(None).forward_fill(),
        det_sentence=pl.when(has(Word.DETERMINER)).then("sentence").otherwise(None).forward_fill(),
        mark_i=pl.when(~word).then("i").otherwise(None).forward_fill().fill_null(-1),
        next_flags=pl.col("flags").shift(-1).fill_null(0),
        next_sentence=pl.col("sentence").shift(-1),
    )
    titles = runs.filter("only_title")
    noun = has(Word.ROLE) | has(Word.GROUP)
    followed = ((pl.col("next_flags") & int(Word.ROLE | Word.GROUP)) != 0) & (pl.col("sentence") == pl.col("next_sentence"))
    bare = (~pl.col("capital") | (pl.col("sentence") != pl.col("sentence").shift(1))) & noun & ~followed
    is_title = pl.col("i").is_in(titles["i1"].implode())
    heads = before.filter(bare | is_title)
    near = (pl.col("det_sentence") == pl.col("sentence")) & (pl.col("det_i") > pl.col("mark_i")) & (pl.col("i") - pl.col("det_i") <= _FARTHEST_DETERMINER)
    return (
        heads.with_columns(i0=pl.when(near).then("det_i").otherwise("i"))
        .filter((pl.col("i0") < pl.col("i")) | has(Word.GROUP) | pl.col("capital"))
        .select("doc", "sentence", "paragraph", "quoted", "flags", "i0", i1="i", head_i="i", first_word="lower")
        .with_columns(type=pl.lit("nominal"))
    )
