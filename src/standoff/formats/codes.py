"""Code tables (CAMEO, countries, sectors, types) into what the SQL of formats joins with, and their inverses for writing."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

from standoff import knowledge, ontology
from standoff.records import CodeTable

STATEMENT = ("STATEMENT", "verbal cooperation", "0")  # what PLOVER leaves out of CAMEO: statements and appeals
NOTHING = frozenset({"", "NA", "None", "NULL"})


@cache
def tables() -> tuple[CodeTable, ...]:
    """All of them."""
    known = ontology.load()
    kinds = ((t.name, t.quad, str(t.score)) for t in known.types.values())
    modes = sorted({(mode,) for t in known.types.values() for mode in t.modes})
    acled = (
        (r["event_type"], r["sub_event_type"], r["type"], r["mode"] or None) for r in _rows("formats", "acled.csv")
    )
    return (
        CodeTable("kinds", ("type", "quad", "score"), (*kinds, STATEMENT)),
        CodeTable("modes", ("name",), tuple(modes)),
        CodeTable("contexts", ("name",), tuple((c,) for c in known.contexts)),
        CodeTable("cameo", ("code", "type", "mode", "context", "score"), tuple(_cameo())),
        CodeTable("fips", ("fips", "iso3"), tuple((r["fips"], r["iso3"]) for r in _rows("knowledge", "data/fips.csv"))),
        CodeTable("country_names", ("name", "iso3"), tuple(country_names().items())),
        CodeTable("gw", ("gw", "iso3"), tuple((gw, iso3) for iso3, gw in gw_codes().items())),
        CodeTable("acled", ("event_type", "sub_event_type", "type", "mode"), tuple(acled)),
    )


def _cameo() -> Iterator[tuple[str | None, ...]]:
    """Code, type, mode, context, score; modes and contexts that the ontology does not have are left out."""
    known = ontology.load()
    for row in _rows("ontology", "cameo.csv"):
        modes = known.types[row["plover"]].modes if row["plover"] else {}
        mode = row["plover_mode"] if row["plover_mode"] in modes else None
        context = row["plover_context"] if row["plover_context"] in known.contexts else None
        yield row["code"], row["plover"] or None, mode, context, row["intensity"]


@cache
def country_names() -> Mapping[str, str]:
    """Every name and code of a country, in small letters, and its ISO 3166-1 alpha-3 code."""
    found: dict[str, str] = {}
    for c in knowledge.load().countries.values():
        found |= dict.fromkeys((name.casefold() for name in (c.name, *c.names, c.iso3, c.iso2)), c.iso3)
    return found | {r["name"].casefold(): r["iso3"] for r in _rows("formats", "country_names.csv")}


@cache
def gw_codes() -> Mapping[str, str]:
    """The Gleditsch-Ward number of each state."""
    return {c.iso3: str(c.gw) for c in knowledge.load().countries.values() if c.gw is not None}


@cache
def fips_codes() -> Mapping[str, str]:
    """The FIPS 10-4 code of each country (the first, where it has several)."""
    return {r["iso3"]: r["fips"] for r in reversed(list(_rows("knowledge", "data/fips.csv")))}


@cache
def cameo_code(type: str, mode: str | None) -> str:
    """The first CAMEO code of three digits that is read as this type and mode, else as this type."""
    if type == STATEMENT[0]:
        return "010"
    fitting = [(row[0] or "", row[2]) for row in _cameo() if row[1] == type and len(row[0] or "") > 2]
    fitting.sort(key=lambda found: (found[1] != mode, found[1] is not None, not found[0].endswith("0"), len(found[0])))
    return fitting[0][0]


@cache
def sector(dataset: str, codes: str | None) -> str | None:
    """Our sector for the sector codes of a data set (several are parted by , ; or |); None where it gives none.

    The table is in order: the first line that fits any of the codes counts.
    """
    given = {code.strip() for code in (codes or "").replace(";", ",").replace("|", ",").split(",")} - NOTHING
    if not given:
        return None
    rules = ((r["code"], r["sector"]) for r in _rows("formats", "sectors.csv") if r["dataset"] == dataset)
    found = next((ours for code, ours in rules if any(fnmatchcase(g, code) for g in given)), None)
    return found or next((g for g in sorted(given) if g in ontology.load().sectors), "UNK")


@cache
def _rows(package: str, name: str) -> tuple[Mapping[str, str], ...]:
    text = files(f"standoff.{package}").joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
