"""onrecord: raw news text in; a dataset of who said what, when, about what, out.

The public door in Python. Everything else in the package may change without notice.

    import onrecord

    onrecord.ingest(["news/"], lake="lake")        # files into a dataset, as the command does it
    onrecord.open_lake("lake").sql("FROM quotes")  # DuckDB over the published dataset
    onrecord.annotate(articles)                    # a table of articles into tables, without a disk

Importing it costs nothing: what a function needs is imported when it is called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb
    import polars as pl
    import pyarrow as pa

    from onrecord.flows.run import RunReport

__all__ = ["__version__", "annotate", "ingest", "open_lake"]

__version__ = version("onrecord")
"""Version of the package, as pip knows it."""


def ingest(
    sources: Sequence[str | PathLike[str]],
    lake: str | PathLike[str],
    *,
    outlet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    topics: Mapping[str, str | PathLike[str]] | None = None,
    again: bool = False,
    keep_snapshots: int = 10,
    batch_bytes: int = 8_000_000,
    workers: int | None = None,
    processes: bool = False,
) -> RunReport:
    """Read what is new in the sources and publish it as a new snapshot of the lake, as `onrecord ingest` does.

    Args:
        sources: Files, folders with all that is below them, and patterns.
        lake: The dataset's folder; made if it is not there.
        outlet: Outlet of the articles that name none.
        mapping: Field (text, title, byline, date, url, outlet, agency, language, section, keywords) and the column of
            the sources that holds it, where it has another name than the usual ones.
        topics: Files with which topics are told in another way, by name: `taxonomy`, `terms`, `mapping`.
        again: Read every file, known or not, and build the dataset from these sources alone.
        keep_snapshots: How many snapshots stay.
        batch_bytes: Bytes of files that are read together.
        workers: Batches at a time; one a core, 8 at most, if None.
        processes: Work on large inputs in processes, which use every core, instead of threads. A script that asks for
            it must be guarded by `if __name__ == "__main__"`, as `multiprocessing` wants it.

    Returns:
        What the run did: `outcome` ("published", or "nothing to do"), `snapshot_id` (the current one), `n_records`,
        `n_articles`, `n_duplicates`, `n_rejects`, `n_quotes` …, `rejects` (records by reason), `seconds`, `warnings`.

    Raises:
        ValueError: The mapping names a field that does not exist, or `topics` a file of another name.
        onrecord.flows.run.LeftOutError: `again`, and the lake has articles of files that are not among the sources.
        onrecord.flows.discover.DiscoveryError: A source leads to nothing.
        onrecord.flows.lake.store.LakeError: Another run holds the lake, or it is not complete.
        onrecord.flows.lake.checks.ChecksFailedError: The new snapshot is not sound; the one before stays.
        onrecord.transforms.topics.errors.TopicFileError: A file of topics cannot be used.
        OSError: The lake cannot be written.
    """
    from onrecord.flows.door import run_ingest  # noqa: PLC0415, importing the package is to cost nothing

    return run_ingest(
        sources,
        lake,
        outlet=outlet,
        mapping=mapping or {},
        topics=topics or {},
        again=again,
        keep_snapshots=keep_snapshots,
        batch_bytes=batch_bytes,
        workers=workers,
        processes=processes,
    )


def open_lake(path: str | PathLike[str]) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection to the current snapshot: every table and every view, with their comments.

    It is in memory: nothing that is done with it changes the dataset, and the lake may have been moved. It stays with
    its snapshot; open it anew after a run. Close it, or use it in a `with` statement.

    Args:
        path: The dataset's folder.

    Raises:
        onrecord.flows.lake.store.LakeError: Nothing was published there, or another version wrote it.
    """
    from onrecord.flows.door import open_current_lake  # noqa: PLC0415, as above

    return open_current_lake(path)


def annotate(
    articles: pa.Table | pl.DataFrame,
    *,
    outlet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    topics: Mapping[str, str | PathLike[str]] | None = None,
) -> dict[str, pa.Table]:
    """Quotations, speakers and topics of articles, in memory: what `ingest` makes of the same rows in an empty lake.

    Args:
        articles: One row an article; only a text is needed. Columns are found under the names that the readers know
            (`text`, `body`, `title`, `headline`, `date`, `published`, `byline`, `authors`, `url`, `outlet` …).
        outlet: Outlet of the rows that name none.
        mapping: Field and the column that holds it, as in `ingest`.
        topics: As in `ingest`.

    Returns:
        A table (columns in docs/data-dictionary.md) for each of `articles`, `quotes`, `quote_parts`, `quoted_spans`,
        `article_topics`, `quote_topics`, `article_terms`, `speakers`, `speaker_aliases`, `topics` and `rejects` (rows
        that could not become an article, with the reason; `source_record` is the number of the row, from 1).

    Raises:
        ValueError: No column is known to hold the text, or the mapping names a field or column that does not exist.
        onrecord.transforms.topics.errors.TopicFileError: A file of topics cannot be used.
    """
    from onrecord.flows.door import annotate_articles  # noqa: PLC0415, as above

    return annotate_articles(articles, outlet=outlet, mapping=mapping or {}, topics=topics or {})
