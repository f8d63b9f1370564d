"""The tolls that a text tells into deaths and injuries of the events that caused them, in the same sentence or the one before."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from standoff.code.frames.context import Context
from standoff.code.frames.nouns import BOMBS, WEAPONS
from standoff.code.frames.opponents import DYING
from standoff.code.frames.parses import SUBJECTS
from standoff.code.frames.reading import Frame, Reading
from standoff.code.frames.struck_towns import DEEDS
from standoff.code.frames.tolls import Toll, find_tolls, occurrences
from standoff.records import Amount, When

HARMFUL = frozenset(("ASSAULT", "PROTEST"))
SOON = 2  # sentences
LATER = timedelta(days=7)  # to which a toll may rise after the deed
NEAR = 4  # steps from the word that counts the victims up to its event
CLAUSES = frozenset(("relcl", "advcl", "acl"))
FAR = 9  # steps where a relative clause lies between: "Douma, where doctors say that 60 people have lost their lives"
APART = frozenset(
    "after following over since before against despite amid".split()
)  # "unrest over the death of": another event's
CAUSING = frozenset(
    "cause claim cost take leave kill injure wound inflict result lead end finish culminate conclude".split()
)
LONG = frozenset(
    "war conflict insurgency uprising rebellion violence unrest crisis".split()
)  # that tolls of years are of
SPANS = frozenset("hour day night week month year decade century wave series spate string bout spell round".split())
NEW = frozenset(("a", "an", "another"))
TOPICS = frozenset("battle siege offensive campaign operation war conflict massacre clash crisis uprising".split())
OPENING = frozenset(("nsubj", "nsubjpass"))  # "The battle of Homs was fought", "The offensive was a campaign"
TOTALS = (
    "in all", "in total", "so far", "altogether", "overall", "since", "this year", "in recent", "total of", "to date",
    "over the past", "in the past", "during the", "of the war", "of the conflict", "each year", "every year",
)  # fmt: skip
SHOT_DOWN = "assault.shoot-down"  # an entry of the lexicon
ONCE = Amount(1, 1)
Tolls = Mapping[int, list[Toll]]


def with_tolls(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames with occurrences and tolls: what their own words count, then what other clauses and sentences do."""
    reading = context.reading
    tolls = {n: find_tolls(reading.doc[s:e]) for n, (s, e) in enumerate(reading.sentences)}
    told = {h for f in frames for h in (f.head, *f.fused)}
    taken: set[int] = set()
    counted = [_counted(reading, f, tolls[reading.sentence_of[f.head]], told, taken) for f in frames]
    for sentence, found in tolls.items():
        for toll in found:
            if toll.verb in told and any(f.head == toll.verb and f.rule == DYING for f in frames):
                owner = _topic(context, counted, toll)
                counted = [_hurt(f, toll) if f is owner else f for f in counted]
            elif toll.verb not in told and toll.verb not in taken and not toll.negated:
                owner = _far_owner(reading, counted, toll) or _topic(context, counted, toll)
                owner = owner or _owner_before(context, counted, toll, sentence)
                if owner is not None:
                    counted = [_hurt(f, toll) if f is owner else f for f in counted]
            if (toll.total or toll.more) and (both := _summed_up(context, counted, toll, sentence)):
                counted = [both.get(f.head, f) for f in counted]
    return counted


def _summed_up(context: Context, frames: list[Frame], toll: Toll, sentence: int) -> dict[int, Frame]:
    """The attack told before to which those belong who died later, and their own frame, with the sum of both.

    As in "One of the injured died, taking the toll to six", "Two villagers were also killed in the blast".
    """
    reading = context.reading
    here = [f for f in frames if reading.sentence_of[f.head] == sentence and f.type in HARMFUL]
    before = [f for f in frames if 0 < sentence - reading.sentence_of[f.head] <= SOON and f.type == "ASSAULT"]
    if len(before) != 1 or any(f.actors or not f.entry.harm for f in here) or _is_of_something_new(reading, toll.verb):
        return {}
    first, known = before[0], getattr(before[0], toll.kind)
    elsewhere = any(p.where != first.place for p in context.places.get(sentence, ())) and toll.more
    if not _may_own(first, toll) or _is_dated_apart(context, first, sentence, toll) or elsewhere:
        return {}
    if known is not None and toll.more and not toll.total:
        toll = replace(toll, amount=_sum(known, toll.amount), total=True)
    return {f.head: _hurt(f, toll) for f in (first, *here) if f is first or getattr(f, toll.kind) is not None}


def _sum(one: Amount, other: Amount) -> Amount:
    known = one.hi is not None and other.hi is not None
    return Amount(one.lo + other.lo, (one.hi or 0) + (other.hi or 0) if known else None)


def _counted(reading: Reading, frame: Frame, tolls: Iterable[Toll], told: set[int], taken: set[int]) -> Frame:
    """What counts the victims of another event ("burned villages and killed ten") is not its own."""
    frame = frame.but(count=_occurrences(reading, frame))
    if frame.type not in HARMFUL:
        return frame
    for toll in tolls:
        if frame.rule.startswith(SHOT_DOWN) and toll.amount.hi == 0:
            continue  # "it was shot down and nobody was hurt": by the firing
        own = toll.verb == frame.head or toll.verb in frame.fused
        if own or (toll.verb not in told and _belongs(reading, frame, toll.verb)):
            taken.add(toll.verb)
            frame = _hurt(frame, toll)
    return frame


def _occurrences(reading: Reading, frame: Frame) -> Amount:
    """How often the event happened, as its own word says, or the number at a noun fused with it: "five air strikes hit"."""
    own = occurrences(reading.doc[frame.head])
    nouns = (occurrences(reading.doc[h]) for h in frame.fused if own == ONCE and reading.pos[h] == "NOUN")
    return next((amount for amount in nouns if amount.lo == amount.hi), own)


def _hurt(frame: Frame, toll: Toll) -> Frame:
    """With the toll, if none is known or it is the total; where nobody was hurt nobody died."""
    if getattr(frame, toll.kind) is not None and not (toll.total and _is_open(frame, toll)):
        return frame
    if toll.kind == "injured" and toll.amount.hi == 0 and frame.deaths is None:
        frame = frame.but(deaths=toll.amount)
    return frame.but(**{toll.kind: toll.amount})


def _belongs(reading: Reading, frame: Frame, verb: int) -> bool:
    """The word that counts the victims hangs on the event, or the event on it."""
    heads = {frame.head, *frame.fused, *(w for w in frame.words if reading.pos[w] == "NOUN")}
    i = reading.heads[reading.heads[verb]] if _is_of_loss(reading, verb) else verb
    for _ in range(NEAR):
        if i in heads:
            return True
        if reading.lowers[i] in APART or _is_of_another(reading, i):
            return False
        i = reading.heads[i]
    return any(
        verb in (reading.heads[h], _counted_for(reading, h)) or _did(reading, h, verb) or _was_in(reading, h, verb)
        for h in heads
    )


def _is_of_loss(reading: Reading, life: int) -> bool:
    """As in "without loss of life", "at the cost of five lives"."""
    of = reading.heads[life]
    return reading.lowers[of] == "of" and reading.lemmas[reading.heads[of]] in ("loss", "cost", "price")


def _counted_for(reading: Reading, event: int) -> int | None:
    """The "toll" or "number" in "the toll from the massacre"."""
    return reading.heads[reading.heads[event]] if reading.deps[event] == "pobj" else None


def _did(reading: Reading, event: int, counted: int) -> bool:
    """As in "the attack caused no casualties", "whose uprising has claimed 40,000 lives": the event is what did it."""
    verb = did = reading.clause_verb(counted)
    while reading.deps[did] in ("advcl", "pcomp", "prep") and reading.lowers[did] not in APART:
        did = reading.heads[did]  # "rockets hit the base, causing no casualties"
    subject = reading.heads[event] in (verb, did) and reading.deps[event] in SUBJECTS
    return subject and reading.lemmas[verb] in CAUSING


def _was_in(reading: Reading, event: int, counted: int) -> bool:
    """As in "thousands died in the genocide", "the deaths of 33 soldiers in an airstrike", "60 are feared dead after an airstrike"."""
    while reading.lemmas[reading.heads[reading.heads[event]]] in SPANS and reading.deps[event] == "pobj":
        event = reading.heads[reading.heads[event]]  # "in a month of air strikes"
    above = reading.heads[event]
    if reading.deps[event] == "pcomp" and reading.lowers[above] in ("after", "from"):
        return reading.tags[event] == "VBN" and reading.heads[above] == counted  # "died after being shot"
    after = ("after", "following") if reading.pos[counted] == "ADJ" else ()
    if reading.deps[event] != "pobj" or reading.lowers[above] not in ("in", "during", "by", *after):
        return False
    between = range(counted + 1, above)  # the parser may hang "in an airstrike" higher up
    beside = 0 < len(between) < FAR and all(reading.pos[i] not in ("VERB", "AUX", "PUNCT") for i in between)
    told = reading.deps[counted] == "dobj" and reading.heads[counted] == reading.heads[above]  # "lost their lives in"
    hosts = list(_up(reading, reading.heads[above]))[:3]
    return beside or told or any(v in hosts for v in reading.conjuncts(counted))


def _is_of_another(reading: Reading, clause: int) -> bool:
    """As in "captured Goma at the beginning of a war that has cost five million lives"."""
    return reading.deps[clause] == "relcl" and reading.lemmas[reading.heads[clause]] in LONG


def _far_owner(reading: Reading, frames: list[Frame], toll: Toll) -> Frame | None:
    """As in "shelled Douma, where 60 people have died" and "25 people died in Nasiriya, where soldiers opened fire"."""
    here = [f for f in frames if _may_own(f, toll) and reading.sentence_of[f.head] == reading.sentence_of[toll.verb]]
    above = list(_up(reading, toll.verb))
    if any(reading.deps[i] in CLAUSES for i in above):
        for i in above:
            if reading.lowers[i] in APART or _is_of_another(reading, i):
                break
            for frame in here:
                if i in (frame.head, *frame.fused):
                    return frame
    told = {toll.verb, reading.clause_verb(toll.verb)}
    below = (f for f in here if told & {*_up(reading, f.head)} and reading.deps[f.head] in CLAUSES)
    return next(below, None) or _beside(reading, here, toll)


def _beside(reading: Reading, here: list[Frame], toll: Toll) -> Frame | None:
    """The one attack told before in "the convoy was ambushed; 22 soldiers lost their lives", "jets hit a market, with nine killed"."""
    before = [f for f in here if f.head < toll.verb]
    verb = reading.clause_verb(toll.verb)
    lost = reading.deps[verb] not in CLAUSES and any(reading.tags[c] in ("WDT", "WP$") for c in reading.subtree(verb))
    if before and lost and not APART.intersection(reading.lowers[before[-1].head : toll.verb]):
        return before[
            -1
        ]  # "the bombing of the offices in Abuja, that took 21 lives", where the clause hangs on nothing
    if len(here) != 1 or not before:
        return None
    between = reading.lowers[here[0].head : toll.verb]
    begun = ";" in between or (",", "with") in itertools.pairwise(between)
    return here[0] if begun and not APART.intersection(between) else None


def _up(reading: Reading, token: int) -> Iterator[int]:
    """The token and those above it."""
    for _ in range(FAR):
        yield token
        if reading.heads[token] == token:
            return
        token = reading.heads[token]


def _owner_before(context: Context, frames: list[Frame], toll: Toll, sentence: int) -> Frame | None:
    """The attack of the sentence before, for "Nobody was hurt." and "At least 40 people lost their lives."; a total is of many."""
    reading = context.reading
    start, end = reading.sentences[sentence]
    text = reading.text_of(start, end).lower()
    here = (f for f in frames if reading.sentence_of[f.head] == sentence and f.type in HARMFUL)
    if sentence == 0 or any(toll.amount.hi != 0 or not f.rule.startswith(SHOT_DOWN) for f in here):
        return None  # "It was shot down and nobody was hurt" tells of the missile fired before
    if any(words in text for words in TOTALS) or _is_of_something_new(reading, toll.verb):
        return None
    told = [f for f in frames if reading.sentence_of[f.head] == sentence - 1 and f.type == "ASSAULT"]
    fitting = [f for f in told if _may_own(f, toll)]
    if len(fitting) != 1 or len(told) != 1 or _is_dated_apart(context, fitting[0], sentence, toll):
        return None
    return fitting[0]


def _is_of_something_new(reading: Reading, counted: int) -> bool:
    """As in "A roadside bomb that went off near by claimed five more lives", which tells of another deed."""
    subject = reading.child(reading.clause_verb(counted), "nsubj")
    deed = subject is not None and reading.lemmas[subject] in WEAPONS | DEEDS | BOMBS
    return deed and any(reading.lowers[c] in NEW for c in reading.children[subject or 0])


def _topic(context: Context, frames: list[Frame], toll: Toll) -> Frame | None:
    """The battle that an undated article is about, for a total told at its end: "put the dead at 417", "1,083 people had died"."""
    reading = context.reading
    sentence = reading.sentence_of[toll.verb]
    inside = (f for f in frames if reading.sentence_of[f.head] == sentence and f.type in HARMFUL)
    here = any(f.head != toll.verb or f.rule != DYING for f in inside)
    if reading.document.published is not None or sentence == 0 or here or not _adds_up(reading, toll.verb):
        return None
    start, end = reading.sentences[0]
    about = any(reading.lemmas[i] in TOPICS and reading.deps[i] in OPENING for i in range(start, end))
    first = [f for f in frames if reading.sentence_of[f.head] == 0 and (about or reading.lemmas[f.head] in TOPICS)]
    return next((f for f in first if _may_own(f, toll)), None)


def _adds_up(reading: Reading, counted: int) -> bool:
    verb = reading.clause_verb(counted)
    start, end = reading.sentences[reading.sentence_of[counted]]
    text = reading.text_of(start, end).lower()
    before = any(reading.lowers[c] == "had" and reading.deps[c] == "aux" for c in reading.children[verb])
    return before or reading.lemmas[verb] in ("put", "estimate") or any(words in text for words in TOTALS)


def _is_dated_apart(context: Context, frame: Frame, sentence: int, toll: Toll) -> bool:
    """The later sentence tells of another time; a total may be of a later day ("the death toll rose to 31 on Saturday")."""
    if toll.total and frame.date is not None:
        frame = frame.but(date=When(frame.date.start, frame.date.end + LATER))
    times = [e.when for e, _ in context.dates.get(sentence, ()) if e.when is not None]
    return any(frame.date is None or not frame.date.overlaps(when) for when in times)


def _may_own(frame: Frame, toll: Toll) -> bool:
    if frame.rule.startswith(SHOT_DOWN) and toll.amount.hi == 0:
        return False  # "two missiles were shot down. Nobody was hurt."
    return frame.type in HARMFUL and frame.status in ("actual", "historical") and _is_open(frame, toll)


def _is_open(frame: Frame, toll: Toll) -> bool:
    known: Amount | None = getattr(frame, toll.kind)
    return known is None or (toll.total and known.lo < toll.amount.lo) or (toll.more and known.lo > 0)
