"""Annotated articles written inline: `{S:Ann Reed} {C:said} {Q:the bridge is closed}.`; numbers tell attributions
apart, equal tags are pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

_TAG = re.compile(r"\{([SCQ])(\d*):([^{}]*)\}")
_ROLES = {"S": "Source", "C": "Cue", "Q": "Content"}


class Annotated(NamedTuple):
    text: str
    brat: str


def _annotated(marked: str) -> Annotated:
    text, at = "", 0
    bounds: list[str] = []
    events: dict[str, list[str]] = {}
    for match in _TAG.finditer(marked):
        text += marked[at : match.start()]
        role = _ROLES[match.group(1)]
        bounds.append(f"T{len(bounds) + 1}\t{role} {len(text)} {len(text) + len(match.group(3))}\t{match.group(3)}\n")
        arguments = events.setdefault(match.group(2) or "1", [])
        repeated = sum(argument.startswith(role) for argument in arguments)
        arguments.append(f"{role}{repeated + 1 if repeated else ''}:T{len(bounds)}")
        text, at = text + match.group(3), match.end()
    text += marked[at:]
    lines = [f"E{number}\tAttribution:T0 {' '.join(arguments)}\n" for number, arguments in events.items()]
    return Annotated(text, "".join([*bounds, *lines]))


@pytest.fixture(scope="session")
def annotated() -> Callable[[str], Annotated]:
    """Inline annotation as text and brat stand-off."""
    return _annotated


@pytest.fixture
def write_corpus(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """`write_corpus({"gazette_2016-01-02_bridge": marked})` writes a corpus and gives its folder; `name+annotator` adds
    a second person's work.
    """

    def write(articles: dict[str, str]) -> Path:
        folder = tmp_path / "corpus" / "data" / "train"
        for part in ("text", "attributions"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        lines = ["compartment\tfilename\tpublisher\tpublication_date"]
        for key, marked in articles.items():
            name, _, annotator = key.partition("+")
            found = _annotated(marked)
            (folder / "text" / f"{name}.txt").write_text(found.text, encoding="utf-8")
            (folder / "attributions" / f"{name}_{annotator or 'b2'}.ann").write_text(found.brat, encoding="utf-8")
            outlet, date, _ = name.split("_")
            lines.append(f"train\t{name}\t{outlet}\t{date}")
        (tmp_path / "corpus" / "data" / "metadata.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path / "corpus"

    return write
