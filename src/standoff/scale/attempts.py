"""What workers have begun and not finished, in a file beside it: Ray gives the work of a dead worker to another one for ever."""

from __future__ import annotations

import json

from standoff.scale.files import Folder

BEGUN = 2  # times as a whole; after that step by step
DIED = 2  # times at one step, which is then passed over: once may be the machine


class Attempts:
    """Of a piece of work made of numbered steps (the files of a group, the documents of a partition).

    Work that was begun twice without an end is `careful` from then on: each step is noted before it is taken, and one at which
    workers died twice is to be passed over.
    """

    def __init__(self, folder: Folder, name: str) -> None:
        self._folder, self._name = folder, f"{name}.tries"
        noted = json.loads(folder.read(self._name) or b"{}")
        self._begun: int = noted.get("begun", 0) + 1
        self._died: dict[str, int] = noted.get("died", {})
        if "at" in noted:
            self._died[noted["at"]] = self._died.get(noted["at"], 0) + 1
        self._write({})

    @property
    def careful(self) -> bool:
        """Whether steps are noted."""
        return self._begun > BEGUN

    def may(self, step: int) -> bool:
        """Note that a step is begun; False for one to pass over."""
        if self._died.get(str(step), 0) >= DIED:
            return False
        if self.careful:
            self._write({"at": str(step)})
        return True

    def done(self) -> None:
        """All is finished."""
        self._folder.remove(self._name)

    def _write(self, at: dict[str, str]) -> None:
        told = {"begun": self._begun, "died": self._died, **at}
        self._folder.write(self._name, json.dumps(told).encode())
