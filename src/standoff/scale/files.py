"""What the user named, on this machine or in a bucket, into files to read; and folders of partitions in either place."""

from __future__ import annotations

import io
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow.fs import FileInfo, FileSelector, FileSystem, FileType, LocalFileSystem

from standoff.errors import ReadError, ScaleError
from standoff.options import ReadOptions
from standoff.read import find_files
from standoff.read.files import open_input, unpacked
from standoff.read.inputs import OnProblem, display_name, is_address, may_be_report, why

READ_AHEAD = 4 * 2**20  # bytes of a remote file in one request


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: `path` in the file system that `address` names, on this machine where that is empty."""

    address: str
    path: str
    source: str
    size: int


@lru_cache(maxsize=32)
def file_system(address: str) -> tuple[FileSystem, str]:
    """The file system of an address or a local path, and the path in it. Keys come from the environment: what is typed stays in the archive."""
    if not is_address(address):
        return LocalFileSystem(), str(Path(address).absolute())
    user = urlsplit(address).username
    if user and user != "anonymous":
        shown = display_name(address.replace(urlsplit(address).netloc, urlsplit(address).hostname or ""))
        raise ScaleError(f"{shown}: no keys in an address; give them in the environment (AWS_ACCESS_KEY_ID and so on)")
    try:
        found: tuple[FileSystem, str] = FileSystem.from_uri(address)
    except (OSError, ValueError) as error:
        raise ScaleError(f"{display_name(address)}: no such place ({why(error)})") from error
    return found


def list_files(inputs: Iterable[str | Path], on_problem: OnProblem) -> list[Found]:
    """Every file that the inputs stand for, each once, in the order of `find_files`."""
    found: dict[tuple[str, str], Found] = {}
    for given in map(str, inputs):
        for file in _remote(given, on_problem) if is_address(given) else _local(given, on_problem):
            found.setdefault((file.address and "there", file.path), file)
    return list(found.values())


def _local(given: str, on_problem: OnProblem) -> Iterator[Found]:
    for path in find_files([given], on_problem):
        yield Found("", str(path), display_name(path), path.stat().st_size)


def _remote(given: str, on_problem: OnProblem) -> list[Found]:
    system, path = file_system(given)
    shown = display_name(given.partition("?")[0])
    try:
        [info] = system.get_file_info([path])
        entries = [info] if info.type is FileType.File else _under(system, path)
    except OSError as error:
        on_problem(ReadError(shown, why(error)))
        return []
    if not entries:
        on_problem(ReadError(shown, "no reports there"))
    root = f"{given.partition('://')[0]}://"
    return [Found(given, e.path, display_name(f"{root}{e.path}"), e.size) for e in entries]


def _under(system: FileSystem, folder: str) -> list[FileInfo]:
    """The reports in a folder and those below, a folder's own files first, as `find_files` has them."""

    def place(info: FileInfo) -> tuple[tuple[bool, str], ...]:
        *above, name = PurePosixPath(info.path).relative_to(folder).parts
        return (*((True, part) for part in above), (False, name))

    entries = system.get_file_info(FileSelector(folder, allow_not_found=True, recursive=True))
    files = [e for e in entries if e.type is FileType.File and may_be_report(e.base_name)]
    return sorted((e for e in files if not any(part.startswith(".") for _, part in place(e))), key=place)


@contextmanager
def opened(file: Found, options: ReadOptions) -> Iterator[io.BufferedReader]:
    """The bytes of the file, unpacked and bounded as those of any file; a remote one is read in pieces, never laid down on this machine."""
    if not file.address:
        with open_input(Path(file.path), options) as stream:
            yield stream
        return
    try:
        with (
            file_system(file.address)[0].open_input_file(file.path) as raw,
            unpacked(io.BufferedReader(raw, READ_AHEAD), file.size, file.source, options) as stream,
        ):
            yield stream
    except OSError as error:
        raise ReadError(file.source, why(error)) from error


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of partitions, local or in a bucket; `below`: a folder in it."""

    address: str
    below: str = ""

    def beneath(self, name: str) -> Folder:
        return Folder(self.address, f"{self.below}{name}/")

    def names(self) -> list[str]:
        """The files in it, sorted; none where there is no folder."""
        system, path = self._at("")
        entries = system.get_file_info(FileSelector(path.rstrip("/"), allow_not_found=True))
        return sorted(e.base_name for e in entries if e.type is FileType.File)

    def read(self, name: str) -> bytes | None:
        """All of a file; None where there is none."""
        system, path = self._at(name)
        try:
            with system.open_input_file(path) as stream:
                data: bytes = stream.read()
                return data
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, data: bytes | pa.Buffer) -> None:
        """A file whole or not at all: in a bucket it is there once all of it is, here it is given its name at the end."""
        system, path = self._at(name)
        if not isinstance(system, LocalFileSystem):
            with system.open_output_stream(path, compression=None) as stream:
                stream.write(data)
            return
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(f"{path}.{uuid.uuid4().hex}.part")
        try:
            unfinished.write_bytes(data)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)

    def read_table(self, name: str) -> pa.Table:
        data = self.read(name)
        if data is None:
            raise ScaleError(f"{self.shown(name)} is gone; run the same command again")
        return pq.read_table(pa.BufferReader(data))

    def write_table(self, name: str, table: pa.Table) -> None:
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        self.write(name, sink.getvalue())

    def remove(self, name: str) -> None:
        system, path = self._at(name)
        with suppress(FileNotFoundError):
            system.delete_file(path)

    def clear(self) -> None:
        """Remove it with all files in it."""
        system, path = self._at("")
        below = system.get_file_info(FileSelector(path.rstrip("/"), allow_not_found=True, recursive=True))
        if below or isinstance(system, LocalFileSystem):
            with suppress(FileNotFoundError):  # in a bucket there are only files: the folder goes with the last of them
                system.delete_dir(path.rstrip("/"))

    def shown(self, name: str = "") -> str:
        return display_name(f"{self.address.partition('?')[0].rstrip('/')}/{self.below}{name}")

    def _at(self, name: str) -> tuple[FileSystem, str]:
        system, path = file_system(self.address)
        return system, f"{path.rstrip(os.sep)}/{self.below}{name}"
