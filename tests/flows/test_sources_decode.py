from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.flows.sources.content import Content
from onrecord.flows.sources.decode import (
    decode,
    decoded_lines,
    decoded_pieces,
    legacy_encoding,
    repair_mojibake,
    structure,
    wide_encoding,
)

ENGLISH = (
    "WASHINGTON — “It’s a matter of weeks,” said José Ruiz of the Café Müller.\n\nThe £5 bridge – closed since "
    "spring – will open.\n"
)
RUSSIAN = (
    "Мэр города сообщил в понедельник, что мост откроют весной. «Мы нашли деньги», — сказала она журналистам.\n" * 3
)
GREEK = "Ο δήμαρχος της πόλης είπε τη Δευτέρα ότι η γέφυρα θα ανοίξει την άνοιξη και ότι βρέθηκαν τα χρήματα.\n" * 3
CHINESE = "市长星期一表示，这座桥将在春天开放，资金已经找到，没有人需要等待更长的时间。会议持续了四个小时。\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_english(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


def test_utf_16_with_a_mark_that_names_the_order() -> None:
    assert decode(codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be")) == CHINESE
    assert decode(codecs.BOM_UTF32_BE + ENGLISH.encode("utf-32-be")) == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866", "iso8859-5"])
def test_russian(encoding: str) -> None:
    text = RUSSIAN.replace("«", '"').replace("»", '"').replace("—", "-")
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("text", "encoding"), [(GREEK, "cp1253"), (CHINESE, "gb18030"), (CHINESE, "big5hkscs")])
def test_other_scripts(text: str, encoding: str) -> None:
    raw = text.encode(encoding, "ignore")
    assert decode(raw) == raw.decode(encoding)


def test_bytes_that_windows_1252_does_not_use() -> None:
    assert decode(b"caf\xe9 \x81 na\xefve") == "café \x81 naïve"


def test_error_handler_is_for_decoding_only() -> None:
    with pytest.raises(UnicodeEncodeError):
        "\ud800".encode("utf-8", "onrecord-windows-1252")


def test_short_high_bytes_are_western() -> None:
    assert legacy_encoding(b"na\xefve caf\xe9, she said") == "cp1252"
    assert legacy_encoding(b"\xff") == "cp1252"
    assert legacy_encoding(bytes(range(0x80, 0xA0))) == "cp1252"


def test_utf_8_in_some_lines_and_another_encoding_in_others() -> None:
    assert decode(ENGLISH.encode() + ENGLISH.encode("cp1252")) == ENGLISH * 2
    assert decode(RUSSIAN.encode() + RUSSIAN.encode("cp1251")) == RUSSIAN * 2


def test_stray_western_byte_in_a_line_of_utf_8() -> None:
    assert decode("Café – ".encode() + b"caf\xe9") == "Café – café"


def test_zero_bytes_that_are_no_utf_16() -> None:
    assert wide_encoding(b"a,b\n1,a\x00b\n") is None
    assert wide_encoding(b"\x00\x00ab" * 20) is None
    assert wide_encoding(b"\x01\x00\x02\x00\x03\x00" * 20) is None


def test_mojibake_is_repaired_line_by_line() -> None:
    broken = "â€œItâ€™s a matter of weeks,â€\x9d said JosÃ© Ruiz.\n“Good,” said Zoë."
    assert repair_mojibake(broken) == "“It’s a matter of weeks,” said José Ruiz.\n“Good,” said Zoë."
    assert repair_mojibake("â€œYes,â€\ufffd she said. â€œNo.â€") == "“Yes,” she said. “No.”"
    assert repair_mojibake("Pen\u0303a, PeA\u0303±a Nieto") == "Peña, Peña Nieto"


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, GREEK, CHINESE, "José’s Ãvila – naïve “Ça” «été»", "plain"])
def test_sound_text_is_not_repaired(text: str) -> None:
    assert repair_mojibake(text) == text


def content(tmp_path: Path, data: bytes) -> Content:
    path = tmp_path / "file"
    path.write_bytes(data)
    return Content(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lines(tmp_path: Path, encoding: str) -> None:
    text = ENGLISH * 2000 + "last – line"
    assert "".join(decoded_lines(content(tmp_path, text.encode(encoding)))) == text


def test_lines_of_mixed_encodings_and_of_russian(tmp_path: Path) -> None:
    assert "".join(decoded_lines(content(tmp_path, ENGLISH.encode() + ENGLISH.encode("cp1252")))) == ENGLISH * 2
    assert "".join(decoded_lines(content(tmp_path, RUSSIAN.encode("cp1251")))) == RUSSIAN


def test_line_without_end_comes_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.flows.sources.decode._LONGEST_LINE_BYTES", 1 << 20)
    lines = list(decoded_lines(content(tmp_path, b"x" * (5 << 20))))
    assert len(lines) > 1
    assert sum(map(len, lines)) == 5 << 20


@pytest.mark.parametrize(
    ("encoding", "expected"), [("utf-8", ENGLISH), ("utf-8-sig", ENGLISH), ("utf-16-be", ENGLISH), ("cp1252", ENGLISH)]
)
def test_pieces(tmp_path: Path, encoding: str, expected: str) -> None:
    assert "".join(decoded_pieces(content(tmp_path, (ENGLISH * 9000).encode(encoding)))) == expected * 9000


def test_structure_shows_ascii(tmp_path: Path) -> None:
    assert structure(content(tmp_path, '\ufeff{"é": 1}'.encode())).startswith('{"')
    assert structure(content(tmp_path, '{"é": 1}'.encode("utf-16"))) == '{"é": 1}'


@given(st.text())
def test_utf_8_comes_back(text: str) -> None:
    data = text.encode()
    if wide_encoding(data) is None and not text.startswith("\ufeff"):
        assert decode(data) == text


@given(st.binary(max_size=300))
def test_any_bytes_decode(data: bytes) -> None:
    assert decode(data).encode("utf-8", "strict") is not None
