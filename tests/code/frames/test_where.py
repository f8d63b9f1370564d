"""Which words of a sentence are places, and which of them is where an event was."""

from __future__ import annotations

import pytest

from standoff.code.frames.where import choose_place, find_places
from standoff.knowledge.places import load_places
from standoff.knowledge.types import Agent, Country, Knowledge, Organisation

COUNTRIES = [
    Country("IRQ", "IQ", 645, "Iraq", (), ("Iraqi", "Iraqis"), "Baghdad", ()),
    Country("SYR", "SY", 652, "Syria", (), ("Syrian", "Syrians"), "Damascus", ()),
    Country("JOR", "JO", 663, "Jordan", (), ("Jordanian",), "Amman", ()),
    Country("USA", "US", 2, "United States", ("US", "U.S.", "America"), ("American", "Americans"), "Washington", ()),
    Country("ISR", "IL", 666, "Israel", (), ("Israeli",), "Jerusalem", ()),
    Country("UKR", "UA", 369, "Ukraine", (), ("Ukrainian",), "Kyiv", ()),
]
ORGANISATIONS = [
    Organisation("is", "Islamic State", ("Islamic State of Iraq and Syria",), None, "REB"),
    Organisation("nyt", "New York Times", (), "USA", "MED"),
]
AGENTS = [Agent(noun, "UNK") for noun in ("president", "minister", "official", "soldier", "government")]


@pytest.fixture(scope="module")
def knowledge():
    return Knowledge(
        {c.iso3: c for c in COUNTRIES}, {o.id: o for o in ORGANISATIONS}, {}, {a.noun: a for a in AGENTS}, ()
    )  # fmt: skip


@pytest.fixture(scope="module")
def places(nlp, knowledge):
    gazetteer = load_places()

    def found(text, context=()):
        sentence = next(nlp(text).sents)
        return sentence, find_places(sentence, gazetteer, knowledge, context)

    return found


@pytest.fixture(scope="module")
def place_of(places):
    """The place of the event whose trigger is the given word."""

    def chosen(text, word, context=()):
        sentence, found = places(text, context)
        return choose_place(next(t for t in sentence if t.text == word), found)

    return chosen


def names(found):
    return [p.where.name for p in found]


def test_offsets_and_prepositions(places):
    sentence, found = places("Two soldiers were killed in Mosul on Friday.")
    (place,) = found
    assert sentence.doc[place.start : place.end].text == "Mosul"
    assert (place.preposition, place.where.country) == ("in", "IRQ")
    assert sentence.doc[place.head].text == "killed"


@pytest.mark.parametrize(
    "text",
    [
        "The Washington-based Soufan Group published a report.",
        "The Islamic State of Iraq and Syria claimed responsibility.",
        "A reporter of the New York Times was there.",
        "The president of Iraq spoke.",
        "Iraq's government spoke.",
    ],
)
def test_names_of_bodies_hold_no_places(places, text):
    assert names(places(text)[1]) == []


def test_the_wider_place_settles_the_narrower(places):
    _, found = places("A convoy was hit near Tripoli, Lebanon, and another near Palmyra, Syria.")
    assert [(p.where.name, p.where.country) for p in found][-1] == ("Palmyra", "SYR")
    sentence, found = places("Fighters seized the Tiyas Military Airfield near Palmyra, Syria.")
    (place,) = found
    assert (place.where.name, place.where.precision) == ("Tiyas Air Base", "site")
    assert sentence.doc[place.end - 1].text == "Syria"


def test_a_town_beside_its_country(places):
    _, found = places("A car bomb exploded in al-Hilla in Iraq.")
    assert [(p.where.country, p.where.precision) for p in found] == [("IRQ", "town")]


def test_parts_of_countries(places):
    _, found = places("The rockets were fired from northwest Jordan.")
    (place,) = found
    assert (place.where.name, place.where.lat, place.where.precision) == ("northwest Jordan", None, "region")


def test_provinces(places):
    _, found = places("Clashes broke out in Anbar province, Iraq.")
    assert found[0].where.precision == "region"
    assert found[0].where.country == "IRQ"


def test_two_countries_are_no_one_country(places):
    _, found = places("The jets carried out strikes in Iraq and Syria.")
    assert [(p.where.name, p.where.country) for p in found] == [("Iraq and Syria", None)]


def test_text_without_capitals(places):
    assert "mosul" in [n.lower() for n in names(places("two soldiers were killed in mosul on friday")[1])]


def test_an_unlisted_town_takes_the_country_of_the_town_beside_it(places):
    _, found = places("After fighting in Mosul, militants withdrew to the village of Qarmushabad.")
    (unlisted,) = [p.where for p in found if p.where.name == "Qarmushabad"]
    assert (unlisted.country, unlisted.lat, unlisted.precision) == ("IRQ", None, "town")


def test_prepositions_are_no_articles(places):
    _, found = places("Russia launched drones at Odesa and Kharkiv overnight.")
    assert [p.where.name for p in found if p.where.country == "UKR"] == ["Odesa", "Kharkiv"]


def test_a_title_and_a_common_word_are_no_places(places):
    assert names(places("Mr Reading met President Jackson and a man called Batman.")[1]) == []


@pytest.mark.parametrize(
    ("text", "trigger", "country"),
    [
        ("The drone attack killed three soldiers at a base in northwest Jordan.", "killed", "JOR"),
        ("The army captured Mosul after a long siege.", "captured", "IRQ"),
        ("The Mosul offensive began in October.", "offensive", "IRQ"),
        ("Ukrainian troops were shelled near Bakhmut on Monday.", "shelled", "UKR"),
        ("The envoy visited Iraq last week.", "visited", "IRQ"),
        ("The United States pulled its troops out of Iraq.", "pulled", "IRQ"),
        ("The attack on Israel came at dawn.", "attack", "ISR"),
        ("The liberation of Tikrit was announced.", "liberation", "IRQ"),
    ],
)
def test_place_of_an_event(place_of, text, trigger, country):
    chosen = place_of(text, trigger)
    assert chosen is not None
    assert chosen.country == country


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Baghdad condemned the strike.", "condemned"),
        ("The president of Iraq condemned the strike.", "condemned"),
        ("US forces attacked the militia.", "attacked"),
        ("The minister denounced the attack in Syria.", "denounced"),
        ("Washington imposed sanctions on Iraq.", "imposed"),
    ],
)
def test_who_and_against_whom_are_not_where(place_of, text, trigger):
    assert place_of(text, trigger) is None


def test_the_narrower_of_two(place_of):
    assert place_of("In Syria, a bomb killed two people in Palmyra.", "killed").name == "Palmyra"


def test_each_event_keeps_its_own_place(place_of):
    text = "A bomb killed two in Mosul while rebels fired on a convoy in Palmyra."
    assert place_of(text, "killed").country == "IRQ"
    assert place_of(text, "fired").country == "SYR"


def test_where_somebody_is_at_home_is_not_where_it_happened(place_of):
    text = "The observatory, a monitor based in Jordan, said that eight fighters were killed."
    assert place_of(text, "killed") is None
