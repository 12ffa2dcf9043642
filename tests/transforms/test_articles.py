from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.articles.assemble import (
    ARTICLE_SCHEMA,
    REJECT_SCHEMA,
    WORD,
    ArticleOptions,
    DetectLanguages,
    build_articles,
)
from onrecord.transforms.articles.dates import parse_date
from onrecord.transforms.articles.records import FIELDS, RECORD_SCHEMA
from onrecord.transforms.tables.declared import REJECT_REASONS, Articles
from onrecord.transforms.tables.keys import content_key

RUN = "0" * 20
BODY = "The harbour office said on Monday that its ferries would sail again.\n\n“Nobody was hurt,” it added."
LONG_BODY = f"{BODY} {BODY} {BODY}"


def in_english(texts: Sequence[str]) -> list[str]:
    return ["en"] * len(texts)


def undetermined(texts: Sequence[str]) -> list[str]:
    return ["und"] * len(texts)


def records(*rows: dict[str, Any]) -> pl.DataFrame:
    empty: dict[str, Any] = dict.fromkeys(RECORD_SCHEMA) | {
        "source_path": "/d/a.txt",
        "source_record": "1",
        "keywords": [],
        "date_source": "metadata",
    }
    return pl.DataFrame([empty | row for row in rows], schema=RECORD_SCHEMA)


def build(
    *rows: dict[str, Any], outlet: str | None = None, detect: DetectLanguages = in_english
) -> tuple[pl.DataFrame, pl.DataFrame]:
    return build_articles(
        records(*rows),
        ArticleOptions(default_outlet=outlet, run_id=RUN),
        detect_languages=detect,
        parse_date=parse_date,
    )


def article(**row: object) -> dict[str, Any]:
    articles, rejects = build({"text": BODY} | row)
    assert rejects.is_empty()
    return articles.row(0, named=True)


def test_the_headline_in_the_file_s_name_goes_off_the_body() -> None:
    told = article(
        text=f"Ferries will sail again.\n\nPARIS (AP) — {BODY}",
        source_path="/d/post_2020-12-21_ferries-will-sail-again.txt",
    )
    assert (told["title"], told["dateline_place"], told["body"]) == ("Ferries will sail again.", "PARIS", BODY)
    kept = article(
        title="Ferries", text=f"Ferries will sail again.\n\n{BODY}", source_path="/d/ferries-will-sail-again.txt"
    )
    assert (kept["title"], kept["body"]) == ("Ferries", f"Ferries will sail again.\n\n{BODY}")


def test_an_agency_story_with_its_date_in_the_header() -> None:
    told = article(text=f"WASHINGTON, December 21. /TASS/. {BODY}", date="2020-12-21", date_source="header")
    assert told == {
        "article_id": content_key("article", "TASS", BODY),
        "outlet": "TASS",
        "agency": "TASS",
        "url": None,
        "title": None,
        "byline": None,
        "section": None,
        "published_on": date(2020, 12, 21),
        "published_at": None,
        "date_source": "header",
        "dateline_place": "WASHINGTON",
        "dateline_region": None,
        "dateline_date": date(2020, 12, 21),
        "language": "en",
        "body": BODY,
        "n_words": 17,
        "n_quotes": 0,
        "text_id": content_key(
            "the harbour office said on monday that its ferries would sail again nobody was hurt it added"
        ),
        "source_path": "/d/a.txt",
        "source_record": "1",
        "run_id": RUN,
        "keywords": [],
    }


def test_a_record_with_all_its_fields() -> None:
    told = article(
        title=" Ferries  sail\nagain ",
        byline="By ANNA ROE, AP Sports Writer",
        date="Fri Feb 5, 2010 10:04pm EST",
        url=" https://www.harbour.example/a ",
        outlet="Harbour Daily",
        section=" Ports ",
        keywords=["ferry"],
    )
    assert (told["title"], told["byline"], told["agency"]) == ("Ferries sail again", "Anna Roe", "AP")
    assert (told["url"], told["outlet"], told["section"]) == ("https://www.harbour.example/a", "Harbour Daily", "Ports")
    assert (told["published_on"], told["published_at"]) == (date(2010, 2, 5), datetime(2010, 2, 6, 3, 4, tzinfo=UTC))
    assert (told["date_source"], told["keywords"]) == ("metadata", ["ferry"])


@pytest.mark.parametrize(
    ("row", "published_on", "source"),
    [
        ({"date": "2020-12-21", "url": "https://h.example/2019/01/02/a"}, date(2020, 12, 21), "metadata"),
        ({"date": "2020-12-21", "date_source": "header"}, date(2020, 12, 21), "header"),
        ({"date": "2020-12-21", "date_source": None}, date(2020, 12, 21), "metadata"),
        ({"date": "last week", "url": "https://h.example/2019/01/02/a"}, date(2019, 1, 2), "url"),
        ({"url": "https://h.example/a", "source_path": "/d/x_2018-03-04_a.txt"}, date(2018, 3, 4), "filename"),
        ({"source_path": "/d/x_2018-03-04_a.txt", "text": f"ROME, May 6, 2017 - {BODY}"}, date(2018, 3, 4), "filename"),
        ({"text": f"ROME, May 6, 2017 - {BODY}"}, date(2017, 5, 6), "dateline"),
        ({"text": f"ROME, May 6 - {BODY}"}, None, "none"),
        ({}, None, "none"),
    ],
)
def test_the_day_comes_from_the_first_place_that_tells_it(
    row: dict[str, Any], published_on: date | None, source: str
) -> None:
    told = article(**row)
    assert (told["published_on"], told["date_source"]) == (published_on, source)


def test_the_year_of_the_dateline_follows_publication() -> None:
    text = f"ROME, Dec 31 - {BODY}"
    assert article(text=text, date="2021-01-02")["dateline_date"] == date(2020, 12, 31)
    assert article(text=text)["dateline_date"] is None


@pytest.mark.parametrize("first", ["Ferries sail again", "FERRIES SAIL AGAIN.", "  “Ferries”  sail again"])
def test_a_title_that_opens_the_text_goes_and_the_dateline_after_it(first: str) -> None:
    told = article(title="Ferries sail again", text=f"{first}\n\nROME (AP) — {BODY}")
    assert (told["title"], told["dateline_place"], told["body"]) == ("Ferries sail again", "ROME", BODY)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Ferries", f"Ferries sail\n\n{BODY}"),
        ("Ferries sail", f"Sail ferries\n{BODY}"),
        ("Ferries sail again", "Ferries sail again"),
    ],
)
def test_other_first_lines_and_a_text_that_is_only_its_title_stay(title: str, text: str) -> None:
    assert article(title=title, text=text)["body"] == text


def test_the_author_may_stand_in_the_dateline() -> None:
    text = f"ANKARA\n\nBy Ayse Demir\n\n{BODY}"
    assert article(text=text)["byline"] == "Ayse Demir"
    assert article(text=text, byline="Anna Roe")["byline"] == "Anna Roe"


def test_a_chosen_outlet_yields_to_the_records_own() -> None:
    articles, _ = build({"text": BODY, "outlet": "Own"}, {"text": BODY, "url": "https://h.example/a"}, outlet="Chosen")
    assert articles["outlet"].to_list() == ["Own", "Chosen"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "no_text"),
        ("", "no_text"),
        (" \n ", "no_text"),
        ("MOSCOW, December 26. /TASS/.", "no_text"),
        ("Ferries sail", "not_an_article"),
        ("…", "not_an_article"),
        ("." * 60, "not_an_article"),
    ],
)
def test_what_has_no_text_is_rejected_with_a_reason(text: str | None, reason: str) -> None:
    articles, rejects = build({"text": text, "source_path": "/d/b.txt", "source_record": "7"})
    assert articles.is_empty()
    row = rejects.row(0, named=True)
    assert (row["source_path"], row["source_record"], row["reason"], row["raw"]) == (
        "/d/b.txt",
        "7",
        reason,
        text or None,
    )
    assert "--map" in row["detail"]
    assert reason in REJECT_REASONS


def test_the_raw_record_is_cut() -> None:
    _, rejects = build({"text": "." * 5000})
    assert rejects["raw"].str.len_chars().to_list() == [2000]


def test_scripts_without_blanks_need_few_words() -> None:
    assert (
        article(
            text="港务局星期一表示所有渡轮将在一周内恢复航行风暴中没有人员受伤港口的各项设施正在抓紧时间修复预计很快完成"
        )["n_words"]
        == 1
    )


@pytest.mark.parametrize(
    ("text", "declared", "detect", "expected"),
    [
        (LONG_BODY, "de", in_english, "en"),
        (LONG_BODY, "de", undetermined, "de"),
        (LONG_BODY, None, undetermined, "und"),
        (LONG_BODY, "gibberish", undetermined, "und"),
        (BODY, "de-AT", in_english, "de"),
        (BODY, None, in_english, "en"),
        (BODY, None, undetermined, "und"),
    ],
)
def test_long_texts_tell_their_language_and_publishers_that_of_short_ones(
    text: str, declared: str | None, detect: DetectLanguages, expected: str
) -> None:
    articles, _ = build({"text": text, "language": declared}, detect=detect)
    assert articles["language"].to_list() == [expected]


def test_syndicated_copies_share_the_text_but_not_the_article() -> None:
    one = article(text=f"ROME (AP) — {BODY}", outlet="One")
    other = article(text=BODY.replace("“", '"').replace("”", '"').upper(), outlet="Other")
    assert one["text_id"] == other["text_id"]
    assert one["article_id"] != other["article_id"]
    assert one["article_id"] == article(text=BODY, outlet="One", title="Other title")["article_id"]


def test_the_frames_have_their_schemas_even_when_empty() -> None:
    articles, rejects = build()
    assert articles.schema == ARTICLE_SCHEMA
    assert rejects.schema == REJECT_SCHEMA
    articles, rejects = build({"text": BODY}, {"text": ""})
    assert articles.schema == ARTICLE_SCHEMA
    assert rejects.schema == REJECT_SCHEMA
    assert list(ARTICLE_SCHEMA)[:-1] == list(Articles.columns())


def test_words_are_counted_as_readers_count_them() -> None:
    words = ["don't", "U.S", "AT&T", "well-known", "l’État", "3.5", "naïve"]
    assert re.findall(WORD, " -- ".join(words)) == words
    assert article(text=" -- ".join(words))["n_words"] == len(words)


rows = st.fixed_dictionaries(
    {"text": st.one_of(st.none(), st.text(max_size=200), st.just(f"ROME, May 6 (AP) - {BODY}"))},
    optional={field: st.one_of(st.none(), st.text(max_size=20)) for field in FIELDS}
    | {"keywords": st.one_of(st.none(), st.lists(st.text(max_size=5), max_size=2))},
)


@given(st.lists(rows, max_size=6))
def test_every_record_is_a_valid_article_or_a_reject(given_rows: list[dict[str, Any]]) -> None:
    numbered = [row | {"source_record": str(number)} for number, row in enumerate(given_rows, start=1)]
    articles, rejects = build(*numbered)
    assert sorted([*articles["source_record"], *rejects["source_record"]]) == sorted(
        row["source_record"] for row in numbered
    )
    Articles.validate(articles.drop("keywords").unique("article_id"))
    assert articles["keywords"].null_count() == 0
    assert rejects["reason"].is_in(REJECT_REASONS).all()
