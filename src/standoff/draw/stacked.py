"""Several figures into one, one under another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from standoff.draw.frame import LINE, WIDTH, figure, identifier, label
from standoff.draw.svg import Verbatim, written
from standoff.errors import DrawError

HEAD = re.compile(
    r'<svg xmlns="[^"]+" id="(?P<id>[^"]+)" viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"[^>]*>'
    r"<title[^>]*>(?P<title>[^<]*)</title><desc[^>]*>(?P<description>[^<]*)</desc>"
)
SPACE = 12.0


def stacked(figures: Sequence[str], *, prefix: str = "figures") -> str:
    """One standalone SVG that holds figures of this package, the first at the top; its title and description are those of all.

    Raises DrawError for a text that is no such figure, and where two figures share the prefix of their ids.
    """
    heads = [_head(text) for text in figures]
    name, ids = identifier(prefix), [head["id"] for head in heads]
    if len({name, *ids}) <= len(ids):
        raise DrawError("two figures share a prefix, and so their ids; give each a prefix of its own")
    if not figures:
        nothing = label("no figures", WIDTH / 2, LINE, anchor="middle", role="quiet")
        return figure(prefix, "No figures", "There is nothing to show.", 2 * LINE, [nothing])
    placed, y = [], 0.0
    for text, head in zip(figures, heads, strict=True):
        placed.append(text.replace("<svg ", f'<svg y="{written(y)}" ', 1))
        y += float(head["height"]) + SPACE
    title = "; ".join(unescape(head["title"]) for head in heads)
    description = " ".join(f"{unescape(head['title'])}: {unescape(head['description'])}" for head in heads)
    return figure(prefix, title, description, y - SPACE, [Verbatim("".join(placed))])


def _head(text: str) -> re.Match[str]:
    found = HEAD.match(text)
    if not found:
        raise DrawError("only figures of this package can be stacked: this text does not begin as they do")
    return found
