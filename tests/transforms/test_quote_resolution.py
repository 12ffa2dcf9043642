"""Whom the source of a quotation means: its name, its kind, and how far the mention reaches."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.quotes.finding import read_bodies
from transforms.quotes.speakers import with_speakers
from transforms.quotes.tokens import token_at

INTRO = "Finance Minister Tomas Okafor met Sen. Marta Quill (D-Vt.) in Port Aster on Monday.\n\n"


def _told(marked: str) -> dict[str, Any]:
    """What becomes of the source in ⟦brackets⟧; the quotation stands at the end of the text."""
    start = marked.index("⟦")
    end = marked.index("⟧") - 1
    body = marked.replace("⟦", "").replace("⟧", "") + ' "It is so."'
    reading = read_bodies(pl.DataFrame({"doc": [0], "body": [body]}, schema={"doc": pl.UInt32, "body": pl.String}))
    doc = pl.Series([0], dtype=pl.UInt32)
    first = token_at(reading.tokens, doc, pl.Series([start]), side="start")
    last = token_at(reading.tokens, doc, pl.Series([end]), side="end")
    place = len(body) - len("It is so.") - 1
    asked = pl.DataFrame({"quotation": [0], "doc": doc, "start": [place], "end": [len(body) - 1], "i0": first, "i1": last})
    bodies = pl.DataFrame({"doc": [0], "body": [body]}, schema={"doc": pl.UInt32, "body": pl.String})
    return with_speakers(asked, reading.tokens, reading.phrases, reading.lookup, bodies).row(0, named=True)


def _speaker(text: str) -> tuple[str | None, str]:
    found = _told(text)
    return found["speaker"], found["speaker_kind"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Quill waved the paper. ⟦She⟧ said:", "Marta Quill"),
        ("Okafor waved the paper. ⟦He⟧ said:", "Tomas Okafor"),
        ("Quill spoke of Okafor. According to ⟦him⟧:", "Tomas Okafor"),
        # The subject of the sentence before, not the name nearest to the pronoun.
        ("Okafor said Ned Vale had lost. Later ⟦he⟧ added:", "Tomas Okafor"),
        ("Ned Vale, the mayor of Port Aster, spoke early. ⟦He⟧ said:", "Ned Vale"),
        # Nouns in front of a name do not act.
        ("Okafor aide Ned Vale spoke early. ⟦He⟧ said:", "Ned Vale"),
        # A chain goes on until another subject takes over.
        ("Okafor rose. He smiled.\n\nHe sat down.\n\nThere were cheers for Joe Reyes.\n\n⟦He⟧ said:", "Tomas Okafor"),
        ("Okafor rose. He smiled.\n\nReyes, too, rose. Joe Reyes smiled.\n\n⟦He⟧ said:", "Joe Reyes"),
        # What stands in quotation marks is less present.
        ("Okafor laughed. “Ask Ned Vale about it.”\n\n⟦He⟧ said:", "Tomas Okafor"),
        ("While Quill has waited for Nora Bell, ⟦she⟧ said:", "Marta Quill"),
        # The name stands behind the pronoun.
        ("After what ⟦he⟧ called a rant, Ned Vale left. So he said:", "Ned Vale"),
        # But not where the sentence does not lead up to the name, nor a name that does not act.
        ("Okafor rose. Then ⟦he⟧ said of the rant, Ned Vale was wrong.", "Tomas Okafor"),
        ("Okafor rose. After what ⟦he⟧ called a rant, people cheered Ned Vale.", "Tomas Okafor"),
        ("Okafor slept. Voters cheered.\n\nAs for Ned Vale, ⟦he⟧ said:", "Ned Vale"),
        # A subject behind its verb, and one with its age behind it.
        ("Okafor smiled. “No,” he said.\n\nMany are nervous, said Ned Vale, the director of the port. “Yes,” ⟦he⟧ said:", "Ned Vale"),
        ("Okafor smiled. “No,” he said.\n\nNed Vale, 27, a clerk in Port Aster, was nervous. “Yes,” ⟦he⟧ said:", "Ned Vale"),
        # "the minister" is as present as his name.
        ("Ned Vale has lost the vote.\n\nThe minister met reporters on Sunday. He did not mention Vale, but it was on his mind as ⟦he⟧ said:", "Tomas Okafor"),
        # One surname that speaks is somebody.
        ("It rained.\n\nIt was cold.\n\nLund said that the port is closed. “Soon,” ⟦he⟧ said:", "Lund"),
    ],
)
def test_personal_pronouns(text: str, speaker: str) -> None:
    assert _speaker(INTRO + text) == (speaker, "person")


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("Then came Ned Vale, ⟦who⟧ said:", "Ned Vale", "person"),
        ("Then came Ned Vale, a senior analyst at Harbour Bank, ⟦who⟧ said:", "Ned Vale", "person"),
        ("Then came Ned Vale, ⟦whom⟧ voters heard say:", "Ned Vale", "person"),
        ("Then came R. Ned Vale, the Harbour Customs and Border Force commissioner, ⟦who⟧ said:", "R. Ned Vale", "person"),
        ("Then came an adviser to Okafor, ⟦who⟧ said:", None, "unknown"),
        ("Then came Ned Vale of Port Aster, ⟦who⟧ said:", "Ned Vale", "person"),
        ("Democrats, Okafor notes, applaud the mayor. ⟦They⟧ said:", "Democrats", "group"),
        ("As Republicans scrambled to raise money, ⟦they⟧ said:", "Republicans", "group"),
        ("Workers object to the plan. ⟦They⟧ said:", None, "unknown"),
        ("In the town there are voters ⟦who⟧ said:", None, "unknown"),
        ("Republicans have spent a lot. ⟦They⟧ said:", "Republicans", "group"),
        ("Republicans have spent a lot. Voters know it. ⟦They⟧ said:", None, "unknown"),
        ("Twitter has grown. ⟦It⟧ said:", "Twitter", "organisation"),
        ("⟦I⟧ wrote:", None, "unknown"),
        ("⟦We⟧ said:", None, "unknown"),
    ],
)
def test_other_pronouns(text: str, speaker: str | None, kind: str) -> None:
    assert _speaker(INTRO + text) == (speaker, kind)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("⟦the minister⟧ said:", "Tomas Okafor"),
        ("⟦The senator⟧ said:", "Marta Quill"),
        ("⟦The lawmaker⟧ said:", "Marta Quill"),
        ("Ohio Sen. Ned Vale left. ⟦The Vermont senator⟧ said:", "Marta Quill"),
        ("Ned Vale, a billionaire, spoke. Okafor slept. ⟦The businessman⟧ said:", "Ned Vale"),
        ("Nora Bell is an actress. Okafor stayed. ⟦The actress⟧ said:", "Nora Bell"),
        # No role is told: who was the subject a moment ago.
        ("Quill left the hall. ⟦The 57-year-old⟧ said:", "Marta Quill"),
        ("Ned Vale entered the hall. ⟦The nominee⟧ said:", "Ned Vale"),
        # Beside the name.
        ("⟦The ambassador⟧, Ned Vale, said:", "Ned Vale"),
        ("Then Ned Vale, ⟦a retired nurse⟧, said:", "Ned Vale"),
        ("Then Ned Vale, 75, ⟦a retired nurse⟧, said:", "Ned Vale"),
    ],
)
def test_nouns_for_people(text: str, speaker: str) -> None:
    assert _speaker(INTRO + text) == (speaker, "person")


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("⟦a senior official⟧ said:", None, "unnamed"),
        ("A Quill aide came. ⟦The aide⟧ said:", None, "unnamed"),
        ("Quill left. ⟦The head⟧ of the union said:", None, "unnamed"),
        ("⟦Officials⟧ said:", None, "group"),
        ("⟦Quill supporters⟧ said:", None, "group"),
        ("⟦many⟧ said:", None, "group"),
        ("⟦the report⟧ said:", None, "document"),
        ("⟦polls⟧ said:", None, "document"),
        ("⟦The ministry⟧ said:", None, "organisation"),
        ("⟦his campaign⟧ said:", None, "organisation"),
        ("The Okafor campaign began. Okafor left. ⟦His campaign⟧ said:", "Okafor campaign", "organisation"),
        ("The Okafor campaign began. ⟦The campaign⟧ said:", "Okafor campaign", "organisation"),
        ("⟦the Okafor campaign⟧ said:", "Okafor campaign", "organisation"),
        ("⟦Okafor’s campaign⟧ said:", "Okafor’s campaign", "organisation"),
        ("Joe Reyes left. ⟦Reyes⟧’ campaign said:", "Reyes’ campaign", "organisation"),
        ("⟦Sen. Marta Quill’s office⟧ said:", "Marta Quill’s office", "organisation"),
        ("The campaign began. ⟦The campaign⟧ of the challenger said:", None, "organisation"),
        ("The Harbour Board met. ⟦The board⟧ said:", "Harbour Board", "organisation"),
        ("The Harbour Times wrote. ⟦The newspaper⟧ said:", "Harbour Times", "organisation"),
        ("⟦the Harbour Echo newspaper⟧ said:", "Harbour Echo", "organisation"),
        ("⟦The Department of Justice⟧ said:", "Department of Justice", "organisation"),
        ("⟦Democrats⟧ said:", "Democrats", "group"),
    ],
)
def test_kinds_of_sources(text: str, speaker: str | None, kind: str) -> None:
    assert _speaker(INTRO + text) == (speaker, kind)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("⟦a spokesman⟧ for the Department of Justice said:", "a spokesman for the Department of Justice"),
        ("⟦a majority⟧ of voters said:", "a majority of voters"),
        ("⟦the ambassador⟧ to the islands said:", "the ambassador to the islands"),
        ("⟦the ambassador⟧, Ned Vale, said:", "the ambassador"),
        ("⟦the University⟧ of Veldania said:", "the University of Veldania"),
        ("⟦a report Tuesday⟧ said:", "a report"),
        ("the retired ⟦nurse⟧ said:", "the retired nurse"),
        ("⟦officials⟧ said in a statement:", "officials"),
        ("⟦the rights⟧ group said:", "the rights group"),
        ("⟦Okafor⟧ of Veldania said:", "Okafor"),
    ],
)
def test_how_far_a_mention_reaches(text: str, mention: str) -> None:
    assert _told(INTRO + text)["mention_text"] == mention


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Nora Bell and Joe Reyes have won. ⟦They⟧ said:", "Nora Bell and Joe Reyes"),
        ("Nora Bell and Nora Bell spoke. ⟦They⟧ said:", None),
        ("Nora Bell and Joe Reyes married. ⟦The couple⟧ said:", "Nora Bell and Joe Reyes"),
        ("Harbour Bank and Acme Corp met. ⟦The couple⟧ said:", None),
        ("Sen. Nora Bell and Sen. Joe Reyes met. ⟦The prosecutors⟧ said:", None),
        ("Nora Bell and Joe Reyes have won. Voters cheered. ⟦They⟧ said:", None),
        ("Nora Bell and Joe Reyes suggest voters care. ⟦They⟧ said:", "Nora Bell and Joe Reyes"),
        ("Nora Bell and Joe Reyes met. Bell and Reyes had lunch. ⟦The two⟧ said:", "Nora Bell and Joe Reyes"),
        ("Nora Bell and Joe Reyes met. ⟦Both⟧ said:", "Nora Bell and Joe Reyes"),
        # Too long ago.
        ("Nora Bell and Joe Reyes have won. It rained. It rained. It rained. It rained. It rained. ⟦They⟧ said:", None),
        # A person and a body are no pair.
        ("Nora Bell and Harbour Bank have won. ⟦They⟧ said:", None),
        ("Sen. Nora Bell and Sen. Joe Reyes met. It was late. ⟦The senators⟧ said:", "Nora Bell and Sen. Joe Reyes"),
        ("Nora Bell, Joe Reyes and Ned Vale met. ⟦The two⟧ said:", None),
    ],
)
def test_several_people(text: str, speaker: str | None) -> None:
    found = _speaker("The port is closed.\n\n" + text)
    assert found[0] == speaker
    assert speaker is None or found[1] == "group"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A Harbour County ballot commission met. ⟦The commission⟧ said:", "Harbour County ballot commission"),
        ("A ballot commission met. ⟦The commission⟧ said:", None),
        ("Bell’s campaign began. The mayor spoke. ⟦The campaign⟧ said:", "Bell’s campaign"),
    ],
)
def test_bodies_with_a_name_ahead_of_the_noun(text: str, speaker: str | None) -> None:
    assert _speaker("The port is closed.\n\n" + text) == (speaker, "organisation")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Of two spellings the one that the article has oftenest.
        ("Hilary Bell left. Hillary Bell spoke. Hillary Bell left. ⟦Bell⟧ said:", "Hillary Bell"),
        # The first part of a name that no list has.
        ("Secretary Ban Oro spoke. Ban Oro left. ⟦Ban⟧ said:", "Ban Oro"),
    ],
)
def test_the_form_of_a_name(text: str, name: str) -> None:
    assert _speaker("The port is closed.\n\n" + text) == (name, "person")


@pytest.mark.parametrize(("text", "kind"), [("⟦Judicial Watch⟧ said:", "organisation"), ("⟦The Harbour Care Act⟧ says:", "document")])
def test_names_that_are_nobodys(text: str, kind: str) -> None:
    assert _speaker("The port is closed.\n\n" + text)[1] == kind


def test_a_mention_does_not_run_into_the_quotation() -> None:
    found = _told(INTRO + "⟦a spokesman⟧ for")
    assert found["mention_text"] == "a spokesman"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("⟦Okafor⟧ said:", "Finance Minister"),
        ("⟦a senior official⟧ said:", "senior official"),
        ("⟦She⟧ said:", "Sen."),
        ("⟦officials⟧ said:", None),
    ],
)
def test_roles_of_speakers(text: str, role: str | None) -> None:
    assert _told(INTRO + text)["speaker_role"] == role


def test_nobody_is_the_source() -> None:
    body = 'It rained. "It is so."'
    bodies = pl.DataFrame({"doc": [0], "body": [body]}, schema={"doc": pl.UInt32, "body": pl.String})
    reading = read_bodies(bodies)
    asked = pl.DataFrame(
        {"quotation": [0], "doc": [0], "start": [12], "end": [21], "i0": [None], "i1": [None]},
        schema={"quotation": pl.Int64, "doc": pl.UInt32, "start": pl.Int64, "end": pl.Int64, "i0": pl.Int64, "i1": pl.Int64},
    )
    found = with_speakers(asked, reading.tokens, reading.phrases, reading.lookup, bodies).row(0, named=True)
    assert (found["speaker"], found["speaker_kind"], found["speaker_role"], found["mention_text"]) == (None, "unknown", None, None)


PIECES = [
    "Marta Quill",
    "Okafor",
    "he",
    "She",
    "the senator",
    "said",
    ".",
    ",",
    "“",
    "”",
    "\n\n",
    "who",
    "they",
    "the Quill campaign",
    "a",
    "of",
    "Republicans",
    "his",
]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25), st.integers(0, 40), st.integers(0, 3))
def test_whatever_the_source_kinds_and_names_agree(pieces: list[str], first: int, length: int) -> None:
    body = " ".join(["We", *pieces])
    bodies = pl.DataFrame({"doc": [0], "body": [body]}, schema={"doc": pl.UInt32, "body": pl.String})
    reading = read_bodies(bodies)
    i0 = min(first, reading.tokens.height - 1)
    asked = pl.DataFrame({"quotation": [0], "doc": [0], "start": [0], "end": [1], "i0": [i0], "i1": [min(i0 + length, reading.tokens.height - 1)]})
    found = with_speakers(asked.with_columns(pl.col("doc").cast(pl.UInt32)), reading.tokens, reading.phrases, reading.lookup, bodies)
    told = found.row(0, named=True)
    assert found.height == 1
    assert told["speaker"] is not None or told["speaker_kind"] != "person"
    assert told["speaker"] is None or (told["speaker"] in " ".join(body.split()) and told["speaker_kind"] not in {"unnamed", "unknown"})
    assert body[told["mention_start"] : told["mention_end"]] == told["mention_text"]
