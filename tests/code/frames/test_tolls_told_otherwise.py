"""Tolls in words that stand far from "killed" or that the parser hangs elsewhere, over real parses."""

from __future__ import annotations

import pytest

from standoff.code.frames.tolls import find_tolls


@pytest.mark.parametrize(
    ("text", "deaths"),
    [
        # nobody died
        ("The shells fell on a field without loss of life.", [0, 0]),
        ("There was no loss of life at the port.", [0, 0]),
        ("No lives were lost in the raid.", [0, 0]),
        ("There were no dead or wounded on our side.", [0, 0]),
        ("The drone struck the depot without causing casualties.", [0, 0]),
        ("Nobody was killed or injured at the airfield.", [0, 0]),
        ("The mayor escaped unhurt.", [0, 0]),
        ("The crew of the tanker are safe.", [0, 0]),
        ("The ambassador survived the attack.", [0, 0]),
        ("It was an ambush that both survived.", [0, 0]),
        ("The mayor was unhurt but two of his guards died.", [2, 2]),
        ("Three people survived.", None),  # others may not have
        ("She survived a long illness.", None),
        ("The streets of the capital are safe.", None),
        # lives
        ("The town was retaken at the cost of 19 lives.", [19, 19]),
        ("Six miners paid with their lives.", [6, 6]),
        ("The airliner came down with the loss of 88 lives.", [88, 88]),
        ("The convoy turned back with the loss of nine soldiers.", [9, 9]),
        ("The bombing claimed 31 victims.", [31, 31]),
        ("The party regretted the loss of 31 seats.", None),
        ("The cost of living rose by six per cent.", None),
        # those who fell, lay dead or were among the dead
        ("Some 900 soldiers are thought to have fallen.", [900, 900]),
        ("Four villagers fell victim to the bombardment.", [4, 4]),
        ("Two policemen fell to a sniper.", [2, 2]),
        ("Ten soldiers fell ill.", None),
        ("The number of soldiers fell to 300.", None),
        ("Two students fell dead at the gate.", [2, 2]),
        ("By dawn eight men lay dead.", [8, 8]),
        ("Three nurses were among the dead.", [3, None]),
        # prisoners who are shot
        ("The militia shot 12 captured policemen.", [12, 12]),
        ("The soldiers lined up nine farmers and shot them.", [9, 9]),
        ("The guards shot two prisoners near the river.", [2, 2]),
        ("The police shot two demonstrators.", None),
    ],
)  # fmt: skip
def test_deaths(nlp, text, deaths):
    found = [toll.amount.as_json() for toll in find_tolls(nlp(text)[:]) if toll.kind == "deaths"]
    assert found == ([] if deaths is None else [deaths])


@pytest.mark.parametrize(
    ("text", "deaths"),
    [
        ("The gang seized six tourists near the lake and later killed them.", [6, 6]),
        ("The rebels took eleven hostages in May and put all of them to death.", [11, 11]),
        ("They burned two huts and killed them.", [2, None]),  # no people before
        ("The gunmen killed the mayor of Herat, his wife and a driver.", [3, 3]),
        ("The bomb killed Omar Daoud, his brother and a cook.", [3, 3]),
        ("The mayor of Herat, his wife and a driver were murdered.", [3, 3]),
        ("The bomb killed Omar Daoud, a teacher and poet.", [1, 1]),
        ("The bomb killed the mayor, Omar Daoud, and 16 others.", [17, 17]),
        ("The mayor, Omar Daoud, and 16 others were killed.", [17, 17]),
        ("A guard was killed and another wounded.", [1, 1]),
        ("The judge was killed along with her husband and two guards.", [4, 4]),
        ("By its reckoning 70 rebels, 14 soldiers and five civilians had died.", [89, 89]),
        ("The blast killed 14 soldiers and policemen and five civilians.", [19, 19]),
        ("A total of 32 people were killed.", [32, 32]),
        ("She took over after her husband, Idris Bello, was shot dead in 2014.", [1, 1]),
        ("He has led the party since its founder, Juan Mora, was murdered in 2014.", [1, 1]),
        ("A fire broke out in which dozens of workers, among them four women, are feared dead.", [24, None]),
    ],
)  # fmt: skip
def test_victims(nlp, text, deaths):
    assert [t.amount.as_json() for t in find_tolls(nlp(text)[:]) if t.kind == "deaths"] == [deaths]


@pytest.mark.parametrize("part", ["thigh", "left leg", "shoulder", "knee"])
def test_who_is_shot_in_a_limb_is_wounded(nlp, part):
    found = find_tolls(nlp(f"An officer shot a girl of 15 in the {part}.")[:])
    assert [(t.kind, t.amount.as_json()) for t in found] == [("injured", [1, 1])]
