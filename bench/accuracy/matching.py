"""Which prediction is which annotated unit: one to one, the most similar first."""

from __future__ import annotations

from collections.abc import Sequence

Words = frozenset[int]
"""Indices of words of one article."""

MATCH = 0.8
"""Least Jaccard index of a match."""
EXACT = 1.0


def jaccard(one: Words, other: Words) -> float:
    """Shared words over all words; 0 where nothing is shared."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def assign(gold: Sequence[Words], predicted: Sequence[Words], least: float) -> dict[int, int]:
    """Pairs of at least the given similarity, greedily; gives the prediction of each annotated unit that has one."""
    pairs = sorted(
        (-similarity, i, j)
        for i, annotated in enumerate(gold)
        for j, found in enumerate(predicted)
        if (similarity := jaccard(annotated, found)) and similarity >= least
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in pairs:
        if i not in matched and j not in taken:
            matched[i] = j
            taken.add(j)
    return matched
