"""Whom "he" and "she" mean: every weight, distance and condition decides for one of two people."""

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from onrecord.transforms.quotes.engine import extract_quotes

OKAFOR, VALE, REYES, BELL = "Tomas Okafor", "Ned Vale", "Joe Reyes", "Nora Bell"
GREETED = "Voters greeted Tomas Okafor."
"""A mention that has nothing for it but that he is a man, and the first person of the sentence."""
RAIN = "\n\nIt rained."

SAID: dict[str, tuple[str, str | None]] = {
    # What stands ahead of "“…,” he said.", and whom he is. Of two who are alike the nearer one is meant; here the
    # farther one has more for him, by less than the weight in question.
    "subject": ("On Monday Tomas Okafor rose. Then cheers greeted Ned Vale.", OKAFOR),
    "possessive": (f"{GREETED} Then Ned Vale's dog barked.", OKAFOR),
    "governed": (f"{GREETED} Then there were cheers for Ned Vale.", OKAFOR),
    "not governed, but behind a conjunction": ("Tomas Okafor slept.\n\nThe port closed because Ned Vale left.", VALE),
    "quoted": (f"{GREETED} “Ask Ned Vale,” a voter said.", OKAFOR),
    "leads": ("Tomas Okafor slept. Then Ned Vale slept.", OKAFOR),
    "first": ("Cheers greeted Tomas Okafor and Ned Vale.", OKAFOR),
    "vague": (f"{GREETED}{RAIN}{RAIN}\n\nCheers greeted Lund.", OKAFOR),
    "not vague, as he speaks": (f"{GREETED}{RAIN}\n\nLund said that the port is closed.", "Lund"),
    "sex known": (f"{GREETED} Then cheers greeted Oro Lund.", OKAFOR),
    "often": (f"{GREETED} {GREETED} They greeted Okafor. Then they greeted Ned Vale.", OKAFOR),
    # Here it is the nearer one, by less than the distance costs.
    "paragraphs": ("Tomas Okafor slept.\n\nThen cheers greeted Ned Vale.", VALE),
    "sentences": ("Tomas Okafor slept. It rained. Then Ned Vale slept.", VALE),
    "the nearer of two alike": (
        "Tomas Okafor slept while Marta Quill slept. Ned Vale slept while Ada Quill slept.",
        VALE,
    ),
    "another sex": ("Tomas Okafor slept. Nora Bell slept.", OKAFOR),
    "a noun behind the name": (f"{GREETED} Then Ned Vale supporters rose.", OKAFOR),
    # How far he looks back.
    "eight paragraphs": (f"Tomas Okafor slept.{RAIN * 8}", OKAFOR),
    "nine paragraphs": (f"Tomas Okafor slept.{RAIN * 9}", None),
    "behind him": ("It rained.", None),
    # What makes a subject.
    "an adverb ahead of the verb": ("On Monday Tomas Okafor quickly rose. Then cheers greeted Ned Vale.", OKAFOR),
    "a relative sentence": ("On Monday Tomas Okafor, who had slept, rose. Then cheers greeted Ned Vale.", OKAFOR),
    "an age": ("On Monday Tomas Okafor, 27, a clerk in Port Aster, rose. Then cheers greeted Ned Vale.", OKAFOR),
    "as for": ("On Monday Tomas Okafor rose.\n\nAs for Ned Vale, it was late.", VALE),
    "behind a cue": ("Many are nervous, said Tomas Okafor. Then cheers greeted Ned Vale.", OKAFOR),
    # Chains: he is who he was, as long as nobody else acts.
    "three paragraphs between": (f"Tomas Okafor rose. Then he smiled.{RAIN * 2}\n\nVoters greeted Ned Vale.", OKAFOR),
    "four paragraphs between": (f"Tomas Okafor rose. Then he smiled.{RAIN * 3}\n\nVoters greeted Ned Vale.", VALE),
    "somebody else acts": (f"Tomas Okafor rose. Then he smiled.{RAIN}\n\nThen Ned Vale rose.", VALE),
    "somebody else acts, but not first": (
        "Tomas Okafor rose. Then he smiled.\n\nThe port closed as Nora Bell left and Ned Vale slept.",
        OKAFOR,
    ),
    "somebody else acts, but behind him": (
        "Tomas Okafor rose. Then he smiled.\n\nWhen he smiled, Ned Vale slept.",
        OKAFOR,
    ),
    "somebody else acts, in quotation marks": (
        f"Tomas Okafor rose. Then he smiled.{RAIN}\n\n“Ned Vale slept,” a voter said.",
        OKAFOR,
    ),
    "a woman acts": (
        f"Tomas Okafor rose. Then he smiled.{RAIN}\n\nThen Nora Bell rose. Voters greeted Ned Vale.",
        OKAFOR,
    ),
    "somebody acts of whom nobody knows the sex": (
        f"Tomas Okafor rose. Then he smiled.{RAIN}\n\nThen Oro Lund rose.",
        "Oro Lund",
    ),
    "he in quotation marks is no link": (
        f"Tomas Okafor rose. “He smiled,” a voter said.{RAIN}\n\nCheers greeted Ned Vale.",
        VALE,
    ),
    "she is no link": (
        "Tomas Okafor rose. Nora Bell rose. Then she smiled.\n\nCheers greeted Ned Vale.",
        VALE,
    ),
    "named behind the first he": ("He rose. Ned Vale smiled.", VALE),
    # "The minister" is as present as his name.
    "an office": ("Voters greeted Minister Tomas Okafor. Then voters greeted Joe Reyes. The minister smiled.", OKAFOR),
    "an office of two": (
        "Voters greeted Minister Tomas Okafor. Then voters greeted Minister Joe Reyes. The minister smiled.",
        REYES,
    ),
    "an office that does not act": (
        "Voters greeted Minister Tomas Okafor. Then voters greeted Joe Reyes. They liked the minister.",
        REYES,
    ),
    "an office in quotation marks": (
        (
            "Voters greeted Minister Tomas Okafor. Then voters greeted Joe Reyes. A voter wrote “the minister smiled” "
            "on the wall."
        ),
        REYES,
    ),
    "a minister": (
        "Voters greeted Minister Tomas Okafor. Then voters greeted Joe Reyes. A minister smiled.",
        REYES,
    ),
}

TOLD: dict[str, tuple[str, str | None]] = {
    # A pronoun that tells something, and whom it is.
    "the name behind": ("Tomas Okafor rose. When he said that the port was closed, Ned Vale left.", VALE),
    "behind a preposition": ("Tomas Okafor rose. After he said that the port was closed, Ned Vale left.", VALE),
    "behind words of others": ("Tomas Okafor rose. When he said that “Joe Reyes is wrong,” Ned Vale left.", VALE),
    "no conjunction leads": ("Tomas Okafor rose. Then he said that the port was closed, Ned Vale left.", OKAFOR),
    "no comma": ("Tomas Okafor rose. As he told voters that the port was closed Ned Vale left.", OKAFOR),
    "no subject": ("Tomas Okafor rose. After he said that the port was closed, people cheered Ned Vale.", OKAFOR),
    "somebody else first": (
        "Tomas Okafor rose. When he said that the port was closed and Ned Vale left, Joe Reyes smiled.",
        OKAFOR,
    ),
    "named ahead": ("When Tomas Okafor rose, he said that the port was closed, Ned Vale left.", OKAFOR),
    "nobody's name ahead": ("Tomas Okafor slept. On Monday, Harvest began as he said that it was late.", OKAFOR),
    "a woman, and a man behind": ("Nora Bell rose. When she said that the port was closed, Ned Vale left.", BELL),
    "a woman, and a woman behind": ("Marta Quill rose. When she said that the port was closed, Nora Bell left.", BELL),
    "of whom nobody knows the sex": (
        "Marta Quill rose. When she said that the port was closed, Oro Lund left.",
        "Oro Lund",
    ),
}

SHE_SAID: dict[str, tuple[str, str | None]] = {
    "she": ("Nora Bell slept. Tomas Okafor slept.", BELL),
    "nobody else": ("Tomas Okafor slept.", None),
    "by the courtesy of her title": ("Mrs. Lund slept. Tomas Okafor slept.", "Lund"),
}


def _speakers(bodies: Mapping[str, str]) -> dict[str, str | None]:
    """Speaker of the last quotation of each body."""
    frame = pl.DataFrame({"article_id": list(bodies), "body": list(bodies.values())})
    quotes = extract_quotes(frame.with_columns(published_on=pl.lit(date(2024, 3, 14)))).quotes
    pronouns = quotes.filter(pl.col("mention").str.to_lowercase().is_in(["he", "she"]))
    return dict(pronouns.select("article_id", "speaker").iter_rows())


@pytest.fixture(scope="module")
def he_said() -> dict[str, str | None]:
    return _speakers({case: f"{ahead} “It is so, and it will stay so,” he said." for case, (ahead, _) in SAID.items()})


@pytest.fixture(scope="module")
def she_said() -> dict[str, str | None]:
    ahead = {case: text for case, (text, _) in SHE_SAID.items()}
    return _speakers({case: f"{text} “It is so, and it will stay so,” she said." for case, text in ahead.items()})


@pytest.fixture(scope="module")
def told() -> dict[str, str | None]:
    return _speakers({case: body for case, (body, _) in TOLD.items()})


@pytest.mark.parametrize("case", list(SAID))
def test_he_behind_the_name(case: str, he_said: dict[str, str | None]) -> None:
    assert he_said[case] == SAID[case][1]


@pytest.mark.parametrize("case", list(SHE_SAID))
def test_she_behind_the_name(case: str, she_said: dict[str, str | None]) -> None:
    assert she_said[case] == SHE_SAID[case][1]


@pytest.mark.parametrize("case", list(TOLD))
def test_the_name_behind_the_pronoun(case: str, told: dict[str, str | None]) -> None:
    assert told[case] == TOLD[case][1]
