"""Time zones as news prints them."""

from __future__ import annotations

import re
from datetime import timedelta, timezone

_HOURS: dict[str, float] = {
    "UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "SAST": 2, "CAT": 2, "EAT": 3, "WAT": 1, "IRST": 3.5, "GST": 4,
    "PKT": 5, "IST": 5.5, "NPT": 5.75, "WIB": 7, "ICT": 7, "HKT": 8, "SGT": 8, "PHT": 8, "AWST": 8, "JST": 9,
    "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "BRT": -3, "ART": -3,
    "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
"""Hours east of Greenwich. Ambiguous ones as English-language news uses them: BST London, IST India, CST Chicago, AST
Halifax, GST the Gulf.

ET, CT, MT and PT are missing on purpose: without the date's daylight saving rule they are no offset.
"""

_MAX_HOURS = 14
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+\-−])(\d{1,2})(?::?(\d{2}))?(?!\d)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z]{1,4}\b")


def zone_at(text: str, position: int) -> timezone | None:
    """The zone that stands at a position: `+0300`, `+03:00`, `GMT+3`, `Z`, `EST`.

    None where none does or nobody knows it.
    """
    offset = _OFFSET.match(text, position)
    if offset:
        sign = 1 if offset[1] == "+" else -1
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        return (
            timezone(sign * timedelta(hours=hours, minutes=minutes)) if hours <= _MAX_HOURS and minutes < 60 else None
        )
    name = _NAME.match(text, position)
    hours_east = _HOURS.get(name[0].upper()) if name else None
    return None if hours_east is None else timezone(timedelta(hours=hours_east))
