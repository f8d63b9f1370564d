"""People named by whom they follow ("supporters of Imran Khan", "his loyalists"): civilians of the same country, not the leader."""

from __future__ import annotations

from standoff.code.frames.phrases import behind, left_of, name_part
from standoff.code.frames.reading import Reading
from standoff.records import Participant

FOLLOWERS = frozenset("supporter follower backer loyalist sympathiser sympathizer admirer devotee mourner".split())

MEMBERS = frozenset("member fighter militant operative gunman cell affiliate cadre commander bomber".split())


def leader_of(reading: Reading, head: int) -> int | None:
    """The word for the one whom the people follow, if they are named so."""
    if reading.lemmas[head] not in FOLLOWERS or reading.pos[head] != "NOUN":
        return None
    owners = behind(reading, head, "of") or [c for c in reading.children[head] if reading.deps[c] == "poss"]
    before = [i for i in left_of(reading, head) if reading.pos[i] == "PROPN" and reading.entity[i] == "PERSON"]
    return next(iter([*owners, *before[::-1]]), None)


def member_of(reading: Reading, head: int) -> int | None:
    """The pronoun of "one of its Iraqi members", who are of the group wherever they come from."""
    if reading.lemmas[head] not in MEMBERS:
        return None
    return next((c for c in reading.children[head] if reading.deps[c] == "poss" and reading.tags[c] == "PRP$"), None)


def followers(reading: Reading, head: int, leader: tuple[Participant, ...], text: str) -> tuple[Participant, ...]:
    """The followers of a leader whose country is known."""
    country = leader[0].country if leader else None
    if country is None:
        return ()
    return (Participant(f"{country}/CVL", f"{name_part(reading, head)}", country, "CVL", text),)
