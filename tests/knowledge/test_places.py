"""Exact names find the place that the context means; anything doubtful is refused."""

from __future__ import annotations

from math import isnan
from pathlib import Path

import pytest

from standoff.errors import KnowledgeError
from standoff.knowledge.places import PRECISIONS, airfield, bare, key, load_places
from standoff.records import Where


@pytest.fixture(scope="module")
def places():
    return load_places()


def test_a_key_drops_what_spellings_differ_in():
    assert key("Al-Ḩillah") == key("al Hillah") == "al hillah"
    assert key("Qa’im") == key("Qa'im") == key("Qaʿim") == "qaim"
    assert key("Çukurca") == "cukurca"
    assert key("Łódź") == "lodz"
    assert key("U.S.") == "u s"


def test_articles_go_but_a_name_made_of_them_stays():
    assert bare("deir ez zor") == "deir zor"
    assert bare("ar raqqah") == "raqqah"
    assert bare("the al") == "the al"


def test_airfields_of_any_kind_are_one_word():
    assert airfield("taji army air field") == airfield("taji airbase") == airfield("taji international airport")


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Tower 22", "JOR", "site"),
        ("At Tanf", "SYR", "site"),
        ("Ayn al-Asad", "IRQ", "site"),
        ("Tiyas Military Airfield", "SYR", "site"),
        ("Camp Hurriya", "IRQ", "site"),
        ("the Strait of Hormuz", None, "region"),
        ("Dahiyeh", "LBN", "town"),
        ("Robotyne", "UKR", "town"),
        ("Mischief Reef", None, "site"),
        ("Mosul", "IRQ", "town"),
        ("ar-Raqqa", "SYR", "town"),
        ("al-Hilla", "IRQ", "town"),
        ("Palmyra", "SYR", "town"),
        ("Rafah", "PSE", "town"),
        ("Gaza", "PSE", "region"),
        ("Anbar", "IRQ", "region"),
        ("Helmand", "AFG", "region"),
        ("Iraq", "IRQ", "country"),
    ],
)
def test_finds(places, name, country, precision):
    found = places.find(name)
    assert (found.country, found.precision) == (country, precision)
    assert found.lat is not None
    assert found.lon is not None


@pytest.mark.parametrize(
    "name", ["Tower 23", "Mosull", "Aqqan", "Qz", "T4", "", " ", "x" * 5000, "\x00\ud800", "🤷 Mosul", "' '"]
)
def test_no_name_is_guessed(places, name):
    assert places.find(name) is None
    assert not places.has(name)


def test_the_name_of_a_town_stays_as_written(places):
    assert places.find("Deir Ezzor").name == "Deir ez-Zor"  # curated: one spelling for all
    assert places.find("Palmyra").name == "Palmyra"  # GeoNames: Tadmur


def test_a_common_word_needs_its_country(places):
    for word in ("Reading", "Mobile", "Nice", "Victoria", "Police", "Jackson"):
        assert places.find(word) is None, word
    assert places.find("Reading", ["GBR"]).country == "GBR"
    assert places.find("Nice", ["USA", "FRA"]).country == "FRA"


def test_context_chooses_between_namesakes(places):
    assert places.find("Tripoli").country == "LBY"
    assert places.find("Tripoli", ["LBN"]).country == "LBN"
    assert places.find("Tripoli", near=places.find("Beirut")).country == "LBN"
    assert places.find("Tahrir Square", ["EGY"]).country == "EGY"
    assert places.find("Tahrir Square") is None


def test_context_does_not_move_a_capital_to_a_village(places):
    assert places.find("Moscow", ["USA", "RUS"]).country == "RUS"
    assert places.find("Damascus", ["USA"]).country == "SYR"


def test_part_of_a_country_has_no_pin(places):
    assert places.find("northwest Jordan") == Where("northwest Jordan", "JOR", None, None, "region")
    assert places.find("north-eastern Syria") == Where("north-eastern Syria", "SYR", None, None, "region")


def test_regions_keep_the_name_as_written(places):
    for name, country in (
        ("Mosul district", "IRQ"),
        ("province of Aleppo", "SYR"),
        ("Kharkiv Oblast", "UKR"),
        ("northern Gaza Strip", "PSE"),
    ):
        found = places.find(name)
        assert (found.name, found.country, found.precision) == (name, country, "region")
        assert found.lat is not None


def test_city_of_is_the_city(places):
    assert places.find("the city of Tikrit").precision == "town"
    assert places.find("Tikrit city") == places.find("Tikrit")


def test_matches_the_longest_name(places):
    words = ["near", "Ain", "al", "-", "Asad", "Air", "Base", "in", "Iraq"]
    assert places.match(words, 1) == (6, "Ain al-Asad Air Base")
    assert places.match(words, 0) is None
    assert places.match(["in", "mosul"], 1) is None
    assert places.match(["in", "mosul"], 1, lower=True) == (1, "mosul")
    assert places.match(["the", "Strait", "of", "Hormuz"], 1) == (3, "Strait of Hormuz")


def test_matches_across_a_possessive(places):
    assert places.match(["Beirut", "'s", "southern", "suburbs"], 0) == (4, "Beirut's southern suburbs")
    assert places.find("Beirut's southern suburbs").name == "Dahiyeh"


def test_english_words_at_the_start_are_no_articles(places):
    assert places.match(["At", "Hama", ","], 0) is None
    assert places.match(["at", "Odesa"], 0) is None
    assert places.match(["in", "ar", "-", "Raqqa"], 1) == (3, "ar-Raqqa")
    assert places.match(["in", "As", "Suwayda"], 1) == (2, "As Suwayda")


def test_every_row_is_a_place(places):
    table = places.table
    assert len(table.names) > 50_000
    assert set(table.precisions) <= set(PRECISIONS)
    assert all(len(c) == 3 and c.isupper() for c in table.countries)
    known = [(lat, lon) for lat, lon in zip(table.lats, table.lons, strict=True) if not isnan(lat)]
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in known)


def test_curated_sites_lie_near_the_rest_of_their_country(places):
    """A typing error in a coordinate puts a site far from every town of its country."""
    for site in {
        s
        for sites in places.sites.values()
        for s in sites
        if s.country in {"IRQ", "SYR", "LBN", "PSE", "JOR", "UKR", "ISR", "YEM"}
    }:
        towns = [
            n
            for n, c in enumerate(places.table.countries)
            if c == site.country and places.table.precisions[n] == "town"
        ]
        nearest = min(abs(places.table.lats[n] - site.lat) + abs(places.table.lons[n] - site.lon) for n in towns)
        assert nearest < (4.0 if site.precision == "region" or site.name == "Socotra" else 1.6), site


ENTRY = 'entry = [{{ name = "Camp Nowhere", aliases = {aliases}, country = {country}, lat = {lat}, lon = 40.0, precision = {precision}, source = "me" }}]'


def _own(folder: Path, **fields: str) -> Path:
    values = {"aliases": '["Nowhere base"]', "country": '"IRQ"', "lat": "33.0", "precision": '"site"'} | fields
    (folder / "sites.toml").write_text(ENTRY.format(**values), encoding="utf-8")
    return folder


def test_a_users_own_sites_come_first(tmp_path):
    own = load_places(_own(tmp_path, aliases='["Mosul"]'))
    assert own.find("Mosul").name == "Camp Nowhere"
    assert own.find("Tower 22").country == "JOR"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", '"Iraq"'),
        ("lat", "133.0"),
        ("lat", '"33"'),
        ("lat", "true"),
        ("precision", '"village"'),
        ("aliases", '["x"]'),
        ("aliases", "7"),
    ],
)
def test_a_wrong_field_is_named(tmp_path, field, value):
    with pytest.raises(KnowledgeError) as caught:
        load_places(_own(tmp_path, **{field: value}))
    assert caught.value.field == field
    assert "Camp Nowhere" in str(caught.value)


def test_broken_toml_is_named(tmp_path):
    (tmp_path / "sites.toml").write_text("entry = [", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"sites\.toml"):
        load_places(tmp_path)
