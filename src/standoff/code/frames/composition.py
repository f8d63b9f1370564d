"""What an outer verb, a modal or the future tense makes of an event: "vowed to expel", "must withdraw", "will visit"."""

from __future__ import annotations

from standoff import ontology
from standoff.code.frames.addressees import ASKED, addressed_places, asked_to
from standoff.code.frames.grammar import find_place, is_ranked, verb_object, verb_subject
from standoff.code.frames.hosts import ENDING, bound_by, ended_by
from standoff.code.frames.parses import FINITE, PASSIVE_SUBJECTS, SUBJECTS
from standoff.code.frames.reading import Frame, Party, Reading
from standoff.code.frames.roles import SAID, SPEAKER
from standoff.code.frames.status import (
    auxiliaries,
    is_asked,
    is_negated,
    is_of_nobody,
    is_over,
    is_regretted,
    is_supposed,
    modality,
)
from standoff.code.frames.tellers import doers, is_promised, is_warned_of, teller
from standoff.code.frames.triggers import is_connected, match_rest
from standoff.code.lexicon import Lexicon, Outer

COMPLEMENTS = frozenset(
    ("xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "acl", "attr", "acomp", "dative", "oprd", "nsubjpass", "advcl")
)
SAID_ON_THE_WAY = frozenset(("ACCUSE", "SUPPORT"))  # "used the visit to praise": the words were said
ASIDE = frozenset("despite after following amid amidst before since during because due over until without".split())
ANNOUNCED = "composition.announce"
NOUGHT = frozenset(("none", "nothing", "no", "never"))
MODIFYING = frozenset(("relcl", "acl", "csubj"))
PURPOSES = frozenset(("advcl", "acl", "relcl", "pcomp"))
OCCASIONS = frozenset("call conversation meeting talk talks summit visit trip telephone phone".split())
DEPTH = 8
THREAT_MODES = {
    "ASSAULT": "violence",
    "SANCTION": "relations",
    "COERCE": "restrict",
    "MOBILIZE": "violence",
    "PROTEST": "political",
}
DEMAND_MODES = {
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "CONSULT": "meet",
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "AGREE": "assist",
}
GOING_ON = frozenset("ongoing continuing continued current".split())
BY_MEANS = "composition.by-means"  # of the lexicon, too: "used a decree to dissolve"
WARNED = "threaten.warn-what-follows"  # an entry of the lexicon
ECHOED = "composition.echo"  # an outer predicate of the lexicon: both have asked
FORESEE = "expect"
RECOGNISED = "reject.not-recognise"  # an entry of the lexicon
YIELDING = frozenset(("withdraw", "ceasefire", "resign"))
LASTING = frozenset(("continue", "keep", "go", "remain"))
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
    told = [g for f in kept if (g := _through_modality(reading, f)) is not None]
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
    return own or outer.mode.get(inner.type) or outer.mode.get("any") or _default_mode(kind, inner)


def _default_mode(kind: str, inner: Frame) -> str | None:
    if kind == "THREATEN":
        if inner.type == "SANCTION" and "expel" in inner.mode:
            return "expel"
        return THREAT_MODES.get(inner.type)
    if kind in ("REQUEST", "REJECT"):
        return DEMAND_MODES.get(inner.type, "change")
    return None


def _through_modality(reading: Reading, frame: Frame) -> Frame | None:
    """Modals and the future tense by the codebook: future cooperation AGREE, announced force THREATEN, "must" REQUEST."""
    mood = None if bound_by(reading, frame.head) is not None else modality(reading, frame.head)  # the pact is concluded
    said = any(p.place == SPEAKER for p in frame.actor_heads)  # the saying itself, whatever is said
    lasting = mood in ("would", "future") and ended_by(reading, frame.head) is not None
    if _is_no_act(reading, frame, mood, said=said):
        return None
    if said or lasting:  # "airstrikes would cease": until then they go on
        return frame
    if mood == "conditional" and _cannot(reading, frame):
        return frame if frame.type == "REJECT" else _as(frame, "REJECT", "change", "modality.cannot").but(refused=True)
    if mood is None:
        return _as_a_fact(reading, frame)
    negated = (is_negated(reading, frame.head) or is_of_nobody(reading, frame)) and not frame.refused
    if mood == "obligation":
        return frame if _is_to_end(reading, frame) else _demanded(reading, frame, negated=negated)
    return _yet_to_come(reading, frame, mood, negated=negated)


def _is_no_act(reading: Reading, frame: Frame, mood: str | None, *, said: bool) -> bool:
    """What had to be announced and is not, what is asked ("whether they would"), and words in a case that is put ("if it fails")."""
    if frame.entry.announced and frame.inner is None and not _is_announced(reading, frame, mood):
        return True
    if mood != "conditional":
        return False
    return is_supposed(reading, frame.head) if said else is_asked(reading, frame.head)


def _cannot(reading: Reading, frame: Frame) -> bool:
    """As in "could not accept the result", "that we cannot agree to": a refusal, and no possibility."""
    given = frame.type in ("AGREE", "SUPPORT") and not frame.entry.reciprocal
    refusal = (frame.refused and frame.type == "REJECT") or (given and frame.inner is None)
    return (
        refusal and is_negated(reading, frame.head) and bool(auxiliaries(reading, frame.head) & {"can", "ca", "could"})
    )


def _yet_to_come(reading: Reading, frame: Frame, mood: str, *, negated: bool) -> Frame:
    """What may, would or will happen."""
    if is_warned_of(reading, frame):
        threat = _as(frame, "THREATEN", _default_mode("THREATEN", frame), "modality.warned")
        return threat.but(actor_heads=teller(reading, frame))
    firm = frame.type == "REJECT" and (frame.refused or any(reading.lowers[w] in NOUGHT for w in frame.words))
    if mood == "conditional" or (mood == "would" and not firm and not _is_reported(reading, frame.head)):
        return frame.but(status="hypothetical")
    return _announced(reading, frame, negated=negated)


def _is_to_end(reading: Reading, frame: Frame) -> bool:
    """As in "his threats against them must stop": they were made, and that they stop is another demand."""
    noun = reading.pos[frame.head] == "NOUN" and reading.lemmas[reading.heads[frame.head]] in ENDING
    return noun and ontology.load().event_type(frame.type).quad == "verbal conflict"


def _as_a_fact(reading: Reading, frame: Frame) -> Frame | None:
    """What is told without a modal."""
    if is_over(reading, frame.head) and _is_dealing(frame):
        return _as(frame, "SANCTION", "discontinue", "modality.no-longer").but(refused=True)
    if is_regretted(reading, frame.head):
        return frame.but(refused=True)  # it happened
    open_threat = frame.rule.startswith("composition.not-rule-out")  # "did not rule out"
    past_refusal = frame.refused and frame.type == "THREATEN" and not open_threat  # "did not allow" is no threat
    if past_refusal and frame.entry.id == "threaten.not-hesitate":
        return None  # "did not hesitate to strike": the strike is told
    return _as(frame, "REJECT", "change", "modality.did-not") if past_refusal else _purpose(reading, frame)


def _is_dealing(frame: Frame) -> bool:
    """What states have with each other, and may break off."""
    return frame.inner is None and (frame.entry.id == RECOGNISED or frame.type in ("AID", "CONSULT", "COOPERATE"))


def _is_announced(reading: Reading, frame: Frame, mood: str | None) -> bool:
    """Told by the tense, and no question: "it is unclear how many troops will remain"."""
    told = mood == "future" or (mood == "would" and _is_reported(reading, frame.head))
    before = (i for i in reading.subtree(frame.head, without=MODIFYING) if i < frame.head)
    asked = reading.deps[frame.head] != "relcl" and any(reading.tags[i] in ("WRB", "WP") for i in before)
    return told and not asked and is_negated(reading, frame.head) == frame.entry.negated


def _moving(reading: Reading, frame: Frame, *, negated: bool) -> Frame:
    """Announced troop movements are no threat in words; "would send no troops" declines to help."""
    if negated:
        return _as(frame, "REJECT", "assist", "modality.will-not").but(refused=True)
    return _as(frame, "AGREE", None, "modality.will") if is_promised(reading, frame) else frame.but(status="future")


def _announced(reading: Reading, frame: Frame, *, negated: bool) -> Frame:
    """What is told in the future tense."""
    quad = ontology.load().event_type(frame.type).quad
    if quad.endswith("cooperation"):
        if negated:
            return _as(frame, "REJECT", DEMAND_MODES.get(frame.type, "change"), "modality.will-not").but(refused=True)
        yielding = frame.type == "CONCEDE" or (frame.type == "RETREAT" and YIELDING & {*frame.mode})
        kind = "CONCEDE" if yielding else "AGREE"
        return _as(frame, kind, None, "modality.will").but(actor_heads=doers(reading, frame))
    if frame.type == "MOBILIZE":
        return _moving(reading, frame, negated=negated)
    if quad == "material conflict" and not negated:
        threat = _as(frame, "THREATEN", _default_mode("THREATEN", frame), "modality.will")
        return threat.but(actor_heads=doers(reading, frame))
    if negated and quad == "material conflict":
        return frame.but(status="negated")
    going_on = reading.lemmas[reading.heads[frame.head]] in LASTING  # "will continue to condemn"
    will_not = frame.refused and frame.type in ("THREATEN", "REJECT")  # "will not allow", "will not accept"
    said_now = frame.inner is not None or frame.entry.announced or will_not
    return frame if going_on or said_now else frame.but(status="future")


def _purpose(reading: Reading, frame: Frame) -> Frame | None:
    """Here "to defeat Daesh" tells what something is for, not that it happened."""
    verb = frame.head
    if reading.deps[verb] in ("acl", "relcl") and is_ranked(reading, reading.heads[verb]):
        return frame  # "the first country to recognise it"
    if frame.inner is not None or frame.governed or frame.type in SAID_ON_THE_WAY:
        return frame
    while reading.deps[verb] == "conj" and reading.pos[reading.heads[verb]] == "VERB":
        verb = reading.heads[verb]
    if reading.tags[verb] == "VB" and reading.is_infinitive(verb) and reading.deps[verb] in PURPOSES:
        return None
    # "defeating ISIL will take time"
    return None if reading.deps[verb] == "csubj" and reading.tags[verb] == "VBG" else frame


def _as(frame: Frame, kind: str, mode: str | None, rule: str) -> Frame:
    return frame.but(
        type=kind, mode=(mode,) if mode else (), rule=f"{rule}+{frame.rule}", inner=frame.head, status="actual"
    )


def _demanded(reading: Reading, frame: Frame, *, negated: bool) -> Frame | None:
    """As in "American forces must be removed": a demand by whoever says so, to whoever would have to do it."""
    addressee = (
        frame.actor_heads
        or tuple(Party(h, "object") for h in verb_object(reading, frame.head))
        or frame.recipient_heads
    )
    mode = "change" if negated else DEMAND_MODES.get(frame.type, "change")
    return _as(frame, "REQUEST", mode, "modality.must").but(
        actor_heads=(Party(-1, "speaker"),), recipient_heads=addressee
    )


def _says_that(reading: Reading, verb: int) -> bool:
    """As in "made it clear on Monday that it would strike": the parser takes the clause for one of circumstance."""
    mark = reading.child(verb, "mark")
    if mark is None or reading.deps[verb] != "advcl" or reading.lowers[mark] != "that":
        return False
    return reading.lowers[mark - 1] not in ("so", "such", "provided", "given")


def _is_reported(reading: Reading, token: int) -> bool:
    """In the complement of a verb of speech: "said it would withdraw"."""
    i = token
    for _ in range(DEPTH):
        up = reading.heads[i]
        if up == i:
            return False
        if (reading.deps[i] == "ccomp" and reading.pos[up] in ("VERB", "NOUN", "ADJ")) or _says_that(reading, i):
            return True
        i = up
    return False
