"""Words of texts, for telling topics by: small letters and digits, one blank between."""

from __future__ import annotations

import unicodedata

import polars as pl

BODY_CHARS = 1_600
"""What of a body tells its topic: its beginning. Later paragraphs are background as often as not, and cost time. Unit:
characters."""

TITLE_USES = 3
"""A word of the headline counts as so many in the body."""

_NO_WORD = r"[^\p{L}\p{M}\p{N}]+"


def fold(text: pl.Expr) -> pl.Expr:
    """The words of a text between single blanks, with one at each end: "Women's game" gives ' women s game '; null
    gives ' '.
    """
    return pl.concat_str(pl.lit(" "), text.fill_null("").str.to_lowercase(), pl.lit(" ")).str.replace_all(_NO_WORD, " ")


def fold_term(term: str) -> str:
    """A term in the same form, without the blanks at its ends; '' where it has no letter or digit."""
    kept = "".join(char if char.isalnum() or unicodedata.combining(char) else " " for char in term.lower())
    return " ".join(kept.split())


def term_uses(texts: pl.DataFrame, phrases: tuple[str, ...]) -> pl.DataFrame:
    """Words and known phrases of each text: `number`, `term` and `uses`, those of the title counted `TITLE_USES` times.

    Args:
        texts: `number`, and `title` and `body` folded (`fold`).
        phrases: terms that are looked for as they are, with a blank at each end.
    """
    parts = []
    for column, uses in (("title", TITLE_USES), ("body", 1)):
        words = texts.select("number", term=pl.col(column).str.strip_chars(" ").str.split(" ")).explode("term")
        found = texts.select("number", term=pl.col(column).str.extract_many(list(phrases), overlapping=True)).explode(
            "term"
        )
        parts += [
            part.select("number", "term", uses=pl.lit(uses, pl.UInt32))
            for part in (words, found.select("number", pl.col("term").str.strip_chars(" ")))
        ]
    return pl.concat(parts)
