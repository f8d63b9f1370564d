"""robots.txt files into whether an address may be fetched (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

MOST_CHARACTERS = 512_000  # RFC 9309 wants 500 KiB read at least
MOST_RULES = 5000
RELEVANT = ("allow", "disallow", "crawl-delay")


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` is the beginning of a path; "*" stands for anything, "$" at the end for the end."""

    pattern: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """What a file says to one program; `pause_s`: the pause between requests that it asks for (Crawl-delay, no part of the RFC)."""

    rules: tuple[Rule, ...] = ()
    pause_s: float = 0.0

    def allows(self, target: str) -> bool:
        """The longest pattern that fits decides, of two as long the one that allows; a path that none fits is allowed."""
        path = normal(target)
        fitting = [(len(rule.pattern), rule.allowed) for rule in self.rules if fits(rule.pattern, path)]
        return max(fitting, default=(0, True))[1]


def parse(text: str, program: str) -> Rules:
    """What the file says to the program: all groups that name it; where none does, those for everyone ("*")."""
    groups: dict[str, list[tuple[str, str]]] = {}
    named: list[str] = []
    in_rules = False
    for field, value in _lines(text[:MOST_CHARACTERS]):
        if field == "user-agent":
            named = [value.lower()] if in_rules else [*named, value.lower()]
            in_rules = False
            for name in named:
                groups.setdefault(name, [])
        elif field in RELEVANT:
            in_rules = True
            for name in named:
                groups[name].append((field, value))
    own = groups.get(program.lower(), groups.get("*", []))
    rules = [Rule(normal(value), field == "allow") for field, value in own if field != "crawl-delay" and value]
    pauses = [_seconds(value) for field, value in own if field == "crawl-delay"]
    return Rules(tuple(rules[:MOST_RULES]), max(pauses, default=0.0))


def fits(pattern: str, path: str) -> bool:
    """Piece by piece from the left, which takes no more time than the path is long for each piece."""
    is_anchored = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    if is_anchored and not pieces:
        return place == len(path)
    last = pieces.pop() if is_anchored else ""
    for piece in pieces:
        place = path.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return not is_anchored or (path.endswith(last) and len(path) - len(last) >= place)


def normal(path: str) -> str:
    """With what may be written in two ways written in one."""
    return quote(unquote(path, errors="surrogateescape"), safe="/*$?=&:;,+!~'()@", errors="surrogateescape")


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield field.strip().lstrip("\ufeff").lower(), value.strip()


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 < value < 1e6 else 0.0
