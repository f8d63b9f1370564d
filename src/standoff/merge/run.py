"""Mentions of many documents into events, at once (`merge`) or for what an addition touches (`merge_added`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from standoff import knowledge as known
from standoff.knowledge import Knowledge
from standoff.merge import candidates, weights
from standoff.merge.antecedents import Remembered, with_antecedents
from standoff.merge.assemble import assemble
from standoff.merge.compare import Scale
from standoff.merge.decide import Decision, Grouping, Link, decisions, judged_links, links_of
from standoff.merge.judgement import Judgement, standing
from standoff.merge.kinship import Kinship
from standoff.merge.nearby import Fetch, Nearby
from standoff.merge.profile import DocumentFacts, Profile, alone, facts_of
from standoff.options import MergeOptions
from standoff.records import Event, Mention

Documents = Mapping[str, DocumentFacts]
EventMates = Callable[[AbstractSet[Mention]], Iterable[Mention]]
Compare = Callable[[Sequence[Profile], Scale, Iterable[tuple[int, int]], float], Iterable[Link]]
FOLLOWED = 100  # stored mentions that links lead to, beyond as many as are new; to follow none gave events as good (docs/merging.md)


@dataclass(frozen=True, slots=True)
class Merged:
    """Events in the order of their first mentions, and what was decided about each pair that was worth comparing."""

    events: tuple[Event, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What merging asks of others: `event_mates`, the mentions that share a stored event with one of these; `compare`, the links of
    pairs as `decide.links_of` finds them, in the same order.
    """

    event_mates: EventMates = lambda _: ()
    compare: Compare = links_of


ALONE = Elsewhere()


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
    work = _Work(lambda _: (), documents, options, judgements, knowledge)
    return work.merged(work.nearby.enter(mentions))


def blocking_keys(mention: Mention, documents: Documents) -> frozenset[str]:
    """The keys to store with a mention, under which additions look for it."""
    table = weights.load()
    return candidates.keys(alone(mention, facts_of(mention.document, documents).published, table), table)


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
    elsewhere: Elsewhere = ALONE,
) -> Added:
    """The events that the new mentions (of new documents, whole) belong to or change, as `merge` of everything has them.

    `fetch(keys)` yields every mention that has at least one of the keys, new ones too; `documents` must know theirs.
    It follows links: memory depends on what lies near the new mentions and near what these touch.
    In crowded weeks links lead from day to day through the whole archive: from `FOLLOWED` on they are followed no further, and what is
    reached is completed by the mentions that share a stored event with it (`event_mates`).
    """
    work = _Work(fetch, documents, options, judgements, knowledge, elsewhere.compare)
    nearby = work.nearby
    reached = nearby.enter(new)
    ahead, most = set(reached), len(reached) + FOLLOWED
    while ahead and len(reached) <= most:
        ahead = work.tied_to(ahead) - reached
        reached |= ahead
    if len(reached) > most:
        reached = _whole_events(reached, nearby, elsewhere.event_mates)
    return Added(work.merged(reached), frozenset(nearby.ids(reached)))


def _whole_events(numbers: set[int], nearby: Nearby, event_mates: EventMates) -> set[int]:
    """With all mentions of their stored events, and with those that share an id: events are replaced by mention id."""
    while True:
        more = nearby.of_ids(numbers) | nearby.enter(event_mates(nearby.mentions(numbers)))
        if more <= numbers:
            return numbers
        numbers = numbers | more


@dataclass(frozen=True, slots=True)
class _Batch:
    """Mentions (by number) in canonical order, prepared for comparing: every list has one entry for each."""

    numbers: Sequence[int]
    profiles: Sequence[Profile]
    keys: Sequence[frozenset[str]]
    scale: Scale

    def indexes(self, numbers: AbstractSet[int]) -> set[int]:
        return {index for index, number in enumerate(self.numbers) if number in numbers}


class _Work:
    """Merging under way: what has been loaded, and what has been compared."""

    def __init__(
        self,
        fetch: Fetch,
        documents: Documents,
        options: MergeOptions,
        judgements: Sequence[Judgement],
        knowledge: Knowledge | None,
        compare: Compare = links_of,
    ) -> None:
        self._how = compare
        self._table, self._documents, self._threshold = weights.load(), documents, options.threshold
        self._judged, self._kinship = standing(judgements), Kinship(knowledge or known.load())
        self.nearby = Nearby(fetch, documents, self._table)
        self._remembered: Remembered = {}
        self._compared: set[int] = set()  # with all that lies near them
        self._links: list[Link] = []  # theirs, by number

    def tied_to(self, ahead: set[int]) -> set[int]:
        """What links tie to the mentions `ahead` but not to those before them, which is known already; with these themselves.

        Mentions that share an id (two visits told by one trigger) go together: events are replaced by mention id.
        """
        batch = self._batch(self.nearby.beside(ahead, self._judged), ahead)
        of, old = batch.indexes(ahead), batch.indexes(self._compared)
        links = list(self._compare(batch, of, lambda left, right: left not in old and right not in old))
        links += (e for e in self._judged_links(batch) if e.left in of or e.right in of)
        self._links += (_moved(e, batch.numbers) for e in links if e.kind != "judged")
        self._compared |= ahead
        tied = {batch.numbers[index] for e in links if e.kind != "weak" for index in (e.left, e.right)}
        return self.nearby.of_ids(ahead | tied)

    def merged(self, only: AbstractSet[int]) -> Merged:
        """Events and decisions of the mentions named, which must be closed under links."""
        batch = self._batch(self.nearby.whole_documents(only), only)
        inside, new = batch.indexes(only), batch.indexes(only - self._compared)
        index_of = {number: index for index, number in enumerate(batch.numbers)}
        links = [_moved(e, index_of) for e in self._links if e.left in only and e.right in only]
        links += self._compare(batch, new, lambda left, right: left in new and right in new)
        links += (e for e in self._judged_links(batch) if e.left in inside and e.right in inside)
        grouping = Grouping(batch.profiles, batch.scale, self._judged)
        groups = grouping.run(links)
        named = (g for g in groups if g[0] in inside and _names_somebody(g, batch))
        events = tuple(assemble([batch.profiles[i] for i in g], self._documents, self._kinship) for g in named)
        return Merged(events, decisions(batch.profiles, links, groups, self._judged, grouping.notes))

    def _batch(self, numbers: AbstractSet[int], whole: AbstractSet[int]) -> _Batch:
        """The mentions; what they point back to is found for those whose documents are here `whole`, and matters only inside these."""
        ordered, profiles, keys = self.nearby.batch(numbers)
        places = self.nearby.places(whole)
        complete = (p for p in profiles if (p.mention.document, p.group) in places)
        scale = with_antecedents(complete, Scale(self._table, self._kinship), self._remembered)
        return _Batch(ordered, profiles, keys, scale)

    def _compare(self, batch: _Batch, of: set[int], wanted: Callable[[int, int], bool]) -> Iterable[Link]:
        """Of the wanted pairs with one of `of` (by index) those that score enough, but for those that persons judged."""
        judged = {(e.left, e.right) for e in self._judged_links(batch)}
        pairs = candidates.pairs_of(of, batch.profiles, batch.keys, self._table)
        chosen = (pair for pair in pairs if wanted(*pair) and pair not in judged)
        return self._how(batch.profiles, batch.scale, chosen, self._threshold)

    def _judged_links(self, batch: _Batch) -> list[Link]:
        return judged_links(batch.profiles, batch.scale, self._judged)


def _moved(link: Link, to: Mapping[int, int] | Sequence[int]) -> Link:
    """The same pair in other indexes of the same order."""
    return replace(link, left=to[link.left], right=to[link.right])


def _names_somebody(group: Sequence[int], batch: _Batch) -> bool:
    """A phrase that points back ("those attacks") and found nothing to point to is no event, but for one with a place and a toll."""
    mentions = [batch.profiles[index].mention for index in group]
    counted = any(m.deaths is not None and m.told_place is not None for m in mentions)
    return counted or any(m.known_actors or m.known_recipients or not m.anaphoric for m in mentions)
