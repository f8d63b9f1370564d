"""Mentions of many documents into events, at once (`merge`) or for what an addition touches (`merge_added`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from standoff import knowledge as known
from standoff.knowledge import Knowledge
from standoff.merge import candidates, weights
from standoff.merge.antecedents import with_antecedents
from standoff.merge.assemble import assemble
from standoff.merge.compare import Scale
from standoff.merge.decide import Decision, Grouping, Link, decisions, judged_links, link
from standoff.merge.judgement import Judgement, Pair, standing
from standoff.merge.kinship import Kinship
from standoff.merge.profile import DocumentFacts, canonical_order, profiles
from standoff.options import MergeOptions
from standoff.records import Event, Mention, plain_id

Documents = Mapping[str, DocumentFacts]
Fetch = Callable[[AbstractSet[str]], Iterable[Mention]]
EventMates = Callable[[AbstractSet[Mention]], Iterable[Mention]]
AT_ONCE = 2000  # new mentions that are compared with what lies near them, before the next ones are
FOLLOWED = (
    2000  # stored mentions that links lead to, beyond as many as are new; no bed has a chain that is half as long
)


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
    everything = frozenset(mentions)
    return _Batch(everything, documents, options, standing(judgements), Kinship(knowledge or known.load())).merged(
        everything
    )


def blocking_keys(mention: Mention, documents: Documents) -> frozenset[str]:
    """The keys to store with a mention, under which additions look for it."""
    scale = weights.load()
    return candidates.keys(profiles([mention], documents, scale)[0], scale)


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
    event_mates: EventMates = lambda _: (),
) -> Added:
    """The events that the new mentions (of new documents, whole) belong to or change, as `merge` of everything has them.

    `fetch(keys)` yields every mention that has at least one of the keys, new ones too; `documents` must know theirs.
    It follows links, some mentions at a time, and keeps only what they tie to the new ones: memory depends on what these touch.
    In crowded weeks links lead from day to day through the whole archive: from `FOLLOWED` on they are followed no further, and what is
    reached is completed by the mentions that share a stored event with it (`event_mates`).
    """
    judged, kinship = standing(judgements), Kinship(knowledge or known.load())
    waiting = canonical_order(new, documents)
    reached, done = set(waiting), set[Mention]()
    most = len(waiting) + FOLLOWED
    while waiting:
        ahead, waiting = set(waiting[:AT_ONCE]), waiting[AT_ONCE:]
        near = _whole_documents(ahead | set(fetch(_wanted(ahead, documents, judged))), fetch)
        beside = _Batch(near, documents, options, judged, kinship).beside(ahead, done) - reached
        done |= ahead
        reached |= beside
        if len(reached) <= most:
            waiting += canonical_order(beside, documents)
    if len(reached) > most:
        reached = _whole_events(reached, fetch, event_mates)
    batch = _Batch(_whole_documents(reached, fetch), documents, options, judged, kinship)
    return Added(batch.merged(reached), frozenset(m.id for m in reached))


def _wanted(ahead: Iterable[Mention], documents: Documents, judged: Mapping[Pair, Judgement]) -> set[str]:
    """All blocks that the mentions look into, and those of mentions that persons compared with them."""
    table = weights.load()
    partners: dict[str, set[str]] = {}
    for left, right in judged:
        partners.setdefault(plain_id(left), set()).add(right)
        partners.setdefault(plain_id(right), set()).add(left)
    keys: set[str] = set()
    for profile in profiles(canonical_order(ahead, documents), documents, table):
        keys |= candidates.probes(profile, table)
        keys |= candidates.judged_keys(profile, partners, table)
    return keys


def _whole_documents(mentions: set[Mention], fetch: Fetch) -> set[Mention]:
    """With what their documents tell of the same type: a mention that points back is understood from there."""
    table = weights.load()
    keys = {candidates.document_key(m.document, table.group_of(m.type)) for m in mentions}
    return mentions | set(fetch(keys))


def _whole_events(mentions: set[Mention], fetch: Fetch, event_mates: EventMates) -> set[Mention]:
    """With all mentions of their stored events, and with those that share an id: events are replaced by mention id."""
    while True:
        ids = {m.id for m in mentions}
        more = {m for m in _whole_documents(mentions, fetch) if m.id in ids} | set(event_mates(mentions))
        if more <= mentions:
            return mentions
        mentions = mentions | more


class _Batch:
    """The mentions at hand, prepared for comparing."""

    def __init__(
        self,
        mentions: Iterable[Mention],
        documents: Documents,
        options: MergeOptions,
        judged: Mapping[Pair, Judgement],
        kinship: Kinship,
    ) -> None:
        table = weights.load()
        self._documents, self._threshold, self._judged, self._kinship = documents, options.threshold, judged, kinship
        self._profiles = profiles(canonical_order(mentions, documents), documents, table)
        self._scale = with_antecedents(self._profiles, Scale(table, kinship))

    def beside(self, ahead: AbstractSet[Mention], done: AbstractSet[Mention]) -> set[Mention]:
        """What links tie to the mentions `ahead`; those that are tied to the ones in `done` are known already.

        Mentions that share an id (two visits told by one trigger) go together: events are replaced by mention id.
        """
        of, old = self._indexes(ahead), self._indexes(done)
        links = self._links(of, lambda left, right: left not in old and right not in old)
        tied = of | {index for entry in links if entry.kind != "weak" for index in (entry.left, entry.right)}
        ids = {self._profiles[index].mention.id for index in tied}
        return {p.mention for p in self._profiles if p.mention.id in ids}

    def merged(self, only: AbstractSet[Mention]) -> Merged:
        """Events and decisions of the mentions named, which must be closed under links."""
        inside = self._indexes(only)
        links = list(self._links(inside, lambda left, right: left in inside and right in inside))
        grouping = Grouping(self._profiles, self._scale, self._judged)
        groups = grouping.run(links)
        events = tuple(self._event(group) for group in groups if group[0] in inside and self._names_somebody(group))
        return Merged(events, decisions(self._profiles, links, groups, self._judged, grouping.notes))

    def _links(self, of: AbstractSet[int], wanted: Callable[[int, int], bool]) -> Iterator[Link]:
        """Of the wanted pairs with one of `of` (by index) those that were told to be one, and those that score enough."""
        judged = {(entry.left, entry.right): entry for entry in judged_links(self._profiles, self._scale, self._judged)}
        yield from (e for (left, right), e in judged.items() if (left in of or right in of) and wanted(left, right))
        for left, right in candidates.pairs(self._profiles, self._scale.weights, of):
            if (left, right) not in judged and wanted(left, right):
                entry = link(self._profiles[left], self._profiles[right], self._scale, self._threshold)
                if entry is not None:
                    yield entry

    def _indexes(self, mentions: AbstractSet[Mention]) -> set[int]:
        return {p.index for p in self._profiles if p.mention in mentions}

    def _names_somebody(self, group: Sequence[int]) -> bool:
        """A phrase that points back ("those attacks") and found nothing to point to is no event."""
        mentions = [self._profiles[index].mention for index in group]
        return any(m.known_actors or m.known_recipients or not m.anaphoric for m in mentions)

    def _event(self, group: Sequence[int]) -> Event:
        return assemble([self._profiles[index] for index in group], self._documents, self._kinship)
