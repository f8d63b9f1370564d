"""What an event is about: its PLOVER contexts, by the words of its own clause and by what kind of act it is.

The record calls them `context`; they have nothing to do with the `Context` of context.py, which is what the steps share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from standoff import ontology
from standoff.code.frames.context import Context
from standoff.code.frames.own_phrases import light_verb
from standoff.code.frames.parses import SUBJECTS
from standoff.code.frames.phrases import left_of
from standoff.code.frames.reading import Frame, Reading
from standoff.code.frames.topic_cues import Found, find_cues, forms_of
from standoff.code.lexicon.types import Contexts, KindOfAct
from standoff.records import Participant

CLAUSES = frozenset(("relcl", "acl", "appos", "advcl", "parataxis", "ccomp"))
ASIDES = frozenset(("relcl", "appos", "acl"))  # where they stand behind a comma
BACKGROUND = frozenset(
    "after before while as although though since when once whereas until till because if unless".split()
)
# "a road near the parliament" only says where
NEAR = frozenset("near outside around beside opposite behind alongside beyond".split())
# inside what an act is about: "a curfew imposed after the coup"
LATER = frozenset("after following since before despite".split())
NEXT_MATTER = frozenset("say add note insist mean".split())  # "..., saying that", "..., meaning that"
STATES = frozenset(("GOV", "IGO"))
VERBAL = frozenset(("VERB", "AUX"))


@dataclass(frozen=True, slots=True)
class Scope:
    """The tokens that tell what an event is about, and those that tell who acts."""

    about: set[int]
    doers: set[int]


def with_topics(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames with their contexts in alphabetical order; what is said of an event is about what that event is about."""
    reading, contexts = context.reading, context.resources.lexicon.contexts
    heads = {h for f in frames for h in (f.head, *f.fused)}
    cues = {n: find_cues(reading, contexts, n) for n in {reading.sentence_of[f.head] for f in frames}}
    scopes = [scope_of(reading, f, heads) for f in frames]
    told = [
        _contexts(reading, contexts, f, scope, cues[reading.sentence_of[f.head]])
        for f, scope in zip(frames, scopes, strict=True)
    ]
    at = {f.head: found for f, found in zip(frames, told, strict=True)}
    return [
        f.but(contexts=tuple(sorted(_narrowed(contexts, own.union(*_of_inner(f, scope, at))))))
        for f, scope, own in zip(frames, scopes, told, strict=True)
    ]


def _of_inner(frame: Frame, scope: Scope, at: dict[int, set[str]]) -> Iterator[set[str]]:
    """The contexts of the events that a verbal act is about: "condemned the attack on the base"."""
    if ontology.load().event_type(frame.type).quad.startswith("verbal"):
        yield from (at[i] for i in scope.about if i in at)


def _contexts(reading: Reading, contexts: Contexts, frame: Frame, scope: Scope, cues: Iterable[Found]) -> set[str]:
    words = {c for found in cues for c in _told(scope, found)}
    kinds = [k for k in _kinds(contexts, frame) if _is_of_kind(reading, frame, scope, k)]
    return words.union(k.context for k in kinds if not (k.alone and words))


def _narrowed(contexts: Contexts, told: set[str]) -> set[str]:
    """Without the wider contexts beside a narrower one: drugs are not also crime."""
    return told.difference(*(contexts.over.get(c, ()) for c in told))


def _told(scope: Scope, found: Found) -> tuple[str, ...]:
    """By its first word, since what a phrase begins with is its head or stands before it."""
    if found.tokens[0] in scope.doers:
        return found.cue.doers
    return found.cue.contexts if found.tokens[0] in scope.about else ()


def scope_of(reading: Reading, frame: Frame, heads: set[int]) -> Scope:
    """The clause of an event: what hangs on its words, without asides, background and what tells of other events.

    `heads`: of all events of the document.
    """
    own = {frame.head, *frame.fused}
    tops = {_top(reading, h, heads - own) for h in own}
    about: set[int] = set()
    for head in own:
        if reading.deps[head] in ("relcl", "acl"):
            noun = reading.heads[head]  # "a cyber attack that it blamed on"
            about.update((*left_of(reading, noun), noun))
    stack = [*own, *tops, *(p.head for p in frame.recipient_heads[:1] if p.head >= 0)]
    while stack:
        i = stack.pop()
        if i not in about:
            about.add(i)
            stack += [c for c in reading.children[i] if not _is_beside(reading, i, c, tops | own, heads - own)]
    doers = set(_doers(reading, frame, own | tops))
    return Scope(about - doers, doers - own)


def _top(reading: Reading, head: int, others: set[int]) -> int:
    """The verb that carries the event: "began naval exercises", "tried to withdraw"."""
    verb = light_verb(reading, head) if reading.pos[head] in ("NOUN", "PROPN") else None
    top = head if verb is None else verb
    while _carries(reading, reading.heads[top], top):
        top = reading.heads[top]
    return head if top in others else top


def _carries(reading: Reading, verb: int, inner: int) -> bool:
    return reading.pos[verb] in VERBAL and (
        reading.deps[inner] == "xcomp" or (reading.deps[inner] == "advcl" and reading.lemmas[verb] == "use")
    )


def _is_beside(reading: Reading, i: int, c: int, own: set[int], others: set[int]) -> bool:
    """True where what hangs on token `i` by `c` is another matter."""
    dep = reading.deps[c]
    if dep == "conj" and reading.pos[c] in VERBAL:
        return i in own or c in others
    if reading.lowers[i] in NEAR or reading.lowers[c] == "according" or _is_aside(reading, i, c):
        return True
    if i not in own:
        return reading.lowers[c] in LATER
    return dep == "parataxis" or (dep in ("advcl", "prep", "npadvmod") and _is_background(reading, i, c))


def _is_aside(reading: Reading, i: int, c: int) -> bool:
    """As in "Mali, which exports gold" and "saying that"."""
    if reading.deps[c] in ("advcl", "acl") and reading.lemmas[c] in NEXT_MATTER:
        return True
    return reading.deps[c] in ASIDES and "," in reading.lowers[i + 1 : c]


def _is_background(reading: Reading, verb: int, c: int) -> bool:
    """What stands before the subject, and clauses of time, cause and condition; a purpose counts wherever it stands."""
    if any(reading.lowers[k] in BACKGROUND for k in reading.children[c] if reading.deps[k] in ("mark", "advmod")):
        return True
    if reading.lowers[c] in LATER and (reading.lowers[c - 1] == "," or reading.child(c, "pcomp") is not None):
        return True  # "after agreeing to"
    if reading.is_infinitive(c):
        return False
    return any(c < k < verb for k in reading.children[verb] if reading.deps[k].startswith("nsubj"))


def _doers(reading: Reading, frame: Frame, tops: set[int]) -> Iterator[int]:
    """The phrases of whoever acts, without clauses that hang on them."""
    heads = {p.head for p in frame.actor_heads if p.place == frame.actor_heads[0].place and p.head >= 0}
    heads -= {h for h in heads if reading.deps[h] in ("compound", "amod") and reading.lowers[h] == reading.words[h]}
    heads |= {c for top in tops for c in reading.children[top] if reading.deps[c] in SUBJECTS}
    for head in heads - {p.head for p in frame.recipient_heads}:  # bases that "come under fire" do nothing
        yield from reading.subtree(head, without=CLAUSES)


def _kinds(contexts: Contexts, frame: Frame) -> Iterator[KindOfAct]:
    """A promise to meet is about the meeting: the type of the inner event counts as well."""
    for kind in dict.fromkeys((frame.type, frame.entry.type or frame.type)):
        yield from contexts.kinds.get(kind, ())


def _is_of_kind(reading: Reading, frame: Frame, scope: Scope, kind: KindOfAct) -> bool:
    actors, recipients = _sectors(frame.actors), _sectors(frame.recipients)
    if kind.mode and kind.mode.isdisjoint(frame.mode):
        return False
    for wanted, sectors in ((kind.actor, actors), (kind.recipient, recipients), (kind.party, actors | recipients)):
        if wanted and wanted.isdisjoint(sectors):
            return False
    if kind.about and all(kind.about.isdisjoint(forms_of(reading, i)) for i in scope.about | scope.doers):
        return False
    return (not kind.states or _is_between_states(frame)) and (kind.home is None or kind.home == _is_at_home(frame))


def _sectors(parties: Iterable[Participant]) -> set[str]:
    return {p.sector for p in parties}


def _is_between_states(frame: Frame) -> bool:
    return len({p.country or p.id for p in (*frame.actors, *frame.recipients) if p.sector in STATES}) > 1


def _is_at_home(frame: Frame) -> bool:
    countries = {r.country for r in frame.recipients if r.country}
    return not countries or not countries.isdisjoint(a.country for a in frame.actors)
