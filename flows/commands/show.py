"""`onrecord show`: one article with what was found in it."""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.flows.console import output
from onrecord.flows.lake.reader import open_current
from onrecord.flows.show.article import read_article
from onrecord.flows.show.page import html_page
from onrecord.flows.show.terminal import print_article


def show(lake: Path, beginning: str, html: Path | None) -> None:
    """Print the article whose id begins so, or write it as a page.

    Raises:
        ArticleNotFoundError: no article, or several, have such an id.
        LakeError: nothing was published in this lake.
        OSError: the page cannot be written.
    """
    with open_current(lake) as connection:
        article = read_article(connection, beginning)
    if html is None:
        print_article(output(), article)
    else:
        html.write_text(html_page(article), encoding="utf-8")
        sys.stderr.write(f"Wrote {html}.\n")
