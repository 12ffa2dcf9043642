"""Whether a burst is seen: in each trial a term is put into 8 extra articles of a day of 150, and should be among the
day's ten top terms.

    python -m bench.topics.bursts --topics FOLDER [--trials 200] [--text headlines|articles]

The days are made of HuffPost headlines (or of the Wikinews articles, drawn again and again) in a random order that is
always the same; the term is a word of theirs that is neither rare nor common, and the extra articles are others with
the term put somewhere between their words.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from bench.topics.sets import Text, read_sets
from onrecord.flows.lake.catalog import connect
from onrecord.flows.lake.parquet import write_table
from onrecord.transforms.tables.keys import content_key
from onrecord.transforms.tables.registry import polars_schema
from onrecord.transforms.topics.find import find_topics
from onrecord.transforms.topics.model import topic_model
from onrecord.transforms.topics.terms import find_terms
from onrecord.transforms.topics.words import fold_term

FIRST_DAY = date(2024, 1, 1)
DAYS, ARTICLES_A_DAY, EXTRA, TOP = 29, 150, 8, 10
ARTICLES = pl.Schema(
    {
        "article_id": pl.String(),
        "published_on": pl.Date(),
        "language": pl.String(),
        "title": pl.String(),
        "section": pl.String(),
        "url": pl.String(),
        "keywords": pl.List(pl.String()),
        "body": pl.String(),
    }
)


def plant(words: list[str], term: str, choice: random.Random) -> str:
    place = choice.randint(0, len(words))
    return " ".join([*words[:place], term, *words[place:]])


def choose_term(texts: list[Text], choice: random.Random) -> str:
    """A word that 1 in 2,000 to 1 in 200 texts have."""
    counts = Counter(
        word
        for text in texts
        for word in set(fold_term(f"{text.title} {text.body}").split())
        if word.isalpha() and len(word) > 3
    )
    return choice.choice(sorted(word for word, n in counts.items() if len(texts) / 2000 <= n <= len(texts) / 200))


def day_of_trial(texts: list[Text], choice: random.Random) -> tuple[pl.DataFrame, str]:
    """Articles of four weeks and a day; the last day has the burst."""
    drawn = choice.choices(texts, k=DAYS * ARTICLES_A_DAY + EXTRA)
    term = choose_term(drawn, choice)
    rows: list[tuple[object, ...]] = []
    for number, text in enumerate(drawn):
        day = min(number // ARTICLES_A_DAY, DAYS - 1)
        body = text.body or text.title
        if number >= DAYS * ARTICLES_A_DAY:
            body = plant(body.split(" "), term, choice)
        rows.append(
            (
                content_key("burst", number),
                FIRST_DAY + timedelta(days=day),
                "en",
                text.title if text.body else None,
                None,
                None,
                [],
                body,
            )
        )
    return pl.DataFrame(rows, schema=ARTICLES, orient="row"), term


def top_terms(articles: pl.DataFrame, folder: Path) -> list[str]:
    model = topic_model()
    nothing = pl.DataFrame(
        schema={"quote_id": pl.String, "article_id": pl.String, "text": pl.String, "published_on": pl.Date}
    )
    frames = {"article_topics": find_topics(articles, nothing, model).articles, "article_terms": find_terms(articles)}
    for table, frame in frames.items():
        for (month,), rows in frame.group_by(pl.col("published_on").dt.strftime("%Y-%m")):
            write_table(
                rows.select(list(polars_schema(table))), table, folder / table / f"month={month}" / "part.parquet"
            )
    with connect(folder) as connection:
        day = FIRST_DAY + timedelta(days=DAYS - 1)
        found = connection.execute(
            (
                "SELECT term FROM trending_terms WHERE grain = 'day' AND period_start = ? AND topic_id = '(all)' AND "
                "rank <= ? ORDER BY rank"
            ),
            [day, TOP],
        )
        return [term for (term,) in found.fetchall()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", type=Path, required=True, help="folder of the visible sets")
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--text", choices=("headlines", "articles"), default="headlines")
    arguments = parser.parse_args()
    texts = read_sets(arguments.topics)["HuffPost" if arguments.text == "headlines" else "Wikinews 2019"]
    seen = 0
    for trial in range(arguments.trials):
        articles, term = day_of_trial(texts, random.Random(trial))  # noqa: S311, a fixed order
        with tempfile.TemporaryDirectory() as folder:
            seen += any(term in found.split() for found in top_terms(articles, Path(folder)))
    print(
        f"bursts in {arguments.text}: {seen} of {arguments.trials} among the day's ten top terms "
        f"({seen / arguments.trials:.0%})"
    )


if __name__ == "__main__":
    main()
