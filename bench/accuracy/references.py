"""What others reach on the same measure: people, and the tools that were there before.

Measured once, on articles of the corpus outside `train`.
"""

from __future__ import annotations

from bench.accuracy.results import Figure, System

_COLUMNS = ("direct-only joint", "mixed joint", "indirect joint", "speech-only joint", "all joint")


def _system(name: str, shares: tuple[float, ...], speed: float | None) -> System:
    return System(name, None, dict(zip(_COLUMNS, map(Figure, shares), strict=True)), speed)


REFERENCES = (
    _system("one person against another", (0.960, 0.857, 0.618, 0.794, 0.726), None),
    _system("Citron, trained on `train`", (0.729, 0.572, 0.361, 0.566, 0.485), 4.9),
    _system("Gender Gap Tracker", (0.487, 0.548, 0.290, 0.508, 0.399), 13),
    _system("sayswho", (0.758, 0.0, 0.0, 0.430, 0.320), 10),
    _system("textacy, by paragraph", (0.709, 0.0, 0.001, 0.401, 0.298), 10),
)
