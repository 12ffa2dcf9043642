"""Keys from content: the same input always gives the same key, on any machine, in any order."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

from onrecord.transforms.tables.fields import KEY_HEX_DIGITS

_NO_ALNUM = re.compile(r"[^a-z0-9]+")


def content_key(*parts: str | int | None) -> str:
    """BLAKE2b (RFC 7693) of the parts as lower-case hex, `KEY_HEX_DIGITS` long.

    The parts are joined by the unit separator, so that ("a", "bc") and ("ab", "c") differ; None differs from "".
    """
    message = "\x1f".join(["\x00" if part is None else str(part) for part in parts])
    return blake2b(message.encode("utf-8", "surrogatepass"), digest_size=KEY_HEX_DIGITS // 2).hexdigest()


def fold_name(name: str) -> str:
    """A name without case, accents and punctuation, for comparing: 'José  Álvarez-Ruiz' gives 'jose alvarez ruiz'."""
    if name.isascii():
        return _NO_ALNUM.sub(" ", name.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(kept.split())
