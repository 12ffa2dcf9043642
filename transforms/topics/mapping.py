"""The publishers' names for topics: sections, paths of URLs and keywords, and the codes of news agencies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.transforms.tables.keys import fold_name
from onrecord.transforms.topics.errors import TopicFileError
from onrecord.transforms.topics.rows import read_rows
from onrecord.transforms.topics.taxonomy import concepts

EVIDENCE = ("section", "url", "keyword")

_MEDTOP = re.compile(r"(?:medtop:|.*/mediatopic/)(\d{8})", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:(?:iptc|subj(?:ect)?(?:code)?)[:/]|.*/subjectcode/)?((?:0[1-9]|1[0-7])\d{6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mappings:
    """Topic by kind of evidence and folded name; a topic of None says that the name tells nothing."""

    topics: Mapping[tuple[str, str], str | None]

    def find(self, evidence: str, name: str) -> str | None:
        """The topic that a section, a part of a URL's path or a keyword stands for; None where nothing is known."""
        return self.topics.get((evidence, fold_name(name)))


def read_mapping(text: str, over: str | None = None) -> Mappings:
    """Read a mapping, and a user's over it: CSV with the columns `evidence` (section, url, keyword or any), `name` and
    `topic_id` ('' for none).

    Raises:
        TopicFileError: a column or value is missing, or a topic is no IPTC Media Topic.
    """
    topics = _read(text, "shipped mapping file")
    return Mappings(topics | _read(over, "mapping file") if over is not None else topics)


def code_topic(code: str) -> str | None:
    """The concept that a subject code names: a Media Topic as QCode or URI, or one of the older Subject Codes; None for
    anything else.

    A Subject Code without a Media Topic gives the nearest broader one that has one: its first five digits, else its
    first two.
    """
    if (match := _MEDTOP.fullmatch(code.strip())) is not None:
        key = f"medtop:{match[1]}"
        return key if key in concepts() else None
    if (match := _SUBJECT.fullmatch(code.strip())) is None:
        return None
    digits = match[1]
    known = _subject_codes()
    return next((known[wider] for wider in (digits, f"{digits[:5]}000", f"{digits[:2]}000000") if wider in known), None)


@cache
def _subject_codes() -> Mapping[str, str]:
    return {concept.subject_code: key for key, concept in concepts().items() if concept.subject_code}


def _read(text: str, what: str) -> dict[tuple[str, str], str | None]:
    found: dict[tuple[str, str], str | None] = {}
    for line, row in read_rows(text, what, ("evidence", "name"), ("topic_id",)):
        topic_id = row["topic_id"] or None
        if topic_id is not None and topic_id not in concepts():
            raise TopicFileError(
                f"{what}, line {line}: {topic_id!r} is no IPTC Media Topic. Topics look like medtop:11000000."
            )
        if row["evidence"] not in {*EVIDENCE, "any"}:
            raise TopicFileError(
                f"{what}, line {line}: evidence is one of {', '.join(EVIDENCE)} and any, not {row['evidence']!r}."
            )
        for evidence in EVIDENCE if row["evidence"] == "any" else (row["evidence"],):
            found[evidence, fold_name(row["name"])] = topic_id
    return found
