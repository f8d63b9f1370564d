"""Two values that are claimed of one field of an event into how far apart they are, from 0 (both can be true) to 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from standoff.merge.compare import distance_km, places_agree
from standoff.merge.kinship import Kinship
from standoff.records import Amount, Json, Participant, When, Where

# How much it matters that accounts differ on a field: whether it happened and who did it before how many died, and that before when and
# where. Our own judgement of what a desk would correct first; nothing was fitted.
WEIGHTS: Mapping[str, float] = {
    "occurrence": 1.0, "actors": 0.9, "deaths": 0.8, "injured": 0.4, "place": 0.4, "recipients": 0.3, "date": 0.3, "count": 0.2,
}  # fmt: skip
_NEAR_KM = 40.0  # as in merge/claims.py: two names for places this close are no difference
_HALF_KM, _HALF_DAYS = 100.0, 14.0  # a difference of that much is half of the greatest
_OTHERS = {
    "clash": 1.0,
    "camps": 1.0,
    "rivals": 0.8,
}  # levels of merge/kinship.py that mean other people, not other words

_SEVERAL = frozenset({"recipients", "place", "date"})


def difference(field: str, a: Any, b: Any, kinship: Kinship) -> float:
    """How far apart two claimed values (JSON, as in a Claim) are; tolls by their ratio: 3 and 16 are 0.76, 16 and 17 are 0.06."""
    if field in {"deaths", "injured", "count"}:
        return _amounts(Amount.from_json(a), Amount.from_json(b))
    if field == "date":
        return _dates(When.from_json(a), When.from_json(b))
    if field == "place":
        return _places(Where.from_json(a), Where.from_json(b))
    if field == "actors":
        return _OTHERS.get(kinship.sides(_parties(a), _parties(b)), 0.0)
    if field == "recipients":
        return _targets(_parties(a), _parties(b), kinship)
    return float(a != b)


def comparable(field: str, occurrences: int) -> bool:
    """False for what an event that sums up several acts has several of."""
    return occurrences <= 1 or field not in _SEVERAL


def _amounts(a: Amount | None, b: Amount | None) -> float:
    if a is None or b is None or a.compatible(b):
        return 0.0
    less, more = sorted((a, b))
    return 1 - ((less.hi or 0) + 1) / (more.lo + 1)


def _dates(a: When | None, b: When | None) -> float:
    if a is None or b is None or a.overlaps(b):
        return 0.0
    first, second = sorted((a, b))
    apart = (second.start - first.end).days
    return apart / (apart + _HALF_DAYS)


def _places(a: Where | None, b: Where | None) -> float:
    level = places_agree(a, b, _NEAR_KM)
    if level != "elsewhere" or a is None or b is None:
        return float(level == "abroad")
    apart = distance_km(a, b)
    return 0.5 if apart is None else apart / (apart + _HALF_KM)


def _targets(a: Sequence[Participant], b: Sequence[Participant], kinship: Kinship) -> float:
    """Of one country many can be hit at once, and a bare country may be said of the place: others are meant where neither is so."""
    countries_a, countries_b = ({p.country for p in side if p.country and p.id != p.country} for side in (a, b))
    others = countries_a and countries_b and not countries_a & countries_b
    return float(bool(others) and kinship.sides(a, b) == "clash")


def _parties(told: Sequence[Json]) -> list[Participant]:
    return [Participant.from_json(p) for p in told]
