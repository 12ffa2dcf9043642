"""Places that open datelines: a gazetteer of cities that stand alone, and of the regions and countries that follow a
town.
"""

from __future__ import annotations

import csv
from importlib import resources


def _fold(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _read_places() -> dict[str, set[str]]:
    table = resources.files("onrecord.transforms").joinpath("data/places.csv").read_text("utf-8")
    places: dict[str, set[str]] = {"city": set(), "region": set()}
    for row in csv.DictReader(table.splitlines()):
        places[row["kind"]].add(_fold(row["name"]))
    return places


_PLACES = _read_places()

_ALSO_NAMES = (
    "austin charlotte dallas florence houston jackson madison paris phoenix savannah sofia sydney verona vienna"
)
"""Cities that are names of people as well: not told from them without capitals."""


def is_city(name: str) -> bool:
    """Whether datelines name this city without its country: 'NEW YORK', 'Nur-Sultan'."""
    return _fold(name) in _PLACES["city"]


def is_region(name: str) -> bool:
    """Whether this is a country, a state or a province, abbreviated or not: 'N.H.', 'Calif.', 'Gaza Strip'."""
    return _fold(name) in _PLACES["region"]


def is_also_a_name(name: str) -> bool:
    """Whether people bear the city's name too: 'Charlotte'."""
    return _fold(name) in _ALSO_NAMES.split()
