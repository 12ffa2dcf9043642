"""Plain text files, and the files that only look like them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.flows.sources import ReadOptions, Record, Reject, read_source
from onrecord.flows.sources.foreign import unfit_text
from onrecord.flows.sources.record import RAW_LIMIT, cut_raw
from onrecord.transforms.tables.declared import REJECT_REASONS

BODY = (
    "The council of the harbour town voted on Tuesday evening to rebuild the old bridge, which has been closed "
    "since the flood of last spring, "
    'after a debate of four hours. "It was time," said Jane Doe, the mayor.'
)
TAR_HEAD = b"news/a.txt".ljust(257, b"\0") + b"ustar\x0000" + b"\0" * 248


def read(path: Path, data: bytes | str) -> tuple[str, list[Record | Reject]]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    reading = read_source(path, ReadOptions())
    return reading.format, list(reading)


def record(path: Path, data: bytes | str) -> Record:
    (item,) = read(path, data)[1]
    assert isinstance(item, Record)
    return item


def reject(path: Path, data: bytes | str) -> Reject:
    (item,) = read(path, data)[1]
    assert isinstance(item, Reject)
    return item


def test_one_article_a_file(tmp_path: Path) -> None:
    source_format, (item,) = read(tmp_path / "a.txt", f"Bridge to be  rebuilt\r\n\r\nBy Jane Doe\r\n\r\n{BODY}\r\n")
    assert source_format == "text"
    assert item == Record("1", BODY, {"title": "Bridge to be rebuilt", "byline": "Jane Doe"})


def test_date_of_a_header_is_told_from_metadata(tmp_path: Path) -> None:
    item = record(tmp_path / "a.txt", f" date 2020-12-21 {BODY}")
    assert (item.fields, item.date_source) == ({"date": "2020-12-21"}, "header")
    assert record(tmp_path / "b.txt", BODY).date_source == "metadata"


def test_keywords_of_a_header(tmp_path: Path) -> None:
    assert record(tmp_path / "a.txt", f"Title: Bridge\nTags: bridge, flood\n\n{BODY}").keywords == ("bridge", "flood")


def test_text_is_cleaned(tmp_path: Path) -> None:
    item = record(tmp_path / "a.txt", "AT&amp;T\u200b opened\xa0a caf\u0065\u0301\n\n\n\nâ€œGood,â€\x9d she said.")
    assert item.text == "AT&T opened a café\n\n“Good,” she said."


@pytest.mark.parametrize(
    "name", ["a", "a.TXT", "a..b.txt.txt", "a.story", "20061103_us-crime-idUSSP22368", "a.gz", "a.docx"]
)
def test_name_does_not_matter(tmp_path: Path, name: str) -> None:
    assert record(tmp_path / name, BODY).text == BODY


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "cp1252", "utf-8-sig"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "“It was time,” said José.\n\nIt was."
    assert record(tmp_path / "a.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize("data", ["", " \n\t\r\n\xa0 \n", "\ufeff", "\ufeff \n"])
def test_empty(tmp_path: Path, data: str) -> None:
    assert reject(tmp_path / "a.txt", data).reason == "empty"


@pytest.mark.parametrize(
    "data",
    [
        "-- Bridge\n-- By Jane Doe\n-- Fri Dec 5, 2008\n-- http://a.example/\n",
        "***\n\n---",
        "Title: A\nDate: 2020-12-21\n",
    ],
)
def test_no_text(tmp_path: Path, data: str) -> None:
    item = reject(tmp_path / "a.txt", data)
    assert (item.source_record, item.reason, item.raw) == ("1", "no_text", data)


def test_file_that_is_too_long_for_an_article(tmp_path: Path) -> None:
    item = reject(tmp_path / "a.txt", (BODY + "\n\n") * 80_000)
    assert item.reason == "not_an_article"
    assert item.raw
    assert len(item.raw) == RAW_LIMIT


def test_one_article_a_line(tmp_path: Path) -> None:
    source_format, items = read(
        tmp_path / "a.txt", f"\n date 2020-12-21 PARIS (AP) — {BODY}\n\ndate 2020-12-22 {BODY}\r\ndate 2020-12-23\n"
    )
    assert source_format == "lines"
    first, second, third = items
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert isinstance(third, Reject)
    assert (first.source_record, first.fields, first.text) == ("2", {"date": "2020-12-21"}, f"PARIS (AP) — {BODY}")
    assert (second.source_record, second.text, second.date_source) == ("4", BODY, "header")
    assert (third.source_record, third.reason) == ("5", "no_text")


def test_articles_of_several_lines_with_dates(tmp_path: Path) -> None:
    source_format, items = read(tmp_path / "a.txt", f"date 2020-12-21 {BODY}\n\nMore.\ndate 2020-12-22 {BODY}\n")
    assert source_format == "lines"
    assert [(item.source_record, item.text) for item in items if isinstance(item, Record)] == [
        ("1", f"{BODY}\n\nMore."),
        ("4", BODY),
    ]


def test_one_article_with_a_date_is_text(tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", f" date 2020-12-21 {BODY}\n\nMore.")[0] == "text"


def test_long_file_of_dated_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.flows.sources.text.LARGEST_ARTICLE_BYTES", 50_000)
    source_format, items = read(
        tmp_path / "a.txt",
        f"date 2020-12-21 {BODY}\ndate 2020-12-22 {BODY}{' and so on' * 7000}\n{BODY}\ndate 2020-12-23 {BODY}\n",
    )
    assert source_format == "lines"
    assert [type(item) for item in items] == [Record, Reject, Record]
    assert items[1].source_record == "2"


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "unsupported_format", "PDF"),
        (b"PK\x03\x04\x14\x00", "unsupported_format", "zip archive"),
        (b"{\\rtf1\\ansi text}", "unsupported_format", "RTF"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "unsupported_format", "web archive"),
        (TAR_HEAD, "unsupported_format", "tar archive"),
        (b"\x89PNG\r\n\x1a\n", "binary", "picture"),
        (bytes(range(256)) * 8, "binary", "not text"),
        (
            b"\x16\x16\x01W2870\x1fasian\nf l\x13\x11 BC-LT\n\x02\x02BC-LT,466<\n^Mirrors can hurt<\n",
            "unsupported_format",
            "wire file",
        ),
        (
            b"\x01eca062 4 i 211 dpa 061\r\n\nGermany-politics/\r\n\x02Coalition talks could fail =\r\n",
            "unsupported_format",
            "wire file",
        ),
        (
            b"^BC-Bridge<\n^By JANE DOE<\r\n^Associated Press<\n\tPARIS (AP) _ The bridge",
            "unsupported_format",
            "wire file",
        ),
        (
            (
                b"  \r\nDelivered-To: a@b.example\r\nReceived: by 1.2.3.4;\r\n  Mon, 2 Mar 2015\r\nReturn-Path: "
                b"<a@b.example>\r\n\r\nText"
            ),
            "unsupported_format",
            "e-mail",
        ),
        (b"From: A\nTo: B\nSubject: The bridge\n\nText", "unsupported_format", "e-mail"),
        (b"From a@b.example Mon Mar  2 16:27:38 2015\nText", "unsupported_format", "e-mail"),
        (b"<!DOCTYPE html>\n<html><body>Text</body></html>", "unsupported_format", "HTML"),
        (b'<?xml version="1.0"?>\n<html xmlns="x"><body/></html>', "unsupported_format", "HTML"),
        (b'<div class="art"><p>Text</p></div>', "unsupported_format", "HTML"),
        (
            b'<?xml version="1.0"?><!DOCTYPE n [<!ENTITY x SYSTEM "file:///etc/hostname">]><nitf><p>&x;</p></nitf>',
            "unsupported_format",
            "XML",
        ),
        (b"<nitf><body><p>Text</p></body></nitf>", "unsupported_format", "XML"),
        (b'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS ID="1">', "unsupported_format", "SGML"),
        (b"<DOC>\n<DOCNO> A-1 </DOCNO>\n<TEXT>\nText\n", "unsupported_format", "SGML"),
        (b"The bridge.<p>It opened.<p>She said so.<br>", "unsupported_format", "HTML"),
        (b"#!/bin/sh\necho bridge\n", "not_an_article", "source code"),
        (
            b"import os\nfrom sys import path\n\ndef bridge():\n    return 1\n\n# A comment\nclass Bridge:\n    pass\n",
            "not_an_article",
            "source code",
        ),
        (
            b"package a;\nimport b.C;\n\npublic class D {\n  private int e;\n  void f() {\n    g();\n  }\n}\n",
            "not_an_article",
            "source code",
        ),
    ],
)
def test_files_that_are_not_for_these_readers(tmp_path: Path, data: bytes, reason: str, words: str) -> None:
    item = reject(tmp_path / "a.txt", data)
    assert (item.reason, item.source_record) == (reason, "1")
    assert words in item.detail


@pytest.mark.parametrize(
    "text",
    [
        "From: the harbour town.\n\nText of it.",
        "{ The bridge } was opened; so she said.",
        "<AP> The bridge was opened, he said.",
        "[Updated at noon] The bridge was opened.",
        '["We will open it," said Jane Doe, the mayor.]',
        "We import steel; they import timber.\nSo it goes;\nand goes {on}.",
        "ORCHARD PARK, N.Y. (AP) — The bridge was opened.",
        "The town, the text, the title of it: all was new.",
        "Tags like <p> and <b> are HTML, she said.",
        (
            "<tweet>One</tweet> and <tweet>two</tweet> and <tweet/> <tweet/> <tweet/> <tweet/> <tweet/> <tweet/> "
            "<tweet/> said it."
        ).replace("<tweet>One", "One <tweet>"),
    ],
)
def test_texts_that_only_look_like_something_else(tmp_path: Path, text: str) -> None:
    assert record(tmp_path / "a.txt", text).text.endswith(text[-12:])


def test_article_with_a_style_sheet_in_it_is_no_source_code() -> None:
    assert (
        unfit_text(f"{BODY}\n\n.mobile {{\nwidth:100%;\nheight:120px;\nfloat:left;\nmargin:1px;\n}}\n\n{BODY}\n")
        is None
    )


@pytest.mark.parametrize(
    ("raw", "kept"), [("a" * 3000, "a" * 2000), ("a\ud83d\x00b", "a?\ufffdb"), ({"a": [1, None]}, '{"a": [1, null]}')]
)
def test_raw_is_cut_and_can_be_stored(raw: object, kept: str) -> None:
    assert cut_raw(raw) == kept


def test_mapping_to_a_field_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="no such field: body"):
        ReadOptions({"body": "x"})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    data=st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.lists(
        st.sampled_from(
            [
                '{"text": "A"}',
                "text,title",
                "a,b",
                "\n",
                '"',
                "[",
                "{",
                "<p>",
                "\x1f\x8b",
                "PAR1",
                "date 2020-12-21 ",
                "\ufeff",
            ]
        ),
        max_size=12,
    ).map(lambda parts: "".join(parts).encode()),
    name=st.sampled_from(["a.txt", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.gz", "a.parquet"]),
)
def test_any_file_gives_at_least_one_item_and_never_raises(tmp_path: Path, data: bytes, name: str) -> None:
    items = read(tmp_path / name, data)[1]
    assert items
    assert len({item.source_record for item in items}) == len(items)
    assert all(item.reason in REJECT_REASONS and item.detail for item in items if isinstance(item, Reject))
    assert all(
        item.text == item.text.strip() != "" and all(item.fields.values()) for item in items if isinstance(item, Record)
    )
