"""An article as one page of HTML that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from html import escape
from importlib.resources import files

from onrecord.flows.show.article import ShownArticle, ShownQuote
from onrecord.flows.show.segments import Segment, segments
from onrecord.flows.show.terminal import evidence_lines, speaker_facts

_LEGEND = {
    "direct": "a whole utterance in quotation marks",
    "mixed": "quoted words inside the reporter's clause",
    "indirect": "reported speech",
    "cue": "the reporting words",
    "mention": "the words taken as the source",
}


def html_page(article: ShownArticle) -> str:
    """The page: head, legend, text with marks, and a list of the quotations; numbers link the two both ways."""
    title = escape(article.title or "(no title)")
    style = (files("onrecord.flows.show") / "page.css").read_text(encoding="utf-8")
    heading = f'<h2 id="list-title">{_count(article)}</h2>'
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{escape(article.language)}">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{title} – onrecord</title>",
            f"<style>\n{style}</style></head>",
            '<body><a class="skip" href="#quotations" lang="en">To the list of quotations</a>',
            f"<header><h1>{title}</h1>",
            f"<p>{_facts(article)}</p></header>",
            f'<section lang="en" aria-label="Legend"><dl class="legend">{_legend()}</dl></section>',
            f'<main aria-label="Article">\n{_body(article)}\n</main>',
            f'<section lang="en" id="quotations" aria-labelledby="list-title">{heading}',
            "<ol>",
            *(_entry(quote) for quote in article.quotes),
            "</ol></section>",
            "</body></html>\n",
        ]
    )


def _facts(article: ShownArticle) -> str:
    facts = [article.outlet, str(article.published_on or "undated"), article.byline or ""]
    cells = [escape(fact) for fact in facts if fact]
    if article.url:
        address = escape(article.url)
        # Only what a browser fetches may become a link: `javascript:` in an input record must not.
        cells.append(
            f'<a href="{address}">{address}</a>' if article.url.startswith(("http://", "https://")) else address
        )
    return " · ".join([*cells, f"<code>{escape(article.article_id)}</code>"])


def _legend() -> str:
    return "".join(
        f'<div><dt><span class="{role}">{role}</span></dt><dd>{escape(meaning)}</dd></div>'
        for role, meaning in _LEGEND.items()
    )


def _count(article: ShownArticle) -> str:
    if article.quotes:
        return f"{len(article.quotes)} quotation{'s' if len(article.quotes) > 1 else ''}"
    return (
        "No quotation was found" if article.language == "en" else "No quotations: they are looked for in English only"
    )


def _body(article: ShownArticle) -> str:
    numbers = article.number_places()
    quotes = {quote.number: quote for quote in article.quotes}
    paragraphs = [""]
    for segment in segments(article.body, article.marks(), numbers):
        text = article.body[segment.start : segment.end]
        if text == "\n":
            paragraphs.append("")
        else:
            paragraphs[-1] += _marked(text, segment, quotes)
        # A quotation that ends at a line end has its number behind its last word.
        paragraphs[-1] += "".join(_anchor(quotes[number]) for number in numbers.get(segment.end, ()))
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph)


def _marked(text: str, segment: Segment, quotes: dict[int, ShownQuote]) -> str:
    if not segment.marks:
        return escape(text)
    classes = " ".join(dict.fromkeys(mark.role for mark in segment.marks))
    told = "; ".join(f"{mark.number}: {mark.role}, {quotes[mark.number].who}" for mark in segment.marks)
    return f'<span class="{escape(classes)}" title="{escape(told)}">{escape(text)}</span>'


def _anchor(quote: ShownQuote) -> str:
    label = escape(f"Quotation {quote.number}, {quote.kind}, {quote.who}")
    return (
        f'<sup><a id="text-{quote.number}" href="#quote-{quote.number}" aria-label="{label}">{quote.number}</a></sup>'
    )


def _entry(quote: ShownQuote) -> str:
    facts = "".join(f", {escape(fact)}" for fact in speaker_facts(quote))
    lines = "".join(f'<p class="evidence">{escape(line)}</p>' for line in evidence_lines(quote))
    version = f'<p class="evidence">engine {escape(quote.engine_version)}</p>' if quote.engine_version else ""
    back = f'<a href="#text-{quote.number}" aria-label="Quotation {quote.number} in the text">↑</a>'
    kind = f'<span class="{escape(quote.kind)}">{escape(quote.kind)}</span>'
    return (
        f'<li id="quote-{quote.number}" value="{quote.number}"><p>{kind} '
        f"<strong>{escape(quote.who)}</strong>{facts} {back}</p>"
        f"<blockquote>{escape(quote.text)}</blockquote>{lines}{version}</li>"
    )
