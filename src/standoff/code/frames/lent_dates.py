"""Dates that one event of a text lends another: by order ("a day after"), by name ("the attack"), by the course of a story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from standoff.code.frames import intervals
from standoff.code.frames.context import Context
from standoff.code.frames.date_rules import COUNTS, OCCASIONS, UNITS, VAGUE
from standoff.code.frames.dates import DateExpression
from standoff.code.frames.parses import SUBJECTS
from standoff.code.frames.phrases import DEFINITE
from standoff.code.frames.reading import Frame
from standoff.code.frames.report_dates import by_report
from standoff.code.frames.status import FUTURES, auxiliaries
from standoff.records import When

AFTERMATH_DAYS = 60  # "after Friday's strike, X condemned ..." is news of these days at most
STORY_SENTENCES = 3  # how far on a story needs no date of its own
OLD_DAYS = 30  # what is told of longer ago is no news of the day of the report
# What these cost in all is no event of a part of them, with which merging would take it for one.
CAMPAIGNS = frozenset("operation campaign offensive war battle siege conflict fighting crackdown".split())
FIRST = frozenset(("first", "opening", "early"))
FEW_UNITS = 3  # "the first days" are about these many
AFTER = frozenset(("after", "following", "since"))
AND_THEN = frozenset("also then later afterwards afterward subsequently meanwhile additionally".split())

Lender = Callable[[Context, list[Frame], Frame], Frame]


def lend(context: Context, frames: list[Frame]) -> list[Frame]:
    """Frames without a date of their own with one that another event of the text gives them."""
    for lender in (_by_clause, _by_order, _by_aftermath, _by_name, _by_story, _by_list):
        frames = [f if f.date is not None else lender(context, frames, f) for f in frames]
    return frames


def _by_clause(context: Context, frames: list[Frame], frame: Frame) -> Frame:
    """As in "a strike on Tuesday, which killed two": the clause tells of the event that it hangs on."""
    reading = context.reading
    verb = reading.clause_verb(frame.head)
    if reading.deps[verb] != "relcl" or "had" in auxiliaries(reading, verb):
        return frame
    about = next((f for f in frames if reading.heads[verb] in (f.head, *f.fused) and f.date is not None), None)
    return frame if about is None or frame.type != about.type else frame.but(date=about.date, dated_by=about.dated_by)


def _by_order(context: Context, frames: list[Frame], frame: Frame) -> Frame:
    """As in "hours after an attack on Erbil", "came a day after a missile hit the base"."""
    reading = context.reading
    start, end = reading.sentences[reading.sentence_of[frame.head]]
    for i in range(start + 1, end - 1):
        if reading.lowers[i] not in ("after", "before", "following") or (step := _step(context, i)) is None:
            continue
        inside = _governed(context, i)
        sign = -1 if reading.lowers[i] == "before" else 1
        if frame.head in inside:  # the earlier one, where the later is dated
            other = _outer(context, frames, i, inside)
            return frame if other is None else _shifted(frame, other, -sign, step)
        other = next((f for f in frames if f.head in inside and f.date is not None), None)
        if other is not None and _above(context, i) in (frame.head, *frame.fused):
            return _shifted(frame, other, sign, step)
    return frame


def _step(context: Context, after: int) -> tuple[int, str] | None:
    """How long before a preposition: "two days", "hours", "a week"."""
    reading = context.reading
    unit = UNITS.get(reading.lemmas[after - 1])
    if unit is None:
        return None
    word = reading.lowers[after - 2] if after > 1 else ""
    if reading.lemmas[after - 1] in ("hour", "minute"):
        return 0, "hour"
    if reading.lowers[after - 1].endswith("s") and not (word in COUNTS or word.isdigit()):
        return None  # "weeks after": nobody knows how many
    number = COUNTS.get(word) or (int(word) if word.isdigit() and len(word) < 4 else 1)
    return number, unit


def _governed(context: Context, preposition: int) -> frozenset[int]:
    """The tokens of the phrase or clause behind "after"."""
    reading = context.reading
    top = reading.heads[preposition] if reading.deps[preposition] == "mark" else preposition
    return frozenset(i for i in reading.subtree(top) if i > preposition)


def _above(context: Context, preposition: int) -> int:
    reading = context.reading
    top = reading.heads[preposition] if reading.deps[preposition] == "mark" else preposition
    return reading.clause_verb(reading.heads[top])


def _outer(context: Context, frames: list[Frame], preposition: int, inside: frozenset[int]) -> Frame | None:
    """The event that an event behind "after" is told from, with its date."""
    reading = context.reading
    above = _above(context, preposition)
    same = [
        f for f in frames if reading.sentence_of[f.head] == reading.sentence_of[preposition] and f.head not in inside
    ]
    for frame in same:
        if above in (frame.head, *frame.fused) or reading.heads[frame.head] == above:
            dated = frame if frame.date is not None else by_report(context, frame)
            return dated if dated.date is not None else None
    return None


def _shifted(frame: Frame, other: Frame, sign: int, step: tuple[int, str]) -> Frame:
    if other.date is None:
        return frame
    number, unit = step
    first, last = (intervals.shift(day, sign * number, unit) for day in (other.date.start, other.date.end))
    when = When(first, last)
    if number == 0:  # hours: the same day or the one beside it
        day = timedelta(days=1)
        when = When(first - day, last) if sign < 0 else When(first, last + day)
    if unit in ("month", "year"):
        when = When(intervals.around(first, unit).start, intervals.around(last, unit).end)
    return frame.but(date=when, dated_by=other.dated_by)


def _by_aftermath(context: Context, frames: list[Frame], frame: Frame) -> Frame:
    """As in "After the strike last week, the party accused the United States": from then on."""
    reading = context.reading
    verb = reading.clause_verb(frame.head)
    for _ in range(3):
        for c in reading.children[verb]:
            inside = _told_after(context, c)
            before = next((f for f in frames if f.head in inside and f.date is not None and f.head != frame.head), None)
            if before is not None and before.date is not None and before.dated_by == "text":
                return _since(context, frame, before.date, lasting="since" in _marks(context, c))
        if reading.deps[verb] not in ("advcl", "ccomp", "xcomp", "conj"):
            break
        verb = reading.heads[verb]
    return frame


def _told_after(context: Context, node: int) -> frozenset[int]:
    """The tokens of a phrase or clause with "after" or "since" at the verb."""
    if context.reading.deps[node] not in ("prep", "advcl") or AFTER.isdisjoint(_marks(context, node)):
        return frozenset()
    return frozenset(context.reading.subtree(node))


def _marks(context: Context, node: int) -> set[str]:
    """The preposition itself, or the conjunctions of the clause."""
    reading = context.reading
    marks = {reading.lowers[c] for c in reading.children[node] if reading.deps[c] == "mark"}
    return {reading.lowers[node]} if reading.deps[node] == "prep" else marks


def _since(context: Context, frame: Frame, before: When, *, lasting: bool) -> Frame:
    """From an event to the report; where that was long ago, the weeks behind it, if the past is told."""
    published = context.published
    near = AFTERMATH_DAYS if not lasting else (published - before.start).days if published is not None else 0
    if published is not None and 0 <= (published - before.start).days <= near:
        return frame.but(date=When(before.start, published), dated_by="story")
    told = context.reading.tags[context.reading.clause_verb(frame.head)] in ("VBD", "VBG")
    if told and not lasting and before.days <= AFTERMATH_DAYS:
        return frame.but(date=When(before.start, before.end + timedelta(days=OLD_DAYS)), dated_by="story")
    return frame


def _by_name(context: Context, frames: list[Frame], frame: Frame) -> Frame:
    """As in "the raid killed nine": the raid that the text has dated before."""
    for noun in _named(context, frame):
        when = _date_of(context, frames, noun)
        unit = _unit_of(context, noun)
        if when is not None and unit is not None:  # "in the last week of the war": nobody knows when that was
            first = _first_part(context, unit, when)
            return frame if first is None else frame.but(date=first, dated_by="story")
        if when is not None and (when.days == 1 or context.reading.lemmas[noun] not in CAMPAIGNS):
            return frame.but(date=when, dated_by="story")
    return frame


def _unit_of(context: Context, noun: int) -> int | None:
    """The "week" of "in the first week of the operation"."""
    reading, of = context.reading, context.reading.heads[noun]
    return reading.heads[of] if reading.lowers[of] == "of" and reading.lemmas[reading.heads[of]] in UNITS else None


def _first_part(context: Context, unit: int, whole: When) -> When | None:
    """As in "in the first week of the operation", "in the opening days of the war": counted from its first day."""
    reading = context.reading
    told = {reading.lowers[c]: c for c in reading.children[unit]}
    if told.keys().isdisjoint(FIRST):
        return None
    many = next((COUNTS[w] for w, c in told.items() if w in COUNTS and reading.deps[c] == "nummod"), None)
    number = many or (FEW_UNITS if reading.tags[unit] == "NNS" else 1)
    end = intervals.shift(whole.start, number, UNITS[reading.lemmas[unit]]) - timedelta(days=1)
    return When(whole.start, max(whole.start, end))


def _named(context: Context, frame: Frame) -> list[int]:
    """Nouns with "the" for what did it, or for what it was a part of; merging finds what an event is that only points."""
    reading = context.reading
    if reading.pos[frame.head] == "NOUN":
        return []
    found = [i for i in frame.fused if reading.pos[i] == "NOUN"]
    verb = reading.clause_verb(frame.head)
    found += [c for c in reading.children[verb] if reading.deps[c] in SUBJECTS and reading.pos[c] == "NOUN"]
    for c in reading.children[verb]:
        if reading.lowers[c] in ("during", "in"):
            found += [i for i in reading.subtree(c) if reading.lemmas[i] in OCCASIONS]
    return [i for i in found if _is_bare(context, i)]


def _is_bare(context: Context, noun: int) -> bool:
    """With "the" and nothing that tells it from another of its kind."""
    reading = context.reading
    children = reading.children[noun]
    return any(reading.deps[c] == "det" and reading.lowers[c] in DEFINITE for c in children) and not any(
        reading.deps[c] in ("prep", "poss", "compound", "amod", "nummod") for c in children
    )


def _date_of(context: Context, frames: list[Frame], noun: int) -> When | None:
    """The last date that the text has given before to the happening of that name."""
    reading = context.reading
    found: tuple[int, When] | None = None
    for frame in frames:
        if frame.head < noun and frame.date is not None and frame.dated_by == "text" and _is_same(context, frame, noun):
            found = max(found or (-1, frame.date), (frame.head, frame.date), key=lambda pair: pair[0])
    for number, expressions in context.dates.items():
        for expression, token in expressions:
            if number < reading.sentence_of[noun] and _dates_noun(context, expression, token, reading.lemmas[noun]):
                when = expression.when
                if when is not None and (found is None or found[0] < token):
                    found = token, when
    return None if found is None else found[1]


def _is_same(context: Context, frame: Frame, noun: int) -> bool:
    told = (frame.head, *frame.fused, *range(frame.trigger[0], frame.trigger[1] + 1))
    return any(context.reading.lemmas[i] == context.reading.lemmas[noun] for i in told)


def _dates_noun(context: Context, expression: DateExpression, token: int, lemma: str) -> bool:
    """As in "was an operation executed in early November": the date hangs on a noun of that name."""
    reading = context.reading
    if expression.relation not in ("at", "during", "within", "since"):
        return False
    i = token
    for _ in range(6):
        if reading.heads[i] == i or reading.deps[i] == "relcl":
            return False
        i = reading.heads[i]
        if reading.pos[i] == "NOUN" and reading.lemmas[i] in OCCASIONS:
            return reading.lemmas[i] == lemma
        if reading.pos[i] in ("VERB", "AUX") and reading.deps[i] != "acl":
            return any(
                reading.lemmas[c] == lemma and reading.lemmas[c] in OCCASIONS
                for c in reading.children[i]
                if reading.deps[c] in ("nsubj", "nsubjpass")
            )
    return False


def _by_story(context: Context, _frames: list[Frame], frame: Frame) -> Frame:
    """As in "In 2020 they broke. The Iranians began to push": a story goes on from its last date.

    Of the days before the report it must say so ("also", "then"): those have a date of their own in the report's.
    """
    reading = context.reading
    number = reading.sentence_of[frame.head]
    running = _running(context, number)
    verb = reading.clause_verb(frame.head)
    if running is None or context.dates.get(number) or verb != frame.head or not _goes_on(context, verb):
        return frame
    told, when = running
    tense = _tense(context, _root(context, number))
    if tense is None or tense != _tense(context, _root(context, told)):
        return frame
    old = context.published is None or when.end < context.published - timedelta(days=OLD_DAYS)
    if not old and not _says_so(context, number):
        return frame
    return frame.but(date=when, dated_by="story")


def _by_list(context: Context, frames: list[Frame], frame: Frame) -> Frame:
    """As in "the raid killed nine and took 20 prisoners": verbs in a row with one subject."""
    reading = context.reading
    if reading.deps[frame.head] != "conj" or any(reading.deps[c] in SUBJECTS for c in reading.children[frame.head]):
        return frame
    first = next((f for f in frames if f.head == reading.heads[frame.head] and f.date is not None), None)
    return frame if first is None else frame.but(date=first.date, dated_by=first.dated_by)


def _running(context: Context, number: int) -> tuple[int, When] | None:
    """The last sentence before with a date on its main clause, and that date."""
    for told in range(number - 1, max(-1, number - 1 - STORY_SENTENCES), -1):
        root = _root(context, told)
        if _tense(context, root) is None:
            return None
        for expression, token in reversed(context.dates.get(told, ())):
            when = expression.future if _tense(context, root) == "future" else expression.when
            if when is not None and expression.relation == "at" and _hangs_on(context, token, root):
                return told, when
        if context.dates.get(told):
            return None
    return None


def _root(context: Context, number: int) -> int:
    reading = context.reading
    start, end = reading.sentences[number]
    return next((i for i in range(start, end) if reading.heads[i] == i), start)


def _hangs_on(context: Context, token: int, root: int) -> bool:
    """No noun and no other clause between a date and the verb of its sentence."""
    reading = context.reading
    i = token
    while reading.heads[i] != i:
        i = reading.heads[i]
        if i == root:
            return True
        if reading.pos[i] in ("VERB", "AUX", "NOUN", "PROPN") and reading.deps[i] != "xcomp":
            return False
    return False


def _tense(context: Context, verb: int) -> str | None:
    """Simple past or future; None for all that tells no story."""
    reading = context.reading
    if reading.pos[verb] not in ("VERB", "AUX") or reading.lemmas[verb] in context.resources.lexicon.classes["speech"]:
        return None
    words = auxiliaries(reading, verb)
    if words & FUTURES:
        return "future"
    if reading.tags[verb] == "VBD" or (reading.tags[verb] == "VBN" and words & {"was", "were"}):
        return "past"
    return None


def _goes_on(context: Context, verb: int) -> bool:
    """The event is told by the main clause, or by one beside it."""
    reading = context.reading
    if any(reading.lowers[c] in VAGUE for c in reading.children[verb]):
        return False
    while reading.deps[verb] in ("conj", "xcomp", "advcl", "pcomp", "prep"):
        verb = reading.heads[verb]
    return reading.heads[verb] == verb


def _says_so(context: Context, number: int) -> bool:
    reading = context.reading
    root = _root(context, number)
    return any(reading.lowers[c] in AND_THEN for c in reading.children[root])
