"""Templates and values into the text of a page: all that is not ours is escaped and bounded, and a name nobody gave is an error."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from standoff.answers.balance_words import chance
from standoff.answers.reviewed import SAID
from standoff.answers.rows import about
from standoff.answers.words import FEW, amount, days, event_days, named, times, where, who
from standoff.draw.words import RIGHT_TO_LEFT
from standoff.records import Event

MOST = 2000  # characters of any one text on a page: several times the longest sentence in print
# What HTML forbids (controls but tab and newline, surrogates, the last two of the basic plane), and what would steer the text around it.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
STEERING = re.compile(
    "[\u202a-\u202e\u2066-\u2069]"
)  # embeddings, overrides and isolates of the Unicode bidirectional algorithm
DATE = re.compile(r"(\b\d{4}-\d\d-\d\d\b)")
# From the first to the last letter of a script that runs from right to left.
TURNED = re.compile(f"([{RIGHT_TO_LEFT}](?:[^A-Za-z0-9\u00c0-\u024f→:;,(){RIGHT_TO_LEFT}]*[{RIGHT_TO_LEFT}])*)")
STYLE_WITHIN = re.compile("<style>[^<]*</style>")
NOT_IN_ID = re.compile("[^A-Za-z0-9-]")


def render(template: str, **values: Any) -> str:
    """The text of a page from a template of the package."""
    return environment().get_template(template).render(style=style(), **values)


@cache
def environment() -> Environment:
    """The templates with all that they may call."""
    made = Environment(
        loader=PackageLoader("standoff.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        short=short, ref=ref, number=number, sentence=sentence, file_name=named, dated=DATE.split, turned=TURNED.split, unstyled=unstyled, whole=whole,
        days_of=event_days, parties_of=parties, kind_of=kind, where=where, amount=amount, about=about, chance=chance,
    )  # fmt: skip
    made.globals.update(days=days, verdicts=SAID)
    return made


@cache
def style() -> str:
    """The style sheet of every page."""
    return files("standoff.serve").joinpath("static", "style.css").read_text(encoding="utf-8")


def printable(value: Any) -> Any:
    """What every value goes through on its way into a page, before it is escaped; markup of our own is left as it is."""
    return value if hasattr(value, "__html__") or not isinstance(value, str) else short(value, MOST)


def short(text: str, most: int) -> str:
    """At most `most` characters, fit for HTML: what steers the direction of text is spelled out, so that a reader sees that it was there."""
    text = text if len(text) <= most else text[: most - 1].rstrip() + "…"
    return STEERING.sub(lambda found: f"[U+{ord(found[0]):04X}]", FORBIDDEN.sub("\ufffd", text))


def whole(text: str) -> Markup:
    """All of a text, escaped; what is no text for HTML, or steers its direction, as in `short`."""
    return escape(short(text, len(text)))


def ref(name: str) -> str:
    """A name as an id and as the end of a link to it; two names never become one."""
    return NOT_IN_ID.sub(lambda found: f"_{ord(found[0]):x}_", name)


def unstyled(svg: str) -> str:
    """A figure without the style sheet within it, which the policy of a live page refuses: the page has it from elsewhere."""
    return STYLE_WITHIN.sub("", svg)


def parties(event: Event) -> str:
    """Who does it to whom, with the number of further parties on a side."""
    return who(event, FEW)


def kind(event: Event) -> str:
    """Type, modes, and how often."""
    return " ".join(
        filter(None, [event.type.lower(), f"({', '.join(event.mode)})" if event.mode else "", times(event)])
    )


def number(value: int) -> str:
    """With a comma at every thousand."""
    return f"{value:,}"


def sentence(text: str) -> str:
    """A message as a sentence: it begins with a capital letter and ends with a full stop."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"
