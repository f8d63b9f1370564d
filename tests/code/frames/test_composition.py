"""What outer verbs, modals and the future make of an event, by PLOVER's rules."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Hungary vowed to expel three Russian diplomats.", "THREATEN expel: HUN/GOV > RUS/GOV"),
        ("North Korea threatened to attack South Korea.", "THREATEN violence: PRK/GOV > KOR/GOV"),
        ("Russia warned that it would strike Ukraine.", "THREATEN violence: RUS/GOV > UKR/GOV"),
        ("Ethiopia agreed to withdraw its soldiers from Somalia.", "CONCEDE: ETH/GOV > SOM/GOV"),
        ("The Taliban refused to meet Pakistani officials.", "REJECT meet: taliban-government > PAK/GOV"),
        ("Iran rejected talks with the United States on Sunday.", "REJECT meet: IRN/GOV > USA/GOV"),
        ("Morocco will not negotiate with Algeria.", "REJECT meet: MAR/GOV > DZA/GOV"),
        ("Lebanon demanded that Israeli troops be removed.", "REQUEST yield: LBN/GOV > ISR/MIL"),
        ("The United States urged Israel to withdraw from Lebanon.", "REQUEST yield: USA/GOV > ISR/GOV"),
        ("Norway asked Sweden to send aid.", "REQUEST assist: NOR/GOV > SWE/GOV"),
        ("Qatar condemned the Israeli strike on Lebanon.", "ACCUSE disapprove: QAT/GOV > ISR/GOV"),
        ("Qatar condemned the Israeli strike on Lebanon.", "ASSAULT: ISR/GOV > LBN/GOV"),
        ("Xi Jinping will visit Serbia next week.", "AGREE: xi-jinping > SRB/GOV"),
        ("Turkey promised to help Azerbaijan.", "AGREE: TUR/GOV > AZE/GOV"),
        ("Israel began bombing Hezbollah positions on Monday.", "ASSAULT aerial: ISR/GOV > hezbollah"),
        (
            '"Russian forces must withdraw from Ukraine," German Chancellor Olaf Scholz said.',
            "REQUEST yield: olaf-scholz > RUS/MIL",
        ),
        (
            "The UN Security Council called on Houthi rebels to stop attacking ships.",
            "REQUEST yield: un-security-council > houthis",
        ),
        ("Spain accused Morocco of bombing its ships.", "ACCUSE allege: ESP/GOV > MAR/GOV"),
        ("Kenya offered to send aid to Somalia.", "AGREE: KEN/GOV > SOM/GOV"),
    ],
)
def test_composed(told, text, event):
    assert event in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hungary vowed to expel three Russian diplomats.",
        "Ethiopia agreed to withdraw its soldiers from Somalia.",
        "The Taliban refused to meet Pakistani officials.",
        "North Korea threatened to attack South Korea.",
        "Turkey promised to help Azerbaijan.",
    ],
)
def test_the_inner_event_does_not_stand_beside_the_whole(told, text):
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Russia said it would attack Moldova.", ["THREATEN violence: RUS/GOV > MDA/GOV"]),
        ("Vladimir Putin said Russia would attack Moldova.", ["THREATEN violence: RUS/GOV > MDA/GOV"]),
        ("Michael Brown, an analyst in London, said Russia would attack Moldova.", []),
        ("Volodymyr Zelensky said Russia would attack Moldova.", []),
    ],
)
def test_only_a_party_announces_its_acts(told, text, events):
    assert told(text) == events


def test_a_call_for_others_to_go_is_a_request(code):
    [call] = code("Lebanon called for Israeli troops to be removed from its territory.").mentions
    assert (call.type, call.mode, [p.id for p in call.actors]) == ("REQUEST", ("yield",), ["LBN"])


def test_rule_names_both_predicates(code):
    [mention] = code("Hungary vowed to expel three Russian diplomats.").mentions
    assert mention.rule == "composition.vow+sanction.expel"


def test_a_finite_verb_is_not_part_of_the_threat(told):
    events = told("Kataib Hezbollah threatened to attack American planes and withdrew from the talks.")
    assert len([e for e in events if e.startswith("THREATEN")]) == 1


def test_a_round_of_talks_is_told_once(told):
    assert told("Iran and Iraq agreed to hold the next round of talks in Baghdad.") == ["AGREE: IRN/GOV + IRQ/GOV > -"]


def test_what_will_not_be_allowed_is_said_now(told):
    assert told("“We will not allow Hezbollah to keep missiles that endanger cities,” Benjamin Netanyahu said.") == [
        "THREATEN violence: ISR/GOV > hezbollah"
    ]


def test_what_another_denies_was_said(told):
    assert (
        told("Ukraine accused Russia of shelling the plant; Moscow denied it.")[0] == "ACCUSE allege: UKR/GOV > RUS/GOV"
    )


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("France committed to ongoing airstrikes against Boko Haram.", "ASSAULT aerial: FRA/GOV > boko-haram"),
        ("France committed to ongoing airstrikes against Boko Haram.", "THREATEN violence: FRA/GOV > boko-haram"),
        ("Putin must end his threat against Ukraine.", "THREATEN violence: vladimir-putin > UKR/GOV"),
        (
            "Germany echoed Zelensky's call for Russia to withdraw from Ukraine.",
            "REQUEST yield: volodymyr-zelensky > RUS/GOV",
        ),
        ("Canada echoed calls for Russia to withdraw from Ukraine.", "REQUEST yield: CAN/GOV > RUS/GOV"),
        ("The war between Russia and Ukraine will end soon, Trump said.", "ASSAULT: RUS/GOV + UKR/GOV > -"),
        ("The White House said Modi had received an invitation to visit China.", "AGREE: CHN/GOV > narendra-modi"),
        ("Macron received an invitation to visit India from Narendra Modi.", "AGREE: narendra-modi > emmanuel-macron"),
        ("Zelensky accepted an invitation to visit Kenya.", "AGREE: volodymyr-zelensky > KEN/GOV"),
    ],
)
def test_nouns_under_outer_words(told, text, event):
    assert event in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "France committed to airstrikes against Boko Haram.",
        "Biden urged Israel to de-escalate, limit its military actions and avoid casualties.",
        "The UN asked Sudan to scale back its military operations.",
    ],
)
def test_force_that_is_promised_or_to_be_limited_is_not_told(told, text):
    assert not [e for e in told(text) if e.startswith("ASSAULT")]
