"""Force without a named victim gets the side that the same text has the attacker fighting."""

from __future__ import annotations


def test_the_enemy_of_the_text(told):
    text = "Iraqi soldiers attacked Islamic State on Friday. On Saturday Iraqi soldiers retook the town."
    assert told(text)[-1] == "ASSAULT: IRQ/MIL > islamic-state"


def test_towns_are_no_enemies(told):
    text = "The Taliban attacked Islamic State on Friday. On Saturday the Taliban retook eastern Afghan towns."
    assert told(text)[-1] == "ASSAULT: taliban-government > islamic-state"


def test_the_war_against_a_group_is_of_the_side_that_fights_it(told):
    text = "Turkish soldiers attacked Islamic State on Friday. Iran praised the war against Islamic State."
    assert "ASSAULT: TUR/MIL > islamic-state" in told(text)[1:]


def test_a_group_that_is_fought_by_nobody_named_is_still_the_enemy(told):
    text = "Britain praised the fight against Islamic State. On Saturday Iraqi soldiers retook the town."
    assert told(text)[-1] == "ASSAULT: IRQ/MIL > islamic-state"


def test_the_author_of_the_raid_is_told_before(told):
    text = "Israel carried out a raid on Jenin on Monday. The raid killed three Hamas fighters."
    assert told(text)[-1] == "ASSAULT: ISR/GOV > hamas"


def test_the_attack_is_what_the_sentence_before_told(told):
    text = "Hezbollah fired a rocket at Israeli soldiers. The attack wounded five Israeli soldiers."
    assert told(text)[-1] == "ASSAULT: hezbollah > ISR/MIL"


def test_an_attack_told_far_away_is_another(told):
    text = "Hezbollah fired a rocket at Israeli soldiers. Iran praised Turkey. Egypt met Turkey. A blast wounded five Israeli soldiers."
    assert told(text)[-1] == "ASSAULT explosives: - > ISR/MIL"


def test_a_coalition_fights_whom_it_is_known_to_fight(told):
    text = "The bridges were targeted by anti-ISIS coalition air strikes. The Islamic State group had no answer."
    assert told(text)[0] == "ASSAULT aerial: anti-is-coalition > islamic-state"


def test_rebels_fight_whom_their_backer_fights(told):
    text = "Turkey attacked Islamic State on Friday. Turkish-backed rebels in Syria took control of the town."
    assert told(text)[-1] == "ASSAULT: SYR/REB > islamic-state"


def test_strikes_that_were_announced_are_of_who_announced_them(told):
    text = "US forces conducted strikes against ISIL in Iraq. Near Mosul, two strikes destroyed three ISIL vehicles."
    assert told(text)[-1] == "ASSAULT destroy: USA/MIL > islamic-state"


def test_a_group_without_a_country_takes_a_town_from_its_state(told):
    text = "A coalition of Turkey and Egypt attacked Islamic State. Islamic State had captured Mosul in 2014."
    assert told(text)[-1] == "ASSAULT historical: islamic-state > IRQ/GOV"


def test_a_victim_condemns_who_attacked_it(told):
    text = "Hamas attacked Egypt on Friday. Turkish tanks attacked Syrian soldiers on Saturday. Syria condemned the attack."
    assert "ACCUSE disapprove: SYR/GOV > TUR/MIL" in told(text)


def test_what_the_phrase_leaves_out_is_marked(code):
    told, suggested = code("Iraqi soldiers attacked Islamic State on Friday. Iraqi soldiers retook the town.").mentions
    assert told.inferred == ()
    assert suggested.inferred == ("recipients",)


def test_the_strikes_just_told_are_those_that_are_denounced(code):
    text = (
        "Hamas attacked Egypt. France and Britain bombed Syrian army bases on Saturday. Russia denounced the strikes."
    )
    denounced = next(m for m in code(text).mentions if m.type == "ACCUSE")
    assert [p.id for p in denounced.recipients] == ["FRA", "GBR"]
    assert denounced.inferred == ("recipients",)


def test_two_enemies_leave_it_open(told):
    text = (
        "Iraqi soldiers attacked Islamic State on Friday. Iraqi soldiers attacked Turkish soldiers on Friday. "
        "On Saturday Iraqi soldiers retook the town."
    )
    assert told(text)[-1] == "ASSAULT: IRQ/MIL > -"


def test_what_comes_from_context_counts_less(code):
    named = code("Hamas attacked Israel on Friday. Hamas also attacked Israel on Saturday.").mentions[-1]
    guessed = code("Hamas attacked Israel on Friday. Hamas also attacked a border post on Saturday.").mentions[-1]
    assert [p.id for p in guessed.recipients] == ["ISR"]
    assert guessed.confidence < named.confidence
