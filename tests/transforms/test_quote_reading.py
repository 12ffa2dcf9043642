"""What the steps of the engine read: quoted tokens, neighbours, counts, noun phrases, candidates for edges."""

import polars as pl
import pytest

from onrecord.transforms.quotes.contents import left, right
from onrecord.transforms.quotes.contents.cues import describe_cues
from onrecord.transforms.quotes.reading.batch import Reading, read_bodies


def _read(body: str) -> Reading:
    return read_bodies(pl.DataFrame({"doc": [0], "body": [body]}, schema={"doc": pl.UInt32, "body": pl.String}))


def _words(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.tokens["token"][first : last + 1])


def _number(reading: Reading, word: str) -> int:
    found = reading.tokens["token"].to_list()
    return found.index(word)


def _head(reading: Reading, word: str) -> pl.DataFrame:
    return reading.tokens.filter(pl.col("token") == word).select("word", "stem", head="number").head(1)


@pytest.mark.parametrize(
    ("body", "phrases"),
    [
        ("The old minister met Ann Lee.", {"The old minister", "Ann Lee"}),
        ("Trump's campaign manager spoke.", {"Trump", "Trump 's campaign manager"}),
        ("A sitting judge told her that they left.", {"A sitting judge", "her", "they"}),
        ("The format Antonov mentioned.", {"The format Antonov", "Antonov"}),
        ("Three in ten voters, who agree", {"Three", "ten voters", "who"}),
        ('She praised "the old minister" twice.', {"She"}),
    ],
)
def test_phrases(body: str, phrases: set[str]) -> None:
    reading = _read(body)
    assert {
        _words(reading, first, last)
        for first, last in reading.phrases.select("phrase_first", "phrase_last").iter_rows()
    } == phrases


def test_quoted_tokens_and_their_span() -> None:
    tokens = _read('He said: "We won." Then he left.').tokens
    assert tokens.filter("quoted")["token"].to_list() == ['"', "We", "won", ".", '"']
    assert tokens.filter("quoted").select("span", "span_first", "span_last").unique().rows() == [(0, 3, 7)]
    assert tokens["span"].min() == -1


def test_counts_between_two_places() -> None:
    reading = _read("He came, saw, and won, they said.")
    lookup = reading.lookup
    assert lookup.count("commas", pl.Series([0]), pl.Series([reading.tokens.height - 1])).to_list() == [3.0]
    assert lookup.count("commas", pl.Series([3]), pl.Series([5])).to_list() == [1.0]


def test_numbers_beyond_the_table_give_what_stands_at_its_end() -> None:
    lookup = _read("One two.").lookup
    assert lookup.at("token", pl.Series([-5, 0, 99])).to_list() == ["One", "One", "."]
    assert (
        lookup.inside("word", pl.Series([-1, 1]), pl.Series([0, 0]), pl.Series([2, 2]), outside=-1).to_list()[0] == -1
    )


@pytest.mark.parametrize(
    ("body", "head", "wanted"),
    [
        ("She said that the plan was bad.", "said", "that"),
        ("She told reporters on Monday that the plan was bad.", "told", "that"),
        ("They called for a new vote.", "called", "a"),
        ('He called the plan "a gift".', "called", "the"),
        ("He accused them of fraud.", "accused", "fraud"),
    ],
)
def test_the_right_start_is_among_the_candidates(body: str, head: str, wanted: str) -> None:
    reading = _read(body)
    starts = right.find_starts(_head(reading, head), reading)
    assert wanted in [_words(reading, s, s) for s in starts["first"]]


@pytest.mark.parametrize(
    ("body", "head", "start", "wanted"),
    [
        ("She said the plan was bad, but he liked it.", "said", "the", {"bad", "it"}),
        ('She said it was "a gift to smugglers" on Monday.', "said", "it", {"smugglers", "Monday"}),
        ('He said: "We won. We did it." Then he left.', "said", "We", {"it"}),
    ],
)
def test_ends(body: str, head: str, start: str, wanted: set[str]) -> None:
    reading = _read(body)
    contents = _head(reading, head).with_columns(first=pl.lit(_number(reading, start), dtype=pl.Int64))
    ends = {_words(reading, e, e) for e in right.find_ends(contents, reading)["last"]}
    assert wanted <= ends
    assert "gift" not in ends
    assert "won" not in ends


def test_contents_before_their_cue() -> None:
    reading = _read('Yes. "We won. We did it," the minister said.')
    ends = left.find_ends(_head(reading, "said"), reading)
    assert [_words(reading, e, e) for e in ends["last"]] == ["it", "minister"]
    starts = left.find_starts(_head(reading, "said").with_columns(last=ends["last"][0]), reading)
    assert [_words(reading, s, s + 1) for s in starts["first"]] == ["We won"]


@pytest.mark.parametrize(
    ("body", "head", "cue"),
    [
        ("He said so.", "said", ("said", "say", "speech", "neutral")),
        ("According to him, it rains.", "According", ("According to", "according to", "speech", "neutral")),
        ("He pointed out that", "pointed", ("pointed out", "point out", "speech", "neutral")),
        ("They denied it.", "denied", ("denied", "deny", "speech", "denial")),
        ("He frobnicated it.", "frobnicated", ("frobnicated", "frobnicated", "other", "neutral")),
        ("They fear it.", "fear", ("fear", "fear", "belief", "neutral")),
    ],
)
def test_cues(body: str, head: str, cue: tuple[str, str, str, str]) -> None:
    reading = _read(body)
    found = describe_cues(pl.Series([_number(reading, head)]), reading.lookup).row(0, named=True)
    assert (
        body[found["cue_start"] : found["cue_end"]],
        found["cue_lemma"],
        found["cue_class"],
        found["cue_stance"],
    ) == cue
