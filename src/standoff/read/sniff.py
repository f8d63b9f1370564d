"""The first bytes of a file and its name into the format that reads it, or a plain word on what it is instead."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from standoff.errors import ReadError
from standoff.read.decode import glance


class Format(StrEnum):
    """The readers, one each."""

    PAGE = "HTML page"
    FRAGMENT = "HTML fragment"
    TEXT = "plain text"
    JSON = "JSON"
    JSONL = "JSON lines"
    FEED = "RSS or Atom"
    WARC = "web archive"


BINARY_KINDS = (
    (b"%PDF-", "a PDF; convert it to text first"),
    (b"PK\x03\x04", "a ZIP or Office file; convert it to text first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; convert it to text first"),
    (b"{\\rtf", "an RTF file; convert it to text first"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BZh", "bzip2; unpack it first"),
    (b"\xfd7zXZ", "xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "zstd; unpack it first"),
    (b"\x1f\x8b", "gzip inside gzip; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
)

PAGE_MARK = re.compile(r"<!doctype\s+html|<(?:html|head|body)[\s>]", re.IGNORECASE)
FEED_MARK = re.compile(r"<(?:[a-z]+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}[\s/>]", re.IGNORECASE)
LEADING_TAG = re.compile(
    r"<(?:!--|(?:p|div|h[1-6]|article|section|main|header|span|ul|ol|blockquote|figure|table|strong|em|b|i|a|br|img)[\s/>])",
    re.IGNORECASE,
)
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx"})
LINE_SUFFIXES = frozenset({".jsonl", ".ndjson", ".jl"})
XML_SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf"})
MARK_WITHIN = 8192  # comments, a doctype and style sheets stand before the root element


def decide_format(head: bytes, source: str) -> Format:
    """The format of a file that starts with `head`; raises ReadError for an empty or a binary one."""
    if not head.strip(b"\x00\t\n\r\f\v "):
        raise ReadError(source, "nothing but zero bytes" if b"\x00" in head else "empty")
    if head.startswith(b"WARC/"):
        return Format.WARC
    for magic, kind in BINARY_KINDS:
        if head.startswith(magic):
            raise ReadError(source, f"not a report: {kind}")
    text = glance(head).lstrip("\ufeff \t\r\n")
    if "\x00" in text:
        raise ReadError(source, "not a report: binary data")
    return _by_content(text, suffix_of(source))


def suffix_of(source: str) -> str:
    """The suffix in lower case, that of the packed file where the name ends in .gz."""
    name = PurePath(source.lower())
    return PurePath(name.stem).suffix if name.suffix in {".gz", ".gzip"} else name.suffix


def _by_content(text: str, suffix: str) -> Format:
    if suffix in LINE_SUFFIXES:
        return Format.JSON if text.startswith("[") else Format.JSONL
    if suffix == ".json" or text.startswith('{"') or re.match(r"\[\s*\{\s*\"", text):
        return Format.JSON
    return _by_markup(text, suffix)


def _by_markup(text: str, suffix: str) -> Format:
    opens_with_markup = text.startswith("<")
    page, feed = PAGE_MARK.search(text[:MARK_WITHIN]), FEED_MARK.search(text[:MARK_WITHIN])
    if opens_with_markup and feed and not (page and page.start() < feed.start()):
        return Format.FEED
    if page and (opens_with_markup or suffix in HTML_SUFFIXES):
        return Format.PAGE
    if text.startswith("<?xml") or suffix in XML_SUFFIXES:
        return Format.FEED
    if suffix in HTML_SUFFIXES:
        return Format.FRAGMENT if TAG.search(text) else Format.TEXT
    return Format.FRAGMENT if LEADING_TAG.match(text) else Format.TEXT
