"""The parser loaded once, and a coder that asks a scripted endpoint."""

from __future__ import annotations

import pytest

from standoff.code.frames.coder import FramesCoder
from standoff.code.llm.coder import LlmCoder
from standoff.code.llm.settings import Settings
from standoff.options import CodeOptions
from tests.code.llm.endpoint import Endpoint, Step, served


@pytest.fixture(scope="session")
def parser() -> FramesCoder:
    return FramesCoder(CodeOptions())


@pytest.fixture
def endpoint():
    with served(Endpoint(lambda _: Step())) as running:
        yield running


@pytest.fixture
def make(endpoint, parser, tmp_path):
    """A coder of its own cache folder; `told` are settings."""

    def made(**told):
        settings = Settings(endpoint.url, "small", tmp_path / "cache", first_wait_s=0.01, **told)
        return LlmCoder(CodeOptions(), settings, parser)

    return made
