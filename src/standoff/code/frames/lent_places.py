"""Places that an event's own sentence leaves out: "the city", where who speaks gave his speech, where the story or its victims are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from standoff import ontology
from standoff.code.frames.context import Context
from standoff.code.frames.grammar import verb_subject
from standoff.code.frames.phrases import left_of
from standoff.code.frames.reading import Frame
from standoff.code.frames.where import PlaceExpression, choose_place, whence
from standoff.code.frames.where_names import LOCATIVE
from standoff.knowledge.places import REGION_NOUNS, TOWN_NOUNS, WORDS
from standoff.records import Participant, Where

DEEDS = frozenset(("ASSAULT", "COERCE", "RETREAT", "PROTEST"))  # what is done to somebody, or by many, at one place
MOVING_OUT = frozenset(("SANCTION", "AID", "MOBILIZE"))  # done at one place too, but the story's is not always theirs
STORY_SENTENCES = 2  # how far from its place a story goes on
AT_HOME = frozenset(("CVL", "REB"))  # civilians and groups are met where they live, armies also abroad
STATES = frozenset(("country", "nation"))
LEADING = frozenset(("to", "from", "of", "out"))
POINTING = frozenset(("the", "this", "that"))


def lend_places(context: Context, frames: list[Frame]) -> list[Frame]:
    """Frames without a place of their own with one that the rest of the text suggests, marked in `inferred`."""
    spoken = _occasions(context)
    lent = []
    for frame in frames:
        where = frame.place
        if where is None and frame.status in ("actual", "historical"):
            where = (
                _by_pointing(context, frame)
                or _by_occasion(frame, spoken)
                or _by_story(context, frame, frames)
                or _by_sides(context, frame)
                or _by_victims(context, frame, frames)
                or _by_text(context, frame, frames)
            )
        if where is not None and where.country is None and where.precision in ("town", "site"):
            where = replace(where, country=_country_of(context, frame))
        lent.append(frame if where is frame.place else _lent(frame, where))
    return lent


def _lent(frame: Frame, where: Where | None) -> Frame:
    return frame.but(place=where, inferred=frame.inferred if frame.place is not None else (*frame.inferred, "place"))


def _country_of(context: Context, frame: Frame) -> str | None:
    """Of a place that no list has: that of both sides, else of most that the text places."""
    countries = {p.country for p in (*frame.actors, *frame.recipients)} - {None}
    return countries.pop() if len(countries) == 1 else _scene(context)


def _happens(frame: Frame) -> bool:
    """A deed with somebody at either side, which happens somewhere."""
    return frame.type in DEEDS | MOVING_OUT and bool(frame.actors or frame.recipients)


def _by_pointing(context: Context, frame: Frame) -> Where | None:
    """As in "besieged within the city", "fighting in the north of the country": the last one named before."""
    reading = context.reading
    start, end = reading.sentences[reading.sentence_of[frame.head]]
    pointing = [p for i in range(start, end) if (p := _there(context, i) or _pointing(context, i)) is not None]
    return choose_place(reading.doc[frame.head], whence(pointing) if frame.type == "SANCTION" else pointing)


def _there(context: Context, word: int) -> PlaceExpression | None:
    """As in "were killed there", "fought two battles there"."""
    reading = context.reading
    if reading.lowers[word] != "there" or reading.deps[word] not in ("advmod", "pcomp"):
        return None
    last = _foremost(context, (p for p in _places_before(context, word) if p.preposition in LOCATIVE or _is_local(p)))
    return None if last is None else PlaceExpression(word, word + 1, last, "in", reading.heads[word], "pobj")


def _is_local(place: PlaceExpression) -> bool:
    return place.where.precision != "country"


def _pointing(context: Context, noun: int) -> PlaceExpression | None:
    reading, lemma = context.reading, context.reading.lemmas[noun]
    if lemma not in STATES | TOWN_NOUNS | REGION_NOUNS or not _is_bare(context, noun):
        return None
    top, preposition = noun, reading.heads[noun]
    if reading.lowers[preposition] == "of" and reading.lemmas[reading.heads[preposition]] in WORDS["part"]:
        top, preposition = reading.heads[preposition], reading.heads[reading.heads[preposition]]
    where = _country_before(context, noun) if lemma in STATES else _named_before(context, noun, lemma)
    if where is None:
        return None
    if reading.deps[top] in ("dobj", "nsubjpass", "poss"):  # "fled the city", "closed the country's airspace"
        owned = reading.deps[top] == "poss"
        verb = reading.heads[reading.heads[top]] if owned else reading.heads[top]
        return PlaceExpression(noun, noun + 1, where, "in" if owned else None, verb, reading.deps[top])
    if reading.deps[top] != "pobj" or reading.lowers[preposition] not in LOCATIVE | LEADING:
        return None
    return PlaceExpression(noun, noun + 1, where, reading.lowers[preposition], reading.heads[preposition], "pobj")


def _is_bare(context: Context, noun: int) -> bool:
    """With "the" and nothing that says which one: no name, no owner, no clause."""
    reading = context.reading
    left = left_of(reading, noun)
    told = any(reading.deps[c] in ("prep", "relcl", "acl", "appos", "poss") for c in reading.children[noun])
    return not told and [reading.lowers[i] for i in left if reading.pos[i] != "ADJ"] in [[w] for w in POINTING]


def _named_before(context: Context, token: int, lemma: str) -> Where | None:
    """The last town or region that was named; of "the capital" that of the country that the text is about."""
    if lemma == "capital":
        country = _country_before(context, token)
        known = None if country is None else context.resources.knowledge.countries.get(str(country.country))
        return None if known is None else context.resources.gazetteer.find(known.capital, (known.iso3,))
    kind = "town" if lemma in TOWN_NOUNS else "region"
    return _foremost(context, (p for p in _places_before(context, token) if p.where.precision == kind))


def _foremost(context: Context, places: Iterator[PlaceExpression]) -> Where | None:
    """Of the places that the last sentence with any names the one that the text names most, of equals the last."""
    last = next(places, None)
    if last is None:
        return None
    sentence = context.reading.sentence_of
    beside = [last, *takewhile(lambda p: sentence[p.start] == sentence[last.start], places)]
    named = Counter(p.where.name for told in context.places.values() for p in told)
    return max(beside, key=lambda p: named[p.where.name]).where


def _country_before(context: Context, token: int) -> Where | None:
    """The country of the last place that was named as one: not of "Russia" in "Russia attacked"."""
    named = (p for p in _places_before(context, token) if p.preposition in LOCATIVE or p.where.precision != "country")
    country = next((p.where.country for p in named), None)
    return None if country is None else context.resources.gazetteer.country(country)


def _places_before(context: Context, token: int) -> Iterator[PlaceExpression]:
    """Places named before a token, the last first."""
    for number in range(context.reading.sentence_of[token], -1, -1):
        yield from (p for p in reversed(context.places[number]) if p.end <= token)


def _occasions(context: Context) -> dict[str, set[Where]]:
    """Where each person spoke, by id: "in a speech in Ankara, Erdogan said"."""
    reading = context.reading
    found: dict[str, set[Where]] = {}
    for places in context.places.values():
        for place in places:
            verb = reading.clause_verb(place.head)
            spoken = {reading.lemmas[place.head], reading.lemmas[reading.heads[place.head]]} & WORDS["occasions"]
            if place.preposition not in LOCATIVE or not spoken:
                continue
            while reading.deps[verb] in ("acl", "relcl", "advcl"):
                verb = reading.clause_verb(reading.heads[verb])
            for who in (p for s in verb_subject(reading, verb) for p in context.who.resolve(s)):
                found.setdefault(who.id, set()).add(place.where)
    return found


def _by_occasion(frame: Frame, spoken: dict[str, set[Where]]) -> Where | None:
    """What somebody says in the report of a speech was said where the speech was, unless it has a date of its own."""
    verbal = ontology.load().event_type(frame.type).quad.startswith("verbal")
    if not verbal or frame.type == "CONSULT" or frame.status != "actual" or (frame.date and frame.dated_by == "text"):
        return None
    places = {w for a in frame.actors for w in spoken.get(a.id, ())}
    return places.pop() if len(places) == 1 else None


def _by_story(context: Context, frame: Frame, frames: list[Frame]) -> Where | None:
    """The place of the nearest deed of this kind, told in a sentence nearby, in which the same side has a part."""
    if not _happens(frame):
        return None
    number, parties = context.reading.sentence_of, _parties(frame)
    near = [
        f
        for f in frames
        if f.place is not None
        and f.type == frame.type
        and abs(number[f.head] - number[frame.head]) <= STORY_SENTENCES
        and parties & _parties(f)
    ]
    best = min(near, key=lambda f: (abs(number[f.head] - number[frame.head]), f.head > frame.head), default=None)
    return None if best is None else best.place


def _parties(frame: Frame) -> set[str]:
    return {p.id for p in (*frame.actors, *frame.recipients)}


def _by_sides(context: Context, frame: Frame) -> Where | None:
    """The country that both sides are of: "Amhara fighters attacked Ethiopian soldiers"."""
    countries = {p.country for p in (*frame.actors, *frame.recipients)}
    country = next(iter(countries)) if len(countries) == 1 else None
    sides = bool(frame.actors and frame.recipients) or any(a.sector in AT_HOME for a in frame.actors[1:])
    if frame.type not in DEEDS | MOVING_OUT or not sides or country is None:
        return None
    return context.resources.gazetteer.country(country)


def _by_victims(context: Context, frame: Frame, frames: list[Frame]) -> Where | None:
    """The country of the people or the group to whom it is done, where they are at home and the text tells of nothing abroad."""
    if frame.type not in ("ASSAULT", "COERCE", "AID") or not all(_is_met_at_home(frame, r) for r in frame.recipients):
        return None
    homes = {r.country for r in frame.recipients}
    country = next(iter(homes)) if len(homes) == 1 else None
    abroad = {where.country for _, where in _placed(frames)} - homes
    if country is None or abroad or _scene(context) not in (None, country):
        return None
    return context.resources.gazetteer.country(country)


def _scene(context: Context) -> str | None:
    """The country in which most of what the text places is ("in Aleppo")."""
    named = (p for places in context.places.values() for p in places if p.preposition in LOCATIVE)
    counts = Counter(p.where.country for p in named if p.where.country is not None)
    return max(counts, key=lambda c: counts[c], default=None)


def _is_met_at_home(frame: Frame, participant: Participant) -> bool:
    helped = frame.type == "AID" and participant.sector == "MIL"  # arms go to an army at home
    return participant.country is not None and (participant.sector in AT_HOME or helped)


def _placed(frames: list[Frame]) -> list[tuple[Frame, Where]]:
    return [(f, f.place) for f in frames if f.place is not None and f.type in DEEDS]


def _by_text(context: Context, frame: Frame, frames: list[Frame]) -> Where | None:
    """The country where all deeds of the text are that have a place, if they are several or of the same sides."""
    placed = _placed(frames)
    countries = {where.country for _, where in placed}
    country = next(iter(countries)) if len(countries) == 1 else None
    if country is None or not _happens(frame):
        return None
    shared = any(_sides(frame) & _sides(f) for f, _ in placed)
    return context.resources.gazetteer.country(country) if len(placed) > 1 or shared else None


def _sides(frame: Frame) -> set[str]:
    return {p.country or p.id for p in (*frame.actors, *frame.recipients)}
