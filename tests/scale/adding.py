"""`add` over a Ray of its own, as a command that a test can kill: python -m tests.scale.adding ARCHIVE FOLDER DELAY FILE... says how far it is."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from standoff.scale.cluster import Cluster, connected
from standoff.scale.ways import Told, Way
from tests.scale.coders import Noted
from tests.scale.conftest import OPTIONS


def main(archive: str, folder: str, delay_s: str, *files: str) -> None:
    with connected(Cluster("local", 2)) as workers:
        from standoff.scale import run

        way = Way(workers, f"{archive}.work", 8)
        told = Told(progress=lambda now: print(now.documents, flush=True))  # noqa: T201
        run.add(files, Path(archive), partial(Noted, Path(folder), float(delay_s)), OPTIONS, way, told)


if __name__ == "__main__":
    main(*sys.argv[1:])
