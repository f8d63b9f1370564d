"""Mentions of many documents into events, at once (`merge`) or for what an addition touches (`merge_added`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from standoff import knowledge as known
from standoff.knowledge import Knowledge
from standoff.merge import candidates, weights
from standoff.merge.antecedents import with_antecedents
from standoff.merge.assemble import assemble
from standoff.merge.compare import Scale
from standoff.merge.decide import Decision, Grouping, Link, decisions, judged_links, link, neighbours
from standoff.merge.judgement import Judgement, Pair, standing
from standoff.merge.kinship import Kinship
from standoff.merge.profile import DocumentFacts, canonical_order, profiles
from standoff.options import MergeOptions
from standoff.records import Event, Mention

Documents = Mapping[str, DocumentFacts]
Fetch = Callable[[AbstractSet[str]], Iterable[Mention]]


@dataclass(frozen=True, slots=True)
class Merged:
    """Events in the order of their first mentions, and what was decided about each pair that was worth comparing."""

    events: tuple[Event, ...]
    decisions: tuple[Decision, ...]


def merge(
    mentions: Iterable[Mention],
    documents: Documents,
    options: MergeOptions,
    judgements: Sequence[Judgement] = (),
    knowledge: Knowledge | None = None,
) -> Merged:
    """One event per real-world event, whatever the order of the mentions.

    `knowledge` (who is part of what) is the package's own by default.
    """
    batch = _Batch(mentions, documents, options, standing(judgements), knowledge)
    return batch.merged(None)


def blocking_keys(mention: Mention, documents: Documents) -> frozenset[str]:
    """The keys to store with a mention, so that `affected` keys find it."""
    scale = weights.load()
    return candidates.keys(profiles([mention], documents, scale)[0], scale)


def affected(mentions: Iterable[Mention], documents: Documents) -> frozenset[str]:
    """The keys under which stored mentions lie that these mentions must be compared with."""
    scale = weights.load()
    prepared = profiles(list(mentions), documents, scale)
    return frozenset(key for profile in prepared for key in candidates.probes(profile, scale))


@dataclass(frozen=True, slots=True)
class Added:
    """What an addition changes: `merged` replaces every stored event that holds one of `mentions` (ids)."""

    merged: Merged
    mentions: frozenset[str]


def merge_added(
    new: Iterable[Mention],
    fetch: Fetch,
    documents: Documents,
    options: MergeOptions,
    judgements: Sequence[Judgement] = (),
    knowledge: Knowledge | None = None,
) -> Added:
    """The events that the new mentions (of new documents, whole) belong to or change, as `merge` of everything has them.

    `fetch(keys)` yields every stored mention that has at least one of the keys; `documents` must know theirs.
    Starting from the new mentions, it follows links only, so it loads what lies near them and not the whole archive.
    """
    judged = standing(judgements)
    loaded: dict[Mention, None] = dict.fromkeys(new)
    reached: set[Mention] = set(loaded)
    asked: set[str] = set()
    while True:
        wanted = _wanted(reached, documents, judged) - asked
        fetched = dict.fromkeys(fetch(frozenset(wanted))) if wanted else {}
        asked |= wanted
        documents_whole = _document_keys(fetched) - asked
        if documents_whole:
            fetched |= dict.fromkeys(fetch(frozenset(documents_whole)))
            asked |= documents_whole
        loaded |= fetched
        batch = _Batch(loaded, documents, options, judged, knowledge)
        now = batch.component(reached)
        if now == reached and not wanted:
            return Added(batch.merged(reached), frozenset(m.id for m in reached))
        reached = now


def _wanted(reached: Iterable[Mention], documents: Documents, judged: Mapping[Pair, Judgement]) -> set[str]:
    """All blocks that the reached mentions look into, and those of mentions that persons compared with them."""
    table = weights.load()
    partners: dict[str, set[str]] = {}
    for left, right in judged:
        partners.setdefault(left, set()).add(right)
        partners.setdefault(right, set()).add(left)
    keys: set[str] = set()
    for profile in profiles(canonical_order(reached, documents), documents, table):
        keys |= candidates.probes(profile, table)
        keys |= candidates.judged_keys(profile, partners, table)
    return keys


def _document_keys(mentions: Iterable[Mention]) -> set[str]:
    """A mention that points back is understood from its whole document."""
    table = weights.load()
    return {candidates.document_key(m.document, table.group_of(m.type)) for m in mentions}


class _Batch:
    """The mentions at hand, prepared, with all their links."""

    def __init__(
        self,
        mentions: Iterable[Mention],
        documents: Documents,
        options: MergeOptions,
        judged: Mapping[Pair, Judgement],
        knowledge: Knowledge | None,
    ) -> None:
        table = weights.load()
        self._documents, self._judged = documents, judged
        self._kinship = Kinship(knowledge or known.load())
        self._profiles = profiles(canonical_order(mentions, documents), documents, table)
        self._scale = with_antecedents(self._profiles, Scale(table, self._kinship))
        self._links = self._all_links(options.threshold)

    def _all_links(self, threshold: float) -> list[Link]:
        found = judged_links(self._profiles, self._scale, self._judged)
        decided = {(entry.left, entry.right) for entry in found}
        for left, right in candidates.pairs(self._profiles, self._scale.weights):
            if (left, right) not in decided:
                entry = link(self._profiles[left], self._profiles[right], self._scale, threshold)
                if entry is not None:
                    found.append(entry)
        return found

    def component(self, seeds: AbstractSet[Mention]) -> set[Mention]:
        """The seeds and everything that links tie to them, directly or through others.

        Mentions that share an id (two visits told by one trigger) go together: events are replaced by mention id.
        """
        graph = neighbours(self._links)
        first: dict[str, int] = {}
        for profile in self._profiles:
            twin = first.setdefault(profile.mention.id, profile.index)
            if twin != profile.index:
                graph[twin].add(profile.index)
                graph[profile.index].add(twin)
        ahead = [p.index for p in self._profiles if p.mention in seeds]
        reached = set(ahead)
        while ahead:
            for other in graph.get(ahead.pop(), ()):
                if other not in reached:
                    reached.add(other)
                    ahead.append(other)
        return {self._profiles[index].mention for index in reached}

    def merged(self, only: AbstractSet[Mention] | None) -> Merged:
        """Events and decisions of all mentions, or of those named, which must be closed under links."""
        inside = {p.index for p in self._profiles if only is None or p.mention in only}
        links = [entry for entry in self._links if entry.left in inside and entry.right in inside]
        grouping = Grouping(self._profiles, self._scale, self._judged)
        groups = grouping.run(links)
        events = tuple(self._event(group) for group in groups if group[0] in inside and self._names_somebody(group))
        return Merged(events, decisions(self._profiles, links, groups, self._judged, grouping.notes))

    def _names_somebody(self, group: Sequence[int]) -> bool:
        """A phrase that points back ("those attacks") and found nothing to point to is no event."""
        mentions = [self._profiles[index].mention for index in group]
        return any(m.actors or m.recipients or not m.anaphoric for m in mentions)

    def _event(self, group: Sequence[int]) -> Event:
        return assemble([self._profiles[index] for index in group], self._documents, self._kinship)
