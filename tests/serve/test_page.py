"""What every page rests on: what values become on their way into it, and a style sheet that everybody can read."""

from __future__ import annotations

import re

import pytest
from jinja2 import UndefinedError

from standoff.serve.page import environment, ref, sentence, short, style


def test_a_name_that_nobody_gave_is_an_error():
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


def test_every_value_is_escaped_bounded_and_made_printable():
    shown = environment().from_string("{{ a }}|{{ a | safe }}|{{ n }}").render(a="<b>\x00\u202e", n=7)
    assert shown == "&lt;b&gt;\ufffd[U+202E]|<b>\x00\u202e|7"
    assert len(environment().from_string("{{ a }}").render(a="x" * 9999)) == 2000


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc", "abc"), ("abcdef", "abc…"), ("ab cd ef", "ab…"), ("\x1b[2J", "\ufffd[2J"), ("a\u2067b", "a[U+2067]b"),
        ("\ud800", "\ufffd"), ("می\u200c\u200e", "می\u200c\u200e"), ("a\nb", "a\nb"),
    ],
)  # fmt: skip
def test_short(text, shown):
    assert short(text, 4) == shown


def test_two_names_never_become_one_id():
    names = ["a b", "a_20_b", "a_b", "a-b", "a", "", "é", "ucdp:7", "ucdp_3a_7"]
    ids = [ref(name) for name in names]
    assert len(set(ids)) == len(names)
    assert all(re.fullmatch("[A-Za-z0-9_-]*", id) for id in ids)


def test_a_message_becomes_a_sentence():
    assert sentence("no event; see standoff events") == "No event; see standoff events."
    assert sentence("Why?") == "Why?"


def schemes() -> dict[str, dict[str, str]]:
    """The colours by name on a light and on a dark screen."""
    blocks = re.findall(r":root \{(.*?)\}", style(), re.DOTALL)
    return {
        name: dict(re.findall(r"--([a-z]+): (#\w+)", block))
        for name, block in zip(("light", "dark", "print"), blocks, strict=True)
    }


def luminance(colour: str) -> float:
    """As WCAG 2.2 defines relative luminance."""
    digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_text_stands_out_from_its_ground(scheme):
    colours = schemes()[scheme]
    pairs = [(text, ground) for text in ("ink", "quiet", "link", "model") for ground in ("ground", "soft")]
    for text, ground in [*pairs, ("ink", "mark")]:
        low, high = sorted((luminance(colours[text]), luminance(colours[ground])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ground)


def test_no_text_is_smaller_than_14_px():
    sizes = [float(n) for n in re.findall(r"font(?:-size)?: (?:clamp\()?([\d.]+)rem", style())]
    assert sizes
    assert min(sizes) * 16 >= 14
    assert re.findall(r"font(?:-size)?: [\d.]+(?:px|em)", style()) == []


def test_the_style_sheet_loads_nothing():
    assert re.findall(r"@import|url\(|</style", style(), re.IGNORECASE) == []


def test_a_name_from_right_to_left_turns_nothing_beside_it():
    prose = environment().from_string('{% from "text.html" import prose %}<bdi>{{ prose(text, 300) }}</bdi>')
    told = prose.render(text='حركة المقاومة → צה"ל: assault, תל אביב, 2024-01-28, 12345 dead')
    assert told == (
        "<bdi><bdi>حركة المقاومة</bdi> → <bdi>צה&#34;ל</bdi>: assault, <bdi>תל אביב</bdi>, "
        '<span class="day">2024-01-28</span>, 12345 dead</bdi>'
    )
    assert prose.render(text="Iran → Iraq") == "<bdi>Iran → Iraq</bdi>"
