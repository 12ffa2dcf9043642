"""From records to articles: every record understood, its language told, its keys made, or rejected with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import polars as pl

from onrecord.transforms.articles.folding import fold_words
from onrecord.transforms.articles.languages import UNDETERMINED, language_code
from onrecord.transforms.articles.understanding import FACTS_SCHEMA, ParseDate, RecordRow, understand
from onrecord.transforms.tables.keys import content_key
from onrecord.transforms.tables.registry import polars_schema

DetectLanguages = Callable[[Sequence[str]], Sequence[str]]

WORD = r"\w+(?:['’.\-&]\w+)*"
"""Regular expression of a word; `n_words` counts its matches."""

FEWEST_WORDS, FEWEST_LETTERS = 3, 40
"""An article has as many words, or as many characters: scripts that write no blanks have few, long words."""

ARTICLE_SCHEMA = pl.Schema({**polars_schema("articles"), "keywords": pl.List(pl.String())})
REJECT_SCHEMA = pl.Schema(
    {
        "source_path": pl.String(),
        "source_record": pl.String(),
        "reason": pl.String(),
        "detail": pl.String(),
        "raw": pl.String(),
    }
)

_TELLS_ITSELF = 200  # characters from which a text tells its language better than its publisher
_RAW_LENGTH = 2000  # characters of a rejected record that are kept
_FROM_RECORD = ("source_path", "source_record", "text", "url", "section", "language", "keywords")


@dataclass(frozen=True, slots=True)
class ArticleOptions:
    """What a run says of all its articles."""

    default_outlet: str | None
    """Outlet of the records that name none themselves."""
    run_id: str


def build_articles(
    records: pl.DataFrame, options: ArticleOptions, *, detect_languages: DetectLanguages, parse_date: ParseDate
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Articles and rejects of a frame of records (`onrecord.transforms.articles.records.RECORD_SCHEMA`), in the
    records' order; duplicates stay.

    A record without text once title and dateline are off is rejected as `no_text`; one of fewer than three words and
    fewer than forty characters as `not_an_article`. Every record is in one of the two frames.

    Returns:
        The articles: the columns of `tables.Articles` (`n_quotes` is 0) and `keywords`, a list of strings. The rejects:
        `source_path`, `source_record`, `reason`, `detail` and `raw`, the text cut at 2,000 characters.
    """
    facts = pl.DataFrame(
        [
            understand(cast("RecordRow", record), options.default_outlet, parse_date)
            for record in records.iter_rows(named=True)
        ],
        schema=FACTS_SCHEMA,
        orient="row",
    )
    told = pl.concat([records.select(_FROM_RECORD), facts], how="horizontal").with_columns(
        pl.col("url", "section").str.strip_chars().replace("", None),
        n_words=pl.col("body").str.count_matches(WORD).cast(pl.Int64),
    )
    reason = _reject_reason()
    return _articles(told.filter(reason.is_null()), options, detect_languages), _rejects(
        told.with_columns(reason=reason).filter(reason.is_not_null())
    )


def _reject_reason() -> pl.Expr:
    """Why a row is no article, as a member of `tables.REJECT_REASONS`; null where it is one."""
    too_short = (pl.col("n_words") < FEWEST_WORDS) & (pl.col("body").str.len_chars() < FEWEST_LETTERS)
    return (
        pl.when(pl.col("body") == "")
        .then(pl.lit("no_text"))
        .when(too_short | (pl.col("n_words") == 0))
        .then(pl.lit("not_an_article"))
        .otherwise(pl.lit(None, dtype=pl.String))
    )


def _rejects(told: pl.DataFrame) -> pl.DataFrame:
    detail = (
        pl.when(pl.col("reason") == "no_text")
        .then(
            pl.lit(
                "Nothing is left once title and dateline are taken off. Look whether the text stands in another "
                "field (--map text=COLUMN)."
            )
        )
        .otherwise(
            pl.lit("Too few words to be an article. Look whether the text stands in another field (--map text=COLUMN).")
        )
    )
    raw = pl.col("text").str.slice(0, _RAW_LENGTH).replace("", None)
    return told.select("source_path", "source_record", "reason", detail=detail, raw=raw).match_to_schema(REJECT_SCHEMA)


def _articles(told: pl.DataFrame, options: ArticleOptions, detect_languages: DetectLanguages) -> pl.DataFrame:
    bodies = told["body"].to_list()
    keyed = told.with_columns(
        language=pl.Series(_languages(bodies, told["language"], detect_languages), dtype=pl.String),
        article_id=pl.Series(
            [content_key("article", outlet, body) for outlet, body in zip(told["outlet"], bodies, strict=True)],
            dtype=pl.String,
        ),
        text_id=pl.Series(list(map(content_key, fold_words(bodies))), dtype=pl.String),
        n_quotes=pl.lit(0, dtype=pl.Int64),
        run_id=pl.lit(options.run_id),
        keywords=pl.col("keywords").fill_null([]),
    )
    return keyed.select(list(ARTICLE_SCHEMA)).match_to_schema(ARTICLE_SCHEMA)


def _languages(bodies: Sequence[str], declared: Iterable[str | None], detect_languages: DetectLanguages) -> list[str]:
    """The detected language of a long text; of a short one, or one that does not tell, the publisher's word where he
    gives it.
    """
    return [
        detected
        if len(body) >= _TELLS_ITSELF and detected != UNDETERMINED
        else (language_code(name) if name else None) or detected
        for body, detected, name in zip(bodies, detect_languages(bodies), declared, strict=True)
    ]
