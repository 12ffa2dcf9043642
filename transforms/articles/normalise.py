"""Text as it is stored: one kind of line end and blank, Unicode in NFC, nothing invisible, no hard wraps.

Only white space and invisible characters are touched; every visible character stays where it is, so that offsets into
the input and into the body can be mapped by skipping white space. All functions are idempotent.
"""

from __future__ import annotations

import re
import unicodedata

from onrecord.transforms.articles.linewrap import join_wrapped_lines

_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]{0,200}\x07)"
)  # ECMA-48 control sequences: colours, window titles
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    # soft hyphen, zero-width characters, byte order marks
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff\ufff9-\ufffb"
    "\u202a-\u202e\u2066-\u2069]"  # direction overrides
)
_JOINER = re.compile(
    "(?<![^\x00-\x7f])[\u200c\u200d]+"
)  # joiners mean something inside Persian, Hindi and emoji, nothing after ASCII
_UNUSUAL_ASCII = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_UNUSUAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]",
)
_BLANK_BEFORE_LINE_END = re.compile(r"[ \t]+(?=\n)")
_BLANK_LINES = re.compile(r"\n{3,}")


def normalise_characters(text: str) -> str:
    """The text with line feeds as its only line ends, plain blanks, NFC, and without control, escape and zero-width
    characters.
    """
    unusual = _UNUSUAL_ASCII if text.isascii() else _UNUSUAL
    if unusual.search(text):
        text = _ESCAPE.sub("", text)
        text = _LINE_END.sub("\n", text)
        text = _BLANK.sub(" ", text)
        text = _INVISIBLE.sub("", text)
        text = _JOINER.sub("", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def normalise(text: str) -> str:
    """An article's text as it is stored: clean characters, no blanks at the ends of lines, one blank line at most,
    hard-wrapped lines joined.
    """
    text = normalise_characters(text)
    if " \n" in text or "\t\n" in text:
        text = _BLANK_BEFORE_LINE_END.sub("", text)
    if "\n\n\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    return join_wrapped_lines(text.strip())


def normalise_line(text: str) -> str:
    """A headline, name or other short field on one line: clean characters, single blanks."""
    return " ".join(normalise_characters(text).split())
