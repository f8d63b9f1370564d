"""Elements with attributes and text into SVG that any XML parser reads, whatever the text holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

# What XML 1.0 forbids (control characters, lone surrogates, U+FFFE, U+FFFF), and the C1 controls and DEL that it advises against.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WHITE_SPACE = re.compile("[\t\n\r ]+")
Value = str | float


@dataclass(frozen=True, slots=True)
class Verbatim:
    """SVG that this package wrote before."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Element:
    """One element; a child that is a string is text and is escaped when it is written."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | Verbatim | str, ...] = ()

    def __str__(self) -> str:
        opening = f"<{self.name}" + "".join(f' {key}="{escape(value)}"' for key, value in self.attributes)
        if not self.children:
            return f"{opening}/>"
        inside = "".join(escape(c, quote=False) if isinstance(c, str) else str(c) for c in self.children)
        return f"{opening}>{inside}</{self.name}>"

    def within(self) -> Iterator[Element]:
        """The element and all that it holds."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.within()

    def get(self, key: str) -> str:
        """The value of an attribute; empty where it is not set."""
        return dict(self.attributes).get(key, "")


def element(
    name: str, *children: Element | Verbatim | str, paint: Mapping[str, str] | None = None, **attributes: Value
) -> Element:
    """An element from keywords: `stroke_width` is written stroke-width; numbers are rounded, text is made fit for XML.

    `paint` holds the attributes of a role of `standoff.draw.style`.
    """
    named = dict(paint or {}) | {key.replace("_", "-"): written(value) for key, value in attributes.items()}
    texts = (clean(child) if isinstance(child, str) else child for child in children)
    return Element(name, tuple(named.items()), tuple(texts))


def group(
    children: Iterable[Element | Verbatim | str], paint: Mapping[str, str] | None = None, **attributes: Value
) -> Element:
    """What belongs together, under the attributes that it shares."""
    return element("g", *children, paint=paint, **attributes)


def written(value: Value) -> str:
    """A number with at most two decimals; a text without what XML forbids."""
    if isinstance(value, str):
        return clean(value)
    digits = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def clean(text: str) -> str:
    """A text without the characters that XML forbids; every run of white space is one space."""
    return WHITE_SPACE.sub(" ", NOT_IN_XML.sub("", text))


def path(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """The `d` of straight lines through the points."""
    steps = " L".join(f"{written(x)} {written(y)}" for x, y in points)
    return f"M{steps}{' Z' if closed else ''}"
