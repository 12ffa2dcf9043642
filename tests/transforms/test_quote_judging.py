"""Contents that are rivals for the same words: which of them stays, and what its rivals cost it."""

from datetime import date

import polars as pl
import pytest

from onrecord.transforms.quotes.contents.judging import without_repeats
from onrecord.transforms.quotes.engine import Extracted, extract_quotes

Found = tuple[str | None, str, str | None]
"""Speaker, text and cue of a quotation."""

CASES: dict[str, tuple[str, list[Found]]] = {
    # "Voters explained …, Brandt believes" and "the strike was …, Brandt believes" cross: the more probable one stays.
    "of two that cross the more probable": (
        "Voters explained the strike was a mistake, Brandt believes.",
        [("Brandt", "Voters explained the strike was a mistake", "believes")],
    ),
    "of two that cross the more probable, in a longer one": (
        "He wrote the strike is safe and the port cannot work, Marta Halvorsen thinks.",
        [("Marta Halvorsen", "He wrote the strike is safe and the port cannot work", "thinks")],
    ),
    "a whole sentence with a cue of its own": (
        (
            "Nora Reyes, the mayor of Port Aster, told reporters the harbour wall has been a long time coming, Finance "
            "Minister Wilma Bell warned."
        ),
        [
            (
                "Wilma Bell",
                "Nora Reyes, the mayor of Port Aster, told reporters the harbour wall has been a long time coming",
                "warned",
            )
        ],
    ),
    "nearly the same words are found once": (
        "Joe Strand replied that he said that the old ferry is good for the town and the old ferry will be kept.",
        [
            (
                "Joe Strand",
                "that he said that the old ferry is good for the town and the old ferry will be kept",
                "replied",
            )
        ],
    ),
    "nearly the same words, of two people": (
        "Strand admitted the vote is safe and the plan is a gift to the smugglers, Rep. Wilma Bell announced.",
        [("Wilma Bell", "Strand admitted the vote is safe and the plan is a gift to the smugglers", "announced")],
    ),
    "one in the other": (
        "Brandt insisted that Pell insisted that the storm was lost.",
        [
            ("Brandt", "that Pell insisted that the storm was lost", "insisted"),
            ("Pell", "that the storm was lost", "insisted"),
        ],
    ),
    "a cue that stands in the words of another": (
        (
            "Paul Brandt argued a new bridge cannot work, Judge Marta Brandt insisted. Marta Reyes and Tomas Brandt "
            "spoke early."
        ),
        [("Marta Brandt", "Paul Brandt argued a new bridge cannot work", "insisted")],
    ),
    "who asked is not said": (
        "Asked about the harbour wall, Vale admitted: “If the strike was a mistake, the storm will be kept.”",
        [("Vale", "If the strike was a mistake, the storm will be kept.", "admitted")],
    ),
    # Sixteen of twenty tokens are common: just enough to be one content.
    "four fifths of the words": (
        (
            "It rained.\n\nIf the port has been a long time coming, the plan is safe. Joe Vale believes that Mr. "
            "Vale explained that the budget is a gift to the"
            " smugglers, but the budget will be kept. It rained. According to many, the storm was lost and the night "
            "tax was lost."
        ),
        [
            ("Joe Vale", "that the budget is a gift to the smugglers, but the budget will be kept", "explained"),
            (None, "the storm was lost and the night tax was lost", "According to"),
        ],
    ),
    "what is called something, with its noun": (
        "Lund called the budget «too little, too late».",
        [("Lund", "the budget «too little, too late»", "called")],
    ),
}


@pytest.fixture(scope="module")
def extracted() -> Extracted:
    frame = pl.DataFrame({"article_id": list(CASES), "body": [body for body, _ in CASES.values()]})
    return extract_quotes(frame.with_columns(published_on=pl.lit(date(2024, 3, 14))))


@pytest.mark.parametrize("case", list(CASES))
def test_what_stays_of_rivals(case: str, extracted: Extracted) -> None:
    assert (
        extracted.quotes.filter(pl.col("article_id") == case).select("speaker", "text", "cue").rows() == CASES[case][1]
    )


@pytest.mark.parametrize(
    ("case", "kind"),
    [
        ("one in the other", "indirect"),
        ("who asked is not said", "direct"),
        ("what is called something, with its noun", "mixed"),
    ],
)
def test_kinds(case: str, kind: str, extracted: Extracted) -> None:
    assert set(extracted.quotes.filter(pl.col("article_id") == case)["kind"]) == {kind}


@pytest.mark.parametrize(
    ("case", "number", "evidence"),
    [
        ("of two that cross the more probable", 0, "source right before the cue"),
        ("one in the other", 0, "a cue that reports; a clause with clear edges; source right before the cue"),
        ("one in the other", 1, "a cue that reports; source right before the cue"),
    ],
)
def test_what_rivals_cost(case: str, number: int, evidence: str, extracted: Extracted) -> None:
    assert extracted.quotes.filter(pl.col("article_id") == case)["evidence"][number] == evidence


def _kept(*contents: tuple[str, int, int, int, float]) -> list[int]:
    """Which contents of one sentence stay: of each its side, cue, first and last word, and probability."""
    frame = pl.DataFrame(
        contents, schema=["side", "head", "first", "last", "probability"], orient="row"
    ).with_row_index("content")
    return without_repeats(frame.with_columns(sentence=1, same_span=0.0, steps=0.5))["content"].to_list()


def test_only_a_content_in_front_of_its_cue_breaks_another() -> None:
    assert _kept(("right", 1, 5, 9, 0.2), ("left", 8, 3, 6, 0.9)) == [1]
    assert _kept(("right", 1, 5, 9, 0.9), ("left", 8, 3, 6, 0.2)) == [0, 1]
    assert _kept(("right", 1, 5, 9, 0.2), ("right", 8, 3, 6, 0.9)) == [0, 1]


def test_of_the_same_words_the_content_of_the_first_cue_stays() -> None:
    assert _kept(("right", 1, 5, 9, 0.2), ("right", 3, 5, 9, 0.9)) == [0]
