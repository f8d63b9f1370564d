"""Everybody whom a text names, in order, into the one that a phrase further on points back to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from standoff.code.frames.nouns import PERSON_NOUNS
from standoff.code.frames.parses import SUBJECTS
from standoff.code.frames.participants import UNPLACED, Participants
from standoff.code.frames.phrases import is_plural
from standoff.code.frames.reading import Reading
from standoff.records import Participant

LOOK_BACK = 400  # tokens; a pronoun further from its name than a page is not to be guessed


@dataclass(frozen=True, slots=True)
class Referent:
    """A phrase that names somebody: candidates for the pronouns behind it."""

    head: int
    participants: tuple[Participant, ...]
    kind: str  # person, group, state
    subject: bool
    aside: bool = False  # told on the way: "the rebels, who are allied with Iran"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a phrase can mean: one (`singular`) or `many`, of these sectors, told by `named` names, of these countries, and none of the ids of `without`."""

    singular: bool = False
    many: bool = False
    sectors: frozenset[str] | None = None
    named: bool = False
    countries: frozenset[str] | None = None
    without: frozenset[str] = frozenset()


ANYBODY = Wanted()


class Referents:
    """The phrases of one text that name somebody, in text order."""

    def __init__(self, reading: Reading, participants: Participants) -> None:
        self.reading = reading
        self.participants = participants
        self._all = self._found()

    def __iter__(self) -> Iterator[Referent]:
        return iter(self._all)

    def __reversed__(self) -> Iterator[Referent]:
        return reversed(self._all)

    def before(self, head: int) -> Iterator[Referent]:
        """Who is named before a phrase and not too far from it, the last first."""
        return (r for r in reversed(self._all) if head - LOOK_BACK < r.head < head)

    def latest(self, head: int, kinds: tuple[str, ...], wanted: Wanted = ANYBODY) -> Referent | None:
        """The latest fitting name before `head`; a subject of the same or the last sentence before others."""
        reading = self.reading
        sentence = reading.sentence_of[head]
        best: tuple[int, Referent] | None = None
        for referent in reversed(self._all):
            if referent.head >= head:
                continue
            if head - referent.head > LOOK_BACK:
                break
            if referent.kind not in kinds or not self._is_wanted(referent, head, wanted):
                continue
            distance = sentence - reading.sentence_of[referent.head]
            score = -2 * distance + (3 if referent.subject else 0) - 2 * kinds.index(referent.kind)
            score -= 2 * (referent.aside and distance > 0)
            if best is None or score > best[0]:
                best = (score, referent)
            if best[0] >= -2 * distance + 3:
                break
        return None if best is None else best[1]

    def _is_wanted(self, referent: Referent, head: int, wanted: Wanted) -> bool:
        first = referent.participants[0]
        if wanted.countries is not None and first.country not in wanted.countries:
            return False
        if first.id in wanted.without:
            return False
        if wanted.singular and (len(referent.participants) > 1 or self._is_people(referent)):
            return False
        if wanted.singular and self.reading.lemmas[referent.head] in PERSON_NOUNS:
            return False  # "the minister" is not "it"
        if (wanted.named and first.id.startswith(UNPLACED)) or (wanted.many and self._is_one_body(referent)):
            return False  # "the group" is not the "child soldiers" named last
        return wanted.sectors is None or self._is_such(referent, wanted.sectors, is_plural(self.reading, head))

    def _is_such(self, referent: Referent, sectors: frozenset[str], many: bool) -> bool:
        """Of these sectors, and in number like the phrase: "the factions" are not one group."""
        plural = len(referent.participants) > 1 or is_plural(self.reading, referent.head)
        return referent.participants[0].sector in sectors and (plural or not many)

    def _is_people(self, referent: Referent) -> bool:
        """Persons without a name ("residents", "a French engineer"), who are never "it"."""
        first = referent.participants[0]
        if first.sector == "CVL" and self.reading.pos[referent.head] == "NOUN":
            return True
        return first.id.startswith(UNPLACED) and self.reading.tags[referent.head] == "NNS"

    def _is_one_body(self, referent: Referent) -> bool:
        """A single state or office, which is "it" and not "they"; armies, groups and peoples are both."""
        official = referent.participants[0].sector in ("GOV", "LEG", "JUD")
        return official and len(referent.participants) == 1 and not is_plural(self.reading, referent.head)

    def _found(self) -> list[Referent]:
        found = []
        reading = self.reading
        for i, pos in enumerate(reading.pos):
            if pos not in ("NOUN", "PROPN") or reading.deps[i] in ("compound", "nmod", "amod", "npadvmod"):
                continue
            who = self.participants.resolve(i)
            if who:
                subject = reading.deps[i] in SUBJECTS or reading.deps[i] == "nsubjpass"
                aside = reading.deps[reading.clause_verb(i)] in ("relcl", "acl") and not subject
                found.append(Referent(i, who, self.kind(who[0]), subject, aside))
        return found

    def kind(self, who: Participant) -> str:
        """person, state or group."""
        knowledge = self.participants.knowledge
        if who.id in knowledge.people or who.name in self.participants.locals:
            return "person"
        if who.id in knowledge.countries:
            return "state"
        return "group"
