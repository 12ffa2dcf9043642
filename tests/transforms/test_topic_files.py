"""The taxonomy, and the files of topics, terms and mappings that people write."""

from __future__ import annotations

import re

import pytest

from onrecord.transforms.tables.declared import Topics
from onrecord.transforms.topics.errors import TopicFileError
from onrecord.transforms.topics.mapping import code_topic, read_mapping
from onrecord.transforms.topics.model import read_terms, topic_model
from onrecord.transforms.topics.rows import shipped
from onrecord.transforms.topics.taxonomy import concepts, read_taxonomy, top_and_narrower, top_topics, topic_rows


def test_the_seventeen_topics_are_at_the_top() -> None:
    assert [topic.removeprefix("medtop:") for topic in top_topics()] == [
        f"{number:02}000000" for number in range(1, 18)
    ]
    rows = Topics.validate(topic_rows())
    assert rows.filter((rows["level"] == 1) & (rows["scheme"] == "medtop")).height == 17
    election = rows.filter(rows["topic_id"] == "medtop:20000574").row(0, named=True)
    assert election == {
        "topic_id": "medtop:20000574",
        "name": "election",
        "parent_id": "medtop:11000000",
        "path": "politics and government > election",
        "level": 2,
        "uri": "http://cv.iptc.org/newscodes/mediatopic/20000574",
        "scheme": "medtop",
        "release": "2025-10-09",
    }
    assert rows.filter(rows["scheme"] == "none")["topic_id"].to_list() == ["unclassified"]


def test_every_parent_is_there() -> None:
    rows = topic_rows(read_taxonomy("id,label,parent\nferries,Ferries,medtop:20000339\nhall,Town hall,ferries\n"))
    assert set(rows["parent_id"].drop_nulls()) <= set(rows["topic_id"])
    assert {"medtop:20000339", "ferries", "hall"} <= set(rows["topic_id"])
    assert all(top_and_narrower(key)[0] in top_topics() for key in concepts())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("label\nA\n", "no column id"),
        ("id,label\na,\n", "line 2: label is empty"),
        ("id,label\na,A\na,B\n", "line 3: the id 'a' is taken"),
        ("id,label\nmedtop:11000000,Mine\n", "is taken"),
        ("id,label\nunclassified,Mine\n", "is taken"),
        ("id,label,parent\na,A,b\n", "the parent 'b' of 'a'"),
        ("id,label,parent\na,A,b\nb,B,a\n", "'a' is a parent of itself"),
        ("id,label,parent\na,A,a\n", "'a' is a parent of itself"),
    ],
)
def test_a_mistake_in_a_taxonomy_is_told(text: str, message: str) -> None:
    with pytest.raises(TopicFileError, match=re.escape(message)):
        read_taxonomy(text)


def test_terms_may_be_divided_as_people_like() -> None:
    topics = read_taxonomy('\ufeffID, Label ,terms\na,A,"one; two words|three, four;"\n')
    assert topics[0].terms == ("one", "two words", "three", "four")
    assert topics[0].parent_id is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("term,topic_id\nx,medtop:99\n", "line 2: 'medtop:99' is no IPTC Media Topic"),
        ("term,topic_id,weight\nx,medtop:11000000,much\n", "a weight from 0 to 5"),
        ("term,topic_id,weight\nx,medtop:11000000,-1\n", "a weight from 0 to 5"),
        ("term,topic_id,weight\n...,medtop:11000000,1\n", "a letter or digit"),
        ("term\nx\n", "no column topic_id"),
    ],
)
def test_a_mistake_in_the_terms_is_told(text: str, message: str) -> None:
    with pytest.raises(TopicFileError, match=re.escape(message)):
        read_terms(text, "terms file")


def test_terms_are_folded_and_weigh_one() -> None:
    assert read_terms(
        "term,topic_id,weight\nNet-Zero,medtop:06000000,\nNET ZERO,medtop:11000000,0.5\n", "terms file"
    ) == {"net zero": {"medtop:06000000": 1.0, "medtop:11000000": 0.5}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("evidence,name,topic_id\nsection,News,news\n", "line 2: 'news' is no IPTC Media Topic"),
        ("evidence,name,topic_id\nbyline,Quill,medtop:11000000\n", "not 'byline'"),
        ("name,topic_id\nx,y\n", "no column evidence"),
    ],
)
def test_a_mistake_in_a_mapping_is_told(text: str, message: str) -> None:
    with pytest.raises(TopicFileError, match=re.escape(message)):
        read_mapping(shipped("topic_mapping.csv"), text)


def test_names_are_compared_without_case_and_marks() -> None:
    mappings = read_mapping("evidence,name,topic_id\nany,Arts & Culture,medtop:01000000\nurl,home,medtop:10000000\n")
    assert mappings.find("section", "ARTS / culture") == "medtop:01000000"
    assert mappings.find("url", "arts-culture") == "medtop:01000000"
    assert mappings.find("section", "Home") is None


@pytest.mark.parametrize(
    ("code", "topic"),
    [
        ("medtop:20000574", "medtop:20000574"),
        ("http://cv.iptc.org/newscodes/mediatopic/20000574", "medtop:20000574"),
        ("MEDTOP:11000000", "medtop:11000000"),
        ("15054000", "medtop:20001065"),
        ("subj:04000000", "medtop:04000000"),
        ("http://cv.iptc.org/newscodes/subjectcode/15000000", "medtop:15000000"),
        ("15999999", "medtop:15000000"),
        ("medtop:29999999", None),
        ("20240301", None),
        ("Politics", None),
    ],
)
def test_codes_of_agencies(code: str, topic: str | None) -> None:
    assert code_topic(code) == topic


def test_the_shipped_files_are_sound_and_small() -> None:
    model = topic_model()
    assert model.terms["term"].n_unique() == model.terms.height
    assert model.terms.filter(model.terms["strongest"] <= 0).is_empty()
    assert set(model.terms["subtopic_id"].drop_nulls()) <= set(model.topics["topic_id"])
    assert len(shipped("topic_weights.csv").encode()) < 2_000_000
    assert sorted(model.scoring.prior) == list(top_topics())
    assert 0 < model.scoring.floor < 0.5
