"""Values by 60-bit keys for whole columns of keys: a hash table with open addressing and linear probing (D.

Knuth, The Art of Computer Programming 3, 6.4).

A join would hash the table anew for every batch; here it is hashed once, and most of a column is answered by the first
probe.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_EMPTY = -1
_ROOM = 4
"""Places for each key: with so many empty ones, about one probe in eight meets another key's place."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2^64 by the golden ratio, odd: a product's high bits spread keys that are close together (Fibonacci hashing, in the
same chapter)."""

Keys = npt.NDArray[np.int64]
Values = npt.NDArray[np.float32]


class HashedValues:
    """A value (Float32) for each of some keys, and one for all others."""

    def __init__(self, keys: Keys, values: Values, default: float) -> None:
        """Take different keys, none negative, and a value for each."""
        bits = max(1, (_ROOM * len(keys)).bit_length())
        self._shift, self._mask = np.uint64(64 - bits), (1 << bits) - 1
        self._keys = np.full(1 << bits, _EMPTY, dtype=np.int64)
        self._values = np.full(1 << bits, default, dtype=np.float32)
        self._default = np.float32(default)
        place = self._first_place(keys)
        while len(keys):
            free = self._keys[place] == _EMPTY
            # Of several keys for one place the last one stays; the others look further.
            self._keys[place[free]] = keys[free]
            stays = self._keys[place] == keys
            self._values[place[stays]] = values[stays]
            keys, values, place = keys[~stays], values[~stays], (place[~stays] + 1) & self._mask

    def _first_place(self, keys: Keys) -> Keys:
        return ((keys.view(np.uint64) * _GOLDEN) >> self._shift).view(np.int64)

    def find(self, keys: Keys) -> Values:
        """The value of each key; a negative key has the default."""
        place = self._first_place(keys)
        there = self._keys.take(place)
        found = np.where(there == keys, self._values.take(place), self._default)
        rest = np.flatnonzero((there != keys) & (there != _EMPTY))
        place = place[rest]
        while len(rest):
            place = (place + 1) & self._mask
            there = self._keys.take(place)
            hit = there == keys[rest]
            found[rest[hit]] = self._values.take(place[hit])
            onward = ~hit & (there != _EMPTY)
            rest, place = rest[onward], place[onward]
        return found
