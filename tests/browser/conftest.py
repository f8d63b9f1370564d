"""Chromium of this machine, and servers of two archives: one made to do harm, and the bundled sample."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the pages are not installed; run: make dev")
pytest.importorskip("playwright", reason="Playwright is not installed; run: make dev")

from playwright.sync_api import Browser, sync_playwright

from standoff.options import ServeOptions
from standoff.serve.app import app
from tests.browser.looking import FLAGS
from tests.browser.made import hostile_archive, sample_archive
from tests.browser.serving import Server, addresses, serving

SCREENSHOTS = "STANDOFF_SCREENSHOTS"  # the folder for pictures that a person wants to look at
MADE = {"hostile": hostile_archive, "sample": sample_archive}


@pytest.fixture(scope="module")  # not of the session: Playwright keeps an event loop in this thread for as long
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("there is no chromium on this machine; .ci/run installs it: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session", params=MADE)
def name(request) -> str:
    """Of the archive."""
    return request.param


@pytest.fixture(scope="session")
def archive(name, tmp_path_factory) -> Path:
    return MADE[name](tmp_path_factory.mktemp(name))


@pytest.fixture(scope="session")
def server(archive, tmp_path_factory) -> Iterator[Server]:
    with serving(archive, tmp_path_factory.mktemp("served")) as server:
        yield server


@pytest.fixture(scope="session")
def pages(archive, server, tmp_path_factory) -> list[str]:
    """Their addresses, with nothing left to compute."""
    return addresses(app(archive, ServeOptions(kept=tmp_path_factory.mktemp("kept"))), server)


@pytest.fixture(scope="session")
def pictures(tmp_path_factory) -> Path:
    """Where screenshots go."""
    folder = Path(os.environ.get(SCREENSHOTS) or tmp_path_factory.mktemp("screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
