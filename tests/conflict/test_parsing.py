"""A statement holds where logic says, is read back as it is spelt, and what does not read is told with its place."""

from __future__ import annotations

import re
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.conflict.expressions import Taken, spelt
from standoff.conflict.parsing import DEEPEST, LONGEST, MOST_WORDS, parse
from tests.conflict.made import expressions

IDS = ("a", "b", "c", "not-now")
ALL = np.array(list(product((False, True), repeat=len(IDS))))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a", lambda a, b, c: a),
        ("not a and b", lambda a, b, c: (not a) and b),
        ("not (a and b)", lambda a, b, c: not (a and b)),
        ("a or b and c", lambda a, b, c: a or (b and c)),
        ("a and b or c", lambda a, b, c: (a and b) or c),
        ("a if b", lambda a, b, c: a or not b),
        ("a if b or c", lambda a, b, c: a or not (b or c)),
        ("a or b if c", lambda a, b, c: a or b or not c),
        ("a iff b and c", lambda a, b, c: a == (b and c)),
        ("not a iff b", lambda a, b, c: (not a) == b),
        ("(a if b) if c", lambda a, b, c: (a or not b) or not c),
        ("a iff (b iff c)", lambda a, b, c: a == (b == c)),
        ("not not a", lambda a, b, c: a),
        ("  a\nand(b)or c ", lambda a, b, c: (a and b) or c),
    ],
)
def test_holds_where_logic_says(text, meant):
    assert parse(text, IDS).holds(ALL).tolist() == [meant(a, b, c) for a, b, c, _ in ALL.tolist()]


def test_ids_may_hold_words_of_the_language():
    assert parse("not-now and not not-now", IDS) == parse("not-now and not (not-now)", IDS)
    assert parse("not-now", IDS) == Taken(3)


@given(expressions(len(IDS)))
def test_is_read_back_as_it_is_spelt(expression):
    assert parse(spelt(expression, IDS), IDS) == expression


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a and", "ends where there should be one of the options (a, b, c, not-now)"),
        ("a nd b", "'nd' at character 3"),
        ("A", "'A' at character 1"),
        ("a and d", "'d' at character 7"),
        ("a && b", "'&' at character 3"),
        ("(a or b", "ends where there should be a closing parenthesis"),
        ("a)", "')' at character 2"),
        ("a if b if c", "nothing more after if without parentheses"),
        ("a iff b if c", "nothing more after iff without parentheses"),
        ("not", "ends where there should be one of the options"),
        ("()", "')' at character 2"),
        ("__import__", "'__import__' at character 1"),
    ],
)
def test_what_does_not_read(text, expected):
    with pytest.raises(ValueError, match=re.escape(expected)):
        parse(text, IDS)


@pytest.mark.parametrize(
    "text",
    [
        "a" + " and a" * MOST_WORDS,
        "(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1),
        "not " * (DEEPEST + 1) + "a",
        " " * LONGEST + "a",
    ],
)
def test_too_much(text):
    with pytest.raises(ValueError, match="in several statements"):
        parse(text, IDS)


def test_as_much_as_is_read():
    assert parse("a" + " and a" * (MOST_WORDS // 2 - 1), IDS).holds(ALL).tolist() == ALL[:, 0].tolist()
    deep = parse("(" * (DEEPEST - 1) + "a" + ")" * (DEEPEST - 1), IDS)
    assert deep == Taken(0)


@given(st.text(alphabet="abc()not and or if iff\n\x00é-", max_size=80))
def test_any_text_reads_or_says_why_not(text):
    try:
        found = parse(text, IDS)
    except ValueError as problem:
        told = str(problem)
    else:
        told = spelt(found, IDS)
    assert told
    assert "\n" not in told
