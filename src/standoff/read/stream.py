"""Inputs into a stream of Documents: every file to the reader of its format, every failure to one line, the rest goes on."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from standoff.errors import ReadError
from standoff.options import ReadOptions
from standoff.read.decode import decode, is_wide
from standoff.read.files import open_input, peek, read_all
from standoff.read.inputs import OnProblem, display_name, find_files
from standoff.read.sniff import Format, decide_format
from standoff.records import Document


def read(inputs: Iterable[str | Path], options: ReadOptions, on_problem: OnProblem) -> Iterator[Document]:
    """Documents of files, folders and globs, in order; what cannot be read is told to `on_problem`, one line each.

    Exact copies are not folded here: see `standoff.read.copies`.
    """

    def tell(error: ReadError) -> None:
        # A raised error keeps its traceback, and with it the whole file; callers keep the errors to list them.
        on_problem(ReadError(error.source, error.problem))

    for path in find_files(inputs, tell):
        yield from read_opened(open_input(path, options), display_name(path), options, tell)


def read_opened(
    opened: AbstractContextManager[io.BufferedReader], source: str, options: ReadOptions, on_problem: OnProblem
) -> Iterator[Document]:
    """The Documents of one input; what cannot be opened or read is told to `on_problem`."""
    try:
        with opened as stream:
            yield from read_stream(stream, source, options, on_problem)
    except ReadError as error:
        on_problem(error)
    except Exception as error:  # noqa: BLE001  # a parser of others on hostile bytes may raise anything; the batch goes on
        on_problem(ReadError(source, f"cannot be read ({type(error).__name__}: {_one_line(error)})"))
    except BaseException as error:
        # A panic of a Rust extension (FastWARC) is no Exception for Python, and would end the batch.
        if type(error).__name__ != "PanicException":
            raise
        on_problem(ReadError(source, f"cannot be read (the parser gave up: {_one_line(error)})"))


def read_stream(
    stream: io.BufferedReader, source: str, options: ReadOptions, on_problem: OnProblem
) -> Iterator[Document]:
    """The Documents of one open input; raises ReadError where the input as a whole cannot be read."""
    head = peek(stream)
    kind = decide_format(head, source)
    if kind is Format.WARC:
        from standoff.read.warc import read_warc

        yield from read_warc(stream, source, options, on_problem)
        return
    from standoff.read.jsonl import is_lines, read_jsonl

    in_lines = kind is Format.JSONL or (kind is Format.JSON and is_lines(head))
    if in_lines and not is_wide(head):
        yield from read_jsonl(stream, source, options, on_problem)
        return
    data = read_all(stream, source, options)
    if kind in (Format.JSON, Format.JSONL) and is_wide(head):
        data = decode(data, source).encode("utf-8", "replace")
    if in_lines or (kind is Format.JSON and is_lines(data)):
        yield from read_jsonl(io.BytesIO(data), source, options, on_problem)
        return
    yield from _read_whole(kind, data, source, options, on_problem)


def _read_whole(
    kind: Format, data: bytes, source: str, options: ReadOptions, on_problem: OnProblem
) -> Iterator[Document]:
    if kind is Format.PAGE:
        from standoff.read.html import read_html

        return read_html(data, source, options)
    if kind is Format.FRAGMENT:
        from standoff.read.html import read_fragment

        return read_fragment(data, source, options)
    if kind is Format.FEED:
        from standoff.read.feeds import read_feed

        return read_feed(data, source, options, on_problem)
    if kind is Format.JSON:
        from standoff.read.jsonl import read_json

        return read_json(data, source, options, on_problem)
    from standoff.read.text import read_text

    return read_text(data, source, options)


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
