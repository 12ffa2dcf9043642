"""The speaker columns of quotations: name, kind and role from the chosen mention, and the sentences around it all."""

from __future__ import annotations

import polars as pl

from transforms.quotes.resolution import resolve_nominals, resolve_pronouns
from transforms.quotes.roles import role_of

_STOPS = (". ", "? ", "! ", '." ', ".” ")


def speakers_of(told: pl.DataFrame, named: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    """Add `speaker`, `speaker_kind`, `speaker_role`, `context_start` and `context_end` to quotations with their mentions.

    Args:
        told: Quotations with the columns of the chosen mention (`i0`, `type`, `head`, `mention_text` …), null where there is none.
        named: `entities.name_entities`.
        bodies: `doc` and `body`.
    """
    by_name = (
        told.filter(pl.col("type") == "name")
        .select("quotation", i0="name_i")
        .join(named.select("i0", "entity"), on="i0", how="left")
        .select("quotation", "entity")
    )
    by_pronoun = resolve_pronouns(told.filter(pl.col("type") == "pronoun"), named)
    definite = pl.col("mention_text").str.to_lowercase().str.contains(r"^(?:the|his|her|their|this|that)\b")
    nominals = told.filter(pl.col("type") == "nominal").with_columns(definite=definite)
    by_nominal = resolve_nominals(nominals, named)
    entities = pl.concat([by_name, by_pronoun, by_nominal]).filter(pl.col("entity").is_not_null())
    kinds = named.select("doc", "entity", named_kind="speaker_kind").unique(["doc", "entity"], keep="first", maintain_order=True)
    resolved = told.join(entities, on="quotation", how="left", maintain_order="left").join(kinds, on=["doc", "entity"], how="left", maintain_order="left")
    body_kind = pl.when((pl.col("type") == "nominal") & pl.col("entity").is_null()).then(pl.lit("unnamed"))
    kind = pl.when(pl.col("entity").is_not_null()).then("named_kind").otherwise(body_kind.otherwise(pl.lit("unknown")))
    resolved = resolved.with_columns(speaker=pl.col("entity"), speaker_kind=kind)
    return _with_context(_with_roles(resolved, named, bodies), bodies)


def _with_roles(resolved: pl.DataFrame, named: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    speaking = resolved.filter(pl.col("speaker_kind") == "person").select("doc", "entity").unique()
    places = (
        named.join(speaking, on=["doc", "entity"], how="semi")
        .sort("doc", "i0")
        .group_by("doc", "entity", maintain_order=True)
        .agg(places=pl.struct("name_start", "mention_end"))
        .join(bodies.select("doc", "body"), on="doc", how="left", maintain_order="left")
    )
    roles = [role_of(body, [(place["name_start"], place["mention_end"]) for place in found]) for found, body in places.select("places", "body").iter_rows()]
    told = (
        places.select("doc", "entity", speaker_role=pl.Series(roles, dtype=pl.String))
        if places.height
        else places.select("doc", "entity").with_columns(speaker_role=pl.lit(None, dtype=pl.String))
    )
    unnamed = pl.when(pl.col("speaker_kind") == "unnamed").then(pl.col("mention_text").str.replace(r"^(?i:the|a|an)\s+", ""))
    return resolved.join(told, on=["doc", "entity"], how="left", maintain_order="left").with_columns(
        speaker_role=pl.coalesce("speaker_role", unnamed.otherwise(None)).replace("", None)
    )


def _with_context(resolved: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    """The sentences that hold the quotation and, where they stand in its paragraph, its cue and mention."""
    joined = resolved.join(bodies.select("doc", "body"), on="doc", how="left", maintain_order="left")
    edges = []
    for body, start, end, *others in joined.select("body", "start", "end", "mention_start", "mention_end", "cue_start", "cue_end").iter_rows():
        paragraph = body.rfind("\n", 0, start) + 1
        close = body.find("\n", end)
        close = len(body) if close < 0 else close
        known = [place for place in others if place is not None and paragraph <= place <= close]
        first, last = min([start, *known]), max([end, *known])
        edges.append((_sentence_start(body, paragraph, first), _sentence_end(body, last, close)))
    return resolved.with_columns(context_start=pl.Series([a for a, _ in edges], dtype=pl.Int64), context_end=pl.Series([b for _, b in edges], dtype=pl.Int64))


def _sentence_start(body: str, paragraph: int, place: int) -> int:
    start = paragraph
    for stop in _STOPS:
        found = body.rfind(stop, paragraph, place)
        if found >= 0:
            start = max(start, found + len(stop))
    return start


def _sentence_end(body: str, place: int, close: int) -> int:
    ends = [found + len(stop.rstrip()) for stop in _STOPS if (found := body.find(stop, max(0, place - 1), close)) >= 0]
    return min([close, *ends])
