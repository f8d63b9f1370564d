"""Figures over the founding case: Iraq between its two patrons, with numbers invented for the purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import exp

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
    Segment,
    SignedNetwork,
    SkillByUnit,
    StateMatrix,
    UnitSkill,
    Verdict,
    WeeklyCounts,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "\"quoted\" 'twice' & <b>bold</b>",
    "bell\x07 null\x00 escape\x1b delete\x7f \x85 \ufffe \ud800 end",
    "الحشد الشعبي \u202eelddim\u202c",
    "e" + "\u0301" * 500,
    "x" * 5000,
    "a word " * 700,
    "]]></text><image href='x'/>",
    " \t\n ",
    "",
)
NODES = (
    Node("USA", "United States", 1, 0.95),
    Node("IRQ", "Iraq", 1, 0.9),
    Node("IRN", "Iran", 2, 0.9),
    Node("MIL", "Iraqi militias", 2, 0.8),
    Node("IS", "Islamic State", None, 0.4),
    Node("ISR", "Israel", 1, 0.85),
    Node("HAM", "Hamas", 2, 0.75),
    Node("HOU", "Houthis", 2, 0.6),
    Node("SYR", "Syria", 2, 0.45),
    Node("JOR", "Jordan", 1, 0.35),
    Node("TUR", "Turkey", 1, 0.3),
    Node("RUS", "Russia", 2, 0.4),
)
POSITIVE = "USA-IRQ IRQ-IRN IRN-MIL USA-ISR IRN-HAM IRN-HOU IRN-SYR RUS-SYR USA-JOR RUS-IRN RUS-ISR"
NEGATIVE = "USA-IRN USA-MIL USA-IS IRN-IS IRQ-IS ISR-HAM USA-HOU MIL-JOR ISR-SYR ISR-IRN TUR-SYR HOU-ISR"
UNDECIDED = "IRQ-MIL TUR-USA TUR-ISR RUS-USA IRQ-TUR"
STRAINED = {"USA-IRQ": 0.6, "IRQ-IRN": 1.5, "IRN-IS": 0.3, "RUS-ISR": 0.2}
STREAMS = tuple(
    f"{pair}, {kind}"
    for pair in ("Iran → United States", "United States → Iran", "Iraqi militias → United States")
    for kind in ("verbal conflict", "material conflict", "verbal cooperation", "material cooperation")
)
WEEKS = tuple(date(2022, 2, 14) + timedelta(weeks=n) for n in range(104))


def iraq() -> SignedNetwork:
    """12 actors, 28 ties, of which 4 are strained and 5 undecided."""
    ties = [
        NetworkTie(*pair.split("-"), sign, 0.2 + n % 5 / 5, STRAINED.get(pair, 0.0))
        for sign, pairs in ((1, POSITIVE), (-1, NEGATIVE), (0, UNDECIDED))
        for n, pair in enumerate(pairs.split())
    ]
    return SignedNetwork(NODES, ties, title="Who stands with whom around Iraq", note="Half-life of events: 60 days.")


def balance() -> BandOverTime:
    """20 months that fall after October 2023, of which one is missing."""
    months = [date(2022 + (6 + n) // 12, (6 + n) % 12 + 1, 1) for n in range(20)]
    values: list[float | None] = [0.85 if n < 15 else 0.85 - 0.06 * (n - 14) for n in range(20)]
    values[4] = None
    low = [None if v is None else v - 0.1 for v in values]
    high = [None if v is None else v + 0.08 for v in values]
    marks = ((date(2023, 10, 7), "Hamas attacks Israel"), (date(2024, 1, 28), "three US soldiers killed in Jordan"))
    return BandOverTime(months, values, low, high, "share of tie weight that fits two camps (F)", marks=marks)


def attacks() -> WeeklyCounts:
    """104 weeks of which 52 are the reference, and a rise in the last 18."""
    counts = [(n * 7) % 5 + (6 if n > 85 else 0) for n in range(104)]
    evidence = [None if n < 52 else 0.5 + n % 3 if n < 88 else 10.0 ** (n - 86) for n in range(104)]
    return WeeklyCounts(
        WEEKS, counts, (WEEKS[0], WEEKS[51]), 2.6, frozenset(WEEKS[90:]), WEEKS[90], evidence,
        segments=(Segment(WEEKS[0], WEEKS[85], 2.0), Segment(WEEKS[86], WEEKS[103], 8.0)), title="Attacks on US forces",
    )  # fmt: skip


def streams(many: int) -> ExcitationMatrix:
    """So many of twelve streams, of which each excites itself most and the third does nothing known to the first."""
    gains: list[list[float | None]] = [
        [0.4 if i == j else (i * 5 + j * 3) % 7 / 20 for j in range(many)] for i in range(many)
    ]
    sure = [[gain is not None and gain > 0.1 for gain in row] for row in gains]
    if many > 2:
        gains[0][2] = None
    low = [[None if gain is None else max(gain - 0.1, 0.0) for gain in row] for row in gains]
    high = [[None if gain is None else gain + 0.15 for gain in row] for row in gains]
    return ExcitationMatrix(STREAMS[:many], gains, low, high, sure, note="Daily counts, 2022 to 2024.")


def aftermath(many: int) -> ResponseCurves:
    """30 days after a strike in so many of five streams, each weaker than the one before."""
    names = (STREAMS[9], STREAMS[5], STREAMS[0], STREAMS[4], "Jordan")
    curves = []
    for n, name in enumerate(names[:many]):
        expected = [1.4 / (n + 1) * (1 - exp(-day / (4 + n))) for day in range(1, 31)]
        curves.append(ResponseCurve(name, expected, [0.6 * v for v in expected], [1.5 * v for v in expected]))
    return ResponseCurves(range(1, 31), curves, title="After a strike by the United States")


def baselines() -> BySpacing:
    """Five baselines, of which the third is reported; the more flexible, the less is left to excitation."""
    rho = (0.95, 0.81, 0.66, 0.52, 0.41)
    low, high = [v - 0.12 for v in rho], [v + 0.14 for v in rho]
    names = ("constant", "24 months", "12", "6", "3 months")
    return BySpacing(names, rho, low, high, 2, [0.9 * v for v in rho], note="Knots of the baseline.")


def weeks_ahead(scale: float = 1.0, *, weeks: int = 40, ahead: int = 4, came: bool = False) -> FanChart:
    """So many weeks of counts, of which one is missing, and a forecast that widens; counts as many times those of the first unit."""
    run = date(2024, 2, 6)
    past = [run - timedelta(days=1, weeks=n) for n in range(weeks)][::-1]  # weeks by their last day
    counts: list[float | None] = [round(scale * ((n * 7) % 5 + (9 if n % 23 > 19 else 2))) for n in range(weeks)]
    if weeks > 9:
        counts[9] = None
    steps = range(1, ahead + 1)
    narrow = FanInterval(0.5, [scale * (3 - n / 9) for n in steps], [scale * (5 + n / 3) for n in steps])
    wide = FanInterval(0.9, [scale * max(1 - n / 4, 0) for n in steps], [scale * (9 + n) for n in steps])
    outcome = [round(scale * (3 + 5 * (n % 3))) for n in steps] if came else []
    return FanChart(
        past, counts, run, [past[-1] + timedelta(weeks=n) for n in steps], [scale * 4.0] * ahead, [narrow, wide],
        f"next {ahead} weeks", outcome, y_label="events a week, Iraqi militias → United States",
        note="Trained on the weeks before the run.",
    )  # fmt: skip


def weeks_ahead_by_unit(many: int) -> FanCharts:
    """So many of six countries, the first with two events a week, the last with thousands."""
    names = ("Iraq", "Syria", "Democratic Republic of the Congo", "Yemen", "Israel", "Ukraine")
    charts = [weeks_ahead(4.5**n, weeks=20, came=True) for n in range(many)]
    return FanCharts([replace(chart, title=name) for chart, name in zip(charts, names, strict=False)])


def came_as_forecast(many: int, highest: float = 1.0) -> Calibration:
    """So many of three models with ten bins up to a probability; the first is right, the second too sure, the third does not know."""
    models = []
    for name, slope in (("excitation", 1.0), ("week before", 0.55), ("mean of the year", 0.2))[:many]:
        bins = []
        for n in range(10):
            forecast = highest * (n + 0.5) / 10
            came = highest / 2 + slope * (forecast - highest / 2) + highest * 0.03 * (n % 3 - 1)
            number = 2400 // (1 + n) ** 2
            half = highest * 0.02 * (1 + n) / 2
            bins.append(CalibrationBin(forecast, came, came - half, came + half, number))
        models.append(ModelBins(name, bins))
    return Calibration(models, note="26 runs, 2023-07 to 2024-01; each forecast is of one unit and week.")


def better_than_baseline(many: int) -> SkillByUnit:
    """So many units from the best to the worst, of which the first thirds are better and the last few worse than the baseline."""
    names = ("Ukraine", "Israel", "Democratic Republic of the Congo", "Iraqi militias → United States", "Yemen", "Mali")
    units = []
    for n in range(many):
        value, half = 0.31 - 0.42 * n / max(many - 1, 1), 0.05 + 0.04 * (n % 4)
        units.append(UnitSkill(f"{names[n % 6]}{'' if n < 6 else f' {n // 6}'}", value, value - half, value + half))
    return SkillByUnit(units, UnitSkill("all units", 0.12, 0.08, 0.16), note="Mean CRPS over 26 runs.")


def flinching() -> MoveGraph:
    """Seven states of the founding case on its selfish path, and four that hold; each maker moves, three of them jointly."""
    path = ("Strike + Attack", "Strike + Expel + Attack", "Strike + Expel", "Expel", "nothing", "Timetable")
    exit = "Timetable + Restrain"
    states = [ConflictState(name, name, now=name == path[0]) for name in path]
    states[1] = replace(states[1], seq=True, trap=True, ratio="× 1.3")
    states[3] = replace(states[3], seq=True, trap=True)
    states.append(ConflictState(exit, exit, nash=True, seq=True, exit=True, ratio="× 0.4"))
    held = ("Expel + Restrain", "Strike + Timetable + Attack", "Strike + Timetable + Curb + Attack")
    states += [ConflictState(name, name, seq=True) for name in held]
    steps = zip(("Iraq", "Iraqi militias", "United States", "Iraq", "United States", "Iran"), path, strict=True)
    moves = [Move((who,), start, end) for (who, start), end in zip(steps, (*path[1:], exit), strict=True)]
    moves += [
        Move(("United States", "Iran", "Iraqi militias"), path[0], exit, MoveKind.JOINTLY),
        Move(("Iran",), held[0], "Expel"),
        Move(("United States",), held[1], path[0]),
        Move(("Iraq",), held[2], held[1]),
        Move(("Iraqi militias",), "Expel", path[1], MoveKind.SANCTION),
    ]
    makers = ("United States", "Iraq", "Iran", "Iraqi militias")
    note = "×: attacks a week beside those of the status quo."
    return MoveGraph(states, moves, makers, (*path, exit), note=note)


def long_labels(many: int) -> list[ConflictState]:
    """So many states of five options, of which the first is the status quo and a few hold."""
    options = ("Deploy peacekeepers along the border", "Withdraw", "إعلان وقف إطلاق النار", "Counterterrorism", "Talks")
    labels = [" + ".join(options[k] for k in range(5) if (n + 1) * 7 % 31 >> k & 1) for n in range(many)]
    return [
        ConflictState(str(n), text, n == 0, n == 4, n % 3 == 1, n == 4, n == 7, "× 0.4" * (n % 2))
        for n, text in enumerate(labels)
    ]


def crowded(many: int, joined: int, makers: int = 6) -> MoveGraph:
    """So many states with long labels, so many moves among them, some jointly."""
    names = [f"Movement for the Liberation of Province {n}" for n in range(makers)]
    states = long_labels(many)
    pairs = [((n * 3) % many, (n * 7 + n // many + 1) % many) for n in range(2 * joined)]
    moves = [
        Move((names[n % makers],), str(a), str(b), (MoveKind.IMPROVEMENT, MoveKind.SANCTION)[n % 4 == 3])
        for n, (a, b) in enumerate(pairs)
        if a != b
    ]
    jointly = Move(tuple(names[:3]), "0", str(many - 1), MoveKind.JOINTLY)
    return MoveGraph(states, [*moves[: joined - 1], jointly], names, prefix="crowded")


def holding(many: int, makers: int) -> StateMatrix:
    """So many crowded states, seen by so many makers; verdicts go round."""
    kinds = tuple(Verdict)
    names = ("United States", "Iraq", "Iran", "Iraqi militias", "Popular Mobilisation Forces of Nineveh")
    verdicts = [[kinds[(n * 2 + k) % 5] for k in range(makers)] for n in range(many)]
    return StateMatrix(
        long_labels(many), [names[k % 5] for k in range(makers)], verdicts, note="Preferences as in the file."
    )
