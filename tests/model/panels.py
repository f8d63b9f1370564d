"""Panels of real counts into the figures of docs/methods/forecast.md: `PYTHONPATH=src python -m tests.model.panels` prints its tables.

`--before` runs the stretch before the test origins, on which everything was chosen; without it the test origins themselves.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from standoff.model.forecast.backtest import (
    FURTHER,
    FURTHER_ENSEMBLE,
    MEMBERS,
    WITH_SIGNALS,
    Backtest,
    Plan,
    Scores,
    backtest,
)
from standoff.model.forecast.forecasters import BASELINES, Conflictology, LastPoisson, Recent
from standoff.model.forecast.history import within
from standoff.model.forecast.panel import Panel, panel
from standoff.model.forecast.skill import best, skill
from standoff.model.forecast.zeros import Hurdle, ZeroInflated
from standoff.model.reliability import reliability
from standoff.model.scores import auc, brier

DATA = Path(os.environ.get("STANDOFF_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
OWN_LAGS, OTHER_LAGS = (20.0, 8.0, 3.0), (60.0, 7.0)  # days
APART = (Conflictology(), LastPoisson(), Hurdle(), ZeroInflated())
MATERIAL = {"14", "15", "16", "17", "18", "19", "20"}  # CAMEO roots of material conflict
# Of dyads, 200 are scored. They were the busiest so far, and the busiest fall back: what is learned from them alone does not know. So 600 are learned from.
DYADS = 600
VIEWS_YEARS = (2019, 2020, 2021, 2022, 2023)
VIEWS_LEADS = range(3, 15)  # data to October: January is three months ahead, December fourteen
VIEWS_STEP = 3  # months between origins: neighbours say nearly the same
FAR_MONTHS, FAR_WEEKS = (3, 6, 10, 14), (2, 4, 8, 13)


@dataclass(frozen=True)
class Case:
    """`test`: how many origins at the end are for testing, `before`: and how many before them for choosing."""

    name: str
    panel: Panel
    test: int
    before: int
    noted: float  # the better EWMA's CRPS in ../shared/notes/forecast.md
    scored: int | None = None  # the first so many units; all where none is given

    def plan(self, *, early):
        end = self.panel.periods - (self.test if early else 0)
        return Plan(range(end - (self.before if early else self.test), end))

    def known(self, *, early):
        return self.panel.until(self.plan(early=early).origins.stop)


def rows(name):
    with gzip.open(DATA / name, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def daily(units, days, amounts, names, start, length):
    """Counts by day and unit, days x units; what lies outside is left out."""
    table, place = np.zeros((length, len(names))), {name: i for i, name in enumerate(names)}
    for unit, day, amount in zip(units, days, amounts, strict=True):
        at = (day - start).days
        if unit in place and 0 <= at < length:
            table[at, place[unit]] += amount
    return table


def signalled(own, others, starts):
    signals = [within(own, starts, lag) for lag in OWN_LAGS] + [
        within(o, starts, lag) for o in others for lag in OTHER_LAGS
    ]
    return panel(np.add.reduceat(own, starts[:-1], axis=0), np.stack(signals, axis=-1))


def weeks(length):
    return np.arange(0, length + 1, 7)


def sigacts():
    told, start = rows("sigacts_iraq_2004_2007.csv.gz"), date(2004, 1, 5)
    days, weapons = [date.fromisoformat(r["time"][:10]) for r in told], [r["event_type"] for r in told]
    number = {w: weapons.count(w) for w in sorted(set(weapons))}
    names = sorted(number, key=lambda w: -number[w])[:12]
    length = (max(days) + timedelta(1) - start).days // 7 * 7
    return Case(
        "SIGACTS Iraq by weapon, weeks",
        signalled(daily(weapons, days, [1] * len(days), names, start, length), [], weeks(length)), 78, 52, 8.63,
    )  # fmt: skip


def iraq():
    told = [r for r in rows("ucdp_ged_iraq_hdx.csv.gz") if r["id"] and r["adm_1"]]
    # Kirkuk and At-Ta'mim are one governorate under two names.
    places = ["Kirkūk province" if r["adm_1"].startswith("At-Ta") else r["adm_1"] for r in told]
    days, deaths = [date.fromisoformat(r["date_start"]) for r in told], [int(r["best"]) for r in told]
    start, names = date(2003, 1, 1), sorted(set(places))
    starts = np.array([(date(2003 + m // 12, m % 12 + 1, 1) - start).days for m in range(16 * 12 + 1)])
    events, killed = (daily(places, days, a, names, start, int(starts[-1])) for a in ([1] * len(days), deaths))
    return [
        Case("UCDP Iraq events by governorate, months", signalled(events, [killed], starts), 60, 60, 1.10),
        Case("UCDP Iraq deaths by governorate, months", signalled(killed, [events], starts), 60, 60, 18.8),
    ]


def syria():
    told, start = [r for r in rows("ucdp_ged_syria_19_1.csv.gz") if r["adm_1"]], date(2016, 1, 4)
    places, days = [r["adm_1"] for r in told], [date.fromisoformat(r["date_start"][:10]) for r in told]
    names, length = sorted(set(places)), (max(days) + timedelta(1) - start).days // 7 * 7
    events, killed = (
        daily(places, days, a, names, start, length) for a in ([1] * len(days), [int(r["best"]) for r in told])
    )
    return Case("UCDP Syria events by governorate, weeks", signalled(events, [killed], weeks(length)), 52, 52, 0.94)


def dyads():
    told, start, length = rows("icews18.csv.gz"), date(2018, 1, 1), 43 * 7
    day = [date.fromisoformat(r["date"]) for r in told]
    assaults = [(r["actor"], r["recipient"], d) for r, d in zip(told, day, strict=True) if r["plover"] == "ASSAULT"]
    number = {}
    for actor, recipient, d in assaults:
        if (d - start).days < (43 - 9) * 7:  # chosen by what came before the test weeks
            number[actor, recipient] = number.get((actor, recipient), 0) + 1
    names = sorted(sorted(number), key=lambda n: -number[n])[:DYADS]
    when = [d for *_, d in assaults]
    own = _by(names, [(a, r) for a, r, _ in assaults], when, start, length)
    actors, recipients = [a for a, _ in names], [r for _, r in names]
    rough = [r["cameo_root"] in MATERIAL and r["plover"] != "ASSAULT" for r in told]
    others = [
        _by(names, [(r["actor"], r["recipient"]) for r, k in zip(told, rough, strict=True) if k], [d for d, k in zip(day, rough, strict=True) if k], start, length),
        _by(names, [(r["actor"], r["recipient"]) for r in told], day, start, length),
        _by(names, [(r, a) for a, r, _ in assaults], when, start, length),
        _by(actors, [a for a, _, _ in assaults], when, start, length),
        _by(recipients, [r for _, r, _ in assaults], when, start, length),
    ]  # fmt: skip
    return Case("ICEWS18 ASSAULT, 200 dyads, weeks", signalled(own, others, weeks(length)), 9, 12, 0.504, 200)


def _by(names, units, days, start, length):
    """As `daily` with a one for each; names may come twice."""
    each = sorted(set(names))
    table = daily(units, days, [1] * len(days), each, start, length)
    return table[:, [each.index(name) for name in names]]


def gdelt():
    told = rows("gdelt_countryweek_2015_2025.csv.gz")
    names, dates = sorted({r["country"] for r in told}), sorted({r["week"] for r in told})
    table = np.full((len(dates), len(names)), np.nan)
    for r in told:
        table[dates.index(r["week"]), names.index(r["country"])] = float(r["n_material_conflict"])
    for column in table.T:  # ten country-weeks of June 2025 are missing, outside the test's last 20 weeks
        gap = np.isnan(column)
        column[gap] = np.interp(np.flatnonzero(gap), np.flatnonzero(~gap), column[~gap])
    return Case("GDELT material conflict, 19 countries, weeks", panel(table), 104, 104, 79.4)


def cases():
    return [sigacts(), *iraq(), syria(), dyads(), gdelt()]


def run(case, *, early, apart=()):
    known = case.known(early=early)
    found = backtest(known, WITH_SIGNALS if known.signals.shape[2] else MEMBERS, case.plan(early=early), apart)
    return found.first(case.scored) if case.scored else found


def print_panels(*, early):
    for case in cases():
        found = run(case, early=early, apart=APART)
        ewma = best(found, tuple(one.name for one in BASELINES))
        base = found.of(ewma).crps.mean()
        print(f"\n{case.name}: {found.observed.shape}; better EWMA {ewma}, noted CRPS {case.noted}", flush=True)
        for name, s in zip(found.names, found.scores, strict=True):
            print(
                f"{name:38} CRPS {s.crps.mean():8.4f} ({s.crps.mean() / base:.3f}) | log {s.log_score.mean():.3f} | IGN {s.ignorance.mean():.3f} | "
                f"MIS {s.interval_score.mean():.2f} | covered {s.covered.mean():.3f}, randomised {s.coverage.mean():.3f}"
            )
        told = skill(found, "ensemble", ewma, np.random.default_rng(0))
        print(f"ensemble: {told.change:+.1%} ({told.low:+.1%} to {told.high:+.1%}), {told.verdict}", flush=True)
        if case.scored:
            for name in ("ensemble", ewma, "pooled hurdle, signals"):
                chance, came = found.of(name).chance, found.observed > 0
                print(
                    f"any next week, {name}: Brier {brier(chance, came):.4f}, AUC {auc(chance, came):.4f}, ECE {reliability(chance, came).error:.4f}"
                )


def countries():
    told = rows("views_country_month.csv.gz")
    names, months = sorted({r["country_id"] for r in told}, key=int), sorted({r["month"] for r in told})
    table = np.zeros((len(months), len(names)))
    for r in told:
        table[months.index(r["month"]), names.index(r["country_id"])] = float(r["ged_sb"])
    return panel(table), months


def views(years=VIEWS_YEARS, leads=VIEWS_LEADS, apart=APART):
    """Scores of every window and lead: {(year, lead): Backtest}. Weights are learned from every third origin before."""
    whole, months = countries()
    first, last = (months.index(f"{year - 1}-11") for year in (years[0], years[-1]))
    found = {}
    for lead in leads:
        plan = Plan(range(first, last + 1, VIEWS_STEP), lead)
        every = backtest(
            whole, FURTHER, plan, (LastPoisson(), Hurdle(), ZeroInflated()) if apart else (), FURTHER_ENSEMBLE
        )
        for year in years:
            found[year, lead] = _at(every, plan.origins.index(months.index(f"{year - 1}-11")))
    return found


def _at(found, place):
    """The backtest of a single origin."""
    scores = tuple(
        Scores(*(getattr(one, field)[place : place + 1] for field in Scores.__slots__)) for one in found.scores
    )
    origin = found.origins[place]
    return Backtest(
        range(origin, origin + 1), found.lead, found.observed[place : place + 1], found.names, scores, found.weights
    )


@dataclass(frozen=True)
class Far:
    """A panel that forecasts several periods ahead were chosen on, until its end."""

    name: str
    panel: Panel
    first: int  # origin
    step: int
    leads: tuple[int, ...]


def far_cases():
    """Panels with units that explode and end; none holds anything of the VIEWS windows from 2019 on but Syria's own ten months, or of test weeks of GDELT
    and SIGACTS."""
    whole, months = countries()
    iraq_, syria_ = "ucdp_ged_iraq_hdx.csv.gz", "ucdp_ged_syria_19_1.csv.gz"
    weekly = [(case.name, case.known(early=True).counts) for case in (gdelt(), sigacts())]
    return [
        Far("VIEWS to December 2018", whole.until(months.index("2018-12") + 1), 8, 1, FAR_MONTHS),
        Far("Iraq deaths by governorate, 1989-2018", monthly(iraq_, "adm_1", 1989, 360), 24, 4, FAR_MONTHS),
        Far("Iraq events by governorate, 1989-2018", monthly(iraq_, "adm_1", 1989, 360, deaths=False), 24, 4, FAR_MONTHS),
        Far("Iraq deaths by dyad, 1989-2018", monthly(iraq_, "dyad_name", 1989, 360), 24, 4, FAR_MONTHS),
        Far("Syria deaths by governorate, 2016-2019", monthly(syria_, "adm_1", 2016, 46, least=20), 8, 1, FAR_MONTHS),
        Far("Syria deaths by dyad, 2016-2019", monthly(syria_, "dyad_name", 2016, 46, least=20), 8, 1, FAR_MONTHS),
        Far(weekly[0][0], panel(weekly[0][1]), 52, 8, FAR_WEEKS),
        Far(weekly[1][0], panel(weekly[1][1]), 10, 2, FAR_WEEKS),
    ]  # fmt: skip


def monthly(name, unit, year, months, *, deaths=True, least=0):
    """Counts by month of units that have `least` or more in all."""
    told = [r for r in rows(name) if r["id"].isdigit() and r[unit]]
    units = ["Kirkūk province" if r[unit].startswith("At-Ta") else r[unit] for r in told]
    days, amounts = (
        [date.fromisoformat(r["date_start"][:10]) for r in told],
        [int(r["best"]) if deaths else 1 for r in told],
    )
    start = date(year, 1, 1)
    starts = np.array([(date(year + m // 12, m % 12 + 1, 1) - start).days for m in range(months + 1)])
    counts = np.add.reduceat(
        daily(units, days, amounts, sorted(set(units)), start, int(starts[-1])), starts[:-1], axis=0
    )
    return panel(counts[:, counts.sum(axis=0) >= least])


def print_far(*, early):
    print(
        "\nseveral periods ahead: CRPS, IGN, coverage (randomised) of EWMA .2 and .4, mean-12, conflictology-12 and the ensemble"
    )
    for case in far_cases():
        for lead in case.leads:
            found = backtest(
                case.panel,
                FURTHER,
                Plan(range(case.first, case.panel.periods - lead + 1, case.step), lead, 0),
                (),
                FURTHER_ENSEMBLE,
            )
            names = (*(one.name for one in BASELINES), Recent().name, Conflictology().name, "ensemble")
            told = " | ".join(
                f"{s.crps.mean():.3f} {s.ignorance.mean():.3f} {s.coverage.mean():.2f}" for s in map(found.of, names)
            )
            print(f"{case.name}, {lead}: {told} | better in {_beats(found):.2f}", flush=True)


def _beats(found):
    ours, theirs = (found.of(name).crps.sum(axis=0) for name in ("ensemble", Conflictology().name))
    return (ours < theirs)[found.observed.sum(axis=0) > 0].mean()


def print_views(*, early):
    years = (2018,) if early else VIEWS_YEARS
    found = views(years)
    print("\nVIEWS country-months: CRPS by window, mean, IGN, MIS, covered, randomised")
    for name in next(iter(found.values())).names:
        by_year = [[found[year, lead].of(name) for lead in VIEWS_LEADS] for year in years]
        crps = [np.mean([s.crps for s in year]) for year in by_year]
        every = [s for year in by_year for s in year]
        rest = [
            np.mean([getattr(s, field) for s in every])
            for field in ("ignorance", "interval_score", "covered", "coverage")
        ]
        print(f"{name:38}", *(f"{c:7.2f}" for c in crps), f"| {np.mean(crps):.2f} |", *(f"{r:.3f}" for r in rest))
    for lead in VIEWS_LEADS:
        windows = [found[year, lead] for year in years]
        told = ((name, [w.of(name) for w in windows]) for name in ("ensemble", Recent().name, Conflictology().name))
        print(
            f"lead {lead}:",
            *(
                f"{name} {np.mean([s.crps for s in each]):.2f} {np.mean([s.ignorance for s in each]):.3f};"
                for name, each in told
            ),
        )
    ours, theirs = (
        np.sum([b.of(name).crps[0] for b in found.values()], axis=0) for name in ("ensemble", "conflictology-12")
    )
    some = np.sum([b.observed[0] for b in found.values()], axis=0) > 0
    print(
        f"countries with deaths in which the ensemble beats conflictology: {(ours < theirs)[some].mean():.3f} of {some.sum()}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", nargs="*", help="panels, far, views")
    parser.add_argument("--before", action="store_true", help="the stretch before the test origins")
    options = parser.parse_args()
    for table in options.table or ("panels", "far", "views"):
        {"panels": print_panels, "far": print_far, "views": print_views}[table](early=options.before)
