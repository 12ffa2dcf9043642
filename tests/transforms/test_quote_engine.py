"""What the engine finds in short articles: text, speaker, role, kind and cue of every quotation."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.transforms.quotes.engine import extract_quotes
from onrecord.transforms.tables.declared import QuotedSpans, QuoteParts, Quotes
from onrecord.transforms.tables.keys import content_key

INTRO = "Finance Minister Tomas Okafor met Marta Quill, leader of the opposition, in Port Aster on Monday.\n\n"


def _extract(*bodies: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    frame = pl.DataFrame(
        {"article_id": [content_key(body) for body in bodies], "body": list(bodies)},
        schema={"article_id": pl.String, "body": pl.String},
    )
    found = extract_quotes(frame.with_columns(published_on=pl.lit(date(2024, 3, 14))))
    QuotedSpans.validate(found.spans)
    return found.quotes, found.parts


def _first(body: str) -> dict[str, Any]:
    quotes, _ = _extract(body)
    assert quotes.height == 1, quotes["text"].to_list()
    return quotes.row(0, named=True)


@pytest.mark.parametrize(
    ("paragraph", "text", "speaker", "cue", "kind"),
    [
        (
            '"The budget is sound and will be kept," Okafor said.',
            "The budget is sound and will be kept,",
            "Tomas Okafor",
            "said",
            "direct",
        ),
        (
            '"The budget is sound and will be kept," said Okafor.',
            "The budget is sound and will be kept,",
            "Tomas Okafor",
            "said",
            "direct",
        ),
        (
            "“The budget is a fairy tale,” Quill told reporters.",
            "The budget is a fairy tale,",
            "Marta Quill",
            "told reporters",
            "direct",
        ),
        (
            "Quill replied: “The budget is a fairy tale.”",
            "The budget is a fairy tale.",
            "Marta Quill",
            "replied",
            "direct",
        ),
        (
            "‘The budget is a fairy tale,’ said Marta Quill.",
            "The budget is a fairy tale,",
            "Marta Quill",
            "said",
            "direct",
        ),
        (
            "Quill called the plan “a gift to the smugglers”.",
            "the plan “a gift to the smugglers”",
            "Marta Quill",
            "called",
            "mixed",
        ),
        ("„The budget is a fairy tale“, Quill said.", "The budget is a fairy tale", "Marta Quill", "said", "direct"),
        (
            "«The budget is a fairy tale», warned Quill.",
            "The budget is a fairy tale",
            "Marta Quill",
            "warned",
            "direct",
        ),
        (
            'Mr Okafor said he was sure that "nobody will lose a single job".',
            'he was sure that "nobody will lose a single job"',
            "Tomas Okafor",
            "said",
            "mixed",
        ),
    ],
)
def test_forms(paragraph: str, text: str, speaker: str, cue: str, kind: str) -> None:
    found = _first(INTRO + paragraph)
    assert (found["text"], found["speaker"], found["cue"], found["kind"]) == (text, speaker, cue, kind)


@pytest.mark.parametrize(
    ("paragraph", "speaker", "mention"),
    [
        ('Quill waved the paper. "This is a fairy tale, nothing more," she said.', "Marta Quill", "she"),
        ('Okafor waved the paper. "This is the truth, nothing less," he said.', "Tomas Okafor", "he"),
        ('"This is the truth, nothing less," the minister said.', "Tomas Okafor", "the minister"),
    ],
)
def test_pronouns_and_nominals_are_resolved(paragraph: str, speaker: str, mention: str) -> None:
    found = _first(INTRO + paragraph)
    assert (found["speaker"], found["mention"]) == (speaker, mention)


@pytest.mark.parametrize(
    ("body", "role"),
    [
        (
            '"We are ready for the storm season," said Elias Brandt, director of the port authority, on Monday.',
            "director of the port authority",
        ),
        (
            'The country’s envoy to the islands, Nora Bell, said: "We are ready for the storm season."',
            "country's envoy to the islands",
        ),
        ('"We are ready for the storm season," Finance Minister Tomas Okafor said.', "Finance Minister"),
        ('"We are ready for the storm season," said Joe Stevens, 75, a retired nurse.', "retired nurse"),
        ('"We are ready for the storm season," Harbour Office spokesman Ned Vale said.', "Harbour Office spokesman"),
        ('"We are ready for the storm season," said Wilma Strand, its chairwoman.', "chairwoman"),
        ('"We are ready for the storm season," said Nora Bell.', None),
    ],
)
def test_roles(body: str, role: str | None) -> None:
    assert _first(body)["speaker_role"] == role


@pytest.mark.parametrize(
    "paragraph",
    [
        "The so-called 'night tax' is unpopular.",
        'The film "The Long Tide" opens on Friday.',
        'Erik "Rudder" Halvorsen sailed home.',
        "The ‘two-plus-two’ format provides for joint meetings.",
        "It was the best of the '90s, and the Democrats' plan worked.",
    ],
)
def test_what_is_no_speech(paragraph: str) -> None:
    quotes, parts = _extract(INTRO + paragraph)
    assert quotes.is_empty()
    assert parts.is_empty()


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (
            '"We believe in this plan," Quill said. "It will work for all."',
            ["We believe in this plan,", "It will work for all."],
        ),
        (
            '"We believe in this plan," Quill said, "and it will work."',
            ["We believe in this plan,", "and it will work."],
        ),
        (
            "“We believe in this plan.\n\n“It will work for all,” Quill said.",
            ["We believe in this plan.", "It will work for all,"],
        ),
    ],
)
def test_interrupted_quotations_are_one(body: str, parts: list[str]) -> None:
    quotes, pieces = _extract(INTRO + body)
    assert quotes["speaker"].to_list() == ["Marta Quill"]
    assert pieces["text"].to_list() == parts
    assert quotes["text"].to_list() == [("\n\n" if "\n\n" in body else " ").join(parts)]


def test_two_speakers_in_one_paragraph_are_two_quotations() -> None:
    quotes, _ = _extract(INTRO + '"We believe in this plan," Quill said. Okafor replied: "Nobody else believes in it."')
    assert quotes["speaker"].to_list() == ["Marta Quill", "Tomas Okafor"]


def test_paragraph_without_attribution_goes_on_with_the_speaker() -> None:
    quotes, _ = _extract(
        INTRO + '"We believe in this plan," Quill said.\n\n"It will work for all of us, and it will work soon."'
    )
    assert quotes["speaker"].to_list() == ["Marta Quill", "Marta Quill"]


def test_nobody_named() -> None:
    found = _first('"We are ready for the storm season," a senior official said.')
    assert (found["speaker"], found["speaker_kind"], found["speaker_role"]) == (None, "unnamed", "senior official")


def test_organisation_speaks() -> None:
    found = _first('"We are ready for the storm season," the Central Bank of Veldania said in a statement.')
    assert (found["speaker"], found["speaker_kind"]) == ("Central Bank of Veldania", "organisation")


def test_context_is_the_sentence_around_it() -> None:
    body = 'The sun shone. Okafor said he was sure that "nobody will lose a single job". Then he left.'
    found = _first(body)
    assert (
        body[found["context_start"] : found["context_end"]]
        == 'Okafor said he was sure that "nobody will lose a single job".'
    )


def test_order_and_company_of_articles_do_not_matter() -> None:
    bodies = [INTRO + f'"The budget is number {n} of its kind," Quill said.' for n in range(5)]
    together, _ = _extract(*bodies)
    alone = pl.concat([_extract(body)[0] for body in reversed(bodies)])
    assert together.sort("quote_id").equals(alone.sort("quote_id"))


def test_what_stands_at_the_edges_of_a_body_is_not_next_to_other_bodies() -> None:
    bodies = [
        "The harbour festival opened on Sunday. The council of Port Aster welcomed Joe Reyes,",
        "Mayor said the port is safe and the bridge is open.",
        "“It is so, and it will stay so",
        "Quill told him that the budget is lost, and then the",
        "”It is what it is,“ Nora Bell added.",
    ]
    together, _ = _extract(*bodies)
    for body in bodies:
        mine = together.filter(pl.col("article_id") == content_key(body))
        assert mine.equals(_extract(body)[0])
        assert all(name is None or name in body for name in mine["speaker"])
    assert together.height > 0


def test_articles_without_marks_give_empty_tables() -> None:
    quotes, parts = _extract("Nothing was said.")
    assert Quotes.is_valid(quotes)
    assert QuoteParts.is_valid(parts)


PIECES = [
    '"',
    "“",
    "”",
    "'",
    "’",
    "\n\n",
    ". ",
    ", ",
    " said ",
    "½",
    "Marta Quill",
    " he ",
    "We believe it will work",
    "the minister",
    " told ",
    " ",
    "é",
    "👍",
    "of ",
]


@settings(max_examples=12)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_whatever_the_text_the_tables_hold(pieces: list[str]) -> None:
    body = "".join(pieces)
    quotes, parts = _extract(body)
    Quotes.validate(quotes)
    QuoteParts.validate(parts)
    assert all(body[start:end] == text for start, end, text in parts.select("start", "end", "text").iter_rows())
    for found in quotes.iter_rows(named=True):
        assert 0 <= found["context_start"] <= found["start"] < found["end"] <= found["context_end"] <= len(body)
        for name in ("mention", "cue"):
            if found[name] is not None:
                assert body[found[f"{name}_start"] : found[f"{name}_end"]] == found[name]
