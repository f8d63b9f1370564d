from __future__ import annotations

from datetime import date

from standoff.code.both import BothCoder
from standoff.records import Document, Mention
from tests.code.llm.endpoint import Step, content, event

TEXT = "Israeli warplanes attacked Damascus on Monday. The United States condemned Iran on Tuesday."
DOCUMENT = Document("d", "Wire", TEXT, published=date(2024, 1, 31))


def both(coder, document=DOCUMENT):
    told = []
    (coded,) = BothCoder(coder.parser, coder, told.append).code([document])
    return coded, told


def test_the_record_is_the_embedded_coders_with_what_is_disputed_marked(make, endpoint):
    endpoint.answer = lambda _: Step(
        content(
            event(0, "attacked", "ASSAULT", mode="aerial", actors=["Israeli warplanes"], recipients=["Damascus"], date="Monday", place="Damascus"),
            event(1, "condemned", "ACCUSE", actors=["Iran"], recipients=["The United States"], date="on Tuesday"),
        )
    )  # fmt: skip
    coder = make()
    (plain,) = coder.parser.code([DOCUMENT])
    coded, told = both(coder)
    assert [m.coder for m in coded.mentions] == ["frames/1"] * 2
    assert [m.id for m in coded.mentions] == [m.id for m in plain.mentions]
    disputed = {d.field: (d.frames, d.llm) for d in told if d.sentence.startswith("The United")}
    assert disputed == {"actors": (["United States"], ["Iran"]), "recipients": (["Iran"], ["United States"])}
    assert {"disputed_actors", "disputed_recipients"} <= {*coded.mentions[1].inferred}
    assert dict(coded.mentions[1].otherwise)["actors"] == '["Iran"]'
    assert Mention.from_json(coded.mentions[1].as_json()) == coded.mentions[1]
    assert "disputed_type" not in coded.mentions[0].inferred
    assert all(TEXT[d.start : d.end] == d.sentence for d in told)
    assert coder.account()["requests"] == 1


def test_without_an_answer_the_embedded_coder_stands_alone(make, endpoint):
    endpoint.answer = lambda _: Step("no idea")
    coder = make()
    (plain,) = coder.parser.code([DOCUMENT])
    coded, told = both(coder)
    assert (coded.mentions, told) == (plain.mentions, [])
    assert coded.problem.startswith("coded by frames/1 alone: the model's answer is no JSON")
