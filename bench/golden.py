"""The golden files: everything that the engine finds in the project's own texts, as text that people read in a review.

    python -m bench.golden            # make them anew
    python -m bench.golden --check    # write nothing; show what differs, end with 1 if something does

A change to the engine shows here sentence by sentence, probabilities included. `tests/golden/sample.txt` is the sample
newspaper, `tests/golden/wire.txt` the annotated articles that the engine is also trained on, without their annotation.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from bench.accuracy.training.markup import read_markup
from onrecord.flows.demo import sample_folder
from onrecord.flows.lake.atomic import replacing
from onrecord.flows.lake.reader import open_current
from onrecord.flows.run import IngestRequest, ingest
from onrecord.transforms.quotes.engine import Extracted, extract_quotes

ROOT = Path(__file__).resolve().parent.parent
"""The repository."""

COMMAND = "make golden"
"""What a person runs to make the files anew."""

ENGLISH = "en"
"""The language in which quotations are looked for."""

MOST_DIFFERENCES = 120
"""Lines of a difference that are shown: enough to see what kind of change it is."""

_SHOWN_OF_SPAN = 60
"""Length at which the text of a quoted span is cut: enough to tell which one is meant. Unit: characters."""

ARTICLE_SCHEMA = {
    "name": pl.String(),
    "article_id": pl.String(),
    "language": pl.String(),
    "body": pl.String(),
    "published_on": pl.Date(),
}
"""Articles as the golden files take them; `name` is the heading of an article and does not hang on its text."""

Row = Mapping[str, Any]


def sample_articles() -> pl.DataFrame:
    """Every article of the sample newspaper as the lake has it (`ARTICLE_SCHEMA`), by file and by place in the file."""
    folder = sample_folder()
    with tempfile.TemporaryDirectory() as lake:
        ingest(IngestRequest(sources=(str(folder),), lake=Path(lake)))
        with open_current(Path(lake)) as connection:
            columns = "source_path, source_record, article_id, language, body, published_on"
            rows = connection.sql(f"SELECT {columns} FROM articles").fetchall()  # noqa: S608, the columns stand above
    named = [(_place(Path(path).relative_to(folder), record), *rest) for path, record, *rest in rows]
    ordered = [(_heading(*place), *rest) for place, *rest in sorted(named)]
    return pl.DataFrame(ordered, schema=ARTICLE_SCHEMA, orient="row")


def wire_articles() -> pl.DataFrame:
    """The articles of `bench/accuracy/training/wire.txt` (`ARTICLE_SCHEMA`)."""
    bodies = read_markup().bodies.sort("article_id").with_columns(name="article_id", language=pl.lit(ENGLISH))
    return bodies.with_columns(published_on=pl.lit(None, pl.Date())).select(list(ARTICLE_SCHEMA))


GOLDEN: dict[str, Callable[[], pl.DataFrame]] = {
    "tests/golden/sample.txt": sample_articles,
    "tests/golden/wire.txt": wire_articles,
}
"""The golden files by path in the repository, and where their articles come from."""


def golden_text(articles: pl.DataFrame) -> str:
    """What the engine finds in articles (`ARTICLE_SCHEMA`), in the order given and in that of their texts."""
    english = articles.filter(pl.col("language") == ENGLISH)
    found = extract_quotes(english.select("article_id", "body", "published_on"))
    quotes, parts, spans = (_by(frame, "article_id") for frame in (found.quotes, found.parts, found.spans))
    lines = _summary(articles, found)
    for article in articles.iter_rows(named=True):
        key = article["article_id"]
        lines += ["", f"== {article['name']} =="]
        if article["language"] != ENGLISH:
            lines.append(f"language: {article['language']}")
        lines += _article_lines(quotes.get(key, []), parts.get(key, []), spans.get(key, []))
    return "\n".join(lines) + "\n"


def difference(path: str, kept: str, made: str) -> str:
    """How a golden file differs from what the engine gives now, and what to do; nothing where they are equal."""
    if kept == made:
        return ""
    names = f"{path} as it is kept", f"{path} as the engine gives it now"
    changes = difflib.unified_diff(kept.splitlines(), made.splitlines(), *names, n=2, lineterm="")
    lines = list(islice(changes, MOST_DIFFERENCES + 1))
    more = ["…"] if len(lines) > MOST_DIFFERENCES else []
    advice = f"{path}: if every change is wanted, write it with `{COMMAND}` and commit it."
    return "\n".join([*lines[:MOST_DIFFERENCES], *more, advice])


def kept_text(path: str, root: Path = ROOT) -> str:
    """A golden file as it is in the repository; empty where there is none."""
    return (root / path).read_text("utf-8") if (root / path).is_file() else ""


def stale(root: Path = ROOT) -> dict[str, str]:
    """By path, how each golden file that is missing or stale differs from what it would be if it were made now."""
    made = {path: golden_text(articles()) for path, articles in GOLDEN.items()}
    found = {path: difference(path, kept_text(path, root), text) for path, text in made.items()}
    return {path: changes for path, changes in found.items() if changes}


def write(root: Path = ROOT) -> None:
    """Make every golden file."""
    for path, articles in GOLDEN.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with replacing(root / path) as temporary:
            temporary.write_text(golden_text(articles()), "utf-8")


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Command line of this module; gives its exit code."""
    about = "Write what the engine finds in the project's own texts."
    parser = argparse.ArgumentParser(prog="python -m bench.golden", description=about)
    parser.add_argument("--check", action="store_true", help="write nothing; show what differs; end with 1 if it does")
    if not parser.parse_args(arguments).check:
        write(root)
        return 0
    changes = stale(root)
    for text in changes.values():
        print(text)
    return 1 if changes else 0


def _place(path: Path, record: str) -> tuple[str, tuple[tuple[int, str], ...], str]:
    """A record's file and place in it, such that item 2 comes before item 10."""
    return path.as_posix(), tuple((len(piece), piece) for piece in record.split(".")), record


def _heading(path: str, _order: tuple[tuple[int, str], ...], record: str) -> str:
    return f"{path} record {record}"


def _by(frame: pl.DataFrame, key: str) -> dict[str, list[Row]]:
    """The rows of a frame by a key, in the order of the frame."""
    rows: dict[str, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        rows.setdefault(row[key], []).append(row)
    return rows


def _summary(articles: pl.DataFrame, found: Extracted) -> list[str]:
    versions = ", ".join(found.quotes["engine_version"].unique().sort())
    counts = f"{articles.height} articles, {found.quotes.height} quotations, {found.spans.height} quoted stretches"
    origin = f"Made by `{COMMAND}`; not edited by hand. Numbers in brackets are offsets in the body of the article."
    return [f"# {origin}", f"# {counts}, engine {versions}"]


def _article_lines(quotes: Sequence[Row], parts: Sequence[Row], spans: Sequence[Row]) -> list[str]:
    positions = {quote["quote_id"]: quote["position"] for quote in quotes}
    lines: list[str] = []
    for quote in sorted(quotes, key=lambda row: row["position"]):
        pieces = [part for part in parts if part["quote_id"] == quote["quote_id"]]
        inside = "" if quote["parent_quote_id"] is None else f", inside of {positions[quote['parent_quote_id']]}"
        lines += ["", f"quotation {quote['position']}, {quote['kind']}{inside}"]
        lines += [f"  {name}: {value}" for name, value in _fields(quote, pieces)]
    if spans:
        ordered = sorted(spans, key=lambda row: (row["start"], row["depth"]))
        lines += ["", "in quotation marks", *(_span_line(span, positions) for span in ordered)]
    return lines


def _fields(quote: Row, parts: Sequence[Row]) -> Iterator[tuple[str, object]]:
    """Names and values of what a quotation has; nothing of what is null."""
    yield "text", f"{_one_line(quote['text'])} [{quote['start']}:{quote['end']}]"
    if len(parts) > 1:
        for part in sorted(parts, key=lambda row: row["part"]):
            yield f"part {part['part']}", f"{_one_line(part['text'])} [{part['start']}:{part['end']}]"
    yield "speaker", " ".join([*_given(quote, "speaker"), f"({quote['speaker_kind']})"])
    yield from (("role", role) for role in _given(quote, "speaker_role"))
    for words in _given(quote, "mention"):
        yield "mention", f"{_one_line(words)} [{quote['mention_start']}:{quote['mention_end']}]"
    for words in _given(quote, "cue"):
        yield "cue", f"{_one_line(words)} [{quote['cue_start']}:{quote['cue_end']}] ({quote['cue_lemma']})"
    yield "act", f"{quote['cue_class']}, {quote['cue_stance']}"
    yield "context", f"[{quote['context_start']}:{quote['context_end']}]"
    factors = [f"quotation {_probability(quote['quotation_confidence'])}"]
    factors += [f"speaker {_probability(value)}" for value in _given(quote, "speaker_confidence")]
    yield "confidence", f"{_probability(quote['confidence'])} = {' × '.join(factors)}"
    yield from (("evidence", words) for words in _given(quote, "evidence"))


def _given(row: Row, column: str) -> list[Any]:
    """The value of a column, or nothing where it is null."""
    return [] if row[column] is None else [row[column]]


def _span_line(span: Row, positions: Mapping[str, int]) -> str:
    of_quote = "" if span["quote_id"] is None else f" of quotation {positions[span['quote_id']]}"
    score = "" if span["score"] is None else f" {_probability(span['score'])}"
    depth = "" if span["depth"] == 0 else f", depth {span['depth']}"
    mark = "" if span["marks"] == "closed" else f", {span['marks']}"
    text = span["text"] if len(span["text"]) <= _SHOWN_OF_SPAN else f"{span['text'][:_SHOWN_OF_SPAN]}…"
    place = f"[{span['start']}:{span['end']}]"
    return f"  {place} {span['decision']}{score}{of_quote}, {span['style']}{depth}{mark}: {_one_line(text)}"


def _probability(value: float) -> str:
    """Coarse enough to be the same on every machine, fine enough to show a changed weight."""
    return f"{value:.4f}"


def _one_line(text: str) -> str:
    return text.replace("\n", " ¶ ")


if __name__ == "__main__":
    sys.exit(main())
