"""The mentions of one event into the `Event`: the best supported value of each field, and every differing one as a claim.

Status: an event is "actual" when any mention tells it as news; else historical, else future, else hypothetical;
"negated" only when every mention denies it. Mentions that deny add a claim and a mention, and no other value.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import prod

from standoff import ontology
from standoff.merge.claims import claims
from standoff.merge.kinship import RANK, Kinship, coarse_sector, is_general
from standoff.merge.profile import DocumentFacts, Profile
from standoff.merge.support import Support
from standoff.records import DISPUTED, GUESSED, Amount, Event, Mention, Participant, When, Where

_PRECISION = ("country", "region", "town", "site")
_MOST_CONFIDENT = 0.99  # reports can all be wrong together
_ONE_IN = 5  # each sentence tells a part of what an event is about, and of twenty sentences one is misread
_CAMPAIGN = 3  # occurrences from which an entry sums up many


def assemble(group: Sequence[Profile], documents: Mapping[str, DocumentFacts], kinship: Kinship) -> Event:
    """One event from its mentions in canonical order; the earliest gives it its id."""
    mentions = tuple(profile.mention for profile in group)
    told = [m for m in mentions if m.status != "negated"] or list(mentions)
    best, codes = Support(told, documents), ontology.load()
    type, mode, count = _type(told), tuple(sorted({x for m in told for x in m.mode})), _count(best)
    (actors, acted), (recipients, met) = _named(told, "actors"), _named(told, "recipients")
    return Event(
        id=event_id(group[0].id), type=type, mode=mode,
        context=_context(told),
        quad=codes.event_type(type).quad, score=codes.score(type, mode), status=_status(told),
        actors=parties(actors, kinship), recipients=parties(recipients, kinship), inferred=(*acted, *met, *_disputed(mentions)),
        date=_date(best, count), place=_place(best),
        deaths=best.amount(lambda m: m.deaths), injured=best.amount(lambda m: m.injured), count=count,
        attributed_to=tuple(dict.fromkeys(x for m in mentions for x in m.attributed_to)),
        claims=claims(mentions, documents), confidence=_confidence(best), mentions=mentions,
    )  # fmt: skip


def _named(told: Sequence[Mention], side: str) -> tuple[list[Participant], tuple[str, ...]]:
    """Who is named on a side, else those whom the context suggests, else those who are only guessed; and how they are known."""
    guessed = GUESSED[side]
    for marks in ((), (side,), (side, guessed)):
        named = [p for m in told if set(m.inferred) & {side, guessed} == set(marks) for p in getattr(m, side)]
        if named:
            return named, marks
    return [], ()


def _disputed(mentions: Iterable[Mention]) -> list[str]:
    return sorted({mark for m in mentions for mark in m.inferred if mark.startswith(DISPUTED)})


def event_id(first_mention: str) -> str:
    """The letter e and 40 bits of the hash of the earliest mention's id: the same in every run."""
    return "e" + hashlib.sha256(first_mention.encode()).hexdigest()[:10]


def _type(told: Sequence[Mention]) -> str:
    counted = Counter(m.type for m in told)
    return max(counted, key=lambda t: (counted[t], t == told[0].type, t))


def _context(told: Sequence[Mention]) -> tuple[str, ...]:
    """The contexts that any mention tells; where many tell of the event, those that at least one in five tells."""
    counted = Counter(x for m in told for x in m.context)
    return tuple(sorted(x for x, times in counted.items() if times * _ONE_IN >= len(told)))


def _status(told: Iterable[Mention]) -> str:
    statuses = {m.status for m in told}
    return next(s for s in ontology.STATUSES if s in statuses)


def _confidence(best: Support) -> float:
    """That not every independent source errs (noisy-or over the surest mention of each)."""
    return round(min(1 - prod(1 - c for c in best.sources().values()), _MOST_CONFIDENT), 4)


def _count(best: Support) -> Amount:
    """The best supported number of occurrences; "1" is what a mention says by saying nothing."""
    return best.amount(lambda m: None if m.count == Amount(1, 1) else m.count) or Amount(1, 1)


def _date(best: Support, count: Amount) -> When | None:
    """The sharpest date, narrowed by all that overlap it; of a campaign the longest, because it sums up."""
    dates: list[When] = best.ranked(lambda m: m.date if m.dated_by == "text" else None, lambda w: -w.days)
    dates = dates or best.ranked(lambda m: m.date, lambda w: -w.days)
    if not dates:
        return None
    if count.lo >= _CAMPAIGN:
        return max(dates, key=lambda w: w.days)
    date, *others = sorted(dates, key=lambda w: w.days)
    for other in others:
        if date.overlaps(other):
            date = When(max(date.start, other.start), min(date.end, other.end))
    return date


def _place(best: Support) -> Where | None:
    """The best supported of the most precise places; at a tie one with coordinates. One that is told goes before all others."""
    places: list[Where] = best.ranked(lambda m: m.told_place, lambda w: w.lat is not None)
    places = places or best.ranked(lambda m: m.place, lambda w: w.lat is not None)
    return max(places, key=lambda w: _PRECISION.index(w.precision) if w.precision in _PRECISION else 0, default=None)


def parties(named: Sequence[Participant], kinship: Kinship) -> tuple[Participant, ...]:
    """Each party once, as the most specific mention has it, in the order of first naming."""
    distinct: dict[str, Participant] = {}
    for party in named:
        kept = distinct.setdefault(party.id, party)
        if len(party.text) > len(kept.text) and _telling(party) > _telling(kept):
            distinct[party.id] = party
    return tuple(
        p for p in distinct.values() if not any(_covers(q, p, kinship) for q in distinct.values() if q is not p)
    )


def _covers(specific: Participant, general: Participant, kinship: Kinship) -> bool:
    """True when `general` says nothing that `specific` does not say better."""
    level = kinship.level(specific, general)
    same_dead = _figure(specific.text) is not None and _figure(specific.text) == _figure(general.text)
    close = RANK.get(level, 0) >= RANK["sector"] or (
        level in ("country", "camps") and (same_dead or general.id == general.country)
    )
    return close and _specificity(specific) > _specificity(general)


def _specificity(party: Participant) -> int:
    """A named party over a sector, an armed service over a government or civilians, any of them over a country."""
    if not is_general(party):
        return 4
    if party.id == party.country:
        return 0
    return 1 if coarse_sector(party) == "civil" else 2 if party.sector == "GOV" else 3


def _telling(party: Participant) -> bool:
    """True for a description, False for a pronoun or a bare adjective."""
    return " " in party.text.strip()


def _figure(text: str) -> str | None:
    """The number that a description carries: "16" of "16 Iraqi soldiers"."""
    found = re.search(r"\d+", text)
    return found.group() if found else None
