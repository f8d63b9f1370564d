"""The wheel holds every file that the package reads at run time, and what licences ask for."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BUILD = "from setuptools import build_meta; build_meta.build_wheel('dist')"


def test_wheel_is_complete(tmp_path):
    pytest.importorskip("setuptools", minversion="77", reason="the build backend of requirements.lock is not installed")
    tree = tmp_path / "tree"
    shutil.copytree(ROOT / "src", tree / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, tree)
    subprocess.run([sys.executable, "-c", BUILD], cwd=tree, check=True, capture_output=True)
    (wheel,) = (tree / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    wanted = {p.relative_to(tree / "src").as_posix() for p in (tree / "src" / "standoff").rglob("*") if p.is_file()}
    assert wanted - packed == set()
    assert {"LICENSE", "NOTICE"} <= {Path(n).name for n in packed if ".dist-info/" in n}
