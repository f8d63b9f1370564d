"""The mentions of one document that point back ("the strike", "those attacks") into what each points back to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from standoff.merge.compare import Scale, act_evidence, compare, deaths_evidence, forbids, number_evidence, score
from standoff.merge.profile import Profile, stem

_LOOK_BACK = 60  # earlier mentions of the type that are considered
_NO_OTHER_TOLL = ("unknown", "equal", "equal_one")
_EITHER = ("wide", "one_and_plural")
_LEAD = 0.6  # "the attack" rather means what the report began with
_ECHO = 0.6  # "the raid" rather means what was told with that word
_WORD = re.compile(r"\w+")
_KILLING = frozenset(map(stem, ("kill", "killing", "murder", "assassination", "death", "deaths", "massacre")))


Remembered = dict[
    tuple[str, str], list[tuple[int, int]]
]  # by document and type: what points back and to what, by place


def with_antecedents(profiles: Iterable[Profile], scale: Scale, remembered: Remembered | None = None) -> Scale:
    """The scale with the antecedents of a batch in which every document's mentions of a type are complete.

    `remembered` takes what is found, and spares finding it again in the next batch with mentions of the same documents.
    """
    remembered = {} if remembered is None else remembered
    groups: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for profile in profiles:
        groups[profile.mention.document, profile.group].append(profile)
    found: dict[int, int] = {}
    for key, group in groups.items():
        if key not in remembered:
            remembered[key] = list(_inside(group, scale))
        found.update((group[later].index, group[earlier].index) for later, earlier in remembered[key])
    return Scale(scale.weights, scale.kinship, found)


def _inside(group: Sequence[Profile], scale: Scale) -> Iterator[tuple[int, int]]:
    """Of one document's mentions of a type, by place in it: each that points back, and what it means."""
    places = {profile.index: place for place, profile in enumerate(group)}
    for place, later in enumerate(group):
        first = max(0, place - _LOOK_BACK)
        earlier = _best(group[first:place], later, scale) if _points_back(later) else None
        if earlier is not None:
            yield place, places[earlier.index]


def _points_back(profile: Profile) -> bool:
    """True for "the strike" and "five were wounded", which the coder marks, and for "claimed responsibility" too."""
    return profile.mention.anaphoric or profile.claim


def _best(earlier: Sequence[Profile], later: Profile, scale: Scale) -> Profile | None:
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


def _fitting(earlier: Sequence[Profile], later: Profile, scale: Scale) -> list[Profile]:
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
