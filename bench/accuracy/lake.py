"""From a corpus to a lake, and from the lake to predictions: what a user of the command line gets, not what the engine
alone would give.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from bench.accuracy.align import align
from bench.accuracy.predictions import PredRow
from bench.accuracy.tables import Places, predictions_of
from onrecord.flows.lake.reader import open_current
from onrecord.flows.run import IngestRequest, ingest
from onrecord.transforms.quotes.engine import extract_quotes

_REPEATS = 4


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast something read text. One KB is 1,000 bytes of UTF-8."""

    n_bytes: int
    cpu_seconds: float
    seconds: float

    @property
    def kb_per_cpu_second(self) -> float:
        return self.n_bytes / 1000 / max(self.cpu_seconds, 1e-9)


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a lake that are scored."""

    articles: pl.DataFrame
    quotes: pl.DataFrame
    parts: pl.DataFrame


def ingest_texts(folder: Path, lake: Path) -> Speed:
    """Ingest a folder of text files; gives the speed of the whole run, from files to the published snapshot."""
    cpu, clock = time.process_time(), time.perf_counter()
    report = ingest(IngestRequest(sources=(str(folder),), lake=lake))
    return Speed(report.n_bytes, time.process_time() - cpu, time.perf_counter() - clock)


def read_tables(lake: Path) -> Tables:
    """The scored tables of the current snapshot."""
    with open_current(lake) as connection:
        articles = connection.sql(
            "SELECT article_id, source_path, language, body, published_on FROM articles ORDER BY article_id"
        ).pl()
        return Tables(
            articles, connection.sql("SELECT * FROM quotes").pl(), connection.sql("SELECT * FROM quote_parts").pl()
        )


def extraction_speed(articles: pl.DataFrame) -> Speed:
    """The speed of the extraction of quotations alone, on the lake's articles in English: the best of a few runs, as
    other work on the machine only adds.
    """
    english = articles.filter(pl.col("language") == "en")
    extract_quotes(english.head(1))  # models are loaded, and their trees made, before the clock runs
    runs = []
    for _ in range(_REPEATS):
        cpu, clock = time.process_time(), time.perf_counter()
        extract_quotes(english)
        runs.append((time.process_time() - cpu, time.perf_counter() - clock))
    spent, seconds = min(runs)
    return Speed(int(english["body"].str.len_bytes().sum()), spent, seconds)


def places_of(articles: pl.DataFrame, texts: Mapping[str, str]) -> Places:
    """Where each article is in the raw texts: in the file that it was read from, and in files that it is a copy of."""
    places = {
        article_id: [(name, align(body, texts[name]))]
        for article_id, source_path, body in articles.select("article_id", "source_path", "body").iter_rows()
        if (name := Path(source_path).stem) in texts
    }
    missing = {name: _squeezed(texts[name]) for name in texts.keys() - {found[0][0] for found in places.values()}}
    if missing:
        for article_id, body in articles.select("article_id", "body").iter_rows():
            copies = [
                name for name, text in sorted(missing.items()) if _squeezed(body) in text and article_id in places
            ]
            for name in copies:
                places[article_id].append((name, align(body, texts[name])))
    return places


def lake_predictions(tables: Tables, texts: Mapping[str, str]) -> list[PredRow]:
    """The lake's quotations as predictions on the raw texts."""
    return predictions_of(tables.articles, tables.quotes, tables.parts, places_of(tables.articles, texts))


def _squeezed(text: str) -> str:
    return "".join(text.split())
