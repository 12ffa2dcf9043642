"""What the training makes of annotation, as far as it needs no library that grows trees."""

import json
import math
from pathlib import Path

import polars as pl
import pytest

from bench.accuracy.align import align
from bench.accuracy.gold import GoldRow
from bench.accuracy.training.corpus import Corpus, build_corpus
from bench.accuracy.training.examples import matched, step_examples
from bench.accuracy.training.markup import parse_article, read_markup
from bench.accuracy.training.settings import curve_of, settings_of
from bench.accuracy.training.store import write_model, write_settings
from bench.accuracy.training.vocabulary import stem_of, vocabulary_of, write_vocabulary
from onrecord.transforms.quotes.contents.find import SHAPES
from onrecord.transforms.quotes.models.model import Model, Shape
from onrecord.transforms.quotes.trained import SETTINGS

BODY = 'The mayor said that the harbour would open on Friday. "It is ready," Ann Lee told reporters.'
RAW = f"A headline that is no part of the body\n\n{BODY}"


def _span(words: str) -> tuple[int, int]:
    start = RAW.index(words)
    return start, start + len(words)


def _row(number: int, content: str, cue: str, source: str | None, kind: str) -> GoldRow:
    return GoldRow(
        article="herald_one",
        publisher="herald",
        date=None,
        compartment="train",
        annotator="a",
        id=f"E{number}",
        content=(_span(content),),
        cue=(_span(cue),),
        source=(_span(source),) if source else (),
        content_text=content,
        cue_text=cue,
        source_text=source,
        kind=kind,  # type: ignore[arg-type]
        span_kinds=(kind,),  # type: ignore[arg-type]
        source_type="nominal",
        swapped=False,
        cue_class="speech",
    )


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    gold = [
        _row(1, "that the harbour would open on Friday", "said", "The mayor", "indirect"),
        _row(2, '"It is ready,"', "told reporters", "Ann Lee", "direct"),
        _row(3, "no part", "headline", None, "indirect"),
    ]
    articles = pl.DataFrame({"article_id": ["x"], "body": [BODY]})
    return build_corpus(articles, gold, {"x": [("herald_one", align(BODY, RAW))]})


def _words(corpus: Corpus, first: int | None, last: int | None) -> str | None:
    return None if first is None or last is None else " ".join(corpus.reading.tokens["token"][first : last + 1])


def test_units_are_in_tokens_of_the_body_and_what_is_outside_of_it_is_left_out(corpus: Corpus) -> None:
    found = [
        (kind, _words(corpus, s, e), _words(corpus, head, head), _words(corpus, s0, s1))
        for kind, s, e, head, s0, s1 in corpus.units.select(
            "kind", "first", "last", "head", "gold_source_first", "gold_source_last"
        ).iter_rows()
    ]
    assert found == [
        ("indirect", "that the harbour would open on Friday", "said", "The mayor"),
        ("direct", "It is ready", "told", "Ann Lee"),
    ]


def test_examples_label_the_annotated_choice(corpus: Corpus) -> None:
    examples = step_examples(corpus)
    assert set(examples) == set(SHAPES)
    rows, label = examples["head_right"]
    assert [_words(corpus, i, i) for i in rows.filter(pl.col(label) == 1)["head"]] == ["said"]
    chosen = {
        name: [_words(corpus, place, place) for place in rows.filter(pl.col(label) == 1)[column]]
        for name, column in (
            ("right_start", "first"),
            ("right_end", "last"),
            ("left_end", "last"),
            ("left_start", "first"),
        )
        for rows, label in [examples[name]]
    }
    assert chosen == {"right_start": ["that"], "right_end": ["Friday"], "left_end": ["ready"], "left_start": ["It"]}
    sources, label = examples["source"]
    assert [
        _words(corpus, a, b)
        for a, b in sources.filter(pl.col(label) == 1).select("source_first", "source_last").iter_rows()
    ] == [
        "The mayor",
        "Ann Lee",
    ]


@pytest.mark.parametrize(("first", "last", "label"), [(3, 9, 1), (4, 9, 1), (6, 9, 0), (0, 1, 0)])
def test_spans_match_where_they_share_four_words_of_five(corpus: Corpus, first: int, last: int, label: int) -> None:
    spans = pl.DataFrame(
        {"doc": [0], "first": [first], "last": [last]}, schema={"doc": pl.UInt32, "first": pl.Int64, "last": pl.Int64}
    )
    assert matched(spans, corpus)["label"].to_list() == [label]


def test_vocabulary_has_every_word_once_and_notes_heads(corpus: Corpus, tmp_path: Path) -> None:
    words = vocabulary_of(corpus)
    assert words["lower"].is_unique().all()
    assert words["word"].to_list() == list(range(1, words.height + 1))
    assert write_vocabulary(words, tmp_path / "words.parquet")
    assert not write_vocabulary(words, tmp_path / "words.parquet")


@pytest.mark.parametrize(
    ("words", "stem"),
    [("says saying", "say"), ("announces announced announcing announce", "announc"), ("denies denied deny", "deny")],
)
def test_forms_of_a_verb_have_one_stem(words: str, stem: str) -> None:
    assert {stem_of(word) for word in words.split()} == {stem}


def test_curve_finds_the_slope_that_made_the_labels() -> None:
    scores = [k / 50 for k in range(-200, 201)]
    shares = [1 / (1 + math.exp(-(0.5 * x + 1))) for x in scores]
    rows = [
        (x, label)
        for x, share in zip(scores, shares, strict=True)
        for label, n in ((1, round(share * 100)), (0, 100 - round(share * 100)))
        for _ in range(n)
    ]
    slope, intercept = curve_of(pl.Series([x for x, _ in rows]), pl.Series([label for _, label in rows]))
    assert slope == pytest.approx(0.5, abs=0.01)
    assert intercept == pytest.approx(1, abs=0.01)


def test_thresholds_lie_where_f1_is_highest() -> None:
    right = [1] * 60 + [1, 0] * 20 + [0] * 100
    units = pl.DataFrame(
        {
            "probability": [0.99 - k / 210 for k in range(200)],
            "label": right,
            "right": right,
            "source_odds": [2.0, 1.0, -1.0, 0.5] * 50,
            "head": [1, None] * 100,
            "source_first": [1] * 200,
        }
    )
    every = pl.concat([units.with_columns(kind=pl.lit(kind)) for kind in ("direct", "mixed", "indirect")])
    settings = settings_of(every, dict.fromkeys(("direct", "mixed", "indirect"), 100), "9.9", "made up")
    slope, intercept = settings.unit_curve["mixed"]
    at = [1 / (1 + math.exp(-(math.log(p / (1 - p)) * slope + intercept))) for p in units["probability"]]
    assert sum(share >= settings.least["mixed"] - 1e-3 for share in at) == pytest.approx(99, abs=2)


def test_the_same_model_gives_the_same_bytes(tmp_path: Path) -> None:
    shape = Shape(numbers=("a",), keys={"word": ("w",)})
    tables = {"word": pl.DataFrame({"key": [2, 1], "value": [0.5, 1.0]}, schema={"key": pl.Int64, "value": pl.Float32})}
    model = Model(shape, 0.1, tables, 0.2, [{"inputs": [0], "borders": [0.5], "leaves": [1.0, 2.0]}], [0.0, 0.1])
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_model("m", model, tmp_path / folder)
        write_settings(SETTINGS, tmp_path / folder)
    for name in ("m.json", "m.parquet", "engine.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert json.loads((tmp_path / "one" / "m.json").read_text())["inputs"] == ["a", "key_word"]


def test_marked_up_articles_are_read() -> None:
    body, rows = parse_article(
        "wire_1",
        (
            "<s1>He</s1> <q1>said</q1> <c1>that <s2>they</s2> <q2>hope</q2> <c2>to win</c2></c1>. <c3>“No,”</c3> "
            "<q3>said</q3> Ann. <c3>“Never.”</c3>"
        ),
    )
    assert body == "He said that they hope to win. “No,” said Ann. “Never.”"
    assert [(row.id, row.content_text, row.cue_text, row.source_text, row.kind) for row in rows] == [
        ("E1", "that they hope to win", "said", "He", "indirect"),
        ("E2", "to win", "hope", "they", "indirect"),
        ("E3", "“No,” … “Never.”", "said", None, "direct"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<c1>It rains</c1>.", "needs a content and a cue"),
        ("He <q1>said</q1> so.", "needs a content and a cue"),
        ("He <q1>said <c1>so</c1>.", "not closed"),
        ("He said</q1> <c1>so</c1>.", "closes nothing"),
    ],
)
def test_wrong_markup_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_article("wire_1", text)


def test_the_project_s_own_articles_can_be_read() -> None:
    own = read_markup()
    assert own.bodies.height > 100
    assert own.units.filter(pl.col("head").is_null()).is_empty()
    assert not own.bodies["body"].str.contains(r"</?[csq]\d").any()
