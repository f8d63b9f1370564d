"""A file of feeds and pages (TOML) into what is watched, and how; a FeedsError names the file, the entry and the field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from standoff import toml
from standoff.errors import FeedsError

MOST_WATCHED = 1000
FIELDS = ("url", "publisher", "every_minutes", "items", "articles", "hosts", "allow_private")
HOST = re.compile(r"[a-z0-9.:\[\]_-]{1,255}")

Kind = Literal["feed", "page"]


@dataclass(frozen=True, slots=True)
class Watched:
    """One address that the user named.

    `publisher`: its name where it does not say one; `items`: at most so many of a feed in one round; `articles`: whether
    the pages that the items link to are fetched; `hosts`: further hosts that links and redirects may lead to, each with
    all below it; `allow_private`: whether addresses of this machine and of private networks may be fetched for it.
    """

    url: str
    kind: Kind
    publisher: str = ""
    every_minutes: int = 30
    items: int = 100
    articles: bool = True
    hosts: tuple[str, ...] = ()
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Feeds:
    """Everything that a file names, in its order."""

    path: Path
    watched: tuple[Watched, ...]


def load(path: Path) -> Feeds:
    """What the file says; FeedsError where it cannot be read or does not validate."""
    try:
        values = toml.tables(toml.text_of(path, "file of feeds"))
    except toml.UnusableError as error:
        entry, field = (f"line {error.line}", "syntax") if error.line else ("file", "form")
        raise FeedsError(path, entry, field, error.problem) from None
    return Feeds(path, tuple(_all(path, values)))


def _all(path: Path, values: Mapping[str, Any]) -> Iterator[Watched]:
    for name in values:
        if name not in ("feed", "page"):
            raise FeedsError(path, name, "name", "is unknown; a file of feeds has [[feed]] and [[page]]")
    seen: set[str] = set()
    kinds: tuple[Kind, ...] = ("feed", "page")
    for kind in kinds:
        rows = values.get(kind, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise FeedsError(path, kind, "form", f"must be written with double brackets: [[{kind}]]")
        for number, row in enumerate(rows, start=1):
            watched = _Entry(path, f"{kind} {number}", row).watched(kind)
            if watched.url in seen:
                raise FeedsError(path, f"{kind} {number}", "url", f"{watched.url} is named twice")
            seen.add(watched.url)
            yield watched
    if not seen:
        raise FeedsError(path, "file", "feed", 'there is none; name one as in [[feed]] url = "https://example.org/rss"')
    if len(seen) > MOST_WATCHED:
        raise FeedsError(path, "file", "feed", f"there are {len(seen):,}; one file may name {MOST_WATCHED:,}")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One table of the file."""

    path: Path
    name: str
    row: Mapping[str, Any]

    def watched(self, kind: Kind) -> Watched:
        for field in self.row:
            if field not in FIELDS:
                raise self._wrong(field, f"is no field; the fields are {', '.join(FIELDS)}")
        return Watched(
            url=self._address(),
            kind=kind,
            publisher=self._value("publisher", str, ""),
            every_minutes=self._number("every_minutes", 30, 1, 10_080),  # a week
            items=self._number("items", 100, 1, 1000),
            articles=self._value("articles", bool, default=True),
            hosts=self._hosts(),
            allow_private=self._value("allow_private", bool, default=False),
        )

    def _address(self) -> str:
        url = str(self._value("url", str, "")).strip()
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname, parts.port
        except ValueError:
            raise self._wrong("url", f"{url!r} is no address") from None
        if parts.scheme not in ("http", "https") or not host:
            raise self._wrong("url", f"{url!r} is no address that begins with http:// or https://")
        if parts.username is not None or re.search(r"[\x00-\x20\x7f]", url):
            raise self._wrong("url", "must have no user name, password or white space in it")
        return parts._replace(fragment="").geturl()

    def _hosts(self) -> tuple[str, ...]:
        hosts = self._value("hosts", list, [])
        for host in hosts:
            if not isinstance(host, str) or not HOST.fullmatch(host.lower()):
                raise self._wrong("hosts", f"{host!r} is no host; write it as bbc.co.uk")
        return tuple(host.lower() for host in hosts)

    def _number(self, field: str, default: int, least: int, most: int) -> int:
        value = int(self._value(field, int, default))
        if not least <= value <= most:
            raise self._wrong(field, f"is {value}; it must be from {least} to {most}")
        return value

    def _value(self, field: str, kind: type, default: Any) -> Any:
        value = self.row.get(field, default)
        if type(value) is not kind:  # a truth value is no number here
            names = {str: "a text", int: "a whole number", bool: "true or false", list: "a list"}
            raise self._wrong(field, f"must be {names[kind]}")
        return value

    def _wrong(self, field: str, problem: str) -> FeedsError:
        return FeedsError(self.path, self.name, field, problem)
