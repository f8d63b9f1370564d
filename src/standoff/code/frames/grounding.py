"""Generic agents ("police", "protesters", "rebels") into a country: that of the event's place, else the one the text is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from standoff.code.frames.context import Context
from standoff.code.frames.participants import FOCUS_SHARE, UNPLACED
from standoff.code.frames.reading import Frame
from standoff.code.frames.strangers import is_stranger
from standoff.code.frames.where_names import LOCATIVE
from standoff.records import Participant

FORCES = frozenset(("MIL", "COP"))
OFFICIAL = frozenset(("GOV", "LEG", "JUD"))
AT_PUBLISHERS = OFFICIAL | {"MIL"}  # a doctor or a town in what a ministry writes is not of its country
PLACED_SECTORS = frozenset(("GOV", "MIL", "COP", "LEG", "JUD", "OPP", "PTY", "REB", "CVL", "BUS", "CRM"))


def ground(context: Context, frame: Frame) -> Frame:
    """The frame with a country for its agents that have none."""
    frame = _of_coup(context, frame)
    if not any(_is_loose(p) for p in (*frame.actors, *frame.recipients)):
        return frame
    where = frame.place.country if frame.place is not None else None
    return frame.but(
        actors=_distinct(
            _placed(context, _abroad(context, frame, p), _country_for(context, frame, p, where, frame.recipients))
            for p in frame.actors
        ),
        recipients=_distinct(
            _placed(context, _abroad(context, frame, p), _country_for(context, frame, p, where, frame.actors))
            for p in frame.recipients
        ),
    )


def _of_coup(context: Context, frame: Frame) -> Frame:
    """As in "the generals who seized power from the elected government": their own."""
    own = {a.country for a in frame.actors if a.sector == "MIL"}
    if (
        frame.entry.id != "assault.overthrow"
        or len(own) != 1
        or any(r.text != r.text.lower() for r in frame.recipients)
    ):
        return frame
    country = own.pop()
    where = frame.place.country if frame.place is not None else None
    country = country or where or _focus(context, frame, frozenset())
    if country is None or not frame.recipients:
        return frame
    return frame.but(
        recipients=(replace(context.who.participants.state(country, frame.head), text=frame.recipients[0].text),)
    )


def _abroad(context: Context, frame: Frame, met: Participant) -> Participant:
    """As in "he will visit Kenya, where he will meet senior officials": those of the only other country of the sentence."""
    number = context.reading.sentence_of[frame.head]
    alone = not frame.recipients and len(frame.actors) < 2
    if (
        alone
        or met.sector not in OFFICIAL
        or not met.id.startswith(UNPLACED)
        or not frame.entry.id.startswith("consult.")
    ):
        return met
    own = {context.home, *(a.country for a in frame.actors)}
    here = {c for n, c in context.named_countries if n == number} - own
    country = here.pop() if len(here) == 1 else None
    return met if country is None else replace(met, id=f"{country}/{met.sector}", country=country)


def _distinct(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """One of each id: "a US base" and "soldiers" there are one party."""
    found: dict[str, Participant] = {}
    for participant in participants:
        found.setdefault(participant.id, participant)
    return tuple(found.values())


def _country_for(
    context: Context, frame: Frame, participant: Participant, where: str | None, others: tuple[Participant, ...]
) -> str | None:
    """Where the event is, for whoever is there; armed groups are at home where the text is about, and not with those they fight."""
    side = frame.actors if participant in frame.actors else frame.recipients
    beside = next((p.country for p in side if p.country is not None and p.sector == participant.sector), None)
    if beside is not None:
        return beside  # "attacked a US base, wounding three soldiers"
    if (named := _by_its_name(context, participant)) is not None:
        return named
    theirs = frozenset(o.country for o in others if o.country is not None and frame.type != "PROTEST")
    if frame.type == "ASSAULT" and participant in frame.recipients and theirs:
        if "crowd-control" in frame.mode and participant.sector in ("CVL", "OPP"):
            return min(theirs) if len(theirs) == 1 else None  # tear gas is for the own people
        if participant.sector in ("MIL", "GOV") and _are_states(others):
            return where if where is not None and where not in theirs else _focus(context, frame, theirs)
    return _at_scene(context, frame, participant, where, others)


def _at_scene(
    context: Context, frame: Frame, participant: Participant, where: str | None, others: tuple[Participant, ...]
) -> str | None:
    """The country of the place, else what the text is about."""
    theirs = frozenset(o.country for o in others if o.country is not None and frame.type != "PROTEST")
    if participant.sector == "REB":
        at_home = where if where in theirs and frame.place is not None and frame.place.precision != "country" else None
        return _fought_in(context, frame, theirs) or at_home or _focus(context, frame, theirs)
    if where is None and frame.type == "ASSAULT":
        if (home := _at_home(context, frame, participant, others)) is not None:
            return home
        # an army's victims abroad are not its own people
        where = _focus(
            context, frame, theirs, _of_speaker(context, frame) if participant.sector == "CVL" else frozenset()
        )
    return where or _focus(context, frame, frozenset()) or _of_its_kind(context, frame, participant)


def _of_its_kind(context: Context, frame: Frame, participant: Participant) -> str | None:
    """Here "the soldiers" are of the country of those of their kind who were told before: "Venezuelan troops"."""
    if participant.sector not in FORCES:
        return None
    same = (
        p for r in context.who.referents.before(frame.head) for p in r.participants if p.sector == participant.sector
    )
    return next((p.country for p in same if p.country is not None), None)


def _are_states(others: tuple[Participant, ...]) -> bool:
    """States and their armies, which do not fight their own soldiers."""
    return bool(others) and all(o.sector in ("MIL", "GOV") and o.country is not None for o in others)


def _at_home(context: Context, frame: Frame, participant: Participant, others: tuple[Participant, ...]) -> str | None:
    """Whoever fights the rebels of a country is of it; civilians are of the country in which most places of the text are."""
    rebels = {o.country for o in others if o.sector == "REB"} if len(others) == 1 else set()
    number = context.reading.sentence_of[frame.head]
    abroad = {c for n, c in context.named_countries if n == number} - rebels - {context.home}
    if rebels - {None} and not (abroad and participant.sector == "CVL"):
        return rebels.pop()
    if participant.sector != "CVL":
        return None
    scenes = Counter(c for found in context.places.values() for p in found if (c := p.where.country) is not None)
    scenes.pop(context.home or "", None)
    if not scenes:
        return None
    country, most = scenes.most_common(1)[0]
    return country if most > 1 and most > FOCUS_SHARE * scenes.total() else None


def _by_its_name(context: Context, participant: Participant) -> str | None:
    """The country of the place before the noun: "Darfur rebels", "Kashmir militants"."""
    if participant.sector not in ("REB", "MIL", "COP", "CVL"):
        return None
    words = [w for w in participant.text.split()[:-1] if w[:1].isupper()]
    place = context.resources.gazetteer.find(" ".join(words), context.countries) if words else None
    return None if place is None else place.country


def _is_loose(participant: Participant) -> bool:
    return participant.country is None and participant.sector in PLACED_SECTORS


def _placed(context: Context, participant: Participant, country: str | None) -> Participant:
    """Agents stand where the event is; officials without a country are those of whoever publishes the text."""
    known = context.resources.knowledge
    if not _is_loose(participant) or participant.id in known.organisations or participant.id in known.people:
        return participant
    if participant.id.startswith(UNPLACED):
        home = context.home if participant.sector in OFFICIAL else None
        home = home or country
        return participant if home is None else replace(participant, id=f"{home}/{participant.sector}", country=home)
    own = participant.sector in AT_PUBLISHERS and not is_stranger(context.reading, participant.name)
    home = (context.home if own else None) or (
        country if context.reading.document.published is not None or len(context.countries) == 1 else None
    )
    return participant if home is None else replace(participant, country=home)


def _fought_in(context: Context, frame: Frame, theirs: frozenset[str]) -> str | None:
    """As in "the militias that Turkey is battling in Syria": the one country that a preposition names as the scene."""
    places = context.places[context.reading.sentence_of[frame.head]]
    scenes = {p.where.country for p in places if p.preposition in LOCATIVE and p.where.country not in theirs}
    return scenes.pop() if len(scenes) == 1 else None


def _of_speaker(context: Context, frame: Frame) -> frozenset[str]:
    """Who tells it: "US officials said that the operation killed 139 insurgents"."""
    speaker = context.speakers.get(context.reading.sentence_of[frame.head])
    who = () if speaker is None else context.who.resolve(speaker)
    return frozenset(p.country for p in who if p.country is not None)


def _focus(context: Context, frame: Frame, without: frozenset[str], aside: frozenset[str] = frozenset()) -> str | None:
    """The only country of the sentence (not counting those `aside`), else the country that most of the document's names are of.

    Whoever publishes a report is seldom what it is about.
    """
    number = context.reading.sentence_of[frame.head]
    here = {c for n, c in context.named_countries if n == number and c != context.home and c not in without}
    here -= aside
    if len(here) == 1:
        return here.pop()
    counts = Counter(c for _, c in context.named_countries if c != context.home and c not in without)
    if not counts:
        return None
    country, most = counts.most_common(1)[0]
    return country if most >= FOCUS_SHARE * counts.total() else None
