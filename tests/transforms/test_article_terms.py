from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.tables.declared import ArticleTerms
from onrecord.transforms.tables.keys import content_key
from onrecord.transforms.topics.terms import LEAD_CHARS, find_terms, story_of

STORY = (
    "the ferry to the northern islands was late again on monday because the captain had overslept and nobody else "
    "could steer the old ship"
)


def terms(body: str, title: str | None = None) -> list[str]:
    frame = pl.DataFrame(
        {"article_id": [content_key("a")], "published_on": [date(2024, 1, 2)], "title": [title], "body": [body]},
        schema_overrides={"title": pl.String},
    )
    [found] = ArticleTerms.validate(find_terms(frame))["terms"]
    return found.split("|") if found else []


def test_words_and_pairs_once_without_those_that_tell_nothing() -> None:
    assert terms("The Sea Wall at Marrow: a sea wall, they said in 2024.") == ["marrow", "sea", "sea wall", "wall"]
    assert terms("It was 7 or 8.") == []


def test_headline_and_body_do_not_run_into_each_other() -> None:
    assert terms("Captain sails.", title="Ferry sunk") == [
        "captain",
        "captain sails",
        "ferry",
        "ferry sunk",
        "sails",
        "sunk",
    ]


def test_only_the_beginning_of_a_body_is_looked_at() -> None:
    assert "lighthouse" not in terms("harbour " * (LEAD_CHARS // 8) + "lighthouse")


def test_articles_do_not_run_into_each_other() -> None:
    schema = {"article_id": pl.String, "published_on": pl.Date, "title": pl.String, "body": pl.String}
    frame = pl.DataFrame(
        [(content_key(2), None, None, "ferry"), (content_key(1), None, None, "sunk ferry")], schema=schema, orient="row"
    )
    assert find_terms(frame).select("article_id", "terms").rows() == [
        (content_key(2), "ferry"),
        (content_key(1), "ferry|sunk|sunk ferry"),
    ]


def test_no_articles_no_terms() -> None:
    frame = pl.DataFrame(
        schema={"article_id": pl.String, "published_on": pl.Date, "title": pl.String, "body": pl.String}
    )
    assert find_terms(frame).is_empty()


def test_copies_that_were_edited_are_few_stories() -> None:
    words = STORY.split()
    edited = [
        " ".join(f"edit{number}" if place == number % len(words) else word for place, word in enumerate(words))
        for number in range(40)
    ]
    assert len(set(map(story_of, edited))) <= 6
    assert len({story_of(f"{number} {STORY}") for number in range(10)}) == 1  # numbers alone make no new story


@given(
    st.lists(
        st.text("abcdefg ", min_size=30, max_size=60),
        min_size=2,
        max_size=5,
        unique_by=lambda text: " ".join(text.split()),
    )
)
def test_the_story_is_a_key_of_the_words(texts: list[str]) -> None:
    assert all(len(story_of(text)) == 20 for text in texts)
    assert [story_of(text) for text in texts] == [story_of(f"  {text} ") for text in texts]
