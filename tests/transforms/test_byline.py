from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.articles.byline import Byline, parse_byline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Anna Roe", "Anna Roe"),
        ("By: Anna Roe", "Anna Roe"),
        ("  by  Anna   Roe ", "Anna Roe"),
        ("Author: Anna Roe", "Anna Roe"),
        ("Reporting by Anna Roe", "Anna Roe"),
        ("By  Anna Roe  and  John Doe", "Anna Roe, John Doe"),
        ("By Anna Roe and John Doe and Max Poe", "Anna Roe, John Doe, Max Poe"),
        ("Anna Roe, John Doe & Max Poe", "Anna Roe, John Doe, Max Poe"),
        ("Anna Roe;John Doe", "Anna Roe, John Doe"),
        ("Anna Roe, John Doe, and Max Poe", "Anna Roe, John Doe, Max Poe"),
        ("Anna Roe, Harbour TODAY", "Anna Roe"),
        ("Anna Roe, The Oldport Enquirer", "Anna Roe"),
        ("Anna Roe, special for the Harbour", "Anna Roe"),
        ("ANNA ROE. Follow Anna Roe on Twitter @annaroe.", "Anna Roe"),
        ("ANNA ROE. Email: anna@harbour.example,Twitter: @annaroe", "Anna Roe"),
        ("By Anna Roe. Anna Roe is the harbour's chronicler and the author of Ferries", "Anna Roe"),
        ("Anna M. Roe and van der Doe", "Anna M. Roe, van der Doe"),
        ("Anna Roe, Anna Roe", "Anna Roe"),
        ("By Anna Roe - Analysis", "Anna Roe"),
        ("Anna Roe | Oldport Tribune Staff", "Anna Roe"),
        ("Anna Roe, Senior Political Reporter", "Anna Roe"),
        ("Anna Roe Staff Writer", "Anna Roe"),
        ("Special Correspondent Anna Roe", "Anna Roe"),
        ("By Anna Roe in Oldport", "Anna Roe"),
        ("Anna Roe reports from Oldport", "Anna Roe"),
        ("Anna Roe For The Daily Harbour", "Anna Roe"),
        ("By Anna Roe, special to The Harbour", "Anna Roe"),
        ("Anna Roe and John Doe; Editing by Max Poe", "Anna Roe, John Doe"),
        ("Anna Roe <anna.roe@harbour.example>", "Anna Roe"),
        ("Anna Roe (@annaroe)", "Anna Roe"),
        ("Anna Roe (photos) and John Doe", "Anna Roe, John Doe"),
        ("https://harbour.example/author Anna Roe", "Anna Roe"),
        ("John Doe, Jr. and Anna Roe", "John Doe Jr, Anna Roe"),
        ("ANNA ROE", "Anna Roe"),
        ("By ANNA ROE and JOHN MCDOE", "Anna Roe, John McDoe"),
        ("SEÁN O'DOE", "Seán O'Doe"),
        ("ANNA VAN DER ROE", "Anna van der Roe"),
        ("ANNA ROE-DOE", "Anna Roe-Doe"),
        ("Anna ROE", "Anna ROE"),
        ("AWR Doe", "AWR Doe"),
        ("Анна Роу", "Анна Роу"),
    ],
)
def test_authors_are_left_alone_with_their_names(text: str, names: str) -> None:
    assert parse_byline(text) == Byline(names, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reuters", Byline(None, "Reuters")),
        ("By The Associated Press", Byline(None, "AP")),
        ("AP", Byline(None, "AP")),
        ("Reuters Staff", Byline(None, "Reuters")),
        ("AP Sports Writer", Byline(None, "AP")),
        ("By dpa correspondents", Byline(None, "dpa")),
        ("By ANNA ROE, AP Sports Writer", Byline("Anna Roe", "AP")),
        ("By Associated Press writers Anna Roe and John Doe", Byline("Anna Roe, John Doe", "AP")),
        ("Anna Roe, Reuters", Byline("Anna Roe", "Reuters")),
        ("AFP/Anna Roe", Byline("Anna Roe", "AFP")),
    ],
)
def test_an_agency_that_signs_is_told_from_its_writers(text: str, expected: Byline) -> None:
    assert parse_byline(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "By",
        "None",
        "nan",
        "admin",
        "Staff and agencies",
        "Oldport News",
        "anna.roe@harbour.example",
        "https://harbour.example/author/anna",
        "@annaroe",
        "5 min read",
        "-",
        "X",
        "annaroe",
        "this is a long sentence that nobody would ever take for a name",
        "Anna Roe " * 60,
    ],
)
def test_what_is_no_name_gives_nobody(text: str) -> None:
    assert parse_byline(text) == Byline(None, None)


@given(st.text(max_size=120))
def test_names_are_never_empty_and_never_addresses(text: str) -> None:
    names = parse_byline(text).names
    assert names is None or (names.strip() == names != "" and "@" not in names)
