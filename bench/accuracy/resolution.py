"""Does the engine know whom a pronoun or a noun phrase means? Against annotation by hand (data/resolution.md).

    python -m bench.accuracy.resolution --gold path/to/polnear [--lake FOLDER]

Every case is asked twice: once with the annotated source given, so that only the resolution is judged, and once in what
the lake has for that source. The cases of three draws were looked at while the resolution was made; the figures of the
fourth, drawn and annotated afterwards, are those to believe.

right: the name is the annotated person, group or body; where nobody is named, that the engine names nobody.
wrong: another name. unknown: no name where there is one. missed (from the lake only): no quotation has this source.
Sources in headlines, which are no part of a body, are not asked for with the source given.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import polars as pl

from bench.accuracy.gold import load_texts
from bench.accuracy.lake import Tables, ingest_texts, places_of, read_tables
from bench.accuracy.names import same_name, source_type
from bench.accuracy.tables import Places
from onrecord.transforms.quotes.reading.batch import Reading, read_bodies
from onrecord.transforms.quotes.reading.tokens import token_at
from onrecord.transforms.quotes.speakers.columns import with_speakers
from onrecord.transforms.tables.keys import fold_name

PARTS = {"1": "looked at", "2": "looked at", "3": "looked at", "4": "held out"}
"""What the cases of each draw were used for."""
VERDICTS = ("right", "wrong", "unknown", "missed")


@dataclass(frozen=True, slots=True)
class Case:
    """One annotated source. Offsets are in characters of the raw text."""

    article: str
    start: int
    end: int
    content_start: int
    content_end: int
    status: str
    name: str
    part: str

    def form(self, text: str) -> str:
        return "pronoun" if source_type(text[self.start : self.end]) == "pronoun" else "noun phrase"


def load_cases() -> list[Case]:
    """The annotated cases that are scored."""
    table = files("bench.accuracy").joinpath("data/resolution.csv").read_text("utf-8")
    return [
        Case(
            row["article"],
            int(row["source_start"]),
            int(row["source_end"]),
            int(row["content_start"]),
            int(row["content_end"]),
            row["status"],
            row["name"],
            PARTS[row["draw"]],
        )
        for row in csv.DictReader(table.splitlines())
        if row["status"] != "unclear"
    ]


def judge(case: Case, speaker: str | None) -> str:
    """Whether the speaker is who is meant."""
    if case.status == "unnamed":
        return "right" if speaker is None else "wrong"
    if speaker is None:
        return "unknown"
    same = same_name(speaker, case.name) or fold_name(speaker).removeprefix("the ") == fold_name(
        case.name
    ).removeprefix("the ")
    return "right" if same else "wrong"


def given_sources(cases: Sequence[Case], articles: pl.DataFrame, places: Places) -> dict[Case, str | None]:
    """The speaker that the engine sees behind each annotated source."""
    bodies = articles.select("article_id", "body").sort("article_id").with_row_index("doc")
    located = _located(cases, bodies, places)
    reading = read_bodies(bodies.select("doc", "body"))
    frame = pl.DataFrame(
        [(number, doc, *source, *content) for number, (doc, source, content) in enumerate(located.values())],
        schema={
            "quotation": pl.Int64,
            "doc": pl.UInt32,
            "from": pl.Int64,
            "to": pl.Int64,
            "start": pl.Int64,
            "end": pl.Int64,
        },
        orient="row",
    )
    told = with_speakers(_phrased(frame, reading), reading, bodies)
    return dict(zip(located, told.sort("quotation")["speaker"], strict=True))


def _located(
    cases: Iterable[Case], bodies: pl.DataFrame, places: Places
) -> dict[Case, tuple[int, tuple[int, int], tuple[int, int]]]:
    """Document, source and content of each case in the ingested bodies; cases that the bodies have not got are left
    out.
    """
    found: dict[Case, tuple[int, tuple[int, int], tuple[int, int]]] = {}
    offsets: dict[str, tuple[int, dict[int, int]]] = {}
    for doc, article_id in bodies.select("doc", "article_id").iter_rows():
        for article, alignment in places.get(article_id, ()):
            offsets[article] = (doc, {raw: offset for offset, raw in enumerate(alignment.raw_offsets) if raw >= 0})
    for case in cases:
        doc, of_raw = offsets.get(case.article, (0, {}))
        source, content = _span(of_raw, case.start, case.end), _span(of_raw, case.content_start, case.content_end)
        if source and content:
            found[case] = (doc, source, content)
    return found


def _span(of_raw: Mapping[int, int], start: int, end: int) -> tuple[int, int] | None:
    inside = [of_raw[raw] for raw in range(start, end) if raw in of_raw]
    return (inside[0], inside[-1] + 1) if inside else None


def _phrased(frame: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The phrase of each source: the first and longest that the engine sees inside of it, else all its words."""
    first = token_at(reading.tokens, frame["doc"], frame["from"], side="end") + 1
    last = token_at(reading.tokens, frame["doc"], frame["to"], side="end")
    whole = frame.with_columns(first=first, last=pl.max_horizontal(first, last))
    phrases = reading.phrases.select(source_first="phrase_first", source_last="phrase_last")
    inside = whole.select("quotation", "first", "last").join_where(
        phrases, pl.col("source_first") >= pl.col("first"), pl.col("source_last") <= pl.col("last")
    )
    ordered = inside.sort("quotation", "source_first", "source_last", descending=[False, False, True])
    best = ordered.unique("quotation", keep="first", maintain_order=True).drop("first", "last")
    joined = whole.join(best, on="quotation", how="left", maintain_order="left")
    return joined.with_columns(
        source_first=pl.coalesce("source_first", "first"), source_last=pl.coalesce("source_last", "last")
    ).drop("from", "to", "first", "last")


def lake_sources(cases: Sequence[Case], tables: Tables, places: Places) -> dict[Case, str | None]:
    """The lake's speaker for each annotated source; cases that no quotation has as its source are left out."""
    bodies = tables.articles.select("article_id", "body").sort("article_id").with_row_index("doc")
    mentions: dict[str, list[tuple[int, int, int, str | None]]] = {}
    columns = ("article_id", "mention_start", "mention_end", "start", "speaker")
    for article_id, start, end, place, speaker in tables.quotes.drop_nulls("mention_start").select(columns).iter_rows():
        mentions.setdefault(article_id, []).append((start, end, place, speaker))
    ids = dict(bodies.select("doc", "article_id").iter_rows())
    found: dict[Case, str | None] = {}
    for case, (doc, source, content) in _located(cases, bodies, places).items():
        touching = [row for row in mentions.get(ids[doc], []) if row[0] < source[1] and row[1] > source[0]]
        if touching:
            found[case] = min(touching, key=lambda row: (abs(row[2] - content[0]), row[0]))[3]
    return found


def count_verdicts(
    cases: Iterable[Case], speakers: Mapping[Case, str | None], texts: Mapping[str, str]
) -> dict[tuple[str, str], Counter[str]]:
    """Verdicts by (form, status), (form, part) and the sums under "all"."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for case in cases:
        verdict = judge(case, speakers[case]) if case in speakers else "missed"
        for form in (case.form(texts[case.article]), "all"):
            for part in ("all", case.part, case.status):
                counts.setdefault((form, part), Counter())[verdict] += 1
    return counts


def report(title: str, counts: Mapping[tuple[str, str], Counter[str]]) -> str:
    """The table of verdicts."""
    lines = [f"== {title}", f"{'':28}" + "".join(f"{verdict:>9}" for verdict in VERDICTS) + f"{'n':>6}{'right, %':>10}"]
    for (form, part), counted in sorted(counts.items()):
        total = counted.total()
        figures = "".join(f"{counted[verdict]:>9}" for verdict in VERDICTS)
        lines.append(f"{form + ', ' + part:28}{figures}{total:>6}{100 * counted['right'] / total:>10.1f}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder that holds data/ of the corpus")
    parser.add_argument("--lake", type=Path, help="folder of the dataset; a temporary one if not given")
    asked = parser.parse_args(arguments)
    texts = load_texts(asked.gold, "train")
    with tempfile.TemporaryDirectory() as scratch:
        lake = asked.lake or Path(scratch, "lake")
        ingest_texts(asked.gold / "data" / "train" / "text", lake)
        tables = read_tables(lake)
    places = places_of(tables.articles, texts)
    cases = load_cases()
    given = given_sources(cases, tables.articles, places)
    print(
        report(
            f"source given ({len(cases) - len(given)} that stand in headlines left out)",
            count_verdicts(given, given, texts),
        )
    )
    print()
    print(report("from the lake", count_verdicts(cases, lake_sources(cases, tables, places), texts)))
    named = tables.quotes["speaker"].is_not_null().mean()
    print(f"\nquotations with a named speaker: {100 * float(named if isinstance(named, float) else 0):.1f} %")


if __name__ == "__main__":
    main()
