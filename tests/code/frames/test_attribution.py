"""Who says so: according to, speech verbs, quotations within and over sentences; remarks that tell of no event."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("According to Syria, Israeli jets bombed Hezbollah positions on Friday.", [("Syria",)]),
        ("Israel killed five people in Tyre on Friday, the Lebanese government said.", [("Lebanon",)]),
        ("Hamas said that Israel had bombed Hezbollah positions on Friday.", [("Hamas",)]),
        ("Israel bombed Hezbollah positions on Friday.", [()]),
        (
            '"Russian troops shelled Ukrainian positions on Friday," said Volodymyr Zelensky. "They killed four civilians."',
            [("Volodymyr Zelensky",), ("Volodymyr Zelensky",)],
        ),
        (
            "“Russian troops shelled Ukrainian positions on Friday. They killed four civilians,” said Volodymyr Zelensky.",
            [("Volodymyr Zelensky",), ("Volodymyr Zelensky",)],
        ),
        (
            "Volodymyr Zelensky said: “Russian troops shelled Ukrainian positions. They killed four civilians.” Poland attacked Belarus.",
            [("Volodymyr Zelensky",), ("Volodymyr Zelensky",), ()],
        ),
        ("Israel attacked Hamas, Hamas said.", [("Hamas",)]),
    ],
)
def test_who_says_so(code, text, by):
    assert [m.attributed_to for m in code(text).mentions] == by


def test_nobody_is_the_source_of_his_own_act(code):
    [mention] = code("Qatar condemned Israel, Qatar said.").mentions
    assert mention.attributed_to == ()


@pytest.mark.parametrize(
    "text",
    [
        "Hossein Amir-Abdollahian said that the situation was complicated.",
        "The prime minister of Norway said the winter had been long.",
        "Michael Brown, an analyst at a research institute in London, said the mood had changed.",
        "Analysts say the region is on edge.",
        "“It is about trust,” a researcher in Geneva said.",
    ],
)
def test_a_remark_is_no_event(told, text):
    assert told(text) == []
