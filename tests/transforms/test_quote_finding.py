"""Which source and which cue a unit has: those of the cue that claims it, or those of the text around it."""

from datetime import date

import polars as pl
import pytest

from onrecord.transforms.quotes.engine import Extracted, extract_quotes

Found = tuple[str | None, str, str | None]
"""Speaker, text and cue of a quotation."""

CASES: dict[str, tuple[str, list[Found]]] = {
    "a cue that claims it with half a heart": (
        "Lund promised in an interview: 'The storm has been a long time coming.'",
        [("Lund", "The storm has been a long time coming.", "promised")],
    ),
    "a cue with a likely claim": (
        "Asked about a new bridge, Lund thinks: “The strike will be kept.”",
        [("Lund", "The strike will be kept.", "thinks")],
    ),
    "a cue with less than half a claim": (
        (
            "Wilma Strand met Erik Quill in Port Aster on Monday.\n\nHe fears on Monday: “The night tax will be kept.” "
            "«The vote was lost and the storm is a gift to the smugglers,» they complained in an interview."
        ),
        [
            (
                None,
                (
                    "He fears on Monday: “The night tax will be kept.” «The vote was lost and the storm is a gift to "
                    "the "
                    "smugglers,»"
                ),
                "complained",
            ),
            ("Erik Quill", "The night tax will be kept.", "fears"),
        ],
    ),
    "a noun that hardly claims it": (
        (
            'Lena Vale, a spokesman for the ministry, called it a surprise: "The harbour wall was a mistake."\n\nIt '
            "rained. Brandt said the vote was lost, Mr. Pell announced."
            "\n\nPaul Bell waved the paper. The report left early."
        ),
        [
            ("Lena Vale", 'it a surprise: "The harbour wall was a mistake."', "called"),
            ("Lena Vale", "The harbour wall was a mistake.", None),
            ("Pell", "Brandt said the vote was lost", "announced"),
            ("Brandt", "the vote was lost", "said"),
        ],
    ),
    # The first paragraph has no cue; it has the probability, the source and the cue of the second.
    "two paragraphs are as probable as the better one": (
        "“The storm has to go.\n\n“The budget was lost,” Halvorsen complained.",
        [("Halvorsen", "The storm has to go.\n\nThe budget was lost,", "complained")],
    ),
    "words outside of the marks belong to it": (
        "Wilma Brandt claimed in the fear that “the harbour wall is good for the town”.",
        [("Wilma Brandt", "that “the harbour wall is good for the town”", "claimed")],
    ),
    "quoted words are spans, not contents too": (
        (
            "Bell waved the paper.\n\n“The budget was a mistake,” both replied in an interview. “The port is a gift "
            "to the smugglers.” "
            "“The strike is a gift to the smugglers,” spokeswoman Nora Reyes said in a statement. “A new bridge was "
            "lost.”"
        ),
        [
            (None, "The budget was a mistake,", "replied"),
            ("Nora Reyes", "The strike is a gift to the smugglers,", None),
            ("Nora Reyes", "A new bridge was lost.", None),
        ],
    ),
    # The end of a body is the end of a sentence: nothing of the next body, and no missing stop, tells on it.
    "the end of a body": (
        "Ann “gift” Okafor joked a new bridge has to go, but the vote will be kept.",
        [("Okafor", "Ann “gift” a new bridge has to go", "joked")],
    ),
    # For the unit in front of the cue, which is the less probable one of the two, Paul is the source.
    "the source of the most probable unit": (
        "Paul «night tax» Strand warned the strike has to go, but the old ferry would cost too much.",
        [("Strand", "Paul «night tax» the strike has to go", "warned")],
    ),
    "units without a cue do not give it": (
        "“The vote is safe,” Ms. Okafor joked. “A new bridge was lost.\n\n“This law will be kept.”",
        [("Okafor", "The vote is safe,\n\nA new bridge was lost.\n\nThis law will be kept.", "joked")],
    ),
}


@pytest.fixture(scope="module")
def extracted() -> Extracted:
    frame = pl.DataFrame({"article_id": list(CASES), "body": [body for body, _ in CASES.values()]})
    return extract_quotes(frame.with_columns(published_on=pl.lit(date(2024, 3, 14))))


@pytest.mark.parametrize("case", list(CASES))
def test_units_and_their_sources(case: str, extracted: Extracted) -> None:
    assert (
        extracted.quotes.filter(pl.col("article_id") == case).select("speaker", "text", "cue").rows() == CASES[case][1]
    )


@pytest.mark.parametrize(
    ("case", "kind"),
    [
        ("the end of a body", "mixed"),
        ("words outside of the marks belong to it", "mixed"),
        ("two paragraphs are as probable as the better one", "direct"),
    ],
)
def test_kinds(case: str, kind: str, extracted: Extracted) -> None:
    assert extracted.quotes.filter(pl.col("article_id") == case)["kind"].to_list() == [kind]


def test_the_confidence_of_a_quotation_is_the_mean_of_its_units(extracted: Extracted) -> None:
    quotes = extracted.quotes.filter(pl.col("article_id") == "the source of the most probable unit")
    assert quotes["quotation_confidence"].to_list() == [pytest.approx(0.518, abs=0.002)]


def test_the_context_holds_the_sentences_of_all_units(extracted: Extracted) -> None:
    case = "two paragraphs are as probable as the better one"
    found = extracted.quotes.filter(pl.col("article_id") == case).row(0, named=True)
    assert (found["context_start"], found["context_end"]) == (0, len(CASES[case][0]))
