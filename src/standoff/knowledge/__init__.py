"""What is known before reading: states, organisations, office holders with dates, generic agents, places."""

from __future__ import annotations

from standoff.knowledge.load import country_name, load, load_countries
from standoff.knowledge.types import Agent, Backing, Country, Knowledge, Organisation, Person, Role, country_called

__all__ = [
    "Agent",
    "Backing",
    "Country",
    "Knowledge",
    "Organisation",
    "Person",
    "Role",
    "country_called",
    "country_name",
    "load",
    "load_countries",
]
