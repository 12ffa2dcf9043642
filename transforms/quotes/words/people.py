"""What is known of people and bodies in general.

Short forms of given names, words for roles and their synonyms, states and their abbreviations, nouns for bodies.
"""

from __future__ import annotations

from importlib.resources import files

import polars as pl

_DATA = files("onrecord.transforms.quotes") / "data" / "people"


def _read(name: str) -> pl.DataFrame:
    return pl.read_csv((_DATA / name).read_bytes())


def _given_names() -> pl.DataFrame:
    """`lower`, `given` (the form that stands for all), `sex` ("male", "female"; null: either, or not known)."""
    table = (
        _read("given.csv")
        .with_columns(lower=pl.concat_str("given", pl.col("forms").fill_null(""), separator=" ").str.split(" "))
        .explode("lower")
    )
    return (
        table.filter(pl.col("lower") != "")
        .select("lower", "given", "sex")
        .unique("lower", keep="first", maintain_order=True)
    )


def _roles() -> pl.DataFrame:
    """`lower`, `role`, `sex`: a word can stand for several roles ("minister")."""
    return (
        _read("roles.csv")
        .with_columns(lower=pl.col("words").str.split(" "))
        .explode("lower")
        .select("lower", "role", "sex")
    )


def _states() -> pl.DataFrame:
    """`lower`, `state`: the state's (last) word, its abbreviations, and both with a party before them ("r-tex")."""
    table = _read("states.csv").with_columns(short=pl.col("short").str.split(" ")).explode("short")
    short = table.with_columns(lower=pl.lit(["d-", "r-", "i-"])).explode("lower")
    plain = pl.col("short").str.strip_chars_end(".")
    tagged = short.with_columns(lower=pl.col("lower") + plain)
    named = (
        table.with_columns(lower=pl.lit(["d-", "r-", "i-", ""]))
        .explode("lower")
        .with_columns(lower=pl.col("lower") + pl.col("state"))
    )
    dotted = table.with_columns(lower="short").filter(pl.col("lower").str.ends_with("."))
    return pl.concat([frame.select("lower", "state") for frame in (named, tagged, dotted)]).unique(
        "lower", keep="first", maintain_order=True
    )


def _covered() -> pl.DataFrame:
    """`noun`, `word`: nouns for bodies with the words that names of such bodies end with."""
    words = _read("covered.csv").with_columns(word=pl.col("words").str.split(" ")).explode("word")
    return words.select("noun", "word")


def word_list(name: str) -> list[str]:
    """The words of one of the lists, separated by blanks."""
    return (_DATA / f"{name}.txt").read_text(encoding="utf-8").split()


BODIES_OF_ONE_WORD = word_list("bodies")
"""Companies, agencies and media whose names look like surnames."""

GIVEN = _given_names()
"""Given names: `lower`, `given` (the form that stands for all), `sex` (null: may be either, or is not known)."""

ROLES = _roles()
"""Words for roles: `lower`, `role`, `sex` (null where the word does not tell it)."""

STATES = _states()
"""Words for states: `lower`, `state`."""

COVERED = _covered()
"""Nouns for bodies: `noun`, `word` ("newspaper", "herald")."""

SEXED_WORDS = (
    ROLES.filter(pl.col("sex").is_not_null()).select("lower", "sex").unique("lower", keep="first", maintain_order=True)
)
"""Words that tell the sex of the one they describe ("spokeswoman")."""
