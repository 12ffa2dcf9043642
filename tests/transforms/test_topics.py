"""Topics of articles and quotations, from the publisher's words and from the text."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.transforms.tables.declared import ArticleTopics, QuoteTopics, Topics
from onrecord.transforms.tables.keys import content_key
from onrecord.transforms.topics.find import FoundTopics, find_topics
from onrecord.transforms.topics.model import TopicFiles, topic_model

POLITICS, SPORT, BUSINESS, WEATHER = "medtop:11000000", "medtop:15000000", "medtop:04000000", "medtop:17000000"
MATCH = (
    "The striker scored twice as the home team won the cup final in front of a full stadium, and the coach praised "
    "his players."
)
VOTE = (
    "Voters go to the polls on Sunday to elect a new parliament; the prime minister's party leads the opposition in "
    "the last opinion poll."
)
NOTHING = "It was there, and then it was somewhere else again."
ARTICLE: dict[str, Any] = {
    "language": "en",
    "title": None,
    "section": None,
    "url": None,
    "keywords": [],
    "body": NOTHING,
}
TYPES = pl.Schema(
    {
        "language": pl.String(),
        "title": pl.String(),
        "section": pl.String(),
        "url": pl.String(),
        "keywords": pl.List(pl.String()),
        "body": pl.String(),
    }
)


def find(
    *articles: dict[str, Any], quotes: list[tuple[int, str]] | None = None, files: TopicFiles | None = None
) -> FoundTopics:
    """Topics of articles that differ from `ARTICLE` in what is given, and of quotations (article's number, words)."""
    frame = pl.DataFrame([ARTICLE | article for article in articles], schema=TYPES, orient="row")
    keys = [content_key("article", number) for number in range(frame.height)]
    frame = frame.with_columns(article_id=pl.Series(keys, dtype=pl.String), published_on=pl.lit(date(2024, 1, 2)))
    said = [
        (content_key("quote", place), keys[number], text, date(2024, 1, 2))
        for place, (number, text) in enumerate(quotes or [])
    ]
    schema = {"quote_id": pl.String, "article_id": pl.String, "text": pl.String, "published_on": pl.Date}
    found = find_topics(frame, pl.DataFrame(said, schema=schema, orient="row"), topic_model(files or TopicFiles()))
    ArticleTopics.validate(found.articles)
    QuoteTopics.validate(found.quotes)
    return found


def told(article: dict[str, Any], files: TopicFiles | None = None) -> list[tuple[str, str]]:
    """Topic and method of one article, in the order of the ranks."""
    return find(article, files=files).articles.sort("rank").select("topic_id", "method").rows()


@pytest.mark.parametrize(
    ("body", "topic"),
    [
        (MATCH, SPORT),
        (VOTE, POLITICS),
        (
            "Shares rose and the dollar fell after the central bank cut interest rates and investors sold bonds.",
            BUSINESS,
        ),
        ("The storm brings gales and heavy rain; forecasters expect snow and temperatures below freezing.", WEATHER),
        ("Scientists sequenced the genome of a bacterium in a laboratory experiment.", "medtop:13000000"),
        ("The court sentenced him to ten years in prison for murder after the jury's verdict.", "medtop:02000000"),
        ("Patients with the virus were taken to hospital, and doctors hope for a vaccine.", "medtop:07000000"),
        ("Covid lockdown is to last until Easter.", "medtop:07000000"),
        ("Soldiers and rebels exchanged artillery fire until the ceasefire began.", "medtop:16000000"),
        ("The bishop said mass in the cathedral before the pilgrims left.", "medtop:12000000"),
    ],
)
def test_the_text_tells_the_topic_where_the_publisher_does_not(body: str, topic: str) -> None:
    assert told({"body": body})[0] == (topic, "text")


def test_the_headline_counts_more_than_the_body() -> None:
    body = "The minister spoke. The match was over."
    assert told({"title": "Goalkeeper saves penalty", "body": body})[0][0] == SPORT
    assert told({"title": "Parliament votes on reform", "body": body})[0][0] == POLITICS


def test_the_first_line_stands_for_a_headline_that_is_missing() -> None:
    assert told({"body": "Goalkeeper saves penalty\nThe minister spoke in parliament."})[0][0] == SPORT
    assert told({"body": "The minister spoke in parliament.\nGoalkeeper saves penalty"})[0][0] == POLITICS


def test_nothing_that_tells_is_an_answer() -> None:
    rows = find({}).articles.select("topic_id", "subtopic_id", "score", "rank", "method").rows()
    assert rows == [("unclassified", None, 0.0, 1, "none")]


@pytest.mark.parametrize(
    ("article", "method"),
    [
        ({"keywords": ["medtop:20000574"], "section": "Sport"}, "code"),
        ({"section": "Politics", "url": "https://x.example/sport/1", "keywords": ["football"]}, "section"),
        ({"section": "News > Politics"}, "section"),
        ({"url": "https://x.example/politics/2024/03/01/a-match", "keywords": ["football"]}, "url"),
        ({"keywords": ["Harbour", "POLITICS"]}, "keyword"),
    ],
)
def test_the_strongest_evidence_comes_first_and_the_text_after_it(article: dict[str, Any], method: str) -> None:
    topics = told(article | {"body": MATCH})
    assert topics[0] == (POLITICS, method)
    assert SPORT in [topic for topic, _ in topics[1:]]


def test_a_section_that_says_nothing_leaves_it_to_the_text() -> None:
    assert told({"section": "World", "url": "https://x.example/news/1", "keywords": ["exclusive"], "body": MATCH}) == [
        (SPORT, "text")
    ]


def test_an_article_has_at_most_three_topics() -> None:
    topics = told({"keywords": ["Football", "Politics", "Health", "Weather", "Education"], "body": VOTE})
    assert len(topics) == 3
    assert topics[0] == (
        POLITICS,
        "keyword",
    )  # of keywords that say different things, the one that the text bears out comes first


@pytest.mark.parametrize(
    ("article", "subtopic"),
    [
        ({"keywords": ["medtop:20000574"]}, "medtop:20000574"),
        ({"section": "Elections"}, "medtop:20000574"),
        (
            {
                "body": (
                    "Voters cast their ballots in the referendum; turnout at the polls was high and candidates waited."
                )
            },
            "medtop:20000574",
        ),
        (
            {"section": "Politics", "body": "Voters cast their ballots in the referendum; turnout was high."},
            "medtop:20000574",
        ),
        ({"section": "Politics"}, None),
        ({"keywords": [POLITICS]}, None),
    ],
)
def test_narrower_topics_where_they_can_be_told(article: dict[str, Any], subtopic: str | None) -> None:
    first = find(article).articles.row(0, named=True)
    assert (first["topic_id"], first["subtopic_id"]) == (POLITICS, subtopic)


@pytest.mark.parametrize("language", ["de", "fr", "ru"])
def test_words_of_other_languages_are_not_taken_for_english_ones(language: str) -> None:
    assert told({"language": language, "body": MATCH}) == [("unclassified", "none")]
    assert told({"language": language, "body": MATCH, "section": "Sport"}) == [(SPORT, "section")]


def test_a_quotation_is_told_by_its_own_words_before_those_of_its_article() -> None:
    said = (
        "We scored two goals in the match, and the coach and the players deserve the trophy and the title of champions."
    )
    main = find({"body": VOTE}, quotes=[(0, said), (0, "I do not know.")]).quotes.filter(pl.col("rank") == 1)
    assert dict(main.select("quote_id", "topic_id").iter_rows()) == {
        content_key("quote", 0): SPORT,
        content_key("quote", 1): POLITICS,
    }


def test_a_quotation_of_an_article_in_another_language_has_no_topic() -> None:
    quotes = find({"language": "de", "body": VOTE}, quotes=[(0, MATCH)]).quotes
    assert quotes.select("topic_id", "method", "rank").rows() == [("unclassified", "none", 1)]


def test_a_quotation_beyond_the_beginning_of_its_article_has_its_topic() -> None:
    quotes = find({"body": NOTHING}, quotes=[(0, MATCH)]).quotes
    assert quotes["topic_id"].to_list() == [SPORT]


def test_topics_of_ones_own_stand_beside_those_of_the_iptc() -> None:
    files = TopicFiles(
        taxonomy='id,label,parent,terms\nport,The port,,"harbour; sea wall"\nwall,The wall,port,sea wall\n'
    )
    body = "The sea wall will be built, and the sea wall will be high."
    assert told({"title": "Stadium", "body": f"{MATCH} {body}"}, files) == [
        (SPORT, "text"),
        ("port", "term"),
        ("wall", "term"),
    ]
    assert told({"body": f"{NOTHING}\nA harbour."}, files) == [("unclassified", "none")]  # once and in passing
    assert told({"title": "Hafen", "language": "de", "body": "Der harbour und der harbour."}, files) == [
        ("unclassified", "none"),
        ("port", "term"),
    ]
    Topics.validate(topic_model(files).topics)


def test_edited_terms_and_mappings_win_over_the_shipped_ones() -> None:
    files = TopicFiles(
        terms="term,topic_id,weight\nstriker,medtop:09000000,5\nfull stadium,medtop:09000000,5\n",
        mapping="evidence,name,topic_id\nany,Sport,\nurl,quay,medtop:04000000\n",
    )
    assert told({"body": "The striker in a full stadium."}, files)[0] == ("medtop:09000000", "text")
    assert told({"section": "Sport", "url": "https://x.example/quay/1"}, files) == [(BUSINESS, "url")]


def test_what_tells_the_topics_is_part_of_the_version() -> None:
    plain = topic_model().version
    assert find({}).articles["model_version"].to_list() == [plain]
    assert topic_model(TopicFiles()).version == plain
    others = [
        TopicFiles(taxonomy="id,label\na,A\n"),
        TopicFiles(terms="term,topic_id\nx,medtop:11000000\n"),
        TopicFiles(mapping="evidence,name,topic_id\nany,x,\n"),
    ]
    assert len({plain, *(topic_model(files).version for files in others)}) == 4


def test_no_articles_no_topics() -> None:
    found = find()
    assert found.articles.is_empty()
    assert found.quotes.is_empty()


WORDS = st.lists(
    st.sampled_from(["election", "goal", "storm", "bank", "virus", "the", "blue"]), min_size=1, max_size=12
).map(" ".join)


@settings(max_examples=8)
@given(bodies=st.lists(WORDS, min_size=2, max_size=30), order=st.randoms(use_true_random=False))
def test_what_an_article_is_about_does_not_hang_on_its_neighbours(bodies: list[str], order: Random) -> None:
    places = list(range(len(bodies)))
    order.shuffle(places)
    straight = find(*({"body": body} for body in bodies)).articles
    shuffled = find(*({"body": bodies[place]} for place in places)).articles
    for now, before in enumerate(places):
        rows = [
            frame.filter(pl.col("article_id") == content_key("article", number)).drop("article_id")
            for frame, number in ((straight, before), (shuffled, now))
        ]
        assert rows[0].equals(rows[1])
