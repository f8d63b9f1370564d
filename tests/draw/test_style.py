"""Colours: enough contrast on every ground they lie on, and signs that colour-blind readers tell apart."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from standoff.draw.style import CAMPS, MAKERS, ROLES

GROUNDS = [f"camp-{n}" for n in range(len(CAMPS))]
TEXT = {
    "ink": ["ground", "window", "shade", "exit", "trap", *GROUNDS],
    "quiet": ["ground", "window", "exit", "trap", *GROUNDS],
    "dot": ["ground", "window"],
    "alarm-text": ["ground", "window"],
    "ground": ["node"],
}
MARKS = {
    **{role: ["ground", "strain", *GROUNDS] for role in ("friendly", "hostile", "undecided")},
    "node": ["ground", *GROUNDS],
    **{role: ["ground", "interval", "interval-inner", "window"] for role in ("line", "dot")},
    "axis": ["ground", "interval", "window"],
    "interval-edge": ["ground", "window"],
    **{role: ["ground", "second-interval"] for role in ("second", "second-dot")},
    "second-edge": ["ground"],
    **{role: ["ground", "window"] for role in ("bar", "fired", "alarm", "segment")},
    "null": ["ground", "window", "interval", "interval-inner"],
    "bolt": ["spark"],
    **{f"{kind}-{n}": ["ground", "window", "path"] for n in range(len(MAKERS)) for kind in ("maker", "maker-head")},
    **{role: ["ground", "window", "path"] for role in ("joint", "joint-head", "outline")},
    "exit-sign": ["exit"],
    "ground": ["exit-sign", "fired"],
}
# What protan, deutan and tritan eyes see of linear RGB, complete loss: Machado, Oliveira and Fernandes (2009).
BLIND = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour: str) -> np.ndarray:
    value = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2."""
    low, high = sorted(float(linear(c) @ TO_XYZ[1]) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE 1976 L*a*b* under D65."""
    x, y, z = np.cbrt(np.clip(TO_XYZ @ rgb, 1e-6, None) / np.array([0.9505, 1.0, 1.089]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("roles", "least"), [(TEXT, 4.5), (MARKS, 3.0)], ids=["text", "marks"])
def test_contrast(roles, least, mode):
    colour = {role: getattr(paint, mode) for role, paint in ROLES.items()}
    pairs = [(role, ground) for role, grounds in roles.items() for ground in grounds]
    assert [(r, g) for r, g in pairs if contrast(colour[r], colour[g]) < least] == []


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("kind", BLIND)
def test_signs_differ_for_colour_blind_readers(kind, mode):
    seen = [lab(np.array(BLIND[kind]) @ linear(getattr(ROLES[r], mode))) for r in ("friendly", "hostile", "undecided")]
    assert all(np.linalg.norm(a - b) > 20 for a, b in combinations(seen, 2))  # 2.3 is just noticeable


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
