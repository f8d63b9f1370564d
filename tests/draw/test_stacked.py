"""Figures one under another, each whole, none on another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from standoff.draw import band, counts, network, stacked
from standoff.errors import DrawError
from tests.draw.examples import attacks, balance, iraq
from tests.draw.reading import NS, description_of, parsed, title_of


def test_figures_stand_one_under_another():
    figures = [network(iraq()), band(balance()), counts(attacks())]
    root = parsed(stacked(figures))
    inner = list(root.iter(f"{NS}svg"))[1:]
    heights = [float(parsed(f).get("height")) for f in figures]
    tops = [float(e.get("y")) for e in inner]
    assert [float(e.get("height")) for e in inner] == heights
    assert all(b > a + high for a, b, high in zip(tops, tops[1:], heights, strict=False))
    assert float(root.get("height")) == pytest.approx(tops[-1] + heights[-1])
    assert root.get("viewBox") == f"0 0 720 {root.get('height')}"


def test_title_and_description_are_those_of_all():
    titles = ['<Iraq> & "others"', "Balance"]
    figures = [network(replace(iraq(), title=titles[0])), band(replace(balance(), title=titles[1]))]
    svg = stacked(figures)
    assert title_of(svg) == "; ".join(titles)
    assert all(f"{title_of(f)}: {description_of(f)}" in description_of(svg) for f in figures)


def test_a_stack_can_be_stacked():
    tower = stacked([stacked([band(balance())], prefix="inner"), network(iraq())])
    assert len(list(parsed(tower).iter(f"{NS}svg"))) == 4


def test_figures_that_share_ids_are_refused():
    with pytest.raises(DrawError, match="prefix"):
        stacked([band(balance()), band(balance())])
    with pytest.raises(DrawError, match="prefix"):
        stacked([band(balance())], prefix="band")


@pytest.mark.parametrize("text", ["", "<svg/>", "<script>alert(1)</script>"])
def test_what_is_no_figure_is_refused(text):
    with pytest.raises(DrawError, match="only figures"):
        stacked([text])
