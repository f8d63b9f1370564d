"""A Ray of three nodes on this machine, for all tests of this folder that need one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from standoff.pipeline import AddOptions
from standoff.scale.ways import Way

NODES, CORES = 3, 1
WORKERS = 3
KEYS = {"AWS_ACCESS_KEY_ID": "a-key", "AWS_SECRET_ACCESS_KEY": "a-secret", "AWS_EC2_METADATA_DISABLED": "true"}
OPTIONS = AddOptions(batch=4, merge_at_once=40)


@dataclass
class Nodes:
    """The cluster with those of its nodes that may be killed."""

    cluster: Any
    nodes: list[Any]

    def kill_one(self) -> None:
        self.cluster.remove_node(self.nodes.pop(), allow_graceful=False)

    def complete(self) -> None:
        while len(self.nodes) < NODES - 1:
            self.nodes.append(self.cluster.add_node(num_cpus=CORES, object_store_memory=100 * 2**20))


@pytest.fixture(scope="session")
def started():
    """The nodes; what they run is this process's by `connected`."""
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'standoff[scale]'")
    from ray.cluster_utils import Cluster

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("OMP_NUM_THREADS", "1")
        for name, value in KEYS.items():
            patch.setenv(name, value)
        patch.setenv("PYTHONPATH", os.pathsep.join(p for p in (str(Path.cwd()), os.environ.get("PYTHONPATH")) if p))
        head = {"num_cpus": CORES, "object_store_memory": 100 * 2**20, "include_dashboard": False}
        cluster = Cluster(initialize_head=True, head_node_args=head)
        found = Nodes(cluster, [])
        found.complete()
        yield found
        cluster.shutdown()


@pytest.fixture(scope="session")
def connection(started):
    """This process connected to them, once: a worker that is there is given the next test."""
    from standoff.scale.cluster import Cluster, connected

    with connected(Cluster(started.cluster.address, WORKERS)):
        yield started


@pytest.fixture
def nodes(connection):
    """All of them."""
    connection.complete()
    return connection


@pytest.fixture
def address(nodes) -> str:
    """For `--ray`."""
    return nodes.cluster.address


@pytest.fixture
def way(nodes, tmp_path) -> Way:
    return Way(WORKERS, str(tmp_path / "work"), 8, "a test")
