"""What is told as the reason of a quotation: the two strongest groups, and where the source stands."""

from datetime import date

import polars as pl
import pytest

from onrecord.transforms.quotes.engine import Extracted, extract_quotes

CASES: dict[str, tuple[str, str]] = {
    "no more than two reasons": (
        "She added that a new bridge will be kept.",
        "a cue that reports; no rival cue for its words; source right before the cue",
    ),
    "what counts for less than a tenth is left out": (
        "According to Paul Lund, the plan was a mistake and the strike is safe.",
        "a cue that reports; source right behind the cue",
    ),
    "what counts for more than a tenth is told": (
        "According to Ned Okafor, the port was lost. It rained.",
        "a cue that reports; no rival cue for its words; source right behind the cue",
    ),
    "a word between source and cue": ("“The storm has to go,” Quill quickly said.", "source right before the cue"),
    "two words between source and cue": (
        "“The storm has to go,” Quill then quickly said.",
        "source before the cue, in its sentence",
    ),
    "the source behind its cue": ("“The storm has to go,” said Quill.", "source right behind the cue"),
    "words between cue and source": (
        "“The storm has to go,” said the tired Quill.",
        "source behind the cue, in its sentence",
    ),
    "the source in the same paragraph": (
        "Marta Quill waved the paper. “The storm has to go, and it has to go soon.”",
        "source in the same paragraph",
    ),
    "the source in another paragraph": (
        "Marta Quill waved the paper.\n\n“The storm has to go, and it has to go soon.”",
        "source in a neighbouring paragraph",
    ),
}


@pytest.fixture(scope="module")
def extracted() -> Extracted:
    frame = pl.DataFrame({"article_id": list(CASES), "body": [body for body, _ in CASES.values()]})
    return extract_quotes(frame.with_columns(published_on=pl.lit(date(2024, 3, 14))))


@pytest.mark.parametrize("case", list(CASES))
def test_reasons(case: str, extracted: Extracted) -> None:
    (evidence,) = extracted.quotes.filter(pl.col("article_id") == case)["evidence"]
    if "; " in CASES[case][1]:
        assert evidence == CASES[case][1]
    assert evidence.endswith(CASES[case][1])
