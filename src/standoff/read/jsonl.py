"""JSON lines, or a JSON file with one object or a list, into one Document per object that holds a text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from standoff.errors import ReadError
from standoff.options import ReadOptions
from standoff.read.clean import keep_offsets
from standoff.read.dates import day_in_record, day_in_url
from standoff.read.decode import decode
from standoff.read.html import fragment_text, read_page
from standoff.read.inputs import OnProblem
from standoff.read.report import About, build, given_id
from standoff.read.sniff import PAGE_MARK
from standoff.records import Document

TEXT_FIELDS = ("text", "content", "body", "article")
HTML_FIELDS = ("html", "content_html")
LIST_FIELDS = ("articles", "items", "documents", "results", "records")  # news services and JSON Feed wrap their list
MARKUP = re.compile(r"\s*<(?:p|div|h[1-6]|article|section|blockquote|figure|ul|span|strong|em)[\s>]", re.IGNORECASE)
GIVE_UP_AFTER = 100  # broken lines before the first good one: the file is no JSON lines


def read_jsonl(stream: BinaryIO, source: str, options: ReadOptions, on_problem: OnProblem) -> Iterator[Document]:
    """A Document per line; a broken line is told with its number. Only a single line is bounded by `max_bytes`."""
    good = broken = 0
    for number, line in _lines(stream, source, options, on_problem):
        where = f"{source}#{number}"
        try:
            yield read_record(_parse(line, where), where, options)
            good += 1
        except ReadError as error:
            on_problem(error)
            broken += 1
        if broken >= GIVE_UP_AFTER and not good:
            raise ReadError(source, f"not JSON lines: none of the first {GIVE_UP_AFTER} lines is a report")
    if not good and not broken:
        raise ReadError(source, "empty")


def read_json(data: bytes, source: str, options: ReadOptions, on_problem: OnProblem) -> Iterator[Document]:
    """The Documents of a JSON file that holds one object or a list of objects."""
    value = _parse(data, source)
    records = value if isinstance(value, list) else _wrapped_list(value)
    if records is None:
        yield read_record(value, source, options)
        return
    if not records:
        raise ReadError(source, "empty list")
    for number, record in enumerate(records, start=1):
        try:
            yield read_record(record, f"{source}#{number}", options)
        except ReadError as error:
            on_problem(error)


def is_lines(head: bytes) -> bool:
    """True when the first line of `head` is a JSON object by itself, so that the file is JSON lines."""
    first, newline, rest = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    try:
        return bool(newline and rest.strip()) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read_record(record: Any, source: str, options: ReadOptions) -> Document:
    """The Document of one JSON object; a plain text field is kept as given, markup is cleaned."""
    if not isinstance(record, dict):
        raise ReadError(source, "not a JSON object")
    text = _text(record, source, options)
    if text is None:
        raise ReadError(source, f"no text in any of the fields {', '.join(TEXT_FIELDS + HTML_FIELDS)}")
    url = _string(record, "url", "link")
    about = About(
        id=given_id(record.get("id")),
        title=_string(record, "title", "headline"),
        url=url,
        publisher=_string(record, "source", "publisher"),
        published=day_in_record(record) or day_in_url(url),
    )
    return build(text, source, about, options)


def _lines(stream: BinaryIO, source: str, options: ReadOptions, on_problem: OnProblem) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(options.max_bytes + 1):
        number += 1
        if len(line) > options.max_bytes:
            on_problem(ReadError(f"{source}#{number}", f"line larger than the limit of {options.max_bytes:,} bytes"))
            while line and not line.endswith(b"\n"):
                line = stream.readline(options.max_bytes)
        elif line.strip():
            yield number, line.strip()


def _parse(data: bytes, source: str) -> Any:
    text = decode(data, source)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise ReadError(source, f"broken JSON: {error.msg} ({place})") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(source, "broken JSON: nested too deeply or a number too long") from error


def _wrapped_list(value: Any) -> list[Any] | None:
    if not isinstance(value, dict) or any(isinstance(value.get(name), str) for name in TEXT_FIELDS + HTML_FIELDS):
        return None
    return next((found for name in LIST_FIELDS if isinstance(found := value.get(name), list)), None)


def _text(record: Mapping[str, Any], source: str, options: ReadOptions) -> str | None:
    for name in TEXT_FIELDS:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            is_markup = name != "text" and MARKUP.match(value)
            return fragment_text(value, source, options) if is_markup else keep_offsets(value)
    for name in HTML_FIELDS:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            is_page = PAGE_MARK.search(value[:2000]) is not None
            return read_page(value, source, options).text if is_page else fragment_text(value, source, options)
    return None


def _string(record: Mapping[str, Any], *names: str) -> str:
    for name in names:
        value = record.get(name)
        if isinstance(value, dict):  # {"source": {"id": ..., "name": ...}}
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return keep_offsets(value)
    return ""
