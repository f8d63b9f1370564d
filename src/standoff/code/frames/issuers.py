"""What a paper demands or condemns into the act of whoever adopted or issued it: "adopted a resolution, which demanded a ceasefire"."""

from __future__ import annotations

from standoff.code.frames.reading import Reading

PAPERS = frozenset(
    "resolution statement declaration communique communiqué report letter motion decree paper document text "
    "draft bill note memorandum message decision article tweet post".split()
)
ISSUING = frozenset(
    "adopt pass issue publish release approve sign make write send submit put deliver draft table sponsor "
    "circulate endorse back post co-sponsor".split()
)


def issuer(reading: Reading, paper: int) -> list[int]:
    """Whose the paper is that says something in its own clause: the subject of the verb of which it is the object."""
    if reading.lemmas[paper].lower() not in PAPERS:
        return []
    return _issued_by(reading, paper) or _issued_before(reading, paper)


def _issued_before(reading: Reading, paper: int) -> list[int]:
    """As in "the resolution also demands": whoever issued the last one that was told."""
    if not any(reading.lowers[c] in ("the", "this") for c in reading.children[paper]):
        return []
    lemma = reading.lemmas[paper].lower()
    same = (i for i in range(paper - 1, -1, -1) if reading.lemmas[i].lower() == lemma)
    return next((doer for i in same if (doer := _issued_by(reading, i))), [])


def _issued_by(reading: Reading, paper: int) -> list[int]:
    verb = reading.heads[paper]
    if reading.lemmas[verb] not in ISSUING:
        return []
    if reading.deps[paper] == "nsubjpass":
        agent = reading.child(verb, "agent")
        doer = None if agent is None else reading.child(agent, "pobj")
    else:
        doer = reading.child(verb, "nsubj") if reading.deps[paper] == "dobj" else None
    return [] if doer is None else [doer]
