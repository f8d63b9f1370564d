"""What an outer predicate makes of an event ("vowed to expel", "called for talks"), before moods.py reads modals and tense."""

from __future__ import annotations

from standoff import ontology
from standoff.code.frames.addressees import ASKED, addressed_places, asked_to
from standoff.code.frames.grammar import find_place, verb_subject
from standoff.code.frames.moods import default_mode, through_modality
from standoff.code.frames.parses import FINITE, PASSIVE_SUBJECTS, SUBJECTS
from standoff.code.frames.reading import Frame, Party, Reading
from standoff.code.frames.roles import SAID, SPEAKER
from standoff.code.frames.status import auxiliaries, is_negated
from standoff.code.frames.triggers import is_connected, match_rest
from standoff.code.lexicon import Lexicon, Outer

COMPLEMENTS = frozenset(
    ("xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "acl", "attr", "acomp", "dative", "oprd", "nsubjpass", "advcl")
)
ASIDE = frozenset("despite after following amid amidst before since during because due over until without".split())
ANNOUNCED = "composition.announce"
OCCASIONS = frozenset("call conversation meeting talk talks summit visit trip telephone phone".split())
DEPTH = 8
GOING_ON = frozenset("ongoing continuing continued current".split())
BY_MEANS = "composition.by-means"  # of the lexicon, too: "used a decree to dissolve"
WARNED = "threaten.warn-what-follows"  # an entry of the lexicon
ECHOED = "composition.echo"  # an outer predicate of the lexicon: both have asked
FORESEE = "expect"
CHANGED_MODES = {
    ("REQUEST", "resign"): "change",  # of leaders: nobody yields to an enemy by it
    ("REJECT", "resign"): "change",
    ("THREATEN", "deport"): "expel",
}
Hit = tuple[Outer, tuple[int, ...]]


def compose(reading: Reading, frames: list[Frame], lexicon: Lexicon) -> list[Frame]:
    """Frames after their outer predicates, innermost first, and after modals and tense."""
    outers = _find_outers(reading, lexicon)
    heads = {f.head for f in frames}
    made: list[Frame] = []
    for frame in frames:
        result = _through_outers(reading, frame, outers, heads)
        if result is not None:
            made.append(result)
            if result.rule.startswith(ECHOED):
                made += _first_said(reading, frame, outers, heads)
            if result.inner == frame.head and _is_going_on(reading, frame):
                made.append(frame.but(actor_heads=frame.actor_heads or result.actor_heads))
    composed = {f.head for f in made if f.inner is not None}
    kept = [f for f in made if f.inner is not None or f.head not in composed]
    told = [g for f in kept if (g := through_modality(reading, f)) is not None]
    return _as_one_warning(reading, [f for f in told if not _is_on_a_visit(reading, f, told)])


def _first_said(reading: Reading, frame: Frame, outers: dict[int, Hit], heads: set[int]) -> list[Frame]:
    """What is echoed in "echoed Macron's call for a truce", as its author said it; of "echoed calls for" there is none."""
    own = {at: hit for at, hit in outers.items() if hit[0].id != ECHOED}
    said = _through_outers(reading, frame, own, heads)
    return [said] if said is not None and find_place(reading, said.head, "possessor") else []


def _as_one_warning(reading: Reading, frames: list[Frame]) -> list[Frame]:
    """What is warned of is a part of the warning: "warned Athens that it would shoot down its aircraft"."""
    told = (f for f in frames if f.entry.id == WARNED and f.inner is None)
    warned = {f.head: f for f in told if reading.child(f.head, "dobj", "dative") is not None}
    kept = []
    for frame in frames:
        clause = frame.head
        while reading.deps[clause] == "conj":
            clause = reading.heads[clause]
        outer = warned.get(reading.heads[clause]) if reading.deps[clause] == "ccomp" else None
        if outer is None or not frame.rule.startswith("modality"):
            kept.append(frame)
        elif frame.type == "THREATEN":
            warned[outer.head] = outer.but(mode=frame.mode)
    return [warned.get(f.head, f) if f.entry.id == WARNED else f for f in kept]


def _is_on_a_visit(reading: Reading, frame: Frame, told: list[Frame]) -> bool:
    """A meeting that a visit is announced with: "will visit Cairo, where he will meet the president" is one announcement."""
    if frame.type != "AGREE" or frame.entry.type != "CONSULT" or reading.deps[frame.head] not in ("relcl", "advcl"):
        return False
    if not any(reading.lowers[c] in ("where", "during") for c in reading.subtree(frame.head) if c < frame.head):
        return False
    trip = reading.clause_verb(reading.heads[frame.head])
    return any(f.head == trip and f.type == "AGREE" and f.entry.type == "CONSULT" for f in told)


def _is_going_on(reading: Reading, frame: Frame) -> bool:
    """As in "committed to the ongoing airstrikes": what is promised has begun."""
    force = frame.type == "ASSAULT" and reading.pos[frame.head] == "NOUN"
    return force and any(reading.lowers[c] in GOING_ON for c in reading.children[frame.head])


def _find_outers(reading: Reading, lexicon: Lexicon) -> dict[int, Hit]:
    found: dict[int, Hit] = {}
    for start, end in reading.sentences:
        for i in range(start, end):
            for outer, rest in lexicon.outers.get(reading.lemmas[i], ()):
                if not _is_pos(reading, i, outer.pos) or _is_foreseen(reading, i) or _is_said_of(reading, i):
                    continue
                words = match_rest(reading, i, rest, end)
                if (
                    words is not None
                    and is_connected(reading, (i, *words))
                    and (not outer.negated or is_negated(reading, i))
                ):
                    found[i] = (outer, (i, *words))
                    break
    return found


def _is_foreseen(reading: Reading, verb: int) -> bool:
    """As in "is expected to discuss it on Tuesday", which nobody demands; status.py takes it for the future."""
    return reading.lemmas[verb] == FORESEE and reading.is_passive(verb)


def _is_said_of(reading: Reading, verb: int) -> bool:
    """As in "remarks aimed at Obama's support for the deal", which were made."""
    return reading.deps[verb] == "acl" and reading.tags[verb] == "VBN" and reading.lemmas[reading.heads[verb]] in SAID


def _is_pos(reading: Reading, i: int, pos: str) -> bool:
    actual = reading.pos[i]
    if pos == "verb":
        return actual in ("VERB", "AUX")
    if pos == "noun":
        return actual in ("NOUN", "PROPN")
    return actual == "ADJ" or (actual == "VERB" and reading.tags[i] == "VBN")


def _through_outers(reading: Reading, frame: Frame, outers: dict[int, Hit], heads: set[int]) -> Frame | None:
    """The frame as its outer predicates leave it; None when one of them says that nothing happened."""
    current = frame
    if reading.deps[frame.head] in ("acl", "relcl") and any(p.place == SPEAKER for p in frame.actor_heads):
        return frame  # "denied visas to those who fuel violence": what they are blamed for on the way
    for _ in range(DEPTH):
        at = _governor(reading, current, outers, heads)
        if at is None:
            return current
        outer, words = outers[at]
        kind = ontology.load().event_type(current.type)
        exact = [f"{current.type}.{mode}" for mode in current.mode]
        key = next((k for k in (*exact, current.type, kind.quad, "any") if k in outer.makes), None)
        verdict = "same" if key is None else outer.makes[key]
        if verdict == "CONCEDE" and outer.id == ANNOUNCED and _is_done(reading, current.head):
            verdict = "same"
        if verdict == "none":
            return None
        if verdict in ("same", "inner"):
            done = reading.heads[current.head] == at or outer.id == BY_MEANS
            current = current.but(governed=done)
            return current.but(status=outer.status) if outer.status and current.inner is None else current
        current = _made(reading, current, outer, words, verdict, _mode(verdict, current, outer))
    return current


def _governor(reading: Reading, frame: Frame, outers: dict[int, Hit], heads: set[int]) -> int | None:
    """The nearest outer predicate above a frame, through complements only and not past another event."""
    i = frame.head
    for _ in range(DEPTH):
        up, dep = reading.heads[i], reading.deps[i]
        if up == i:
            return None
        if dep == "conj":
            if (up in heads and reading.deps[up] not in COMPLEMENTS) or _is_told_beside(reading, i, up):
                return None
            i = up
            continue
        aim = up in outers or reading.pos[up] == "PRON"
        purpose = (
            dep == "relcl" and aim and reading.is_infinitive(i)
        )  # "no plan to talk", "nothing to do with", misread
        if (dep not in COMPLEMENTS and not purpose) or _is_told_by_the_way(reading, frame, i, outers):
            return None
        outer = _own_aim(reading, up, outers) or _governing_noun(reading, i, outers) or up
        if outer in outers and outer not in frame.fused:
            return outer if _is_behind(reading, i, outer) else None
        if up in heads and up != frame.head:
            return None
        i = up
    return None


def _governing_noun(reading: Reading, prep: int, outers: dict[int, Hit]) -> int | None:
    """As in "bow to calls for his resignation", where the parser hangs "for" on the verb: the noun right before it."""
    noun = prep - 1
    hung_apart = reading.deps[prep] == "prep" and reading.heads[prep] != noun and reading.pos[noun] == "NOUN"
    return noun if hung_apart and noun in outers and prep in outers[noun][1] else None


def _own_aim(reading: Reading, verb: int, outers: dict[int, Hit]) -> int | None:
    """The subject of "our aim is to destroy them", "he said its goal was to free the town"; others' aims are no announcement."""
    subject = reading.child(verb, "nsubj") if reading.lemmas[verb] == "be" else None
    owner = reading.child(subject, "poss") if subject in outers else None
    return subject if owner is not None and reading.tags[owner] == "PRP$" else None


def _is_told_beside(reading: Reading, verb: int, infinitive: int) -> bool:
    """A finite verb is not coordinated with an infinitive, whatever the parser says: "threatened to fire and withdrew"."""
    return reading.tags[verb] in FINITE and reading.tags[infinitive] == "VB" and reading.is_infinitive(infinitive)


def _is_aside(reading: Reading, i: int) -> bool:
    """A clause or phrase of circumstance: "when it struck", "pledged support, despite the attack"."""
    if reading.deps[i] == "advcl":
        return not reading.is_infinitive(i)
    return reading.deps[i] == "prep" and reading.lowers[i] in ASIDE


def _is_told_by_the_way(reading: Reading, frame: Frame, i: int, outers: dict[int, Hit]) -> bool:
    """Not what the predicate above asks for, promises or refuses."""
    reduced = i == frame.head and _is_reduced(reading, frame)
    return reduced or _is_aside(reading, i) or (reading.heads[i] in outers and _is_setting(reading, i))


def _is_reduced(reading: Reading, frame: Frame) -> bool:
    """A participle that says what befell a noun ("demanded the release of the tanker seized on Friday"), not "the protest staged by"."""
    i = frame.head
    light = reading.heads[i] in frame.words and "object" not in frame.entry.recipient
    return reading.deps[i] == "acl" and reading.tags[i] == "VBN" and not light


def _is_setting(reading: Reading, prep: int) -> bool:
    """The occasion of what is said: "urged Israel in a phone call", "pledged at talks in Geneva"."""
    noun = reading.child(prep, "pobj")
    said_at = reading.deps[prep] == "prep" and reading.lowers[prep] in ("in", "at", "during", "on", "over", "by")
    return said_at and noun is not None and reading.lemmas[noun] in OCCASIONS and noun > reading.heads[prep]


def _is_behind(reading: Reading, inner: int, outer: int) -> bool:
    """Complements follow their predicate, but for what is said ("..., he vowed") and the subject of a passive."""
    if inner > outer or reading.deps[inner] in ("nsubjpass", "dobj"):
        return True
    if reading.deps[inner] != "ccomp" or reading.child(outer, "dobj") is not None or ";" in reading.words[inner:outer]:
        return False  # "X accused Y; Z denied it"
    return reading.child(inner, *SUBJECTS, *PASSIVE_SUBJECTS) is not None


def _made(reading: Reading, inner: Frame, outer: Outer, words: tuple[int, ...], kind: str, mode: str | None) -> Frame:
    head = words[0]
    actors = [Party(c, "subject") for h in _actor_of(reading, head) for c in reading.conjuncts(h)]
    recipients: tuple[Party, ...] = ()
    for place in addressed_places(reading, head, inner, outer.recipient):
        if place == ASKED:
            recipients = asked_to(reading, head, inner.head)
        elif place == "inner":
            recipients = inner.recipient_heads
        elif place == "inner_actor":
            recipients = tuple(p for p in inner.actor_heads if p.head not in {a.head for a in actors})
        else:
            recipients = tuple(
                Party(h, place)
                for h in find_place(reading, head, place)
                if h != inner.head and h not in {a.head for a in actors}
            )
        if recipients:
            break
    return inner.but(
        head=head, trigger=(min(words), max(words)), type=kind, mode=(mode,) if mode else (), actor_heads=tuple(actors),
        recipient_heads=recipients, rule=f"{outer.id}+{inner.rule}", inner=inner.head, status=outer.status or "actual",
        fused=(*inner.fused, inner.head), refused=outer.negated,
    )  # fmt: skip


def _is_done(reading: Reading, verb: int) -> bool:
    """As in "the president has left, his deputy announced", which is news and no plan."""
    past = reading.tags[verb] == "VBD" or bool(auxiliaries(reading, verb) & {"has", "have", "had", "'ve", "’ve"})
    return reading.deps[verb] == "ccomp" and past and not auxiliaries(reading, verb) & {"will", "would"}


def _actor_of(reading: Reading, head: int) -> list[int]:
    if reading.pos[head] in ("VERB", "AUX"):
        if (subject := verb_subject(reading, head)) or not reading.is_passive(head):
            return subject
        # "is committed to", "is determined to"
        return [c for c in reading.children[head] if reading.deps[c] == "nsubjpass"]
    return (
        find_place(reading, head, "possessor")
        or find_place(reading, head, "by")
        or find_place(reading, head, "subject")
    )


def _mode(kind: str, inner: Frame, outer: Outer) -> str | None:
    """An inner mode that the whole has too ("expel", "arrest") goes before the outer predicate's own."""
    known = ontology.load().event_type(kind).modes
    own = next((m for m in inner.mode if m in known), None)
    own = own or next((CHANGED_MODES[kind, m] for m in inner.mode if (kind, m) in CHANGED_MODES), None)
    return own or outer.mode.get(inner.type) or outer.mode.get("any") or default_mode(kind, inner)
