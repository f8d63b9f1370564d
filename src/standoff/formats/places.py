"""Places into the columns that formats have for them."""

from __future__ import annotations

from standoff.records import Where

LEVELS = {"site": "City", "town": "City", "region": "Province"}


def coordinates(place: Where, lat: str, lon: str) -> dict[str, str]:
    """The columns of these names; none where the place has no point."""
    if place.lat is None or place.lon is None:
        return {}
    return {lat: f"{place.lat:g}", lon: f"{place.lon:g}"}


def levels(place: Where) -> dict[str, str]:
    """City or province and the point, as ICEWS and POLECAT have them."""
    named = {LEVELS[place.precision]: place.name} if place.precision in LEVELS else {}
    return named | coordinates(place, "Latitude", "Longitude")
