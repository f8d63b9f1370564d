"""robots.txt as RFC 9309 has it."""

from __future__ import annotations

import random
import re

import pytest

from standoff.watch.robots import fits, parse

FILE = """
# everyone
User-agent: *
Disallow: /private
Crawl-delay: 7

User-agent: other
User-agent: StandOff   # the name is one, however written
Disallow: /a/
Allow: /a/b
Disallow: /*.pdf$
Disallow: /search?*q=

User-agent: standoff
Disallow: /second-group
"""


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("/", True), ("/private", True), ("/a", True), ("/a/", False), ("/a/x", False), ("/a/b", True), ("/a/bc", True), ("/x.pdf", False),
        ("/x.pdf?y", True), ("/search?page=1&q=2", False), ("/search", True), ("/second-group/1", False), ("/%61/x", False),
    ],
)  # fmt: skip
def test_the_longest_pattern_decides_and_groups_of_one_name_are_one(target, allowed):
    assert parse(FILE, "standoff").allows(target) is allowed


def test_who_is_not_named_follows_what_is_said_to_everyone():
    rules = parse(FILE, "stranger")
    assert (rules.allows("/private/x"), rules.allows("/a/x"), rules.pause_s) == (False, True, 7.0)


def test_of_two_patterns_as_long_the_one_that_allows_wins():
    assert parse("User-agent: *\nDisallow: /a\nAllow: /a", "standoff").allows("/a")


@pytest.mark.parametrize(
    "text", ["", "<html>not found</html>", "Disallow: /", "User-agent: *\nDisallow:", "\x00\xff:::\n:"]
)
def test_what_says_nothing_allows_everything(text):
    assert parse(text, "standoff").allows("/a")


def test_a_byte_order_mark_hides_no_rule():
    assert not parse("\ufeffUser-agent: *\r\nDisallow: /", "standoff").allows("/a")


@pytest.mark.parametrize("delay", ["-1", "nan", "inf", "soon", "1e300"])
def test_a_pause_that_is_none_is_none(delay):
    assert parse(f"User-agent: *\nCrawl-delay: {delay}", "standoff").pause_s == 0.0


def test_patterns_fit_as_their_regular_expressions_do():
    chance = random.Random(7)
    fitted = 0
    for _ in range(5000):
        pattern = "/" + "".join(chance.choices("ab*", k=chance.randint(0, 5))) + chance.choice(["", "$"])
        path = "/" + "".join(chance.choices("ab", k=chance.randint(0, 6)))
        expression = "".join(".*" if c == "*" else re.escape(c) for c in pattern.removesuffix("$"))
        expected = re.match(expression + ("$" if pattern.endswith("$") else ""), path) is not None
        assert fits(pattern, path) is expected, (pattern, path)
        fitted += expected
    assert 1000 < fitted < 4000


def test_a_pattern_made_to_take_forever_does_not():
    assert not fits("/" + "*a" * 2000 + "b", "/" + "a" * 5000)
