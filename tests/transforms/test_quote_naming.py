"""How far the mention of a source reaches, and whose name stands beside it."""

from datetime import date

import polars as pl
import pytest

from onrecord.transforms.quotes.engine import Extracted, extract_quotes

IT = "“It is so, and it will stay so,”"

CASES: dict[str, tuple[str, str | None, str | None]] = {
    # A body, the mention of its source, and the speaker.
    "two complements": (
        f"{IT} a spokesman for the head of the union of the ferrymen said.",
        "a spokesman for the head of the union",
        None,
    ),
    "two complements with of": (
        f"{IT} a member of the board of the union said.",
        "a member of the board of the union",
        None,
    ),
    "no second complement but with of": (
        f"{IT} a member of the board for the union said.",
        "a member of the board",
        None,
    ),
    **{
        f"an adviser {word}": (f"{IT} the adviser {word} the union said.", f"the adviser {word} the union", None)
        for word in ("for", "to", "at", "in", "from", "on")
    },
    **{
        f"the {noun} in": (f"{IT} the {noun} in the harbour said.", f"the {noun} in the harbour", None)
        for noun in ("adviser", "reverend", "partners", "transcript", "officials")
    },
    "a name has no complement": (f"{IT} said Okafor of Veldania.", "Okafor", "Okafor"),
    **{
        f"a name behind, then {mark}": (
            f"{IT} said the ambassador, Nora Bell{mark} Then she left.",
            "the ambassador",
            "Nora Bell",
        )
        for mark in (",", ".", "”", " —", ")")
    },
    "the office of somebody": (f"{IT} said the diplomat, Nora Bell.", "the diplomat", "Nora Bell"),
    "the title of somebody": (f"{IT} said the reverend, Nora Bell.", "the reverend", "Nora Bell"),
    "a name behind that goes on": (f"{IT} said the ambassador, Nora Bell and others.", "the ambassador", None),
    "a day at the end": ("A report Tuesday said: “It is so, and it will stay so.”", "A report", None),
    "a participle in the middle": (
        "The retired nurse said: “It is so, and it will stay so.”",
        "The retired nurse",
        None,
    ),
    "a noun that looks like a verb": (
        "The rights group said: “It is so, and it will stay so.”",
        "The rights group",
        None,
    ),
}


@pytest.fixture(scope="module")
def extracted() -> Extracted:
    frame = pl.DataFrame({"article_id": list(CASES), "body": [body for body, *_ in CASES.values()]})
    return extract_quotes(frame.with_columns(published_on=pl.lit(date(2024, 3, 14))))


@pytest.mark.parametrize("case", list(CASES))
def test_mentions(case: str, extracted: Extracted) -> None:
    found = extracted.quotes.filter(pl.col("article_id") == case).row(0, named=True)
    assert (found["mention"], found["speaker"]) == CASES[case][1:]
