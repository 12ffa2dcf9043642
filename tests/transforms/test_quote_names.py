"""Names in the running text and who bears them."""

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.transforms.quotes.reading.batch import read_bodies
from onrecord.transforms.quotes.speakers.entities import name_entities
from onrecord.transforms.quotes.speakers.mentions import find_names
from onrecord.transforms.quotes.words.people import GIVEN, ROLES, STATES


def _entities(*bodies: str) -> list[tuple[str, str, str, str | None]]:
    """Words, fullest form, kind and sex of every name."""
    frame = pl.DataFrame({"doc": range(len(bodies)), "body": bodies}, schema={"doc": pl.UInt32, "body": pl.String})
    reading = read_bodies(frame)
    start, end = reading.tokens["start"], reading.tokens["end"]
    found = name_entities(find_names(reading.tokens), reading.lookup)
    columns = ("doc", "name_first", "name_last", "form_first", "form_last", "name_kind", "sex")
    return [
        (bodies[doc][start[first] : end[last]], bodies[doc][start[form_first] : end[form_last]], kind, sex)
        for doc, first, last, form_first, form_last, kind, sex in found.select(columns).iter_rows()
    ]


def _forms(*bodies: str) -> list[str]:
    return [form for _, form, _, _ in _entities(*bodies)]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("On Monday Finance Minister Tomas Okafor left.", ["Finance Minister Tomas Okafor"]),
        ("We met Secretary of State Joe Reyes in May.", ["Secretary of State Joe Reyes"]),
        ("It was Republican Joe Reyes of Ohio.", ["Republican Joe Reyes", "Ohio"]),
        ("He asked Sen. Nora Bell, R-Texas, to go.", ["Sen. Nora Bell"]),
        ("He asked Sen. Nora Bell (D-Ohio) to go.", ["Sen. Nora Bell"]),
        ("They told the Department of Justice so.", ["Department of Justice"]),
        ("She works at the Bank of Veldania now.", ["Bank of Veldania"]),
        ("We like Theresa May, and we said so in May.", ["Theresa May"]),
        ("I'm sure, and he said I'm right.", []),
        ("Voters say so. Officials deny it.", []),
        ("Democrats say so.", ["Democrats"]),
        ("Kestrov said so.", ["Kestrov"]),
        ("The House Speaker left with a Utah Republican.", []),
        ("A story in USA Today says so.", ["USA Today"]),
        ("“We go,” Marta Quill said. “Now.”", ["Marta Quill"]),
        ("One line by Marta\nQuill left.", ["Marta", "Quill"]),
    ],
)
def test_which_words_are_names(body: str, names: list[str]) -> None:
    assert [words for words, *_ in _entities(body)] == names


@pytest.mark.parametrize(
    ("body", "form"),
    [
        ("Then Finance Minister Tomas Okafor left.", "Tomas Okafor"),
        ("Then Secretary of State Joe Reyes left.", "Joe Reyes"),
        ("Then White House Chief of Staff Ned Vale left.", "Ned Vale"),
        ("Then Mr. Vale left.", "Vale"),
        ("Then New York Congressman Pete King left.", "Pete King"),
        ("Then Martin O’Vale left.", "Martin O’Vale"),
        ("Then Ned\u00a0 Vale left.", "Ned\u00a0 Vale"),
    ],
)
def test_titles_are_no_part_of_the_name(body: str, form: str) -> None:
    assert _forms(body) == [form]


@pytest.mark.parametrize(
    ("body", "forms"),
    [
        (
            "Marta Quill met Tomas Okafor. Quill and Mr. Okafor left.",
            ["Marta Quill", "Tomas Okafor", "Marta Quill", "Tomas Okafor"],
        ),
        ("Quill left. So did Marta Quill.", ["Marta Quill", "Marta Quill"]),
        ("Donald J. Quill met Don Quill.", ["Donald J. Quill", "Donald J. Quill"]),
        ("Nora Bell left. I like Nora.", ["Nora Bell", "Nora Bell"]),
        (
            "Joe Bell met Nora Bell. We asked Mr. Bell, then Mrs. Bell.",
            ["Joe Bell", "Nora Bell", "Joe Bell", "Nora Bell"],
        ),
        ("Joe Vale met Joe Vale Jr. on Sunday. We asked Vale.", ["Joe Vale", "Joe Vale Jr.", "Joe Vale"]),
        ("Steve King left. King was sad.", ["Steve King", "Steve King"]),
        ("Mark Cuban left. We asked Cuban why.", ["Mark Cuban", "Mark Cuban"]),
        ("The White House met the House.", ["White House", "House"]),
        ("Joe Reyes met Democrats Abroad. We asked Democrats.", ["Joe Reyes", "Democrats Abroad", "Democrats"]),
    ],
)
def test_short_forms_mean_the_full_name(body: str, forms: list[str]) -> None:
    assert _forms(body) == forms


def test_a_shared_surname_means_who_was_named_first_or_close_by() -> None:
    body = (
        "Nora Bell spoke. Bell left.\n\nHer husband, Joe Bell, stayed.\n\nIt rained.\n\nIt snowed.\n\nIt "
        "hailed.\n\nThen we asked Bell."
    )
    assert _forms(body) == ["Nora Bell", "Nora Bell", "Joe Bell", "Nora Bell"]


@pytest.mark.parametrize(
    ("name", "kind", "sex"),
    [
        ("Marta Quill", "person", "female"),
        ("Mr. Kestrov", "person", "male"),
        ("Ms. Kestrov", "person", "female"),
        ("Congresswoman Kestrov", "person", "female"),
        ("Rep. Kestrov", "person", None),
        ("Kestrov", "person", None),
        ("Harbour Bank", "organisation", None),
        ("Germany", "organisation", None),
        ("North Dakota", "organisation", None),
        ("the NRTA", "organisation", None),
        ("Twitter", "organisation", None),
        ("Kestrov.com", "organisation", None),
        ("Democrats", "group", None),
        ("Russians", "group", None),
        ("Gallup Poll", "document", None),
        ("New Harbour Post", "organisation", None),
    ],
)
def test_kinds(name: str, kind: str, sex: str | None) -> None:
    *_, found_kind, found_sex = _entities(f"We then asked {name} about it.")[0]
    assert (found_kind, found_sex) == (kind, sex)


def test_articles_keep_to_themselves() -> None:
    bodies = ["Marta Quill left. Quill said so.", "Then Quill said so."]
    assert _forms(*bodies) == ["Marta Quill", "Marta Quill", "Quill"]


PIECES = [
    "Marta",
    "Quill",
    "Mr.",
    "of",
    "the",
    "President",
    "Bank",
    "Jr.",
    "Democrats",
    "said",
    ".",
    ",",
    "“",
    "”",
    "\n",
    "May",
    "R-Texas",
    "de",
    "’s",
    "Nora",
]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_names_do_not_overlap_and_stand_in_order(pieces: list[str]) -> None:
    reading = read_bodies(
        pl.DataFrame({"doc": [0], "body": [" ".join(["We", *pieces])]}, schema={"doc": pl.UInt32, "body": pl.String})
    )
    names = name_entities(find_names(reading.tokens), reading.lookup)
    spans = names.select("name_first", "proper_first", "name_last").rows()
    assert all(first <= proper <= last for first, proper, last in spans)
    assert all(one[2] < other[0] for one, other in pairwise(spans))


def test_lists_of_people_are_sound() -> None:
    assert GIVEN["lower"].is_unique().all()
    assert set(GIVEN["sex"].drop_nulls()) == {"male", "female"}
    assert (
        STATES.filter(pl.col("lower").is_in(["vt.", "vermont", "i-vt", "i-vermont"]))["state"].to_list()
        == ["vermont"] * 4
    )
    assert set(ROLES.filter(pl.col("lower") == "minister")["role"]) == {"minister", "priest"}
