"""Which quoted spans and contents are one quotation: what may stand between them, and what may not."""

from datetime import date

import polars as pl
import pytest

from onrecord.transforms.quotes.engine import Extracted, extract_quotes

LONG = [
    "a",
    "man",
    "of",
    "the",
    "old",
    "harbour",
    "office",
    "and",
    "of",
    "the",
    "long",
    "wall",
    "by",
    "the",
    "sea",
    "and",
    "of",
    "the",
    "boats",
    "and",
    "of",
    "the",
    "town",
    "and",
    "of",
    "the",
    "port",
    "and",
    "of",
    "the",
    "isles",
]


def _interrupted(n_words: int, behind: str) -> str:
    """A quotation with four words, two commas and `n_words` more between its halves."""
    return f"“The strike is over,” said Tomas Strand, {' '.join(LONG[:n_words])}{behind}"


CASES: dict[str, tuple[str, list[list[str]]]] = {
    # The longest interruption has thirty tokens: "said Tomas Strand," and a comma or stop are five of them.
    "interruption as long as may be": (
        _interrupted(25, ", “and it will stay so for years.”"),
        [["The strike is over,", "and it will stay so for years."]],
    ),
    "interruption one token too long": (
        _interrupted(26, ", “and it will stay so for years.”"),
        [["The strike is over,"], ["and it will stay so for years."]],
    ),
    "the shortest interruption": (
        "“The strike cannot work,” he said. “The night tax was a mistake.”",
        [["The strike cannot work,", "The night tax was a mistake."]],
    ),
    "goes on in the same sentence": (
        "“The strike was lost,” Paul Halvorsen suggested on Tuesday night, “the port was a mistake.”",
        [["The strike was lost,", "the port was a mistake."]],
    ),
    "goes on behind a colon": (
        "“This law has been a long time coming,” Strand told reporters on Monday: “It is good for the town.”",
        [["This law has been a long time coming,", "It is good for the town."]],
    ),
    "a comma behind the mark": (
        "“This law is long overdue”, Strand said. “It is good for the town.”",
        [["This law is long overdue", "It is good for the town."]],
    ),
    "a question is interrupted": (
        "“Six minutes? For what?” he asked. “My clock was quicker than that.”",
        [["Six minutes? For what?", "My clock was quicker than that."]],
    ),
    "a dash is interrupted": (
        "“This law has been a long time coming —” Strand said, “it is good for the town.”",
        [["This law has been a long time coming —", "it is good for the town."]],
    ),
    "a sentence stands between": (
        "“The strike cannot work,” argued Paul Brandt. The hall was full. “The night tax was a mistake.”",
        [["The strike cannot work,"], ["The night tax was a mistake."]],
    ),
    "two people speak": (
        "“The strike cannot work,” argued Paul Brandt on Monday. “The night tax was a mistake,” Erik Lund warned.",
        [["The strike cannot work,"], ["The night tax was a mistake,"]],
    ),
    "a quotation that ends with another one": (
        "“People ask me, ‘How could you not see it?’” Quill said. “I ask myself the same thing every morning.”",
        [["People ask me, ‘How could you not see it?’"], ["I ask myself the same thing every morning."]],
    ),
    "no mark of a break stands ahead": (
        (
            "“The old ferry may fail before winter,” Ned Lund insisted after the meeting with the governors of the "
            "islands, “the port would cost too much.” "
            '"If a new bridge was a mistake, the plan has been a long time coming."'
        ),
        [
            ["The old ferry may fail before winter,"],
            ["If a new bridge was a mistake, the plan has been a long time coming."],
        ],
    ),
    "no cue stands between": (
        (
            "“The old ferry is nobody's business,” a study by the Harbour Institute called it a surprise. “A new "
            "bridge "
            "is overdue.”"
        ),
        [["The old ferry is nobody's business,"], ["it a surprise"], ["A new bridge is overdue."]],
    ),
    "what is called something does not go on": (
        "Strand called it “the end of the port” and said “it cannot work”.",
        [["it “the end of the port”"], ["it cannot work"]],
    ),
    "marks that touch each other": (
        (
            'She warned at a rally in Port Aster: "If this law has to go, the strike cannot work." "The strike would '
            'cost too much because the night tax will be kept."'
        ),
        [
            [
                "If this law has to go, the strike cannot work.",
                "The strike would cost too much because the night tax will be kept.",
            ]
        ],
    ),
    "a mark that opens the next paragraph again": (
        "“The storm has to go.\n\n“The budget was lost,” the campaign denied.",
        [["The storm has to go.", "The budget was lost,"]],
    ),
    "closed and opened again in the next paragraph": (
        "“The port was a mistake,” Ann Reyes argued.\n\n“A new bridge cannot work.”",
        [["The port was a mistake,"], ["A new bridge cannot work."]],
    ),
    "interrupted, then several paragraphs": (
        "“The port was a mistake,” Ann Reyes argued. “A new bridge cannot work.\n\n“The budget will be kept.”",
        [["The port was a mistake,", "A new bridge cannot work.", "The budget will be kept."]],
    ),
    "contents on both sides of one cue": (
        "The strike, Nora Bell said on Monday, will go on until the town pays.",
        [["The strike", "will go on until the town pays"]],
    ),
    "contents of two cues": (
        "The budget will be kept, Nora Bell said on Monday. The strike will go on, Joe Reyes warned.",
        [["The budget will be kept"], ["The strike will go on"]],
    ),
}


@pytest.fixture(scope="module")
def extracted() -> Extracted:
    frame = pl.DataFrame({"article_id": list(CASES), "body": [body for body, _ in CASES.values()]})
    return extract_quotes(frame.with_columns(published_on=pl.lit(date(2024, 3, 14))))


@pytest.mark.parametrize("case", list(CASES))
def test_parts_of_quotations(case: str, extracted: Extracted) -> None:
    parts = extracted.parts.filter(pl.col("article_id") == case)
    found = parts.group_by("quote_id", maintain_order=True).agg("text")["text"].to_list()
    assert found == CASES[case][1]
