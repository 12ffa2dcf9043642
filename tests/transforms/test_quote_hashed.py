"""The hash table of lexical values against a dictionary."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.quotes.models.hashed import HashedValues

keys_of_words = st.integers(0, 2**60 - 1) | st.integers(0, 40)


@given(st.dictionaries(keys_of_words, st.floats(-9, 9, width=32), max_size=60), st.lists(keys_of_words, max_size=40))
def test_every_key_has_its_value_and_all_others_the_default(values: dict[int, float], asked: list[int]) -> None:
    table = HashedValues(
        np.array(list(values), dtype=np.int64), np.array(list(values.values()), dtype=np.float32), -0.5
    )
    wanted = [*asked, *values]
    assert table.find(np.array(wanted, dtype=np.int64)).tolist() == [values.get(key, -0.5) for key in wanted]


def test_a_key_that_is_not_known_has_the_default() -> None:
    table = HashedValues(np.array([0, 7], dtype=np.int64), np.array([1.0, 2.0], dtype=np.float32), 0.25)
    assert table.find(np.array([-1, 0, 7], dtype=np.int64)).tolist() == [0.25, 1.0, 2.0]


@pytest.mark.parametrize("n", [1, 1000, 30_000])
def test_keys_that_crowd_each_other_are_all_found(n: int) -> None:
    keys = np.arange(n, dtype=np.int64) * 2**15
    table = HashedValues(keys, np.arange(n, dtype=np.float32), -1.0)
    assert np.array_equal(table.find(keys), np.arange(n, dtype=np.float32))
    assert np.all(table.find(keys + 1) == -1.0)
