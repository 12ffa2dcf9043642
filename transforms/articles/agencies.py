"""News agencies: how they sign, and where they publish."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from onrecord.transforms.tables.keys import fold_name

_LONGEST_CREDIT = 40  # characters


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency."""

    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]


def _read_agencies() -> tuple[Agency, ...]:
    table = resources.files("onrecord.transforms").joinpath("data/agencies.csv").read_text("utf-8")
    return tuple(
        Agency(
            row["name"], tuple(filter(None, row["aliases"].split("|"))), tuple(filter(None, row["domains"].split("|")))
        )
        for row in csv.DictReader(table.splitlines())
    )


AGENCIES = _read_agencies()

_BY_NAME = {fold_name(spelling): agency.name for agency in AGENCIES for spelling in (agency.name, *agency.aliases)}
_BY_DOMAIN = {domain: agency.name for agency in AGENCIES for domain in agency.domains}


@lru_cache(maxsize=4096)
def agency_named(text: str) -> str | None:
    """The agency that goes by this name, whatever its case and punctuation: 'itar-tass' gives 'TASS'.

    None for anybody else.
    """
    return _BY_NAME.get(fold_name(text)) if len(text) <= _LONGEST_CREDIT else None


@lru_cache(maxsize=4096)
def agency_credited(credit: str) -> str | None:
    """The agency of a credit line, the first of a joint one: 'AFP', 'ats afp', 'Reuters/AP', 'Associated Press Writer'.

    None where none is known.
    """
    if len(credit) > _LONGEST_CREDIT:
        return None
    words = re.split(r"[\s/,;&|]+", credit)
    spans = [
        " ".join(words[start : start + size])
        for size in range(len(words), 0, -1)
        for start in range(len(words) - size + 1)
    ]
    return next(filter(None, map(agency_named, (credit, *spans))), None)


def agency_of_host(host: str) -> str | None:
    """The agency that publishes at this host or above it: 'uk.reuters.com' gives 'Reuters'."""
    while "." in host:
        agency = _BY_DOMAIN.get(host)
        if agency:
            return agency
        host = host.partition(".")[2]
    return None
