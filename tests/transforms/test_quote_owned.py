"""Bodies that are named by their owner, and what "the campaign" and "his campaign" mean."""

from datetime import date

import polars as pl
import pytest

from onrecord.transforms.quotes.engine import Extracted, extract_quotes

HEADS = (
    "campaign camp administration team office organization organisation company foundation ministry department "
    "committee staff"
)
PRINTED = "newspaper magazine website blog network"

CASES: dict[str, tuple[str, str, str | None]] = {
    # What stands ahead, the source of the quotation behind it, and its speaker.
    **{head: (f"They met Okafor's {head}.", f"the {head}", f"Okafor's {head}") for head in HEADS.split()},
    **{
        f"{own}, with a name in it": ("It rained.", f"{own} Harbour campaign", None)
        for own in ("his", "her", "their", "its")
    },
    **{noun: ("It rained.", f"the Harbour Echo {noun}", "Harbour Echo") for noun in PRINTED.split()},
    "printed without a name": ("It rained.", "the old newspaper", None),
    "his": (
        "Tomas Okafor spoke. The Okafor campaign began. The Bell campaign began. Okafor left.",
        "his campaign",
        "Okafor campaign",
    ),
    "her": (
        "Marta Okafor spoke. The Okafor campaign began. The Bell campaign began. Okafor left.",
        "her campaign",
        "Okafor campaign",
    ),
    "his, the first of two names": (
        "Tomas Okafor spoke. The Okafor campaign began. Tomas Okafor's campaign ended.",
        "his campaign",
        "Okafor campaign",
    ),
    "his, known, with a name in it": (
        "Tomas Okafor spoke. The Okafor campaign began. Okafor left.",
        "his Harbour campaign",
        "Okafor campaign",
    ),
    "the last one ahead": (
        "Joe Bell's campaign began. Nora Quill's campaign began.",
        "the campaign",
        "Nora Quill's campaign",
    ),
    "an owner with an apostrophe alone": ("Joe Reyes left. Reyes' campaign began.", "the campaign", "Reyes' campaign"),
    "an owner with an apostrophe and s": ("Joe Bell left. Bell's campaign began.", "the campaign", "Bell's campaign"),
    "a capital in the second place": ("It rained.", "the new Harbour committee", "new Harbour committee"),
    "no capital": ("It rained.", "the new harbour committee", None),
    "the title of the owner": ("It rained.", "Congressman Joe Reyes's office", "Joe Reyes's office"),
    "named ahead": ("A Harbour County ballot commission met.", "the commission", "Harbour County ballot commission"),
    "named ahead, but with a word between": ("A Harbour County ballot commission met.", "the old commission", None),
    "of one who has one name": ("They met Bell's commission.", "the commission", None),
    "of one who has two names": ("They met Nora Bell's commission.", "the commission", None),
    "of one who has three names": ("They met Nora Ann Bell's commission.", "the commission", None),
}


@pytest.fixture(scope="module")
def extracted() -> Extracted:
    bodies = [f"{ahead} “It is so, and it will stay so,” {source} said." for ahead, source, _ in CASES.values()]
    frame = pl.DataFrame({"article_id": list(CASES), "body": bodies})
    return extract_quotes(frame.with_columns(published_on=pl.lit(date(2024, 3, 14))))


@pytest.mark.parametrize("case", list(CASES))
def test_names_of_bodies(case: str, extracted: Extracted) -> None:
    found = extracted.quotes.filter(pl.col("article_id") == case).row(-1, named=True)
    assert (found["mention"], found["speaker"]) == CASES[case][1:]
