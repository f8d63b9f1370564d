"""Whose a side is where grammar, a title, a ship's name or the fighting around tells it."""

from __future__ import annotations

import pytest

TOLD = [
    # titles point to whom they were given
    (
        "The Defence Minister, Rajnath Singh, flew to Paris. Emmanuel Macron received him. The Defence Minister condemned China.",
        "ACCUSE disapprove: rajnath-singh > CHN/GOV",
    ),
    # "the bloc" is the union of states that was named
    (
        "The African Union met on Friday. The bloc imposed sanctions on Mali.",
        "SANCTION: african-union > MLI/GOV",
    ),
    # the rebels of a country fight its army, and its people suffer
    ("The TPLF raided an army base and killed soldiers. Eritrea watched.", "ASSAULT: tplf > ETH/MIL"),
    # nobody attacks his own
    ("Greece summoned the envoy. Turkey seized two of its vessels.", "COERCE seize: TUR/GOV > GRC/"),
    # of those accused, all do it
    (
        "France accused Khartoum and its allies of starving civilians into submission.",
        "COERCE restrict: SDN/GOV > /CVL",
    ),
    # weapons are of those who use them
    ("Army helicopters bombed villages in Shan State.", "ASSAULT aerial: MMR/MIL > MMR/CVL"),
    # ships
    ("USS Carney shot at Houthi boats in the Red Sea.", "ASSAULT firearms: USA/MIL > houthis"),
    ("Iran attacked the MV Advantage, a Greek-owned tanker.", "ASSAULT: IRN/GOV > GRC/BUS"),
    # them
    (
        "Sweden condemned attacks by Moscow and Minsk and urged them to withdraw.",
        "REQUEST yield: SWE/GOV > RUS/GOV + BLR/GOV",
    ),
    (
        "Finland denounced raids by Minsk and its friends and asked them to stop.",
        "REQUEST yield: FIN/GOV > BLR/GOV",
    ),
    # a coup is against the own government
    (
        "Britain froze the assets of the generals who seized power from the elected government in Myanmar.",
        "ASSAULT: MMR/MIL > MMR/GOV",
    ),
    # the last deed, where "this conduct" points to it
    (
        "Canada joined the patrol. China rammed a Philippine boat. We condemn this conduct, Canada said.",
        "ACCUSE disapprove: CAN/GOV > CHN/GOV",
    ),
    ("Relations have been poor since Joe Biden sent troops to Taiwan.", "MOBILIZE troops: joe-biden > TWN/GOV"),
]


@pytest.mark.parametrize(("text", "event"), TOLD)
def test_side_is_told(told, text, event):
    kind, sides = event.split(": ")
    actor, recipient = sides.split(" > ")
    found = [e for e in told(text) if e.startswith(kind.split(" ", 1)[0])]
    assert any(actor in e.split(" > ")[0] and recipient.strip("*") in e.split(" > ")[1] for e in found), told(text)


NOT_TOLD = [
    # an attack condemned by a state is not one on it
    ("Sweden condemned attacks by Russia.", "ASSAULT", "SWE"),
    # "military" says of what kind
    ("ISIL seized the tanks and other military hardware.", "COERCE", "MIL"),
    # a denial that no one asked for answers nobody
    ("Nicolas Maduro denied that the economy has collapsed. Colombia is near.", "REJECT", "COL"),
]


@pytest.mark.parametrize(("text", "kind", "side"), NOT_TOLD)
def test_side_is_not_taken(told, text, kind, side):
    assert not any(e.startswith(kind) and side in e.split(" > ")[1] for e in told(text)), told(text)


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Prime Minister Haider al-Abadi condemned Iran.", "GOV"),
        ("Former Prime Minister Haider al-Abadi condemned Iran.", "PTY"),
    ],
)
def test_a_title_tells_who_is_in_office(code, text, sector):
    assert {a.sector for m in code(text).mentions for a in m.actors} == {sector}
