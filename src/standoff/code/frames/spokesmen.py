"""An official without a country into that of the state he tells of: "Japan will lift the ban, the trade ministry announced"."""

from __future__ import annotations

from collections.abc import Callable

from standoff.code.frames.parses import SUBJECTS
from standoff.code.frames.participants import Participants
from standoff.code.frames.phrases import is_plural
from standoff.code.frames.reading import Reading
from standoff.records import Participant

Parties = tuple[Participant, ...]
OFFICIAL = frozenset(("GOV", "MIL", "COP"))


def speaking_for(
    reading: Reading, participants: Participants, resolve: Callable[[int], Parties], head: int, plain: Parties
) -> Parties:
    """The body of the state that is the subject of what it says; nobody where `plain`, what the phrase itself names, is no official."""
    if len(plain) != 1 or plain[0].sector not in OFFICIAL or is_plural(reading, head):
        return ()
    told = _told_of(reading, head)
    first = None if told is None else next(iter(resolve(told)), None)
    if first is None or first.sector not in ("GOV", "MIL") or first.country not in participants.knowledge.countries:
        return ()
    return (participants.state(str(first.country), head, plain[0].sector),)


def _told_of(reading: Reading, speaker: int) -> int | None:
    """Of whom "the ministry" says something: the subject of what is said, which has to be somebody else."""
    verb = reading.heads[speaker]
    if reading.deps[speaker] != "nsubj" or reading.pos[verb] != "VERB":
        return None
    if not any(reading.lowers[c] == "the" for c in reading.children[speaker]):
        return None
    clause = reading.child(verb, "ccomp")
    if clause is None and reading.deps[verb] == "parataxis":
        clause = reading.heads[verb]
    told = None if clause is None else reading.child(clause, *SUBJECTS, "nsubjpass")
    return told if told != speaker else None
