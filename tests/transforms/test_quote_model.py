"""Models as tables: keys, lexical log-odds, and trees evaluated column by column against trees walked one by one."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.quotes import trained
from onrecord.transforms.quotes.finding import ALL_SHAPES
from onrecord.transforms.quotes.models.model import Model, Shape, load, packed
from onrecord.transforms.quotes.models.trees import UNIT, Forest, Tree
from onrecord.transforms.quotes.words.numbers import ASKED, WORDS_KNOWN

SHAPE = Shape(numbers=("a", "b"), keys={"word": ("w",), "pair": ("w", "g")})
TABLES = {
    "word": pl.DataFrame({"key": [3, 4], "value": [1.5, -2.0]}, schema={"key": pl.Int64, "value": pl.Float32}),
    "pair": pl.DataFrame({"key": [3 * 2**15 + 7], "value": [4.0]}, schema={"key": pl.Int64, "value": pl.Float32}),
}
INPUTS = 4


def _walk(trees: list[Tree], row: tuple[float, ...]) -> float:
    total = 0.0
    for tree in trees:
        leaf = sum(
            (row[number] > border) << level
            for level, (number, border) in enumerate(zip(tree["inputs"], tree["borders"], strict=True))
        )
        total += tree["leaves"][leaf]
    return total


trees_of_depth_two = st.fixed_dictionaries(
    {
        "inputs": st.lists(st.integers(0, INPUTS - 1), min_size=2, max_size=2),
        "borders": st.lists(st.sampled_from([-1.0, 0.0, 0.5, 2.0]), min_size=2, max_size=2),
        "leaves": st.lists(st.sampled_from([-1.0, 0.25, 0.5, 3.0]), min_size=4, max_size=4),
    }
)


@given(
    st.lists(trees_of_depth_two, min_size=1, max_size=5),
    st.lists(st.tuples(*[st.sampled_from([-2.0, 0.0, 0.5, 1.0, 3.0])] * INPUTS), min_size=1, max_size=6),
)
def test_columns_give_what_walking_gives(trees: list[Tree], rows: list[tuple[float, ...]]) -> None:
    columns = list(np.array(rows, dtype=np.float32).T)
    assert (Forest(trees).sums(columns) / UNIT).tolist() == pytest.approx([_walk(trees, row) for row in rows])


def test_more_rows_than_are_worked_on_together() -> None:
    trees: list[Tree] = [{"inputs": [0, 0], "borders": [0.5, 2.0], "leaves": [1.0, 2.0, 3.0, 4.0]}]
    column = np.arange(100_000, dtype=np.float32) % 4
    assert (Forest(trees).sums([column]) / UNIT).tolist() == [[1.0, 2.0, 2.0, 4.0][k % 4] for k in range(100_000)]


def test_scores_and_what_they_fall_without_some_inputs() -> None:
    trees: list[Tree] = [
        {"inputs": [0], "borders": [0.5], "leaves": [0.0, 3.0]},
        {"inputs": [2], "borders": [0.0], "leaves": [0.0, 1.5]},
    ]
    model = Model(SHAPE, -0.5, TABLES, 0.125, trees, [0.0, 0.0, -1.0, 0.0])
    candidates = pl.DataFrame({"a": [1.0, 0.0], "b": [0.0, 0.0], "w": [3, 3], "g": [7, 7]}).cast(
        {"a": pl.Float32, "b": pl.Float32}
    )
    assert model.score(candidates).to_list() == [4.625, 1.625]
    assert [fall.to_list() for fall in model.falls(candidates, [["a"], ["b"], ["a", "key_word"]])] == [
        [3.0, 0.0],
        [0.0, 0.0],
        [4.5, 1.5],
    ]


def test_keys_that_the_training_never_saw_have_the_base() -> None:
    model = Model(SHAPE, -0.5, TABLES, 0.0, [], [])
    candidates = pl.DataFrame({"a": [1.0, 2.0, 3.0], "b": [0.0, 0.0, 0.0], "w": [3, 4, 5], "g": [7, 7, 7]}).cast(
        {"a": pl.Float32, "b": pl.Float32}
    )
    inputs = model.inputs(candidates)
    assert inputs["key_word"].to_list() == [1.5, -2.0, -0.5]
    assert inputs["key_pair"].to_list() == [4.0, -0.5, -0.5]


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ((3,), 3),
        ((-1,), 2**15 - 1),
        ((-2, 5), (2**15 - 2) * 2**15 + 5),
        ((1, 2, 3, 4), ((1 * 2**15 + 2) * 2**15 + 3) * 2**15 + 4),
    ],
)
def test_packing(values: tuple[int, ...], key: int) -> None:
    names = tuple("abcd"[: len(values)])
    assert packed(pl.DataFrame(dict(zip(names, values, strict=True))), names).tolist() == [key]


def test_a_key_with_a_part_that_is_not_known_is_none() -> None:
    rows = pl.DataFrame({"a": [1, None, 3], "b": [1, 2, None]}, schema={"a": pl.UInt8, "b": pl.Int32})
    assert packed(rows, ("a", "b")).tolist() == [2**15 + 1, -1, -1]
    assert packed(rows.clear(), ("a", "b")).tolist() == []


def test_a_model_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="train it again"):
        load("span", SHAPE)


@pytest.mark.parametrize("name", list(ALL_SHAPES))
def test_shipped_models_fit_the_features(name: str) -> None:
    model = load(name, ALL_SHAPES[name])
    n_inputs = len(ALL_SHAPES[name].columns())
    assert model.trees
    assert len(model.neutral) == n_inputs
    assert all(
        max(tree["inputs"]) < n_inputs and len(tree["leaves"]) == 2 ** len(tree["inputs"]) for tree in model.trees
    )
    assert set(model.tables) == set(ALL_SHAPES[name].keys)
    assert all(table["key"].is_unique().all() for table in model.tables.values())


def test_every_word_that_the_engine_asks_for_has_a_number() -> None:
    assert set(WORDS_KNOWN["lower"]) >= ASKED
    assert WORDS_KNOWN["word"].is_unique().all()
    assert WORDS_KNOWN.select(pl.max_horizontal(pl.col("word").max(), pl.col("stem").max())).item() < 2**15 - 2


def test_shipped_settings_cover_every_kind() -> None:
    settings = trained.SETTINGS
    assert set(settings.least) == set(settings.unit_curve) == set(trained.KINDS)
    assert set(settings.source_curve) == {"cue", "around"}
    assert all(0 < share < 1 for share in (*settings.least.values(), settings.least_source))


def test_a_tree_with_more_leaves_than_a_byte_counts_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 8 levels"):
        Forest([{"inputs": [0] * 9, "borders": [float(k) for k in range(9)], "leaves": [0.0] * 512}])
