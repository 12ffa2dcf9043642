"""From the folder of an annotated corpus to folds of articles."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from bench.accuracy.gold import GoldRow, load_gold, load_texts, outlet_of
from bench.accuracy.lake import places_of
from bench.accuracy.tables import Places
from bench.accuracy.training.corpus import Corpus, build_corpus
from bench.accuracy.training.markup import read_markup
from bench.accuracy.training.stacking import Fold, fold_of
from onrecord.flows.dates import parse_date
from onrecord.flows.language import detect_languages
from onrecord.flows.sources import ReadOptions, Record, read_source
from onrecord.transforms.articles.assemble import ArticleOptions, build_articles
from onrecord.transforms.articles.records import FIELDS, RECORD_SCHEMA

OWN = 1000
"""Number of the fold of the articles written for this project."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated corpus with the bodies that onrecord makes of its texts."""

    gold: list[GoldRow]
    texts: dict[str, str]
    articles: pl.DataFrame
    """`article_id`, `body`, `published_on`: articles in English."""
    places: Places

    def article_of(self, article_id: str) -> str:
        """The name of the text that an article was made from."""
        return self.places[article_id][0][0]

    def corpus(self, article_ids: Sequence[str] | None = None) -> Corpus:
        """The corpus of some articles, of all if None."""
        articles = (
            self.articles
            if article_ids is None
            else self.articles.filter(pl.col("article_id").is_in(list(article_ids)))
        )
        return build_corpus(articles, self.gold, self.places)


def read_annotated(polnear: Path) -> Annotated:
    """Ingest the texts of a corpus as a user would, and read its annotation."""
    texts = load_texts(polnear)
    articles = _articles(polnear / "data" / "train" / "text")
    return Annotated(load_gold(polnear), texts, articles.drop("source_path"), places_of(articles, texts))


def _articles(folder: Path) -> pl.DataFrame:
    """The articles in English that an ingest of the folder makes, without the steps that need a trained engine."""
    rows: list[dict[str, object]] = []
    for file in sorted(folder.glob("*.txt")):
        for item in read_source(file, ReadOptions()):
            if isinstance(item, Record):
                fields = {name: item.fields.get(name) for name in FIELDS}
                place = {"source_path": file.as_posix(), "source_record": item.source_record, "folder": folder.name}
                rows.append(
                    {
                        **place,
                        "text": item.text,
                        **fields,
                        "keywords": list(item.keywords),
                        "date_source": item.date_source,
                    }
                )
    records = pl.DataFrame(rows, schema=RECORD_SCHEMA)
    built, _ = build_articles(
        records, ArticleOptions(None, "training"), detect_languages=detect_languages, parse_date=parse_date
    )
    english = built.filter(pl.col("language") == "en").unique("article_id", keep="first", maintain_order=True)
    return english.select("article_id", "body", "published_on", "source_path").sort("article_id")


def split(annotated: Annotated, n_folds: int, seed: int) -> list[list[str]]:
    """Articles shuffled into folds; the same articles and seed give the same folds."""
    order = sorted(annotated.articles["article_id"], key=annotated.article_of)
    random.Random(seed).shuffle(order)  # noqa: S311
    return [order[k::n_folds] for k in range(n_folds)]


def split_by_outlet(annotated: Annotated) -> dict[str, list[str]]:
    """Articles of each outlet."""
    outlets: dict[str, list[str]] = {}
    for article_id in sorted(annotated.articles["article_id"], key=annotated.article_of):
        outlets.setdefault(outlet_of(annotated.article_of(article_id)), []).append(article_id)
    return outlets


def own_fold() -> Fold:
    """The articles written for this project (`markup`)."""
    return fold_of(OWN, read_markup())


def folds_of(annotated: Annotated, groups: Sequence[Sequence[str]], report: Callable[[str], None]) -> list[Fold]:
    """Folds with their examples."""
    folds = []
    for number, group in enumerate(groups):
        report(f"reading fold {number}: {len(group)} articles")
        folds.append(fold_of(number, annotated.corpus(group)))
    return folds
