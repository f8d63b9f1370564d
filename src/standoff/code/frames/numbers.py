"""Number words, digits and the words that bound them into `Amount`s of people or events, by the tables of numbers.toml.

Conventions: "about 100" is [100, 100] (one claim, not a range); "nearly 8,000" is [7000, 8000] (less one unit of the
last digit that is not zero; a tenth of a power of ten); "up to 500" is [1, 500]; "fewer than 20" is [1, 19].
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

from standoff import toml
from standoff.records import Amount

LARGEST = 10_000_000_000
"""No event counts more than all people; larger figures are money or noise."""


@dataclass(frozen=True, slots=True)
class AmountExpression:
    """Characters `start` to `end` of the text (bounding words included) say `amount`."""

    start: int
    end: int
    amount: Amount


TABLE = toml.loads(files(__package__).joinpath("numbers.toml").read_text(encoding="utf-8"))
ONES: dict[str, int] = TABLE["ones"]
BELOW_100: dict[str, int] = ONES | TABLE["tens"]
MULTIPLIERS: dict[str, int] = TABLE["multipliers"]
VAGUE: dict[str, int] = TABLE["vague"]
EXACT: dict[str, int] = TABLE["exact"]
BOUNDS: dict[str, str] = {phrase: kind for kind, phrases in TABLE["before"].items() for phrase in phrases}
MEASURES = frozenset(TABLE["measures"]["words"])
NAMES = frozenset(TABLE["measures"]["names"])
PEOPLE = frozenset(
    [
        "people",
        "men",
        "women",
        "children",
        "civilians",
        "troops",
        "personnel",
        "police",
        "persons",
        "dead",
        "wounded",
        "others",
        "killed",
        "more",
    ]
)


def _any(words: object) -> str:
    """Alternatives of a pattern, longest first, with any white space between words."""
    found = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in found)


_TWO_DIGIT = rf"(?:(?:{_any(TABLE['tens'])})(?:[-\s](?:{_any(list(ONES)[:9])})\b)?|(?:{_any(ONES)}))"
_MULT = rf"(?:{_any(MULTIPLIERS)})"
_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:,\d\d)+,\d{3}|\d{1,10}(?:\.\d{1,3})?)(?![\d/:]|[.,]\d)"
# Repetition is bounded: text is hostile, and nobody writes longer numbers in words.
_EXACTLY = (
    rf"(?:(?:an?|{_TWO_DIGIT}|{_FIGURE})(?:[-\s]+{_MULT}\b){{1,3}}(?:,?\s+(?:and\s+)?{_TWO_DIGIT}\b(?:[-\s]+{_MULT}\b){{0,2}}){{0,4}}"
    rf"|{_TWO_DIGIT}\b|{_FIGURE})"
)
_FEW = rf"(?:(?:{_any(VAGUE)}|{_any(EXACT)})(?:\s+(?:{_MULT}s?)\b)?)\b"
VALUE = re.compile(rf"(?<![\w.,$€£#/\[-])(?<!\d:)(?:(?P<few>{_FEW})|(?P<exact>{_EXACTLY}))")
SECOND = re.compile(_EXACTLY)
BEFORE = re.compile(rf"\b(?P<bound>{_any(BOUNDS)})(?:\s+(?:a\s+total\s+of|the|an\s+estimated|about|some|another))?\s+$")
AFTER = re.compile(
    r"\s+or\s+(?P<more>more|over|above)\b|(?P<plus>\+|[-\s]plus\b)|,?\s+(?P<least>at\s+least)\b|\s+or\s+so\b"
)
JOIN = re.compile(r"\s*(?:-|–|—|\bto\b|\bor\b)\s*")
RANGE = re.compile(r"\b(?:between|from)\s+(?:about\s+|some\s+)?$")
CUES = re.compile(
    rf"\d|\b(?:{_any([*BELOW_100, *MULTIPLIERS, 'dozens', 'scores', 'hundreds', 'thousands', 'millions'])}|{_any(['several', 'few', 'number', 'numbers', 'numerous', 'multiple', 'both', 'couple', 'pair', 'handful', 'no', 'nobody', 'none', 'zero', 'half'])})\b"
)
NEXT_WORD = re.compile(r"[\s-]*(\w[\w'’]*)")
LAST_WORD = re.compile(r"([\w'’]+)[.,]?\s*$")
UNIT_AFTER = re.compile(
    r"\s?%|(?:st|nd|rd|th|pm|am|km|m|mm|lb|kg|k|bn|mw|g)\b|-[a-z]|\s?[ap]\.m\b|['’]s?\b|\s*[°º]|\s+(?:o['’]clock|per\s?cent)|\]"
)
COMMA_AGE = re.compile(r"[A-Za-z]\)?,\s*$")
YEARS = range(1900, 2100)


def lowered(text: str) -> str:
    """Lower case with every offset kept; letters that grow ("İ") stay as they are."""
    plain = text.lower()
    if len(plain) == len(text):
        return plain
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def find_amounts(text: str) -> list[AmountExpression]:
    """All amounts that could count people or events, in order; years, measures, money, ages and names left out."""
    lower = lowered(text)
    if not CUES.search(lower):
        return []
    found: list[AmountExpression] = []
    end = 0
    while match := VALUE.search(lower, end):
        end = match.end()
        expression = _read(text, lower, match)
        if expression is not None:
            found.append(expression)
            end = max(end, expression.end)
    return found


def _read(text: str, lower: str, match: re.Match[str]) -> AmountExpression | None:
    start, end = match.span()
    amount, end = _joined(lower, match, _plain(match))
    bound = BEFORE.search(lower, max(0, start - 40), start)
    if _is_something_else(text, lower, (start, end), bounded=bound is not None) or amount.lo > LARGEST:
        return None
    if bound is not None:
        start = bound.start()
        amount = _bounded(amount, BOUNDS[re.sub(r"\s+", " ", bound["bound"])])
    after = AFTER.match(lower, end)
    if after:
        end = after.end()
        if after["more"] or after["least"] or after["plus"]:
            amount = Amount(amount.lo, None)
    return AmountExpression(start, end, amount)


def _plain(match: re.Match[str]) -> Amount:
    """The amount of a number or vague word alone."""
    if match["exact"] is not None:
        value = number(match["exact"])
        return Amount(value, value)
    words = re.sub(r"\s+", " ", match["few"])
    if words in EXACT:
        return Amount(EXACT[words], EXACT[words])
    if words in VAGUE:
        return Amount(VAGUE[words], None)
    few, _, multiplier = words.rpartition(" ")
    times = MULTIPLIERS[multiplier.removesuffix("s")]
    return Amount(EXACT.get(few, min(2, VAGUE.get(few, 1))) * times, None)


def number(words: str) -> int:
    """Digits and number words ("1.5 million", "two hundred and fifty") as one whole number."""
    total, current = 0, 0.0
    for word in re.split(r"[-\s]+|,\s", words):
        if word in MULTIPLIERS:
            current = (current or 1) * MULTIPLIERS[word]
            if MULTIPLIERS[word] >= 1000:
                total, current = total + int(current), 0.0
        elif word in ("a", "an"):
            current += 1
        elif word in BELOW_100:
            current += BELOW_100[word]
        elif word and word != "and":
            current += float(word.replace(",", ""))
    return total + round(current)


def _joined(lower: str, match: re.Match[str], amount: Amount) -> tuple[Amount, int]:
    """The range that a second number makes of the first ("300 to 400", "between 10 and 15"), and where it ends."""
    end = match.end()
    opening = RANGE.search(lower, max(0, match.start() - 24), match.start())
    between = opening is not None and opening.group().startswith("between")
    join = re.compile(r"\s+and\s+").match(lower, end) if between else JOIN.match(lower, end)
    second = SECOND.match(lower, join.end()) if join else None
    # "rose from 10 to 15" tells of two figures, not of a range.
    if second is None or (opening is not None and not between):
        return amount, end
    low, high = amount.lo, number(second.group())
    scale = next((MULTIPLIERS[w] for w in second.group().split() if w in MULTIPLIERS), 1)
    if low * scale <= high and not any(w in MULTIPLIERS for w in match.group().split()):
        low *= scale
    return (Amount(low, high), second.end()) if low < high else (amount, end)


def _bounded(amount: Amount, kind: str) -> Amount:
    """What "more than", "up to", "nearly" and their like make of an amount."""
    n = amount.lo
    if kind == "above":
        return Amount(n + 1 if amount.hi is not None else n, None)
    if kind == "least":
        return Amount(n, None)
    if amount.hi is None or kind == "same":
        return amount
    if kind == "most":
        return Amount(min(1, n), amount.hi)
    if kind == "below":
        return Amount(min(1, n), max(amount.hi - 1, 0))
    return Amount(n - _last_unit(n), amount.hi)


def _last_unit(n: int) -> int:
    unit = 1
    while n and n % (unit * 10) == 0:
        unit *= 10
    return unit if n > unit else max(1, unit // 10)


def _is_something_else(text: str, lower: str, span: tuple[int, int], *, bounded: bool) -> bool:
    """True for years, dates, times, ordinals, measures, money, ages and numbers that are part of a name."""
    start, end = span
    if UNIT_AFTER.match(lower, end):
        return True
    following = NEXT_WORD.match(lower, end)
    after = following[1] if following else ""
    if after in MEASURES:
        return True
    preceding = LAST_WORD.search(text, max(0, start - 24), start)
    before = preceding[1] if preceding else ""
    if not lower[start].isdigit():
        return lower[start:end] == "one" and (
            after == "another" or before.lower() in ("the", "this", "that", "no", "which", "every")
        )
    if before.lower() in NAMES or _is_year(lower[start:end], after):
        return True
    plural = after in PEOPLE or (after.endswith("s") and len(after) > 3)
    if COMMA_AGE.search(text, max(0, start - 4), start) and lower[end : end + 1] in (",", "."):
        return True
    # "Tower 22", "Eager Lion 16": a number behind a name, with nothing behind it that it could count.
    named = before[:1].isupper() and preceding is not None and preceding.start() > 0 and text[start - 1] == " "
    return named and not bounded and not plural and not text[preceding.end() - 2 : preceding.end()].startswith(",")  # type: ignore[union-attr]


def _is_year(digits: str, after: str) -> bool:
    return digits.isdigit() and len(digits) == 4 and int(digits) in YEARS and after not in PEOPLE
