"""Forecast probabilities and what came of them into a reliability diagram with the number of forecasts below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standoff.draw.axes import RIGHT, Panel, left_of_panel
from standoff.draw.bins import PENS, Bin, Model, draw_numbers, draw_shares, legend_items, told
from standoff.draw.frame import LINE, Block, header, label, laid_out, note, subtitle
from standoff.draw.scale import Scale, count_ticks, known, known_interval, round_ticks
from standoff.draw.svg import clean
from standoff.draw.words import SPOKEN
from standoff.errors import DrawError

UNIT = "share that came"
FORECAST_WORDS = "mean forecast probability"
NUMBER_WORDS = "forecasts in each bin (log axis)"
FEW_NUMBERS = 100.0  # so far the axis of numbers reaches at least
HEIGHT, STRIP = 340.0, 72.0
BELOW = 40.0  # for the numbers of the axis
LEAST_REACH = 0.01  # of the axes: longer numbers would meet
MOST_TICKS, MOST_NUMBERS = 6, 3
LARGEST_NUMBER = 10**9


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Forecasts of about one probability: their mean, the share that came and its 95 % interval, how many; None (or NaN) is not known."""

    forecast: float | None
    observed: float | None
    low: float | None
    high: float | None
    number: int


@dataclass(frozen=True, slots=True)
class ModelBins:
    """The bins of one model; those without a mean forecast are not drawn."""

    name: str
    bins: Sequence[CalibrationBin]


@dataclass(frozen=True, slots=True)
class Calibration:
    """What `calibration` draws: up to three models, of which the first stands out. Both axes go from 0 to beyond the largest share."""

    models: Sequence[ModelBins]
    title: str = "Does it come as often as forecast?"
    note: str = ""
    prefix: str = "calibration"

    def __post_init__(self) -> None:
        if len(self.models) > len(PENS):
            raise DrawError(
                f"calibration of {len(self.models)} models cannot be read in one panel; give at most {len(PENS)}"
            )


def calibration(picture: Calibration) -> str:
    """The reliability diagram as a standalone SVG."""
    models = _models(picture)
    head = header(picture.title, UNIT, legend_items(models))
    drawn = _panels(models, head.bottom + 14)
    foot = note(picture.note, drawn.bottom)
    return laid_out(picture.prefix, picture.title, describe(picture), (head, drawn.elements, foot))


def describe(picture: Calibration) -> str:
    """The bins in words, for those who do not see them."""
    said = [f"{told(one, model.name, SPOKEN)}." for model in _models(picture) for one in model.bins]
    return f"{UNIT.capitalize()} by {FORECAST_WORDS}. {' '.join(said) or 'No forecasts.'}"


def _models(picture: Calibration) -> list[Model]:
    """Bins by their forecast; probabilities beyond 0 and 1 are drawn at these."""
    found = []
    for model, pen in zip(picture.models, PENS, strict=False):
        bins = []
        for one in model.bins:
            forecast, observed, ends = _share(one.forecast), _share(one.observed), known_interval(one.low, one.high)
            interval = None if ends is None else (min(max(ends[0], 0.0), 1.0), min(max(ends[1], 0.0), 1.0))
            if forecast is not None:
                bins.append(Bin(forecast, observed, interval, min(max(one.number, 0), LARGEST_NUMBER)))
        found.append(Model(clean(model.name).strip(), tuple(sorted(bins, key=lambda b: b.forecast)), pen))
    return found


def _share(value: float | None) -> float | None:
    return None if (share := known(value)) is None else min(max(share, 0.0), 1.0)


def _panels(models: Sequence[Model], top: float) -> Block:
    """What came, and below it how many there were, on one scale of forecasts."""
    bins = [one for model in models for one in model.bins]
    shares = [v for b in bins for v in (b.forecast, b.observed, *(b.interval or ())) if v is not None]
    ticks = round_ticks(0.0, max([LEAST_REACH, *(shares or [1.0])]), MOST_TICKS)
    numbers = count_ticks([FEW_NUMBERS, *(b.number for b in bins)], MOST_NUMBERS, logarithmic=True)
    panel = Panel(left_of_panel([*ticks, *numbers]), top, RIGHT - 10, top + HEIGHT)
    words = label(
        FORECAST_WORDS, (panel.left + panel.right) / 2, panel.bottom + BELOW + LINE / 2, anchor="middle", role="quiet"
    )
    drawn = [*draw_shares(panel, ticks, models), words]
    if not bins:
        nothing = label(
            "no forecasts", (panel.left + panel.right) / 2, top + HEIGHT / 2, anchor="middle", role="quiet", halo=True
        )
        return Block((*drawn, nothing), panel.bottom + BELOW + LINE + 4)
    heading = subtitle(NUMBER_WORDS, panel.bottom + BELOW + LINE + 6)
    strip = Panel(panel.left, heading.bottom + 14, panel.right, heading.bottom + 14 + STRIP)
    across = Scale(ticks[0].value, ticks[-1].value, panel.left, panel.right)
    drawn += [*heading.elements, *draw_numbers(strip, across, numbers, models)]
    return Block(tuple(drawn), strip.bottom + 20)
