"""The last word of a name stands for whoever was named in full before."""

import pytest


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Prime Minister Imran Khan met Vladimir Putin. Mr Khan urged India to sit down for talks.",
            "REQUEST meet: imran-khan > IND/GOV",
        ),
        (
            "Hong Kong's leader, Carrie Lam, flew to Beijing. Lam condemned the attack by Japan.",
            "ACCUSE disapprove: carrie-lam > JPN/GOV",
        ),
        (
            "Iran's Revolutionary Guards fired missiles at Koya. The Guards condemned the United States.",
            "ACCUSE disapprove: irgc > USA/GOV",
        ),
    ],
)
def test_a_last_word_stands_for_the_whole_name(told, text, event):
    assert event in told(text)


def test_another_first_name_is_another_person(told):
    text = "Prime Minister Imran Khan met Vladimir Putin. The actor Shah Rukh Khan urged India to sit down for talks."
    assert not any(t.startswith("REQUEST") and "imran-khan" in t for t in told(text))


def test_the_two_are_the_last_two_persons(told):
    text = "Aleksandar Vucic criticised Viktor Orban. The two had met in Budapest in May."
    assert "CONSULT visit: aleksandar-vucic + viktor-orban > -" in told(text)


def test_whose_is_the_word_before_it(told):
    assert "ASSAULT: - > USA/MIL" in told("Iran released an American pilot whose plane was shot down over the Gulf.")
