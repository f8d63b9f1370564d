"""Deaths and injuries, whom they befell, and how often an event happened, over real parses."""

from __future__ import annotations

import pytest

from standoff.code.frames.tolls import find_tolls, occurrences
from standoff.records import Amount

TOLLS = [
    ("A US strike killed 16 Iraqis.", [16, 16], None),
    ("16 Iraqi soldiers were killed.", [16, 16], None),
    ("The drone hit the base, killing three US soldiers and wounding 25 others.", [3, 3], [25, 25]),
    ("The blast left three dead and 40 injured.", [3, 3], [40, 40]),
    ("At least 12 people died in the attack.", [12, None], None),
    ("The death toll rose to 45.", [45, 45], None),
    ("It was a strike that killed three US soldiers.", [3, 3], None),
    ("The war cost tens of thousands of lives.", [20000, None], None),
    ("The attack claimed the lives of 7 people.", [7, 7], None),
    ("Three people lost their lives.", [3, 3], None),
    ("They mourned the deaths of five civilians.", [5, 5], None),
    ("The United States killed Qassem Soleimani.", [1, 1], None),
    ("The drone killed a commander.", [1, 1], None),
    ("It killed two senior commanders.", [2, 2], None),
    ("Troops killed civilians.", [2, None], None),
    ("The bomb killed a soldier and two civilians.", [3, 3], None),
    ("There were 13 wounded.", None, [13, 13]),
    ("No casualties were reported.", [0, 0], [0, 0]),
    ("There were no injuries or deaths.", [0, 0], [0, 0]),
    ("Nobody was hurt.", None, [0, 0]),
    ("One person was killed and four injured.", [1, 1], [4, 4]),
    ("Six people have been killed, including two children, and 10 wounded, officials said.", [6, 6], [10, 10]),
    ("The bodies of 30 men were found.", [30, 30], None),
    ("The group executed 70 members of the tribe.", [70, 70], None),
    ("They beheaded two hostages.", [2, 2], None),
    ("Four men were gunned down.", [4, 4], None),
    ("Police shot dead two protesters.", [2, 2], None),
    ("Two people were found dead.", [2, 2], None),
    ("Hundreds perished.", [200, None], None),
    ("He succumbed to his wounds.", [1, 1], None),
    ("Captain Dayton was mortally wounded.", [1, 1], None),
    ("The army lost four soldiers.", [4, 4], None),
    ("The medical workers had counted 97 civilians killed in the first week.", [97, 97], None),
    ("At least 10 U.S. Marines and an unknown number of Iraqi soldiers died.", [10, None], None),
    ("Dozens of Russians had been killed.", [24, None], None),
    ("They killed or wounded 20 fighters.", None, None),
    ("Twenty people were killed and injured.", None, None),
    ("There were casualties.", None, None),
    ("The council executed its plan and killed the bill.", None, None),
    ("Nearly 25 per cent of them had been killed.", None, None),
]


@pytest.fixture(scope="module")
def parsed(nlp):
    return {doc.text: doc for doc in nlp.pipe(text for text, _, _ in TOLLS)}


@pytest.mark.parametrize(("text", "deaths", "injured"), TOLLS)
def test_tolls(parsed, text: str, deaths, injured) -> None:
    found = {toll.kind: toll.amount.as_json() for toll in find_tolls(parsed[text][:])}
    assert (found.get("deaths"), found.get("injured")) == (deaths, injured)


def test_a_toll_points_at_its_word_and_its_victims(nlp) -> None:
    doc = nlp("On Sunday the strike killed three US soldiers at a base.")
    toll = find_tolls(doc[:])[0]
    assert doc[toll.verb].text == "killed"
    assert doc[toll.victims].text == "soldiers"
    assert doc[toll.start : toll.end].text == "killed three US soldiers"


def test_tolls_of_a_later_sentence_use_tokens_of_the_document(nlp) -> None:
    doc = nlp("It was quiet in the morning. The strike killed three US soldiers at a base.")
    sentence = list(doc.sents)[1]
    toll = find_tolls(sentence)[0]
    assert toll.amount == Amount(3, 3)
    assert doc[toll.verb].text == "killed"


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("They did not kill the two hostages.", True),
        ("He denied killing two men.", True),
        ("They killed two men.", False),
    ],
)
def test_negated(nlp, text: str, negated: bool) -> None:
    assert [toll.negated for toll in find_tolls(nlp(text)[:])] == [negated]


@pytest.mark.parametrize(
    ("text", "trigger", "count"),
    [
        ("Militias have attacked US camps and bases more than 160 times since the war.", "attacked", [161, None]),
        ("They attacked the town twice.", "attacked", [2, 2]),
        ("The forces have clashed repeatedly.", "clashed", [2, None]),
        ("They shelled the town again and again.", "shelled", [2, None]),
        ("They bombed the city on a daily basis.", "bombed", [2, None]),
        ("Three air strikes hit the town.", "strikes", [3, 3]),
        ("They launched almost 8,000 strikes against the group.", "strikes", [7000, 8000]),
        ("A series of attacks hit the town.", "attacks", [2, None]),
        ("Dozens of attacks followed.", "attacks", [24, None]),
        ("They spoke of recent instances of US retaliation.", "retaliation", [2, None]),
        ("Those attacks went on.", "attacks", [2, None]),
        ("They held talks.", "talks", [1, 1]),
        ("The strike hit more than 60 targets.", "strike", [1, 1]),
        ("He killed 16 people.", "killed", [1, 1]),
        ("It was the first attack.", "attack", [1, 1]),
    ],
)
def test_occurrences(nlp, text: str, trigger: str, count) -> None:
    token = next(t for t in nlp(text) if t.text == trigger)
    assert occurrences(token).as_json() == count


def test_deaths_of_the_founding_article(nlp, shared) -> None:
    import json

    lines = (shared / "eval" / "dev_docs.jsonl").read_text(encoding="utf-8").splitlines()
    text = next(d["text"] for d in map(json.loads, lines) if d["id"] == "seed")
    amounts = [toll.amount.as_json() for s in nlp(text).sents for toll in find_tolls(s) if toll.kind == "deaths"]
    assert amounts == [[16, 16], [1, 1], [16, 16], [3, 3], [20000, None]]


def test_the_dead_belong_to_the_verb_that_counts_them(code):
    burned, killed = code("Sudanese soldiers burned villages and killed ten civilians.").mentions
    assert burned.deaths is None
    assert killed.deaths == Amount(10, 10)
