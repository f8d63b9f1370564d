"""What holds for every figure: valid XML whatever the labels hold, ids that resolve, nothing outside, no texts on one another."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from standoff.draw import (
    BandOverTime,
    BySpacing,
    Calibration,
    CalibrationBin,
    ConflictState,
    ExcitationMatrix,
    FanChart,
    FanCharts,
    FanInterval,
    ModelBins,
    Move,
    MoveGraph,
    MoveKind,
    NetworkTie,
    Node,
    ResponseCurve,
    ResponseCurves,
    SignedNetwork,
    SkillByUnit,
    StateMatrix,
    UnitSkill,
    Verdict,
    WeeklyCounts,
    band,
    by_spacing,
    calibration,
    counts,
    excitation,
    fan,
    fans,
    moves,
    network,
    responses,
    skill,
    stability,
    stacked,
)
from standoff.draw.style import FULL_WIDTH, LABEL, LABEL_NARROW
from tests.draw.examples import (
    HOSTILE,
    aftermath,
    attacks,
    balance,
    baselines,
    better_than_baseline,
    came_as_forecast,
    crowded,
    flinching,
    holding,
    iraq,
    streams,
    weeks_ahead,
    weeks_ahead_by_unit,
)
from tests.draw.reading import NS, description_of, high_on_wide, outside, overlaps, parsed, tags, texts, title_of

DAY = date(2024, 2, 6)
NAN = float("nan")
FULL: dict[str, Callable[[], str]] = {
    "network": lambda: network(iraq()),
    "band": lambda: band(balance()),
    "counts": lambda: counts(attacks()),
    "excitation": lambda: excitation(streams(5)),
    "responses": lambda: responses(aftermath(2)),
    "spacing": lambda: by_spacing(baselines()),
    "fan": lambda: fan(weeks_ahead(came=True)),
    "fans": lambda: fans(weeks_ahead_by_unit(6)),
    "calibration": lambda: calibration(came_as_forecast(3)),
    "skill": lambda: skill(better_than_baseline(25)),
    "moves": lambda: moves(flinching()),
    "states": lambda: stability(holding(10, 4)),
}
BARE: dict[str, Callable[[], str]] = {  # empty and degenerate input
    "no nodes": lambda: network(SignedNetwork([], [])),
    "one node": lambda: network(SignedNetwork([Node("a", "A")], [])),
    "nodes without ties": lambda: network(SignedNetwork([Node(str(n), f"N{n}", n % 2, NAN) for n in range(6)], [])),
    "one camp": lambda: network(
        SignedNetwork([Node(str(n), "N", 7) for n in range(3)], [NetworkTie("0", "1", 1, NAN)])
    ),
    "no dates": lambda: band(BandOverTime([], [], [], [])),
    "one date": lambda: band(
        BandOverTime([DAY], [0.5], [0.4], [0.6], marks=[(DAY, "today"), (date(1990, 1, 1), "then")])
    ),
    "one date twice": lambda: band(BandOverTime([DAY, DAY], [0.5, 0.5], [0.5, 0.5], [0.5, 0.5])),
    "nothing known": lambda: band(BandOverTime([DAY, date(2024, 3, 6)], [None, NAN], [None, 0.1], [NAN, None])),
    "an empty range": lambda: band(BandOverTime([DAY], [3.0], [3.0], [3.0], y_range=(3.0, 3.0))),
    "no weeks": lambda: counts(WeeklyCounts([], [])),
    "one week": lambda: counts(WeeklyCounts([DAY], [0], (DAY, DAY), 0.0, {DAY}, DAY, [0.0])),
    "all zeros": lambda: counts(WeeklyCounts([DAY, date(2024, 2, 13)], [0, 0], e_process=[0.0, 0.0], threshold=0.0)),
    "no number": lambda: counts(WeeklyCounts([DAY], [NAN], null_mean=NAN, e_process=[float("inf")], threshold=NAN)),
    "end of time": lambda: counts(WeeklyCounts([date.max], [3], alarm=date.max)),
    "twelve streams": lambda: excitation(streams(12)),
    "two streams": lambda: excitation(streams(2)),
    "one stream": lambda: excitation(streams(1)),
    "no streams": lambda: excitation(ExcitationMatrix([], [], [], [], [])),
    "no gains": lambda: excitation(ExcitationMatrix(["a"], [[NAN]], [[0.1]], [[None]], [[True]])),
    "gains out of range": lambda: excitation(
        ExcitationMatrix("ab", [[1e300, -1], [9.5, 0]], [[0, -9], [0, 0]], [[1e9] * 2] * 2, [[True] * 2] * 2)
    ),
    **{f"{n} responses": lambda n=n: responses(aftermath(n)) for n in (1, 3, 5)},
    "no responses": lambda: responses(ResponseCurves([], [])),
    "no days": lambda: responses(ResponseCurves([], [ResponseCurve("a", [], [], [])])),
    "one day": lambda: responses(ResponseCurves([0], [ResponseCurve("a", [1.0], [0.5], [NAN])] * 4)),
    "fewer events": lambda: responses(ResponseCurves([9, 1], [ResponseCurve("a", [-1.0, 1e12], [-2, 0], [0, 1e99])])),
    "no baselines": lambda: by_spacing(BySpacing([], [], [], [])),
    "one baseline": lambda: by_spacing(BySpacing(["constant"], [NAN], [None], [0.3], 0, [0.0])),
    "forty baselines": lambda: by_spacing(BySpacing(["x" * 9] * 40, [1.0] * 40, [0.9] * 40, [1e12] * 40, 39)),
    "nothing observed, nothing ahead": lambda: fan(FanChart([], [], DAY, [], [])),
    "only the run": lambda: fan(FanChart([DAY], [NAN], DAY, [DAY], [None], [FanInterval(0.9, [None], [1.0])])),
    "log fan": lambda: fan(replace(weeks_ahead(2000.0), logarithmic=True)),
    "log fan of small counts": lambda: fan(replace(weeks_ahead(), logarithmic=True)),
    "counts out of range": lambda: fan(
        FanChart([DAY], [1e300], DAY, [DAY], [-5.0], [FanInterval(0.5, [-1.0], [float("inf")])], logarithmic=True)
    ),
    "one week ahead": lambda: fan(weeks_ahead(ahead=1, came=True)),
    "steps": lambda: fan(weeks_ahead(weeks=104, ahead=26, came=True)),
    "a line": lambda: fan(weeks_ahead(weeks=500, ahead=52, came=True)),
    "no fans": lambda: fans(FanCharts([])),
    "one fan": lambda: fans(weeks_ahead_by_unit(1)),
    "log fans": lambda: fans(FanCharts([replace(weeks_ahead(10.0**n), logarithmic=True) for n in range(5)])),
    "fans of one month": lambda: fans(FanCharts([replace(weeks_ahead(weeks=1, ahead=3), title="A")] * 2)),
    "no models": lambda: calibration(Calibration([])),
    "no bins": lambda: calibration(Calibration([ModelBins("a", [])])),
    "bins out of range": lambda: calibration(
        Calibration([ModelBins("a", [CalibrationBin(2.0, -1.0, -9.0, 9.0, 10**20), CalibrationBin(NAN, 0, 0, 0, -1)])])
    ),
    "rare events": lambda: calibration(came_as_forecast(2, 1e-4)),
    "no units": lambda: skill(SkillByUnit([])),
    "overall only": lambda: skill(SkillByUnit([], UnitSkill("all", 0.1, 0.0, 0.2))),
    "skill out of range": lambda: skill(
        SkillByUnit([UnitSkill("a", -1e300, NAN, 0.1), UnitSkill("b", NAN, -9, 9), UnitSkill("c", 5, 4, 6)])
    ),
    "no states": lambda: moves(MoveGraph([], [], [])),
    "one state": lambda: moves(MoveGraph([ConflictState("", "", now=True, ratio="× 1")], [], ["A"])),
    "states without moves": lambda: moves(MoveGraph([ConflictState(c, c, c == "A") for c in "ABCDEFG"], [], [])),
    "forty moves": lambda: moves(crowded(16, 40)),
    "no rows": lambda: stability(StateMatrix([], ["A"], [])),
    "no makers": lambda: stability(StateMatrix([ConflictState("a", "A")], [], [[]])),
    "one cell": lambda: stability(StateMatrix([ConflictState("a", "")], ["A"], [[Verdict.DEPENDS]])),
    "24 states, nine makers": lambda: stability(holding(24, 9)),
    "nothing stacked": lambda: stacked([]),
}


def hostile(label: str) -> dict[str, Callable[[], str]]:
    """Figures with the text in every place that takes one."""
    ties = [NetworkTie("a", label + "b", -1, 0.5, 1.0, label)]
    nodes = [Node("a", label, 1), Node(label + "b", label * 2)]
    marked = replace(balance(), title=label, y_label=label, point_label=label, note=label, marks=[(DAY, label)])
    return {
        "network": lambda: network(SignedNetwork(nodes, ties, label, label, "p")),
        "band": lambda: band(marked),
        "counts": lambda: counts(replace(attacks(), title=label, y_label=label, note=label, prefix="q")),
        "excitation": lambda: excitation(
            replace(streams(3), streams=[label, label * 2, "c"], title=label, note=label, prefix="e")
        ),
        "responses": lambda: responses(_named(aftermath(2), label)),
        "responses apart": lambda: responses(_named(aftermath(4), label)),
        "spacing": lambda: by_spacing(replace(baselines(), spacings=[label] * 5, title=label, note=label, prefix="s")),
        "fan": lambda: fan(_said(weeks_ahead(came=True), label, "f")),
        "fans": lambda: fans(
            FanCharts([_said(weeks_ahead(n + 1.0), label, "") for n in range(6)], title=label, note=label, prefix="g")
        ),
        "calibration": lambda: calibration(
            replace(
                came_as_forecast(3),
                models=[replace(model, name=label) for model in came_as_forecast(3).models],
                title=label,
                note=label,
                prefix="c",
            )
        ),
        "skill": lambda: skill(
            SkillByUnit([UnitSkill(label, 0.1, 0.0, 0.2)] * 3, UnitSkill(label, 0.1, 0.05, 0.2), label, label, "k")
        ),
        "moves": lambda: moves(_in_conflict(label)),
        "states": lambda: stability(
            StateMatrix(_in_conflict(label).states, [label] * 3, [list(Verdict)[:3]] * 2, label, label, "h")
        ),
        "prefix": lambda: network(SignedNetwork(nodes[:1], [], prefix=label[:20])),
    }


def _in_conflict(label: str) -> MoveGraph:
    states = [ConflictState(label, label, now=True, ratio=label), ConflictState("b", f"{label} + {label}", nash=True)]
    both = Move((label, "B"), "b", label, MoveKind.JOINTLY)
    return MoveGraph(states, [Move((label,), label, "b"), both], [label, "B"], (label, "b"), label, label, "m")


def _named(picture: ResponseCurves, label: str) -> ResponseCurves:
    curves = [replace(curve, name=label) for curve in picture.curves]
    return replace(picture, curves=curves, title=label, note=label, prefix="r")


def _said(picture: FanChart, label: str, prefix: str) -> FanChart:
    return replace(picture, title=label, y_label=label, horizon=label, note=label, prefix=prefix)


FIGURES = {
    **FULL,
    **BARE,
    **{f"{kind} {n}": draw for n, text in enumerate(HOSTILE) for kind, draw in hostile(text).items()},
    "stacked": lambda: stacked([draw() for draw in FULL.values()]),
}


@cache
def drawn(name: str) -> str:
    return FIGURES[name]()


@pytest.fixture(params=FIGURES)
def svg(request: pytest.FixtureRequest) -> str:
    return drawn(request.param)


def test_title_and_description_name_the_figure(svg):
    root = parsed(svg)
    assert root.tag == f"{NS}svg"
    assert root.get("role") == "img"
    ids = [e.get("id") for e in root.iter() if e.get("id") is not None]
    assert len(ids) == len(set(ids))
    named = [e for e in root.iter() if e.get("aria-labelledby")]
    assert named
    for figure in named:
        kinds = {e.get("id"): e.tag for e in figure}
        assert [kinds[i] for i in figure.get("aria-labelledby").split()] == [f"{NS}title", f"{NS}desc"]
    assert description_of(svg)


def test_nothing_runs_and_nothing_is_fetched(svg):
    assert tags(svg) <= set("svg title desc style g rect circle line path text".split())
    for e in parsed(svg).iter():
        assert not {name for name in e.attrib if "href" in name or name.startswith("on") or name == "style"}
        assert not any("url(" in value or "//" in value for value in e.attrib.values())
    assert [e.text for e in parsed(svg).iter(f"{NS}style") if re.search(r"url|@import|<|//", e.text)] == []


def test_rules_hold_in_their_figure_only(svg):
    for figure in parsed(svg).iter(f"{NS}svg"):
        scope = f"#{figure.get('id')}"
        (sheet,) = (e.text for e in figure.findall(f"{NS}style"))
        selectors = [s for s in re.findall(r"([^{}]+)\{", sheet) if not s.startswith("@")]
        assert len(selectors) > 3
        assert all(
            scope in re.split(r"[ >]", part) or f":root{scope}" == part or part.endswith(f">{scope}")
            for s in selectors
            for part in s.split(",")
        )


def test_everything_lies_inside(svg):
    assert outside(svg) == []


@pytest.mark.parametrize("wide", [True, False])
def test_no_text_covers_another(svg, wide):
    assert overlaps(svg, wide=wide) == [] or len(list(parsed(svg).iter(f"{NS}svg"))) > 1  # a stack: heights are its own


@pytest.mark.parametrize("label", HOSTILE)
def test_labels_stay_text(label):
    kept = re.sub(r"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]", "", label)
    kept = re.sub(r"[\t\n\r ]+", " ", kept)
    for kind in (
        "network",
        "band",
        "counts",
        "excitation",
        "responses",
        "spacing",
        "fan",
        "fans",
        "calibration",
        "skill",
        "moves",
        "states",
    ):
        assert title_of(hostile(label)[kind]()) == kept
    tooltips = [e.text or "" for e in parsed(hostile(label)["network"]()).iter(f"{NS}title")]
    assert kept in tooltips or kept[:4999] + "…" in tooltips


@pytest.mark.parametrize("kind", FULL)
def test_the_same_input_gives_the_same_picture(kind):
    assert FULL[kind]() == FULL[kind]()


def test_figures_of_one_page_have_ids_of_their_own():
    page = "".join([*map(drawn, FULL), network(replace(iraq(), prefix="1")), network(replace(iraq(), prefix="_31_"))])
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 42
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", i) for i in ids)


def test_numbers_are_short():
    places = re.sub(r">[^<]*<", "><", "".join(map(drawn, FULL)))  # words have the digits that readers need
    assert not re.search(r"\d\.\d{3}", places)


@pytest.mark.parametrize("name", FULL)
def test_a_wide_page_has_no_free_band_above_and_cuts_nothing_off(name):
    svg = FULL[name]()
    seen = [text.box for text in texts(svg, wide=True, moved=True)]
    assert min(box.top for box in seen) < 26, "the title stands at the top"
    assert max(box.bottom for box in seen) <= high_on_wide(svg)


def test_the_smallest_letters_are_11_px_on_a_telephone():
    shown = 375 - 2 * 8  # px: a figure takes the page but for 8 px on either side (style.css)
    assert LABEL_NARROW * shown / FULL_WIDTH >= 11
    assert LABEL >= 14
