"""A place name as written becomes a `Where`: exact names only, settled by the countries of the context, else refused."""

from __future__ import annotations

import csv
import gzip
import io
import re
import unicodedata
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import as_file, files
from math import cos, hypot, isnan, log10, radians
from pathlib import Path

from standoff import toml
from standoff.errors import KnowledgeError
from standoff.knowledge.fields import Row, entries, text, texts
from standoff.records import Where

PRECISIONS = ("site", "town", "region", "country")
COLUMNS = ["name", "keys", "iso3", "lat", "lon", "population", "precision"]
SITE_FIELDS = {"name", "aliases", "country", "lat", "lon", "precision", "source"}
LONGEST_NAME = 100  # characters; a longer stretch of text is not a name
MOST_WORDS = 5  # "Islamic Republic of Iran Province" is longer than any place worth matching
FOREMOST = 100_000  # inhabitants: such a city is meant unless the context has a rival
DOMINANT = 5  # a name means the larger place when that is this many times the next
NEAR_KM = 300.0

ENGLISH_TOO = frozenset({"As", "At", "An"})  # at the start of a sentence these are English words, not articles


def _word_lists() -> dict[str, frozenset[str]]:
    text = files("standoff.knowledge").joinpath("data/place_words.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in toml.loads(text).items()}


WORDS = _word_lists()  # see data/place_words.toml
ARTICLES, REGION_NOUNS, TOWN_NOUNS, FACILITY_NOUNS = (
    WORDS[name] for name in ("articles", "region", "town", "facility")
)

_DIRECTION = r"(?:north|south|east|west|north[- ]?(?:east|west)|south[- ]?(?:east|west))"
DIRECTION = re.compile(
    rf"(?:{_DIRECTION}(?:ern)?|central|upper|lower|downtown|rural|mainland|greater|inner)$", re.IGNORECASE
)
_AIR = re.compile(
    r"(?: (?:international|military|army|air force|royal|airforce))* (?:air ?base|air ?field|airport|aerodrome|air station)$"
)
_OF = re.compile(rf"(?:the )?({'|'.join(sorted(REGION_NOUNS | TOWN_NOUNS))}) of (.+)$", re.IGNORECASE)

# NFKD leaves these letters whole; apostrophes of any kind stand for sounds that newspapers drop
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("'’‘ʼʻʾʿ`´ʹˈ‛", ""), **dict.fromkeys("-‐‑‒–—.,/()", " "),
        "ı": "i", "İ": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "æ": "ae",
        "œ": "oe", "ə": "a", "Ə": "A",
    }
)  # fmt: skip


@lru_cache(maxsize=1 << 15)
def key(name: str) -> str:
    """The form under which names are compared: no accents, apostrophes, hyphens or capitals."""
    plain = name.translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def bare(name_key: str) -> str:
    """A key without its articles: "deir ez zor" becomes "deir zor"; articles alone stay."""
    return " ".join(w for w in name_key.split() if w not in ARTICLES) or name_key


def airfield(name_key: str) -> str:
    """A key whose last words say air base, airfield or airport, under one spelling."""
    return _AIR.sub(" airbase", name_key)


@dataclass(frozen=True, slots=True)
class Table:
    """The built table as parallel columns; `rows` leads from a key to row numbers."""

    names: Sequence[str]
    countries: Sequence[str]
    lats: Sequence[float]  # NaN where unknown
    lons: Sequence[float]
    populations: Sequence[int]
    precisions: Sequence[str]
    rows: Mapping[str, tuple[int, ...]]

    def where(self, row: int) -> Where:
        """Row number `row` as a place."""
        lat, lon = self.lats[row], self.lons[row]
        known = not isnan(lat)
        return Where(
            self.names[row], self.countries[row], round(lat, 4) if known else None, round(lon, 4) if known else None, self.precisions[row]
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Curated sites first, then countries, then the built table; see `find`."""

    sites: Mapping[str, tuple[Where, ...]]
    table: Table
    countries: Mapping[str, Where]
    stopwords: frozenset[str]
    first_words: Mapping[str, int]  # first word of a key -> words in the longest key that begins so

    def has(self, name: str) -> bool:
        """True when some place bears exactly this name."""
        return len(name) <= LONGEST_NAME and self._known(key(name)) is not None

    def country(self, iso3: str) -> Where | None:
        """A country, at the population-weighted middle of its cities."""
        return self.countries.get(iso3)

    def find(self, name: str, countries: Collection[str] = (), near: Where | None = None) -> Where | None:
        """The place meant by `name`, or None when nothing, or nothing clearly, bears it.

        `countries` are those of the context (ISO3), most likely first; `near` is a place in the same breath.
        "northwest Jordan", "Anbar province" and "city of Mosul" follow rules: see `region_of`.
        """
        name = " ".join(name.split())
        if not 3 <= len(name) <= LONGEST_NAME:
            return None
        if near is not None and near.country is not None:
            countries = (near.country, *(c for c in countries if c != near.country))
        return self._plain(name, countries, near) or self.region_of(name, countries, near)

    def region_of(self, name: str, countries: Collection[str] = (), near: Where | None = None) -> Where | None:
        """Part of a place, named as written; a part of a country gets no coordinates, so that nobody pins it on a city."""
        if matched := _OF.match(name):
            kind, rest = matched[1].lower(), matched[2]
            if kind in TOWN_NOUNS:
                return self._plain(rest, countries, near)
            return self._part(name, rest, countries, near)
        first, _, rest = name.partition(" ")
        if first.lower() == "the" and rest:
            return self.find(rest, countries, near)
        if rest and DIRECTION.match(first):
            return self._directed(name, rest, countries, near)
        rest, _, last = name.rpartition(" ")
        if rest and last.lower() in REGION_NOUNS:
            return self._part(name, rest, countries, near)
        return self._plain(rest, countries, near) if rest and last.lower() in TOWN_NOUNS else None

    def match(self, words: Sequence[str], start: int, lower: bool = False) -> tuple[int, str] | None:
        """How many of `words` from `start` on form the longest known name, and that name.

        Names begin with a capital; `lower` lets them begin small, for text without any.
        """
        word = words[start]
        if not (word[:1].isupper() or lower or word in ARTICLES) or not _may_begin(words, start):
            return None
        if (longest := self._longest(words, start)) == 0:
            return None
        for count, name_key in reversed(list(_candidates(words, start, longest))):
            last = words[start + count - 1]
            if (lower or last[:1].isupper() or last in FACILITY_NOUNS or name_key in self.sites) and self._known(
                name_key
            ):
                return count, " ".join(words[start : start + count]).replace(" - ", "-").replace(" '", "'").replace(
                    " ’", "’"
                )
        return None

    def _longest(self, words: Sequence[str], start: int) -> int:
        """How many words a name beginning here can have, 0 where no name does; the quick answer for most words."""
        first = key(words[start])
        if first in self.first_words:
            return self.first_words[first] + 2
        if first not in ARTICLES:
            return 0
        following = next((k for w in words[start + 1 : start + 3] if (k := key(w))), "")
        return self.first_words.get(following, -2) + 2

    def _known(self, name_key: str) -> str | None:
        """The spelling of `name_key` under which places are listed."""
        for spelling in (name_key, bare(name_key), airfield(bare(name_key))):
            if len(spelling) >= 3 and (spelling in self.sites or spelling in self.table.rows):
                return spelling
        return None

    def _plain(self, name: str, countries: Collection[str], near: Where | None) -> Where | None:
        known = self._known(key(name))
        if known is None:
            return None
        if sites := self.sites.get(known):
            if (site := _one_site(sites, countries)) is not None:
                return site
            return None
        rows = self.table.rows[known]
        for row in rows:
            if self.table.precisions[row] == "country":
                return self.table.where(row)
        if known in self.stopwords and not any(self.table.countries[row] in countries for row in rows):
            return None
        chosen = self._settle(self._towns_first(rows), tuple(countries), near)
        # GeoNames writes "Tadmur" where the report writes "Palmyra": the reader should meet the report's word
        return None if chosen is None else replace(self.table.where(chosen), name=name)

    def _towns_first(self, rows: tuple[int, ...]) -> tuple[int, ...]:
        """Without regions that are called after a town that makes up much of them: "Rafah" is the town."""
        table = self.table
        towns = [r for r in rows if table.precisions[r] == "town"]
        kept = [
            r for r in rows
            if table.precisions[r] != "region"
            or all(table.countries[t] != table.countries[r] or 20 * table.populations[t] < table.populations[r] for t in towns)
        ]  # fmt: skip
        return tuple(kept)

    def _settle(self, rows: tuple[int, ...], countries: tuple[str, ...], near: Where | None) -> int | None:
        """The row that is meant: size counts by its logarithm, a country of the context is worth a hundredfold."""
        table = self.table

        def weight(row: int) -> float:
            iso3 = table.countries[row]
            bonus = max(1.0, 2.0 - 0.25 * countries.index(iso3)) if iso3 in countries else 0.0
            return log10(table.populations[row] + 1) + bonus + _closeness(table, row, near)

        ranked = sorted(rows, key=lambda row: (-weight(row), row))
        best = ranked[0]
        if table.countries[best] in countries:
            return best
        size = table.populations[best]
        alone = size >= DOMINANT * max((table.populations[r] for r in ranked[1:]), default=0)
        return best if alone or size > FOREMOST else None

    def _part(self, name: str, whole: str, countries: Collection[str], near: Where | None) -> Where | None:
        """`name` is an administrative or natural region called after `whole`."""
        known = self._known(key(whole))
        if known is not None and known not in self.sites:
            regions = tuple(r for r in self.table.rows[known] if self.table.precisions[r] == "region")
            row = self._settle(regions, tuple(countries), near) if regions else None
            if row is not None:
                return replace(self.table.where(row), name=name)
        found = self.find(whole, countries, near)
        if found is None:
            return None
        if found.precision == "country":
            return Where(name, found.country, None, None, "region")
        return replace(found, name=name, precision="region")

    def _directed(self, name: str, whole: str, countries: Collection[str], near: Where | None) -> Where | None:
        """`name` is the north, south, ... of `whole`; within a town the town's coordinates are near enough."""
        found = self.find(whole, countries, near)
        if found is None:
            return None
        if found.precision == "country":
            return Where(name, found.country, None, None, "region")
        return replace(found, name=name)


def _may_begin(words: Sequence[str], start: int) -> bool:
    """False for "at Odesa" and "As Damascus": there the word that could be an article is an English one."""
    word = words[start]
    if word.lower() == "the":
        return False
    hyphen = start + 1 < len(words) and words[start + 1] in "-‐‑–"
    english = (word in ENGLISH_TOO and start == 0) or (word in ARTICLES and word not in ("al", "el"))
    return hyphen or not english


def _candidates(words: Sequence[str], start: int, longest: int) -> Iterator[tuple[int, str]]:
    """Numbers of tokens from `start` and the key of the name they would form, shortest first; hyphens do not count."""
    parts: list[str] = []
    for count, word in enumerate(words[start : start + 2 * MOST_WORDS], 1):
        part = key(word)
        if not part:
            if word not in "-‐‑–'’" or not word:
                return
            continue
        if parts and word[0] in "'’":
            parts[-1] += part  # "Beirut", "'s"
        else:
            parts.append(part)
        yield count, " ".join(parts)
        if len(parts) >= min(longest, MOST_WORDS):
            return


def _one_site(sites: tuple[Where, ...], countries: Collection[str]) -> Where | None:
    if len(sites) == 1:
        return sites[0]
    return next((s for c in countries for s in sites if s.country == c), None)


def _closeness(table: Table, row: int, near: Where | None) -> float:
    """One more power of ten for a place within reach of `near`."""
    if near is None or near.lat is None or near.lon is None or near.precision == "country":
        return 0.0
    north = table.lats[row] - near.lat
    east = (table.lons[row] - near.lon) * cos(radians(near.lat))
    return 1.0 if 111.2 * hypot(north, east) < NEAR_KM else 0.0


@cache
def load_places(own: Path | None = None) -> Gazetteer:
    """The package's table and sites; sites of `sites.toml` in the folder `own` come before those of the same name."""
    with as_file(files(__package__).joinpath("data")) as shipped:
        table = _table(shipped / "places.csv.gz")
        stopwords = frozenset(key(w) for w in _lines(shipped / "place_stopwords.txt"))
        sites: dict[str, tuple[Where, ...]] = {}
        for folder in [shipped] if own is None else [shipped, own]:
            sites.update(_sites(folder / "sites.toml"))
    countries = {table.countries[n]: table.where(n) for n, kind in enumerate(table.precisions) if kind == "country"}
    first_words: dict[str, int] = {}
    for keys in (table.rows, sites):
        for name in keys:
            first, words = name.split(" ", 1)[0], name.count(" ") + 1
            if first_words.get(first, 0) < words:
                first_words[first] = words
    return Gazetteer(sites, table, countries, stopwords, first_words)


def _table(path: Path) -> Table:
    names, countries, precisions = [], [], []
    lats, lons, populations = array("d"), array("d"), array("Q")
    rows: dict[str, tuple[int, ...]] = {}
    interned: dict[str, str] = {}
    reader = csv.reader(io.StringIO(gzip.decompress(path.read_bytes()).decode("utf-8"), newline=""))
    if next(reader, []) != COLUMNS:
        raise KnowledgeError(path, "line 1", "columns", f"must be {', '.join(COLUMNS)}")
    for number, (name, keys, iso3, lat, lon, population, precision) in enumerate(reader):
        names.append(name)
        countries.append(interned.setdefault(iso3, iso3))
        precisions.append(interned.setdefault(precision, precision))
        lats.append(float(lat or "nan"))
        lons.append(float(lon or "nan"))
        populations.append(int(population))
        this = (number,)
        for one in keys.split("|"):
            rows[one] = rows[one] + this if one in rows else this
    return Table(names, countries, lats, lons, populations, precisions, rows)


def _lines(path: Path) -> Iterator[str]:
    """Words of a list file: separated by white space, `#` begins a comment."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield from line.partition("#")[0].split()


def _sites(path: Path) -> dict[str, tuple[Where, ...]]:
    """Keys of the curated sites of one file; one name may stand for sites in several countries."""
    if not path.exists():
        return {}
    found: dict[str, tuple[Where, ...]] = {}
    for _, name, entry in entries(path, SITE_FIELDS):
        site = _site(path, name, entry)
        spellings = {bare(key(n)) for n in (site.name, *entry.get("aliases", ()))}
        for spelling in sorted(spellings | {airfield(s) for s in spellings}):
            others = found.get(spelling, ())
            if any(o.country == site.country for o in others):
                raise KnowledgeError(
                    path, site.name, "aliases", f"{spelling!r} already names {others[0].name} in the same country"
                )
            found[spelling] = (*others, site)
    return found


def _site(path: Path, name: str, entry: Row) -> Where:
    for field in ("name", "source"):
        text(path, name, entry, field)
    texts(path, name, entry, "aliases", letters=3)
    country = entry.get("country")
    if country is not None and not re.fullmatch("[A-Z]{3}", str(country)):
        raise KnowledgeError(path, name, "country", f"{country!r} must be three capital letters, or absent at sea")
    if entry.get("precision") not in PRECISIONS:
        raise KnowledgeError(path, name, "precision", f"{entry.get('precision')!r} is none of {', '.join(PRECISIONS)}")
    lat, lon = (_degrees(path, name, entry, field, most) for field, most in (("lat", 90), ("lon", 180)))
    return Where(name, country, lat, lon, entry["precision"])


def _degrees(path: Path, name: str, entry: Row, field: str, most: int) -> float:
    value = entry.get(field)
    if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
        raise KnowledgeError(path, name, field, f"{value!r} must be degrees between -{most} and {most}")
    return float(value)
