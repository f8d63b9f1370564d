"""A web archive (WARC) into one Document per response that holds a page or a plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from standoff.errors import ReadError
from standoff.options import ReadOptions
from standoff.read.clean import keep_offsets
from standoff.read.decode import declared_charset, decode
from standoff.read.html import read_page
from standoff.read.inputs import OnProblem
from standoff.read.report import About, build
from standoff.records import Document

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
TEXT_TYPE = "text/plain"


def read_warc(stream: BinaryIO, source: str, options: ReadOptions, on_problem: OnProblem) -> Iterator[Document]:
    """A Document per successful text response; `max_bytes` bounds one record, the archive may be of any size.

    The day of the crawl (WARC-Date) is no publication day: only what the page says of itself counts.
    """
    seen = 0
    for raw in _responses(stream, source):
        try:
            record = _whole(raw, source, options)
        except ReadError as error:
            on_problem(error)
            seen += 1
            continue
        kind = (record.http_content_type or "").lower()
        if not _is_success(record) or kind not in PAGE_TYPES | {TEXT_TYPE}:
            continue
        seen += 1
        try:
            yield _read_response(record, kind, source, options)
        except ReadError as error:
            on_problem(error)
    if not seen:
        raise ReadError(source, "a web archive without pages or texts")


def _responses(stream: BinaryIO, source: str) -> Iterator[Any]:
    try:
        yield from ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False, fsspec_args=False)
    except (OSError, EOFError, ValueError) as error:
        raise ReadError(source, f"broken web archive: {' '.join(str(error).split())[:200]}") from error


def _whole(record: Any, source: str, options: ReadOptions) -> Any:
    """The record with its HTTP part parsed; FastWARC itself hands out a record that is cut short as if it were whole."""
    where = f"{source}#{_address(record)}"
    size = record.content_length
    if size > options.max_bytes:
        raise ReadError(where, f"record larger than the limit of {options.max_bytes:,} bytes")
    block = record.reader.read(size)
    if len(block) < size:
        raise ReadError(where, f"record cut short: {len(block):,} of {size:,} bytes")
    record.set_bytes_content(block)
    try:
        record.parse_http(auto_decode="all")
    except (OSError, ValueError) as error:
        raise ReadError(where, "record without a valid HTTP response") from error
    return record


def _address(record: Any) -> str:
    return str(record.headers.get("WARC-Target-URI") or record.record_id or f"at {record.stream_pos}")


def _read_response(record: Any, kind: str, source: str, options: ReadOptions) -> Document:
    address = _address(record)
    where = f"{source}#{address}"
    try:
        data = _payload(record, where, options)
        text = decode(data, where, record.http_charset or declared_charset(data))
        if kind == TEXT_TYPE:
            return build(keep_offsets(text.replace("\r\n", "\n")), where, About(url=address), options)
        return read_page(text, where, options, address)
    except ReadError:
        raise
    except Exception as error:  # one broken page of many, whatever a parser makes of it
        raise ReadError(where, f"cannot be read ({type(error).__name__})") from error


def _payload(record: Any, where: str, options: ReadOptions) -> bytes:
    data: bytes = record.reader.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise ReadError(where, f"record larger than the limit of {options.max_bytes:,} bytes")
    return data


def _is_success(record: Any) -> bool:
    headers = record.http_headers
    return headers is not None and headers.status_code in (200, 203, None)
