"""Whom the last quotation of short articles is given to, all articles found in one batch: they do not see each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import polars as pl
import pytest

from transforms.keys import content_key
from transforms.quotes.engine import extract_quotes

SAYING = "“The harbour is shut for the day,”"


def _body(text: str) -> str:
    """The article that a short text stands for: `¶` begins a paragraph, `Q` is a quotation."""
    return text.replace(" ¶ ", "\n\n").replace("Q ", f"{SAYING} ")


def _last_speakers(texts: Sequence[str]) -> dict[str, tuple[str | None, str]]:
    bodies = [_body(text) for text in texts]
    keys = [content_key(body) for body in bodies]
    assert len(set(keys)) == len(texts), "a text stands in the table twice"
    articles = pl.DataFrame({"article_id": keys, "body": bodies}).with_columns(published_on=pl.lit(date(2024, 3, 14)))
    rows = extract_quotes(articles).quotes.sort("start").iter_rows(named=True)
    found = {row["article_id"]: (row["speaker"], row["speaker_kind"]) for row in rows}
    return {text: found[key] for text, key in zip(texts, keys, strict=True)}


@pytest.fixture(scope="session")
def last_speakers() -> Callable[[Sequence[str]], dict[str, tuple[str | None, str]]]:
    """`last_speakers(texts)` gives name and kind of the speaker of the last quotation of each text."""
    return _last_speakers
