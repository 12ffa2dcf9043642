"""The taxonomy: IPTC Media Topics (CC BY 4.0), and topics of one's own beside them.

Articles keep topics by key alone; labels stand in the table `topics` and are joined when they are read, because they
change between releases.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import polars as pl

from onrecord.transforms.tables.registry import polars_schema
from onrecord.transforms.topics.errors import TopicFileError
from onrecord.transforms.topics.rows import read_rows, shipped

IPTC_RELEASE = "2025-10-09"
"""The release of IPTC Media Topics that is shipped."""

UNCLASSIFIED = "unclassified"
"""Key of the topic of articles and quotations that nothing tells a topic of."""

LEVELS = 2
"""Levels of the IPTC taxonomy that are told apart."""

_URI = "http://cv.iptc.org/newscodes/mediatopic/"
_TERM_SEPARATOR = re.compile(r"[;|,]")


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of the IPTC taxonomy, retired ones among them."""

    topic_id: str
    label: str
    parent_id: str | None
    level: int
    subject_code: str
    """Its code in the older IPTC Subject Codes; '' where it has none."""
    retired: bool


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """One topic of a user's taxonomy."""

    topic_id: str
    label: str
    parent_id: str | None
    terms: tuple[str, ...]


@cache
def concepts() -> Mapping[str, Concept]:
    """Every concept by key."""
    rows = csv.DictReader(shipped("medtop.csv").splitlines())
    return {
        row["topic_id"]: Concept(
            row["topic_id"],
            row["label"],
            row["parent_id"] or None,
            int(row["level"]),
            row["subject_code"],
            bool(row["retired"]),
        )
        for row in rows
    }


@cache
def top_topics() -> tuple[str, ...]:
    """Keys of the 17 topics at the top, sorted."""
    return tuple(sorted(key for key, concept in concepts().items() if concept.level == 1))


def top_and_narrower(topic_id: str) -> tuple[str, str | None]:
    """The topic at the top that a concept belongs to, and the one of level 2 on the way to it; None where there is
    none.

    Raises:
        KeyError: there is no such concept.
    """
    concept, narrower = concepts()[topic_id], None
    while concept.parent_id is not None:
        narrower = concept.topic_id if concept.level == LEVELS and not concept.retired else narrower
        concept = concepts()[concept.parent_id]
    return concept.topic_id, narrower


def read_taxonomy(text: str) -> tuple[OwnTopic, ...]:
    """A user's taxonomy: CSV with the columns `id`, `label`, `parent` (may be empty) and `terms`, divided by ';', '|'
    or ','.

    Raises:
        TopicFileError: a column or value is missing, an id is there twice or is the IPTC's, or a parent is unknown or
            below its own child.
    """
    what = "topics file"
    topics: dict[str, OwnTopic] = {}
    for line, row in read_rows(text, what, ("id", "label"), ("parent", "terms")):
        key = row["id"]
        if key in topics or key in concepts() or key == UNCLASSIFIED:
            raise TopicFileError(f"{what}, line {line}: the id {key!r} is taken. Give every topic an id of its own.")
        terms = tuple(term.strip() for term in _TERM_SEPARATOR.split(row["terms"]) if term.strip())
        topics[key] = OwnTopic(key, row["label"], row["parent"] or None, terms)
    for topic in topics.values():
        if topic.parent_id is not None and topic.parent_id not in topics and topic.parent_id not in concepts():
            raise TopicFileError(
                f"{what}: the parent {topic.parent_id!r} of {topic.topic_id!r} is neither an id of the file nor "
                "an IPTC Media Topic."
            )
        ancestors(topic, topics)
    return tuple(topics.values())


def ancestors(topic: OwnTopic, topics: Mapping[str, OwnTopic]) -> tuple[str, ...]:
    """Keys of the broader topics in the same file, the nearest first.

    Raises:
        TopicFileError: a topic is broader than itself.
    """
    found: list[str] = []
    parent = topic.parent_id
    while parent is not None and parent in topics:
        if parent in found or parent == topic.topic_id:
            raise TopicFileError(f"topics file: {topic.topic_id!r} is a parent of itself. Break the circle.")
        found.append(parent)
        parent = topics[parent].parent_id
    return tuple(found)


def topic_rows(own: tuple[OwnTopic, ...] = ()) -> pl.DataFrame:
    """Rows of `tables.Topics`: the IPTC's topics of the first two levels that are in use, the user's, and
    `unclassified`.
    """
    shown = [concept for concept in concepts().values() if concept.level <= LEVELS and not concept.retired]
    broader = {topic.parent_id for topic in own if topic.parent_id is not None and topic.parent_id in concepts()}
    needed = {above for key in broader for above in _with_broader(key)} - {concept.topic_id for concept in shown}
    shown += [concepts()[key] for key in sorted(needed)]
    names = {concept.topic_id: (concept.label, concept.parent_id) for concept in concepts().values()}
    names |= {topic.topic_id: (topic.label, topic.parent_id) for topic in own}
    rows = [
        _row(concept.topic_id, names, _URI + concept.topic_id.partition(":")[2], "medtop", IPTC_RELEASE)
        for concept in shown
    ]
    rows += [_row(topic.topic_id, names, None, "own", None) for topic in own]
    rows.append(_row(UNCLASSIFIED, {UNCLASSIFIED: (UNCLASSIFIED, None)}, None, "none", None))
    return pl.DataFrame(rows, schema=polars_schema("topics"), orient="row")


def _with_broader(key: str) -> list[str]:
    found = []
    step: str | None = key
    while step is not None:
        found.append(step)
        step = concepts()[step].parent_id
    return found


def _row(
    key: str, names: Mapping[str, tuple[str, str | None]], uri: str | None, scheme: str, release: str | None
) -> dict[str, object]:
    label, parent = names[key]
    labels, step = [label], parent
    while step is not None:
        labels.append(names[step][0])
        step = names[step][1]
    return {
        "topic_id": key,
        "name": label,
        "parent_id": parent,
        "path": " > ".join(reversed(labels)),
        "level": len(labels),
        "uri": uri,
        "scheme": scheme,
        "release": release,
    }
