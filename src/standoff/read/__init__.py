"""Bytes into clean Documents: HTML, text, JSON lines, feeds and web archives, with exact and near copies linked."""

from __future__ import annotations

from standoff.read.copies import Copy, CopyIndex, digest, drop_copies, signature
from standoff.read.inputs import find_files
from standoff.read.stream import read, read_opened

__all__ = ["Copy", "CopyIndex", "digest", "drop_copies", "find_files", "read", "read_opened", "signature"]
