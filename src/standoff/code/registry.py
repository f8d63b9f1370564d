"""The name of a coder into the coder: those of the project, and those that other installed packages add."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points

from standoff.code.coder import Coder
from standoff.errors import CodeError
from standoff.options import CodeOptions

BOTH = "both"  # two coders and a file of their differences: made by both.py
GROUP = "standoff.coders"
"""The entry points of packages: a name, and a callable that makes a Coder out of CodeOptions."""

MakeWith = Callable[[CodeOptions], Coder]


def coder_named(name: str, options: CodeOptions) -> Coder:
    """The coder of that name; a CodeError lists the known ones, or says what is wrong with a package's coder."""
    if name in OWN:
        return OWN[name](options)
    try:
        entry = _added()[name]
    except KeyError:
        raise CodeError(f"there is no coder {name!r}; there are {', '.join(coder_names())}") from None
    try:
        coder = entry.load()(options)
    except CodeError:
        raise
    except Exception as problem:
        where = entry.dist.name if entry.dist else entry.value
        raise CodeError(
            f"the coder {name!r} of {where} cannot be made ({type(problem).__name__}: {problem})"
        ) from problem
    if not isinstance(getattr(coder, "name", None), str) or not callable(getattr(coder, "code", None)):
        raise CodeError(f"{entry.value} makes no coder: it has to have `name` and `code`; see docs/own-coder.md")
    made: Coder = coder
    return made


def coder_names() -> list[str]:
    """All names that `--coder` takes: the project's own first."""
    return [*OWN, BOTH, *sorted(_added().keys() - OWN.keys() - {BOTH})]


def _added() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def _frames(options: CodeOptions) -> Coder:
    from standoff.code.coder import embedded

    return embedded(options)


def _llm(options: CodeOptions) -> Coder:
    from standoff.code.llm.coder import from_options

    return from_options(options)


OWN: dict[str, MakeWith] = {"frames": _frames, "llm": _llm}
