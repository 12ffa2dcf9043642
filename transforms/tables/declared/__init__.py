"""The registry: every published table, declared once, in the modules of this package.

Polars and Parquet schemas, staging, merge and its order, checks of keys, DuckDB comments, the data dictionary and
`datapackage.json` are all made from these classes (`onrecord.transforms.tables.registry`). A class's docstring is the
table's comment; its first sentence is the grain. A new table is a new class in the module that it belongs to; the
modules are imported in reading order, which is that of the tables.
"""

from __future__ import annotations

from onrecord.transforms.tables.declared.articles import Articles
from onrecord.transforms.tables.declared.quotes import QuotedSpans, QuoteParts, Quotes
from onrecord.transforms.tables.declared.subjects import TOPIC_METHODS, ArticleTerms, ArticleTopics, QuoteTopics
from onrecord.transforms.tables.declared.directory import SpeakerAliases, Speakers, Topics
from onrecord.transforms.tables.declared.ledger import REJECT_REASONS, Rejects, Runs, Sources
from onrecord.transforms.tables.declaring import TABLES
from onrecord.transforms.tables.fields import SPEAKER_KINDS

__all__ = [
    "REJECT_REASONS",
    "SPEAKER_KINDS",
    "TABLES",
    "TOPIC_METHODS",
    "ArticleTerms",
    "ArticleTopics",
    "Articles",
    "QuoteParts",
    "QuoteTopics",
    "QuotedSpans",
    "Quotes",
    "Rejects",
    "Runs",
    "Sources",
    "SpeakerAliases",
    "Speakers",
    "Topics",
]
