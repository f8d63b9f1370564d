"""Roles of what is drawn into colours, for light and dark screens, as attributes and as rules that hold in one figure only.

Text has a contrast of at least 4.5 to 1 with its ground, marks 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11); blue and orange stay apart under
every kind of colour blindness. Sign never rests on colour alone: friendly ties are solid, hostile ones dashed, undecided ones dotted.
The light colours are attributes, so that a figure is right where style sheets are refused; dark screens and narrow pages take the rules.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"
FULL_WIDTH = 720.0  # units; on a telephone of 375 px that is about 359 px, and a unit .5 px: text is larger there, 11 px and more
NARROW_PX = 620
STEP, HIGHEST = 8, 6000  # heights at which a wide page may cut a figure: a sheet for all figures has a rule for each
HIGHEST_LIFT = 400  # how far a wide page may move up what stands below a header
TITLE, TITLE_NARROW = 19.0, 26.0
LABEL, LABEL_NARROW = 15.0, 23.0
LIFT = "lift-"
WIDE_ONLY, NARROW_ONLY = "wide", "narrow"  # what only one kind of page has room for, or needs


@dataclass(frozen=True, slots=True)
class Paint:
    """What a role colours, and how on a light and on a dark screen."""

    property: Literal["fill", "stroke"]
    light: str
    dark: str


# Grounds of camps, after Okabe and Ito (2008); a camp is named in words as well, so that further camps may start again from the first.
CAMPS: tuple[tuple[str, str], ...] = (
    ("#dbe9f6", "#1d3146"),
    ("#fbe6cf", "#43301a"),
    ("#d6efe5", "#173a30"),
    ("#f3dfec", "#402a3a"),
    ("#f5f0c4", "#3b3815"),
    ("#e4e3f4", "#2d2c46"),
)
# Moves of decision makers, each told by its dashes as well.
MAKERS: tuple[tuple[str, str], ...] = (
    ("#1f66b0", "#6db3f8"),
    ("#c4460c", "#ff9254"),
    ("#17795a", "#4fcf9f"),
    ("#a0398f", "#e88fd8"),
    ("#7a6200", "#dcc455"),
    ("#0b7285", "#5ccbe0"),
)
ROLES: Mapping[str, Paint] = MappingProxyType(
    {
        "ground": Paint("fill", "#ffffff", "#15181d"),
        "ink": Paint("fill", "#1b1f24", "#e9ecef"),
        "quiet": Paint("fill", "#565e68", "#aab2bc"),
        "halo": Paint("stroke", "#ffffff", "#15181d"),  # around text and nodes, so that no line runs into them
        "grid": Paint("stroke", "#e3e6ea", "#2d323a"),
        "faint": Paint("stroke", "#c6ccd3", "#424953"),  # around what is not to be looked at first
        "axis": Paint("stroke", "#6f7781", "#8b949f"),
        "friendly": Paint("stroke", "#1f66b0", "#6db3f8"),
        "hostile": Paint("stroke", "#c4460c", "#ff9254"),
        "undecided": Paint("stroke", "#68707a", "#a5adb7"),
        "strain": Paint("stroke", "#ffe08a", "#5c480d"),
        "spark": Paint("fill", "#ffd23f", "#ffd23f"),
        "spark-edge": Paint("stroke", "#1b1f24", "#15181d"),
        "bolt": Paint("fill", "#1b1f24", "#15181d"),
        "node": Paint("fill", "#3d4650", "#c3cad2"),
        "node-edge": Paint("stroke", "#767e88", "#7f8894"),  # of a node without ties
        "interval": Paint("fill", "#cfe0f2", "#1f3d5c"),
        "interval-inner": Paint("fill", "#9cc3ea", "#2c5a8a"),  # of a narrower interval within
        "interval-edge": Paint("stroke", "#5f86b0", "#5b86b3"),
        "line": Paint("stroke", "#1f66b0", "#6db3f8"),
        "dot": Paint("fill", "#1f66b0", "#6db3f8"),
        "second": Paint("stroke", "#c4460c", "#ff9254"),
        "second-dot": Paint("fill", "#c4460c", "#ff9254"),
        "second-interval": Paint("fill", "#fbdcc4", "#53321a"),
        "second-edge": Paint("stroke", "#b97a4e", "#b0754c"),
        "shade": Paint("fill", "#74aee6", "#2c659e"),  # at its strongest; weaker ones let the ground through
        "bar": Paint("fill", "#74859a", "#7d8a99"),
        "fired": Paint("fill", "#c4460c", "#ff9254"),
        "alarm": Paint("stroke", "#c4460c", "#ff9254"),
        "alarm-text": Paint("fill", "#b03c06", "#ff9254"),
        "window": Paint("fill", "#f0f2f5", "#22272f"),
        "sea": Paint("fill", "#e9eff4", "#0f1216"),
        "land": Paint("fill", "#fbfaf7", "#22272e"),
        "coast": Paint("stroke", "#b3bec9", "#454d58"),
        "border": Paint("stroke", "#98a1ab", "#69727d"),
        "null": Paint("stroke", "#1b1f24", "#e9ecef"),
        "segment": Paint("stroke", "#1f66b0", "#6db3f8"),
        "outline": Paint("stroke", "#1b1f24", "#e9ecef"),  # of states that hold
        "exit": Paint("fill", *CAMPS[2]),
        "trap": Paint("fill", *CAMPS[1]),
        "exit-sign": Paint("fill", "#17795a", "#4fcf9f"),
        "path": Paint("stroke", "#ffe08a", "#5c480d"),
        "joint": Paint("stroke", "#1b1f24", "#e9ecef"),
        "joint-head": Paint("fill", "#1b1f24", "#e9ecef"),
        **{f"maker-{n}": Paint("stroke", *colours) for n, colours in enumerate(MAKERS)},
        **{f"maker-head-{n}": Paint("fill", *colours) for n, colours in enumerate(MAKERS)},
        **{f"camp-{n}": Paint("fill", *colours) for n, colours in enumerate(CAMPS)},
        **{f"camp-edge-{n}": Paint("stroke", *colours) for n, colours in enumerate(CAMPS)},
    }
)

# Fill and edge of the quad classes, in the order of the ontology, in every figure: blue cooperates, orange is in conflict, pale is in words only.
COLOURS = (("interval", "interval-edge"), ("dot", "line"), ("second-interval", "second-edge"), ("second-dot", "second"))
NO_COLOUR = ("bar", "undecided")  # of no class, or of any


def paint(*roles: str) -> dict[str, str]:
    """The attributes of an element in its roles: one may colour its inside, another its edge."""
    return {"class": " ".join(roles)} | {ROLES[role].property: ROLES[role].light for role in roles}


def rules(scope: str, classes: Iterable[str], cut: int | None = None) -> str:
    """The style sheet of the figure with the id `scope`, for those of its classes that are roles; `cut`: the height that a wide page shows, if that is not all
    of it.
    """
    alone = f":root#{scope},:not(svg)>#{scope}"  # not where it lies in a stack
    used = sorted(set(classes))
    wide = _cut(alone, cut) if cut else ""
    wide += "".join(_lift(f"#{scope}", int(one.removeprefix(LIFT))) for one in used if one.startswith(LIFT))
    return _rules(alone, f"#{scope}", used) + _on_wide(wide)


def sheet(scope: str) -> str:
    """The style sheet of all figures that a page shows under the selector `scope`, where it takes no style sheet within them."""
    cuts = "".join(_cut(f"{scope}>svg.{cut_class(n)}", n) for n in range(STEP, HIGHEST + 1, STEP))
    lifts = "".join(_lift(f"{scope}>svg", n) for n in range(STEP, HIGHEST_LIFT + 1, STEP))
    return _rules(f"{scope}>svg", f"{scope}>svg", sorted(ROLES)) + _on_wide(cuts + lifts)


def step_down(height: float) -> int:
    """How far what stands below so much free space may be moved up."""
    return max(0, min(HIGHEST_LIFT, math.floor(height / STEP) * STEP))


def lift_class(height: int) -> str:
    """The class of what a wide page moves up so far."""
    return f"{LIFT}{height}"


def step_up(height: float) -> int:
    """The next height at which a figure may be cut on a wide page."""
    return min(HIGHEST, math.ceil(height / STEP) * STEP)


def cut_class(height: int) -> str:
    """The class of a figure that a wide page shows so much of."""
    return f"high-{height}"


def _cut(selector: str, height: int) -> str:
    return f"{selector}{{aspect-ratio:{FULL_WIDTH:g}/{height}}}"


def _lift(scope: str, height: int) -> str:
    return f"{scope} .{lift_class(height)}{{transform:translateY(-{height}px)}}"


def _on_wide(rules: str) -> str:
    return f"@media not all and (max-width:{NARROW_PX}px){{{rules}}}" if rules else ""


def _rules(root: str, scope: str, classes: Iterable[str]) -> str:
    dark = "".join(f"{scope} .{c}{{{ROLES[c].property}:{ROLES[c].dark}}}" for c in classes if c in ROLES)
    sizes = f"{scope} .title{{font-size:{TITLE_NARROW:g}px}}{scope} .label{{font-size:{LABEL_NARROW:g}px}}"
    swapped = f"{scope} .{WIDE_ONLY}{{display:none}}{scope} .{NARROW_ONLY}{{display:inline}}"
    return (
        f"{root}{{max-width:100%;height:auto}}"
        f"@media (max-width:{NARROW_PX}px){{{sizes}{swapped}}}"
        f"@media (prefers-color-scheme:dark){{{dark}}}"
    )
