"""The words around a person's name ("Gen. X", "X, the governor of Y") into the country and sector that they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.code.frames.nouns import RANKS, TITLE_NOUNS
from standoff.code.frames.phrases import behind, left_of
from standoff.code.frames.reading import Reading

if TYPE_CHECKING:
    from standoff.code.frames.participants import Participants


@dataclass(frozen=True, slots=True)
class Local:
    """A person whom the text introduces and the knowledge files do not have."""

    name: str
    country: str | None
    sector: str


def introduced(who: Participants) -> dict[str, Local]:
    """Who is introduced by full name, with country and sector from title and apposition."""
    reading = who.reading
    found: dict[str, Local] = {}
    for ent in reading.doc.ents:
        if ent.label_ != "PERSON" or _is_somebody(who, ent.root.i):
            continue
        head = ent.root.i
        text = " ".join(ent.text.removesuffix("’s").removesuffix("'s").split())
        country, sector = titled(who, head)
        surname = text.split()[-1]
        known = found.get(surname)
        if (
            known is None
            or (known.country is None and country is not None)
            or (known.sector == "UNK" and sector != "UNK")
        ):
            full = known.name if known is not None and len(known.name) > len(text) else text
            local = Local(
                full,
                country or (known.country if known else None),
                sector if sector != "UNK" or known is None else known.sector,
            )
            found[surname] = local
            found[full] = local
    return found


def _is_somebody(who: Participants, head: int) -> bool:
    """True where a name of the files stands, and no namesake of who bears it."""
    name = who.at.get(head)
    return name is not None and name.kind != "agent" and not (name.kind == "person" and who.is_namesake(name))


def titled(who: Participants, head: int) -> tuple[str | None, str]:
    """Country and sector of a person from the words around the name."""
    country, sector = None, "UNK"
    reading = who.reading
    around = list(left_of(reading, head))
    for c in reading.children[head]:
        if reading.deps[c] in ("appos", "compound") or (reading.deps[c] == "relcl"):
            around += reading.subtree(c)
    if reading.deps[head] == "appos":
        above = reading.heads[head]
        around += _title_of(reading, above)
        around += [
            *left_of(reading, above),
            above,
            *[i for h in behind(reading, above, "of", "for", "at", "in") for i in reading.subtree(h)],
        ]
    if any(reading.lemmas[i] in who.commentators for i in around):
        return None, "UNK"
    for i in around:
        name = who.at.get(i)
        if name is None:
            sector = "MIL" if sector == "UNK" and reading.lowers[i].rstrip(".") in RANKS else sector
            continue
        if name.kind == "agent" and sector == "UNK":
            sector = who.knowledge.agents[name.ref].sector
        elif name.kind in ("country", "demonym", "seat") and country is None:
            country = name.ref
        elif name.kind == "organisation" and country is None:
            org = who.knowledge.organisations[name.ref]
            country = org.country
            sector = org.sector if sector in ("UNK", "GOV") else sector
    return country, sector


def _title_of(reading: Reading, place: int) -> list[int]:
    """Of the place in "the governor of West Darfur, Khamis Abakar", beside which the parser sets the name: the title."""
    title = reading.heads[reading.heads[place]] if reading.deps[place] == "pobj" else place
    return [title, *left_of(reading, title)] if reading.lemmas[title] in TITLE_NOUNS else []
