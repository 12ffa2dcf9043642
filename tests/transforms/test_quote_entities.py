"""Who bears a name that several could bear, and what the bearer is, where every weight has something to decide."""

import polars as pl
import pytest

from onrecord.transforms.quotes.reading.batch import read_bodies
from onrecord.transforms.quotes.speakers.entities import name_entities
from onrecord.transforms.quotes.speakers.mentions import find_names

FAR = "\n\nIt rained.\n\nIt snowed.\n\n"

FORMS: dict[str, tuple[str, str, str]] = {
    # Nora Bell was named first; Joe Bell is as near as may be, and named in full once more.
    "close by, in the same paragraph": (
        f"Nora Bell spoke.{FAR}Joe Bell rose. Joe Bell left. We asked Bell.",
        "Bell",
        "Joe Bell",
    ),
    "close by, in the next paragraph": (
        f"Nora Bell spoke.{FAR}Joe Bell rose. Joe Bell left.\n\nWe asked Bell.",
        "Bell",
        "Joe Bell",
    ),
    "two paragraphs away": (
        f"Nora Bell spoke.{FAR}Joe Bell rose. Joe Bell left.\n\nIt hailed.\n\nWe asked Bell.",
        "Bell",
        "Nora Bell",
    ),
    "both close by": ("Nora Bell spoke. Joe Bell rose. Joe Bell left. We asked Bell.", "Bell", "Nora Bell"),
    "named first against 28 times": (
        "Nora Bell spoke. " + "Joe Bell rose. " * 28 + "We asked Bell.",
        "Bell",
        "Nora Bell",
    ),
    "named first against 29 times": (
        "Nora Bell spoke. " + "Joe Bell rose. " * 29 + "We asked Bell.",
        "Bell",
        "Joe Bell",
    ),
    "the father, though the son is named first": ("Joe Vale Jr. met Joe Vale. We asked Vale.", "Vale", "Joe Vale"),
    "the one whom the address fits": ("Joe Bell met Nora Bell. We asked Mrs. Bell.", "Mrs. Bell", "Nora Bell"),
    "Dame is a woman": ("Joe Bell met Nora Bell. We asked Dame Bell.", "Dame Bell", "Nora Bell"),
    "Lord is a man": ("Nora Bell met Joe Bell. We asked Lord Bell.", "Lord Bell", "Joe Bell"),
    "a place that may be a surname": ("Joe Georgia spoke. We asked Georgia.", "Georgia", "Joe Georgia"),
    "a place behind a word that is no given name": ("Kestrov Georgia spoke. We asked Georgia.", "Georgia", "Georgia"),
    "five words are a person": ("We met Ann Mary Lou Ellen Bell. We asked Bell.", "Bell", "Ann Mary Lou Ellen Bell"),
    "six words are none": ("We met Ann Mary Lou Ellen Sue Bell. We asked Bell.", "Bell", "Bell"),
    "the spelling that the article has oftenest": (
        "We met Steven Bell. We met Stephen Bell. Then Stephen Bell left.",
        "Steven Bell",
        "Stephen Bell",
    ),
    "a title that is somebody's surname": ("Steve King left. We asked King.", "King", "Steve King"),
}

KINDS: dict[str, tuple[str, str, str, str | None]] = {
    "an article before one of two": ("We saw the Kestrov. We met Kestrov.", "Kestrov", "organisation", None),
    "an article before one of three": (
        "We saw the Kestrov. We met Kestrov. We asked Kestrov.",
        "Kestrov",
        "person",
        None,
    ),
    "a law": ("We read the Kestrov Act twice.", "Kestrov Act", "document", None),
    "a movement of plain words": ("We joined Stand Together then.", "Stand Together", "organisation", None),
    "an address on the web": ("We asked Kestrov.com then.", "Kestrov.com", "organisation", None),
    "people of a country": ("We asked Kestrovans then.", "Kestrovans", "group", None),
    "a knight": ("We asked Sir Kestrov then.", "Sir Kestrov", "person", "male"),
    "a dame": ("We asked Dame Kestrov then.", "Dame Kestrov", "person", "female"),
}

Named = dict[str, dict[str, tuple[str, str, str | None]]]
"""By case and words of a name: its fullest form, its kind and its sex."""


@pytest.fixture(scope="module")
def named() -> Named:
    bodies = {case: row[0] for case, row in (FORMS | KINDS).items()}
    texts = list(bodies.values())
    reading = read_bodies(
        pl.DataFrame({"doc": range(len(texts)), "body": texts}, schema={"doc": pl.UInt32, "body": pl.String})
    )
    start, end = reading.tokens["start"], reading.tokens["end"]
    found: Named = {case: {} for case in bodies}
    names = name_entities(find_names(reading.tokens), reading.lookup)
    columns = ("doc", "name_first", "name_last", "form_first", "form_last", "name_kind", "sex")
    for doc, first, last, form_first, form_last, kind, sex in names.select(columns).iter_rows():
        words, form = texts[doc][start[first] : end[last]], texts[doc][start[form_first] : end[form_last]]
        found[list(bodies)[doc]][words] = (form, kind, sex)
    return found


@pytest.mark.parametrize("case", list(FORMS))
def test_forms(case: str, named: Named) -> None:
    _, words, form = FORMS[case]
    assert named[case][words][0] == form


@pytest.mark.parametrize("case", list(KINDS))
def test_kinds(case: str, named: Named) -> None:
    _, words, kind, sex = KINDS[case]
    assert named[case][words][1:] == (kind, sex)
