"""The mentions of one document that point back ("the strike", "those attacks") into what each points back to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from standoff.merge.compare import Scale, act_evidence, compare, deaths_evidence, forbids, number_evidence, score
from standoff.merge.profile import Profile, stem

_LOOK_BACK = 60  # earlier mentions of the type that are considered
_NO_OTHER_TOLL = ("unknown", "equal", "equal_one")
_EITHER = ("wide", "one_and_plural")
_LEAD = 0.6  # "the attack" rather means what the report began with
_ECHO = 0.6  # "the raid" rather means what was told with that word
_WORD = re.compile(r"\w+")
_KILLING = frozenset(map(stem, ("kill", "killing", "murder", "assassination", "death", "deaths", "massacre")))


def with_antecedents(profiles: Iterable[Profile], scale: Scale) -> Scale:
    """The scale with the antecedents of a batch in which every document's mentions of a type are complete."""
    groups: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for profile in profiles:
        groups[profile.mention.document, profile.group].append(profile)
    found: dict[int, int] = {}
    for group in groups.values():
        for place, later in enumerate(group):
            if _points_back(later):
                earlier = _best(group[max(0, place - _LOOK_BACK) : place], later, scale)
                if earlier is not None:
                    found[later.index] = earlier.index
    return Scale(scale.weights, scale.kinship, found)


def _points_back(profile: Profile) -> bool:
    """True for "the strike" and "five were wounded", which the coder marks, and for "claimed responsibility" too."""
    return profile.mention.anaphoric or profile.claim


def _best(earlier: list[Profile], later: Profile, scale: Scale) -> Profile | None:
    """The one that agrees best, of equals the nearest; what the report began with has a start."""
    lead = next((p for p in earlier if not p.mention.anaphoric), None)
    fitting = _fitting(earlier, later, scale)
    ranked = [(score(compare(p, later, scale)) + _start(p, lead, later), p.index, p) for p in fitting]
    return max(ranked, key=lambda r: r[:2])[2] if ranked else None


def _start(earlier: Profile, lead: Profile | None, later: Profile) -> float:
    """What one has in advance: as what the report began with, and where its sentence has the noun that points back."""
    echo = later.stems & frozenset(map(stem, _WORD.findall(earlier.mention.sentence.lower())))
    return (_LEAD if earlier is lead else 0.0) + (_ECHO if echo else 0.0)


def _one_act(earlier: Profile, later: Profile, scale: Scale) -> bool:
    """Whether one can be the other: "the raid" means no drone that was shot down, but can mean that a town was taken."""
    return act_evidence(earlier, later, scale) != "other"


def _fitting(earlier: list[Profile], later: Profile, scale: Scale) -> list[Profile]:
    """Those that can be meant: one that agrees in number, else what can be told in either ("bombed three sites ... the strikes").

    "The killing" rather means what has killed somebody; a toll that is told beside another is one of its own.
    """
    possible = [p for p in earlier if not forbids(p, later, scale) and _one_act(p, later, scale)]
    if later.mention.deaths:
        possible = [p for p in possible if deaths_evidence(p, later, scale) in _NO_OTHER_TOLL]
    agreeing = [p for p in possible if p.many == later.many]
    fitting = agreeing or [p for p in possible if number_evidence(p, later, scale) in _EITHER]
    if later.stems & _KILLING:
        return [p for p in fitting if p.mention.deaths or p.stems & _KILLING] or fitting
    return fitting
