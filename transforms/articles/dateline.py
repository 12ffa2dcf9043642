"""The dateline that opens a news story: where it was written, when, and which agency sent it.

Conventions differ by agency; each form has its pattern below. Only the first characters of a body are looked at, and
whatever is not surely a dateline stays in the text: "NATO — the alliance —", "BREAKING - ", "UPDATE 1-" and "QUESTION:"
open sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from onrecord.transforms.articles.agencies import agency_credited, agency_named
from onrecord.transforms.articles.dates import make_day
from onrecord.transforms.articles.months import MONTH, WEEKDAY, month_number
from onrecord.transforms.articles.places import is_also_a_name, is_city, is_region

_REACH = 240  # characters of the body that are looked at
_SIGN_REACH = 100  # characters among which the sign of a form stands: a bracket, a digit, a dash


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline; what it does not print is None."""

    place: str | None
    region: str | None
    agency: str | None
    month: int | None
    day: int | None
    year: int | None
    length: int
    """Characters to cut from the body, the white space before and after the dateline included."""
    byline: str | None = None
    """Authors, where their line stands between a line with the place and the text."""


_LOWER = "".join(letter for letter in map(chr, range(0x61, 0x530)) if letter.islower())
_UP = rf"[^\W\d_{_LOWER}]"  # a capital, or a letter of a script without case
_SP = r"[^\S\n]"
_LINK = r"(?:[Aa]l|[Ee]l|d[aeiou]|de[lnrs]|della|do[s]|la|le|les|los|las|of|on|the|upon|a[mn]|and|und|near|in|y)"
_WORD = rf"(?:M[ac]{{1,2}}|[aA]l-|[eE]l-)?{_UP}[\w'’.\-]*+"
_NAME = rf"{_WORD}(?:{_SP}+(?:{_LINK}(?:{_SP}+|-)){{0,2}}{_WORD}){{0,5}}"
_LOCATION = rf"{_NAME}(?:{_SP}*[,،]{_SP}*(?!(?i:{WEEKDAY})){_NAME}){{0,2}}"
_WHERE = rf"(?P<where>{_LOCATION}(?:{_SP}*/\s*{_LOCATION}){{0,3}})"
_ASIDE = rf"(?:{_SP}*[/\[](?P<aside>[^\W\d_][^/\[\]\n]{{1,39}})[/\]])?"
_DATE = (
    rf"(?i:(?:{WEEKDAY},?{_SP}+)?(?:"
    rf"(?P<month1>{MONTH}){_SP}*(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?:,?{_SP}*(?P<year1>\d{{4}}))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|\.)?{_SP}+(?:de{_SP}+)?(?P<month2>{MONTH})(?:,?{_SP}*(?:de{_SP}+)?(?P<year2>\d{{4}})(?:{_SP}*(?:года|г\.))?)?"
    r"|(?P<day3>\d{1,2})/(?P<month3>\d{1,2})(?:/(?P<year3>\d{4}))?"
    r")(?!\d))"
)
_DASH = r"[-–—―−_=~]{1,3}"
_AGENCY = rf"(?P<agency>[^\W\d_][\w\-]*(?:\.\w+)?(?:{_SP}[^\W\d_][\w\-]*)?)"
_SENTENCE = re.compile(rf"[<&\"“”„«‘’'`(\[$£€¥…\d¿¡@#]|{_UP}|[a-z]{{1,2}}[A-Z]")

_IN_BRACKETS = re.compile(
    rf"\s*(?:{_WHERE}{_ASIDE})?{_SP}*[,.:;–-]?{_SP}*(?:{_DATE})?{_SP}*[,.:;]?{_SP}*"
    rf"(?:\((?P<round>[^()\n]{{2,40}})\)|/(?P<slashed>[^\W\d_][^/\n]{{1,39}})/){_SP}*(?P<mark>[.,:]?(?!\.){_SP}*(?:{_DASH})?[.,:]?(?!\.))\s*"
)
_AFTER_DATE = re.compile(
    rf"\s*(?P<where>[^\W\d_][\w'’\-]*(?:{_SP}[\w'’.\-]+){{0,3}}(?:,{_SP}*{_NAME})?){_SP}*[,.]{_SP}*{_DATE}{_SP}*[,.]?{_SP}*(?:{_DASH}{_SP}*)?"
    rf"{_AGENCY}(?:{_SP}*/[^/\n]{{2,40}}/|,{_SP}*[^\W\d]+{_SP}[^\W\d]+(?=\.))?{_SP}*(?P<mark>[.:]?{_SP}*(?:{_DASH})?)\s*"
)
_AFTER_PLACE = re.compile(rf"\s*{_WHERE}{_SP}*[,.]?{_SP}+{_AGENCY}{_SP}*(?P<mark>{_DASH})\s+")
_AGENCY_FIRST = re.compile(
    rf"\s*{_AGENCY}{_SP}*[,.]?{_SP}*(?:{_DASH}{_SP}*)?{_DATE}{_SP}*(?P<mark>{_DASH}{_SP}*\d\d?:\d\d(?:{_SP}*\|[^\n]*)?|[.:]|{_DASH}|(?=\n))\s*"
)
_AGENCY_ALONE = re.compile(rf"\s*(?P<agency>Reuters|AP|AFP|UPI){_SP}+(?P<mark>--?){_SP}+")
_PLACE_AND_DATE = re.compile(
    rf"\s*{_WHERE}{_ASIDE}(?:{_SP}*[,.])?{_SP}*{_DATE}{_SP}*(?P<mark>[.,]?{_SP}*{_DASH}|\.|(?=\n))\s*"
)
_PLACE_ALONE = re.compile(rf"\s*{_WHERE}{_ASIDE},?(?P<mark>{_SP}*[—―]|{_SP}+(?:--|[-–_])(?=\s)|{_SP}+--|:(?=\s))\s*")
_PLACE_LINE = re.compile(rf"\s*{_WHERE}{_SP}*\n\s*(?:By{_SP}+(?P<byline>[^\n]{{3,80}})\n\s*)?")
_DATE_LINE = re.compile(rf"\s*{_DATE}{_SP}*\n\s*")


def parse_dateline(body: str) -> Dateline | None:
    """The dateline at the beginning of a body; None where there is none."""
    head = body[:_REACH]
    for sign, forms in _FORMS:
        if sign.search(head, 0, _SIGN_REACH):
            dateline = next(filter(None, (form(head) for form in forms)), None)
            if dateline:
                return dateline
    return None


def dateline_day(dateline: Dateline, published_on: date | None) -> date | None:
    """The day of a dateline. A year that it does not print is the one that brings it nearest to the day of publication;
    without that, None.
    """
    if dateline.month is None or dateline.day is None:
        return None
    if dateline.year is not None:
        return make_day(dateline.year, dateline.month, dateline.day)
    if published_on is None:
        return None
    days = (
        make_day(year, dateline.month, dateline.day)
        for year in (published_on.year, published_on.year - 1, published_on.year + 1)
    )
    return min(filter(None, days), key=lambda day: abs(day - published_on), default=None)


def _credit_in_brackets(head: str) -> Dateline | None:
    """`PARIS, Dec 21 (AP) —`, `IGORA /Leningrad Region/, December 26. /TASS/.`, `(Reuters) -`, `(ANSA) - ROME, DEC 21
    -`.
    """
    found = _IN_BRACKETS.match(head)
    if not found:
        return None
    credit = (found["round"] or found["slashed"]).strip()
    agency = agency_credited(credit)
    where = found["where"]
    dashed = re.search(_DASH, found["mark"])
    if agency is None:
        return _dateline(found, credit) if where and dashed and _is_place(where) and _is_signature(credit) else None
    if where is None:
        inner = _place_and_date(head[found.end() :]) if dashed else None
        return replace(inner, agency=agency, length=found.end() + inner.length) if inner else _dateline(found, agency)
    sure = dashed or _has_date(found) or where.isupper() or _is_place(where)
    return _dateline(found, agency) if sure and not agency_named(where) and (dashed or _opens_sentence(found)) else None


def _agency_first(head: str) -> Dateline | None:
    """`TASS, August 10.`, `KYODO NEWS - Dec 21, 2020 - 10:15 | World`."""
    found = _AGENCY_FIRST.match(head)
    agency = agency_named(found["agency"]) if found else None
    return _dateline(found, agency) if found and agency else None


def _agency_alone(head: str) -> Dateline | None:
    """`Reuters - `, of the four agencies that news portals print so."""
    found = _AGENCY_ALONE.match(head)
    return _dateline(found, found["agency"]) if found and _opens_sentence(found) else None


def _credit_after_date(head: str) -> Dateline | None:
    """`Москва. 30 апреля. INTERFAX.RU -`, `TOKYO, Dec. 21, Kyodo -`, `киев, 31 янв - РИА Новости, Иван Петров.`."""
    found = _AFTER_DATE.match(head)
    agency = agency_named(found["agency"]) if found and found["mark"].strip() else None
    return _dateline(found, agency) if found and agency else None


def _credit_after_place(head: str) -> Dateline | None:
    """`Damascus, SANA -`, `NUR-SULTAN. KAZINFORM –`."""
    found = _AFTER_PLACE.match(head)
    agency = agency_named(found["agency"]) if found else None
    return _dateline(found, agency) if found and agency and _is_place(found["where"]) else None


def _place_and_date(head: str) -> Dateline | None:
    """`SALVADOR, Feb 26 -`; with a full stop or a new line instead of the dash only after a place that is known."""
    found = _PLACE_AND_DATE.match(head)
    if not found or not _opens_sentence(found) or re.fullmatch(WEEKDAY, found["where"], re.IGNORECASE):
        return None
    dashed = re.search(_DASH, found["mark"])
    return (
        _dateline(found, None)
        if _is_place(found["where"]) or (dashed and found["where"].split(",")[0].isupper())
        else None
    )


def _place_alone(head: str) -> Dateline | None:
    """`WASHINGTON — `, `BEDFORD, N.H. - `, `New Delhi: `: places that are known only."""
    found = _PLACE_ALONE.match(head)
    if not found or not _opens_sentence(found) or not _is_place(found["where"]):
        return None
    place, _, region = found["where"].partition(",")
    told = place.isupper() or (region and found["mark"] != ":") or not is_also_a_name(place)
    return _dateline(found, None) if told else None


def _place_line(head: str) -> Dateline | None:
    """A line with nothing but the place, perhaps the author's line, then the text; or a whole dateline of another place
    (Anadolu).
    """
    found = _PLACE_LINE.match(head)
    if not found or not found["where"].split(",")[0].isupper() or not _is_place(found["where"]):
        return None
    inner = _credit_in_brackets(head[found.end() :]) or _dateline(found, None)
    length = inner.length if inner.length == found.end() and inner.agency is None else found.end() + inner.length
    return replace(inner, byline=found["byline"], length=length)


def _date_line(head: str) -> Dateline | None:
    """A line with nothing but a full date: `Friday, January 4, 2019` (Wikinews)."""
    found = _DATE_LINE.match(head)
    dateline = _dateline(found, None) if found else None
    return dateline if dateline and dateline.year else None


def _dateline(found: re.Match[str], agency: str | None) -> Dateline:
    parts = found.groupdict()
    place, region = _place_and_region(parts.get("where"), parts.get("aside"))
    month, day, year = _printed_date(parts)
    return Dateline(place, region, agency, month, day, year, found.end())


def _printed_date(parts: dict[str, str | None]) -> tuple[int | None, int | None, int | None]:
    """Month, day and year as printed; all None where the calendar has no such day."""
    name = parts.get("month1") or parts.get("month2")
    day = parts.get("day1") or parts.get("day2") or parts.get("day3")
    year = parts.get("year1") or parts.get("year2") or parts.get("year3")
    if day is None:
        return None, None, None
    month = month_number(name) if name else int(parts["month3"] or 0)
    if make_day(int(year or 2000), month, int(day)) is None:  # 2000: a leap year, so that 29 February passes
        return None, None, None
    return month, int(day), int(year) if year else None


def _place_and_region(where: str | None, aside: str | None) -> tuple[str | None, str | None]:
    """`ZHONGSHAN, China/TOKYO` gives 'ZHONGSHAN/TOKYO' and 'China'."""
    if where is None:
        return None, None
    places, regions = [], [aside] if aside else []
    for location in where.split("/"):
        place, *rest = (" ".join(part.split()) for part in re.split("[,،]", location))
        places.append(place.strip("-") if re.search(r"\.\w|\b\w\.$", place) else place.strip("-."))
        regions += [region.strip("-") for region in rest]
    return "/".join(places), ", ".join(regions) or None


def _is_place(where: str) -> bool:
    """Whether each of the locations is a known city, a known country (in capitals), or any town in a known region."""
    return all(_is_known(location.strip(" .-")) for location in re.split(r"/|\band\b", where))


def _is_known(location: str) -> bool:
    place, *regions = re.split(r"\s*[,،]\s*", location)
    return is_city(place) or any(map(is_region, regions)) or (len(place) > 3 and place.isupper() and is_region(place))


def _is_signature(credit: str) -> bool:
    """Whether an unknown credit looks like a publisher's name: 'Variety.com', not 'population 2.7 million' or
    'NYSE:IBM'.
    """
    return re.fullmatch(rf"{_UP}[\w.&'’\-]*(?: {_UP}[\w.&'’\-]*){{0,3}}", credit) is not None


def _has_date(found: re.Match[str]) -> bool:
    return _printed_date(found.groupdict())[0] is not None


def _opens_sentence(found: re.Match[str]) -> bool:
    """Whether a sentence begins where the dateline ends, or the text ends there too."""
    return found.end() == len(found.string) or _SENTENCE.match(found.string, found.end()) is not None


_FORMS = (
    (re.compile(r"[(/]"), (_credit_in_brackets,)),
    (re.compile(r"\d"), (_agency_first, _credit_after_date, _place_and_date)),
    (re.compile(r"[—―]|[-–:](?=\s)|\s[-–_]"), (_agency_alone, _credit_after_place, _place_alone)),
    (re.compile(r"\S\s*\n"), (_place_line, _date_line)),
)
"""The forms in the order in which they are tried, after the sign without which none of them can be there."""
