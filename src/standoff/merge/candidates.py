"""Profiles into the pairs worth comparing: mentions that share a blocking key, never all pairs.

A mention lies in blocks (`keys`) and looks into blocks (`probes`); most are the same. Inside a document the block is the
type. Across documents it is type, country (or named transnational party; the sentence where no party is named) and day. Undated
mentions lie under the days before publication. Entries that cover more than `_DAYS` days are found through pairs of parties and years,
undated ones with a toll also through country and toll, those of undated reports through the sentence; short ones look only for others
through these.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import combinations

from standoff.merge.judgement import document_and_type
from standoff.merge.profile import Profile
from standoff.merge.weights import Weights

_DAYS = 16  # an interval up to "the past two weeks" is looked up day by day
_YEARS = 12  # a longer entry ("since 1979") is looked up by its latest years
_NEVER = "never"  # the day of a mention without a date in a report without one
_SENTENCES_BESIDE = {
    "short": ("long", "undated"), "long": ("short", "long", "undated"), "undated": ("short", "long", "undated"),
}  # fmt: skip
_TOLL = 5  # smaller tolls are too common to look up by


def keys(profile: Profile, weights: Weights) -> frozenset[str]:
    """The blocks that a mention lies in."""
    group, width = profile.group, _width(profile)
    found = {document_key(profile.mention.document, group)}
    where, days = _wheres(profile) or {profile.sentence_key}, _days(profile, weights)
    found.update(f"t|{group}|{here}|{day}" for here in where for day in days)
    found.add(f"s|{group}|{profile.sentence_key}|{_sentence_width(days)}")
    found.update(f"n|{group}|{tail}|{width}" for tail in _tolls(profile))
    found.update(f"y|{group}|{tail}|{width}" for tail in _dyad_years(profile))
    return frozenset(found)


def probes(profile: Profile, weights: Weights) -> frozenset[str]:
    """The blocks that a mention is compared with: its own by day, those of other widths by toll and by year."""
    group, width = profile.group, _width(profile)
    found = {k for k in keys(profile, weights) if k[0] in "dt"}
    for other in _SENTENCES_BESIDE[_sentence_width(_days(profile, weights))]:
        found.add(f"s|{group}|{profile.sentence_key}|{other}")
    for other in ("short", "long", "undated"):
        if (width, other) != ("short", "short"):  # these find one another by day
            found.update(f"n|{group}|{tail}|{other}" for tail in _tolls(profile))
    for other in ("short", "long") if width == "long" else ("long",):
        found.update(f"y|{group}|{tail}|{other}" for tail in _dyad_years(profile))
    return frozenset(found)


def is_of_years(key: str) -> bool:
    """True for a block that mentions of all times may lie in: it grows with the archive, however few are told of a day."""
    return key[0] not in "dt"


def document_key(document: str, group: str) -> str:
    """The block of all mentions of a type in a document."""
    return f"d|{group}|{document}"


def judged_keys(profile: Profile, judged: Mapping[str, set[str]], weights: Weights) -> set[str]:
    """The blocks of the mentions that a person has compared this one with."""
    partners = (document_and_type(other) for other in judged.get(profile.mention.id, ()))
    return {document_key(document, weights.group_of(type)) for document, type in partners}


def pairs(profiles: Sequence[Profile], weights: Weights) -> Iterator[tuple[int, int]]:
    """Each pair of indexes to compare, once, the earlier in canonical order first."""
    everything = [keys(profile, weights) for profile in profiles]
    return pairs_of(range(len(profiles)), profiles, everything, weights)


def pairs_of(
    wanted: Collection[int], profiles: Sequence[Profile], filed: Sequence[AbstractSet[str]], weights: Weights
) -> Iterator[tuple[int, int]]:
    """The pairs with one of the indexes `wanted`; `filed` are the keys of each profile."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(filed):
        for key in found:
            blocks[key].append(index)
    seen = {p for p in _pairs_but_by_day(profiles, blocks, weights, wanted) if p[0] in wanted or p[1] in wanted}
    yield from seen
    documents = [profile.mention.document for profile in profiles]
    for a in wanted:
        for b in _beside_by_day(filed[a], blocks, weights):
            if (a < b or b not in wanted) and documents[a] != documents[b] and (pair := _ordered(a, b)) not in seen:
                yield pair


def _beside_by_day(keys: AbstractSet[str], blocks: Mapping[str, list[int]], weights: Weights) -> set[int]:
    """All that share a day with a mention in a block of bearable size: most pairs, and most of them on several days."""
    found = [blocks[key] for key in keys if key[0] == "t" and len(blocks[key]) <= weights.limits["block"]]
    return set().union(*found)


def _pairs_but_by_day(
    profiles: Sequence[Profile], blocks: Mapping[str, list[int]], weights: Weights, wanted: Container[int]
) -> Iterator[tuple[int, int]]:
    for key, members in blocks.items():
        if key[0] == "d":
            yield from inside_document(members, weights)
        elif is_of_years(key):
            yield from _across_widths(key, members, blocks, profiles, weights, wanted)
        elif len(members) > weights.limits["block"]:
            yield from _bounded(members, profiles, weights, wanted)


def inside_document(members: list[int], weights: Weights) -> Iterator[tuple[int, int]]:
    """All pairs of a document's mentions of one type; in very long documents, only those near one another."""
    if len(members) <= weights.limits["inside_all"]:
        yield from combinations(members, 2)
        return
    window = int(weights.limits["inside_window"])
    for place, later in enumerate(members):
        yield from ((earlier, later) for earlier in members[max(0, place - window) : place])


def _across_widths(
    key: str,
    members: list[int],
    blocks: Mapping[str, list[int]],
    profiles: Sequence[Profile],
    weights: Weights,
    wanted: Container[int],
) -> Iterator[tuple[int, int]]:
    """Of the blocks that differ in width only, each pair that does not find itself by day; of large ones, the nearest."""
    head, _, width = key.rpartition("|")
    if width == "short":
        return
    others = sorted([*blocks.get(f"{head}|short", ()), *(blocks.get(f"{head}|long", ()) if width == "undated" else ())])
    yield from _bounded(members, profiles, weights, wanted)
    large = len(others) > weights.limits["block"]
    window = int(weights.limits["inside_window"])
    some = [other for other in others if other in wanted]
    for member in members:
        beside = others if member in wanted else some
        if large:
            place = bisect(others, member)
            beside = others[max(0, place - window) : place + window]
        for other in beside:
            if profiles[member].mention.document != profiles[other].mention.document:
                yield _ordered(member, other)


def _bounded(
    members: list[int], profiles: Sequence[Profile], weights: Weights, wanted: Container[int]
) -> Iterator[tuple[int, int]]:
    """Pairs across documents; a block beyond the limit is divided by what else two mentions may share."""
    some = [member for member in members if member in wanted]
    if not some:
        return
    if len(members) <= weights.limits["block"]:
        for a in some:
            for b in members:
                if (a < b or b not in wanted) and profiles[a].mention.document != profiles[b].mention.document:
                    yield _ordered(a, b)
        return
    divided: dict[str, list[int]] = defaultdict(list)
    for member in members:
        for fact in _facts(profiles[member]):
            divided[fact].append(member)
    window = int(weights.limits["inside_window"])
    for part in divided.values():
        for place, later in enumerate(part):
            yield from ((earlier, later) for earlier in part[max(0, place - window) : place])


def _facts(profile: Profile) -> set[str]:
    m = profile.mention
    facts = {f"stem {s}" for s in profile.stems} | {f"word {w}" for w in profile.words}
    facts.update(f"party {p.id}" for p in profile.parties)
    if profile.place:
        facts.add(f"place {profile.place.name}")
    if m.deaths:
        facts.add(f"deaths {m.deaths.lo}")
    return facts


def _sentence_width(days: list[str]) -> str:
    """How a mention is found by its sentence: `short` ones find one another by day."""
    return "undated" if days == [_NEVER] else "short" if days else "long"


def _wheres(profile: Profile) -> set[str]:
    """Countries that a mention touches, and parties without one ("islamic-state"); else those that its sentence names."""
    found = {p.country or p.id for p in profile.parties}
    if profile.place and profile.place.country:
        found.add(profile.place.country)
    return found or set(profile.countries)


def _days(profile: Profile, weights: Weights) -> list[str]:
    """Days under which a mention is looked up: those that it covers, and some around them."""
    if profile.start is not None and profile.end is not None:
        if profile.end - profile.start >= _DAYS:
            return []
        back, on = _beyond(profile, weights)
        return [str(day) for day in range(profile.start - back, profile.end + on + 1)]
    if profile.published is None:
        return [_NEVER]
    recent = int(weights.limits["recent_days"])
    return [str(day) for day in range(profile.published - recent, profile.published + 2)]


def _beyond(profile: Profile, weights: Weights) -> tuple[int, int]:
    """Days before and after: reports differ by one, look back, and mean other days by "last week"."""
    if profile.mention.dated_by == "report":
        return int(weights.limits["recent_days"]), 1
    week = int(weights.limits["week_days"])
    return (week, week) if profile.week else (0, 1)


def _width(profile: Profile) -> str:
    if profile.start is None or profile.end is None:
        return "undated"
    return "long" if profile.end - profile.start >= _DAYS else "short"


def _tolls(profile: Profile) -> set[str]:
    """Country and number of dead, where the number is exact and not small."""
    deaths = profile.mention.deaths
    if deaths is None or deaths.lo != deaths.hi or deaths.lo < _TOLL:
        return set()
    return {f"{where}|{deaths.lo}" for where in _wheres(profile)}


def _dyad_years(profile: Profile) -> set[str]:
    if profile.start is None or profile.end is None:
        return set()
    last = date.fromordinal(profile.end).year
    years = range(max(date.fromordinal(profile.start).year, last - _YEARS), last + 1)
    dyads = combinations(sorted(_wheres(profile)), 2)
    return {f"{a}+{b}|{year}" for a, b in dyads for year in years}


def _ordered(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)
