"""Boosted oblivious trees evaluated column by column.

All trees of a level ask the same question (A. Gulin et al. 2011, "Winning the transfer learning track of Yahoo!'s
Learning to Rank challenge with YetiRank"; the form is CatBoost's), so that a tree is a handful of additions of bytes
and one look-up of a leaf for a whole column.
"""

from __future__ import annotations

from typing import TypedDict

import numpy as np
import numpy.typing as npt

UNIT = 10_000
"""Leaves are added up as whole numbers of this part of a log-odd: sums of fractions would hang on the order of the
trees."""

_MOST_LEVELS = 8
_BLOCK = 1 << 15
"""Rows that are worked on together, so that their answers stay in the processor's cache."""

Columns = list[npt.NDArray[np.float32]]
Bytes = npt.NDArray[np.uint8]
_Question = tuple[int, float]


class Tree(TypedDict):
    """One oblivious tree: the input and the border of each level, and a value for each leaf (level k is bit k of its
    number).
    """

    inputs: list[int]
    borders: list[float]
    leaves: list[float]


class Forest:
    """Trees made ready: many of them share a question, so each question is answered once."""

    def __init__(self, trees: list[Tree]) -> None:
        """Take trees of at most eight levels: the number of a leaf is a byte."""
        if any(len(tree["inputs"]) > _MOST_LEVELS for tree in trees):
            raise ValueError(f"a tree has more than {_MOST_LEVELS} levels")
        numbers = {
            question: k
            for k, question in enumerate(sorted({question for tree in trees for question in _questions(tree)}))
        }
        self._questions = [(number, np.float32(border)) for number, border in numbers]
        self._levels = [[numbers[question] for question in _questions(tree)] for tree in trees]
        self._leaves = [np.array([round(leaf * UNIT) for leaf in tree["leaves"]], dtype=np.int32) for tree in trees]

    def sums(self, columns: Columns) -> npt.NDArray[np.int32]:
        """The sum of all trees' leaves, in `UNIT`s, for each row of columns of one length; at least one column."""
        n = len(columns[0])
        sums = np.zeros(n, dtype=np.int32)
        answers = np.empty((len(self._questions), min(n, _BLOCK)), dtype=np.bool_)
        for first in range(0, n, _BLOCK):
            rows = slice(first, min(n, first + _BLOCK))
            block = answers[:, : rows.stop - first]
            for (number, border), answer in zip(self._questions, block, strict=True):
                np.greater(columns[number][rows], border, out=answer)
            self._add_leaves(block.view(np.uint8), sums[rows])
        return sums

    def _add_leaves(self, answers: Bytes, sums: npt.NDArray[np.int32]) -> None:
        leaf = np.empty(answers.shape[1], dtype=np.uint8)
        for levels, leaves in zip(self._levels, self._leaves, strict=True):
            leaf[:] = answers[levels[-1]]
            for level in levels[-2::-1]:
                np.add(leaf, leaf, out=leaf)
                np.add(leaf, answers[level], out=leaf)
            sums += leaves.take(leaf)


def _questions(tree: Tree) -> list[_Question]:
    return list(zip(tree["inputs"], tree["borders"], strict=True))
