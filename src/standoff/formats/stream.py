"""A file, plain, gzipped or the only member of a zip archive, into a stream of bytes that knows how far it is."""

from __future__ import annotations

import codecs
import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from standoff.errors import FormatError

HEAD = 1 << 16  # bytes in which the first line ends


class Stream(io.BufferedReader):
    """The unpacked bytes of a file; `share()` is how much of the file is read (0 to 1)."""

    def __init__(self, unpacked: IO[bytes], packed: IO[bytes], size: int) -> None:
        super().__init__(cast("io.RawIOBase", unpacked), HEAD)
        self._packed, self._size = packed, max(size, 1)

    def share(self) -> float:
        return self._packed.tell() / self._size

    def skip_byte_order_mark(self) -> None:
        if self.peek(HEAD).startswith(codecs.BOM_UTF8):
            self.read(len(codecs.BOM_UTF8))

    def first_lines(self) -> list[bytes]:
        """The first line and, where it is near, the second, without taking them."""
        return self.peek(HEAD).split(b"\n", 2)[:2]


@contextmanager
def opened(file: Path) -> Iterator[Stream]:
    """Raises FormatError where the file cannot be read."""
    try:
        with file.open("rb") as packed, _unpacked(packed, file) as unpacked:
            yield Stream(unpacked, packed, file.stat().st_size)
    except (OSError, EOFError, zipfile.BadZipFile) as problem:
        raise FormatError(f"{file}: cannot be read ({problem})") from problem


def _unpacked(packed: io.BufferedReader, file: Path) -> IO[bytes]:
    magic = packed.peek(4)[:4]
    if magic[:2] == b"\x1f\x8b":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=packed))
    if magic != b"PK\x03\x04":
        return packed
    archive = zipfile.ZipFile(packed)
    members = [m for m in archive.infolist() if not m.is_dir()]
    if len(members) != 1:
        raise FormatError(f"{file}: holds {len(members)} files; unzip it and import each")
    return archive.open(members[0])
