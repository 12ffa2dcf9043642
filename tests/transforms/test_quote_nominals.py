"""Whom "the senator" and "the newspaper" mean: every weight, distance and condition decides for one of two."""

from datetime import date

import polars as pl
import pytest

from onrecord.transforms.quotes.engine import extract_quotes

OKAFOR, VALE, REYES, BELL = "Tomas Okafor", "Ned Vale", "Joe Reyes", "Nora Bell"
RAIN = "\n\nIt rained."
SENATOR = "Voters greeted Sen. Tomas Okafor."
MAYOR_OR = f"{RAIN}\n\nTomas Okafor slept."
"""Behind a mayor: somebody whom "the mayor" means if nobody is called mayor."""
WORDS = "The tide rose and fell. " * 17
"""A hundred and two words and marks."""

PEOPLE: dict[str, tuple[str, str, str | None]] = {
    # What stands ahead of "“…,” the minister said.", the source, and whom it means.
    "who has the role, not who acts": (
        f"Voters greeted Finance Minister Tomas Okafor.{RAIN}\n\nNed Vale slept.",
        "the minister",
        OKAFOR,
    ),
    "whose role is told oftenest": (
        (
            "Voters greeted Minister Ned Vale. They greeted Vale. They greeted Minister Tomas Okafor. They greeted "
            "Minister Okafor. They greeted Minister Okafor. Then they greeted Vale."
        ),
        "the minister",
        OKAFOR,
    ),
    "who is of the state": (
        f"Voters greeted Vermont Sen. Tomas Okafor.{RAIN * 2}\n\nSen. Ned Vale slept.",
        "the Vermont senator",
        OKAFOR,
    ),
    # The farther away, the less he is meant; a state that nobody tells of him costs one more paragraph.
    "a role five paragraphs ago": (f"{SENATOR}{RAIN * 5}", "the senator", OKAFOR),
    "a role six paragraphs ago": (f"{SENATOR}{RAIN * 6}", "the senator", None),
    "a role and a state four paragraphs ago": (f"{SENATOR}{RAIN * 4}", "the Vermont senator", OKAFOR),
    "a role and a state five paragraphs ago": (f"{SENATOR}{RAIN * 5}", "the Vermont senator", None),
    "no role, the person of this paragraph": ("Voters greeted Ned Vale.", "the nominee", VALE),
    "no role, one paragraph ago": (f"Ned Vale slept.{RAIN}", "the nominee", VALE),
    "no role, two paragraphs ago": (f"Ned Vale slept.{RAIN * 2}", "the nominee", None),
    "anybody may be an aide": ("Ned Vale slept.", "the aide", None),
    "the head of something": ("Ned Vale entered.", "the nominee of the union", None),
    "the secretary of something": ("Ned Vale entered.", "the former secretary of state", VALE),
    "an age": ("Ned Vale entered.", "the 57-year-old", VALE),
    # Where an article tells a role.
    "six words ahead": (f"Then came the mayor of the old town, Ned Vale.{MAYOR_OR}", "the mayor", VALE),
    "seven words ahead": (f"Then came the mayor of the very old town, Ned Vale.{MAYOR_OR}", "the mayor", OKAFOR),
    "right ahead": (f"Then came mayor Ned Vale.{MAYOR_OR}", "the mayor", VALE),
    "ahead, without a comma": (f"Then came the mayor with Ned Vale.{MAYOR_OR}", "the mayor", OKAFOR),
    "ahead, behind a verb": (f"When the mayor left, Ned Vale rose.{MAYOR_OR}", "the mayor", OKAFOR),
    "ahead, in another sentence": (f"They liked the mayor.\n\n“Ned Vale” was here.{MAYOR_OR}", "the mayor", OKAFOR),
    "fourteen words behind": (
        f"Voters greeted Ned Vale, for ten long years and two months and three whole days as mayor.{MAYOR_OR}",
        "the mayor",
        VALE,
    ),
    "fifteen words behind": (
        f"Voters greeted Ned Vale, for ten long years and two months and three whole long days as mayor.{MAYOR_OR}",
        "the mayor",
        OKAFOR,
    ),
    "behind, without a comma": (f"Then voters greeted Ned Vale and the mayor.{MAYOR_OR}", "the mayor", OKAFOR),
    "behind a verb": (f"Then Ned Vale, who left, greeted the mayor.{MAYOR_OR}", "the mayor", OKAFOR),
    "is": (f"Ned Vale is the mayor.{MAYOR_OR}", "the mayor", VALE),
    "is, and a verb": (f"Ned Vale is late and greets the mayor.{MAYOR_OR}", "the mayor", OKAFOR),
    "met": (f"Ned Vale met the mayor.{MAYOR_OR}", "the mayor", OKAFOR),
    "of an owner": (f"Then came Ned Vale's friend, the mayor.{MAYOR_OR}", "the mayor", OKAFOR),
    # Somebody whom the article does not name.
    "a stranger": ("Okafor aide Ned Vale left. A campaign aide waited.", "the aide", None),
    "a stranger, and the one who is named again": (
        "Okafor aide Ned Vale left. A campaign aide waited. Ned Vale left.",
        "the aide",
        VALE,
    ),
    "no stranger": ("Okafor aide Ned Vale left.", "the aide", VALE),
    "a stranger of whom there is one only": ("Sen. Ned Vale left. A senator waited.", "the senator", VALE),
    "a stranger who has the role": ("A senator waited. Ned Vale left.", "the senator", None),
    "another stranger": ("Another senator waited. Ned Vale left.", "the senator", None),
    "the senator is no stranger": ("They liked the senator. Ned Vale left.", "the senator", VALE),
    "a stranger in quotation marks": ("“A senator waited,” a voter said. Ned Vale left.", "the senator", VALE),
    "a stranger 121 words ago": (
        f"A campaign aide waited. Okafor aide Ned Vale left. A campaign aide rose. {WORDS}It was late.",
        "the aide",
        VALE,
    ),
    "a stranger 120 words ago": (
        f"A campaign aide waited. Okafor aide Ned Vale left. A campaign aide rose. {WORDS}It rained.",
        "the aide",
        None,
    ),
    "a stranger seven words behind his article": (
        "A very old and very thin city senator waited. Ned Vale left.",
        "the senator",
        VALE,
    ),
    "a stranger six words behind his article": (
        "A very old and very thin senator waited. Ned Vale left.",
        "the senator",
        None,
    ),
    # The sex of the word.
    "an actress": ("Nora Bell sang. Tomas Okafor slept.", "the actress", BELL),
    "an actor": ("Nora Bell sang. Tomas Okafor slept.", "the novelist", OKAFOR),
    # Where somebody is from.
    "from a state": ("Sen. Ned Vale of Vermont rose. Sen. Joe Reyes rose.", "the Vermont senator", VALE),
    "by an abbreviation": ("Sen. Ned Vale (D-Vt.) rose. Sen. Joe Reyes rose.", "the Vermont senator", VALE),
    "of the state of": ("Sen. Ned Vale, of lovely Vermont, rose. Sen. Joe Reyes rose.", "the Vermont senator", REYES),
    "the state ahead": ("The Vermont senator, Ned Vale, rose. Sen. Joe Reyes rose.", "the Vermont senator", VALE),
    "the state far ahead": (
        "In Vermont the old senator, Ned Vale, rose. Sen. Joe Reyes rose.",
        "the Vermont senator",
        REYES,
    ),
    "the state of another sentence": (
        "Sen. Ned Vale rose. Vermont waited. Sen. Joe Reyes rose.",
        "the Vermont senator",
        REYES,
    ),
}

BODIES: dict[str, tuple[str, str, str | None]] = {
    "by the noun": ("The Harbour Board met.", "the board", "Harbour Board"),
    "by a word that the noun covers": ("The Harbour Times wrote.", "the newspaper", "Harbour Times"),
    "the last one": ("The Harbour Board met. The Aster Board met.", "the board", "Aster Board"),
    "by its noun, not by its nearness": (
        "The Harbour Agency met. The Aster Bank has grown.",
        "the agency",
        "Harbour Agency",
    ),
    "no body of this kind": ("The Harbour Times wrote.", "the board", None),
    "the subject": ("Aster Bank has grown.", "the company", "Aster Bank"),
    "the subject two sentences ago": ("Aster Bank has grown. It rained.", "the company", "Aster Bank"),
    "the subject three sentences ago": ("Aster Bank has grown. It rained. It rained.", "the company", None),
    "no subject": ("Voters cheered Aster Bank.", "the company", None),
    "governed": ("Voters in Aster Bank cheered.", "the company", None),
    "behind a conjunction": ("Voters cheered because Aster Bank has grown.", "the company", "Aster Bank"),
    "in quotation marks": ("“Aster Bank has grown,” a voter said.", "the company", None),
    "a place": ("Vermont has grown.", "the company", None),
    "leads, and a comma": ("Aster Bank, voters feared, left.", "the company", "Aster Bank"),
    "a comma only": ("As it rained, Aster Bank, with voters, was late.", "the company", None),
    "it": ("Aster Bank has grown.", "it", "Aster Bank"),
    "a group is no company": ("Republicans have grown.", "the company", None),
    # They.
    "they": ("Republicans have spent a lot.", "they", "Republicans"),
    "they, four sentences ago": (f"Republicans have spent a lot. {'It rained. ' * 3}", "they", "Republicans"),
    "they, five sentences ago": (f"Republicans have spent a lot. {'It rained. ' * 4}", "they", None),
    "they, but others acted since": ("Republicans have spent a lot. Voters know it.", "they", None),
    "they, and others are told of": ("Republicans have spent a lot on voters.", "they", "Republicans"),
    "they, of two": ("Republicans have spent a lot. Democrats know it.", "they", "Democrats"),
    "they, in quotation marks": ("“Republicans have spent a lot,” a clerk said.", "they", None),
    "they, and others in quotation marks": (
        "Republicans have spent a lot. “Voters know it,” a clerk said.",
        "they",
        "Republicans",
    ),
}


@pytest.fixture(scope="module")
def speakers() -> dict[str, str | None]:
    cases = PEOPLE | BODIES
    bodies = [f"{ahead} “It is so, and it will stay so,” {source} said." for ahead, source, _ in cases.values()]
    frame = pl.DataFrame({"article_id": list(cases), "body": bodies})
    quotes = extract_quotes(frame.with_columns(published_on=pl.lit(date(2024, 3, 14)))).quotes
    asked = {case: source for case, (_, source, _) in cases.items()}
    return {
        case: speaker
        for case, mention, speaker in quotes.select("article_id", "mention", "speaker").iter_rows()
        if mention == asked[case]
    }


@pytest.mark.parametrize("case", list(PEOPLE))
def test_nouns_for_people(case: str, speakers: dict[str, str | None]) -> None:
    assert speakers[case] == PEOPLE[case][2]


@pytest.mark.parametrize("case", list(BODIES))
def test_nouns_for_bodies(case: str, speakers: dict[str, str | None]) -> None:
    assert speakers[case] == BODIES[case][2]
