"""Places that an event's own sentence leaves out, and those that it must not be given."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def placed(code):
    """The last event of a type in one text: name and country of its place, and whether the text's rest gave it."""

    def run(text: str, type: str):
        *_, mention = (m for m in code(text).mentions if m.type == type)
        where = mention.place
        return None if where is None else (where.name, where.country, "place" in mention.inferred)

    return run


@pytest.mark.parametrize(
    ("text", "type", "place"),
    [
        ("The RSF attacked El Fasher on Monday. Shelling killed 12 civilians in the city.", "ASSAULT", ("El Fasher", "SDN", True)),
        ("Rebels attacked a convoy in Bukavu. 30 soldiers are besieged within the town.", "COERCE", ("Bukavu", "COD", True)),
        ("Russia shelled Kherson. Its troops attacked Ukrainian soldiers in the north of the country.", "ASSAULT", ("Ukraine", "UKR", True)),
        ("In a speech in Moscow, Vladimir Putin spoke of Ukraine. He warned Poland of consequences.", "THREATEN", ("Moscow", "RUS", True)),
        ("At a rally in Caracas, Nicolas Maduro spoke. Maduro accused Guyana of lying.", "ACCUSE", ("Caracas", "VEN", True)),
        (
            "Myanmar's army bombed a village in Sagaing region, killing 11 people. Resistance fighters then attacked Myanmar soldiers.",
            "ASSAULT",
            ("Sagaing Region", "MMR", True),
        ),
        ("M23 rebels attacked Bunia. Congolese soldiers fought two battles there.", "ASSAULT", ("Bunia", "COD", True)),
        ("The Syrian army shelled Homs. Thousands of Syrians have fled the city.", "SANCTION", ("Homs", "SYR", True)),
        ("Georgian protesters marched in Batumi. Georgian police beat demonstrators in the capital.", "ASSAULT", ("Tbilisi", "GEO", True)),
        ("The Rohingya fled to Bangladesh when the army attacked Rakhine.", "SANCTION", ("Rakhine State", "MMR", False)),
        ("Ethiopian soldiers killed residents of the town of Merawi.", "ASSAULT", ("Merawi", "ETH", False)),
        ("The junta closed Mali's airspace on Sunday.", "COERCE", ("Mali", "MLI", False)),
        ("Saudi Arabia bombed Yemen in March 2015.", "ASSAULT", ("Yemen", "YEM", False)),
        ("The mosques of Fallujah are old. Fallujah lies west of Baghdad. Iraqi rebels attacked US Marines there.", "ASSAULT", ("Fallujah", "IRQ", True)),
        ("Colombian soldiers killed five ELN fighters.", "ASSAULT", ("Colombia", "COL", True)),
        ("Amhara militia fighters attacked a convoy of Ethiopian soldiers.", "ASSAULT", ("Ethiopia", "ETH", True)),
        ("France supplied arms to Malian rebels.", "AID", ("Mali", "MLI", True)),
        (
            "The attack on a hotel in Kabul, for which Islamic State claimed responsibility, was condemned.",
            "ASSAULT",
            ("Kabul", "AFG", False),
        ),
    ],
)  # fmt: skip
def test_place_from_the_rest_of_the_text(placed, text, type, place):
    assert placed(text, type) == place


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("The United States attacked Russian soldiers.", "ASSAULT"),  # armies are met abroad too
        ("A bomb killed two in Aleppo. A drone killed three Russians, officials said.", "ASSAULT"),
        ("Putin gave a speech in Moscow and held a rally in Minsk. He warned Poland of consequences.", "THREATEN"),
        (
            "In a speech in Moscow, Vladimir Putin spoke of Ukraine. France threatened to send troops to Poland.",
            "THREATEN",
        ),
        ("Rebels attacked El Fasher. France condemned the attack.", "ACCUSE"),
        ("Iran threatened to attack Israeli civilians.", "THREATEN"),
    ],
)
def test_no_country_of_those_who_are_not_at_home(placed, text, type):
    where = placed(text, type)
    assert where is None or where[1] not in ("RUS", "UKR", "ISR", "SDN")


def test_a_place_of_its_own_stays(placed):
    text = "The RSF attacked El Fasher on Monday. It then shelled Khartoum, killing 12 civilians in the city."
    assert placed(text, "ASSAULT")[:2] == ("Khartoum", "SDN")


def test_a_told_place_gives_more_confidence_than_a_lent_one(code):
    [lent] = code("Colombian soldiers killed five ELN fighters.").mentions
    [told] = code("Colombian soldiers killed five ELN fighters in Cauca.").mentions
    assert lent.told_place is None
    assert told.told_place == told.place
    assert lent.confidence < told.confidence
