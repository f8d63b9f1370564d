"""What a modal or the tense makes of an event: "must withdraw", "will visit", "no longer recognises"."""

from __future__ import annotations

from standoff import ontology
from standoff.code.frames.grammar import is_ranked, verb_object
from standoff.code.frames.hosts import ENDING, bound_by, ended_by
from standoff.code.frames.planned_measures import is_planned
from standoff.code.frames.reading import Frame, Party, Reading
from standoff.code.frames.roles import SPEAKER
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

SAID_ON_THE_WAY = frozenset(("ACCUSE", "SUPPORT"))  # "used the visit to praise": the words were said
NOUGHT = frozenset(("none", "nothing", "no", "never"))
MODIFYING = frozenset(("relcl", "acl", "csubj"))
PURPOSES = frozenset(("advcl", "acl", "relcl", "pcomp"))
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
RECOGNISED = "reject.not-recognise"  # an entry of the lexicon
YIELDING = frozenset(("withdraw", "ceasefire", "resign"))
LASTING = frozenset(("continue", "keep", "go", "remain"))
DEPTH = 8  # of clauses above that are asked for a verb of speech


def through_modality(reading: Reading, frame: Frame) -> Frame | None:
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
        threat = _as(frame, "THREATEN", default_mode("THREATEN", frame), "modality.warned")
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
    if is_planned(reading, frame):
        return _as(frame, "THREATEN", default_mode("THREATEN", frame), "modality.planned")
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
        threat = _as(frame, "THREATEN", default_mode("THREATEN", frame), "modality.will")
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


def default_mode(kind: str, inner: Frame) -> str | None:
    if kind == "THREATEN":
        if inner.type == "SANCTION" and "expel" in inner.mode:
            return "expel"
        return THREAT_MODES.get(inner.type)
    if kind in ("REQUEST", "REJECT"):
        return DEMAND_MODES.get(inner.type, "change")
    return None
