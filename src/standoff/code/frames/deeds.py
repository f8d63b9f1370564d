"""Nouns that point to a deed told elsewhere, though no entry of the lexicon reads one in them: "denounced the incident"."""

from __future__ import annotations

from standoff.code.frames.phrases import points_back
from standoff.code.frames.reading import Reading

DEEDS = frozenset(
    "incident launch seizure move decision action act step deed conduct behaviour behavior measure killing arrest "
    "detention annexation provocation escalation outrage takeover coup ban closure law test sentence verdict announcement remark "
    "manoeuvre maneuver encroachment incursion withdrawal expulsion campaign crackdown operation".split()
)


def is_deed(reading: Reading, head: int) -> bool:
    """True for a deed that the text has told or takes for known: "the launch", "Moscow's decision"."""
    if head < 0 or reading.pos[head] != "NOUN" or reading.lemmas[head] not in DEEDS:
        return False
    return points_back(reading, head)
