"""One file into a bounded stream of bytes: gzip is opened by its magic bytes, and cannot swell without end."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from standoff.errors import ReadError
from standoff.options import ReadOptions
from standoff.read.inputs import display_name, why

GZIP_MAGIC = b"\x1f\x8b"
HEAD_BYTES = 64 * 1024
SWELL = 100  # JSON lines of reports shrink 3 to 8 times (measured on three files); a bomb shrinks 1,000 times


class _Bounded(io.RawIOBase):
    """Passes `inner` through and refuses to hand out more than `limit` bytes."""

    def __init__(self, inner: gzip.GzipFile, limit: int, source: str) -> None:
        self._inner, self._left, self._source = inner, limit, source
        self.broken: ReadError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed wants any writable buffer
        try:
            data = self._inner.read1(len(buffer))  # `read` would throw away what comes before the break
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            # Parsers that read ahead would lose whole records to an error: they see an end, and it is raised after them.
            self.broken = ReadError(self._source, f"broken gzip: {why(error)}")
            return 0
        self._count(len(data))
        buffer[: len(data)] = data
        return len(data)

    def seekable(self) -> bool:
        """FastWARC asks every stream for its position, and panics where there is none."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        before = self._inner.tell()
        after = self._inner.seek(offset, whence)
        self._count(max(0, after - before))  # a leap forward unpacks what it leaps over
        return after

    def tell(self) -> int:
        return self._inner.tell()

    def _count(self, unpacked: int) -> None:
        self._left -= unpacked
        if self._left < 0:
            raise ReadError(
                self._source, f"unpacks to more than {SWELL} times its size; unpack it first if it is sound"
            )


@contextmanager
def open_input(path: Path, options: ReadOptions) -> Iterator[io.BufferedReader]:
    """The bytes of the file, unpacked; every system and gzip error inside the block becomes a ReadError."""
    source = display_name(path)
    try:
        with path.open("rb") as raw, unpacked(raw, os.fstat(raw.fileno()).st_size, source, options) as stream:
            yield stream
    except OSError as error:
        raise ReadError(source, why(error)) from error


@contextmanager
def unpacked(raw: io.BufferedReader, size: int, source: str, options: ReadOptions) -> Iterator[io.BufferedReader]:
    """The same for a stream of so many bytes that somebody has opened."""
    try:
        if raw.peek(2)[:2] != GZIP_MAGIC:
            yield raw
            return
        with gzip.GzipFile(fileobj=raw) as packed:
            limit = max(options.max_bytes, SWELL * size)
            bounded = _Bounded(packed, limit, source)
            yield io.BufferedReader(bounded, HEAD_BYTES)
            if bounded.broken:
                raise bounded.broken
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError(source, f"broken gzip: {why(error)}") from error
    except OSError as error:
        raise ReadError(source, why(error)) from error


def peek(stream: io.BufferedReader) -> bytes:
    """The first bytes of the stream, which stay in it."""
    return stream.peek(HEAD_BYTES)[:HEAD_BYTES]


def read_all(stream: io.BufferedReader, source: str, options: ReadOptions) -> bytes:
    """The whole stream, or a ReadError where it holds more than `max_bytes`."""
    data = stream.read(options.max_bytes + 1)
    if isinstance(stream.raw, _Bounded) and stream.raw.broken:
        raise stream.raw.broken  # half a page is no report; records and lines before the break are
    if len(data) > options.max_bytes:
        raise ReadError(source, f"larger than the limit of {options.max_bytes:,} bytes")
    return data
