"""Runs of candidates against the same worked out row by row."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.quotes.models.candidates import Runs, Sides

SURE = 12.0
rows_of_runs = st.lists(
    st.tuples(
        st.integers(0, 5), st.integers(0, 1), st.integers(0, 4), st.sampled_from([-3.0, 0.0, 0.5, 20.0]), st.booleans()
    ),
    max_size=30,
).map(lambda rows: sorted(rows, key=lambda row: row[0]))
Row = tuple[int, int, int, float, bool]


def _frame(rows: list[Row]) -> pl.DataFrame:
    schema = {"row": pl.UInt32, "side": pl.UInt8, "gap": pl.Int64, "score": pl.Float64, "marked": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row").with_row_index("s")


@given(rows_of_runs)
def test_places_are_those_within_the_run(rows: list[Row]) -> None:
    frame = _frame(rows)
    runs = Runs(frame["row"])
    numbers = frame["row"].to_list()
    for k, number in enumerate(numbers):
        assert runs.place[k] == numbers[:k].count(number)
        assert runs.place_from_end[k] == numbers[k + 1 :].count(number)
        assert runs.size[k] == numbers.count(number)
        assert runs.count(frame["marked"])[k] == sum(row[4] for row in rows[: k + 1] if row[0] == number)
        assert runs.highest(frame["score"])[k] == max(row[3] for row in rows if row[0] == number)


@given(rows_of_runs)
def test_ranks_and_counts_are_those_of_one_side(rows: list[Row]) -> None:
    frame = _frame(rows)
    sides = Sides(Runs(frame["row"]), frame["side"], frame["gap"])
    for k, (number, side, gap, _, _) in enumerate(rows):
        as_near = [j for j, other in enumerate(rows) if other[:2] == (number, side) and (other[2], j) <= (gap, k)]
        assert sides.rank[k] == len(as_near)
        assert sides.count(frame["marked"])[k] == sum(rows[j][4] for j in as_near)


@given(rows_of_runs)
def test_the_best_of_a_run_is_its_highest_score_and_then_its_first_place(rows: list[Row]) -> None:
    frame = _frame(rows)
    best = Runs(frame["row"]).best(frame.select("s"), frame["score"], "step")
    expected = []
    for number in sorted({row[0] for row in rows}):
        ranked = sorted((-row[3], s) for s, row in enumerate(rows) if row[0] == number)
        lead = min(ranked[1][0] - ranked[0][0], SURE) if len(ranked) > 1 else SURE
        expected.append({"row": number, "s": ranked[0][1], "step_score": -ranked[0][0], "step_lead": lead})
    assert best.to_dicts() == expected


@pytest.mark.parametrize("columns", [["s"], ["s", "gap"]])
def test_no_candidates_have_no_best(columns: list[str]) -> None:
    frame = _frame([])
    assert Runs(frame["row"]).best(frame.select(columns), frame["score"], "step").columns == [
        "row",
        *columns,
        "step_score",
        "step_lead",
    ]


def test_rows_far_away_stay_in_their_run() -> None:
    runs = Runs(pl.Series([0, 0, 1]))
    assert Sides(runs, pl.Series([0, 0, 0]), pl.Series([100_000, 1, 1])).rank.to_list() == [2, 1, 1]
