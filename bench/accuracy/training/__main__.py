"""Train the quote engine on annotated news and write its data files.

    python -m bench.accuracy.training --gold path/to/polnear

The corpus is a folder with data/train/text/*.txt, data/train/attributions/*.ann (brat stand-off: Content, Cue and
Source text bounds, one event an attribution; docs/training.md) and data/metadata.tsv. The same corpus gives the same
files, bit for bit.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import polars as pl

import onrecord.transforms.quotes
from bench.accuracy.training.prepare import Annotated, folds_of, own_fold, read_annotated, split
from bench.accuracy.training.settings import settings_of
from bench.accuracy.training.stacking import train_models
from bench.accuracy.training.store import write_model, write_settings
from bench.accuracy.training.validation import gold_counts, held_out_models, units_of
from bench.accuracy.training.vocabulary import vocabulary_of, write_vocabulary

VERSION = "1.1"
SEED = 20161108
N_FOLDS = 5
_FOLDER = Path(onrecord.transforms.quotes.__path__[0]) / "data" / "model"


def main() -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="the folder of the annotated corpus")
    parser.add_argument(
        "--out", type=Path, default=_FOLDER, help="where to write the data files (default: those of the engine itself)"
    )
    parser.add_argument(
        "--words",
        action="store_true",
        help="write the numbered words alone; training starts with this by itself where they changed",
    )
    arguments = parser.parse_args()
    annotated = read_annotated(arguments.gold)
    changed = write_vocabulary(vocabulary_of(annotated.corpus()), arguments.out / "words.parquet")
    if arguments.words or changed:
        say(
            "the numbered words were written"
            + ("" if arguments.words else "; run the same command again to train with them")
        )
        return 0 if arguments.words else 3
    _train(annotated, arguments.out)
    return 0


def _train(annotated: Annotated, out: Path) -> None:
    folds = folds_of(annotated, split(annotated, N_FOLDS, SEED), say)
    own = own_fold()
    units = pl.concat(
        [units_of(fold, models) for fold, models in zip(folds, held_out_models(folds, own, say), strict=True)]
    )
    origin = (
        f"{annotated.articles.height} articles, {sum(gold_counts(folds).values())} annotated units, {N_FOLDS} folds, "
        f"seed {SEED}; and {own.corpus.bodies.height} articles of bench/accuracy/training/wire.txt"
    )
    settings = settings_of(units, gold_counts(folds), VERSION, origin)
    say("training on all articles")
    models = train_models([*folds, own], say)
    for name, model in models.items():
        write_model(name, model, out)
    write_settings(settings, out)
    say(f"written to {out}")


def say(line: str) -> None:
    print(time.strftime("%H:%M:%S"), line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
