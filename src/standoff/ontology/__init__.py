"""PLOVER 2.0 event types, quad classes, modes, contexts, scores and sectors, from plover.toml and sectors.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from standoff import toml
from standoff.errors import OntologyError

STATUSES = ("actual", "historical", "future", "hypothetical", "negated")
TIE_TYPES = ("backs", "leads", "member_of", "allied_with", "opposes", "hosts_forces_of", "part_of")
MUTUAL_TIES = frozenset(("allied_with", "opposes"))  # who stands first says nothing
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")  # 1 to 4 in data sets
PRECISIONS = ("site", "town", "region", "country")


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's 16 types: `score` is its mean intensity on -10 (conflict) to +10 (cooperation)."""

    name: str
    quad: str
    score: float
    modes: Mapping[str, float]
    definition: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """All codes that a record may carry; `sides`: as whom a sector acts ("state", "armed", "itself"), of those that take sides;
    `unnamed`: what those of a country are called together.
    """

    types: Mapping[str, EventType]
    contexts: Mapping[str, str]
    sectors: Mapping[str, str]
    sides: Mapping[str, str]
    unnamed: Mapping[str, str]

    def event_type(self, name: str) -> EventType:
        """The type by name; OntologyError names the known ones."""
        try:
            return self.types[name]
        except KeyError:
            raise OntologyError(f"{name!r} is not a PLOVER type; the types are {', '.join(self.types)}") from None

    def score(self, name: str, mode: tuple[str, ...] = ()) -> float:
        """Intensity of a type, or of its strongest mode where one is given."""
        kind = self.event_type(name)
        scores = [kind.modes[m] for m in mode if m in kind.modes]
        return max(scores, key=abs) if scores else kind.score


@cache
def load() -> Ontology:
    """Read the ontology files that ship with the package."""
    here = files(__package__)
    plover = toml.loads(here.joinpath("plover.toml").read_text(encoding="utf-8"))
    sectors = toml.loads(here.joinpath("sectors.toml").read_text(encoding="utf-8"))
    types = {
        name: EventType(name, entry["quad"], entry["score"], entry.get("modes", {}), entry["definition"])
        for name, entry in plover["types"].items()
    }
    sides = {sector: side for side, members in sectors["sides"].items() for sector in members}
    if unknown := sides.keys() - sectors["sectors"].keys():
        raise OntologyError(f"sectors.toml: [sides] names what is no sector: {', '.join(sorted(unknown))}")
    return Ontology(types, plover["contexts"], sectors["sectors"], sides, sectors["unnamed"])
