"""The place names of one sentence, each settled: which place it means, given the names around it and the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Span

from standoff.knowledge import Knowledge
from standoff.knowledge.places import DIRECTION, FACILITY_NOUNS, REGION_NOUNS, TOWN_NOUNS, WORDS, Gazetteer, key
from standoff.records import Where

LOCATIVE = WORDS["locative"]
PART_NOUNS = WORDS["part"]
PLACE_NOUNS = REGION_NOUNS | TOWN_NOUNS | FACILITY_NOUNS | PART_NOUNS
NARROW = {"site": 0, "town": 1, "region": 2, "country": 3}
OTHER_NAMES = frozenset(("PERSON", "ORG", "NORP", "WORK_OF_ART", "LAW", "PRODUCT"))


@dataclass(frozen=True, slots=True)
class Names:
    """What of the knowledge files decides what is a place: country names, demonyms, and names that contain places."""

    countries: Mapping[str, str]  # key -> ISO3
    acronyms: Mapping[str, str]  # "US", in capitals only -> ISO3
    demonyms: Mapping[str, str]
    longest: Mapping[str, int]  # first word of a country's name -> words of the longest one
    others: Mapping[str, frozenset[tuple[str, ...]]]  # first word -> names of organisations and people
    agents: frozenset[str]


class Same:
    """Knowledge holds mappings and has no hash; one knowledge base is one key."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __hash__(self) -> int:
        return id(self.knowledge)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.knowledge is self.knowledge


@lru_cache(maxsize=4)
def names_of(same: Same) -> Names:
    knowledge = same.knowledge
    countries: dict[str, str] = {}
    acronyms: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    longest: dict[str, int] = {}
    for country in knowledge.countries.values():
        for name in (country.name, *country.names):
            if len(key(name).replace(" ", "")) <= 4 and name.isupper():
                acronyms[name.replace(".", "")] = country.iso3
                continue
            countries[key(name)] = country.iso3
            first = key(name).partition(" ")[0]
            longest[first] = max(longest.get(first, 0), len(key(name).split()))
        demonyms.update({key(d): country.iso3 for d in country.demonyms})
    others: dict[str, set[tuple[str, ...]]] = {}
    organisations = (n for o in knowledge.organisations.values() for n in (o.name, *o.aliases))
    people = (n for p in knowledge.people.values() for n in (p.name, *p.aliases))
    for name in (*organisations, *people):
        words = tuple(key(name).split())
        if len(words) > 1:
            others.setdefault(words[0], set()).add(words)
    return Names(
        countries, acronyms, demonyms, longest, {first: frozenset(names) for first, names in others.items()}, frozenset(knowledge.agents)
    )  # fmt: skip


@dataclass(slots=True)
class Found:
    """A name before it is settled which place it means; token numbers are those of the sentence."""

    start: int
    end: int
    name: str
    country: str | None  # of a country's own name
    where: Where | None = None
    unknown: str | None = None  # precision of a name that no list has
    kind: str = ""  # the word after it that says what it is: "province", "University"
    reach: int = 0  # where the wider place behind it ends: "Palmyra, Syria"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with everything needed to judge a name in it."""

    span: Span
    words: list[str]
    gazetteer: Gazetteer
    names: Names
    context: tuple[str, ...]
    lower: bool


def named_places(this: Sentence) -> list[Found]:
    """Every name of a place in the sentence with the place it means, in text order."""
    found = list(_scan(this))
    found += _unlisted(this, found)
    return _joined(this, sorted(found, key=lambda f: f.start))


def _scan(this: Sentence) -> Iterator[Found]:
    """Names of the gazetteer and of countries, longest first from the left, less those that are part of other names."""
    i, words = 0, this.words
    while i < len(words):
        hit = _country_at(this, i) if words[i][:1].isupper() or this.lower else None
        match = this.gazetteer.match(words, i, this.lower)
        if match is not None and _is_border(this, i, i + match[0]):
            match = None
        if match is not None and (hit is None or match[0] > hit.end - i or this.gazetteer.sites.get(key(match[1]))):
            hit = Found(i, i + match[0], match[1], None)
        if hit is None:
            i += 1
            continue
        if not _is_part_of_name(this, hit) and (hit.country or _evident(this, hit)) and not _is_time(this, hit):
            yield _with_kind(this, hit)
        i = hit.end


def _is_border(this: Sentence, start: int, end: int) -> bool:
    """As in "the Thai border", which is no village called Thai."""
    behind = {w.lower() for w in this.words[end - 1 : end + 1]}
    return key(this.words[start]) in this.names.demonyms and bool(behind & {"border", "borders", "frontier"})


def _is_time(this: Sentence, hit: Found) -> bool:
    """As in "in March 2015", "known in Arabic as": a month or a language that is a town's name too."""
    return hit.country is None and this.span[hit.start].ent_type_ in ("DATE", "TIME", "LANGUAGE")


def _with_kind(this: Sentence, hit: Found) -> Found:
    after = this.words[hit.end] if hit.end < len(this.words) else ""
    facility = after.lower() in FACILITY_NOUNS and (after[:1].isupper() or this.lower)
    if not hit.country and (facility or after.lower() in REGION_NOUNS):
        hit.kind = after
        hit.end += 1
    return hit


def _country_at(this: Sentence, i: int) -> Found | None:
    words, names = this.words, this.names
    if iso3 := names.acronyms.get(words[i].replace(".", "")):
        return Found(i, i + 1, words[i], iso3)
    for length in range(names.longest.get(key(words[i]), 0), 0, -1):
        if iso3 := names.countries.get(" ".join(key(w) for w in words[i : i + length])):
            return Found(
                i,
                i + length,
                this.gazetteer.countries[iso3].name if iso3 in this.gazetteer.countries else words[i],
                iso3,
            )
    return None


def _is_part_of_name(this: Sentence, hit: Found) -> bool:
    """True in "Washington-based", "Islamic State of Iraq and Syria", "the New York Times"."""
    words, span = this.words, this.span
    if hit.end < len(words) and words[hit.end] in "-–‑" and not span[hit.end - 1].whitespace_:
        return True
    if hit.start and words[hit.start - 1] in "-–‑" and not span[hit.start - 1].whitespace_:
        return True
    for first in range(max(0, hit.start - 5), hit.start + 1):
        for name in this.names.others.get(key(words[first]), ()):
            end = first + len(name)
            longer = end >= hit.end and len(name) > hit.end - hit.start
            if longer and tuple(map(key, words[first:end])) == name:
                return True
    return _within_entity(this, hit)


def _within_entity(this: Sentence, hit: Found) -> bool:
    """True when spaCy sees a longer name of a person or body around it; places after it ("Mosul University") do not count."""
    token = this.span[hit.start]
    if token.ent_type_ not in OTHER_NAMES or this.words[hit.start : hit.end] == this.words:
        return False
    first = hit.start
    while first > 0 and this.span[first].ent_iob_ == "I":
        first -= 1
    last = hit.end
    while last < len(this.words) and this.span[last].ent_iob_ == "I":
        last += 1
    before = [
        w for w in this.words[first : hit.start] if w.lower() not in ("the", "al", "-") and not DIRECTION.match(w)
    ]
    after = [w for w in this.words[hit.end : last] if w[:1].isalpha() and w.lower() not in PLACE_NOUNS]
    curated = bool(this.gazetteer.sites.get(key(hit.name)))
    return bool(before or after) and not (curated and not before)


def _evident(this: Sentence, hit: Found) -> bool:
    """A town's name needs a sign that a town is meant: spaCy's tag, a preposition, a word such as "city", a list."""
    token = this.span[hit.start]
    if _amid_capitals(this, hit):
        return False
    if token.ent_type_ in ("GPE", "LOC", "FAC"):
        return True
    before = this.words[hit.start - 1].lower() if hit.start else ""
    if before in LOCATIVE or before in ("from", "of", "to", "on") or before in PLACE_NOUNS or DIRECTION.match(before):
        return True
    after = this.words[hit.end].lower() if hit.end < len(this.words) else ""
    if (bool(this.gazetteer.sites.get(key(hit.name))) and hit.end - hit.start > 1) or _of_the_context(this, hit):
        return True
    return after in PLACE_NOUNS or (token.ent_type_ == "" and token.dep_ in ("conj", "dobj", "pobj"))


def _of_the_context(this: Sentence, hit: Found) -> bool:
    """A name that is no common word, of a place in a country that the document speaks of."""
    if key(hit.name) in this.gazetteer.stopwords:
        return False
    place = this.gazetteer.find(hit.name, this.context)
    return place is not None and place.country in this.context


def _amid_capitals(this: Sentence, hit: Found) -> bool:
    """True in "Exercise Eager Lion" and "Ise-Shima Summit": a word of a longer name that happens to be a town's name."""
    if this.lower or this.gazetteer.sites.get(key(hit.name)):
        return False
    before = this.words[hit.start - 1] if hit.start > 1 else ""
    after = this.words[hit.end] if hit.end < len(this.words) else ""
    joined = before[:1].isupper() and this.span[hit.start].ent_iob_ != "B" and this.span[hit.start - 1].pos_ == "PROPN"
    if (
        joined
        and not DIRECTION.match(before)
        and before.lower() not in PLACE_NOUNS
        and key(before) not in this.names.demonyms
    ):
        return True
    head = this.span[hit.end - 1].head
    return (
        after[:1].isupper()
        and head.i == this.span[hit.end - 1].i + 1
        and head.pos_ == "PROPN"
        and after.lower() not in PLACE_NOUNS
    )


def _unlisted(this: Sentence, found: Sequence[Found]) -> Iterator[Found]:
    """Places that only spaCy sees, where a preposition leads to them: named, on no map."""
    taken = {i for f in found for i in range(f.start, f.end)}
    offset = this.span.start
    for entity in this.span.ents:
        if entity.label_ not in ("GPE", "LOC", "FAC"):
            continue
        start, end = entity.start - offset, entity.end - offset
        while start < end and this.words[start].lower() in ("the", "a", "an"):
            start += 1
        if start >= end or not this.words[start][:1].isupper() or taken & set(range(start, end)):
            continue
        root = this.span[start:end].root
        led = root.dep_ == "pobj" and (root.head.lower_ in LOCATIVE or root.head.head.lemma_.lower() in TOWN_NOUNS)
        name = this.span[start:end].text
        known = {key(name)} & (this.names.demonyms.keys() | this.names.countries.keys())
        if led and len(name) > 2 and not known and not _is_part_of_name(this, Found(start, end, name, None)):
            precision = {"FAC": "site", "LOC": "region"}.get(entity.label_, "town")
            yield Found(start, end, name, None, None, precision)


def _joined(this: Sentence, found: list[Found]) -> list[Found]:
    """Names settled from the right, so that the wider place tells which narrower one is meant: "Palmyra, Syria"."""
    done: list[Found] = []
    for one in reversed(found):
        wider = done[-1] if done else None
        gap = " ".join(this.words[one.end : wider.start]).lower() if wider else ""
        if wider is not None and gap in (",", "in", ", in", "near", "outside", ", near", ", outside", "the"):
            near = gap.strip(", ") in ("near", "outside")
            place = _settled(this, one, wider.where)
            fits = place is not None and wider.where is not None and place.country in (wider.where.country, None)
            if fits and place is not None and wider.where is not None and (near or _narrower(place, wider.where)):
                one.where, one.reach = place, wider.reach or wider.end
                done[-1] = one
                continue
        one.where = _settled(this, one, None)
        if one.where is not None:
            done.append(one)
    done.reverse()
    return _beside(_owned(this, done))


def _beside(found: list[Found]) -> list[Found]:
    """A name that no list has lies in the country of the nearest town or region of the sentence that some list has."""
    listed = [f for f in found if not f.unknown and f.where and f.where.country and f.where.precision != "country"]
    for one in found:
        if one.unknown and one.where and one.where.country is None and listed:
            nearest = min(listed, key=lambda f: abs(f.start - one.start))
            one.where = replace(one.where, country=nearest.where.country if nearest.where else None)
    return found


def _narrower(place: Where, wider: Where) -> bool:
    return NARROW[place.precision] < NARROW[wider.precision] and place.country == wider.country


def _owned(this: Sentence, found: list[Found]) -> list[Found]:
    """In "Syria's Raqqa province" the second place is settled by the first."""
    kept: list[Found] = []
    for one in found:
        last = kept[-1] if kept else None
        if last and last.country and last.end + 1 == one.start and this.words[last.end] in ("'s", "’s") and one.where:
            settled = _settled(this, one, last.where)
            if settled is not None and settled.country == last.country:
                one.where = settled
                kept.pop()
        kept.append(one)
    return kept


def _settled(this: Sentence, one: Found, wider: Where | None) -> Where | None:
    """The place meant, with a direction before it and a kind after it in its name ("northern Iraq", "Mosul district")."""
    hints = [
        this.names.demonyms[k]
        for w in this.words[max(0, one.start - 5) : one.start]
        if (k := key(w)) in this.names.demonyms
    ]
    countries = tuple(
        dict.fromkeys([*([wider.country] if wider and wider.country else []), *reversed(hints), *this.context])
    )
    if one.unknown:
        return Where(one.name, countries[0] if wider or hints else None, None, None, one.unknown)
    place = (
        this.gazetteer.country(one.country) or Where(one.name, one.country, precision="country")
        if one.country
        else None
    )
    if place is None:
        place = this.gazetteer.find(one.name, countries, wider)
    return None if place is None else _qualified(this, one, place, countries)


def _qualified(this: Sentence, one: Found, place: Where, countries: tuple[str, ...]) -> Where:
    if one.kind:
        region = (
            this.gazetteer.find(f"{one.name} {one.kind.lower()}", countries)
            if one.kind.lower() in REGION_NOUNS
            else None
        )
        place = replace(region or place, name=f"{one.name} {one.kind}")
    start = one.start
    if start and this.words[start - 1].lower() == "the":
        start -= 1
    direction = _direction_before(this, start)
    if direction:
        one.start -= len(direction)
        whole = place.precision == "country"
        name = f"{' '.join(direction).replace(' - ', '-')} {place.name}"
        return Where(name, place.country, None, None, "region") if whole else replace(place, name=name)
    return _poss_direction(this, one, place)


def _direction_before(this: Sentence, start: int) -> list[str]:
    for length in (3, 1):  # "north - west", "northern"
        words = this.words[max(0, start - length) : start]
        if len(words) == length and DIRECTION.match("".join(words)) and (length == 1 or words[1] in "-–‑"):
            return words
    return []


def _poss_direction(this: Sentence, one: Found, place: Where) -> Where:
    """A part of a country by its direction: "Iraq's north"."""
    after = this.words[one.end : one.end + 2]
    if len(after) == 2 and after[0] in ("'s", "’s") and DIRECTION.match(after[1]) and not after[1].endswith("ern"):
        one.end += 2
        coordinates = (None, None) if place.precision == "country" else (place.lat, place.lon)
        return Where(f"{place.name}{after[0]} {after[1]}", place.country, *coordinates, "region")
    return place
