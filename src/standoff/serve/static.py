"""Style sheets and the script of the package into files whose names change with what is in them, so that a browser may keep them for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from standoff.draw.style import sheet

MEDIA = {"css": "text/css", "js": "text/javascript"}
FIGURES = "figures.css"  # made from the colours of standoff.draw: the policy of the pages refuses style sheets within a figure


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that never changes under its name."""

    address: str
    media: str
    content: bytes


def address(name: str) -> str:
    """Where the page finds a file of static/."""
    return _by_name()[name].address


def by_address() -> Mapping[str, StaticFile]:
    """Every file by the path that it is asked for."""
    return {file.address: file for file in _by_name().values()}


@cache
def _by_name() -> Mapping[str, StaticFile]:
    folder = files("standoff.serve").joinpath("static")
    contents = {file.name: file.read_bytes() for file in folder.iterdir() if file.name.rpartition(".")[2] in MEDIA}
    contents[FIGURES] = sheet("figure .scroll").encode()
    return {name: _file(name, content) for name, content in contents.items()}


def _file(name: str, content: bytes) -> StaticFile:
    stem, _, kind = name.rpartition(".")
    digest = sha256(content).hexdigest()[:16]
    return StaticFile(f"/static/{stem}.{digest}.{kind}", MEDIA[kind], content)
