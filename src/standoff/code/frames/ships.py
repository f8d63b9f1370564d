"""Ships by their names ("USS Mason", "M/V Rubymar, a U.K.-owned carrier") into the navy or the owner that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.code.frames.phrases import left_of
from standoff.code.frames.reading import Reading
from standoff.records import Participant

if TYPE_CHECKING:
    from standoff.code.frames.participants import Participants

NAVIES = {
    "USS": "USA", "USNS": "USA", "USCGC": "USA", "HMS": "GBR", "RFA": "GBR", "HMAS": "AUS", "HMCS": "CAN",
    "HMNZS": "NZL", "INS": "IND", "BRP": "PHL", "TCG": "TUR", "PNS": "PAK", "ROKS": "KOR", "JS": "JPN", "HNLMS": "NLD", "HDMS": "DNK", "FGS": "DEU",
}  # fmt: skip
TRADE = frozenset(("M/V", "MV", "M/T", "MT", "MSC", "V", "T"))
SHIPS = frozenset("tanker freighter ship vessel carrier ferry trawler bulker boat containership".split())
NAMED = frozenset(("PROPN", "NOUN", "ADJ", "X"))
LONGEST = 4  # words of a warship's name behind the letters, "USS Dwight D. Eisenhower"
OWNED = frozenset("owned flagged operated registered managed linked".split())


def ship(who: Participants, head: int) -> tuple[Participant, ...]:
    """The navy of a warship; a merchant ship as a business, of the country that its description gives."""
    reading, left = who.reading, left_of(who.reading, head)
    name = who.at.get(head)
    if (navy := _navy(reading, head)) is not None:
        return (who.state(navy, head, "MIL"),)
    if reading.pos[head] != "PROPN" or (name is not None and name.kind not in ("agent", "person")):
        return ()
    first = next((i for i in left if reading.words[i] in TRADE), None)
    if first is not None:  # with the "M/" that may be a word of its own
        first -= 2 * (reading.words[first - 1] == "/" and reading.words[first] in ("V", "T") and first > 1)
    elif (kind := next((i for i in left if reading.lemmas[i] in SHIPS), None)) is not None and _is_name(
        reading, kind + 1, head
    ):
        first = kind + 1
    if first is None:
        return ()
    text = reading.text_of(first, head + 1)
    return (Participant(text.lower().replace(" ", "-"), text, _flag(who, head, left), "BUS", text),)


def _navy(reading: Reading, head: int) -> str | None:
    """The country whose letters stand before the name; read word by word, since parses of ships' names are often wrong."""
    start, _ = reading.sentences[reading.sentence_of[head]]
    for i in range(head, max(start - 1, head - LONGEST - 1), -1):
        if reading.words[i] in NAVIES:
            return NAVIES[reading.words[i]] if i < head or reading.pos[head] == "PROPN" else None
        if reading.pos[i] not in NAMED or not reading.words[i][:1].isupper():
            return None
    return None


def _is_name(reading: Reading, first: int, head: int) -> bool:
    """As in "the tanker Torm Thor", where "boat owner John" is none."""
    return all(reading.pos[i] == "PROPN" for i in range(first, head + 1))


def _flag(who: Participants, head: int, left: list[int]) -> str | None:
    """The country before "-owned", "-flagged" around the name."""
    reading: Reading = who.reading
    beside = [i for c in reading.children[head] if reading.deps[c] == "appos" for i in reading.subtree(c)]
    for i in (*left, *beside):
        name = who.at.get(i)
        if name is None or name.kind not in ("country", "demonym"):
            continue
        marks = reading.lowers[name.end : name.end + 2]
        if marks[-1:] and marks[-1] in OWNED:
            return name.ref
    return None
