from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.articles.headers import has_date_prefix, split_header
from onrecord.transforms.articles.headline import take_named_headline

BODY = (
    "The council of the harbour town voted on Tuesday evening to rebuild the old bridge, which has been closed "
    "since the flood of last spring, "
    'after a debate of four hours. "It was time," said Jane Doe, the mayor.'
)
SEED = (
    " date 2020-12-21 WASHINGTON, December 21. /TASS/. Moscow would like to hope that during term of office of "
    "the incoming administration the mechanisms "
    "of contacts between Russian and US officials will be restored.\n\nAsked about it, Antonov replied."
)


def test_text_without_header() -> None:
    header = split_header(BODY + "\n\nSecond paragraph.")
    assert (header.kind, dict(header.fields), header.body) == ("none", {}, BODY + "\n\nSecond paragraph.")


def test_seed_form() -> None:
    header = split_header(SEED)
    assert (header.kind, dict(header.fields)) == ("date", {"date": "2020-12-21"})
    assert header.body.startswith("WASHINGTON, December 21. /TASS/. Moscow")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (" date 2020-12-21 X", True),
        ("Date 2020-12-21\n", True),
        ("date 2020-12-21T10:00:00Z X", True),
        ("date 2020 X", False),
        ("update 2020-12-21 X", False),
    ],
)
def test_date_prefix(line: str, expected: bool) -> None:
    assert has_date_prefix(line) is expected


@pytest.mark.parametrize(
    "headline",
    [
        "Bridge to be rebuilt",
        "Will the bridge ever open again?",
        "Bridge 'a matter of weeks'",
        "“We will open it”: mayor on the bridge",
        "Profile: Jane Doe",
        "By the sea, a town without a bridge",
        "Best Thing That Happened To This Old Town.",
    ],
)
def test_headline(headline: str) -> None:
    for gap in ("\n\n", "\n"):
        header = split_header(headline + gap + BODY)
        assert (header.kind, dict(header.fields), header.body) == ("headline", {"title": headline}, BODY)


@pytest.mark.parametrize(
    "first",
    [
        "The bridge was closed.",
        "The bridge was closed …",
        '"We will open it," said the mayor. "Soon."',
        "WASHINGTON, December 21. /TASS/.",
        "Friday, January 4, 2019",
        "PARIS (AP) —",
        "The plan, she said,",
        "* * *",
        "picture.jpg",
        "word " * 40,
        "@mayor on the bridge",
    ],
)
def test_first_line_that_is_no_headline(first: str) -> None:
    header = split_header(f"{first}\n\n{BODY}")
    assert (header.kind, dict(header.fields)) == ("none", {})
    assert header.body.startswith(first.strip())


def test_headline_with_a_full_stop_where_a_dateline_follows() -> None:
    header = split_header(f"Bridge to be rebuilt in spring.\n\nPARIS (AP) — {BODY}")
    assert header.fields == {"title": "Bridge to be rebuilt in spring."}


@pytest.mark.parametrize(
    ("first", "path", "is_headline"),
    [
        ("Minister’s harbour dilemma.", "/news/post_2020-12-21_minister-s-harbour-dilemma.txt", True),
        (
            "Minister plays down the delay of the second bridge.",
            "/news/post_2020-12-21_minister-plays-down-the-delay-o.txt",
            True,
        ),
        ("Minister plays down the delay.", "/news/Minister plays down the delay.txt.gz", True),
        ("Minister plays down the delay.", "/news/minister.txt", False),
        ("Minister plays down the delay.", "/news/minister-plays-down-the-delay-again.txt", False),
        ("Minister plays down the delay.", "/minister-plays-down-the-delay/001.txt", False),
        ("The bridge.", "/news/the-bridge.txt", False),
        ("…", "/news/a-b-c.txt", False),
    ],
)
def test_headline_after_which_the_file_is_named(first: str, path: str, *, is_headline: bool) -> None:
    assert take_named_headline(f"{first}\n\n{BODY}", path) == ((first, BODY) if is_headline else None)
    assert take_named_headline(first, path) is None


def test_headline_and_deck_of_a_database() -> None:
    header = split_header(f"Bridge to be rebuilt; \nTown found the money.\n\n{BODY}")
    assert (dict(header.fields), header.body) == ({"title": "Bridge to be rebuilt; Town found the money."}, BODY)
    assert split_header(f"First the bridge;\n{BODY}\n\nMore.").fields == {}


@pytest.mark.parametrize(
    "text",
    [
        "One line without anything below",
        "Short\nlines\nonly",
        f"{'A headline that is longer than its text ' * 2}\n\nText.",
    ],
)
def test_first_line_above_nothing_longer_is_text(text: str) -> None:
    assert split_header(text).body == text.strip()


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE, Staff Writer", "JANE DOE, Staff Writer"),
        ("By  Jan  de Vries  and Ann Lee Jr.", "Jan de Vries and Ann Lee Jr."),
    ],
)
def test_byline_below_the_headline(line: str, byline: str) -> None:
    header = split_header(f"Bridge to be rebuilt\n\n{line}\n\n{BODY}")
    assert (dict(header.fields), header.body) == ({"title": "Bridge to be rebuilt", "byline": byline}, BODY)
    assert split_header(f"{line}\n{BODY}").fields == {"byline": byline}


@pytest.mark.parametrize(
    "line", ["By December the bridge was open.", "By Monday", "By Jane Doe said the sign.", "By Jane Doe:", "By Jane"]
)
def test_first_line_that_is_no_byline(line: str) -> None:
    following = "Hm." if line == "By Jane" else f"\n{BODY}"
    assert "byline" not in split_header(f"{line}\n{following}").fields


def test_four_title_lines() -> None:
    text = (
        "-- Bridge to be rebuilt\n-- By  Jane Doe  - Analysis\n-- Fri Dec 5, 2008 5:22pm EST\n-- "
        f"http://news.example.com/bridge\n\n \n\n {BODY}"
    )
    header = split_header(text)
    assert header.kind == "title_lines"
    assert header.fields == {
        "title": "Bridge to be rebuilt",
        "byline": "Jane Doe",
        "date": "Fri Dec 5, 2008 5:22pm EST",
        "url": "http://news.example.com/bridge",
    }
    assert header.body == BODY


@pytest.mark.parametrize(
    ("lines", "fields", "body"),
    [
        ("-- Bridge\n-- \n-- Fri Dec 5, 2008\n--\n\nText", {"title": "Bridge", "date": "Fri Dec 5, 2008"}, "Text"),
        (
            "-- \n--\n-- Fri Dec 5, 2008\n-- http://a.example/",
            {"date": "Fri Dec 5, 2008", "url": "http://a.example/"},
            "",
        ),
        (
            "-- Bridge\n-- Dec 5, 2008\n-- http://a.example/\n\nText",
            {"title": "Bridge", "date": "Dec 5, 2008", "url": "http://a.example/"},
            "Text",
        ),
        ("-- One\n-- Two\n-- Three\n\nText", {}, "-- One\n-- Two\n-- Three\n\nText"),
        ("-- One, 2008\n\nText", {}, "-- One, 2008\n\nText"),
    ],
)
def test_title_lines_with_gaps(lines: str, fields: dict[str, str], body: str) -> None:
    header = split_header(lines)
    assert (dict(header.fields), header.body) == (fields, body)


def test_key_block() -> None:
    text = (
        "Title: Bridge to be rebuilt\nPublished: 2020-12-21 10:30\nBy: By Jane Doe\nLink: "
        "https://news.example.com/bridge\nPublication: The Harbour\n  Times\n"
        f"Category: Local\nLanguage: en\nTags: bridge, flood; town\nWord count: 512\n\n{BODY}\n\nNote: this stays."
    )
    header = split_header(text)
    assert header.kind == "keys"
    assert header.fields == {
        "title": "Bridge to be rebuilt",
        "date": "2020-12-21 10:30",
        "byline": "Jane Doe",
        "url": "https://news.example.com/bridge",
        "outlet": "The Harbour Times",
        "section": "Local",
        "language": "en",
    }
    assert header.keywords == ("bridge", "flood", "town")
    assert header.body == f"{BODY}\n\nNote: this stays."


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("Source: The Times\n\nText.", {"outlet": "The Times"}, "Text."),
        ("Date: 21 December 2020\n\nText.", {"date": "21 December 2020"}, "Text."),
        ("Link: https://a.example/b\n\nText.", {"url": "https://a.example/b"}, "Text."),
        ("Title: Bridge\n\nText.", {"title": "Bridge"}, "Text."),
        ("Author: Jane van Doe\n\nText.", {"byline": "Jane van Doe"}, "Text."),
        ("Newspaper: Minister used own mail.\n\nText.", {}, "Newspaper: Minister used own mail.\n\nText."),
        ("Source: bridge will be late\n\nText.", {}, "Source: bridge will be late\n\nText."),
        ("Posted: without comment\n\nText.", {}, "Posted: without comment\n\nText."),
        ("Source: The Times\nText.", {}, "Source: The Times\nText."),
        ("Note: one\nRemark: two\n\nText.", {}, "Note: one\nRemark: two\n\nText."),
        ("Title: A\nDate: 2020-12-21\nText of it.", {"title": "A", "date": "2020-12-21"}, "Text of it."),
        (
            "Title: A\nDate: 2020-12-21\nMoscow: the city\nsleeps.",
            {"title": "A", "date": "2020-12-21"},
            "Moscow: the city\nsleeps.",
        ),
        ("Title: A\nText: First.\nSecond.", {"title": "A"}, "First.\nSecond."),
        ("**Title:** A\n**Author:** B\n\nText.", {"title": "A", "byline": "B"}, "Text."),
        ("Title: A\nBy: B\nBy: By C\n\nText.", {"title": "A", "byline": "B, C"}, "Text."),
        (
            "Title:\nDate: 2020-12-21\nURL: http://a.example/\n\nText.",
            {"date": "2020-12-21", "url": "http://a.example/"},
            "Text.",
        ),
        ("Title: A\nHeadline: B\nDate: \n\nText.", {"title": "A"}, "Text."),
        ("Date: 2020-12-21\nAuthor: B", {"date": "2020-12-21", "byline": "B"}, ""),
        ("https://a.example/\nDate: 2020-12-21\n\nText.", {}, "https://a.example/\nDate: 2020-12-21\n\nText."),
    ],
)
def test_where_a_key_block_begins_and_ends(text: str, fields: dict[str, str], body: str) -> None:
    header = split_header(text)
    assert (dict(header.fields), header.body) == (fields, body)


def test_front_matter() -> None:
    header = split_header(
        f'---\ntitle: "Bridge: the end"\ndate: 2020-12-21\ntags:\n  - bridge\n  - flood\n---\n{BODY}\n'
    )
    assert header.fields == {"title": "Bridge: the end", "date": "2020-12-21"}
    assert (header.keywords, header.body) == (("bridge", "flood"), BODY)


def test_key_block_below_the_headline() -> None:
    header = split_header(f"Bridge to be rebuilt\n\nDate: 2020-12-21\nBy: Jane Doe\n\n{BODY}")
    assert header.fields == {"title": "Bridge to be rebuilt", "date": "2020-12-21", "byline": "Jane Doe"}
    assert header.body == BODY


def test_highlights_are_not_part_of_the_article() -> None:
    assert split_header(f"{BODY}\n\n@highlight\n\nBridge to be rebuilt\n\n@highlight\n\nMoney found").body == BODY
    assert split_header("@highlight\n\nOnly this").body == ""
    assert split_header("He wrote to @highlight and me.").body == "He wrote to @highlight and me."


@given(st.text(max_size=300))
def test_any_text_is_split_without_error_and_no_field_is_empty(text: str) -> None:
    header = split_header(text)
    assert all(header.fields.values())
    assert header.body == header.body.strip()


@given(
    st.lists(
        st.sampled_from(["Title: A", "Date: 2020", "-- B", "QQ", "", "  WW", "By ZZ", "Text:", "date 2020-01-02 w"]),
        max_size=12,
    ).map("\n".join)
)
def test_nothing_is_lost(text: str) -> None:
    header = split_header(text)
    kept = " ".join([header.body, *header.fields.values(), *header.keywords])
    assert all(text.count(letter) == kept.count(letter) for letter in "QZ")
