"""The day of the report as the date of what it tells as news: in the simple past, the perfect or the present."""

from __future__ import annotations

from datetime import timedelta

from standoff import ontology
from standoff.code.frames.context import Context
from standoff.code.frames.date_rules import NEWS_DAYS, VAGUE
from standoff.code.frames.own_phrases import LIGHT_VERBS
from standoff.code.frames.phrases import DEFINITE
from standoff.code.frames.reading import Frame
from standoff.code.frames.roles import SPEAKER
from standoff.records import When

PAST_PERFECT = frozenset(("had", "'d", "’d"))
OCCUR = frozenset("come occur happen take follow erupt break".split())
ATTITUDES = frozenset(("AGREE", "THREATEN", "REJECT", "REQUEST", "SUPPORT", "CONCEDE", "CONSULT"))
LONG = frozenset(("days", "weeks", "months", "years", "decades"))
ANSWERING = frozenset("answer respond retaliate react reply".split())
REPORTING = frozenset("report confirm claim".split())
OBJECTS = frozenset(("dobj", "nsubj", "nsubjpass", "attr"))


def by_report(context: Context, frame: Frame) -> Frame:
    """The frame with the days up to the report, where it is told as news."""
    published = context.published
    verb = _finite_verb(context, frame)
    if published is None or verb is None:
        return frame
    verbal = ontology.load().event_type(frame.type).quad.startswith("verbal")
    if not (_is_news(context, verb) or (verbal and _is_said_aside(context, verb))):
        return frame
    days = NEWS_DAYS[verbal]
    return frame.but(date=When(published - timedelta(days=days), published), dated_by="report")


def _finite_verb(context: Context, frame: Frame) -> int | None:
    """The verb whose tense tells when: the event's own, the copula's, a light verb's, or for what is said its clause's."""
    reading, head = context.reading, frame.head
    if any(p.place == SPEAKER for p in frame.actor_heads):
        return _if_verb(context, reading.clause_verb(head))
    if reading.pos[head] == "ADJ":  # "is willing to": it is so on the day of the report; "was responsible for" was once
        verb = reading.clause_verb(head)
        return verb if reading.tags[verb] in ("VBZ", "VBP") and frame.type in ATTITUDES else None
    if reading.pos[head] in ("NOUN", "PROPN"):
        if any(reading.lowers[c] in DEFINITE for c in reading.children[head]):  # told before, or known to all
            return None
        return _verb_of_noun(context, head)
    return _if_verb(context, head)


def _verb_of_noun(context: Context, noun: int) -> int | None:
    """As in "staged an attack", "an attack took place", "reported explosions", "answered with air raids"."""
    reading = context.reading
    above, dep = reading.heads[noun], reading.deps[noun]
    if dep == "pobj" and reading.lowers[above] == "with" and reading.lemmas[reading.heads[above]] in ANSWERING:
        return _if_verb(context, reading.heads[above])
    light = reading.lemmas[above] in (OCCUR if dep == "nsubj" else LIGHT_VERBS | REPORTING)
    return above if light and dep in OBJECTS and reading.pos[above] == "VERB" else None


def _if_verb(context: Context, token: int) -> int | None:
    return token if context.reading.pos[token] in ("VERB", "AUX") else None


def _is_news(context: Context, verb: int) -> bool:
    reading = context.reading
    if reading.deps[verb] in ("relcl", "acl") or any(reading.lowers[c] in VAGUE for c in reading.children[verb]):
        return False
    if any(reading.lowers[c] in LONG and _is_before_after(context, c) for c in reading.children[verb]):
        return False
    auxiliary = {reading.lowers[c] for c in reading.children[verb] if reading.deps[c] in ("aux", "auxpass")}
    return not auxiliary & PAST_PERFECT or _is_backshifted(context, verb)


def _is_said_aside(context: Context, verb: int) -> bool:
    """As in "said Mr Mladenov, who urged them to hurry": words in a clause behind a comma, where nothing tells of another time."""
    reading = context.reading
    if reading.deps[verb] != "relcl" or reading.tags[verb] != "VBD" or context.dates.get(reading.sentence_of[verb]):
        return False
    first = reading.subtree(verb)[0]
    if first == 0 or reading.words[first - 1] != "," or any(reading.lowers[c] in VAGUE for c in reading.children[verb]):
        return False
    above = reading.clause_verb(reading.heads[verb])
    auxiliary = {reading.lowers[c] for i in (verb, above) for c in reading.children[i] if reading.deps[c] == "aux"}
    return not auxiliary & PAST_PERFECT and reading.tags[above] in ("VBD", "VBZ", "VBP", "VBN")


def _is_before_after(context: Context, unit: int) -> bool:
    """As in "weeks after police arrested him"."""
    return unit + 1 < len(context.reading.lowers) and context.reading.lowers[unit + 1] in ("after", "before")


def _is_backshifted(context: Context, verb: int) -> bool:
    """As in "confirmed that it had struck": behind what was said the past perfect is the past of the report."""
    reading = context.reading
    while reading.deps[verb] == "conj":
        verb = reading.heads[verb]
    above = reading.heads[verb]
    return reading.deps[verb] == "ccomp" and reading.lemmas[above] in context.resources.lexicon.classes["speech"]
