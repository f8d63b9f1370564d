"""Which event a toll belongs to, over real parses."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.pipeline import AddOptions, code_documents
from standoff.records import Document

FRIDAY = date(2024, 2, 2)


@pytest.mark.parametrize(
    ("text", "deaths", "injured"),
    [
        ("Rebels shelled the town of Harasta, where doctors say that at least 60 people have lost their lives.", [60, None], None),
        ("At least 25 people died in the city of Basra, where soldiers opened fire on a crowd.", [25, None], None),
        ("The riots by Kurds in Diyarbakir, in which more than 30 people lost their lives, began on Monday.", [31, None], None),
        ("A bomb exploded in a market in Kabul on Monday. At least 40 people lost their lives.", [40, None], None),
        ("A suicide bomber attacked a checkpoint in Mosul. Two policemen and a child died.", [3, 3], None),
        ("A Houthi missile was fired at Riyadh. Nobody was hurt.", [0, 0], [0, 0]),
        ("The attack on Sderot caused no casualties.", [0, 0], [0, 0]),
        ("Thousands of people died in the genocide in Rwanda.", [2000, None], None),
        ("Greece mourned the deaths of 33 soldiers in an airstrike on Larnaca.", [33, 33], None),
        ("The convoy was attacked by rebels in Goma; 22 soldiers lost their lives.", [22, 22], None),
        ("Russian jets bombed a market in Idlib, with nine people reported killed.", [9, 9], None),
        ("Rockets hit a US base in Erbil on Monday, causing no casualties.", [0, 0], [0, 0]),
        ("Rockets hit a US camp in Taji on Monday without causing casualties.", [0, 0], [0, 0]),
        ("A rocket was launched at Jeddah by the Houthis. It was intercepted over the sea and no one was hurt.", [0, 0], [0, 0]),
        ("Mortars were fired at Agok by the militia, without loss of life.", [0, 0], None),
        ("A suicide bomber attacked a mosque in Quetta on Wednesday. The death toll climbed to 22 on Thursday.", [22, 22], None),
        ("A suicide bomber attacked a mosque in Quetta on Friday. The death toll of the floods had climbed to 22 in May 2021.", None, None),
        ("A Turkish raid on Sinjar on Friday led to the death of six Yazidis.", [6, 6], None),
        ("In the raid on Sinjar by Turkish troops six Yazidis lost their lives.", [6, 6], None),
        ("A Kurdish boy died after being shot by Turkish soldiers in Cizre.", [1, 1], None),
        ("Twelve died and 30 were hurt in the Saudi shelling of Saada.", [12, 12], [30, 30]),
        ("Seven died in the ambush by jihadists in Niger.", [7, 7], None),
        ("M23 rebels captured Goma at the start of a war that has cost five million lives.", None, None),  # the war's
        ("The protests in Tehran, which broke out after the death of Mahsa Amini, went on.", None, None),
        ("Rebels attacked Aleppo on Friday. The minister died in 1979.", None, None),  # another time
        ("Rebels attacked Aleppo on Friday. In all, 4,000 people have lost their lives.", None, None),  # a total
        ("Rebels attacked Aleppo on Friday. Aid workers came. Two people died.", None, None),  # too far off
        ("Rebels attacked Aleppo and shelled Homs on Friday. Two people died.", None, None),  # of either
    ],
)  # fmt: skip
def test_toll_of(code, text, deaths, injured):
    told = code(text).mentions[0]
    assert [None if v is None else v.as_json() for v in (told.deaths, told.injured)] == [deaths, injured]


@pytest.mark.parametrize(
    ("text", "deaths"),
    [
        ("The commander died with six others when a drone hit his car in Homs.", [7, 7]),
        ("A Taliban commander was killed along with three of his bodyguards in an air strike on Kunduz.", [4, 4]),
        ("A gunman killed a soldier with two shots in Jerusalem.", [1, 1]),
        ("Hamas killed about 500 civilians and soldiers on Friday.", [500, 500]),
        ("Hamas killed five soldiers and two civilians on Friday.", [7, 7]),
        ("Saudi agents strangled the journalist.", [1, 1]),
        ("Rebels attacked Homs, killing between 10 and 15 soldiers.", [10, 15]),
        ("Rebels attacked Homs and killed an unknown number of soldiers.", [1, None]),
        ("Rebels in Homs killed the governor, two of his bodyguards and a cook.", [4, 4]),
        ("The bombing in Homs killed 43 people and wounded over 200.", [43, 43]),
        ("The bombing, which brought the death toll this month to 310, killed 22 people in Quetta.", [22, 22]),
        ("Russia is blamed for the attempted murder of Sergei Skripal.", None),
    ],
)
def test_how_many_died(code, text, deaths):
    told = code(text).mentions[-1].deaths
    assert (None if told is None else told.as_json()) == deaths


def test_total_at_the_end_is_of_the_battle_that_an_undated_article_is_about(code):
    text = "The battle of Homs was a clash between the Syrian army and rebels in March 2016. Rebels then retook Aleppo from the Syrian army. A monitor put the dead at 417."
    assert [m.deaths.lo if m.deaths else None for m in code(text, None).mentions] == [417, None, None]


def test_strikes_are_counted_where_their_deed_is_told(code):
    [told] = code("Near Homs, five air strikes hit Islamic State units, destroying two vehicles.").mentions
    assert (told.count.as_json(), told.mode) == ([5, 5], ("destroy", "aerial"))
    assert not told.actors


@pytest.mark.parametrize(
    ("text", "pointing"),
    [
        ("Hamas attacked Ashkelon on Friday. Some 58 people were wounded.", True),
        ("Hamas attacked Ashkelon on Friday. The blast killed two Israeli soldiers.", True),
        ("Hamas attacked Ashkelon on Friday. In Haifa 58 people were wounded.", False),
        ("Hamas attacked Ashkelon on Friday. Hezbollah wounded 58 people.", False),
        ("Egypt condemned Hamas on Friday. Some 58 people were wounded.", False),
    ],
)
def test_who_was_hurt_right_behind_an_attack(code, text, pointing):
    assert code(text).mentions[-1].anaphoric is pointing


@pytest.mark.parametrize(
    ("text", "deaths"),
    [
        ("Chad has blamed rebels for an attack on a barracks in the capital, N'Djamena, which killed 14 recruits on Friday.", 14),
        ("The UN condemned an attack by rebels on a clinic in Bria, which killed eight nurses.", 8),
        ("The Council deplores an attack on its mission in Mali, three of whose engineers died when a mine struck their lorry.", 3),
        ("Sudan condemned the raid by rebels on the camp, four of whose teachers died.", 4),
        ("Sixty people were killed as soldiers stormed a camp in Omdurman.", 60),
        ("Hamas fired rockets at Sderot on Friday. Two people were killed.", 2),
        ("Rebels attacked a village in Darfur on Friday. Nine people were killed and four wounded, the army said.", 9),
        ("Jihadists attacked a village in Mali on Friday. They killed at least 11 people.", 11),
    ],
)  # fmt: skip
def test_attack_and_its_dead_are_one_event(coder, text, deaths):
    documents = iter([Document("one", "one", text, published=FRIDAY)])
    [report] = code_documents(documents, lambda: coder, AddOptions(), lambda problem: pytest.fail(str(problem)))
    assert [e.deaths.lo if e.deaths else None for e in report.events if e.type == "ASSAULT"] == [deaths]


@pytest.mark.parametrize(
    ("text", "deaths"),
    [
        ("The battle of Ras Lanuf was fought between the army of Libya and rebels. Rebels then took Brega. By one count 640 people had died.", 640),
        ("The Jolo crisis was a battle between the army of the Philippines and rebels. By its count 70 rebels, 14 soldiers and five civilians had died.", 89),
        ("The Hama offensive was a campaign by which the Syrian army took Hama from the Islamic State. A monitor put the dead at 310.", 310),
        ("Rebels took Brega from the army of Libya. They held it for a week. A monitor put the dead at 310.", None),
    ],
)  # fmt: skip
def test_total_is_of_what_the_article_opens_with(code, text, deaths):
    told = code(text, None).mentions[0]
    assert (told.deaths.lo if told.deaths else None) == deaths
