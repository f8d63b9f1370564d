"""A warship's name into the state whose navy sails it: "USS Carney shot down a drone", "HMS Diamond"."""

from __future__ import annotations

from standoff.code.frames.reading import Reading

NAVIES = {
    "USS": "USA",
    "USNS": "USA",
    "USCGC": "USA",
    "HMS": "GBR",
    "RFA": "GBR",
    "HMAS": "AUS",
    "HMCS": "CAN",
    "HMNZS": "NZL",
    "BRP": "PHL",
    "ROKS": "KOR",
    "TCG": "TUR",
}
NAMED = frozenset(("PROPN", "NOUN", "ADJ", "X"))
LONGEST = 4  # words of a ship's name, "USS Dwight D. Eisenhower"


def navy_of(reading: Reading, head: int) -> str | None:
    """The country whose navy has the ship named by this word, the last of its name."""
    start, _ = reading.sentences[reading.sentence_of[head]]
    for i in range(head, max(start - 1, head - LONGEST - 1), -1):
        if reading.words[i] in NAVIES:
            return NAVIES[reading.words[i]] if i < head or reading.pos[head] == "PROPN" else None
        if reading.pos[i] not in NAMED or not reading.words[i][:1].isupper():
            return None
    return None
