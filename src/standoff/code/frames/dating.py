"""Which of a sentence's dates is an event's: by where the expression hangs in the parse, and what the preposition says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from standoff import ontology
from standoff.code.frames import lent_dates
from standoff.code.frames.context import Context
from standoff.code.frames.date_rules import NEWS_DAYS, OCCASIONS, UNITS
from standoff.code.frames.dates import DateExpression
from standoff.code.frames.own_phrases import LIGHT_VERBS
from standoff.code.frames.reading import Frame
from standoff.code.frames.report_dates import by_report
from standoff.code.frames.roles import SPEAKER
from standoff.code.frames.status import auxiliaries, modality
from standoff.records import When

DEPTH = 12  # clauses nest no deeper in readable text
HANGING = frozenset(("in", "at", "on", "during", "since"))  # "voted in the 2016 election"; not "over the 2016 election"
DAYS = frozenset(("day", "weekday", "deictic"))
PIED = frozenset(("where", "when", "which", "whose"))
BEHIND = frozenset("after following since over amid despite because".split())
ANSWERS = frozenset("response retaliation revenge reprisal reaction answer payment retribution vengeance".split())
SHARP_DAYS = 8  # up to a week, whichever way it is counted
OF_LATE = timedelta(days=31)
AFTERMATH_DAYS = 366  # "after October 7": further on, "after" tells of an age and not of a time
LASTING = frozenset(("ASSAULT", "PROTEST"))  # "fought until Friday"; "closed the border until Friday" is another day


def date_frames(context: Context, frames: list[Frame]) -> list[Frame]:
    """Frames with their dates: from their own sentence, lent by another event, else from the day of the report."""
    dated = [_by_sentence(context, f) for f in frames]
    dated = lent_dates.lend(context, dated)
    return [f if f.date is not None else by_report(context, f) for f in dated]


def _by_sentence(context: Context, frame: Frame) -> Frame:
    told = date_of(context, frame)
    return frame if told is None else frame.but(date=told.when, dated_by=told.by)


@dataclass(frozen=True, slots=True)
class Told:
    """A date for an event, and whether the text gives it ("text") or only the day of somebody's report ("report")."""

    when: When
    by: str = "text"


@dataclass(frozen=True, slots=True)
class _Bond:
    """How a date hangs on an event: 0 if on the event itself, more the further up they meet.

    `owned`: as "Friday's strike" has its date, so that what stands before both says nothing of it.
    """

    distance: float
    reported: bool = False
    owned: bool = False


def date_of(context: Context, frame: Frame) -> Told | None:
    """The dated interval that an event's own sentence gives."""
    best: tuple[bool, float, Told] | None = None
    for expression, token in context.dates.get(context.reading.sentence_of[frame.head], ()):
        bond = _bond(context, frame, expression, token)
        when = None if bond is None else _interval(context, frame, expression, token, bond)
        if bond is None or when is None or _is_out_of_reach(context, frame, expression, when):
            continue
        vague = expression.kind == "recent"
        if best is None or (vague, bond.distance) < best[:2]:
            best = vague, bond.distance, Told(_told_by(when, frame), "report") if bond.reported else Told(when)
    return None if best is None else best[2]


def _is_out_of_reach(context: Context, frame: Frame, expression: DateExpression, when: When) -> bool:
    """The perfect is of no definite time long past: "has opened an inquiry into crimes in the 1991-1995 war"."""
    if _is_said_now(context, frame, expression, when):
        return True
    if context.published is None or expression.relation == "since" or when.end >= context.published - OF_LATE:
        return False
    return bool(auxiliaries(context.reading, frame.head) & {"has", "have", "'ve", "’ve"})


def _is_said_now(context: Context, frame: Frame, expression: DateExpression, when: When) -> bool:
    """Here "Japan condemns the attack on 1 October" is of the day of the statement, the attack of the one named."""
    now = context.reading.tags[frame.head] in ("VBZ", "VBP") and context.published is not None
    return now and expression.kind == "day" and _is_verbal(frame) and when.end < (context.published or when.end)


def _told_by(when: When, frame: Frame) -> When:
    """What was reported on a day happened on it or shortly before."""
    return When(when.start - timedelta(days=NEWS_DAYS[_is_verbal(frame)]), when.end)


def _is_verbal(frame: Frame) -> bool:
    return ontology.load().event_type(frame.type).quad.startswith("verbal")


def _interval(context: Context, frame: Frame, expression: DateExpression, token: int, bond: _Bond) -> When | None:
    """The interval that an expression means for an event, by its tense and its preposition."""
    coming = _is_coming(context, frame, token)
    when = expression.future if coming and expression.future is not None else expression.when
    if bond.owned and when != expression.future:  # "since last month's invasion": the invasion was last month
        return expression.named
    if expression.relation == "since" and expression.named is not None and _is_told_of(context, frame, token):
        return expression.named
    if when is None or bond.owned or expression.relation in ("at", "since", "within", "during"):
        return when
    return _beside_a_time(context, frame, expression.relation, when, coming=coming)


def _is_told_of(context: Context, frame: Frame, token: int) -> bool:
    """As in "since January 2014, when gunmen stormed the town"; "since Friday, when the assault began" lasts."""
    reading, verb = context.reading, frame.head
    while reading.deps[verb] == "conj":
        verb = reading.heads[verb]
    when = any(reading.lowers[k] == "when" for k in reading.children[verb])
    return reading.deps[verb] == "relcl" and reading.heads[verb] == token and when


def _beside_a_time(context: Context, frame: Frame, relation: str, when: When, *, coming: bool) -> When | None:
    """What "until", "by", "before" and "after" leave of an interval."""
    published = context.published
    if relation == "until":
        return when if frame.type in LASTING and (published is None or when.start <= published) else None
    if relation in ("by", "before"):
        if coming and published is not None and when.end >= published:
            return When(published, when.end)
        return when if relation == "by" else None
    if published is not None and 0 <= (published - when.start).days < AFTERMATH_DAYS:
        return When(when.start, published)
    return when


def _is_coming(context: Context, frame: Frame, token: int) -> bool:
    """Announced acts and the future tense; "threatened on Friday to strike" is past: the date hangs on what was said."""
    reading = context.reading
    if modality(reading, frame.head) == "future":
        return not _hangs_on_past(context, frame, token)
    return _is_announced(frame) and not _hangs_on_past(context, frame, token)


def _hangs_on_past(context: Context, frame: Frame, token: int) -> bool:
    reading = context.reading
    verb = reading.clause_verb(token)
    finite = reading.tags[verb] == "VBD" or (reading.tags[verb] == "VBN" and not auxiliaries(reading, verb))
    return finite and verb != frame.inner and modality(reading, verb) is None


def _bond(context: Context, frame: Frame, expression: DateExpression, token: int) -> _Bond | None:
    """None when another event, or nothing that happened, owns the date."""
    reading, path = context.reading, _path(context, expression, token)
    mine = _own_words(frame)
    for steps, node in enumerate(path):
        if node not in mine or (steps == 0 and expression.kind == "recent" and frame.head not in path):
            continue
        between = path[:steps]
        if _is_verbal(frame) and any(reading.tags[i] == "VB" for i in between) and not _is_announced(frame):
            return None  # "ordered him to appear on October 16" is not of that day
        clauses = sum(reading.pos[i] == "VERB" for i in between)
        owned = steps > 0 and not any(reading.pos[i] in ("ADP", "SCONJ", "VERB") for i in between)
        return _Bond(0.1 * steps + clauses, owned=owned and reading.pos[node] in ("NOUN", "PROPN"))
    return _meeting(context, frame, path, token, expression.when is None or expression.when.days <= SHARP_DAYS)


def _own_words(frame: Frame) -> set[int]:
    """The words that tell of the event; what an act of words is about is another event."""
    fused = () if _is_verbal(frame) else frame.fused
    return {frame.head, *fused, *range(frame.trigger[0], frame.trigger[1] + 1)}


def _is_announced(frame: Frame) -> bool:
    return frame.type in ("AGREE", "THREATEN") and frame.inner is not None


def _path(context: Context, expression: DateExpression, token: int) -> list[int]:
    """From a date up the parse to the first event, or to whatever else keeps the date to itself."""
    reading = context.reading
    path = [token]
    beside = _beside(context, expression, token)
    if beside is not None:
        return [token, beside]
    while len(path) < DEPTH and reading.heads[path[-1]] != path[-1] and path[-1] not in context.event_heads:
        if _keeps(context, expression, path) or (
            expression.kind == "recent" and reading.deps[path[0]] == "amod" and len(path) == 2
        ):
            break
        path.append(reading.heads[path[-1]])
    return path


def _beside(context: Context, expression: DateExpression, token: int) -> int | None:
    """The happening right before a date that the parser hung on the clause: "amid a campaign in Syria last weekend"."""
    reading = context.reading
    above = reading.clause_verb(token)
    if (
        expression.kind == "unit"
        and above in context.event_heads
        and (noun := _noun_before(context, token)) is not None
    ):
        return noun
    if above in context.event_heads or reading.lemmas[above] in context.resources.lexicon.classes["speech"]:
        return None
    for i in range(token - 1, above, -1):
        if reading.pos[i] in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"):
            return None
        if i in context.event_heads:
            return i if reading.lowers[reading.heads[i]] in BEHIND else None
    return None


def _noun_before(context: Context, token: int) -> int | None:
    """As in "hailed the decision last month", where no preposition stands between."""
    reading = context.reading
    i = min((t for t in reading.subtree(token) if t <= token), default=token) - 1
    return i if i >= 0 and reading.pos[i] == "NOUN" and reading.lemmas[i] in OCCASIONS else None


def _keeps(context: Context, expression: DateExpression, path: list[int]) -> bool:
    """Whether what a date hangs on keeps it from the event further up."""
    reading, node = context.reading, path[-1]
    if reading.deps[node] in ("relcl", "acl"):
        return _is_closed_clause(context, expression, path)
    return (
        reading.pos[node] in ("NOUN", "PROPN")
        and reading.lemmas[node] in OCCASIONS
        and _is_closed_noun(context, expression, path)
    )


def _is_closed_clause(context: Context, expression: DateExpression, path: list[int]) -> bool:
    """A clause about no event: "troops that have been there since 2003", "weapons seized last year"."""
    reading, node = context.reading, path[-1]
    head, is_day = reading.heads[node], expression.kind in DAYS
    if reading.deps[node] == "acl":
        happens = head in context.event_heads or reading.lemmas[head] in OCCASIONS
        return reading.tags[node] == "VBN" and not is_day and not happens
    if head in context.event_heads and all(reading.pos[i] == "ADP" for i in path[1:-1]):
        return False  # "the strikes that followed on Friday"
    pied = any(reading.lowers[c] in PIED and reading.deps[c] in ("pobj", "advmod") for c in reading.subtree(node))
    return not (pied and is_day)


def _is_closed_noun(context: Context, expression: DateExpression, path: list[int]) -> bool:
    """A happening that is no event: "over the 2016 vote"; "voted in the 2016 election" is of that year."""
    reading, node = context.reading, path[-1]
    if expression.kind in ("weekday", "deictic") and any(reading.pos[i] == "ADP" for i in path):
        return False  # "mobilised for a war on Tuesday": the parser takes the nearest noun
    above = reading.heads[node]
    if reading.deps[node] == "pobj":
        return reading.lowers[above] not in HANGING or reading.pos[reading.heads[above]] not in ("VERB", "AUX")
    return reading.lemmas[above] not in LIGHT_VERBS and reading.pos[above] != "AUX"


def _meeting(context: Context, frame: Frame, path: list[int], token: int, sharp: bool) -> _Bond | None:
    """How far up an event and a date's path meet: at a verb of saying, a light verb, the event above.

    A sharp date is only near that of a clause with "after", and is not that of what came before ("on Friday, in response
    to the strike"); a year may be ("in 2020, after the strike").
    """
    reading = context.reading
    i, below, after = frame.head, "", False
    if ";" in reading.words[min(frame.head, token) : max(frame.head, token)]:
        return None  # "Turkey shut its airspace; Iran had closed three crossings on Sunday"
    for steps in range(DEPTH):
        if i in path:
            distance = 2 + steps + path.index(i) * 0.5 + 0.01 * abs(token - frame.head)
            return _Bond(distance, after or _is_report_of(context, frame, i, below))
        after = after or (sharp and _is_clause_of_time(context, i))
        if reading.heads[i] == i or (sharp and _looks_back(context, i)):
            return None
        i, below = reading.heads[i], reading.deps[i]
    return None


def _looks_back(context: Context, node: int) -> bool:
    """As in "in response to the killing", "after the strike": what came before is not of the same date."""
    reading = context.reading
    if reading.lowers[node] in ("to", "for"):
        return reading.lemmas[reading.heads[node]] in ANSWERS
    marks = [c for c in reading.children[node] if reading.deps[c] == "mark"]
    if any(reading.lowers[c] in ("before", "since") or _has_step(context, c) for c in marks):
        return True
    if reading.lowers[node] == "over" and reading.lemmas[reading.heads[node]] == "preside":
        return False
    return reading.lowers[node] in BEHIND and reading.pos[node] in ("ADP", "SCONJ", "VERB")


def _is_clause_of_time(context: Context, node: int) -> bool:
    """As in "on Wednesday, after two of their vehicles were hit": on that day or shortly before it."""
    reading = context.reading
    return any(
        reading.lowers[c] == "after" and reading.deps[c] == "mark" and not _has_step(context, c)
        for c in reading.children[node]
    )


def _has_step(context: Context, after: int) -> bool:
    """As in "a day after", "weeks after": lent_dates.py counts it."""
    return after > 0 and context.reading.lowers[after] == "after" and context.reading.lemmas[after - 1] in UNITS


def _is_report_of(context: Context, frame: Frame, node: int, below: str) -> bool:
    """The date is of the saying ("said on Tuesday that they had come under fire"), unless saying so is the act."""
    reading = context.reading
    if below != "ccomp" or reading.lemmas[node] not in context.resources.lexicon.classes["speech"]:
        return False
    said = any(p.place == SPEAKER for p in frame.actor_heads) or frame.inner is not None
    return not said and modality(reading, frame.head) is None
