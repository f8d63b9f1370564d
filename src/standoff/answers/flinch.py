"""Who would give in first? What two sides insist on, what waiting costs them and how firm they may be into a band, never a number."""

from __future__ import annotations

from standoff.answers.answer import Answer, Statement, Table
from standoff.answers.words import capital
from standoff.model.brinkmanship import Pull, Ranges, band
from standoff.options import FlinchOptions

QUESTION = "Who would give in first?"
BAND, MOVES, LIMITS = "the band", "what moves it most", "what may not be concluded"
INPUTS = {
    "demands": "the share that {0} insists on",
    "impatience": "what waiting costs {0}",
    "committed": "the chance that {0} cannot give in",
}


def answer(options: FlinchOptions) -> Answer:
    """ModelError where an input is not between 0 and 1, or the demands can both be met."""
    found = band(Ranges(options.demands, options.impatience, options.committed))
    first, second = options.sides
    wide = found.high - found.low > 0.5
    lead = Statement(
        BAND,
        f"Over these ranges the chance that {first} gives in before {second} goes from {found.low:.2f} to {found.high:.2f} in nine of ten cases (median {found.median:.2f})."
        + (" That says next to nothing: what is not known decides." if wide else ""),
    )
    most = [Statement(MOVES, _pull(options, pull)) for pull in found.pulls[:2]]
    limits = Statement(
        LIMITS,
        "The band is that of a model (Abreu & Gul 2000) in which both bluff, each may be unable to give in, and waiting costs. None of its inputs can be read off a record; "
        "the median is the middle of what was put in, not what to expect. No single number is told, and none should be.",
    )
    rows = tuple(
        (_input(options, p), round(p.share, 2), round(p.at_lowest, 2), round(p.at_highest, 2)) for p in found.pulls
    )
    table = Table("inputs", ("input", "share of the spread", f"{first} first, at its lowest", "at its highest"), rows)
    return Answer(QUESTION, (lead, *most, limits), (table,))


def _pull(options: FlinchOptions, pull: Pull) -> str:
    return capital(
        f"{_input(options, pull)} accounts for {100 * pull.share:.0f} % of the spread: "
        f"from its lowest to its highest the chance goes from {pull.at_lowest:.2f} to {pull.at_highest:.2f} on average."
    )


def _input(options: FlinchOptions, pull: Pull) -> str:
    return INPUTS[pull.input].format(options.sides[pull.side])
