"""Words before a noun that say whom its people are against: "anti-government forces" are no government's, "anti-coalition fighters" no coalition's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from standoff.code.frames.names import Name
from standoff.code.frames.phrases import left_of
from standoff.code.frames.reading import Reading

AGAINST = frozenset(("anti", "counter"))
RULING = frozenset("government regime coalition junta state army military occupation coup".split())
RULERS = frozenset(("country", "demonym", "seat", "person"))  # kinds of name that stand for who rules


def is_prefixed(reading: Reading, word: int, prefixes: frozenset[str]) -> bool:
    """As in "pro-Iranian", "the anti-Houthi coalition": the word is behind one of these and a hyphen."""
    return word >= 2 and reading.lowers[word - 1] == "-" and reading.lowers[word - 2] in prefixes


def opposed(reading: Reading, head: int) -> Iterator[int]:
    """The words before a noun that name what its people are against."""
    return (i for i in left_of(reading, head) if is_prefixed(reading, i, AGAINST))


def fights_rulers(reading: Reading, at: Mapping[int, Name], head: int) -> bool:
    """True for "anti-government forces" and "anti-Gaddafi troops", not for "anti-terrorism forces" or "the anti-IS coalition"."""
    return any(reading.lemmas[i] in RULING or (i in at and at[i].kind in RULERS) for i in opposed(reading, head))
