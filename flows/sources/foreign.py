"""Files that hold no articles in a form that is read here: what they look like, in words that a person understands.

HTML pages, crawl archives, feeds, news XML, wire files with control bytes, e-mail and archives are recognised so that
their markup never passes for an article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.flows.sources.content import COMPRESSIONS


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a file is not read: a member of `onrecord.transforms.tables.declared.REJECT_REASONS`, and the reason in words
    with what to do.
    """

    reason: str
    detail: str


def _unsupported(what: str, advice: str) -> Unfit:
    return Unfit("unsupported_format", f"This looks like {what}, which is not read. {advice}")


_UNPACK = "Unpack it and give the files in it."
_EXPORT = "Export it as CSV, JSON Lines or Parquet."
_TEXT = "Save it as plain text."
_LATER = "Extract the articles to text or JSON Lines; reading it comes later."

_SIGNATURES: tuple[tuple[bytes, Unfit], ...] = (
    (b"PK\x03\x04", _unsupported("a zip archive or an Office document", _UNPACK)),
    (b"PK\x05\x06", _unsupported("an empty zip archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", _unsupported("a 7z archive", _UNPACK)),
    (b"Rar!\x1a\x07", _unsupported("a RAR archive", _UNPACK)),
    (b"WARC/", _unsupported("a web archive (WARC)", _LATER)),
    (b"filedesc://", _unsupported("a web archive (ARC)", _LATER)),
    (b"%PDF-", _unsupported("a PDF document", _TEXT)),
    (b"%!PS", _unsupported("a PostScript document", _TEXT)),
    (b"{\\rtf", _unsupported("an RTF document", _TEXT)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _unsupported("an Office document", _TEXT)),
    (b"ARROW1", _unsupported("an Arrow or Feather file", _EXPORT)),
    (b"Obj\x01", _unsupported("an Avro file", _EXPORT)),
    (b"SQLite format 3\x00", _unsupported("an SQLite database", _EXPORT)),
    (b"\x89PNG", Unfit("binary", "This is a picture (PNG), not text.")),
    (b"\xff\xd8\xff", Unfit("binary", "This is a picture (JPEG), not text.")),
    (b"GIF89a", Unfit("binary", "This is a picture (GIF), not text.")),
    (b"\x7fELF", Unfit("binary", "This is a program, not text.")),
    *((c.magic, _unsupported(f"{c.name} data inside a compressed file", _UNPACK)) for c in COMPRESSIONS),
)
_PARQUET_INSIDE = _unsupported("a Parquet file inside a compressed file", "Unpack it; Parquet is compressed by itself.")
_TAR = _unsupported("a tar archive", _UNPACK)
_WIRE = _unsupported("a news agency's wire file (IPTC 7901 or ANPA)", _LATER)
_MAIL = _unsupported("an e-mail", "Save the article that it brings as plain text.")
_HTML = _unsupported("an HTML page", "Extract the articles to text or JSON Lines; reading HTML comes later.")
_XML = _unsupported("XML (NITF, NewsML, a feed …)", _LATER)
_SGML = _unsupported("SGML, as in the Reuters and TREC collections", _LATER)
_BINARY = Unfit("binary", "This is not text. Leave such files out.")
_CODE = Unfit("not_an_article", "This looks like the source code of a program, not like an article.")

_CONTROL = bytes(byte for byte in range(0x20) if byte not in b"\t\n\v\f\r\x1b") + b"\x7f"
_CONTROL_SHARE = 0.02
_FEW_CONTROLS = 5

_WIRE_START = re.compile(rb"\s*[\x01\x16\x7f][^\n]*\n(?:[^\n]*\n){0,12}?[^\n]*\x02|(?:\^[^\n]*<[ \r]*\n){3}")
_MAIL_KEY = re.compile(
    r"^(Delivered-To|Received|Return-Path|Message-ID|MIME-Version|X-Received|DKIM-Signature|Content-Transfer-Encoding|From|To|Subject|Reply-To):",
    re.IGNORECASE | re.MULTILINE,
)
_MBOX = re.compile(r"From \S+@\S+ .*\d{4}\s*\n")
_HTML_START = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|div|article|section|p|h[1-6]|table|span)\b",
    re.IGNORECASE | re.DOTALL,
)
_XHTML_START = re.compile(r"\s*<\?xml[^>]*>\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+)?html\b", re.IGNORECASE | re.DOTALL)
_SGML_START = re.compile(r"\s*<(?:!doctype(?!\s+html)[^\[>]*\.dtd|reuters|docno|doc|text)\b", re.IGNORECASE)
_XML_START = re.compile(r"\s*<(?:\?xml|!doctype|!--)", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][\w.:-]*(?:\s[^<>]*)?/?>")
_FEWEST_TAGS = 3
_CODE_LINE = re.compile(
    r"\s*(?:import |from \S+ import |#include|package |def \w+\(|class \w+|public |private |protected |static "
    r"|function |var |const |let |return\b|//|/\*|@\w+|[})\]]+[;,]?$)"
    r"|.*(?:[;{}]|\"[,+]|\" \+)\s*$",
)
_CODE_SIGNS = ("{", ";\n", ";\r\n", "def ", "import ", '",\n')  # without one of them, no line needs to be looked at
_CODE_SHARE = 0.4  # of the characters
_FEWEST_CODE_LINES = 5


def signature(head: bytes) -> Unfit | None:
    """What the first bytes of a file give away; None where they are nobody's."""
    if head[257:262] == b"ustar":
        return _TAR
    return next((unfit for magic, unfit in _SIGNATURES if head.startswith(magic)), None)


def parquet_inside() -> Unfit:
    """Why Parquet inside another compression is not read."""
    return _PARQUET_INSIDE


def unfit_bytes(head: bytes) -> Unfit | None:
    """A wire file or a binary file, told by its control bytes; None for text in any one-byte encoding or UTF-8."""
    if _WIRE_START.match(head):
        return _WIRE
    n_control = len(head) - len(head.translate(None, _CONTROL))
    return _BINARY if n_control > max(_FEW_CONTROLS, _CONTROL_SHARE * len(head)) else None


def unfit_text(head: str) -> Unfit | None:
    """Mail, markup or source code, told by the first characters of a text; None for what may be an article."""
    start = head.lstrip()[:1]
    if start == "<":
        return _markup(head)
    if _is_mail(head):
        return _MAIL
    return _CODE if _is_code(head) else None


def _markup(head: str) -> Unfit | None:
    if _HTML_START.match(head) or _XHTML_START.match(head):
        return _HTML
    if _SGML_START.match(head):
        return _SGML
    return _XML if _XML_START.match(head) or len(_TAG.findall(head)) >= _FEWEST_TAGS else None


def _is_mail(head: str) -> bool:
    if _MBOX.match(head):
        return True
    top = re.split(r"\r?\n[ \t]*\r?\n", head.lstrip(), maxsplit=1)[0]
    if not _MAIL_KEY.match(top):
        return False
    return len({key.lower() for key in _MAIL_KEY.findall(top)}) >= 3


def _is_code(head: str) -> bool:
    if head.startswith("#!"):
        return True
    if not any(sign in head for sign in _CODE_SIGNS):
        return False
    lines = [line for line in head.splitlines() if line.strip()]
    code = [line for line in lines if _CODE_LINE.match(line)]
    return len(code) >= _FEWEST_CODE_LINES and sum(map(len, code)) >= _CODE_SHARE * sum(map(len, lines))
