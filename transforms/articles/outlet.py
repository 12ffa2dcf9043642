"""Who published an article, and which agency it credits."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from onrecord.transforms.articles.agencies import agency_named, agency_of_host

UNKNOWN = "unknown"

_HOST_PREFIX = re.compile(r"^(?:www\d?|m|amp|mobile|edition)\.(?=[^.]+\.)")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_DATED_NAME = re.compile(r"(?P<outlet>[A-Za-z][\w.&'-]*?)[_-]\d{4}-\d{2}-\d{2}(?=[_.-]|$)")
_COMMON_WORDS = (
    "article articles archive body bodies content corpus csv data dataset datasets demo doc docs documents "
    "download downloads dump en english example"
    " examples export feed feeds file files folder in input inputs item items json jsonl news newspaper "
    "newspapers output parquet plain raw sample samples"
    " source sources stories story test text texts tmp train training txt wire"
)
_NOT_AN_OUTLET = frozenset(_COMMON_WORDS.split())
_ABSENT = frozenset(("-", "--", "n/a", "na", "nan", "none", "null", "unknown", "other"))


def host_of(url: str) -> str | None:
    """The host of an address, without port and the likes of `www.` and `m.`; None where it has none."""
    address = url.strip()
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:  # brackets that close no IPv6 address: no address at all
        return None
    host = (host or "").rstrip(".")
    if not _HOST.fullmatch(host):
        return None
    return _HOST_PREFIX.sub("", host)


def canonical_outlet(name: str) -> str | None:
    """An outlet as a record, a person or a folder spells it.

    Agencies get their one name, hosts lose `www.`; None where it says nothing.
    """
    name = " ".join(name.split())
    if not name or name.casefold() in _ABSENT:
        return None
    agency = agency_named(name)
    if agency:
        return agency
    host = host_of(name) if "." in name and " " not in name else None
    return (agency_of_host(host) or host) if host else name


def outlet_of_url(url: str) -> str | None:
    """The outlet at an address: the agency whose host it is, else the host."""
    host = host_of(url)
    return (agency_of_host(host) or host) if host else None


def outlet_of_filename(path: str) -> str | None:
    """The outlet of a file named `outlet_YYYY-MM-DD_slug`; None for other names."""
    found = _DATED_NAME.match(path.rpartition("/")[2])
    return canonical_outlet(found["outlet"]) if found and found["outlet"].casefold() not in _NOT_AN_OUTLET else None


def outlet_of_folder(folder: str) -> str | None:
    """The outlet that a folder is named after; None for dates, numbers and words such as `data`.

    `reuters_headers` is the agency's folder.
    """
    words = re.split(r"[\s_-]+", folder.strip())
    if not re.search(r"[^\W\d_]", folder) or all(word.isdigit() or word.casefold() in _NOT_AN_OUTLET for word in words):
        return None
    agency = agency_named(words[0]) if len(words[0]) > 3 else None
    return canonical_outlet(folder) if agency is None or agency_named(folder) else agency


def outlet_of(
    *, field: str | None, default: str | None, url: str | None, path: str, folder: str | None, agency: str | None
) -> str:
    """The outlet, by the first that tells it: the record's own field, the person's choice, URL, file name, folder,
    agency; else 'unknown'.
    """
    return (
        (canonical_outlet(field) if field else None)
        or (canonical_outlet(default) if default else None)
        or (outlet_of_url(url) if url else None)
        or outlet_of_filename(path)
        or (outlet_of_folder(folder) if folder else None)
        or agency
        or UNKNOWN
    )


def agency_of(dateline: str | None, field: str | None, byline: str | None) -> str | None:
    """The agency that an article credits: in its dateline, else in the record's field, else as its author ('By The
    Associated Press').
    """
    if dateline:
        return dateline
    if field and field.strip().casefold() not in _ABSENT:
        return agency_named(field) or " ".join(field.split()) or None
    return byline
