"""Scored pairs into groups of mentions, each one event, and into decisions that can be printed and undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from standoff.merge.compare import Features, Scale, compare, forbids, is_denial, score
from standoff.merge.judgement import Judgement, Pair, Verdict
from standoff.merge.profile import Profile

PERSON = 1000.0  # a person's "same" ranks before any score


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one compared pair: the evidence, the verdict, and who decided ("machine" or a person).

    `features` are (feature, finding, contribution); `note` says what kept a well scored pair apart, or a person's reason.
    """

    left: str
    right: str
    score: float
    features: Features
    verdict: Verdict
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A compared pair of indexes, `left` before `right` in canonical order."""

    score: float
    left: int
    right: int
    features: Features
    kind: Literal["same", "denial", "judged", "weak"]


def link(a: Profile, b: Profile, scale: Scale, threshold: float) -> Link | None:
    """The pair compared; None where it is forbidden or scores too little to be worth keeping."""
    if forbids(a, b, scale):
        return None
    features = compare(a, b, scale)
    total, limits = score(features), scale.weights.limits
    if total < min(limits["report_floor"], threshold):
        return None
    denial = is_denial(a, b)
    enough = total >= threshold + (limits["denial_margin"] if denial else 0.0) and _may_attach(a, b, features)
    return Link(total, a.index, b.index, features, ("denial" if denial else "same") if enough else "weak")


def links_of(
    profiles: Sequence[Profile], scale: Scale, pairs: Iterable[tuple[int, int]], threshold: float
) -> Iterator[Link]:
    """The pairs (of indexes) compared one after the other, without those that are not worth keeping."""
    for left, right in pairs:
        entry = link(profiles[left], profiles[right], scale, threshold)
        if entry is not None:
            yield entry


def _may_attach(a: Profile, b: Profile, features: Features) -> bool:
    """A mention without date, place, toll and parties attaches only by pointing back, or as the same sentence."""
    if not (a.bare or b.bare):
        return True
    findings = {(name, finding) for name, finding, _ in features}
    return bool(findings & {("anaphora", "antecedent"), ("anaphora", "described"), ("wording", "same_sentence_text")})


class Grouping:
    """Mentions joined pair by pair; groups keep apart what is forbidden, and what a person has told apart."""

    def __init__(self, profiles: Sequence[Profile], scale: Scale, judgements: Mapping[Pair, Judgement]) -> None:
        self._profiles, self._scale, self._judgements = profiles, scale, judgements
        self._judged_different = _index_pairs(profiles, judgements, "different")
        self._group_of = list(range(len(profiles)))
        self._members: dict[int, list[int]] = {n: [n] for n in range(len(profiles))}
        self._evidence: dict[tuple[int, int], float] = {}
        self.notes: dict[tuple[int, int], str] = {}

    def run(self, links: Iterable[Link]) -> list[list[int]]:
        """Join by descending score: first what persons said, then the machine's pairs, last the denials.

        Denials come last so that "it did not happen" never glues two events together.
        """
        order = {"judged": 0, "same": 1, "denial": 2}
        kept = [entry for entry in links if entry.kind in order]
        self._evidence.update(((entry.left, entry.right), _evidence(entry.features)) for entry in kept)
        for entry in sorted(kept, key=lambda e: (order[e.kind], -e.score, e.left, e.right)):
            self._join(entry)
        return sorted(sorted(members) for members in self._members.values())

    def _join(self, entry: Link) -> None:
        left, right = self._group_of[entry.left], self._group_of[entry.right]
        if left == right:
            return
        obstacle = self._obstacle(self._members[left], self._members[right], entry)
        if obstacle:
            self.notes[entry.left, entry.right] = obstacle
            return
        kept, gone = (left, right) if left < right else (right, left)
        self._members[kept] += self._members.pop(gone)
        for member in self._members[kept]:
            self._group_of[member] = kept

    def _obstacle(self, left: list[int], right: list[int], entry: Link) -> str:
        """What keeps two groups apart, "" for nothing."""
        if self._judged_apart(left, right):
            return "a person has told mentions of the two apart"
        if entry.kind == "judged":
            return ""
        if entry.kind == "denial" and not self._one_denies(left, right):
            return "a denial is laid to one event only"
        for a, b in product(left, right):
            rule = forbids(self._profiles[min(a, b)], self._profiles[max(a, b)], self._scale)
            if rule:
                return f"other mentions of the two differ ({rule})"
        if entry.kind == "same" and self._mean(left, right) < self._scale.weights.limits["cluster_floor"]:
            return "on the whole the two groups agree too little"
        return ""

    def _judged_apart(self, left: list[int], right: list[int]) -> bool:
        apart = self._judged_different
        return bool(apart) and any((min(p), max(p)) in apart for p in product(left, right))

    def _one_denies(self, left: list[int], right: list[int]) -> bool:
        statuses = [{self._profiles[m].status for m in group} for group in (left, right)]
        return all(len(group) == 1 for group in statuses)

    def _mean(self, left: list[int], right: list[int]) -> float:
        sample = int(self._scale.weights.limits["cluster_sample"])
        cross = [(min(p), max(p)) for p in product(sorted(left)[:sample], sorted(right)[:sample])]
        return sum(self._evidence_of(pair) for pair in cross) / len(cross)

    def _evidence_of(self, pair: tuple[int, int]) -> float:
        if pair not in self._evidence:
            a, b = self._profiles[pair[0]], self._profiles[pair[1]]
            self._evidence[pair] = _evidence(compare(a, b, self._scale))
        return self._evidence[pair]


def _evidence(features: Features) -> float:
    """The score without its prior: two mentions that say nothing of one another are no reason against."""
    return score(tuple(f for f in features if f[0] != "prior"))


def judged_links(profiles: Sequence[Profile], scale: Scale, judgements: Mapping[Pair, Judgement]) -> list[Link]:
    """A link for every pair that a person called the same, later words first."""
    links = []
    pairs = _index_pairs(profiles, judgements, "same")
    newest_first = sorted(pairs, key=lambda p: (pairs[p].at, p), reverse=True)
    for place, (left, right) in enumerate(newest_first):
        features = compare(profiles[left], profiles[right], scale)
        links.append(Link(PERSON - place * 1e-6, left, right, features, "judged"))
    return links


def decisions(
    profiles: Sequence[Profile],
    links: Iterable[Link],
    groups: Sequence[Sequence[int]],
    judgements: Mapping[Pair, Judgement],
    notes: Mapping[tuple[int, int], str],
) -> tuple[Decision, ...]:
    """Every pair worth reporting, with what became of it, in canonical order."""
    event_of = {member: number for number, group in enumerate(groups) for member in group}
    result = []
    for entry in sorted(links, key=lambda e: (e.left, e.right)):
        left, right = profiles[entry.left].id, profiles[entry.right].id
        judgement = judgements.get((left, right) if left <= right else (right, left))
        result.append(
            Decision(
                left,
                right,
                score(entry.features),
                entry.features,
                "same" if event_of[entry.left] == event_of[entry.right] else "different",
                judgement.by if judgement else "machine",
                judgement.reason if judgement else notes.get((entry.left, entry.right), ""),
            )
        )
    return tuple(result)


def _index_pairs(
    profiles: Sequence[Profile], judgements: Mapping[Pair, Judgement], verdict: Verdict
) -> dict[tuple[int, int], Judgement]:
    index = {profile.id: profile.index for profile in profiles}
    return {
        (min(index[left], index[right]), max(index[left], index[right])): judgement
        for (left, right), judgement in judgements.items()
        if judgement.verdict == verdict and left in index and right in index and left != right
    }
