"""What several test folders share: the folder of evaluation sets, the parser loaded once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile(
    "seeded", derandomize=True
)  # the same examples in each run; others: --hypothesis-profile=default
settings.load_profile("seeded")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the evaluation sets and the founding article, or a skip that says so."""
    folder = Path(os.environ.get("STANDOFF_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"evaluation material is not at {folder}; set STANDOFF_SHARED to its folder")
    return folder


@pytest.fixture(scope="session")
def nlp():
    """The spaCy pipeline that the embedded coder uses by default."""
    import spacy

    from standoff.options import CodeOptions

    return spacy.load(CodeOptions().pipeline)
