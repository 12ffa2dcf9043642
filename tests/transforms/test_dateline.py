from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.articles.dateline import Dateline, dateline_day, parse_dateline

Printed = tuple[str | None, str | None, str | None, tuple[int | None, int | None, int | None]]
NO_DATE = (None, None, None)
SENTENCE = "The harbour office said it would reopen."


def printed(dateline: Dateline) -> Printed:
    return dateline.place, dateline.region, dateline.agency, (dateline.month, dateline.day, dateline.year)


WITH_AGENCY: list[tuple[str, Printed]] = [
    ("WASHINGTON, December 21. /TASS/. ", ("WASHINGTON", None, "TASS", (12, 21, None))),
    ("IGORA /Leningrad Region/, December 26. /TASS/. ", ("IGORA", "Leningrad Region", "TASS", (12, 26, None))),
    ("IGORA /Leningrad region/, December 26. /TASS/. ", ("IGORA", "Leningrad region", "TASS", (12, 26, None))),
    ("MOSCOW, December 21, /TASS Correspondent/. ", ("MOSCOW", None, "TASS", (12, 21, None))),
    ("TASS, August 10. ", (None, None, "TASS", (8, 10, None))),
    ("ТАСС, 10 августа. ", (None, None, "TASS", (8, 10, None))),
    ("МОСКВА, 9 августа. /ТАСС/. ", ("МОСКВА", None, "TASS", (8, 9, None))),
    ("LOS ANGELES (Reuters) - ", ("LOS ANGELES", None, "Reuters", NO_DATE)),
    ("MOSCOW, Dec 21 (Reuters) - ", ("MOSCOW", None, "Reuters", (12, 21, None))),
    ("NEW YORK  (Reuters) - ", ("NEW YORK", None, "Reuters", NO_DATE)),
    ("(Reuters) - ", (None, None, "Reuters", NO_DATE)),
    ("Dec 29 (Reuters) - ", (None, None, "Reuters", (12, 29, None))),
    ("DAVOS, Switzerland  (Reuters) - ", ("DAVOS", "Switzerland", "Reuters", NO_DATE)),
    ("ZHONGSHAN, China/TOKYO (Reuters) - ", ("ZHONGSHAN/TOKYO", "China", "Reuters", NO_DATE)),
    ("SHANGHAI/BEIJING, Dec 21 (Reuters) - ", ("SHANGHAI/BEIJING", None, "Reuters", (12, 21, None))),
    ("DETROIT/\nTRAVERSE CITY, Michigan  (Reuters) - ", ("DETROIT/TRAVERSE CITY", "Michigan", "Reuters", NO_DATE)),
    ("WASHINGTON (Reuters/AP) - ", ("WASHINGTON", None, "Reuters", NO_DATE)),
    ("PARIS (AP) — ", ("PARIS", None, "AP", NO_DATE)),
    ("BUENOS AIRES, Argentina (AP) _ ", ("BUENOS AIRES", "Argentina", "AP", NO_DATE)),
    ("NEW YORK, N.Y. (AP) -- ", ("NEW YORK", "N.Y.", "AP", NO_DATE)),
    ("McALLEN, Texas (AP) — ", ("McALLEN", "Texas", "AP", NO_DATE)),
    ("SHARM el-SHEIKH, Egypt (AP) - ", ("SHARM el-SHEIKH", "Egypt", "AP", NO_DATE)),
    ("ABOARD THE NIGHT FERRY (AP) — ", ("ABOARD THE NIGHT FERRY", None, "AP", NO_DATE)),
    ("AP - ", (None, None, "AP", NO_DATE)),
    ("GAZA, Dec. 1 (Xinhua) -- ", ("GAZA", None, "Xinhua", (12, 1, None))),
    ("BRISBANE, Australia, Jan. 1(Xinhua) -- ", ("BRISBANE", "Australia", "Xinhua", (1, 1, None))),
    ("PORT-AU-PRINCE, Jan. 1 (Xinhua) -- ", ("PORT-AU-PRINCE", None, "Xinhua", (1, 1, None))),
    ("LA HAYA, 31 dic (Xinhua) -- ", ("LA HAYA", None, "Xinhua", (12, 31, None))),
    ("BRUSSELS (AFP) - ", ("BRUSSELS", None, "AFP", NO_DATE)),
    ("WASHINGTON, May 12 (AFP) -- ", ("WASHINGTON", None, "AFP", (5, 12, None))),
    ("Mexico City (AFP) – ", ("Mexico City", None, "AFP", NO_DATE)),
    ("Berlin (dpa) - ", ("Berlin", None, "dpa", NO_DATE)),
    ("Genf (ats afp) ", ("Genf", None, "Keystone-SDA", NO_DATE)),
    ("Panama  City,  Sept. 8 (CNA) -- ", ("Panama City", None, "CNA", (9, 8, None))),
    ("WASHINGTON (CNN) — ", ("WASHINGTON", None, "CNN", NO_DATE)),
    ("(CNN)", (None, None, "CNN", NO_DATE)),
    ("دمشق، سوريا (CNN) -- ", ("دمشق", "سوريا", "CNN", NO_DATE)),
    ("MOSCOW. Dec 21 (Interfax) - ", ("MOSCOW", None, "Interfax", (12, 21, None))),
    ("Москва. 30 апреля. INTERFAX.RU - ", ("Москва", None, "Interfax", (4, 30, None))),
    ("ISTANBUL (AA) - ", ("ISTANBUL", None, "Anadolu", NO_DATE)),
    ("TOKYO, Dec. 21, Kyodo - ", ("TOKYO", None, "Kyodo", (12, 21, None))),
    ("KYODO NEWS - Dec 21, 2020 - 15:30 | World, All\n", (None, None, "Kyodo", (12, 21, 2020))),
    ("Tokyo, Dec. 21 (Jiji Press)--", ("Tokyo", None, "Jiji", (12, 21, None))),
    ("Madrid, Dec 21 (EFE).- ", ("Madrid", None, "EFE", (12, 21, None))),
    ("(ANSA) - ROME, DEC 21 - ", ("ROME", None, "ANSA", (12, 21, None))),
    ("New Delhi, Dec 21 (PTI) ", ("New Delhi", None, "PTI", (12, 21, None))),
    ("New Delhi [India], December 21 (ANI): ", ("New Delhi", "India", "ANI", (12, 21, None))),
    ("SEOUL, Dec. 21 (Yonhap) -- ", ("SEOUL", None, "Yonhap", (12, 21, None))),
    ("CAMBRIDGE, Mass., Dec. 11 (UPI) — ", ("CAMBRIDGE", "Mass.", "UPI", (12, 11, None))),
    ("Dec. 21 (Bloomberg) -- ", (None, None, "Bloomberg", (12, 21, None))),
    ("KYIV, December 21 /Ukrinform/. ", ("KYIV", None, "Ukrinform", (12, 21, None))),
    ("москва, 31 янв - РИА Новости. ", ("москва", None, "RIA Novosti", (1, 31, None))),
    ("киев, 31 янв - риа новости, иван петров. ", ("киев", None, "RIA Novosti", (1, 31, None))),
    ("Riyadh, Dec 21, 2020, SPA -- ", ("Riyadh", None, "SPA", (12, 21, 2020))),
    ("ABU DHABI, 21st December, 2020 (WAM) -- ", ("ABU DHABI", None, "WAM", (12, 21, 2020))),
    ("BRUSSELS 21/12 (BELGA) = ", ("BRUSSELS", None, "Belga", (12, 21, None))),
    ("YEREVAN, DECEMBER 21, ARMENPRESS. ", ("YEREVAN", None, "Armenpress", (12, 21, None))),
    ("ASTANA. December 21. KAZINFORM /Ivan Petrov/ - ", ("ASTANA", None, "Kazinform", (12, 21, None))),
    ("Damascus, SANA- ", ("Damascus", None, "SANA", NO_DATE)),
    ("NEW YORK, Dec. 21, 2020 /PRNewswire/ -- ", ("NEW YORK", None, "PR Newswire", (12, 21, 2020))),
    ("SAN JOSE, Calif.--(BUSINESS WIRE)--", ("SAN JOSE", "Calif.", "Business Wire", NO_DATE)),
    ("LOS ANGELES (Curtain.com) - ", ("LOS ANGELES", None, "Curtain.com", NO_DATE)),
    ("Dubai, Feb. 30 (AP) - ", ("Dubai", None, "AP", NO_DATE)),
]

WITHOUT_AGENCY: list[tuple[str, Printed]] = [
    ("WASHINGTON — ", ("WASHINGTON", None, None, NO_DATE)),
    ("WASHINGTON—", ("WASHINGTON", None, None, NO_DATE)),
    ("BOSTON —", ("BOSTON", None, None, NO_DATE)),
    ("LOS ANGELES --  ", ("LOS ANGELES", None, None, NO_DATE)),
    ("WASHINGTON, D.C. - ", ("WASHINGTON", "D.C.", None, NO_DATE)),
    ("CHARLESTON, S.C.\xa0— ", ("CHARLESTON", "S.C.", None, NO_DATE)),
    ("PARETS DEL VALLÈS, Spain - ", ("PARETS DEL VALLÈS", "Spain", None, NO_DATE)),
    ("RIO DE JANEIRO - ", ("RIO DE JANEIRO", None, None, NO_DATE)),
    ("ST. LOUIS — ", ("ST. LOUIS", None, None, NO_DATE)),
    ("WASHINGTON and NEW YORK — ", ("WASHINGTON and NEW YORK", None, None, NO_DATE)),
    ("SYRIA — ", ("SYRIA", None, None, NO_DATE)),
    ("KUALA LUMPUR: ", ("KUALA LUMPUR", None, None, NO_DATE)),
    ("New Delhi: ", ("New Delhi", None, None, NO_DATE)),
    ("SALVADOR, Feb 26 - ", ("SALVADOR", None, None, (2, 26, None))),
    ("RICHMOND, Va. Feb 26 - ", ("RICHMOND", "Va.", None, (2, 26, None))),
    ("ELSEWHERE, Mich., March 2 - ", ("ELSEWHERE", "Mich.", None, (3, 2, None))),
    ("WASHINGTON, Monday, Dec. 21 — ", ("WASHINGTON", None, None, (12, 21, None))),
    ("WASHINGTON, December 21. ", ("WASHINGTON", None, None, (12, 21, None))),
    ("BAKU, Azerbaijan, Dec. 21\n\n", ("BAKU", "Azerbaijan", None, (12, 21, None))),
    ("ANKARA\n\n", ("ANKARA", None, None, NO_DATE)),
    ("Friday, January 4, 2019 \n\n\n", (None, None, None, (1, 4, 2019))),
]


@pytest.mark.parametrize(("prefix", "expected"), WITH_AGENCY + WITHOUT_AGENCY)
def test_a_dateline_is_told_apart_and_the_sentence_is_left(prefix: str, expected: Printed) -> None:
    dateline = parse_dateline(prefix + SENTENCE)
    assert dateline is not None
    assert printed(dateline) == expected
    assert (prefix + SENTENCE)[dateline.length :] == SENTENCE


@pytest.mark.parametrize(
    "opening",
    [
        "NATO — the alliance — said it would reopen the harbour.",
        "NATO — The alliance said it would reopen the harbour.",
        "BREAKING - Police closed the harbour.",
        "EXCLUSIVE – Anna Roe: Don't trust the harbour.",
        "UPDATE 1-Shares of the harbour fall",
        "UPDATE: 5/12 — The harbour has reopened.",
        "QUESTION: What is the harbour?",
        "GAME ON - The race for the harbour begins.",
        "DOEBERG--Anna, 98, of Harbour Street, passed away.",
        "VOTERS LIKE HARBOURS, BUT TOWNS DO NOT - Anna Roe: so they say.",
        "The Associated Press (AP) Sports editors met.",
        "American Airlines (AA) Chief Executive Anna Roe met them.",
        "Harbour Company (HRBR.O) - Shares fell.",
        "HARBOUR (NYSE:HRB) - The company said so.",
        "U.S. (29 pct), Canada (12 pct) and others said so.",
        "Washington has long said so.",
        "WASHINGTON was quiet on Monday.",
        "Paris: a guide to its harbour.",
        "Sydney: The actor spoke.",
        "Monday, Dec 21 - The day of the harbour",
        "Moscow, December 21 was cold.",
        "The (Reuters) poll said so.",
        "(updates with quotes) - The harbour reopened.",
        "Reuters reported on December 21 that it reopened.",
        "Harbour, December 21. Ships arrived.",
        "Oldport, Daily - Ships arrived.",
        "Council, December 21. Mayors. Ships arrived.",
        "December 21\nThe harbour reopened.",
        "HARBOUR NEWS\n\nThe harbour reopened.",
        "Reuters - and others said so.",
        "Roe, Doe 12 - They said so.",
        "",
    ],
)
def test_ordinary_text_is_left_alone(opening: str) -> None:
    assert parse_dateline(opening) is None


def test_a_place_line_may_be_followed_by_the_author_and_by_a_dateline() -> None:
    body = "ANKARA\n\nBy Ayse Demir\n\nThe ministry said so."
    dateline = parse_dateline(body)
    assert dateline is not None
    assert (dateline.place, dateline.byline, body[dateline.length :]) == (
        "ANKARA",
        "Ayse Demir",
        "The ministry said so.",
    )

    body = "ANKARA\n\nBy Ayse Demir\n\nISTANBUL (AA) – The ministry said so."
    dateline = parse_dateline(body)
    assert dateline is not None
    assert (dateline.place, dateline.agency, dateline.byline) == ("ISTANBUL", "Anadolu", "Ayse Demir")
    assert body[dateline.length :] == "The ministry said so."


def test_sentences_may_begin_with_small_letters_digits_and_quotes() -> None:
    for sentence in ("iPhone sales rose.", '"No," she said.', "“No,” she said.", "12 ships left.", "$5 a ship."):
        dateline = parse_dateline(f"BOSTON — {sentence}")
        assert dateline is not None
        assert f"BOSTON — {sentence}"[dateline.length :] == sentence


def test_a_dateline_with_nothing_behind_it_is_taken_off_whole() -> None:
    body = "MOSCOW, December 26. /TASS/."
    dateline = parse_dateline(body)
    assert dateline is not None
    assert dateline.length == len(body)


@given(st.text(max_size=300))
def test_length_never_leaves_the_body(body: str) -> None:
    dateline = parse_dateline(body)
    assert dateline is None or 0 < dateline.length <= len(body)


@given(
    st.sampled_from([prefix for prefix, _ in WITH_AGENCY if not prefix.startswith(("(", "AP"))]),
    st.sampled_from(["", " ", "\n", "\n\n\t"]),
    st.text(alphabet="abcdefghij .,'", max_size=40),
)
def test_what_comes_after_the_dateline_never_changes_it(prefix: str, lead: str, tail: str) -> None:
    plain = parse_dateline(prefix + SENTENCE)
    other = parse_dateline(lead + prefix + SENTENCE + tail)
    assert plain is not None
    assert other is not None
    assert printed(plain) == printed(other)
    assert other.length == plain.length + len(lead)


def day_of(month: int | None, day: int | None, year: int | None) -> Dateline:
    return Dateline("HERE", None, None, month, day, year, 5)


@pytest.mark.parametrize(
    ("dateline", "published_on", "expected"),
    [
        (day_of(12, 21, None), date(2020, 12, 21), date(2020, 12, 21)),
        (day_of(12, 31, None), date(2021, 1, 2), date(2020, 12, 31)),
        (day_of(1, 1, None), date(2020, 12, 31), date(2021, 1, 1)),
        (day_of(2, 29, None), date(2021, 1, 15), date(2020, 2, 29)),
        (day_of(2, 29, None), date(2022, 3, 1), None),
        (day_of(12, 21, 2019), date(2020, 12, 21), date(2019, 12, 21)),
        (day_of(12, 21, 2019), None, date(2019, 12, 21)),
        (day_of(12, 21, None), None, None),
        (day_of(None, None, None), date(2020, 12, 21), None),
    ],
)
def test_the_year_of_a_dateline_comes_from_publication(
    dateline: Dateline, published_on: date | None, expected: date | None
) -> None:
    assert dateline_day(dateline, published_on) == expected
