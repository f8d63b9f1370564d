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
