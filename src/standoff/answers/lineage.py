"""Where the mentions of past events went into which events of now continue, unite or part which events of then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from standoff.store import Moved


@dataclass(frozen=True, slots=True)
class Lineage:
    """`continues`: an event of now -> the one of then that it is; `united`: -> all that went into it, where they are several.

    `parted`: an event of then -> the several of now that have its mentions, the one that continues it first; `gone`: those of
    then that no event has anything of. `shared`: (then, now) -> the mentions that both have, place in the event of now -> id.
    """

    continues: Mapping[str, str]
    united: Mapping[str, tuple[str, ...]]
    parted: Mapping[str, tuple[str, ...]]
    gone: tuple[str, ...]
    shared: Mapping[tuple[str, str], Mapping[int, str]]

    @property
    def heirs(self) -> frozenset[str]:
        """The events of now that have anything of an event of then."""
        return frozenset(now for _, now in self.shared)


def lineage(moved: Iterable[Moved]) -> Lineage:
    """What became of past events, by their mentions: an id alone does not tell, because an earlier report gives an event another."""
    shared: defaultdict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    heirs: dict[str, set[str]] = {}
    for row in moved:
        into = heirs.setdefault(row.past, set())
        if row.now is not None and row.position is not None:
            into.add(row.now)
            shared[row.past, row.now][row.position] = row.mention

    def closeness(past: str, now: str) -> tuple[int, bool]:
        return len(shared[past, now]), past == now

    parts = {p: sorted(sorted(into), key=lambda now: closeness(p, now), reverse=True) for p, into in heirs.items()}
    origins: dict[str, list[str]] = {}
    for past, [first, *_] in ((past, into) for past, into in parts.items() if into):
        origins.setdefault(first, []).append(past)
    for now, pasts in origins.items():
        pasts.sort(key=lambda past: closeness(past, now), reverse=True)
    return Lineage(
        continues={now: pasts[0] for now, pasts in origins.items()},
        united={now: tuple(pasts) for now, pasts in origins.items() if len(pasts) > 1},
        parted={past: tuple(into) for past, into in parts.items() if len(into) > 1},
        gone=tuple(past for past, into in parts.items() if not into),
        shared=dict(shared),
    )
