"""The mentions of one event into its claims: for each field on which they differ, every value and who says so."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from standoff.merge.compare import places_agree
from standoff.merge.kinship import coarse_sector, is_general
from standoff.merge.profile import DocumentFacts, facts_of
from standoff.records import Amount, Claim, Mention, Participant, When, Where

_NEAR_KM = 40.0  # two names for places this close are no difference worth a claim


def claims(mentions: Sequence[Mention], documents: Mapping[str, DocumentFacts]) -> tuple[Claim, ...]:
    """One claim per field, value and speaker, in the order of the mentions; none where all agree."""
    affirmed = [(n, m) for n, m in enumerate(mentions) if m.status != "negated"]
    found = [claim for field in FIELDS for claim in _differing(field, affirmed, documents)]
    return (*found, *_denials(mentions, documents))


def speaker(mention: Mention, documents: Mapping[str, DocumentFacts]) -> str:
    """Whom the text credits, else the source that published it, else the document."""
    return ", ".join(mention.attributed_to) or facts_of(mention.document, documents).source or mention.document


def told(field: str, mention: Mention) -> Any:
    """What a mention says of one field, as a claim has it; None where it says nothing."""
    if field == "occurrence":
        return "denied" if mention.status == "negated" else "happened"
    value = FIELDS[field][0](mention) if mention.status != "negated" else None
    return _json(value) if value else None


def _differing(
    field: str, affirmed: list[tuple[int, Mention]], documents: Mapping[str, DocumentFacts]
) -> Iterator[Claim]:
    read, apart = FIELDS[field]
    values = [(n, m, read(m)) for n, m in affirmed if read(m)]
    distinct = {json.dumps(_json(v), sort_keys=True): v for _, _, v in values}
    if not any(apart(x, y) for x, y in combinations(distinct.values(), 2)):
        return
    seen: set[tuple[str, str]] = set()
    for n, mention, value in values:
        by = speaker(mention, documents)
        key = (by, json.dumps(_identity(value), sort_keys=True))
        if key not in seen:
            seen.add(key)
            yield Claim(field, _json(value), by, n)


def _denials(mentions: Sequence[Mention], documents: Mapping[str, DocumentFacts]) -> Iterator[Claim]:
    """Where some say that it happened and some that it did not, both are claims about the occurrence."""
    values = [(told("occurrence", m), speaker(m, documents), n) for n, m in enumerate(mentions)]
    if len({value for value, _, _ in values}) < 2:
        return
    seen: set[tuple[str, str]] = set()
    for value, by, n in values:
        if (value, by) not in seen:
            seen.add((value, by))
            yield Claim("occurrence", value, by, n)


def _differ(x: object, y: object) -> bool:
    return x != y


def _dates_differ(x: When, y: When) -> bool:
    """Intervals that share a day can mean the same one: "last week" and "Friday"; others cannot."""
    return not x.overlaps(y)


def _places_differ(x: Where, y: Where) -> bool:
    return places_agree(x, y, _NEAR_KM) in {"elsewhere", "abroad"}


def _actors_differ(x: tuple[Participant, ...], y: tuple[Participant, ...]) -> bool:
    """Another perpetrator, not another name for a state's own forces."""
    return {_perpetrator(p) for p in x} != {_perpetrator(p) for p in y}


def _perpetrator(participant: Participant) -> str:
    of_state = is_general(participant) and coarse_sector(participant) == "state" and participant.country
    return participant.country if of_state and participant.country else participant.id


def _recipients_differ(x: tuple[Participant, ...], y: tuple[Participant, ...]) -> bool:
    """Other words for other people: "16 Iraqis" and "16 Iraqi soldiers" are two descriptions of the dead."""
    return {_described(p) for p in x} != {_described(p) for p in y}


def _described(participant: Participant) -> str:
    """A state and its government are one recipient; its soldiers and its citizens are others."""
    of_state = is_general(participant) and participant.sector == "GOV" and participant.country
    return participant.country if of_state and participant.country else participant.id


def _identity(value: Any) -> Any:
    """What makes two values one claim: for participants who they are, not the words."""
    return sorted(_described(p) for p in value) if isinstance(value, tuple) else _json(value)


def _json(value: Any) -> Any:
    return [p.as_json() for p in value] if isinstance(value, tuple) else value.as_json()


FIELDS: dict[str, tuple[Callable[[Mention], Any], Callable[[Any, Any], bool]]] = {
    "deaths": (lambda m: m.deaths, _differ),
    "injured": (lambda m: m.injured, _differ),
    "count": (lambda m: None if m.count == Amount(1, 1) else m.count, _differ),
    "date": (lambda m: m.date if m.dated_by == "text" else None, _dates_differ),
    "place": (lambda m: m.told_place, _places_differ),
    "actors": (lambda m: () if "actors" in m.inferred else m.actors, _actors_differ),
    "recipients": (lambda m: () if "recipients" in m.inferred else m.recipients, _recipients_differ),
}
