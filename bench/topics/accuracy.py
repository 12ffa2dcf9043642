"""How well topics are told on the visible sets: figures, a confusion table, a calibration curve, and the speed.

    python -m bench.topics.accuracy --topics FOLDER

All 17 topics are allowed. Accuracy is of the best topic, floor or no floor; below it stands what is left when the
classifier may abstain.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import polars as pl

from bench.topics.sets import Text, read_sets, sums_of
from onrecord.transforms.topics.classify import best_topics, probabilities
from onrecord.transforms.topics.model import topic_model
from onrecord.transforms.topics.taxonomy import concepts, top_topics

BINS = 10
SPEED_COPIES = 20


def judged(texts: list[Text]) -> pl.DataFrame:
    """A row a text: `topic`, `acceptable`, and the best topic as `told` with its `score`."""
    model = topic_model()
    scores = probabilities(sums_of(texts, model), model.scoring)
    best = best_topics(scores, 0.0).unique("number", keep="first", maintain_order=True).sort("number")
    truth = pl.DataFrame(
        {"topic": [text.topic for text in texts], "acceptable": [sorted(text.acceptable) for text in texts]}
    )
    return pl.concat([truth, best.select(told="topic_id", score="score")], how="horizontal")


def figures(rows: pl.DataFrame) -> str:
    floor = topic_model().scoring.floor
    right = rows.with_columns(
        primary=pl.col("told") == pl.col("topic"), acceptable=pl.col("acceptable").list.contains(pl.col("told"))
    )
    sure = right.filter(pl.col("score") >= floor)
    recall = right.group_by("topic").agg(pl.col("primary").mean())
    return (
        f"{rows.height:,} texts: primary {_mean(right, 'primary'):.3f}, acceptable {_mean(right, 'acceptable'):.3f}, "
        f"mean recall of the topics {_mean(recall, 'primary'):.3f}\n"
        f"  with the floor of {floor}: abstains from {1 - sure.height / rows.height:.1%}; of the others primary "
        f"{_mean(sure, 'primary'):.3f}, "
        f"acceptable {_mean(sure, 'acceptable'):.3f}"
    )


def _mean(frame: pl.DataFrame, column: str) -> float:
    mean = frame[column].mean()
    assert isinstance(mean, float)
    return mean


def confusion(rows: pl.DataFrame) -> str:
    """True topics down, told ones across, by their first two digits."""
    counts = {(true, told): n for true, told, n in rows.group_by("topic", "told").len().iter_rows()}
    codes = {topic: topic.partition(":")[2][:2] for topic in top_topics()}
    lines = ["     " + "".join(f"{code:>5}" for code in codes.values())]
    for topic, code in codes.items():
        row = [counts.get((topic, told), 0) for told in codes]
        if any(row):
            lines.append(f"  {code} " + "".join(f"{n or '.':>5}" for n in row) + f"  {concepts()[topic].label}")
    return "\n".join(lines)


def calibration(rows: pl.DataFrame) -> str:
    """Mean score and share of acceptable best topics, by score, with a bar that should reach the mark."""
    right = rows.select("score", right=pl.col("acceptable").list.contains(pl.col("told")))
    bins = right.group_by(bin=(pl.col("score") * BINS).floor().clip(0, BINS - 1).cast(pl.Int64)).agg(
        pl.len(), pl.col("score").mean(), pl.col("right").mean()
    )
    lines = ["  score  right      n"]
    for _, n, score, share in bins.sort("bin").iter_rows():
        bar = list("█" * round(share * 40) + " " * (41 - round(share * 40)))
        bar[round(score * 40)] = "|"
        lines.append(f"  {score:5.2f}  {share:5.2f} {n:6,}  {''.join(bar)}")
    return "\n".join(lines)


def speed(texts: list[Text]) -> str:
    """Articles of which topics are told in a second of one processor's time."""
    model = topic_model()
    many = texts * SPEED_COPIES
    clock = time.process_time()
    best_topics(probabilities(sums_of(many, model), model.scoring), model.scoring.floor)
    spent = time.process_time() - clock
    return (
        f"speed: {len(many):,} articles of {sum(len(text.body) for text in texts) // len(texts):,} characters, "
        f"{len(many) / spent:,.0f} a CPU-second"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", type=Path, required=True, help="folder of the visible sets")
    sets = read_sets(parser.parse_args().topics)
    print(f"topic model {topic_model().version}")
    for name, texts in sets.items():
        rows = judged(texts[1::2] if name == "HuffPost" else texts)  # the other half fitted the calibration
        print(f"\n{name}, {figures(rows)}\n\n{confusion(rows)}\n\n{calibration(rows)}")
    print(f"\n{speed(sets['Wikinews 2019'])}")


if __name__ == "__main__":
    main()
