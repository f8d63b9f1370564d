"""A figure back into what a reader would see: its elements, its texts with the boxes they cover, what sticks out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from standoff.draw.placing import Box
from standoff.draw.style import LABEL, LABEL_NARROW, TITLE, TITLE_NARROW
from standoff.draw.words import width

NS = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


@dataclass(frozen=True)
class Text:
    """A text as it is drawn, without the spaces at its ends."""

    words: str
    box: Box


def parsed(svg: str) -> ET.Element:
    """The root; fails where the text is not XML."""
    return ET.fromstring(svg)


def tags(svg: str) -> set[str]:
    return {e.tag.removeprefix(NS) for e in parsed(svg).iter()}


def with_class(svg: str, name: str) -> list[ET.Element]:
    return [e for e in parsed(svg).iter() if name in e.get("class", "").split()]


def title_of(svg: str) -> str:
    return parsed(svg).findtext(f"{NS}title", "")


def description_of(svg: str) -> str:
    return parsed(svg).findtext(f"{NS}desc", "")


def texts(svg: str, *, wide: bool, moved: bool = False) -> list[Text]:
    """The texts that a wide or a narrow page shows, with the boxes that they cover there at most; `moved`: where a wide page moves them up to, not where they
    are written beside their marks.
    """
    return list(_texts(parsed(svg), wide=wide, moves=moved))


def high_on_wide(svg: str) -> float:
    """How much of its height a wide page shows."""
    root = parsed(svg)
    cut = re.search(r"\bhigh-(\d+)", root.get("class", ""))
    return float(cut[1] if cut else root.get("viewBox", "").split()[3])


def overlaps(svg: str, *, wide: bool) -> list[tuple[str, str]]:
    """Pairs of texts that cover each other."""
    seen = texts(svg, wide=wide, moved=True)
    return [(a.words, b.words) for n, a in enumerate(seen) for b in seen[n + 1 :] if a.box.meets(b.box)]


def outside(svg: str) -> list[str]:
    """Elements of which something lies outside of the view box, or at no number."""
    return list(_outside(parsed(svg)))


def _outside(root: ET.Element) -> Iterator[str]:
    _, _, wide, high = map(float, root.get("viewBox", "").split())
    for e in root.iter():
        if e is root or e.tag == f"{NS}svg":
            continue
        box = _covered(e)
        if box and not (
            box.left >= -0.01 and box.top >= -0.01 and box.right <= wide + 0.01 and box.bottom <= high + 0.01
        ):
            yield ET.tostring(e, encoding="unicode")[:200]
    for wide_page in (True, False):
        for text in _texts(root, wide=wide_page, moves=True):
            box = text.box
            if not (box.left >= 0 and box.top >= 0 and box.right <= wide and box.bottom <= high):
                yield f"{text.words} {box} wide={wide_page}"


def _texts(root: ET.Element, *, wide: bool, moves: bool, up: float = 0.0) -> Iterator[Text]:
    for e in root:
        classes = e.get("class", "").split()
        if ("narrow" if wide else "wide") in classes:
            continue
        lifts = (float(one.removeprefix("lift-")) for one in classes if one.startswith("lift-"))
        moved = up + (sum(lifts) if wide and moves else 0.0)
        if e.tag == f"{NS}text":
            yield _text(e, moved, wide=wide)
        yield from _texts(e, wide=wide, moves=moves, up=moved)


def _text(e: ET.Element, up: float, *, wide: bool) -> Text:
    title = "title" in e.get("class", "").split()
    size = (TITLE if wide else TITLE_NARROW) if title else (LABEL if wide else LABEL_NARROW)
    words = e.text or ""
    across = width(words, size, bold=title)
    left = float(e.get("x", "nan")) - {"start": 0.0, "middle": across / 2, "end": across}[e.get("text-anchor", "start")]
    middle = float(e.get("y", "nan")) - up + (float(e.get("dy", "0").removesuffix("em")) - 0.36) * size
    assert math.isfinite(left)
    assert math.isfinite(middle)
    return Text(words, Box(left, middle - 0.5 * size, left + across, middle + 0.5 * size))


def _covered(e: ET.Element) -> Box | None:
    tag = e.tag.removeprefix(NS)
    if tag == "rect":
        x, y, wide, high = (float(e.get(k, "0")) for k in ("x", "y", "width", "height"))
        assert wide >= 0
        assert high >= 0
        return _finite(x, y, x + wide, y + high)
    if tag == "circle":
        x, y, r = (float(e.get(k, "nan")) for k in ("cx", "cy", "r"))
        return _finite(x - r, y - r, x + r, y + r)
    if tag == "line":
        x1, y1, x2, y2 = (float(e.get(k, "nan")) for k in ("x1", "y1", "x2", "y2"))
        return _finite(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    if tag == "path":
        return _path(e)
    return None


def _path(e: ET.Element) -> Box:
    """The points of a path; a ground reaches beyond them by half its outline."""
    d = e.get("d", "")
    assert re.fullmatch(r"[MLQZ0-9 .-]+", d), d
    numbers = [float(n) for n in NUMBER.findall(d)]
    half = float(e.get("stroke-width", "0")) / 2 if "camp-" in e.get("class", "") else 0.0
    xs, ys = numbers[0::2], numbers[1::2]
    return _finite(min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half)


def _finite(*corners: float) -> Box:
    assert all(map(math.isfinite, corners))
    return Box(*corners)
