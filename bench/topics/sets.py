"""The visible sets that topics are judged on, and the classifier run over them as it runs over articles."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from onrecord.transforms.topics.classify import topic_sums, weigh
from onrecord.transforms.topics.model import TopicModel
from onrecord.transforms.topics.taxonomy import top_topics
from onrecord.transforms.topics.words import BODY_CHARS, fold, term_uses


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the topic that people say it has."""

    title: str
    body: str
    topic: str
    acceptable: frozenset[str]


def read_sets(folder: Path) -> dict[str, list[Text]]:
    """Wikinews of 2019, labelled by hand, and HuffPost headlines by their vertical, where it has a topic."""
    verticals = json.loads((folder / "label_maps_to_iptc.json").read_text("utf-8"))["huffpost"]
    wikinews = []
    for item in _lines(folder / "wikinews_gold_dev_2019.jsonl.gz"):
        title, _, body = str(item["text"]).partition("\n")
        acceptable = item["acceptable"]
        assert isinstance(acceptable, list)
        wikinews.append(Text(title, body, _key(item["topic"]), frozenset(map(_key, acceptable))))
    huffpost = []
    for item in _lines(folder / "huffpost_headlines.jsonl.gz"):
        topic = verticals.get(str(item["label"]))
        if topic is not None:
            huffpost.append(Text(str(item["title"]), "", _key(topic), frozenset({_key(topic)})))
    return {"Wikinews 2019": wikinews, "HuffPost": huffpost}


def sums_of(texts: Sequence[Text], model: TopicModel) -> pl.DataFrame:
    """`number` (a row a text, in order) and the sums by topic."""
    frame = pl.DataFrame(
        {"title": [text.title for text in texts], "body": [text.body for text in texts]}
    ).with_row_index("number")
    folded = frame.select("number", title=fold(pl.col("title")), body=fold(pl.col("body").str.slice(0, BODY_CHARS)))
    sums = topic_sums(weigh(term_uses(folded, model.phrases), model), model)
    return (
        frame.select("number")
        .join(sums, on="number", how="left", maintain_order="left")
        .with_columns(pl.col(top_topics()).fill_null(0))
    )


def _key(digits: object) -> str:
    return f"medtop:{digits}000000"


def _lines(path: Path) -> list[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]
