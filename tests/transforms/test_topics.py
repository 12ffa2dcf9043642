from datetime import date

import polars as pl

from transforms.keys import content_key
from transforms.tables import ArticleTopics, Topics
from transforms.topics import MOST_KEYWORDS, find_topics


def _articles(*rows: tuple[str | None, list[str], str]) -> pl.DataFrame:
    frame = pl.DataFrame(list(rows), schema={"section": pl.String, "keywords": pl.List(pl.String), "body": pl.String}, orient="row")
    keys = [content_key(number) for number in range(frame.height)]
    return frame.with_columns(article_id=pl.Series(keys), published_on=pl.lit(date(2024, 1, 2)))


def test_section_comes_before_keywords() -> None:
    topics, names = find_topics(_articles(("World News", ["Harbour", "harbour", " Storm "], "Text.")))
    assert topics.sort("rank")["topic_id"].to_list() == ["section:world-news", "keyword:harbour", "keyword:storm"]
    assert topics.sort("rank")["rank"].to_list() == [1, 2, 3]
    assert dict(names.select("topic_id", "name").iter_rows())["keyword:harbour"] == "Harbour"
    ArticleTopics.validate(topics)
    Topics.validate(names)


def test_names_and_phrases_that_recur_where_the_publisher_says_nothing() -> None:
    body = "The Aster Bridge is closed. The Aster Bridge needs concrete pillars, and concrete pillars cost money. Port Aster waits."
    topics, _ = find_topics(_articles((None, [], body)))
    assert topics.sort("rank")["topic_id"].to_list() == ["name:aster-bridge", "phrase:concrete-pillars"]


def test_publishers_word_wins_over_the_text() -> None:
    topics, _ = find_topics(_articles(("Sport", [], "Aster Bridge. Aster Bridge.")))
    assert topics["method"].to_list() == ["section"]


def test_no_topic_where_nothing_tells() -> None:
    topics, names = find_topics(_articles((None, ["...", " "], "Short text here.")))
    assert topics.is_empty()
    assert names.is_empty()


def test_keywords_are_limited() -> None:
    topics, _ = find_topics(_articles((None, [f"word{number}" for number in range(50)], "Text.")))
    assert topics.height == MOST_KEYWORDS
