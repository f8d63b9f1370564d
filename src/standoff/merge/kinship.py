"""Two participants, or two sides of an event, into how closely they agree: from one named group down to a clash."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from standoff.knowledge import Knowledge
from standoff.records import Participant

# Best first; "unknown" means that a side does not say, so it stands outside the order.
LEVELS = ("named", "same", "family", "sector", "related", "country", "camps", "rivals", "lent", "clash")
RANK = {level: len(LEVELS) - place for place, level in enumerate(LEVELS)}
COARSE = {"GOV": "state", "MIL": "state", "LEG": "state", "JUD": "state", "COP": "state", "REB": "armed", "IGO": "igo"}
# Words of a name that two different groups of one kind may share.
_KIND = """the of and in for a al group forces force army party movement front brigade brigades battalion council ministry
minister president office resistance islamic national united people popular liberation defence defense union"""
KIND_WORDS = frozenset(_KIND.split())
_MEMBERSHIP = frozenset({"member_of", "leads", "part_of"})
_CHAIN_LIMIT = 12  # longer chains of part_of are a loop in somebody's file
_ARTICLES = frozenset(("a", "an", "the"))
_Told = tuple[str, str, str | None, bool]


def is_general(participant: Participant) -> bool:
    """True for "IRQ" and "IRQ/MIL", which stand for many; False for a named organisation or person."""
    return "/" in participant.id or participant.id.isupper()


def coarse_sector(participant: Participant) -> str:
    """State, armed, igo or civil; a country without a sector is its state."""
    if participant.sector == "UNK" and participant.id == participant.country:
        return "state"
    return COARSE.get(participant.sector, "civil")


@dataclass(frozen=True, slots=True)
class Side:
    """Parties that stand together, and in one word all that comparing them depends on: a word is looked up sooner than they are."""

    parties: tuple[Participant, ...]
    word: str


def side(parties: Iterable[Participant]) -> Side:
    """The parties, ready to be compared many times."""
    told = tuple(parties)
    return Side(told, intern(repr([_as_told(p) for p in told])))


class Kinship:
    """Answers how two sides agree, remembering every answer: reports name the same parties over and over."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._above: dict[str, frozenset[str]] = {}
        self._pairs: dict[tuple[_Told, _Told], str] = {}
        self._best: dict[tuple[str, str], str] = {}
        self._worst: dict[tuple[str, str], str] = {}
        self._member_of: dict[str, set[str]] = {}
        for tie in knowledge.backings:
            if tie.type in _MEMBERSHIP:
                self._member_of.setdefault(tie.source, set()).add(tie.target)

    def best(self, left: Side, right: Side) -> str:
        """The closest agreement between any of one side and any of the other."""
        key = (left.word, right.word)
        if key not in self._best:
            self._best[key] = self.sides(left.parties, right.parties)
        return self._best[key]

    def worst(self, left: Side, right: Side) -> str:
        """Of the side that names fewer, the party that agrees worst: "talks with Turkey" are not "talks with Russia"."""
        key = (left.word, right.word)
        if key not in self._worst:
            fewer, more = sorted((left.parties, right.parties), key=len)
            levels = [self.sides((party,), more) for party in fewer]
            known = [level for level in levels if level != "unknown"]
            self._worst[key] = min(known, key=RANK.__getitem__) if known else "unknown"
        return self._worst[key]

    def sides(self, left: Sequence[Participant], right: Sequence[Participant]) -> str:
        """The closest agreement between any participant of one side and any of the other."""
        if not left or not right:
            return "unknown"
        if len(left) == len(right) == 1:
            return self.level(left[0], right[0])
        found = [self.level(a, b) for a in left for b in right]
        known = [level for level in found if level != "unknown"]
        return max(known, key=RANK.__getitem__) if known else "unknown"

    def level(self, a: Participant, b: Participant) -> str:
        """How closely two participants agree, whichever comes first."""
        key = (_as_told(a), _as_told(b))
        if key not in self._pairs:
            self._pairs[key] = self._compare(a, b)
        return self._pairs[key]

    def _compare(self, a: Participant, b: Participant) -> str:
        if a.id == b.id:
            return "same" if is_general(a) else "named"
        if self._in_family(a, b):
            return "family"
        if self._related(a, b):
            return "related"
        return self._strangers(a, b) if self._resolved(a) and self._resolved(b) else "unknown"

    def _strangers(self, a: Participant, b: Participant) -> str:
        """Two parties that no tie joins: what country and sector say."""
        if a.country is None or b.country is None:
            return self._transnational(a, b)
        if a.country != b.country:
            if self._across_a_border(a, b):
                return "country"
            lent = coarse_sector(a) == coarse_sector(b) and (_lent_country(a) or _lent_country(b))
            return "lent" if lent else "clash"
        sectors = {coarse_sector(a), coarse_sector(b)}
        if sectors == {"state", "armed"} and a.country not in (a.id, b.id):
            return "camps"  # army and rebels; a country as such may be loosely said of either
        if len(sectors) > 1:
            return "country"
        return "sector" if is_general(a) or is_general(b) else self._two_named(a, b)

    def _across_a_border(self, a: Participant, b: Participant) -> bool:
        """A "suicide bomber", whose country is where he struck, can be of a group that is at home next door."""
        if {coarse_sector(a), coarse_sector(b)} != {"armed"} or is_general(a) == is_general(b):
            return False
        general, named = (a, b) if is_general(a) else (b, a)
        return named.id in self._knowledge.organisations and _told_country(general) is None

    def _transnational(self, a: Participant, b: Participant) -> str:
        """Islamic State and "militants in Iraq" can be one; the UN and a state cannot."""
        both_named = not is_general(a) and not is_general(b)
        if both_named:
            return (
                "clash" if a.id in self._knowledge.organisations and b.id in self._knowledge.organisations else "rivals"
            )
        return "country" if coarse_sector(a) == coarse_sector(b) else "clash"

    def _two_named(self, a: Participant, b: Participant) -> str:
        """Two named parties of one country and sector: two persons clash, a person speaks for an organisation."""
        people = self._knowledge.people
        if a.id in people and b.id in people:
            return "clash"
        return "sector" if a.id in people or b.id in people else "rivals"

    def _in_family(self, a: Participant, b: Participant) -> bool:
        above_a, above_b = self._ancestors(a.id), self._ancestors(b.id)
        if a.id in above_b or b.id in above_a:
            return True
        if a.country != b.country or is_general(a) or is_general(b):
            return False
        both_known = self._is_known(a) and self._is_known(b)
        return not both_known and bool(_name_words(a) & _name_words(b))

    def _is_known(self, participant: Participant) -> bool:
        id = participant.id
        return bool(id) and (id in self._knowledge.organisations or id in self._knowledge.people)

    def _related(self, a: Participant, b: Participant) -> bool:
        """Member and coalition, on either side, a country's forces counting as the country."""
        names_a, names_b = _with_country(a), _with_country(b)
        return any(self._member_of.get(x, set()) & names_b for x in names_a) or any(
            self._member_of.get(x, set()) & names_a for x in names_b
        )

    def _ancestors(self, id: str) -> frozenset[str]:
        """Organisations that `id` is part of, or that a person holds or held an office in."""
        if id not in self._above:
            self._above[id] = frozenset(self._climb(id))
        return self._above[id]

    def _climb(self, id: str) -> set[str]:
        organisations, person = self._knowledge.organisations, self._knowledge.people.get(id)
        above: set[str] = set()
        ahead = [r.of for r in person.roles if r.of in organisations] if person else [id]
        for _ in range(_CHAIN_LIMIT):
            above.update(ahead)
            parents = (organisations[o].part_of for o in ahead if o in organisations)
            ahead = [p for p in parents if p is not None and p in organisations]
        return above - {id}

    def _resolved(self, participant: Participant) -> bool:
        return bool(participant.country) or (not is_general(participant) and participant.sector != "UNK")


def _with_country(participant: Participant) -> set[str]:
    if coarse_sector(participant) == "state" and participant.country:
        return {participant.id, participant.country}
    return {participant.id}


@lru_cache(maxsize=1 << 15)
def _as_told(participant: Participant) -> _Told:
    """What a comparison depends on; the parties of a few thousand mentions are compared millions of times."""
    return participant.id, participant.sector, _told_country(participant), _lent_country(participant)


def _told_country(participant: Participant) -> str | None:
    """The country, if the text gives it; that of "gunmen" and of "a suicide bomber" is lent by where they struck."""
    words = participant.text.split()
    plain = words[1:] if len(words) == 1 or (words[:1] and words[0].lower() in _ARTICLES) else words
    lent = is_general(participant) and coarse_sector(participant) == "armed" and all(w.islower() for w in plain)
    return None if lent else participant.country


def _lent_country(participant: Participant) -> bool:
    """True for "two more people" and "soldiers", whose country the words do not give: the story lends it, and may be wrong."""
    return is_general(participant) and participant.id != participant.country and participant.text.islower()


def _name_words(participant: Participant) -> set[str]:
    return {w for w in re.findall(r"\w+", participant.name.casefold()) if len(w) > 2 and w not in KIND_WORDS}
