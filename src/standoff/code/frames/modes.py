"""How it was done: PLOVER modes from the words around a trigger ("drone strike", "killed by a roadside bomb")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from standoff.code.frames.context import Context
from standoff.code.frames.phrases import left_of
from standoff.code.frames.reading import Frame, Reading

USUAL = "*"  # in modes.toml: the mode of entries that words go before
INSTRUMENTS = frozenset(("with", "by", "in", "using", "from", "through", "via", "of", "to", "for"))

BOMBERS = frozenset(("aerial", "drone", "suicide-attack"))  # how the bomb came says more than that it was one
MANY_SIDES = 3


def with_mode(context: Context, frame: Frame) -> Frame:
    """The frame with the modes that its entry and the words of modes.toml give, most telling first."""
    table = context.resources.lexicon.modes.get(frame.type)
    if not table:
        return frame
    usual = table.get(USUAL)
    if frame.mode and frame.type != "ASSAULT" and frame.mode != (usual,):
        return frame
    found = dict.fromkeys(mode for mode in frame.mode if mode != usual)
    for words in _phrases(context.reading, frame):
        found.update(dict.fromkeys(modes_in(words, table)))
    if frame.type == "REQUEST" and not found:
        start, _ = context.reading.sentences[context.reading.sentence_of[frame.head]]
        before = dict.fromkeys(modes_in(context.reading.lemmas[start : frame.head], table))
        found.update(before if len(before) == 1 else {})  # "his release is what we demand"
    if frame.type == "CONSULT" and not found and _is_multilateral(frame):
        found["multilateral"] = None
    if not BOMBERS.isdisjoint(found):
        found.pop("explosives", None)
    return frame.but(mode=tuple(found) or frame.mode)


def _is_multilateral(frame: Frame) -> bool:
    """Three countries or more at one table."""
    return len({p.country for p in (*frame.actors, *frame.recipients) if p.country is not None}) >= MANY_SIDES


def modes_in(words: list[str], table: Mapping[str, str]) -> Iterator[str]:
    """The modes of a phrase, longest words first; a "suicide bomber" is no bomber."""
    free = [True] * len(words)
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            mode = table.get(" ".join(words[i : i + size]))
            if mode is not None and all(free[i : i + size]):
                free[i : i + size] = [False] * size
                yield mode


def _phrases(reading: Reading, frame: Frame) -> Iterator[list[str]]:
    """Lemmas of the trigger, of its phrase, of its doer and of its instruments, each in text order."""
    yield [reading.lemmas[i] for i in sorted(frame.words)]
    for i in frame.words:
        if reading.deps[i] == "dobj":  # "held a video conference"
            yield [reading.lemmas[k] for k in (*left_of(reading, i), i)]
    for head in (frame.head, *frame.fused):
        yield [reading.lemmas[i] for i in (*left_of(reading, head), head)]
        yield from _instruments(reading, frame, head)
    for party in frame.actor_heads:
        if party.place in ("subject", "by", "possessor") and party.head >= 0:
            yield [reading.lemmas[i] for i in (*left_of(reading, party.head), party.head)]
    if frame.type in ("REQUEST", "REJECT", "AID", "MOBILIZE", "THREATEN"):
        yield [
            reading.lemmas[i]
            for i in range(frame.head, min(frame.head + 12, reading.sentences[reading.sentence_of[frame.head]][1]))
        ]


def _instruments(reading: Reading, frame: Frame, head: int) -> Iterator[list[str]]:
    """As in "killed by a roadside bomb"; "in the air" of a pattern's own words is no aircraft."""
    for c in reading.children[head]:
        if reading.deps[c] in ("prep", "agent") and reading.lowers[c] in INSTRUMENTS:
            for p in reading.children[c]:
                before = left_of(reading, p)
                if p not in frame.words or any(reading.pos[i] != "DET" for i in before):
                    yield [reading.lemmas[i] for i in (*before, p)]
