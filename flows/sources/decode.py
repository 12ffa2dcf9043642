"""Bytes to text, whatever encoding they have, and the repair of text that was once decoded wrongly.

In this order: a byte order mark; UTF-16 told by where its zero bytes stand; strict UTF-8; a file that is UTF-8 in some
lines and an older encoding in others; an older encoding. That is Windows-1252 unless most letters are outside ASCII, as
in Cyrillic, Greek or Chinese text: only then is the encoding guessed from the bytes, because guesses on western text
are more often wrong than right.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from charset_normalizer import from_bytes
from ftfy import fix_encoding
from ftfy.badness import is_bad

from onrecord.flows.sources.content import Content

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 20_000
_LONGEST_LINE_BYTES = 1 << 26  # a longer one comes in pieces, so that memory stays bounded
_FOREIGN_SHARE = (
    0.3  # of the letters outside ASCII; French and Vietnamese stay below, Cyrillic, Greek and Chinese are far above
)
_ZERO_SHARE = 0.02  # of the bytes; UTF-16 text has a zero byte for each blank, whatever its script
_ONE_SIDED = 0.95
_FEW_HIGH_BYTES = 8  # too few to tell an encoding from
_FOREIGN_NAMES = (
    "cp1251 koi8_r koi8_u cp866 iso8859_5 mac_cyrillic cp1253 iso8859_7 cp1255 iso8859_8 cp1256 iso8859_6 gb18030 "
    "big5 big5hkscs cp932 euc_jp cp949 cp874"
)
_FOREIGN = _FOREIGN_NAMES.split()
"""Encodings among which is guessed: those in which Cyrillic, Greek, Hebrew, Arabic, Chinese, Japanese, Korean and Thai
text is met."""
_LETTERS = bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B))
_HIGH = bytes(range(0x80, 0x100))

_FOLLOWING = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґё№єјЅѕї"
_MOJIBAKE = re.compile(f"[\u00c2-\u00f4В-ф][{_FOLLOWING}]|‚Ä|√|¬|ΓÇ|├")
"""Characters that a UTF-8 sequence turns into when it is decoded as Windows-1252, Windows-1251, Mac Roman or DOS text:
cheap, and only a hint."""
_LOST_CLOSING_MARK = re.compile(
    "â€(?:\ufffd|(?=\\s|$))"
)  # '”': its last byte is one that Windows-1252 does not use, so it was replaced or dropped


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Decode the bytes that are not UTF-8 as Windows-1252, as web browsers do (WHATWG): its five unused bytes are
    control characters.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in bad), error.end


codecs.register_error("onrecord-windows-1252", _as_windows_1252)


def wide_encoding(head: bytes) -> str | None:
    """The encoding where it is UTF-16 or UTF-32, told by a byte order mark or by zero bytes that stand on one side of
    the pairs; else None.
    """
    for bom, encoding in _BOMS[1:]:
        if head.startswith(bom):
            return encoding
    if b"\x00" not in head:
        return None
    pairs = head[: len(head) // 2 * 2]
    high, low = pairs[::2].count(0), pairs[1::2].count(0)
    zeros = high + low
    if zeros < 2 or zeros < _ZERO_SHARE * len(pairs) or max(high, low) < _ONE_SIDED * zeros:
        return None
    encoding = "utf-16-be" if high > low else "utf-16-le"
    text = pairs.decode(encoding, "replace")
    plain = sum(map(str.isprintable, text)) + sum(map(str.isspace, text))
    return encoding if plain > _ONE_SIDED * len(text) else None


def structure(content: Content) -> str:
    """The beginning of a file for telling its format: ASCII is right, other characters only in UTF-16."""
    wide = wide_encoding(content.head)
    if wide:
        return content.head.decode(wide, "ignore").removeprefix("\ufeff")
    return content.head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def decode(data: bytes) -> str:
    """The text of a whole file, without its byte order mark."""
    wide = wide_encoding(data[:_SAMPLE_BYTES])
    if wide:
        return data.decode(wide, "replace").removeprefix("\ufeff")
    return _decode_narrow(data.removeprefix(codecs.BOM_UTF8), None)


def decoded_lines(content: Content) -> Iterator[str]:
    """The lines of a file with their ends, decoded one by one.

    The last line is left out where the file breaks off in it.
    """
    wide = wide_encoding(content.head)
    if wide:
        yield from _wide_lines(content, wide)
        return
    legacy: str | None = None
    first = True
    for line in _byte_lines(content):
        data = line.removeprefix(codecs.BOM_UTF8) if first else line
        first = False
        try:
            yield data.decode("utf-8")
        except UnicodeDecodeError:
            legacy = legacy or legacy_encoding(content.head)
            yield _decode_narrow(data, legacy)


def decoded_pieces(content: Content) -> Iterator[str]:
    """The text of a file in pieces. Bytes that are not UTF-8 are taken for Windows-1252."""
    encoding = wide_encoding(content.head) or "utf-8"
    decoder = codecs.getincrementaldecoder(encoding)("onrecord-windows-1252" if encoding == "utf-8" else "replace")
    first = True
    for data in content.pieces():
        piece = decoder.decode(data)
        yield piece.removeprefix("\ufeff") if first else piece
        first = False
    yield decoder.decode(b"", final=content.problem is None)


def legacy_encoding(data: bytes) -> str:
    """The encoding of bytes that are not UTF-8: cp1252, or a guess where most letters are outside ASCII."""
    sample = data[:_SAMPLE_BYTES]
    n_high = len(sample) - len(sample.translate(None, _HIGH))
    n_ascii = len(sample) - len(sample.translate(None, _LETTERS))
    if n_high < max(_FEW_HIGH_BYTES, _FOREIGN_SHARE * (n_high + n_ascii)):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=_FOREIGN).best()
    return best.encoding if best else "cp1252"


def repair_mojibake(text: str) -> str:
    """Undo a wrong decoding ('â€œ' for '“'), line by line and only where a line is surely wrong.

    Nothing else is changed.
    """
    if text.isascii():
        return text
    composed = (
        text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    )  # the traces may have been decomposed
    if not _MOJIBAKE.search(composed):
        return text
    return "".join(
        fix_encoding(_LOST_CLOSING_MARK.sub("”", line)) if is_bad(line) else line
        for line in re.split(r"(\n)", composed)
    )


def _decode_narrow(data: bytes, legacy: str | None) -> str:
    """Text of one line or file; `legacy` is the encoding of its file where that is known not to be UTF-8 throughout."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass  # not UTF-8, or not all of it
    if b"\n" in data and legacy is None:
        lines = data.split(b"\n")
        if any(not line.isascii() and _is_utf8(line) for line in lines):
            other = legacy_encoding(b"\n".join(line for line in lines if not _is_utf8(line)))
            return "\n".join(_decode_narrow(line, other) for line in lines)
    encoding = legacy or legacy_encoding(data)
    return data.decode("utf-8", "onrecord-windows-1252") if encoding == "cp1252" else data.decode(encoding, "replace")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _byte_lines(content: Content) -> Iterator[bytes]:
    rest = b""
    for piece in content.pieces():
        lines = (rest + piece).split(b"\n")
        rest = lines.pop()
        for line in lines:
            yield line + b"\n"
        if len(rest) > _LONGEST_LINE_BYTES:
            yield rest
            rest = b""
    if rest and (content.problem is None or content.problem.whole):
        yield rest


def _wide_lines(content: Content, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    rest, first = "", True
    for piece in content.pieces():
        text = decoder.decode(piece)
        lines = (rest + (text.removeprefix("\ufeff") if first else text)).split("\n")
        rest, first = lines.pop(), False
        for line in lines:
            yield line + "\n"
    rest += decoder.decode(b"", final=True)
    if rest and (content.problem is None or content.problem.whole):
        yield rest
