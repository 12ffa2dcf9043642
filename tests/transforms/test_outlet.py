from __future__ import annotations

import csv
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.articles.agencies import AGENCIES, agency_credited, agency_named, agency_of_host
from onrecord.transforms.articles.outlet import (
    agency_of,
    canonical_outlet,
    host_of,
    outlet_of,
    outlet_of_filename,
    outlet_of_folder,
    outlet_of_url,
)
from onrecord.transforms.tables.keys import fold_name

NOTHING: dict[str, str | None] = {"field": None, "default": None, "url": None, "folder": None, "agency": None}


def outlet(path: str = "/d/a.txt", **told: str) -> str:
    given = NOTHING | told
    return outlet_of(
        path=path,
        field=given["field"],
        default=given["default"],
        url=given["url"],
        folder=given["folder"],
        agency=given["agency"],
    )


def test_the_first_place_that_tells_the_outlet_wins() -> None:
    named = "/d/filename_2020-12-21_a.txt"
    told = {"agency": "TASS"}
    assert outlet() == "unknown"
    assert outlet(**told) == "TASS"
    told["folder"] = "Parent"
    assert outlet(**told) == "Parent"
    assert outlet(named, **told) == "filename"
    told["url"] = "https://url.example/a"
    assert outlet(named, **told) == "url.example"
    told["default"] = "Default"
    assert outlet(named, **told) == "Default"
    told["field"] = "Field"
    assert outlet(named, **told) == "Field"


def test_places_that_say_nothing_are_passed_over() -> None:
    assert (
        outlet("/d/data_2020-12-21_a.txt", field="-", default="  ", url="no address", folder="20100205", agency="AP")
        == "AP"
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.reuters.com/article/a", "Reuters"),
        ("https://uk.reuters.com:443/a", "Reuters"),
        ("HTTP://WWW.APNEWS.COM/", "AP"),
        ("https://edition.cnn.com/2020/a", "CNN"),
        ("https://tass.ru/a", "TASS"),
        ("www.tass.com", "TASS"),
        ("https://notreuters.com/a", "notreuters.com"),
        ("http://m.harbour.example/a", "harbour.example"),
        ("https://amp.www.harbour.example/a", "www.harbour.example"),
        ("https://www2.harbour.example./a?b#c", "harbour.example"),
        ("http://user:word@harbour.example:8080/a", "harbour.example"),
        ("http://m.com/a", "m.com"),
        ("http://[::1/a", None),
        ("http://localhost/a", None),
        ("/harbour", None),
        ("some words", None),
        ("", None),
    ],
)
def test_the_outlet_of_an_address(url: str, expected: str | None) -> None:
    assert outlet_of_url(url) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Associated Press", "AP"),
        ("www.reuters.com", "Reuters"),
        ("www.harbour.example", "harbour.example"),
        ("Harbour  Daily", "Harbour Daily"),
        ("St. Pauls Gazette", "St. Pauls Gazette"),
        ("Inc.", "Inc."),
        ("None", None),
        ("-", None),
        ("", None),
    ],
)
def test_an_outlet_has_one_spelling(name: str, expected: str | None) -> None:
    assert canonical_outlet(name) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/d/oldport-times_2015-11-16_harbour.txt", "oldport-times"),
        ("/d/tass-2020-12-21-harbour.txt", "TASS"),
        ("/d/oldport_2015-11-16", "oldport"),
        ("/d/article_2015-11-16_harbour.txt", None),
        ("/d/20081006_us-harbour", None),
        ("/oldport_2015-11-16_x/harbour.txt", None),
    ],
)
def test_the_outlet_of_a_file_name(path: str, expected: str | None) -> None:
    assert outlet_of_filename(path) == expected


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("tass", "TASS"),
        ("reuters_headers", "Reuters"),
        ("ap", "AP"),
        ("ap_stories", "ap_stories"),
        ("Oldport Times", "Oldport Times"),
        ("associated press", "AP"),
        ("data", None),
        ("news data", None),
        ("20100205", None),
        ("2010-02-05", None),
        ("", None),
    ],
)
def test_the_outlet_of_a_folder(folder: str, expected: str | None) -> None:
    assert outlet_of_folder(folder) == expected


@pytest.mark.parametrize(
    ("dateline", "field", "byline", "expected"),
    [
        ("TASS", "Reuters", "AP", "TASS"),
        (None, "thomson reuters", "AP", "Reuters"),
        (None, "Oldport  Wire", "AP", "Oldport Wire"),
        (None, "none", "AP", "AP"),
        (None, None, "AP", "AP"),
        (None, None, None, None),
    ],
)
def test_the_agency_is_the_datelines_then_the_fields_then_the_bylines(
    dateline: str | None, field: str | None, byline: str | None, expected: str | None
) -> None:
    assert agency_of(dateline, field, byline) == expected


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("AFP", "AFP"),
        ("itar-tass", "TASS"),
        ("Agence France-Presse", "AFP"),
        ("ats afp", "Keystone-SDA"),
        ("Reuters/AP", "Reuters"),
        ("Associated Press Writer", "AP"),
        ("Corr. TASS", "TASS"),
        ("РИА Новости", "RIA Novosti"),
        ("Harbour Company", None),
        ("a very long credit that goes on and on, Reuters", None),
    ],
)
def test_credits_of_agencies(credit: str, expected: str | None) -> None:
    assert agency_credited(credit) == expected


def test_agencies_are_told_by_host_and_by_nothing_like_it() -> None:
    assert agency_of_host("af.reuters.com") == "Reuters"
    assert agency_of_host("com") is None
    assert agency_of_host("harbour.example") is None


def test_the_table_of_agencies_contradicts_itself_nowhere() -> None:
    spellings: dict[str, str] = {}
    domains: dict[str, str] = {}
    for agency in AGENCIES:
        for spelling in (agency.name, *agency.aliases):
            assert spellings.setdefault(fold_name(spelling), agency.name) == agency.name, spelling
            assert agency_named(spelling) == agency.name
        for domain in agency.domains:
            assert domains.setdefault(domain, agency.name) == agency.name, domain
            assert host_of(domain) == domain
    assert len(AGENCIES) >= 45


def test_the_table_of_places_has_two_kinds_and_no_row_twice() -> None:
    rows = [
        tuple(row)
        for row in csv.reader(
            resources.files("onrecord.transforms").joinpath("data/places.csv").read_text("utf-8").splitlines()
        )
    ]
    assert rows[0] == ("name", "kind")
    assert {kind for _, kind in rows[1:]} == {"city", "region"}
    assert len(set(rows)) == len(rows)


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_every_record_has_an_outlet(url: str, folder: str, field: str) -> None:
    assert outlet(url=url, folder=folder, field=field).strip()
