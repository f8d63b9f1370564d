"""A Ray of our own lets nobody in, says nothing and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HOST = """
import os, sys
from standoff.scale.cluster import Cluster, connected
with connected(Cluster("local", 1)) as workers:
    import ray
    print(workers, ray.get_runtime_context().gcs_address, flush=True)
    sys.stdin.read()
print(sorted(name for name in os.environ if name.startswith("RAY_AUTH")), flush=True)
"""
GUEST = """
import sys
import ray
ray.init(address=sys.argv[1], log_to_driver=False)
print("is in")
"""


def test_who_has_not_the_secret_is_not_let_in(tmp_path):
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'standoff[scale]'")
    plain = {name: value for name, value in os.environ.items() if not name.startswith("RAY_")}
    environment = plain | {"PYTHONPATH": "src", "TMPDIR": tempfile.mkdtemp(prefix="s", dir="/tmp")}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", HOST], text=True, env=environment, **pipes) as host:
        workers, address = host.stdout.readline().split()
        assert workers == "1"
        guest = subprocess.run(
            [sys.executable, "-c", GUEST, address], capture_output=True, text=True, env=plain, timeout=120, check=False
        )
        assert guest.returncode != 0
        assert "is in" not in guest.stdout
        assert "auth" in guest.stderr.lower()
        told, said = host.communicate("")
    assert (told, said) == ("[]\n", "")
    assert list(Path(environment["TMPDIR"]).iterdir()) == []
