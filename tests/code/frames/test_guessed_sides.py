"""Sides that the sentence leaves out and the text leads one to expect."""

import pytest

EXPECTED = [
    ("Kenya's army bombed two camps in Somalia.", "ASSAULT aerial: KEN/MIL > SOM/CVL"),
    ("The M23 rebels captured Goma in January.", "ASSAULT: m23 > COD"),
    (
        "Hamas fired rockets at Ashkelon. Israel's army responded with strikes.",
        "ASSAULT: ISR/MIL > hamas",
    ),
    (
        "Armenia demanded an end to the blockade of Nagorno-Karabakh. Azerbaijan rejected the demand.",
        "REJECT change: AZE/GOV > ARM/GOV",
    ),
    (
        "Protesters in Tbilisi threw stones. Police used water cannon. Georgia's president, Salome Zourabichvili, condemned the use of force.",
        "ACCUSE disapprove: salome-zourabichvili > GEO/COP",
    ),
    (
        "The RSF shelled a camp for displaced people near El Fasher. The UN demanded an end to the siege.",
        "REQUEST yield: un > rapid-support-forces",
    ),
    ("The opposition in Tunisia called for protests.", "REQUEST change: TUN/OPP > TUN/GOV"),
    (
        "Sri Lanka's navy arrested 12 Indian fishermen. New Delhi urged Colombo to release them. Colombo promised to do so.",
        "AGREE: LKA/GOV > IND/GOV",
    ),
]


@pytest.mark.parametrize(("text", "event"), EXPECTED)
def test_who_is_met_is_told_by_the_rest_of_the_text(told, text, event):
    kind, sides = event.split(": ")
    actor, recipient = sides.split(" > ")
    found = [e for e in told(text) if e.startswith(kind + ":")]
    assert any(actor.split("/")[0] in e.split(" > ")[0] and recipient in e.split(" > ")[1] for e in found), told(text)


def test_a_victim_is_of_whoever_strikes_there(told):
    text = "Police in Nairobi fired tear gas on Tuesday. At least five protesters were shot dead, a rights group said."
    assert "ASSAULT firearms: KEN/COP > KEN/CVL" in told(text)


def test_a_state_does_not_strike_at_itself(told):
    text = "Ukraine's air force shot down 40 drones. A drone hit a power station near Kharkiv. Russia shelled Kherson."
    assert not any("UKR" in e.split(" > ")[0] and "UKR" in e.split(" > ")[1] for e in told(text))


def test_who_dies_in_the_fighting_is_nobodys_victim(told):
    text = "The army shelled Aleppo on Friday. On Saturday 30 civilians in Aleppo were killed in the fighting."
    assert all(" > " not in e or not e.split(": ")[1].startswith("SYR/MIL") for e in told(text)[1:])


@pytest.mark.parametrize(
    "text",
    [
        "Hamas attacked Israeli army posts last month. More than 11,000 people have been killed in Gaza since.",
        "Rebels attacked an army post near Idlib. The raid on the camp came a day after rebels hit the base in Idlib.",
        "Israel struck a camp in Syria. The raid came a day after a missile that hit the base there had killed soldiers.",
    ],
)
def test_whoever_began_is_not_who_answered(code, text):
    [mention] = [m for m in code(text).mentions if m.rule in ("assault.kill", "assault.attack-noun")]
    assert mention.actors == ()


def test_the_toll_of_a_war_is_not_that_of_the_attack_before(code):
    text = "Hamas attacked Israeli army posts last month. More than 11,000 people have been killed {}."
    since, then = (code(text.format(w)).mentions[-1] for w in ("since", "then"))
    assert (since.anaphoric, then.anaphoric) == (False, True)


def test_the_government_is_that_which_publishes(code):
    text = "The American administration committed an aggression, when American jets bombed our forces in Anbar. The Government condemns the attack."
    [mention] = [m for m in code(text, publisher="Prime Minister of Iraq").mentions if m.type == "ACCUSE"]
    assert [a.id for a in mention.actors] == ["IRQ"]


def test_attackers_and_defenders_are_those_of_the_last_fight(told):
    text = "Houthi fighters attacked Saudi soldiers at Najran. Saudi jets bombed the attackers."
    assert told(text)[-1] == "ASSAULT aerial: SAU/MIL > houthis"


def test_a_guess_is_marked_and_counts_less(code):
    [mention] = code("The M23 rebels captured Goma in January.").mentions
    assert "guessed_recipients" in mention.inferred
    assert mention.known_recipients == ()


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("IS had attacked Iraqi soldiers near Mosul.", "islamic-state"),
        (
            "Islamic State fled from Mosul. Iraq praised Turkey. Falluja was in the hands of the group when its gunmen attacked Turkish soldiers.",
            "islamic-state",
        ),
        (
            "Al-Shabaab praised Iran. Kenya's spokesman said the country had no choice, and its jets bombed Somalia.",
            "KEN",
        ),
        ("The Arakan Army accused the junta of Myanmar of war crimes. It denied the charge.", "MMR"),
    ],
)
def test_a_short_name_and_it_are_whom_they_stand_for(told, text, actor):
    assert actor in told(text)[-1].split(" > ")[0]


def test_a_headline_in_capitals_has_its_verb(told):
    assert told("ISRAEL IS ATTACKED BY HAMAS") == told("Israel is attacked by Hamas")
