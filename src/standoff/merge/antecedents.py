"""The mentions of one document that point back ("the strike", "those attacks") into what each points back to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from standoff.merge.compare import Scale, compare, forbids, score
from standoff.merge.profile import Profile, stem

_LOOK_BACK = 60  # earlier mentions of the type that are considered
_KILLING = frozenset(map(stem, ("kill", "killing", "murder", "assassination", "death", "deaths", "massacre")))


def with_antecedents(profiles: Iterable[Profile], scale: Scale) -> Scale:
    """The scale with the antecedents of a batch in which every document's mentions of a type are complete."""
    groups: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for profile in profiles:
        groups[profile.mention.document, profile.group].append(profile)
    found: dict[int, int] = {}
    for group in groups.values():
        for place, later in enumerate(group):
            if later.mention.anaphoric:
                earlier = _best(group[max(0, place - _LOOK_BACK) : place], later, scale)
                if earlier is not None:
                    found[later.index] = earlier.index
    return Scale(scale.weights, scale.kinship, found)


def _best(earlier: list[Profile], later: Profile, scale: Scale) -> Profile | None:
    """The one that agrees best, of equals the nearest. Number must agree: "those attacks" are not one strike.

    "The killing" rather means what has killed somebody.
    """
    fitting = [p for p in earlier if p.many == later.many and not forbids(p, later, scale)]
    if later.stems & _KILLING:
        fitting = [p for p in fitting if p.mention.deaths or p.stems & _KILLING] or fitting
    ranked = [(score(compare(p, later, scale)), p.index, p) for p in fitting]
    return max(ranked, key=lambda r: r[:2])[2] if ranked else None
