"""An archive into a draft of a conflict file: who decides, what each can do and does now, and sentences to rest on what each wants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from standoff.answers.deciders import Decider, Deciders, deciders
from standoff.answers.doings import Doing, doings
from standoff.answers.sights import EXPEL, WITHDRAW, sights
from standoff.answers.standing import known
from standoff.answers.stated import Saying, sayings
from standoff.answers.words import listed
from standoff.conflict.expressions import Joint, Taken, Two
from standoff.conflict.types import Basis, Conflict, DecisionMaker, Final, Option, Pattern, Sign
from standoff.conflict.writing import Candidate, Draft
from standoff.errors import MeasureError
from standoff.measure.series import day_number
from standoff.options import DraftOptions
from standoff.store import View

WITH_ARTICLE = re.compile(
    r"(United|Islamic) .*|.* (Republic|Islands|Emirates|Union)|Netherlands|Philippines|Maldives|Gambia|Bahamas"
)


def draft(view: View, options: DraftOptions) -> Draft:
    """A file that loads, in which everybody is indifferent until the analyst writes statements; what is now is as of `options.at`.

    MeasureError where a name is no side, fewer than two or more than five decide, or there are no dated events between two sides.
    """
    told = deciders(known(view, options.at), options.actors)
    done = doings(sights(view, told), len(told.makers), day_number(told.known.at))
    if not done:
        raise MeasureError(
            f"{', '.join(maker.name for maker in told.makers)}: none of them did anything to another; name others with --actors"
        )
    said = sayings(view, told)
    ids = _ids(told, done)
    conflict = Conflict(
        path=Path(),
        name=" – ".join(maker.name for maker in told.makers),
        as_of=told.known.at,
        makers=tuple(_maker(told, maker) for maker in told.makers),
        options=tuple(_option(told, one, id) for one, id in zip(done, ids, strict=True)),
        infeasible=tuple(_exclusive(done)),
        same=(),
        preferences=(),
        effects=(),
        gains=(),
    )
    return Draft(conflict, tuple(_candidate(told, one) for one in said), tuple(_head(told, done, ids, said)))


def _maker(told: Deciders, maker: Decider) -> DecisionMaker:
    return DecisionMaker(maker.id, _line(maker.name), tuple(told.known.sides.sides[side].id for side in maker.sides), 0)


def _option(told: Deciders, one: Doing, id: str) -> Option:
    other = told.makers[one.other]
    name = _line(one.kind.name.format(f"the {other.name}" if WITH_ARTICLE.fullmatch(other.name) else other.name))
    return Option(id, told.makers[one.maker].id, name, one.now, Final.NEVER, (Sign(one.kind.types, (other.id,)),), 0)


def _ids(told: Deciders, done: Sequence[Doing]) -> list[str]:
    """As in "usa-attack": no maker has two of a kind."""
    return [f"{told.makers[one.maker].id}-{one.kind.verb}" for one in done]


def _exclusive(done: Sequence[Doing]) -> Iterator[Pattern]:
    """Whoever has withdrawn cannot be made to leave."""
    places = {(one.maker, one.other, one.kind): place for place, one in enumerate(done) if not one.now}
    for (host, guest, kind), place in places.items():
        if kind is EXPEL and (withdraw := places.get((guest, host, WITHDRAW))) is not None:
            yield Pattern(Two(Joint.AND, Taken(place), Taken(withdraw)), 0)


def _candidate(told: Deciders, one: Saying) -> Candidate:
    mention = one.mention
    return Candidate(
        told.makers[one.maker].id, Basis(mention.document, mention.start, mention.end, mention.sentence), one.note
    )


def _head(told: Deciders, done: Sequence[Doing], ids: Sequence[str], said: Sequence[Saying]) -> Iterator[str]:
    """What the draft rests on, and what is left to do."""
    yield f"Drafted from the archive as it was on {told.known.at}. What each wants is not drafted: that is for you to say."
    yield ""
    yield "What each option was drafted from; rename, merge or delete them, and add those that nobody has spoken of:"
    for one, id in zip(done, ids, strict=True):
        yield f"  {id}: {one.why()}"
    busy = {one.maker for one in done}
    if idle := [maker.name for place, maker in enumerate(told.makers) if place not in busy]:
        yield f"  nothing for {listed(idle)}: not seen or heard to do anything to the others"
    yield ""
    yield from _what_is_left(told, said, ids[0])


def _what_is_left(told: Deciders, said: Sequence[Saying], option: str) -> Iterator[str]:
    if not said:
        yield "There are no sentences to rest statements on: the archive holds no reports in which these sides say what they want."
        yield 'Write them under [[preferences]] with source = "analyst" and a reason.'
        return
    yield 'At the end are sentences in which each says what it wants, best first. To use one, take away its "# " and write what it shows to be'
    yield f'preferred, as in prefers = "not {option}"; the order of statements is their weight. Read it before: who says what may be misread.'
    heard = {one.maker for one in said}
    if silent := [maker.name for place, maker in enumerate(told.makers) if place not in heard]:
        yield f"Of {listed(silent)} there are none."


def _line(text: str) -> str:
    """A name as one line, whatever a report or a data set has in it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
