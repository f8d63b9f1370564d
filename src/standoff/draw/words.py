"""Labels into text that fits: how wide it is drawn at most, shortened, or in lines."""

from __future__ import annotations

import re
import unicodedata

from standoff.draw.svg import clean

# Advance widths in em, for ASCII no less than those of DejaVu Sans, the widest of the sans serifs that `system-ui` stands for.
WIDTHS = {
    letter: em
    for letters, em in (
        (" '.,:;Iijl|", 0.36),
        ("()-/\\[]frt", 0.44),
        ("!*`°", 0.5),
        ("#&+<=>^~", 0.85),
        ("MWmw@%—…", 1.0),
    )
    for letter in letters
}
CAPITAL_EM = 0.79
OTHER_EM = 0.64
WIDE_EM = 1.05  # Chinese, Japanese, Korean, emoji
BOLD = 1.12
ELLIPSIS = "…"
LEFT_TO_RIGHT = "\u200e"  # a mark without width
RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"  # of a class of letters: Hebrew to Arabic Extended, and their forms of presentation
TURNED = re.compile(f"[{RIGHT_TO_LEFT}]")
TOOLTIP = 5000  # letters of a text that a pointer finds; more than any name has
SPOKEN = 80  # letters of a name in a description
MOST_MARKS = 3  # combining marks on one letter: Hebrew has three; more is a column of marks across the picture


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is drawn at most, in the unit of `size`."""
    return sum(map(_em, text)) * size * (BOLD if bold else 1)


def shortened(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """A text that is no wider than `room`; what was cut off is an ellipsis."""
    text = _tame(text)
    if width(text, size, bold=bold) <= room:
        return text
    left, kept = room - width(ELLIPSIS, size, bold=bold), ""
    for letter in text:
        left -= width(letter, size, bold=bold)
        if left < 0:
            break
        kept += letter
    return kept.rstrip(" ,;") + ELLIPSIS


def cut(text: str, letters: int) -> str:
    """A text of at most so many letters, for what is read and not drawn."""
    text = clean(text)
    return text if len(text) <= letters else text[: letters - 1] + ELLIPSIS


def lines(text: str, room: float, size: float, *, most: int, bold: bool = False) -> list[str]:
    """A text broken at spaces into lines no wider than `room`; the last of `most` lines is shortened."""
    done: list[str] = []
    waiting = _tame(text).split()
    while waiting and len(done) < most - 1:
        taken = 1
        while taken < len(waiting) and width(" ".join(waiting[: taken + 1]), size, bold=bold) <= room:
            taken += 1
        done.append(shortened(" ".join(waiting[:taken]), room, size, bold=bold))
        waiting = waiting[taken:]
    return [*done, shortened(" ".join(waiting), room, size, bold=bold)] if waiting else done


def in_order(text: str) -> str:
    """A text in which an arrow points from what stands before it to what stands after it, also between two names that run from right to left."""
    return text.replace("→", f"{LEFT_TO_RIGHT}→{LEFT_TO_RIGHT}") if TURNED.search(text) else text


def _tame(text: str) -> str:
    """Cleaned, and without the combining marks that pile up."""
    kept, marks = [], 0
    for letter in clean(text).strip():
        marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def _em(letter: str) -> float:
    if letter in WIDTHS:
        return WIDTHS[letter]
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE_EM
    return CAPITAL_EM if letter.isupper() else OTHER_EM
