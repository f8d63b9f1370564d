"""Answers into files of the user's cache folder, one each, by a digest of all that the answer depends on."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any


class Cache:
    """Files that only the user can read: what they hold is as private as the texts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @staticmethod
    def key(url: str, body: dict[str, Any]) -> str:
        """A digest of the address and the whole request: model, prompt, schema, bounds."""
        return hashlib.sha256(json.dumps([url, body], sort_keys=True).encode()).hexdigest()

    def get(self, key: str) -> str | None:
        """The answer; None where there is none, or the file is not readable."""
        try:
            return self._file(key).read_text(encoding="utf-8", errors="surrogatepass")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, answer: str) -> None:
        """Store an answer whole or not at all; a folder that cannot be written costs money, and is no error."""
        file = self._file(key)
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent)
            try:
                with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as stream:
                    stream.write(answer)  # half a surrogate pair is no text, but JSON may hold one
                Path(name).replace(file)
            finally:
                Path(name).unlink(missing_ok=True)  # it is still there where the disk was full
        except OSError:
            return

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
