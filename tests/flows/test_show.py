"""One article with what was found in it marked: in the terminal, and as a page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from onrecord.flows.cli import main
from onrecord.flows.show.article import ArticleNotFoundError, ShownArticle, ShownQuote, read_article
from onrecord.flows.show.page import html_page
from onrecord.flows.show.segments import Mark, Segment, segments
from onrecord.flows.show.terminal import print_article

BODY = "“We close it,” said Ann Reed, who told Bo: “Go.”\n\nShe denied it was <b>safe</b> & sound.\n"


def _span(words: str, occurrence: int = 0) -> tuple[int, int]:
    at = -1
    for _ in range(occurrence + 1):
        at = BODY.index(words, at + 1)
    return at, at + len(words)


DIRECT = ShownQuote(
    number=1,
    kind="direct",
    text="We close it, Go.",
    parts=(_span("We close it,"), _span("Go.")),
    speaker="Ann Reed",
    speaker_role="mayor",
    speaker_kind="person",
    mention="Ann Reed",
    mention_span=_span("Ann Reed"),
    cue="said",
    cue_span=_span("said"),
    cue_class="neutral",
    confidence=0.934,
    quotation_confidence=None,
    speaker_confidence=None,
    evidence=None,
    engine_version=None,
)
INDIRECT = replace(
    DIRECT,
    number=2,
    kind="indirect",
    text="it was <b>safe</b> & sound",
    parts=(_span("it was <b>safe</b> & sound"),),
    speaker=None,
    speaker_role=None,
    speaker_kind="unknown",
    mention="She",
    mention_span=_span("She"),
    cue="denied",
    cue_span=_span("denied"),
    cue_class="denial",
    quotation_confidence=0.8,
    speaker_confidence=0.75,
    evidence="cue before <clause>",
    engine_version="9",
)
NESTED = replace(
    INDIRECT,
    number=3,
    kind="mixed",
    text="Reed",
    parts=(_span("Reed, who told"),),
    mention=None,
    mention_span=None,
    cue=None,
    cue_span=None,
)
ARTICLE = ShownArticle(
    article_id="abc123",
    outlet="The Ledger",
    title='Bridge <shut> & "safe"',
    byline="Ivo Tamsin",
    published_on=None,
    url="https://ledger.example/a?b=1&c=2",
    language="en",
    body=BODY,
    quotes=(DIRECT, INDIRECT),
)


class Page(HTMLParser):
    """What stands in a page; fails where elements are not closed in order."""

    VOID = ("meta",)

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.main = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src") and value]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "p" and "main" in self.open:
            self.main += "\n\n"

    def handle_data(self, data: str) -> None:
        if "main" in self.open and "sup" not in self.open and "p" in self.open:
            self.main += data

    def titles(self, role: str) -> list[str]:
        return [
            found["title"] or ""
            for _, found in self.elements
            if role in (found.get("class") or "").split() and "title" in found
        ]


def printed(article: ShownArticle, *, terminal: bool, no_color: bool = False, width: int = 200) -> str:
    target = io.StringIO()
    print_article(
        Console(
            file=target,
            force_terminal=terminal,
            no_color=no_color,
            color_system="truecolor" if terminal else "auto",
            width=width,
            highlight=False,
        ),
        article,
    )
    return target.getvalue()


marks_of_a_text = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 8))
    .map(lambda edge: Mark(edge[0], min(20, edge[0] + edge[1]), "cue", 1))
    .filter(lambda mark: mark.start < mark.end),
    max_size=6,
)


@given(st.text(alphabet="ab\n", min_size=20, max_size=20), marks_of_a_text)
def test_segments_lose_nothing_and_know_their_marks(text: str, marks: list[Mark]) -> None:
    cut = segments(text, marks)
    assert "".join(text[part.start : part.end] for part in cut) == text
    for part in cut:
        for offset in range(part.start, part.end):
            assert [mark for mark in marks if mark.start <= offset < mark.end] == list(part.marks)


def test_segments_are_cut_at_line_ends_and_edges() -> None:
    mark = Mark(1, 4, "direct", 1)
    assert segments("ab\ncd", [mark], [5]) == [
        Segment(0, 1, ()),
        Segment(1, 2, (mark,)),
        Segment(2, 3, (mark,)),
        Segment(3, 4, (mark,)),
        Segment(4, 5, ()),
    ]
    assert segments("", []) == []


def test_plain_text_has_brackets_and_numbers_and_no_colour() -> None:
    plain = printed(ARTICLE, terminal=False, width=40)
    assert "“⟦We close it,⟧” said Ann Reed, who told Bo: “⟦Go.⟧”[1]\n" in plain
    assert "She denied ⟦it was <b>safe</b> & sound⟧[2].\n" in plain
    assert "\x1b" not in plain
    assert "[1] direct  Ann Reed, mayor, person\n    cue: said (neutral); confidence 0.93\n" in plain
    assert "confidence 0.93 (quotation 0.80, speaker 0.75)\n    because: cue before <clause>\n" in plain
    assert plain.startswith(
        'Bridge <shut> & "safe"\nThe Ledger  undated  Ivo Tamsin  https://ledger.example/a?b=1&c=2  article abc123\n'
    )


def test_terminal_has_colours_and_no_brackets() -> None:
    shown = printed(ARTICLE, terminal=True)
    assert "\x1b[32mWe close it,\x1b[0m" in shown
    assert "\x1b[1;35msaid\x1b[0m" in shown
    assert "\x1b[4mAnn Reed\x1b[0m" in shown
    assert "⟦" not in shown


def test_terminal_without_colour_has_brackets() -> None:
    shown = printed(ARTICLE, terminal=True, no_color=True)
    assert "⟦Go.⟧" in shown
    assert "\x1b[32m" not in shown


def test_mentions_inside_quotations_have_both_styles() -> None:
    overlapping = replace(ARTICLE, quotes=(DIRECT, NESTED))
    shown = printed(overlapping, terminal=True)
    assert "\x1b[4mAnn \x1b[0m" in shown
    assert "\x1b[4;33mReed\x1b[0m" in shown
    assert "\x1b[33m, who told\x1b[0m" in shown
    assert "Ann ⟦Reed, who told⟧[3] Bo" in printed(overlapping, terminal=False)


@pytest.mark.parametrize(("language", "told"), [("en", "No quotation was found."), ("no", "English only")])
def test_article_without_quotations(language: str, told: str) -> None:
    empty = replace(ARTICLE, language=language, title=None, quotes=())
    assert told in printed(empty, terminal=False)
    assert told.rstrip(".") in html_page(empty)
    assert "(no title)" in html_page(empty)


def test_mention_is_told_where_it_is_another_word_than_the_name() -> None:
    quote = replace(DIRECT, mention="she")
    assert "Ann Reed, mayor, person, as “she”" in printed(replace(ARTICLE, quotes=(quote,)), terminal=False)
    assert "unknown, unknown\n    no cue" in printed(
        replace(ARTICLE, quotes=(replace(NESTED, number=1),)), terminal=False
    )


@pytest.mark.parametrize("quotes", [(DIRECT, INDIRECT), (DIRECT, INDIRECT, NESTED), ()])
def test_page_is_sound_and_complete(quotes: tuple[ShownQuote, ...]) -> None:
    page = Page(html_page(replace(ARTICLE, quotes=quotes)))
    assert page.main.split() == BODY.split()
    assert len(page.ids) == len(set(page.ids))
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert set(inside) <= set(page.ids)
    assert set(page.links) - {f"#{name}" for name in inside} == {"https://ledger.example/a?b=1&c=2"}
    assert {f"text-{quote.number}" for quote in quotes} | {f"quote-{quote.number}" for quote in quotes} <= set(page.ids)
    assert not {"script", "b", "shut", "clause", "link", "img"} & {tag for tag, _ in page.elements}


def test_page_tells_whose_every_mark_is() -> None:
    page = Page(html_page(replace(ARTICLE, quotes=(DIRECT, NESTED))))
    assert "1: direct, Ann Reed" in page.titles("direct")
    assert page.titles("mixed") == ["1: mention, Ann Reed; 3: mixed, unknown", "3: mixed, unknown"]
    assert page.titles("cue") == ["1: cue, Ann Reed"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x.example", '"><script>'])
def test_only_web_addresses_become_links(address: str) -> None:
    page = Page(html_page(replace(ARTICLE, url=address)))
    assert all(link.startswith("#") for link in page.links)


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two articles in tables with the columns that a page needs."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            CREATE TABLE articles AS SELECT * FROM (VALUES
                ('aa1', 'The Ledger', 'One', NULL, DATE '2024-05-01', NULL, 'en', '“Go.” said Reed'),
                ('aa2', 'The Ledger', NULL, NULL, NULL, NULL, 'en', 'Nothing')
            ) AS t(article_id, outlet, title, byline, published_on, url, language, body);
            CREATE TABLE quote_parts AS
                SELECT 'q1' AS quote_id, 0 AS part, 'aa1' AS article_id, 1 AS start, 4 AS "end";
            CREATE TABLE quotes AS SELECT 'q1' AS quote_id, 'aa1' AS article_id, 0 AS position, 'direct' AS kind,
                'Go.' AS text, 'Reed' AS speaker, NULL AS speaker_role, 'person' AS speaker_kind,
                'Reed' AS mention, 11 AS mention_start, 15 AS mention_end,
                NULL AS cue, NULL AS cue_start, NULL AS cue_end, 'none' AS cue_class, 0.5::DOUBLE AS confidence;
            """
        )
        yield connection


def test_read_article_by_the_beginning_of_its_id(database: duckdb.DuckDBPyConnection) -> None:
    article = read_article(database, "aa1")
    (quote,) = article.quotes
    assert (article.title, str(article.published_on)) == ("One", "2024-05-01")
    assert (quote.parts, quote.mention_span, quote.cue_span, quote.who) == (((1, 4),), (11, 15), None, "Reed")
    assert (quote.evidence, quote.quotation_confidence) == (None, None)
    assert read_article(database, "aa2").quotes == ()


def test_columns_of_newer_snapshots_are_read(database: duckdb.DuckDBPyConnection) -> None:
    database.execute("ALTER TABLE quotes ADD COLUMN evidence VARCHAR DEFAULT 'cue beside it'")
    database.execute("ALTER TABLE quotes ADD COLUMN speaker_confidence DOUBLE DEFAULT 0.25")
    (quote,) = read_article(database, "aa1").quotes
    assert quote.evidence == "cue beside it"
    assert quote.confidences == "0.50 (speaker 0.25)"


def test_ids_that_lead_to_no_single_article(database: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ArticleNotFoundError, match="No article has an id that begins with 'zz'"):
        read_article(database, "zz")
    with pytest.raises(ArticleNotFoundError, match=r"aa1  The Ledger  One\n  aa2  The Ledger$"):
        read_article(database, "aa")
    database.execute(
        "INSERT INTO articles SELECT 'aa' || i, 'The Ledger', 'More', NULL, NULL, NULL, 'en', 'b' FROM range(3, "
        "9) AS t(i)"
    )
    with pytest.raises(ArticleNotFoundError, match=r"aa5  The Ledger  More\n  …$"):
        read_article(database, "aa")


@pytest.fixture
def lake(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    (tmp_path / "one.txt").write_text(
        'date 2024-03-14 "The harbour stays open," said Prime Minister Marta Quill. "Nobody will be sent away."\n',
        encoding="utf-8",
    )
    assert main(["ingest", str(tmp_path / "one.txt"), "--lake", str(tmp_path / "lake")]) == 0
    capsys.readouterr()
    return str(tmp_path / "lake")


def test_command_shows_an_article_and_writes_a_page(
    lake: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quotes", "--lake", lake]) == 0
    article_id = capsys.readouterr().out.rpartition("article ")[2].split()[0]
    assert main(["show", article_id[:4], "--lake", lake]) == 0
    shown = capsys.readouterr()
    assert "⟦The harbour stays open,⟧" in shown.out
    assert "Marta Quill, Prime Minister, person" in shown.out
    page = tmp_path / "page.html"
    assert main(["show", article_id, "--html", str(page), "--lake", lake]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"Wrote {page}.\n")
    assert "The harbour stays open," in Page(page.read_text(encoding="utf-8")).main


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["zz", "--lake", "{lake}"], "No article has an id that begins with 'zz'"),
        (["zz", "--lake", "{lake}-none"], "There is no dataset in"),
        (["", "--html", "{lake}/no/folder.html", "--lake", "{lake}"], "No such file or directory"),
    ],
)
def test_command_says_what_is_wrong(
    arguments: list[str], told: str, lake: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", *(argument.format(lake=lake) for argument in arguments)]) == 1
    assert told in capsys.readouterr().err
