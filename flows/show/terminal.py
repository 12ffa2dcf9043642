"""An article in the terminal: quotations in colour, their cues and mentions, and a numbered list below.

Where there is no colour (a pipe, a file, NO_COLOR) the quotations stand in brackets instead: ⟦We close it⟧[1].
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from onrecord.flows.show.article import ShownArticle, ShownQuote
from onrecord.flows.show.segments import Segment, segments

STYLES = {
    "direct": "green",
    "mixed": "yellow",
    "indirect": "bright_blue",
    "cue": "bold magenta",
    "mention": "underline",
}
"""Later ones lie over earlier ones."""


def print_article(console: Console, article: ShownArticle) -> None:
    """Print an article: its head, its text with marks, and what is known of each quotation."""
    coloured = console.is_terminal and not console.no_color
    legend = Text("  ").join(Text(role, style) for role, style in STYLES.items())
    entries = [_entry(quote, coloured=coloured) for quote in article.quotes] or [_nothing(article)]
    for block in (
        _head(article),
        *([legend] if coloured else []),
        Text(),
        body(article, coloured=coloured),
        Text(),
        *entries,
    ):
        # Where there is no terminal long lines are for the reader's program to break.
        console.print(block, soft_wrap=not console.is_terminal)


def body(article: ShownArticle, *, coloured: bool) -> Text:
    """The text of the article with its quotations in colour or in brackets, and their numbers behind them."""
    numbers, text = article.number_places(), Text()
    opened = [start for quote in article.quotes for start, _ in quote.parts]
    closed = [end for quote in article.quotes for _, end in quote.parts]
    for segment in segments(article.body, article.marks(), numbers):
        if not coloured:
            text.append("⟦" * opened.count(segment.start))
        text.append(article.body[segment.start : segment.end], style=_style(segment) if coloured else "")
        if not coloured:
            text.append("⟧" * closed.count(segment.end))
        for number in numbers.get(segment.end, ()):
            text.append(f"[{number}]", style="dim" if coloured else "")
    return text


def _style(segment: Segment) -> str:
    roles = {mark.role for mark in segment.marks}
    return " ".join(style for role, style in STYLES.items() if role in roles)


def _head(article: ShownArticle) -> Text:
    day = str(article.published_on or "undated")
    facts = [
        article.outlet,
        day,
        *(text for text in (article.byline, article.url) if text),
        f"article {article.article_id}",
    ]
    return Text.assemble((article.title or "(no title)", "bold"), "\n", "  ".join(facts))


def _entry(quote: ShownQuote, *, coloured: bool) -> Text:
    style = STYLES.get(quote.kind, "") if coloured else ""
    text = Text.assemble(f"[{quote.number}] ", (quote.kind, style), "  ", (quote.who, "bold"))
    text.append("".join(f", {fact}" for fact in speaker_facts(quote)))
    text.append("".join(f"\n    {line}" for line in evidence_lines(quote)))
    return text


def _nothing(article: ShownArticle) -> Text:
    return Text(
        "No quotation was found."
        if article.language == "en"
        else f"Quotations are looked for in English only; this is {article.language!r}."
    )


def speaker_facts(quote: ShownQuote) -> Sequence[str]:
    """Role and kind of a speaker, and the mention where it is another word than the name."""
    mention = f"as “{quote.mention}”" if quote.speaker and quote.mention and quote.mention != quote.speaker else None
    return [fact for fact in (quote.speaker_role, quote.speaker_kind, mention) if fact]


def evidence_lines(quote: ShownQuote) -> Sequence[str]:
    """Cue, confidence, and what decided, as far as known."""
    cue = f"cue: {quote.cue} ({quote.cue_class})" if quote.cue else "no cue"
    because = f"because: {quote.evidence}" if quote.evidence else None
    return [line for line in (f"{cue}; confidence {quote.confidences}", because) if line]
