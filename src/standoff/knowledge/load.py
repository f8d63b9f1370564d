"""Knowledge files, the package's own and then the user's, into one validated `Knowledge`."""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from standoff import ontology
from standoff.errors import KnowledgeError
from standoff.knowledge.fields import Entry, entries, text, texts, toml
from standoff.knowledge.types import Agent, Backing, Country, Knowledge, Organisation, Person, Role

# file -> the table in it that holds the entries, and the fields an entry may have
FILES = {
    "organisations": {"id", "name", "aliases", "country", "sector", "part_of", "since", "until"},
    "people": {"id", "name", "aliases", "country", "sector", "roles"},
    "backing": {"from", "to", "type", "since", "until"},
}
ROLE_FIELDS = {"title", "of", "sector", "since", "until"}


@cache
def load(own: Path | None = None) -> Knowledge:
    """The package's files; entries of the folder `own` are added, and replace those with the same id."""
    with as_file(files(__package__).joinpath("data")) as shipped:
        folders = [shipped] if own is None else [shipped, own]
        countries = {c.iso3: c for folder in folders for c in _countries(folder / "countries.csv")}
        organisations = {o.id: o for o in _organisations(_entries(folders, "organisations"))}
        people = {p.id: p for p in _people(_entries(folders, "people"))}
        agents = {a.noun: a for folder in folders for a in _agents(folder / "agents.toml")}
        backings = tuple(_backings(_entries(folders, "backing")))
    knowledge = Knowledge(countries, organisations, people, agents, backings)
    _check_references(knowledge)
    return knowledge


@cache
def load_countries() -> Mapping[str, Country]:
    """The package's countries alone, by ISO 3166-1 alpha-3 code: what a filter needs, in a hundredth of the time."""
    with as_file(files(__package__).joinpath("data")) as shipped:
        return {c.iso3: c for c in _countries(shipped / "countries.csv")}


def country_name(iso3: str | None) -> str:
    """What reports call the country; empty for none, the code itself for one that is not known."""
    known = load_countries().get(iso3 or "")
    return known.name if known else iso3 or ""


def _entries(folders: list[Path], kind: str) -> Iterator[Entry]:
    """Every entry of `kind.toml` and of the files in `kind/`."""
    for folder in folders:
        for path in sorted([*folder.glob(f"{kind}.toml"), *folder.glob(f"{kind}/*.toml")]):
            yield from entries(path, FILES[kind])


def _countries(path: Path) -> Iterator[Country]:
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        for row in rows:
            iso3 = row["iso3"]
            if len(iso3) != 3 or not iso3.isupper():
                raise KnowledgeError(path, iso3, "iso3", "must be three capital letters")
            yield Country(
                iso3=iso3, iso2=row["iso2"], gw=int(row["gw"]) if row["gw"] else None, name=row["name"],
                names=_bars(row["names"]), demonyms=_bars(row["demonyms"]), capital=row["capital"],
                seats=_bars(row["seats"]),
            )  # fmt: skip


def _bars(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _organisations(found: Iterator[Entry]) -> Iterator[Organisation]:
    for path, name, row in found:
        yield Organisation(
            id=text(path, name, row, "id"), name=text(path, name, row, "name"),
            aliases=texts(path, name, row, "aliases"), country=row.get("country"), sector=_sector(path, name, row),
            part_of=row.get("part_of"), since=_day(path, name, row, "since"), until=_day(path, name, row, "until"),
        )  # fmt: skip


def _people(found: Iterator[Entry]) -> Iterator[Person]:
    for path, name, row in found:
        roles = []
        for role in row.get("roles", ()):
            unknown = role.keys() - ROLE_FIELDS
            if unknown:
                raise KnowledgeError(path, name, f"roles.{min(unknown)}", "is not a field of a role")
            since, until = _day(path, name, role, "since"), _day(path, name, role, "until")
            if since and until and until < since:
                raise KnowledgeError(path, name, "roles.until", f"{until} is before {since}")
            title, of = text(path, name, role, "title"), text(path, name, role, "of")
            roles.append(Role(title, of, _sector(path, name, role), since, until))
        yield Person(
            id=text(path, name, row, "id"), name=text(path, name, row, "name"),
            aliases=texts(path, name, row, "aliases"), country=row.get("country"), sector=_sector(path, name, row),
            roles=tuple(sorted(roles, key=lambda r: r.since or date.min)),
        )  # fmt: skip


def _agents(path: Path) -> Iterator[Agent]:
    if not path.exists():
        return
    for sector, nouns in toml(path).items():
        _sector(path, sector, {"sector": sector})
        yield from (Agent(noun, sector) for noun in nouns)


def _backings(found: Iterator[Entry]) -> Iterator[Backing]:
    for path, name, row in found:
        kind = row.get("type", "backs")
        if kind not in ontology.TIE_TYPES:
            raise KnowledgeError(path, name, "type", f"{kind!r} is none of {', '.join(ontology.TIE_TYPES)}")
        yield Backing(
            source=text(path, name, row, "from"), target=text(path, name, row, "to"), type=kind,
            since=_day(path, name, row, "since"), until=_day(path, name, row, "until"),
        )  # fmt: skip


def _sector(path: Path, name: str, row: dict[str, Any]) -> str:
    value = row.get("sector")
    if value not in ontology.load().sectors:
        raise KnowledgeError(path, name, "sector", f"{value!r} is none of {', '.join(ontology.load().sectors)}")
    return str(value)


def _day(path: Path, name: str, row: dict[str, Any], field: str) -> date | None:
    """A day, a month or a year; "since 2006" begins on 1 January, "until 2006" ends on 31 December."""
    value = row.get(field)
    if value is None or isinstance(value, date):
        return value
    parts = [int(p) for p in str(value).split("-")] if str(value).replace("-", "").isdigit() else []
    try:
        match parts:
            case [year]:
                return date(year, 1, 1) if field == "since" else date(year, 12, 31)
            case [year, month]:
                return date(year, month, 1) if field == "since" else date(year, month, monthrange(year, month)[1])
            case [year, month, day]:
                return date(year, month, day)
    except ValueError:
        pass
    raise KnowledgeError(path, name, field, f"{value!r} is not a day (2014-09-08), month or year")


def _check_references(knowledge: Knowledge) -> None:
    """Every country, organisation and person that an entry names exists."""
    known = {*knowledge.countries, *knowledge.organisations, *knowledge.people}
    for org in knowledge.organisations.values():
        for field, value in (("country", org.country), ("part_of", org.part_of)):
            if value is not None and value not in known:
                raise KnowledgeError("organisations", org.id, field, f"{value!r} is not known")
    for person in knowledge.people.values():
        for field, value in (("country", person.country), *(("roles.of", r.of) for r in person.roles)):
            if value is not None and value not in known:
                raise KnowledgeError("people", person.id, field, f"{value!r} is not known")
    for backing in knowledge.backings:
        for field, value in (("from", backing.source), ("to", backing.target)):
            if value not in known:
                raise KnowledgeError(
                    "backing", f"{backing.source} -> {backing.target}", field, f"{value!r} is not known"
                )
