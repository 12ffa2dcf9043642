from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.articles.normalise import normalise, normalise_characters, normalise_line

WRAPPED = """\
The ministers met in the capital on Monday to talk about the
new bridge, which has been closed for repairs since the flood
of last spring damaged two of its pillars.

"We will open it before winter," said Anna Berg, who leads the
works. She added that the money had been found and that nobody
would have to wait longer than was needed.
"""
WIRE = """\
   Berlin (dpa) - Negotiations between the two parties headed by
the chancellor on forming a coalition government could fail, a
senior member warned Wednesday.

   The party said it wishes to postpone its final decision pending
the conclusion of the parliamentary debates."""
POEM = """\
Shall I compare thee to a summer's day?
Thou art more lovely and more temperate:
Rough winds do shake the darling buds of May,
And summer's lease hath all too short a date;"""
PARAGRAPHS = """\
The council voted on the plan late on Tuesday evening after a debate.
Mayor Jane Doe called the result a good day for the whole of the city.
Opponents said that they would go to court before the end of the month."""
LIST = """\
The party promised three things to its voters on Monday morning:
- lower taxes for everybody who earns less than the average, and
- a new hospital for the north of the country within four years;
- more trains between the capital and the harbour in the south."""
TABLE = """\
Below is a list of the largest deals of this year, by value, according
to the research firm.
BUYER                  TARGET COMPANY                   DEAL VALUE
Northern Steel         Southern Iron                    $14.9 billion
Western Oil            Eastern Gas                      $14.4 billion
SOURCE: research firm"""

# Words that wrap, words that end sentences, and every kind of white and invisible character between them.
WORDS = (
    "word",
    "the",
    "Said",
    "end.",
    '"quote"',
    "well-",
    "日本",
    "か",
    "\u3099",
    "e\u0301",
    "\u2019s",
    "- item",
    "1.",
)
INVISIBLE = ("\x1b[0m", "\x00", "\u200b", "\u200d", "\xad", "\x1b")
BLANKS = (
    " ",
    "  ",
    "    ",
    "\t",
    "\xa0",
    "\u2009",
    "\u2000",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    " \n ",
    "\n\n\n",
    "\x0b",
    "\x0c",
    "\u2028",
)
LINES = (
    "a long run of words that goes on until it is about as long as a line",
    "and another one which is also long enough to be wrapped here.",
)
PIECES = st.sampled_from((*WORDS, *INVISIBLE, *BLANKS, *LINES))
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "one\r\ntwo\rthree\x0bfour\x0cfive\x85six\u2028seven\u2029eight",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight",
        ),
        ("caf\u0065\u0301", "café"),
        ("10\xa0000\u202f000", "10 000 000"),
        ("re\xadport\ufeffed\u200b by\u200e us\x00\x07", "reported by us"),
        ("red\x1b[31m alert\x1b[0m", "red alert"),
        ("\x1b]0;title\x07text", "text"),
        ("می\u200cخواهم and 👩\u200d💻", "می\u200cخواهم and 👩\u200d💻"),
        ("ASCII\u200c\u200d text", "ASCII text"),
        ("broken \x1b escape", "broken  escape"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_characters(raw: str, expected: str) -> None:
    assert normalise_characters(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  one  \t\n\n\n \n\ntwo \n", "one\n\ntwo"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\ntwo", "one\ntwo"),
        ("\n \t\n", ""),
    ],
)
def test_blank_lines_and_blanks_at_line_ends(raw: str, expected: str) -> None:
    assert normalise(raw) == expected


def test_wrapped_lines_are_joined_paragraph_by_paragraph() -> None:
    first, second = normalise(WRAPPED).split("\n\n")
    assert first.startswith("The ministers met in the capital on Monday to talk about the new bridge, which")
    assert first.endswith("since the flood of last spring damaged two of its pillars.")
    assert second.startswith('"We will open it before winter," said Anna Berg, who leads the works. She added')
    assert "\n" not in first + second


def test_wrapped_wire_copy_is_joined_and_its_paragraphs_stay_apart() -> None:
    assert [" ".join(paragraph.split()[:3]) for paragraph in normalise(WIRE).split("\n")] == [
        "Berlin (dpa) -",
        "",
        "The party said",
    ]


def test_paragraph_that_is_only_indented_stays_apart() -> None:
    wrapped = WRAPPED.replace("\n\n", "\n   ")
    assert normalise(wrapped).count("\n") == 1


@pytest.mark.parametrize(
    "text",
    [
        POEM,
        PARAGRAPHS,
        LIST,
        "One line.\nAnother one.",
        "A headline of about fifty characters, as in most papers\nText.",
    ],
)
def test_verse_lists_and_one_paragraph_a_line_stay(text: str) -> None:
    assert normalise(text) == text


def test_table_stays_below_a_wrapped_paragraph() -> None:
    normalised = normalise(TABLE)
    assert (
        normalised.splitlines()[0]
        == "Below is a list of the largest deals of this year, by value, according to the research firm."
    )
    assert normalised.splitlines()[1:] == TABLE.splitlines()[2:]


def test_line_that_was_joined_before_goes_on_where_its_sentence_is_open() -> None:
    text = WRAPPED.replace(
        "works. She added",
        "works and, as is well known in the whole of the town, would have liked to do it much earlier. She added",
    )
    text = text.replace(
        "money had been found and",
        "money from the Regional Development Bank of the Northern Provinces and the\nWorld Bank had been found and",
    )
    assert "\n" not in normalise(text).split("\n\n")[1]


def test_full_line_is_joined_before_a_capital_and_a_short_one_is_not() -> None:
    text = (
        "The money had been found with the help of the bank, said\nAnna Berg, who leads the works and who has done "
        "so for many\nyears. It was high time.\n"
    )
    assert normalise(text + "Bridges are her life, she said on the day of the vote, when\nnobody else did.").split(
        "\n"
    ) == [
        (
            "The money had been found with the help of the bank, said Anna Berg, who leads the works and who has "
            "done so for many years. It was high time."
        ),
        "Bridges are her life, she said on the day of the vote, when nobody else did.",
    ]


def test_hyphenated_and_chinese_lines_join_without_a_blank() -> None:
    text = (
        "The talks between the two governments were about Russian-\nspeaking people and about those who had left the "
        "country in\nthe last year."
    )
    assert "Russian-speaking people" in normalise(text)
    chinese = (
        "多名外国专家告诉记者合作共赢符合国际社会利益各方应当采取"
        "更多行动推动两国关系健康稳定发展并且继续保持对话\nand more words that go on"
    )
    assert normalise(chinese + " in\n日本").endswith("in 日本")


def test_a_wide_line_with_a_full_stop_ends_its_paragraph() -> None:
    wide = (
        "This sentence is much longer than any line that a wire service would have wrapped, and it stands alone as "
        "one whole paragraph of the text."
    )
    text = WRAPPED.strip() + "\n\n" + wide + "\nNext paragraph."
    assert normalise(text).endswith(wide + "\nNext paragraph.")


def test_field_on_one_line() -> None:
    assert normalise_line(" Jan \xa0Doe \n and  Ann\u200b ") == "Jan Doe and Ann"


@given(TEXTS | st.text(max_size=200))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(TEXTS)
def test_only_blanks_and_invisible_characters_change(text: str) -> None:
    def visible(raw: str) -> str:
        composed = unicodedata.normalize("NFC", "".join(normalise_characters(raw).split()))
        return "".join(character for character in composed if character not in "\u200c\u200d")

    assert visible(normalise(text)) == visible(text)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=60).map(str.strip))
def test_clean_line_is_returned_as_it_is(line: str) -> None:
    assert normalise(line) == line
