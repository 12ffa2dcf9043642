import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.quotes.reading.spans import find_spans, spans_of

CASES = [
    ('"We go," he said. "Now."', ["We go,", "Now."]),
    ("“We go,” he said. “Now.”", ["We go,", "Now."]),
    ("'We love the students' union,' he said. 'Yes.'", ["We love the students' union,", "Yes."]),
    ("‘It’s John’s,’ he said, ‘isn’t it?’", ["It’s John’s,", "isn’t it?"]),
    ("The ‘two-plus-two’ format Antonov mentioned", ["two-plus-two"]),
    ("it's the '90s and Democrats' plan", []),
    ('"He is 6\'2" tall," she said.', ["He is 6'2\" tall,"]),
    ("``Look,'' he said, ``now''", ["Look,", "now"]),
    ("''Hi there,'' she said", ["Hi there,"]),
    ("« oui oui », dit-il", ["oui oui"]),
    ("»Ja so«, sagte er", ["Ja so"]),
    ("„Gut so“, sagte er", ["Gut so"]),
    ("”Hej du”, sa han. ”Igen”", ["Hej du", "Igen"]),
    ("”totally missed“ he said", ["totally missed"]),
    ('""We go"" he said', ["We go"]),
    ("＂A b c＂ x", ["A b c"]),
    ("`totally missed the chance' to do, said X's boss", ["totally missed the chance"]),
    ('("Hello," he said.)', ["Hello,"]),
    ("the so-called 'night tax' was a 'gift'.", ["night tax", "gift"]),
    ('stray " mark\n\n"Good," he said', ["Good,"]),
    # A mark behind a word is an apostrophe where a sure one follows, unless what it would close is short.
    ("'one two three dogs' houses here,' he said", ["one two three dogs' houses here,"]),
    ("'one two three four' and five,' he said", ["one two three four"]),
    ("'one two three four five' and six,' he said", ["one two three four five' and six,"]),
    # What may stand before and behind a single mark that opens.
    ("x_'a b' c", []),
    ("a''b c' d", []),
    ("so ’'b c' d", []),
    ("so '_a_ b' c", ["_a_ b"]),
    ("so '\"Go\" he b' c", ['"Go" he b']),
    ("so '“Go” he b' c", ["“Go” he b"]),
    *[(f"so '{sign}5 a day' c", [f"{sign}5 a day"]) for sign in "$£€"],
    ("so '¿que no?' c", ["¿que no?"]),
    ("so '¡no!' c", ["¡no!"]),
    ("so '…and so' c", ["…and so"]),
    # Inches and elisions are no marks.
    ('"A board of 12" wide" he said.', ['A board of 12" wide']),
    ("He saw 'em go, and 'til noon it's it,' he said", []),
    # Each opening mark with all that may close it.
    *[
        (f"{pair[0]}A b{pair[1]} c", ["A b"])
        for pair in ("“”", '“"', "””", "”“", "„“", "„”", '„"', '""', '"”', "»«", "»»", "«»")
    ],
    # What may stand before an opening mark.
    *[(f"so{before}“A b” c", ["A b"]) for before in " \u00a0\t\n([{—–-/…"],
    ("so“A b” c", []),
    ("", []),
    ("no marks at all", []),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_outer_spans(body: str, expected: list[str]) -> None:
    spans = sorted(span for span in spans_of(body) if span[4] == 0)
    assert [body[start:end] for start, end, *_ in spans] == expected


def test_nested_span_has_a_depth() -> None:
    body = '"meetings ‘two-plus-two’ here," X said'
    assert {(body[start:end], depth) for start, end, _, _, depth, *_ in spans_of(body)} == {
        ("two-plus-two", 1),
        ("meetings ‘two-plus-two’ here,", 0),
    }


def test_quotation_of_several_paragraphs_continues() -> None:
    body = "“One two.\n\n“Three.\n\n“Four,” he said."
    spans = sorted(spans_of(body))
    assert [(body[s[0] : s[1]], s[7]) for s in spans] == [("One two.", False), ("Three.", True), ("Four,", True)]


def test_mark_left_open_ends_with_its_paragraph_and_is_flagged() -> None:
    body = '"Unclosed he said.\n\nNext "fine words" ok.'
    assert [(body[s[0] : s[1]], s[6]) for s in sorted(spans_of(body))] == [
        ("Unclosed he said.", False),
        ("fine words", True),
    ]


def test_stray_mark_spoils_only_its_paragraph() -> None:
    clean = '"One fine day," said A.\n\nText.\n\n"Two fine days," said B.'
    stray = clean.replace("Text.", 'Te"xt.')
    assert [clean[s[0] : s[1]] for s in spans_of(clean)] == [stray[s[0] : s[1]] for s in spans_of(stray)]


@given(st.text(alphabet="ab .,\n\"'“”‘’„«»`5s", max_size=60))
def test_spans_lie_inside_the_text_and_do_not_overlap(body: str) -> None:
    spans = find_spans(pl.DataFrame({"doc": [0], "body": [body]}, schema={"doc": pl.UInt32, "body": pl.String}))
    assert spans.filter(
        ~(
            (pl.col("outer_start") <= pl.col("start"))
            & (pl.col("start") <= pl.col("end"))
            & (pl.col("end") <= pl.col("outer_end"))
        )
    ).is_empty()
    outer = spans.filter(pl.col("depth") == 0).sort("outer_start")
    assert (outer["outer_end"].shift(1).fill_null(0) <= outer["outer_start"]).all()


@pytest.mark.parametrize(("n_characters", "found"), [(2998, True), (2999, False)])
def test_a_single_mark_is_closed_within_three_thousand_characters(n_characters: int, found: bool) -> None:
    assert bool(list(spans_of(f"‘{'a' * n_characters}’ b"))) is found
