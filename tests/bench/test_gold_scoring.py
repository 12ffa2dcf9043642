"""The definitions of the measure, each on a text of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bench.accuracy.findings import Outcome
from bench.accuracy.gold import GoldRow, load_gold, load_texts
from bench.accuracy.intervals import headline, intervals
from bench.accuracy.matching import EXACT, MATCH, assign, jaccard
from bench.accuracy.predictions import PredRow, as_predictions
from bench.accuracy.score import Evaluation, evaluate, score
from bench.accuracy.texts import Text, prepare_texts

Corpus = Callable[[dict[str, str]], Path]
BRIDGE = "gazette_2016-01-02_bridge"
TOWER = "mirror_2016-01-02_tower"


class Case:
    """A corpus of one article, and predictions named by their words."""

    def __init__(self, write_corpus: Corpus, marked: str) -> None:
        polnear = write_corpus({BRIDGE: marked})
        self.gold: list[GoldRow] = load_gold(polnear)
        self.texts: dict[str, Text] = prepare_texts(load_texts(polnear))

    def pred(
        self, words: str, speaker: str | None = None, mention: str | None = None, group: str | None = None
    ) -> PredRow:
        text = self.texts[BRIDGE].text
        start = text.index(words)
        at = text.index(mention) if mention else None
        end = at + len(mention) if mention and at is not None else None
        return PredRow(
            BRIDGE, start, start + len(words), speaker=speaker, speaker_start=at, speaker_end=end, group=group
        )

    def evaluate(self, *predicted: PredRow) -> Evaluation:
        return evaluate(self.gold, predicted, self.texts)


@pytest.fixture
def case(write_corpus: Corpus) -> Callable[[str], Case]:
    return lambda marked: Case(write_corpus, marked)


Cases = Callable[[str], Case]


@pytest.mark.parametrize(
    ("one", "other", "similarity"),
    [({1, 2}, {1, 2}, 1.0), ({1, 2}, {2, 3}, 1 / 3), ({1}, {2}, 0.0), (set(), set(), 0.0)],
)
def test_jaccard(one: set[int], other: set[int], similarity: float) -> None:
    assert jaccard(frozenset(one), frozenset(other)) == similarity


def test_assignment_is_one_to_one_and_takes_the_most_similar_first() -> None:
    gold = [frozenset(range(10)), frozenset(range(9))]
    predicted = [frozenset(range(9)), frozenset(range(8)), frozenset(range(10))]
    assert assign(gold, predicted, MATCH) == {0: 2, 1: 0}
    assert assign(gold[:1], predicted, MATCH) == {0: 2}
    assert assign(gold[:1], predicted[:2], EXACT) == {}


@pytest.mark.parametrize(
    ("words", "exact", "match"),
    [
        ("the old bridge is shut for good", 1.0, 1.0),
        ("the old bridge is shut for good.", 1.0, 1.0),
        ("that the old bridge is shut for good", 0.0, 1.0),
        ("old bridge is shut for good", 0.0, 1.0),
        ("bridge is shut for good", 0.0, 0.0),
    ],
)
def test_words_matter_and_marks_do_not(case: Cases, words: str, exact: float, match: float) -> None:
    given = case("{S:Reed} {C:said} that {Q:the old bridge is shut for good}.")
    summary = given.evaluate(given.pred(words)).summary
    assert (summary.kinds["all"].exact.f1, summary.kinds["all"].match.f1) == (exact, match)


def test_duplicate_is_a_false_positive(case: Cases) -> None:
    given = case("{S:Reed} {C:said} {Q:it is shut}.")
    found = given.evaluate(given.pred("it is shut"), given.pred("it is shut")).summary.kinds["all"].match
    assert (found.precision, found.recall) == (0.5, 1.0)


@pytest.mark.parametrize(
    ("source", "speaker", "mention", "right"),
    [
        ("Mayor Reed", "Ann Reed", None, True),
        ("Mayor Reed", "Bob Stone", "Reed", False),
        ("Mayor Reed", None, "Reed", False),
        ("She", "Ann Reed", "She", True),
        ("She", "Ann Reed", None, False),
        ("the warden of Aldby", "Ann Reed", "the warden", True),
        ("the warden of Aldby", None, "Aldby", True),
        ("the warden of Aldby", "Ann Reed", "the", False),
        ("the mayor", "Ann Reed", "the mayor", True),
    ],
)
def test_source_is_judged_by_its_type(
    case: Cases, source: str, speaker: str | None, mention: str | None, *, right: bool
) -> None:
    given = case(f"{{S:{source}}} {{C:said}} {{Q:it is shut}}.")
    found = given.evaluate(given.pred("it is shut", speaker, mention)).summary.kinds["all"]
    assert found.source.right == float(right)
    assert found.joint.f1 == float(right)


@pytest.mark.parametrize(("speaker", "right"), [(None, True), ("Reed", False)])
def test_without_a_source_nobody_is_to_be_named(case: Cases, speaker: str | None, *, right: bool) -> None:
    given = case("{Q:“It is shut.”} Reed was there.")
    found = given.evaluate(given.pred("“It is shut.”", speaker)).summary
    assert found.kinds["direct"].source.sourceless == float(right)
    assert found.kinds["direct"].source.n == 0
    assert found.direct_only.joint.f1 == float(right)
    assert found.direct_only.source_right is None


def test_kinds_of_both_sides_come_from_the_marks(case: Cases) -> None:
    given = case("{S:Reed} {C:called} it {Q:a “ruin” of a bridge here}.")
    whole = given.evaluate(given.pred("a “ruin” of a bridge here", "Reed")).summary
    assert whole.kinds["mixed"].joint.f1 == 1.0
    assert whole.direct_only.predicted == 0
    fragment = given.evaluate(given.pred("“ruin”", "Reed")).summary
    assert (fragment.kinds["mixed"].match.recall, fragment.kinds["direct"].predicted) == (0.0, 1)
    assert (fragment.direct_only.match.precision, fragment.direct_only.forgiving_precision) == (0.0, 0.0)
    assert fragment.kinds["mixed"].soft.recall == pytest.approx(1 / 6)


def test_recall_of_a_kind_may_be_found_by_a_prediction_of_another(case: Cases) -> None:
    given = case("{S:Reed} {C:said} {Q:“the old bridge is shut”} now.")
    found = given.evaluate(given.pred("“the old bridge is shut” now", "Reed")).summary
    assert found.kinds["direct"].match.recall == 1.0
    assert found.kinds["mixed"].match.precision == 1.0
    assert found.direct_only.match.recall == 0.0


def test_fragments_of_content_are_forgiven_in_direct_only(case: Cases) -> None:
    given = case("{S:Reed} {C:called} it {Q:a “ruin” of a bridge}. {Q2:“It is shut,”} {S2:Stone} {C2:said}.")
    found = given.evaluate(given.pred("“ruin”"), given.pred("“It is shut,”", "Stone")).summary.direct_only
    assert (found.match.precision, found.forgiving_precision, found.source_right) == (0.5, 1.0, 1.0)


def test_beliefs_are_left_out_of_speech_on_both_sides(case: Cases) -> None:
    given = case("{S:Reed} {C:hopes} {Q:it opens soon}. {S2:Stone} {C2:said} {Q2:nobody came}. The end came then.")
    belief, speech = given.pred("it opens soon", "Reed"), given.pred("nobody came", "Stone")
    inside_belief, invention = given.pred("it opens"), given.pred("The end came")
    only = given.evaluate(belief, speech).summary.speech_only
    assert (only.gold, only.predicted, only.joint.f1) == (1, 1, 1.0)
    assert given.evaluate(inside_belief, speech).summary.speech_only.predicted == 1
    assert given.evaluate(invention, speech).summary.speech_only.joint.precision == 0.5
    recall = given.evaluate(speech).summary.indirect_speech
    assert (recall.gold, recall.joint, recall.soft) == (1, 1.0, 1.0)


def test_whole_attributions_join_the_pieces_of_a_group(case: Cases) -> None:
    given = case("{Q:“It is shut,”} {S:Reed} {C:said}. {Q:“For good.”}")
    pieces = (given.pred("“It is shut,”", "Reed", group="q1"), given.pred("“For good.”", "Reed", group="q1"))
    assert given.evaluate(*pieces).summary.whole.match.f1 == 1.0
    apart = given.evaluate(given.pred("“It is shut,”", "Reed"), given.pred("“For good.”", "Reed")).summary
    assert apart.kinds["all"].joint.f1 == 1.0
    assert apart.whole.match.f1 == 0.0


@pytest.mark.parametrize(
    ("words", "speaker", "outcomes"),
    [
        ("the old bridge is shut", "Reed", ["right", "missed"]),
        ("the old bridge is shut", "Stone", ["wrong source", "missed"]),
        ("the old bridge", "Reed", ["boundary", "missed", "extra inside"]),
        ("shut. Nobody was", "Reed", ["boundary", "missed", "extra overlap"]),
        ("Nobody was hurt", "Reed", ["missed", "missed", "invented"]),
    ],
)
def test_findings(case: Cases, words: str, speaker: str, outcomes: list[Outcome]) -> None:
    given = case(
        "{S:Reed} {C:said} {Q:the old bridge is shut}. Nobody was hurt. {S2:Stone} {C2:said} {Q2:little else}."
    )
    findings = given.evaluate(given.pred(words, speaker)).findings
    assert [finding.outcome for finding in findings] == outcomes


def test_predictions_that_cannot_count_are_told(case: Cases) -> None:
    given = case("{S:Reed} {C:said} {Q:it is shut} … now.")
    evaluation = given.evaluate(given.pred("…"), PredRow("elsewhere", 0, 5), given.pred("it is shut", "Reed"))
    assert (evaluation.dropped, evaluation.summary.kinds["all"].predicted) == (2, 1)


def test_articles_of_other_texts_are_left_out(case: Cases) -> None:
    given = case("{S:Reed} {C:said} {Q:it is shut}.")
    assert score(given.gold, [], {"elsewhere": Text("“Nothing.”")}).kinds["all"].gold == 0


def test_own_label_is_compared_but_not_believed(case: Cases) -> None:
    given = case("{S:Reed} {C:said} {Q:“it is shut”}.")
    start = given.texts[BRIDGE].text.index("“")
    found = given.evaluate(PredRow(BRIDGE, start, start + 12, kind="indirect", speaker="Reed")).summary
    assert (found.kinds["direct"].joint.f1, found.kinds["direct"].source.kind_label) == (1.0, 0.0)
    assert given.evaluate(PredRow(BRIDGE, start, start + 12)).summary.kinds["direct"].source.kind_label is None


def test_a_person_agrees_with_itself_everywhere(write_corpus: Corpus) -> None:
    polnear = write_corpus(
        {
            BRIDGE: "{Q:“It is shut,”} {S:Reed} {C:said}.",
            TOWER: "{S:She} {C:called} it {Q:“a ruin” of a tower}. {Q2:It fell}.",
        }
    )
    gold, texts = load_gold(polnear), prepare_texts(load_texts(polnear))
    evaluation = evaluate(gold, as_predictions(gold), texts)
    kinds = evaluation.summary.kinds
    assert {kind: (part.gold, part.joint.f1) for kind, part in kinds.items()} == {
        "direct": (1, 1.0),
        "mixed": (1, 1.0),
        "indirect": (1, 1.0),
        "all": (3, 1.0),
    }
    assert evaluation.part([BRIDGE]).kinds["all"].gold == 1
    assert evaluation.part([TOWER]).articles == 1


def test_intervals_hold_the_figure_and_are_the_same_every_time(write_corpus: Corpus) -> None:
    marked = "{{Q:“It is shut,”}} {{S:{}}} {{C:said}}."
    polnear = write_corpus(
        {f"gazette_2016-01-{day:02}_bridge": marked.format("Reed" if day % 3 else "Stone") for day in range(1, 25)}
    )
    gold, texts = load_gold(polnear), prepare_texts(load_texts(polnear))
    predicted = [PredRow(row.article, 0, 13, speaker="Reed") for row in gold]
    evaluation = evaluate(gold, predicted, texts)
    found = intervals(evaluation.counts, 100)
    assert found == intervals(evaluation.counts, 100)
    assert found["all match"] == (1.0, 1.0)
    low, high = found["direct-only joint"]
    figure = headline(evaluation.summary)["direct-only joint"]
    assert figure == pytest.approx(2 / 3)
    assert low < figure < high
