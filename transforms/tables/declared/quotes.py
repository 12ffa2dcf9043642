"""Quotations, their parts, and every stretch of text in quotation marks."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from onrecord.transforms.tables import fields as f
from onrecord.transforms.tables.declaring import published, refers

QUOTE_KINDS = ("direct", "mixed", "indirect")
SPAN_DECISIONS = ("quotation", "part", "nested", "nickname", "title", "word", "phrase")
CUE_CLASSES = ("speech", "writing", "gesture", "demand", "judgement", "finding", "belief", "other", "none")
CUE_STANCES = ("neutral", "claim", "denial", "admission", "criticism", "praise", "promise", "question", "none")


@published(
    "month",
    order=["position"],
    references=[
        refers("articles", "article_id"),
        refers("speakers", "speaker_id"),
        refers("quotes", parent_quote_id="quote_id"),
    ],
)
class Quotes(dy.Schema):
    """One row is one quotation in one article.

    Usage: filter by `kind` and `confidence`; `speaker` is null where nobody is named.
    """

    quote_id = f.quote_id(primary_key=True)
    article_id = f.article_id()
    parent_quote_id = f.quote_id(nullable=True)
    position = f.count("Order of the quotation in its article, from 0.")
    kind = f.member(
        QUOTE_KINDS,
        "`direct`: a whole utterance in quotation marks; `mixed`: quoted words inside the reporter's clause; "
        "`indirect`: reported speech.",
    )
    text = f.text(
        "The words said, without the outer quotation marks; the parts of an interrupted quotation are joined by a "
        "blank or a paragraph break."
    )
    start = f.offset("Start of the quotation in `articles.body`, in characters (code points).")
    end = f.offset("End of the quotation in `articles.body`, exclusive; covers all parts and what stands between them.")
    n_words = f.count("Words in `text`.", min=1)
    speaker = f.text("Who said it: the fullest name that the article gives; null where nobody is named.", nullable=True)
    speaker_id = f.speaker_id(nullable=True)
    speaker_role = f.text("Title or office as the text gives it.", nullable=True)
    speaker_kind = f.member(
        f.SPEAKER_KINDS,
        "What the speaker is; `group`: several people ('officials'); `document`: a report, poll, law …; "
        "`unnamed`: one person without a name ('a senior official'); `unknown`: nobody that could be told. "
        "A person has a name, `unnamed` and `unknown` have none, the others may have one.",
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
        "What kind of act the cue reports. `speech`, `writing`, `gesture`, `demand`: something was uttered; "
        "`finding`: a study or record shows it; `judgement`, `belief`: an attitude, thought, wish or plan, "
        "not an utterance; `none`: no cue.",
    )
    cue_stance = f.member(
        CUE_STANCES, "How the cue presents the content, e.g. `denial` for `denied`; `none` where there is no cue."
    )
    context_start = f.offset("Start of the sentences around quotation, source and cue in `articles.body`.")
    context_end = f.offset("End of the sentences around quotation, source and cue in `articles.body`, exclusive.")
    quotation_confidence = dy.Float64(
        min=0.0,
        max=1.0,
        description=(
            "Calibrated probability that this is a quotation and that its edges are right. Unit: share, 0 to 1."
        ),
    )
    speaker_confidence = dy.Float64(
        min=0.0,
        max=1.0,
        nullable=True,
        description=(
            "Calibrated probability that the mention is the source of the quotation; null where there is no mention."
        ),
    )
    confidence = dy.Float64(
        min=0.0,
        max=1.0,
        description=(
            "Probability that quotation and source are both right: the product of the two. Unit: share, 0 to 1."
        ),
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


@published(
    "month",
    order=["start", "end", "quote_id", "part"],
    references=[refers("quotes", "quote_id"), refers("articles", "article_id")],
)
class QuoteParts(dy.Schema):
    """One row is one contiguous piece of a quotation. `"A," he said, "b."` has two."""

    quote_id = f.quote_id(primary_key=True)
    part = dy.Int64(primary_key=True, min=0, description="Order of the piece in its quotation, from 0.")
    article_id = f.article_id()
    start = f.offset("Start of the piece in `articles.body`, in characters (code points).")
    end = f.offset("End of the piece in `articles.body`, exclusive.")
    text = f.text("The piece: exactly `body[start:end]`.")
    published_on = f.published_on()


@published("month", references=[refers("articles", "article_id"), refers("quotes", "quote_id")])
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
        "`quotation`: quoted speech by itself; `part`: part of a mixed quotation; `nested`: inside another "
        "quotation; `nickname`, `title`, `word`: a name, a work or a"
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
