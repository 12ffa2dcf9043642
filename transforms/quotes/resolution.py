"""From the words beside a quotation to its speaker: surnames, pronouns and nominals resolved inside the article."""

from __future__ import annotations

import polars as pl

from transforms.quotes.lexicon import Word
from transforms.quotes.mentions import has


def resolve_pronouns(pronouns: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """The nearest person named ahead of each pronoun, of the right sex; one who spoke or stood for a subject before others.

    Args:
        pronouns: Chosen pronoun mentions: `quotation`, `doc`, `i0`, `flags`.
        named: `entities.name_entities`, with `subject` (the mention looks like the subject of a verb).

    Returns:
        `quotation`, `entity` (null where nobody fits).
    """
    people = named.filter(pl.col("speaker_kind") == "person")
    results = []
    for pronoun, sex, other in ((Word.HE, "male", "female"), (Word.SHE, "female", "male")):
        asked = pronouns.filter(has(pronoun)).select("quotation", "doc", "i0").sort("i0")
        fitting = people.filter(pl.col(sex) | ~pl.col(other)).sort("i0")
        sure = _latest(asked, fitting.filter("subject"), "by_subject")
        any_person = _latest(asked, fitting, "by_place")
        results.append(
            asked.join(sure, on="quotation", how="left", maintain_order="left")
            .join(any_person, on="quotation", how="left", maintain_order="left")
            .select("quotation", entity=pl.coalesce("by_subject", "by_place"))
        )
    return pl.concat(results)


def _latest(asked: pl.DataFrame, people: pl.DataFrame, name: str) -> pl.DataFrame:
    found = asked.join_asof(people.select("doc", "i0", pl.col("entity").alias(name)), on="i0", by="doc", strategy="backward", check_sortedness=False)
    return found.select("quotation", name)


def resolve_nominals(nominals: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """The person whose title or role has the nominal's head noun ("the ambassador"), named ahead of it in the article.

    Args:
        nominals: Chosen nominal mentions: `quotation`, `doc`, `i0`, `head` (last word, lower case), `definite` (begins with "the", "his" …).
        named: `entities.name_entities`, with `around` (the words around the name, lower case).

    Returns:
        `quotation`, `entity` (null where nobody fits).
    """
    asked = nominals.filter("definite").select("quotation", "doc", "i0", "head")
    pairs = asked.join(named.filter(pl.col("speaker_kind") == "person").select("doc", "entity", "around", m_i0="i0"), on="doc", how="inner")
    fitting = pairs.filter((pl.col("m_i0") < pl.col("i0")) & pl.col("around").str.contains(pl.col("head"), literal=True, strict=False))
    return fitting.sort("quotation", "m_i0", descending=[False, True]).unique("quotation", keep="first", maintain_order=True).select("quotation", "entity")
