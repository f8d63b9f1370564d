"""weights.toml into a `Weights` value: what each piece of evidence is worth, and what can go together at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import permutations
from math import exp

from standoff import toml


@dataclass(frozen=True, slots=True)
class Weights:
    """`evidence[feature][finding]` is a contribution to the score, `rows` has the same as entries of a table of evidence,
    of which a merge holds hundreds of thousands; the rest says what is compatible.
    """

    evidence: Mapping[str, Mapping[str, float]]
    rows: Mapping[str, Mapping[str, tuple[str, str, float]]]
    limits: Mapping[str, float]
    probability: Mapping[str, float]
    status_group: Mapping[str, str]
    type_group: Mapping[str, str]
    act_of_rule: Mapping[str, str]
    apart: frozenset[str]
    reciprocal: frozenset[str]
    acts: frozenset[str]
    compatible_modes: frozenset[tuple[str, str]]
    common_words: frozenset[str]

    def group_of(self, type: str) -> str:
        """The name under which a type is compared: its group's first type, else itself."""
        return self.type_group.get(type, type)

    def act_of(self, rule: str) -> str:
        """The kind of deed that a rule (a lexicon entry, or several joined by "+") tells of; "" for most."""
        return next((self.act_of_rule[part] for part in rule.split("+") if part in self.act_of_rule), "")


def probability(score: float) -> float:
    """How likely two mentions with this score are one event, 0 to 1: a curve fitted to labelled pairs (Platt 1999)."""
    curve = load().probability
    return 1 / (1 + exp(-(curve["slope"] * score + curve["offset"])))


@cache
def load() -> Weights:
    """The weights that ship with the package."""
    data = toml.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))
    settings = {"limits", "probability", "statuses", "types", "deeds", "modes", "words_known"}
    evidence = {name: table for name, table in data.items() if name not in settings}
    return Weights(
        evidence=evidence,
        rows={name: {f: (name, f, worth) for f, worth in table.items()} for name, table in evidence.items()},
        limits=data["limits"],
        probability=data["probability"],
        status_group={status: group for group, statuses in data["statuses"].items() for status in statuses},
        type_group={type: group[0] for group in data["types"]["groups"] for type in group},
        act_of_rule={rule: act for act, rules in data["deeds"].items() for rule in rules},
        apart=frozenset(data["types"]["apart"]),
        reciprocal=frozenset(data["types"]["reciprocal"]),
        acts=frozenset(data["types"]["acts"]),
        compatible_modes=frozenset(p for group in data["modes"]["compatible"] for p in permutations(group, 2)),
        common_words=frozenset(data["words_known"]["common"].split()),
    )
