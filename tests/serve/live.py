"""A server of an archive that a test asks without a network, and that waits for what is computed in the background."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from standoff.options import ServeOptions
from standoff.serve.app import app

HOST = "http://127.0.0.1:8000"
PATIENCE_S = 120


@contextmanager
def served(archive: Path, kept: Path, **options: Any) -> Iterator[TestClient]:
    made = app(archive, ServeOptions(kept=kept, **options))
    with TestClient(made, base_url=HOST, follow_redirects=False) as client:
        yield client


def computed(client: TestClient, address: str) -> Any:
    """The JSON of an answer, once it is there."""
    end = time.monotonic() + PATIENCE_S
    while (answer := client.get(address)).status_code == 202:
        assert time.monotonic() < end, "nothing is computed"
        time.sleep(0.2)
    return answer
