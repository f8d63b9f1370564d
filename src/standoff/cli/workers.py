"""`--ray ADDRESS` into a run of `add` or `code` over the workers that are there."""

from __future__ import annotations

import hashlib
import json
import os
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from standoff.cli.coders import told_account
from standoff.cli.failures import say
from standoff.errors import ScaleError
from standoff.options import CodeOptions

if TYPE_CHECKING:
    from standoff.cli.progress import Watch
    from standoff.code.coder import Coder
    from standoff.pipeline import Added, AddOptions, MakeCoder
    from standoff.scale.ways import CodedSet, Told, Way

LLM = "STANDOFF_LLM_"
BOUNDS = (f"{LLM}BUDGET", f"{LLM}TOKENS")


@dataclass(frozen=True, slots=True)
class Workers:
    """`ray`: the address; `jobs`: how many code at the same time; `work`: where what is under way lies; `coder`: its name."""

    ray: str
    jobs: int | None
    coder: str
    work: str | None = None


def add_over_workers(
    workers: Workers, inputs: Sequence[str], archive: Path, coding: CodeOptions, options: AddOptions, watch: Watch
) -> Added:
    """`standoff add --ray`: reports, or folders that `standoff code --ray` has written."""
    make = _maker(workers.coder, coding)
    with _connected(workers) as way:
        from standoff.scale import run

        coded = [given for given in inputs if run.is_coded_set(given)]
        if coded and len(coded) < len(inputs):
            raise typer.BadParameter(
                "folders of coded partitions and reports are added one after the other, not in one command"
            )
        if coded:
            return run.add_sets(coded, archive, options, way, _told(watch))
        own = replace(way, work=_work(workers.work, archive))
        return run.add(inputs, archive, make, options, own, _told(watch))


def code_over_workers(
    workers: Workers, inputs: Sequence[str], out: str, coding: CodeOptions, options: AddOptions, watch: Watch
) -> CodedSet:
    """`standoff code --ray`: coded partitions into the folder `out`."""
    make = _maker(workers.coder, coding)
    with _connected(workers) as way:
        from standoff.scale import run

        own = replace(way, identity=_identity(workers.coder, inputs, coding, options))
        return run.code(inputs, out, make, options, own, _told(watch))


@contextmanager
def _connected(workers: Workers) -> Iterator[Way]:
    from standoff.scale.cluster import Cluster, connected
    from standoff.scale.ways import DOCUMENTS, Way

    with connected(Cluster(workers.ray, workers.jobs)) as number:
        # A language model is asked about many documents at a time; the embedded coder gets the lots that --jobs gives out.
        yield Way(number, lot=DOCUMENTS) if workers.coder == "llm" else Way(number)


def _told(watch: Watch) -> Told:
    from standoff.scale.ways import Told

    def spent(coder: str, account: Mapping[str, float]) -> None:
        say(told_account(coder, account))

    return Told(watch.on_problem, watch.on_progress, spent)


def _maker(name: str, options: CodeOptions) -> MakeCoder:
    """What makes the coder in any process; what can be refused is refused here, before anything is started."""
    from standoff.code.registry import BOTH, coder_named, coder_names

    if name == BOTH:
        raise typer.BadParameter(
            "--coder both is for one process: its file of differences cannot be kept whole by several"
        )
    if name not in coder_names():
        coder_named(name, options)  # which says what there is
    if name != "llm":
        return partial(coder_named, name, options)
    from standoff.code.llm.settings import from_environment

    from_environment(os.environ)
    if bounds := [bound for bound in BOUNDS if os.environ.get(bound)]:
        raise ScaleError(f"{' and '.join(bounds)} cannot be kept over several workers: unset, or code without --ray")
    given = {variable: value for variable, value in os.environ.items() if variable.startswith(LLM)}
    return partial(_with_settings, given, name, options)


def _with_settings(given: Mapping[str, str], name: str, options: CodeOptions) -> Coder:
    """The coder in a process whose environment is that of another machine."""
    from standoff.code.registry import coder_named

    os.environ.update(given)
    return coder_named(name, options)


def _work(named: str | None, archive: Path) -> str:
    """A folder that no other run uses: beside the archive, or in the place that was named one with a name of its own."""
    if named is None:
        return f"{archive}.work"
    own = hashlib.sha256(f"{socket.gethostname()} {archive.resolve()}".encode()).hexdigest()[:12]
    place, mark, query = named.partition("?")
    return f"{place.rstrip('/')}/standoff-{own}{mark}{query}"


def _identity(coder: str, inputs: Sequence[str], coding: CodeOptions, options: AddOptions) -> str:
    """All that the partitions depend on beside the documents."""
    from standoff import __version__

    llm = {name: os.environ.get(f"{LLM}{name}") for name in ("URL", "MODEL", "WINDOW")} if coder == "llm" else {}
    told = {
        "version": __version__, "coder": coder, "pipeline": coding.pipeline, "knowledge": _digest(coding.knowledge),
        "date": options.read.published and options.read.published.isoformat(), "inputs": list(inputs), **llm,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def _digest(folder: Path | None) -> str | None:
    """Of the user's files of knowledge: other files code otherwise."""
    if folder is None:
        return None
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    told = hashlib.sha256()
    for file in files:
        told.update(str(file.relative_to(folder)).encode("utf-8", "replace") + b"\0" + file.read_bytes() + b"\0")
    return told.hexdigest()
