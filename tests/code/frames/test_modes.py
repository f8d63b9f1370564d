"""How it was done, from the words around the trigger; the count and the toll beside it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Iran attacked Israel with drones on Friday.", ("drone",)),
        ("A Hamas suicide bomber killed two Israeli soldiers on Friday.", ("suicide-attack",)),
        ("Israeli warplanes attacked Hezbollah on Friday.", ("aerial",)),
        ("Hezbollah fired rockets at Israel on Friday.", ("heavy-weapons",)),
        ("Hamas gunmen attacked Israeli soldiers on Friday.", ("firearms",)),
        ("Russia assassinated a Ukrainian general on Friday.", ("assassinate",)),
        ("A roadside bomb killed two Iraqi soldiers on Friday.", ("explosives",)),
        ("Turkey arrested two Syrian officials.", ("arrest",)),
        ("Olaf Scholz visited Egypt on Friday.", ("visit",)),
        ("Olaf Scholz met Abdel Fattah el-Sisi in Cairo on Friday.", ("visit",)),
        ("Olaf Scholz met Emmanuel Macron in Geneva on Friday.", ()),
        ("Narendra Modi met Rahul Gandhi in Delhi on Friday.", ()),
        ("Joe Biden called Vladimir Putin by phone on Friday.", ("phone",)),
        ("Prisoners in Bahrain went on hunger strike on Friday.", ("hunger",)),
        ("Japan sent food aid to Somalia on Friday.", ("humanitarian",)),
        ("Israel attacked Lebanon.", ()),
        ("The coalition bombed Islamic State positions on Friday.", ("aerial",)),
        ("Hamas bombed a bus in Israel on Friday.", ("explosives",)),
        ("The Islamic State massacred 200 villagers on Friday.", ("targeted",)),
        ("The United States killed Qassem Soleimani in 2020.", ("assassinate",)),
        ("Hamas killed two Israeli soldiers on Friday.", ()),
        ("Boko Haram seized 276 girls in Chibok.", ("abduct",)),
        ("Iraqi police seized 12 suspects in Basra on Friday.", ("arrest",)),
        ("The United States urged Turkey to limit its military operations on Friday.", ("yield",)),
        ("The United States urged Turkey to protect refugees on Friday.", ("assist",)),
        ("The United States urged Turkey to think again on Friday.", ("change",)),
        ("The United States urged Turkey to abide by the ruling on Friday.", ("yield",)),
        ("Kenya urged Somalia to return to the negotiating table on Friday.", ("meet",)),
        ("Volodymyr Zelensky urged Ukrainians to resist on Friday.", ("assist",)),
        ("Boko Haram hacked three soldiers to death in Nigeria on Friday.", ("primitive",)),
        ("Two Ukrainian soldiers died when a mortar shell hit their vehicle.", ("heavy-weapons",)),
        ("An Iraqi convoy hit an explosive device near Mosul, which killed two soldiers.", ("explosives",)),
        ("Islamic State gunmen shot dozens of captured soldiers near Tikrit.", ("execute",)),
        ("Ukrainian protesters gathered outside the Russian embassy, and its cars were set alight.", ("riot",)),
        ("Joseph Kabila flew to Uganda, where he met Paul Kagame.", ("visit",)),
        ("Russia detained a Ukrainian ship on Friday.", ("seize",)),
        ("The UN urged Eritrea to bring its soldiers home.", ("yield",)),
        ("Britain moved Tornado jets to Cyprus.", ("weapons",)),
        ("The United States and Saudi Arabia bombed the Houthis.", ("aerial",)),
        ("Syria vowed on Friday to win back control of the Kurdish provinces by force.", ("territory",)),
    ],
)
def test_mode(code, text, mode):
    [mention] = code(text).mentions
    assert mention.mode == mode


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        (
            "Coalition aircraft bombed Mosul on Friday. A coalition strike hit the Islamic State near Rawah.",
            ("aerial",),
        ),
        ("Iran fired missiles at Erbil on Friday. An Israeli strike hit Hezbollah.", ()),
        ("Coalition aircraft bombed Mosul on Friday. An Islamic State strike hit Iraqi soldiers.", ()),
    ],
)
def test_strikes_are_like_the_other_strikes(code, text, mode):
    assert code(text).mentions[-1].mode == mode


@pytest.mark.parametrize(
    ("text", "field", "amount"),
    [
        ("Hamas killed at least 12 Israeli soldiers on Friday.", "deaths", [12, None]),
        ("Hamas wounded dozens of Israeli soldiers on Friday.", "injured", [24, None]),
        ("Militias have attacked US bases more than 160 times since October.", "count", [161, None]),
        ("Israel attacked Lebanon twice on Friday.", "count", [2, 2]),
        ("Israel attacked Lebanon on Friday.", "deaths", None),
        ("No Israeli soldiers were killed in the attack by Hamas on Friday.", "deaths", [0, 0]),
    ],
)
def test_how_many(code, text, field, amount):
    value = getattr(code(text).mentions[0], field)
    assert (None if value is None else value.as_json()) == amount


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Israel killed two people in Tyre on Friday.", ("Tyre", "LBN")),
        (
            "Turkey attacked Syrian soldiers near Aleppo on Friday and arrested two journalists in Ankara.",
            ("Aleppo", "SYR"),
        ),
        ("Olaf Scholz visited Cairo on Friday.", ("Cairo", "EGY")),
    ],
)
def test_where(code, text, place):
    found = code(text).mentions[0].place
    assert (found.name, found.country) == place
