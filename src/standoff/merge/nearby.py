"""Mentions that are loaded as merging asks for them into profiles and the keys that they lie under, each worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from standoff.merge import candidates
from standoff.merge.judgement import Judgement, Pair
from standoff.merge.profile import DocumentFacts, Profile, alone, canonical_order, facts_of, numbered
from standoff.merge.weights import Weights
from standoff.records import Mention, plain_id

Fetch = Callable[[AbstractSet[str]], Iterable[Mention]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A mention's profile, as if it stood alone, and the keys of the blocks that it lies in."""

    profile: Profile
    keys: frozenset[str]


class Nearby:
    """What has been loaded so far. Mentions are known by number here: equal ones are one, and numbers are compared at once."""

    def __init__(self, fetch: Fetch, documents: Mapping[str, DocumentFacts], weights: Weights) -> None:
        self._fetch, self._documents, self._weights = fetch, documents, weights
        self._numbers: dict[Mention, int] = {}
        self._prepared: list[Prepared] = []
        self._under: dict[str, list[int]] = defaultdict(list)
        self._of_id: dict[str, list[int]] = defaultdict(list)
        self._asked: set[str] = set()

    def enter(self, mentions: Iterable[Mention]) -> set[int]:
        """The numbers of the mentions, which are prepared unless they have been."""
        return {self._number(mention) for mention in mentions}

    def _number(self, mention: Mention) -> int:
        number = self._numbers.setdefault(mention, len(self._prepared))
        if number == len(self._prepared):
            profile = alone(mention, facts_of(mention.document, self._documents).published, self._weights)
            keys = candidates.keys(profile, self._weights)
            self._prepared.append(Prepared(profile, keys))
            self._of_id[mention.id].append(number)
            for key in keys:
                self._under[key].append(number)
        return number

    def under(self, keys: AbstractSet[str]) -> set[int]:
        """All that lie under one of the keys; fetched, where nobody asked for a key before."""
        unknown = keys - self._asked
        if unknown:
            self._asked |= unknown
            self.enter(self._fetch(unknown))
        return {number for key in keys for number in self._under.get(key, ())}

    def beside(self, numbers: Iterable[int], judged: Mapping[Pair, Judgement]) -> set[int]:
        """All that lie in a block that one of the mentions looks into, and the documents of those that persons compared with it."""
        partners: dict[str, set[str]] = {}
        for left, right in judged:
            partners.setdefault(plain_id(left), set()).add(right)
            partners.setdefault(plain_id(right), set()).add(left)
        keys: set[str] = set()
        for number in numbers:
            profile = self._prepared[number].profile
            keys |= candidates.probes(profile, self._weights)
            keys |= candidates.judged_keys(profile, partners, self._weights)
        return self.under(keys)

    def whole_documents(self, numbers: AbstractSet[int]) -> set[int]:
        """With what their documents tell of the same type: a mention that points back is understood from there."""
        return self.under({candidates.document_key(*place) for place in self.places(numbers)})

    def places(self, numbers: Iterable[int]) -> set[tuple[str, str]]:
        """The documents that tell the mentions, each with the type."""
        profiles = (self._prepared[number].profile for number in numbers)
        return {(p.mention.document, p.group) for p in profiles}

    def mentions(self, numbers: Iterable[int]) -> set[Mention]:
        return {self._prepared[number].profile.mention for number in numbers}

    def of_ids(self, numbers: AbstractSet[int]) -> set[int]:
        """All that share an id with one of the mentions."""
        self.whole_documents(numbers)
        return {number for id in self.ids(numbers) for number in self._of_id[id]}

    def ids(self, numbers: Iterable[int]) -> set[str]:
        """The ids of the mentions, which two mentions of one trigger share."""
        return {self._prepared[number].profile.id for number in numbers}

    def in_order(self, numbers: Iterable[int]) -> list[int]:
        """In canonical order."""
        return [self._numbers[m] for m in canonical_order(self.mentions(numbers), self._documents)]

    def batch(self, numbers: Iterable[int]) -> tuple[list[int], list[Profile], list[frozenset[str]]]:
        """The numbers in canonical order, with profiles that know their places in it, and with their keys."""
        ordered = self.in_order(numbers)
        told = [self._prepared[number] for number in ordered]
        return ordered, numbered(p.profile for p in told), [p.keys for p in told]
