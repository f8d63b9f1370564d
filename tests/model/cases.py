"""Real counts into the figures of docs/methods/dynamics.md that no archive holds: `PYTHONPATH=src python -m tests.model.cases` prints them."""

from __future__ import annotations

import csv
import gzip
import os
from datetime import date, datetime
from pathlib import Path

import numpy as np

from standoff.model.process.exact import fit_times, jittered, timed
from standoff.model.process.excitation import by_spacing
from standoff.model.process.pointprocess import counted

DATA = Path(os.environ.get("STANDOFF_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
TARGETS = ("Coalition Forces", "Iraqi Security Forces", "Civilians")
MINUTE = 1 / (24 * 60)
DAILY = 180  # until April 2024; later settler attacks are told once a week


def rows(name):
    with gzip.open(DATA / name, "rt", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def attacks():
    """The moments (days since 2004-01-01) and targets of attacks in Iraq."""
    told = rows("sigacts_iraq_2004_2007.csv.gz")
    start = datetime(2004, 1, 1)
    at = np.array([(datetime.fromisoformat(row["time"]) - start).total_seconds() / 86_400 for row in told])
    return at, np.array([row["target"] for row in told])


def by_day(days, length):
    return np.bincount(days.astype(int), minlength=length).astype(float)


def west_bank():
    """Deaths and settler attacks in the West Bank by day, and deaths in Gaza, from 2023-10-07 to the last day on which all are told."""
    told = rows("gaza_westbank_daily_2023_2025.csv.gz")
    series = {}
    for row in told:
        series.setdefault(row["place"], {})[date.fromisoformat(row["date"])] = row
    bank, gaza = series["West Bank"], series["Gaza"]
    days = sorted(day for day in set(bank) & set(gaza) if bank[day]["source"] == "un")
    span = [date.fromordinal(n) for n in range(days[0].toordinal(), days[-1].toordinal() + 1)]
    attacks = np.diff([float(bank[day]["settler_attacks_cum"] or "nan") for day in span], prepend=0.0)
    killed = [[float(where[day]["killed"] or 0) for where in (bank, gaza)] for day in span]
    return span[0], np.column_stack([np.clip(np.nan_to_num(attacks), 0, None), killed])


def show(title, counts, first):
    print(f"\n{title}: {counts.sum(axis=0).astype(int).tolist()} on {len(counts):,} days")
    for one in by_spacing(counted(counts, None, first.weekday()), np.random.default_rng(0)):
        profile = one.profile
        print(
            f"  knots {one.options.knot_days or 'none'}: rho {said(one.radius)}, share {said(one.share)}, "
            f"lag {profile.fit.lag_days[0]:.1f} ({profile.low} to {profile.high}), dispersion {profile.dispersion:.2f}"
        )
        if one.options.knot_days == 182:
            print(np.round(one.branching.gains, 2), np.round(one.branching.errors, 2), one.links.astype(int), sep="\n")


def said(one):
    return f"{one.value:.2f} ({one.low:.2f} to {one.high:.2f})"


def main():
    first = date(2004, 1, 1)
    at, target = attacks()
    length = int(at.max()) + 1
    show("attacks in Iraq, all", by_day(at, length)[:, None], first)
    show(
        f"by target: {', '.join(TARGETS)}", np.stack([by_day(at[target == t], length) for t in TARGETS], axis=1), first
    )
    early = at < 365
    moments = jittered(at[early], MINUTE, np.random.default_rng(0))
    exact = fit_times(timed(moments, np.zeros(len(moments), dtype=int), 365.0), knots=3)
    print(
        f"\nattacks of 2004 by the minute: {early.sum():,}, rho {exact.radius.value:.2f}, mean lag {exact.lag_days * 24:.1f} hours"
    )
    start, counts = west_bank()
    show("deaths in Gaza", counts[:, 2:], start)
    show(f"settler attacks and deaths in the West Bank, first {DAILY} days", counts[:DAILY, :2], start)
    show("the same, all days", counts[:, :2], start)


if __name__ == "__main__":
    main()
