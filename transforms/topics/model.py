"""The topic model: words and terms with a weight per topic, the mapping of publishers' names, and the figures that turn
weights into scores.

The words come from `data/topic_weights.csv`, which bench/topics/build_weights.py makes; `data/topic_terms.csv` wins
over it and is edited by people; `data/topic_model.json` is fitted by bench/topics/calibrate.py.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import polars as pl

from onrecord.transforms.tables.keys import content_key
from onrecord.transforms.topics.errors import TopicFileError
from onrecord.transforms.topics.mapping import Mappings, read_mapping
from onrecord.transforms.topics.rows import read_rows, shipped
from onrecord.transforms.topics.taxonomy import (
    OwnTopic,
    ancestors,
    concepts,
    read_taxonomy,
    top_and_narrower,
    top_topics,
    topic_rows,
)
from onrecord.transforms.topics.words import fold_term

RULES_VERSION = 1
"""To be raised whenever the code of this package gives other topics for the same data files."""

WEIGHT_UNIT = 100
"""Weights are whole hundredths: sums of whole numbers are the same in every order, whatever the number of threads."""

_FILES = ("medtop.csv", "topic_weights.csv", "topic_terms.csv", "topic_mapping.csv", "topic_model.json")


@dataclass(frozen=True, slots=True)
class TopicFiles:
    """What a person adds to the shipped files: the contents of CSV files, not their paths. Can be pickled."""

    taxonomy: str | None = None
    """Topics of one's own: `id`, `label`, `parent`, `terms`."""
    terms: str | None = None
    """Terms and their topics, over the shipped ones: `term`, `topic_id`, `weight`."""
    mapping: str | None = None
    """Names of sections, URL paths and keywords, over the shipped ones: `evidence`, `name`, `topic_id`."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """How weights become probabilities: softmax of `slope` x sum / (all sums + `offset`) ** `damping` + `prior_weight`
    x log prior, then a logistic curve.
    """

    slope: float
    damping: float
    offset: float
    prior_weight: float
    prior: Mapping[str, float]
    curve: tuple[float, float]
    """Intercept and slope of the calibration on the log-odds."""
    floor: float
    """No topic is told below this score. Unit: share, 0 to 1."""


@dataclass(frozen=True, slots=True)
class TopicModel:
    """All that topics are told by."""

    version: str
    topics: pl.DataFrame
    """Rows of `tables.Topics`."""
    terms: pl.DataFrame
    """`term`, `term_number`, `subtopic_id`, `strongest` (weight) and one column of weights, in hundredths, for each
    topic at the top."""
    phrases: tuple[str, ...]
    """The terms of two words and more, and those of one's own taxonomy, between blanks."""
    own_terms: pl.DataFrame
    """`term` and `topic_id` of one's own taxonomy; a topic has the terms of its narrower ones too."""
    mappings: Mappings
    scoring: Scoring


@cache
def topic_model(files: TopicFiles = TopicFiles()) -> TopicModel:
    """The model of the shipped files with what a person adds.

    Raises:
        TopicFileError: a file of the person's cannot be used.
    """
    own = read_taxonomy(files.taxonomy) if files.taxonomy is not None else ()
    terms = _terms(files.terms)
    own_terms = _own_terms(own)
    phrases = {term for term in (*terms["term"], *own_terms["term"]) if " " in term}
    return TopicModel(
        version=content_key("topics", RULES_VERSION, files.taxonomy, files.terms, files.mapping, *map(shipped, _FILES)),
        topics=topic_rows(own),
        terms=terms,
        phrases=tuple(f" {phrase} " for phrase in sorted(phrases)),
        own_terms=own_terms,
        mappings=read_mapping(shipped("topic_mapping.csv"), files.mapping),
        scoring=_scoring(),
    )


def _scoring() -> Scoring:
    figures = json.loads(shipped("topic_model.json"))
    return Scoring(**(figures | {"curve": tuple(figures["curve"])}))


def _terms(text: str | None) -> pl.DataFrame:
    """The table of words, with the terms that people edit in place of its rows."""
    tops = top_topics()
    schema = {"word": pl.String, "subtopic_id": pl.String} | dict.fromkeys(tops, pl.Int64)
    words = pl.read_csv(io.StringIO(shipped("topic_weights.csv")), schema=schema).rename({"word": "term"})
    words = words.with_columns(pl.col(tops).fill_null(0))
    edited = read_terms(shipped("topic_terms.csv"), "shipped terms file")
    if text is not None:
        mine = read_terms(text, "terms file")
        edited = {**{key: value for key, value in edited.items() if key not in mine}, **mine}
    rows = [
        {"term": term, "subtopic_id": _narrower(weights), **dict.fromkeys(tops, 0), **_by_top(weights)}
        for term, weights in sorted(edited.items())
    ]
    terms = pl.concat(
        [
            words.join(pl.DataFrame({"term": list(edited)}), on="term", how="anti"),
            pl.DataFrame(rows, schema=words.schema),
        ]
    )
    return terms.sort("term").with_row_index("term_number").with_columns(strongest=pl.max_horizontal(tops))


def read_terms(text: str, what: str) -> dict[str, dict[str, float]]:
    """Weights by topic of each term: CSV with the columns `term`, `topic_id` and `weight` (1 is as much as a word can
    tell; 0 silences a term).

    Raises:
        TopicFileError: a column or value is missing, a topic is no IPTC Media Topic, or a weight is no number from 0 to
            5.
    """
    terms: dict[str, dict[str, float]] = {}
    for line, row in read_rows(text, what, ("term", "topic_id"), ("weight",)):
        term, topic_id = fold_term(row["term"]), row["topic_id"]
        if topic_id not in concepts():
            raise TopicFileError(
                f"{what}, line {line}: {topic_id!r} is no IPTC Media Topic. Topics look like medtop:11000000."
            )
        try:
            weight = float(row["weight"] or 1)
        except ValueError:
            weight = -1.0
        if not term or not 0 <= weight <= 5:
            raise TopicFileError(f"{what}, line {line}: a term needs a letter or digit, and a weight from 0 to 5.")
        terms.setdefault(term, {})[topic_id] = weight
    return terms


def _by_top(weights: Mapping[str, float]) -> dict[str, int]:
    found: dict[str, int] = {}
    for topic_id, weight in weights.items():
        top, _ = top_and_narrower(topic_id)
        found[top] = max(round(weight * WEIGHT_UNIT), found.get(top, 0))
    return found


def _narrower(weights: Mapping[str, float]) -> str | None:
    strongest = max(weights, key=lambda topic_id: (weights[topic_id], topic_id))
    return top_and_narrower(strongest)[1]


def _own_terms(own: tuple[OwnTopic, ...]) -> pl.DataFrame:
    topics = {topic.topic_id: topic for topic in own}
    pairs = {
        (fold_term(term), key)
        for topic in own
        for term in topic.terms
        for key in (topic.topic_id, *ancestors(topic, topics))
    }
    return pl.DataFrame(
        sorted(pair for pair in pairs if pair[0]), schema={"term": pl.String, "topic_id": pl.String}, orient="row"
    )
