"""The page on conflict files has an example that can be read, and names every field and every bound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from standoff import toml
from standoff.conflict import load as loading
from standoff.conflict.states import MOST_STATES, states
from standoff.conflict.types import Final
from tests.conflict.made import SMALL, of_text

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "conflict-files.md").read_text(encoding="utf-8")
IRAQ = (ROOT / "examples" / "iraq-2024" / "conflict.toml").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_is_read():
    found = states(of_text(EXAMPLE))
    labels = ["nothing", "Shell", "Answer", "Shell + Answer", "Answer + Annex", "Shell + Answer + Annex"]
    assert [found.label(n) for n in range(len(found.taken))] == labels
    assert found.label(found.now) == "Shell + Answer"


@pytest.mark.parametrize("text", [SMALL, IRAQ, EXAMPLE])
def test_every_field_and_table_is_named(text):
    names = set(re.findall(r"^(\w+) =|^(\[\[\w+\]\])", text, re.MULTILINE))
    told = {name for pair in names for name in pair if name}
    assert len(told) >= 15
    assert {name for name in told if f"`{name}`" not in PAGE} == set()


def test_the_tables_are_those_that_are_read():
    assert [name for name in loading.FILE_FIELDS if f"`{name}`" not in PAGE and f"`[[{name}]]`" not in PAGE] == []
    assert [kind for kind in Final if f'"{kind}"' not in PAGE] == []


def test_bounds():
    bounds = (
        f"{loading.MOST_OPTIONS} options, {loading.MOST_MAKERS} decision makers, {loading.MOST_ROWS} tables of a kind, "
        f"or {MOST_STATES} states"
    )
    assert bounds in PAGE
    assert f"{toml.MOST_BYTES:,} bytes" in PAGE
