"""The registry: every published table, declared once.

Polars and Parquet schemas, DuckDB comments, the data dictionary and `datapackage.json` are all made from these
classes (`onrecord.transforms.tables.registry`). A class's docstring is the table's comment; its first sentence is the grain.
"""

from __future__ import annotations

import dataframely as dy
import polars as pl

from onrecord.transforms.tables import fields as f

DATE_SOURCES = ("metadata", "header", "url", "filename", "dateline", "none")
QUOTE_KINDS = ("direct", "mixed", "indirect")
SPAN_DECISIONS = ("quotation", "part", "nested", "nickname", "title", "word", "phrase")
SPEAKER_KINDS = ("person", "organisation", "group", "document", "unnamed", "unknown")
CUE_CLASSES = ("speech", "writing", "gesture", "demand", "judgement", "finding", "belief", "other", "none")
CUE_STANCES = ("neutral", "claim", "denial", "admission", "criticism", "praise", "promise", "question", "none")
TOPIC_METHODS = ("code", "section", "url", "keyword", "text", "term", "none")
TOPIC_SCHEMES = ("medtop", "own", "none")
REJECT_REASONS = (
    "empty",
    "binary",
    "unsupported_format",
    "unreadable",
    "malformed_record",
    "no_text",
    "not_an_article",
    "truncated",
)
MAX_RAW_CHARS = 2000
"""Length at which `rejects.raw` is cut, in characters."""


class Articles(dy.Schema):
    """One row is one article as one outlet published it. The same text at the same outlet is one article, however often it was read."""

    article_id = f.article_id(primary_key=True)
    outlet = f.text(
        "Who published the article: from the record, `--outlet`, its URL, its folder or its agency; `unknown` where nothing tells."
    )
    agency = f.text(
        "News agency that the dateline or byline credits (Reuters, TASS …); null for the outlet's own report.",
        nullable=True,
    )
    url = f.text("Address of the article as the input gives it.", nullable=True)
    title = f.text("Headline.", nullable=True)
    byline = f.text("Authors as printed, without the leading 'By'; several are separated by ', '.", nullable=True)
    section = f.text("The publisher's section or category.", nullable=True)
    published_on = f.published_on()
    published_at = dy.Datetime(
        nullable=True,
        time_unit="us",
        time_zone="UTC",
        description="Instant of publication (UTC, microseconds) where the input gives a time and its zone.",
    )
    date_source = f.member(DATE_SOURCES, "Where `published_on` came from.")
    dateline_place = f.text("Place of the dateline as printed, e.g. `WASHINGTON`.", nullable=True)
    dateline_region = f.text("Region or country that the dateline adds, e.g. `Leningrad Region`.", nullable=True)
    dateline_date = dy.Date(
        nullable=True, description="Day of the dateline; its year comes from `published_on`, never from the clock."
    )
    language = f.text("ISO 639-1 code of the body's language; `und` where it cannot be told.")
    body = f.text(
        "The text: headers and dateline taken off, line ends and Unicode (NFC) normalised, hard-wrapped lines joined."
    )
    n_words = f.count("Words in the body.", min=1)
    n_quotes = f.count("Quotations found in the body.")
    text_id = f.key("Hash of the body's words, folded: syndicated copies share it.")
    source_path = f.source_path()
    source_record = f.text("Where in the file: a line, row or item number from 1; `1` where the file is one article.")
    run_id = f.run_id()

    @dy.rule()
    def date_has_source(cls) -> pl.Expr:
        return cls.published_on.col.is_null() == (cls.date_source.col == "none")


class Quotes(dy.Schema):
    """One row is one quotation in one article. Usage: filter by `kind` and `confidence`; `speaker` is null where nobody is named."""

    quote_id = f.quote_id(primary_key=True)
    article_id = f.article_id()
    parent_quote_id = f.quote_id(nullable=True)
    position = f.count("Order of the quotation in its article, from 0.")
    kind = f.member(
        QUOTE_KINDS,
        "`direct`: a whole utterance in quotation marks; `mixed`: quoted words inside the reporter's clause; `indirect`: reported speech.",
    )
    text = f.text(
        "The words said, without the outer quotation marks; the parts of an interrupted quotation are joined by a blank or a paragraph break."
    )
    start = f.offset("Start of the quotation in `articles.body`, in characters (code points).")
    end = f.offset("End of the quotation in `articles.body`, exclusive; covers all parts and what stands between them.")
    n_words = f.count("Words in `text`.", min=1)
    speaker = f.text("Who said it: the fullest name that the article gives; null where nobody is named.", nullable=True)
    speaker_id = f.speaker_id(nullable=True)
    speaker_role = f.text("Title or office as the text gives it.", nullable=True)
    speaker_kind = f.member(
        SPEAKER_KINDS,
        "What the speaker is; `group`: several people ('officials'); `document`: a report, poll, law …; `unnamed`: one person without a name ('a senior official');"
        " `unknown`: nobody that could be told. A person has a name, `unnamed` and `unknown` have none, the others may have one.",
    )
    mention = f.text("The words beside the quotation that were taken as its source, e.g. `she`.", nullable=True)
    mention_start = f.offset("Start of `mention` in `articles.body`.", nullable=True)
    mention_end = f.offset("End of `mention` in `articles.body`, exclusive.", nullable=True)
    cue = f.text("The reporting words, e.g. `told reporters`.", nullable=True)
    cue_start = f.offset("Start of `cue` in `articles.body`.", nullable=True)
    cue_end = f.offset("End of `cue` in `articles.body`, exclusive.", nullable=True)
    cue_lemma = f.text("Dictionary form of the cue, e.g. `tell`.", nullable=True)
    cue_class = f.member(
        CUE_CLASSES,
        "What kind of act the cue reports. `speech`, `writing`, `gesture`, `demand`: something was uttered; `finding`: a study or record shows it;"
        " `judgement`, `belief`: an attitude, thought, wish or plan, not an utterance; `none`: no cue.",
    )
    cue_stance = f.member(
        CUE_STANCES, "How the cue presents the content, e.g. `denial` for `denied`; `none` where there is no cue."
    )
    context_start = f.offset("Start of the sentences around quotation, source and cue in `articles.body`.")
    context_end = f.offset("End of the sentences around quotation, source and cue in `articles.body`, exclusive.")
    quotation_confidence = dy.Float64(
        min=0.0,
        max=1.0,
        description="Calibrated probability that this is a quotation and that its edges are right. Unit: share, 0 to 1.",
    )
    speaker_confidence = dy.Float64(
        min=0.0,
        max=1.0,
        nullable=True,
        description="Calibrated probability that the mention is the source of the quotation; null where there is no mention.",
    )
    confidence = dy.Float64(
        min=0.0,
        max=1.0,
        description="Probability that quotation and source are both right: the product of the two. Unit: share, 0 to 1.",
    )
    evidence = f.text("What decided, strongest first, in words.", nullable=True)
    engine_version = f.text("Version of the quote engine that found the quotation.")
    published_on = f.published_on()

    @dy.rule()
    def span_is_not_empty(cls) -> pl.Expr:
        return cls.start.col < cls.end.col

    @dy.rule()
    def name_and_key_go_together(cls) -> pl.Expr:
        return cls.speaker.col.is_null() == cls.speaker_id.col.is_null()

    @dy.rule()
    def named_speaker_has_kind(cls) -> pl.Expr:
        kind = cls.speaker_kind.col
        return pl.when(cls.speaker.col.is_null()).then(kind != "person").otherwise(~kind.is_in(["unnamed", "unknown"]))


class QuoteParts(dy.Schema):
    """One row is one contiguous piece of a quotation. `"A," he said, "b."` has two."""

    quote_id = f.quote_id(primary_key=True)
    part = dy.Int64(primary_key=True, min=0, description="Order of the piece in its quotation, from 0.")
    article_id = f.article_id()
    start = f.offset("Start of the piece in `articles.body`, in characters (code points).")
    end = f.offset("End of the piece in `articles.body`, exclusive.")
    text = f.text("The piece: exactly `body[start:end]`.")
    published_on = f.published_on()


class QuotedSpans(dy.Schema):
    """One row is one stretch of text in quotation marks, nested ones included, and what it was taken for."""

    article_id = f.article_id(primary_key=True)
    start = dy.Int64(
        primary_key=True,
        min=0,
        description="Start of the text between the marks in `articles.body`, in characters (code points).",
    )
    end = dy.Int64(
        primary_key=True, min=0, description="End of the text between the marks in `articles.body`, exclusive."
    )
    text = f.text("The text between the marks: exactly `body[start:end]`.")
    depth = f.count("0 for the outermost marks, 1 inside those, and so on.")
    style = f.text("The convention of the marks, e.g. `curly`, `straight`, `single`, `guillemet`.")
    marks = f.member(("closed", "open"), "`open`: the closing mark is missing; the span ends with its paragraph.")
    decision = f.member(
        SPAN_DECISIONS,
        "`quotation`: quoted speech by itself; `part`: part of a mixed quotation; `nested`: inside another quotation; `nickname`, `title`, `word`: a name, a work or a"
        " single word; `phrase`: words that the writer marks as somebody's or as odd.",
    )
    score = dy.Float64(
        min=0.0,
        max=1.0,
        nullable=True,
        description="Probability that it is a quotation by itself; null for nested spans. Unit: share, 0 to 1.",
    )
    quote_id = f.quote_id(nullable=True)
    published_on = f.published_on()


class ArticleTopics(dy.Schema):
    """One row is one topic of one article. An article that nothing tells a topic of has the topic `unclassified`, so that every article is counted.

    Usage: at most three topics of the IPTC an article, then the user's own; rank 1 is what it is mainly about. Compare like with like: one `model_version`.
    """

    article_id = f.article_id(primary_key=True)
    topic_id = f.topic_id(primary_key=True)
    subtopic_id = f.text("Narrower topic, of level 2, where it can be told.", nullable=True)
    score = f.topic_score()
    rank = f.count("Order of the topics of an article, 1 is the strongest.", min=1)
    method = f.topic_method(TOPIC_METHODS)
    model_version = f.model_version()
    published_on = f.published_on()


class QuoteTopics(dy.Schema):
    """One row is one topic of one quotation: told by its words, with its article's words as a background. `unclassified` where nothing tells."""

    quote_id = f.quote_id(primary_key=True)
    topic_id = f.topic_id(primary_key=True)
    article_id = f.article_id()
    score = f.topic_score()
    rank = f.count("Order of the topics of a quotation, 1 is the strongest.", min=1)
    method = f.topic_method(TOPIC_METHODS)
    model_version = f.model_version()
    published_on = f.published_on()


class ArticleTerms(dy.Schema):
    """One row is one article with its terms: the words and two-word terms of its headline and the first 2,000 characters of its body."""

    article_id = f.article_id(primary_key=True)
    terms = f.text(
        "The terms in small letters, sorted, `|` between them; words that tell nothing (`the`, `said`, numbers) are left out.",
        nullable=True,
    )
    story_id = f.key(
        "Key that most copies and rewordings of one text share: hash of the least four-word run of the article (MinHash)."
    )
    published_on = f.published_on()


class Speakers(dy.Schema):
    """One row is one person, organisation, group or document across the whole dataset. Usage: people who share a name share a row for now."""

    speaker_id = f.speaker_id(primary_key=True)
    name = f.text("The name, as most quotations spell it.")
    kind = f.member(SPEAKER_KINDS[:4], "What the speaker is, as most quotations have it.")
    first_seen = dy.Date(nullable=True, description="Day of the earliest dated quotation; null where none is dated.")
    last_seen = dy.Date(nullable=True, description="Day of the latest dated quotation; null where none is dated.")
    n_quotes = f.count("Quotations.", min=1)
    n_articles = f.count("Articles that quote the speaker.", min=1)


class SpeakerAliases(dy.Schema):
    """One row is one form under which a speaker is mentioned beside a quotation."""

    speaker_id = f.speaker_id(primary_key=True)
    alias = f.text("The words of the mention, e.g. `Antonov`, `he`, `the ambassador`.", primary_key=True)
    n_quotes = f.count("Quotations with this mention.", min=1)


class Topics(dy.Schema):
    """One row is one topic of the taxonomy: IPTC Media Topics of the first two levels, the user's own, and `unclassified`."""

    topic_id = f.topic_id(primary_key=True)
    name = f.text("Label of the topic, as the release has it.")
    parent_id = f.text("The broader topic; null at the top.", nullable=True)
    path = f.text("Labels from the top down to this topic, separated by ' > '.")
    level = f.count("Depth in the taxonomy, 1 is the top.", min=1)
    uri = f.text("Identifier of the topic in a published taxonomy.", nullable=True)
    scheme = f.member(
        TOPIC_SCHEMES, "Whose topic it is: `medtop` the IPTC's, `own` the user's, `none` for `unclassified`."
    )
    release = f.text(
        "Release of the published taxonomy, a date; labels change between releases, keys do not.", nullable=True
    )


class Sources(dy.Schema):
    """One row is one input file of one run: the ledger. Records read = articles + duplicates + rejects, for every row."""

    run_id = f.run_id(primary_key=True)
    source_path = f.source_path(primary_key=True)
    fingerprint = f.key("Hash of the file's bytes; a file whose path and fingerprint are known is not read again.")
    format = f.text("Format that the file was read as, e.g. `text`, `jsonl`, `csv`; `unknown` where none fits.")
    n_bytes = f.count("Size of the file. Unit: bytes.")
    n_records = f.count("Records read.", min=1)
    n_articles = f.count("Records that became an article.")
    n_duplicates = f.count("Records whose article is in the dataset already.")
    n_rejects = f.count("Records that could not become an article; see `rejects`.")

    @classmethod
    def _sampling_overrides(cls) -> dict[str, pl.Expr]:
        return {
            "n_articles": pl.col("n_records"),
            "n_duplicates": pl.lit(0, dtype=pl.Int64),
            "n_rejects": pl.lit(0, dtype=pl.Int64),
        }

    @dy.rule()
    def records_add_up(cls) -> pl.Expr:
        return cls.n_records.col == cls.n_articles.col + cls.n_duplicates.col + cls.n_rejects.col


class Rejects(dy.Schema):
    """One row is one input record that could not become an article."""

    run_id = f.run_id(primary_key=True)
    source_path = f.source_path(primary_key=True)
    source_record = f.text("Where in the file: a line, row or item number from 1.", primary_key=True)
    reason = f.member(REJECT_REASONS, "Why, as a code.")
    detail = f.text("Why, in words, and what to do.")
    raw = dy.String(
        nullable=True,
        metadata={"max_chars": MAX_RAW_CHARS},
        description="The record, cut at 2,000 characters; null where it is not text.",
    )

    @dy.rule()
    def raw_is_cut(cls) -> pl.Expr:
        # A rule, because dataframely's `max_length` counts bytes: 2,000 Cyrillic characters are 4,000 of them.
        return cls.raw.col.is_null() | (cls.raw.col.str.len_chars() <= MAX_RAW_CHARS)


class Runs(dy.Schema):
    """One row is one run that published. The only table with clock times."""

    run_id = f.run_id(primary_key=True)
    started_at = dy.Datetime(time_unit="us", time_zone="UTC", primary_key=True, description="When the run began (UTC).")
    finished_at = dy.Datetime(time_unit="us", time_zone="UTC", description="When its snapshot was complete (UTC).")
    snapshot_id = f.text("The snapshot that the run published.")
    parent_snapshot_id = f.text(
        "The snapshot that it added to; null where it built the dataset from the beginning.", nullable=True
    )
    n_files = f.count("Files read.")
    n_files_known = f.count("Files left unread because the ledger knows them.")
    n_bytes = f.count("Size of the files read. Unit: bytes.")
    n_records = f.count("Records read.")
    n_articles = f.count("Articles added.")
    n_duplicates = f.count("Records whose article was there already.")
    n_rejects = f.count("Records rejected.")
    n_quotes = f.count("Quotations added.")
    options = f.text("Options that shape the data (outlet, field mapping), as JSON.")
    versions = f.text("Versions of onrecord, its quote engine, lexicons and libraries, as JSON.")


TABLES: dict[str, type[dy.Schema]] = {
    "articles": Articles,
    "quotes": Quotes,
    "quote_parts": QuoteParts,
    "quoted_spans": QuotedSpans,
    "article_topics": ArticleTopics,
    "quote_topics": QuoteTopics,
    "article_terms": ArticleTerms,
    "speakers": Speakers,
    "speaker_aliases": SpeakerAliases,
    "topics": Topics,
    "sources": Sources,
    "rejects": Rejects,
    "runs": Runs,
}
"""Every published table by name, in reading order."""

MONTHLY = ("articles", "quotes", "quote_parts", "quoted_spans", "article_topics", "quote_topics", "article_terms")
"""Tables that are partitioned by month of `published_on`."""
