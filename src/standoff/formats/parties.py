"""Names and codes of actors in data sets into the participants that coded text has, where the knowledge files know them."""

from __future__ import annotations

import re
from functools import lru_cache

from standoff.formats import codes
from standoff.knowledge import Knowledge
from standoff.records import Participant

SLUG = re.compile(r"[^a-z0-9]+")
OF_A_COUNTRY = re.compile(r"(.{1,100}?) ?\((.{2,60})\)")  # "Military (Iraq)", as ICEWS names those who have no name
ARTICLES = re.compile(r"^the ", re.IGNORECASE)


class Parties:
    """Answers who a name with a country (ISO3) and a sector is; None where all three are empty."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._names: dict[str, tuple[str, str]] = {}
        for kind, entries in (
            ("person", knowledge.people.values()),
            ("organisation", knowledge.organisations.values()),
        ):
            for entry in entries:
                for name in (entry.name, *entry.aliases):
                    self._names[_plain(name)] = (kind, entry.id)
        for country in knowledge.countries.values():
            for name in (country.name, *country.names, *country.demonyms):
                self._names[_plain(name)] = ("country", country.iso3)
        self.resolve = lru_cache(maxsize=1 << 16)(self._resolve)

    def _resolve(self, name: str | None, country: str | None, sector: str | None) -> Participant | None:
        text = (name or "").strip()
        kind, ref = self._names.get(_plain(text), ("", ""))
        if kind == "person":
            person = self._knowledge.people[ref]
            return Participant(ref, person.name, person.country, sector or person.sector, text)
        if kind == "organisation":
            organisation = self._knowledge.organisations[ref]
            return Participant(ref, organisation.name, organisation.country, organisation.sector, text)
        if not country and not kind and (told := OF_A_COUNTRY.fullmatch(text)):
            country = codes.country_names().get(told[2].casefold())
            sector = sector or (self._sector(told[1]) if country else None)
        country = country or (ref if kind == "country" else None)
        return (
            self._of_country(text, country, sector)
            if country in self._knowledge.countries
            else _unknown(text, country, sector)
        )

    def _sector(self, noun: str) -> str:
        """The sector of "Military", "Cabinet / Council of Ministers": by the codes of ICEWS, else by the nouns that reports use."""
        coded = codes.sector("icews", noun)
        if coded and coded != "UNK":
            return coded
        words = [part.strip().casefold() for part in noun.split("/")]
        tried = [*words, *(word.rpartition(" ")[2] for word in words)]
        return next((self._knowledge.agents[word].sector for word in tried if word in self._knowledge.agents), "UNK")

    def _of_country(self, text: str, country: str | None, sector: str | None) -> Participant:
        """A state, or a sector of it, as the coder writes them ("IRQ", "IRQ/MIL")."""
        assert country is not None
        known = self._knowledge.countries[country].name
        if sector in (None, "GOV") or (sector == "UNK" and not OF_A_COUNTRY.fullmatch(text)):
            return Participant(country, known, country, "GOV", text)
        return Participant(f"{country}/{sector}", text.title() or known, country, str(sector), text)


def _unknown(text: str, country: str | None, sector: str | None) -> Participant | None:
    if not text and not country and not sector:
        return None
    label = text.title() or country or sector or ""
    return Participant(SLUG.sub("-", label.lower()).strip("-") or label, label, None, sector or "UNK", text)


@lru_cache(maxsize=1 << 16)
def _plain(name: str) -> str:
    return " ".join(ARTICLES.sub("", name).casefold().replace("’", "'").split())
