"""Generic agents ("police", "protesters", "rebels") into a country: that of the event's place, else the one the text is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from standoff import ontology
from standoff.code.frames.context import Context
from standoff.code.frames.participants import FOCUS_SHARE, UNPLACED
from standoff.code.frames.reading import Frame
from standoff.code.frames.strangers import is_stranger
from standoff.code.frames.where_names import LOCATIVE
from standoff.records import Participant

FORCES = frozenset(("MIL", "COP"))
OFFICIAL = frozenset(("GOV", "LEG", "JUD"))
AT_PUBLISHERS = OFFICIAL | {"MIL"}  # a doctor or a town in what a ministry writes is not of its country
FORCEFUL = frozenset(("ASSAULT", "SANCTION", "COERCE"))
PARTIES = frozenset(("PTY", "OPP", "LEG"))
TOWARDS = frozenset(("to", "into", "towards", "toward", "for"))
CROWDS = frozenset(
    "protester protestor demonstrator marcher detainee prisoner inmate activist dissident striker rioter".split()
)  # whom the forces and courts of their own state deal with
KEEPERS = FORCES | OFFICIAL
PLACED_SECTORS = frozenset(("GOV", "MIL", "COP", "LEG", "JUD", "OPP", "PTY", "REB", "CVL", "BUS", "CRM"))


def ground(context: Context, frame: Frame) -> Frame:
    """The frame with a country for its agents that have none."""
    frame = _of_coup(context, frame)
    if not any(_is_loose(p) for p in (*frame.actors, *frame.recipients)):
        return frame
    where = frame.place.country if frame.place is not None else None
    actors = _distinct(
        _placed(context, _abroad(context, frame, p), _country_for(context, frame, p, where, frame.recipients))
        for p in frame.actors
    )
    police = bool(actors) and all(a.sector == "COP" for a in actors)  # who deal with their own people
    others = actors if police else frame.actors
    recipients = _distinct(
        _placed(context, _abroad(context, frame, p), _country_for(context, frame, p, where, others))
        for p in frame.recipients
    )
    return frame.but(actors=actors, recipients=recipients)


def _of_coup(context: Context, frame: Frame) -> Frame:
    """As in "the generals who seized power from the elected government": their own."""
    own = {a.country for a in frame.actors if a.sector == "MIL"}
    if (
        frame.entry.id != "assault.overthrow"
        or len(own) != 1
        or any(p.place in ("object", "from") and _is_named(context, p.head) for p in frame.recipient_heads)
    ):
        return frame
    country = own.pop()
    where = frame.place.country if frame.place is not None else None
    country = country or where or _focus(context, frame, frozenset())
    if country is None or not frame.recipients:
        return frame
    return frame.but(
        actors=tuple(_placed(context, a, country) for a in frame.actors),
        recipients=(replace(context.who.participants.state(country, frame.head), text=frame.recipients[0].text),),
    )


def _is_named(context: Context, head: int) -> bool:
    """By name, or told whose it is ("Mali's government")."""
    name = context.who.participants.at.get(head)
    return (name is not None and name.kind != "agent") or bool(context.who.participants.owners(head)[0])


def _abroad(context: Context, frame: Frame, met: Participant) -> Participant:
    """As in "he will visit Kenya, where he will meet senior officials": those of the only other country of the sentence."""
    number = context.reading.sentence_of[frame.head]
    alone = not frame.recipients and len(frame.actors) < 2
    if (
        alone
        or _is_of_many_states(context, met)
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
    if (told := _by_its_side(context, frame, participant, others)) is not None:
        return told
    theirs = frozenset(o.country for o in others if o.country is not None and frame.type != "PROTEST")
    if frame.type in ("ASSAULT", "SANCTION") and participant in frame.recipients and theirs:
        if "crowd-control" in frame.mode and participant.sector in ("CVL", "OPP"):
            return min(theirs) if len(theirs) == 1 else None  # tear gas is for the own people
        if participant.sector in ("MIL", "GOV") and _are_states(others):
            if where is not None and where not in theirs:
                return where
            return _focus(context, frame, theirs) or _main_scene(context, {context.home, *theirs})
    return _at_scene(context, frame, participant, where, others)


def _by_its_side(
    context: Context, frame: Frame, participant: Participant, others: tuple[Participant, ...]
) -> str | None:
    """The country of those of its kind beside it, of the place in its name, of the publisher's government whose party it is."""
    side = frame.actors if participant in frame.actors else frame.recipients
    beside = next((p.country for p in side if p.country is not None and p.sector == participant.sector), None)
    told = beside or _by_its_name(context, participant)  # "attacked a US base, wounding three soldiers"
    if told is None and participant.sector in PARTIES:  # "the Greens accused the Government", as that writes
        told = context.home if context.home in {o.country for o in others if o.sector == "GOV"} else None
    return told


def _at_scene(
    context: Context, frame: Frame, participant: Participant, where: str | None, others: tuple[Participant, ...]
) -> str | None:
    """The country of the place, else what the text is about."""
    theirs = frozenset(o.country for o in others if o.country is not None and frame.type != "PROTEST")
    if participant.sector == "REB":
        at_home = where if where in theirs and frame.place is not None and frame.place.precision != "country" else None
        at_home = at_home or _rebels_of(context, frame, others)
        return _fought_in(context, frame, theirs) or at_home or _focus(context, frame, theirs)
    if (
        kin := _kin_here(context, frame, participant, theirs) or _helped_there(context, frame, participant, theirs)
    ) is not None:
        return kin
    if frame.type in FORCEFUL and (kept := _in_order(participant, others)) is not None:
        return kept
    if where is not None and participant.sector == "CVL" and _is_refuge(context, frame, where):
        return _at_home(context, frame, participant, others, where) or where
    if where is None and (frame.type == "ASSAULT" or (frame.type in FORCEFUL and participant.sector == "CVL")):
        if (home := _at_home(context, frame, participant, others)) is not None:
            return home
        # an army's victims abroad are not its own people
        where = _focus(
            context, frame, theirs, _of_speaker(context, frame) if participant.sector == "CVL" else frozenset()
        )
    return where or _focus(context, frame, frozenset()) or _of_its_kind(context, frame, participant)


def _rebels_of(context: Context, frame: Frame, others: tuple[Participant, ...]) -> str | None:
    """With whom a state deals in words, where the text tells of no other: rebels of its own."""
    states = {o.country for o in others if o.sector in KEEPERS}
    if len(states) != 1 or not ontology.load().event_type(frame.type).quad.startswith("verbal"):
        return None
    return None if {c for _, c in context.named_countries} - states else next(iter(states))


def _helped_there(context: Context, frame: Frame, participant: Participant, theirs: frozenset[str]) -> str | None:
    """As in "dug for survivors in the rubble of Kathmandu": of the one place abroad that the sentence names."""
    where = frame.place.country if frame.place is not None else None
    if frame.type != "AID" or participant not in frame.recipients or (where is not None and where not in theirs):
        return None
    places = context.places[context.reading.sentence_of[frame.head]]
    there = {p.where.country for p in places if p.where.country is not None} - theirs
    return there.pop() if len(there) == 1 else None


def _is_refuge(context: Context, frame: Frame, where: str) -> bool:
    """As in "fled to Turkey", "crossed into Sudan": where people are going and not where they are from."""
    if "expel" not in frame.mode:
        return False
    places = context.places[context.reading.sentence_of[frame.head]]
    return all(p.preposition in TOWARDS for p in places if p.where.country == where)


def _of_its_kind(context: Context, frame: Frame, participant: Participant) -> str | None:
    """Here "the soldiers" are of the country of those of their kind who were told before: "Venezuelan troops"."""
    if participant.sector not in FORCES:
        return None
    same = (
        p for r in context.who.referents.before(frame.head) for p in r.participants if p.sector == participant.sector
    )
    return next((p.country for p in same if p.country is not None), None)


def _kin_here(context: Context, frame: Frame, participant: Participant, theirs: frozenset[str]) -> str | None:
    """Of "Turkish jets struck as ground troops pushed in" the troops, too, are Turkish."""
    if participant.sector not in FORCES or participant not in frame.actors:
        return None
    number = context.reading.sentence_of
    here = (r for r in context.who.referents.before(frame.head) if number[r.head] == number[frame.head] and r.subject)
    kin = {p.country for r in here for p in r.participants if p.sector == participant.sector} - {None}
    return kin.pop() if len(kin) == 1 and not kin & theirs else None


def _are_states(others: tuple[Participant, ...]) -> bool:
    """States and their armies, which do not fight their own soldiers."""
    return bool(others) and all(o.sector in ("MIL", "GOV") and o.country is not None for o in others)


def _at_home(
    context: Context,
    frame: Frame,
    participant: Participant,
    others: tuple[Participant, ...],
    refuge: str | None = None,
) -> str | None:
    """Whoever fights the rebels of a country is of it; civilians are at home where the story is, and a crowd with its police."""
    rebels = {o.country for o in others if o.sector == "REB"} if len(others) == 1 else set()
    number = context.reading.sentence_of[frame.head]
    abroad = {c for n, c in context.named_countries if n == number} - rebels - {context.home, refuge}
    if rebels - {None} and not (abroad and participant.sector == "CVL"):
        return rebels.pop()
    if participant.sector != "CVL":
        return None
    return _main_scene(context, {context.home, refuge}, fewest=2 if refuge is None else 1)


def _in_order(participant: Participant, others: tuple[Participant, ...]) -> str | None:
    """A crowd is at home where its soldiers are, and whoever the police deal with."""
    keepers = {o.country for o in others if o.sector in KEEPERS}
    last = participant.name.lower().split()[-1:]
    crowd = bool(CROWDS & {w.removesuffix("s") for w in last}) or all(o.sector == "COP" for o in others)
    return keepers.pop() if participant.sector == "CVL" and crowd and len(keepers) == 1 else None


def _main_scene(context: Context, aside: set[str | None], fewest: int = 2) -> str | None:
    """The country in which most places of the text are, and at least the fewest."""
    scenes = Counter(c for found in context.places.values() for p in found if (c := p.where.country) is not None)
    for country in aside:
        scenes.pop(country or "", None)
    if not scenes:
        return None
    country, most = scenes.most_common(1)[0]
    return country if most >= fewest and most > FOCUS_SHARE * scenes.total() else None


def _by_its_name(context: Context, participant: Participant) -> str | None:
    """The country of the place in the phrase: "Darfur rebels", "Kashmir militants", "the mayor of Kherson"."""
    of = [w for w in participant.text.partition(" of ")[2].split() if w[:1].isupper()]
    if participant.sector not in ("REB", "MIL", "COP", "CVL") and not of:
        return None
    words = of or [w for w in participant.text.split()[:-1] if w[:1].isupper()]
    place = context.resources.gazetteer.find(" ".join(words), context.countries) if words else None
    return None if place is None else place.country


def _is_loose(participant: Participant) -> bool:
    return participant.country is None and participant.sector in PLACED_SECTORS


def _placed(context: Context, participant: Participant, country: str | None) -> Participant:
    """Agents stand where the event is; officials without a country are those of whoever publishes the text."""
    known = context.resources.knowledge
    if not _is_loose(participant) or participant.id in known.organisations or participant.id in known.people:
        return participant
    if _is_of_many_states(context, participant):
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


def _is_of_many_states(context: Context, participant: Participant) -> bool:
    """As in "African leaders", "world powers": of no single country."""
    words = {w.lower() for w in participant.name.split()}
    return participant.sector in OFFICIAL and bool(words & context.resources.lexicon.classes["many_states"])


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
