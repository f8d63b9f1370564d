"""An address into a Ray that this process is connected to: one of its own (`local`), closed to everybody else, or one that is there."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from standoff.errors import ScaleError

LOCAL = "local"
WAIT_S = 10.0  # for an address to answer
OBJECTS_BYTES = (
    512 * 2**20
)  # of a Ray of our own: documents go through files, only digests and pairs through its object store
# One thread of linear algebra per worker: the workers are the parallelism.
WORKER_SETTINGS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """`address`: "local", "auto" or HOST:PORT; `workers`: coders at the same time, by default one per core of the cluster."""

    address: str = LOCAL
    workers: int | None = None


@contextmanager
def connected(cluster: Cluster) -> Iterator[int]:
    """The number of workers of the cluster, to which this process is connected inside the block."""
    with ExitStack() as stack:
        stack.enter_context(_settings(cluster))
        try:
            import ray
        except ModuleNotFoundError:
            raise ScaleError("--ray needs Ray; install it with: pip install 'standoff[scale]'") from None
        stack.enter_context(_quiet())
        if not ray.is_initialized():
            _start(cluster, stack)
            stack.callback(ray.shutdown)
        _set_up_data()
        yield cluster.workers or max(1, int(ray.cluster_resources().get("CPU", 1)))


def _start(cluster: Cluster, stack: ExitStack) -> None:
    import ray

    plain = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    try:
        if cluster.address == LOCAL:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="standoff-", ignore_cleanup_errors=True))
            ray.init(
                address="local",  # whatever RAY_ADDRESS says
                num_cpus=cluster.workers,
                object_store_memory=OBJECTS_BYTES,
                include_dashboard=False,
                _temp_dir=folder,
                **plain,
            )
        else:
            _check_reached(cluster.address)
            ray.init(address=cluster.address, **plain)
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        why = " ".join(str(error).split())[:200]
        raise ScaleError(
            f"no Ray at {cluster.address} ({why}); start one with `ray start --head`, or say --ray local"
        ) from error


def _check_reached(address: str) -> None:
    """An OSError where nobody listens: Ray itself would go on trying for very long."""
    if "://" in address:
        raise ValueError(
            "an address is HOST:PORT, or auto on a machine of the cluster; Ray's client (ray://) is not for data"
        )
    place = urlsplit(f"//{address}")
    if place.port is not None:
        socket.create_connection((place.hostname or "", place.port), WAIT_S).close()


@contextmanager
def _settings(cluster: Cluster) -> Iterator[None]:
    """What Ray and its workers take from the environment: it tells nobody that it is used, and a Ray of our own lets nobody in without a secret.

    Ray's ports are open on all interfaces, and who reaches them can run anything.
    """
    wanted = {"RAY_USAGE_STATS_ENABLED": "0"}
    if cluster.address == LOCAL:
        wanted |= WORKER_SETTINGS
        if "RAY_AUTH_MODE" not in os.environ:
            wanted |= {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _quiet() -> Iterator[None]:
    """Stderr is for what this program says: Ray's native code writes to the file behind it, which is another one inside the block."""
    told = _copied_stderr()
    if told is None:
        yield
        return
    ours, before = (
        os.fdopen(told, "w", buffering=1, encoding=sys.stderr.encoding, errors="backslashreplace"),
        sys.stderr,
    )
    before.flush()
    with Path(os.devnull).open("w") as nowhere, ours:
        os.dup2(nowhere.fileno(), 2)
        sys.stderr = ours
        try:
            yield
        finally:
            ours.flush()
            sys.stderr = before
            os.dup2(told, 2)


def _copied_stderr() -> int | None:
    """Another number for the file behind stderr; None for a process without one, and for a test that captures it."""
    try:
        return os.dup(2) if sys.stderr.fileno() == 2 else None
    except (OSError, ValueError):
        return None


def _set_up_data() -> None:
    """Results in the order of what is given; nothing on the terminal."""
    import ray.data

    logger = logging.getLogger("ray.data")
    for handler in logger.handlers[:]:
        if isinstance(handler, logging.StreamHandler):
            logger.removeHandler(handler)
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.execution_no_progress_timeout_s = -1  # a language model may take an hour over a partition
