"""The sentences around a quotation: of its words, and of its source and cue where they stand in its paragraphs."""

import polars as pl
import pytest

from onrecord.transforms.quotes.quotations.context import with_context
from onrecord.transforms.quotes.reading.batch import read_bodies

TWO = "It rained. “It has to go.\n\n“Nobody pays.” So the mayor told them. Then he left.\n\nThe hall was cold."
ONE = (
    "The town waited. It rained. He said: “It has to go. Nobody pays.” The mayor nodded. He left.\n\nThe hall was cold."
)


@pytest.mark.parametrize(
    ("body", "words", "beside", "context"),
    [
        # The source and the cue of a quotation of two paragraphs may stand in the second, or in the first.
        (TWO, ("It has", "pays"), ("mayor", "told"), "“It has to go.\n\n“Nobody pays.” So the mayor told them."),
        (TWO, ("It has", "pays"), ("mayor", None), "“It has to go.\n\n“Nobody pays.” So the mayor told them."),
        (TWO, ("It has", "pays"), (None, "told"), "“It has to go.\n\n“Nobody pays.” So the mayor told them."),
        (TWO, ("It has", "pays"), ("It rained", None), "It rained. “It has to go.\n\n“Nobody pays.”"),
        (TWO, ("It has", "pays"), (None, "rained"), "It rained. “It has to go.\n\n“Nobody pays.”"),
        (TWO, ("It has", "pays"), (None, None), "“It has to go.\n\n“Nobody pays.”"),
        (TWO, ("It has", "pays"), ("hall", "cold"), "“It has to go.\n\n“Nobody pays.”"),
        (TWO, ("Nobody", "pays"), ("It rained", "rained"), "“Nobody pays.”"),
        (TWO, ("It has", "go"), ("mayor", "told"), "“It has to go."),
        (ONE, ("It has", "pays"), ("He", "said"), "He said: “It has to go. Nobody pays.”"),
        (ONE, ("It has", "pays"), ("mayor", "nodded"), "He said: “It has to go. Nobody pays.” The mayor nodded."),
        (ONE, ("It has", "pays"), ("town", None), "The town waited. It rained. He said: “It has to go. Nobody pays.”"),
        (ONE, ("Nobody", "pays"), ("hall", None), "Nobody pays.”"),
    ],
)
def test_context(body: str, words: tuple[str, str], beside: tuple[str | None, str | None], context: str) -> None:
    place = (body.index(words[0]), body.index(words[1]) + len(words[1]))
    assert _context(body, words, place, beside) == context


def test_marks_at_the_edges_of_a_quotation_that_are_sentences_of_their_own() -> None:
    body = "He said: “… Nobody pays. (!)” Then he left."
    assert _context(body, ("Nobody", "pays"), (body.index("…"), body.index("”"))) == "… Nobody pays. (!)"


def _context(
    body: str, words: tuple[str, str], place: tuple[int, int], beside: tuple[str | None, str | None] = (None, None)
) -> str:
    """The context of the quotation with these first and last words and ends, and a source and a cue of one word."""
    source, cue = beside
    reading = read_bodies(pl.DataFrame({"doc": [0], "body": [body]}, schema={"doc": pl.UInt32, "body": pl.String}))

    def number(word: str | None) -> int | None:
        return None if word is None else reading.tokens["start"].to_list().index(body.index(word))

    quotation = {"start": place[0], "end": place[1], "first": number(words[0]), "last": number(words[1])}
    places = {"source_first": number(source), "source_last": number(source), "head": number(cue)}
    frame = pl.DataFrame(
        {name: [value] for name, value in (quotation | places).items()},
        schema=dict.fromkeys([*quotation, *places], pl.Int64),
    )
    found = with_context(frame, reading.lookup).row(0, named=True)
    return body[found["context_start"] : found["context_end"]]
