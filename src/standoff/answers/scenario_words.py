"""What follows from a conflict file into plain words, with the sentences of the file that decide it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from standoff.answers.answer import Source, Statement
from standoff.answers.argued import Argued, Survival
from standoff.answers.words import listed
from standoff.conflict.expressions import spelt
from standoff.conflict.sources import Misfit
from standoff.conflict.states import BETTER, UNKNOWN, statements
from standoff.conflict.types import Basis, Preference
from standoff.conflict.variations import Change
from standoff.model.stability.coalitions import Exit
from standoff.model.stability.drift import Trap
from standoff.model.stability.verdicts import NO, YES, Verdicts, equilibria
from standoff.model.stability.walks import Path
from standoff.model.stability.witnesses import Answer as Counter
from standoff.model.stability.witnesses import Improvement, Witness
from standoff.store import DocumentRow

FIRST, REST, OUT, COURSE, TRAPS, OTHERWISE, LIMITS, BASIS = (
    "who can move first",
    "where it could rest",
    "ways out",
    "if each follows its own interest",
    "traps",
    "what survives other readings",
    "what may not be concluded",
    "what this rests on",
)
FEW = 4  # states or exits that are told in words; the tables have all
DONE = {Change.DROPPED: "dropped", Change.FLIPPED: "turned round", Change.TIED: "tied with the one before"}
GREEN = (
    "Such an analysis organises an argument; it does not forecast. Of game theorists' forecasts of decisions in six real conflicts 37 % were right, of unaided judgements 28 %, "
    "of role-players' 64 % (Green 2002); over eight conflicts it was 31, 32 and 62 % (Green 2005). Nothing here is the probability that anybody moves, or flinches."
)
Documents = Mapping[str, DocumentRow]


def first_moves(a: Argued, documents: Documents) -> Iterator[Statement]:
    """Who can improve alone from the status quo, what the others could answer, and who cannot."""
    movers = [one for one in a.witnesses if one.improvements]
    unsure = [a.maker(one.maker) for one in movers if not any(i.known for i in one.improvements)]
    sure = [one for one in movers if any(i.known for i in one.improvements)]
    yield Statement(FIRST, _lead(a, sure, unsure))
    for one in movers:
        for improvement in one.improvements[:FEW]:
            yield Statement(
                FIRST, _improvement(a, one, improvement), sources=_why(a, one.maker, improvement.state, documents)
            )


def _lead(a: Argued, sure: Sequence[Witness], unsure: Sequence[str]) -> str:
    quo = f"the status quo ({a.states.label(a.now)})"
    names = [a.maker(one.maker) for one in sure]
    perhaps = f" Whether {listed(unsure)} can is not known." if unsure else ""
    if not names and not unsure:
        return (
            f"From {quo} nobody can improve alone: each would like every state that it can reach by itself no better."
        )
    if not names:
        return f"From {quo} nobody surely can improve alone.{perhaps}"
    if len(names) == len(a.conflict.makers):
        return f"From {quo} each of {listed(names)} can improve alone."
    by = f", by {_ways(a, sure[0])}" if len(sure) == 1 else ""
    return f"From {quo} only {listed(names)} can improve alone{by}.{perhaps}"


def _ways(a: Argued, one: Witness) -> str:
    ways = [changes(a, one.state, improvement.state) for improvement in one.improvements if improvement.known]
    return " or by ".join(f"“{way}”" for way in ways[:FEW])


def why(a: Argued, one: Witness) -> str:
    """A verdict in words: the move that nothing or least holds, else that there is no better one."""
    if not one.improvements:
        return f"{a.maker(one.maker)} can reach no state that it likes better."
    loosest = min(
        one.improvements, key=lambda i: (i.gmr is not None, i.smr is not None, i.seq is not None, not i.known)
    )
    others = len(one.improvements) - 1
    more = (
        f" {others} other better moves are held at least as well."
        if others > 1
        else " Another better move is held at least as well."
        if others
        else ""
    )
    return f"{_improvement(a, one, loosest)}{more}"


def _improvement(a: Argued, one: Witness, improvement: Improvement) -> str:
    """As in "Iraq would move to Expel, but then the militias ..."."""
    who, label = a.maker(one.maker), a.states.label(improvement.state)
    would = "would" if improvement.known else "may want to"
    begun = f"{who} {would} move to “{label}” ({changes(a, one.state, improvement.state)})"
    if improvement.gmr is None:
        return f"{begun}, and no answer of the others can leave it as badly off as it was: nothing holds it."
    if improvement.seq is not None:
        return f"{begun}, but then {course_of(a, improvement.state, improvement.seq.path)}, where it is no better off than before: an answer in the interest of those who give it{_doubt(improvement.seq)}."
    if improvement.smr is not None:
        return f"{begun}; the others could hold it back ({course_of(a, improvement.state, improvement.smr.path)}), but not by steps that each serve the one who takes it{_doubt(improvement.smr)}: a threat that would hurt those who make it."
    return f"{begun}; the others could answer ({course_of(a, improvement.state, improvement.gmr.path)}), against their own interest, and it could get out of that again."


def _doubt(answer: Counter) -> str:
    return "" if answer.known else ", if they want it (that is not known)"


def course_of(a: Argued, start: int, path: Path) -> str:
    """As in "Iraq (+ Expel), then the militias (− Attack)"; the caller says where it starts."""
    states = [start, *(move.state for move in path)]
    return ", then ".join(
        f"{a.maker(move.maker)} ({changes(a, before, move.state)})" for before, move in zip(states, path, strict=False)
    )


def changes(a: Argued, before: int, after: int) -> str:
    """What is taken and what is dropped between two states, as in "+ Timetable, − Strike"."""
    pairs = zip(a.conflict.options, a.states.taken[before], a.states.taken[after], strict=True)
    return ", ".join(f"{'+' if now else '−'}\u00a0{option.name}" for option, was, now in pairs if was != now)


def rests(a: Argued) -> Iterator[Statement]:
    """The equilibria that mean something: Nash, then SEQ."""
    total = len(a.states.taken)
    nash, seq = a.surely(a.found.nash), a.surely(a.found.seq)
    yield Statement(
        REST,
        f"{_states(a, nash, total)} stable for all because nobody has a better move (Nash).{_open(a.found.nash)}",
    )
    more = [state for state in seq if state not in nash]
    if more:
        yield Statement(
            REST,
            f"{_states(a, more, total, 'more ')} held only by what others would answer in their own interest (SEQ).",
        )


def _open(verdicts: Verdicts) -> str:
    found = equilibria(verdicts)
    number = int(((found != NO) & (found != YES)).sum())
    return f" Of {number} more it hangs on what is not known." if number else ""


def _states(a: Argued, chosen: Sequence[int], total: int, more: str = "") -> str:
    """As in "One of 48 states, X, is", "3 of 48 states, X, Y and Z, are"."""
    if not chosen:
        return f"None of {total} states is"
    names = listed([f"“{a.states.label(state)}”" for state in chosen[:FEW]])
    rest = f", and {len(chosen) - FEW} in the table," if len(chosen) > FEW else ","
    number = "One" if len(chosen) == 1 else str(len(chosen))
    return f"{number} {more}of {total} states, {names}{rest} {'is' if len(chosen) == 1 else 'are'}"


def ways_out(a: Argued) -> Iterator[Statement]:
    """Who together can reach a Nash state, or another that holds, and gain."""
    for exit in told_exits(a):
        yield Statement(OUT, _exit(a, exit))
    reached = {exit.state for exit in a.exits}
    for state in a.surely(a.found.nash):
        if state not in reached and state != a.now:
            yield Statement(
                OUT,
                f"No group, not even all together, reaches “{a.states.label(state)}” from the status quo to the gain of each of its members.",
            )


def told_exits(a: Argued) -> list[Exit]:
    """Those of at least two into states that hold: Nash first, then SEQ; the smallest group for each."""
    nash, seq = set(a.surely(a.found.nash)), set(a.surely(a.found.seq))
    ranked = [e for e in a.exits if len(e.members) > 1 and e.state in seq | nash]
    ranked.sort(key=lambda e: (e.state not in nash, len(e.members)))
    return ranked[:FEW]


def _exit(a: Argued, exit: Exit) -> str:
    members = listed([a.maker(maker) for maker in exit.members])
    return (
        f"{members} together can reach “{a.states.label(exit.state)}” from the status quo, and each of them gains; no part of them can do that alone. "
        f"The way: {course_of(a, a.now, exit.path)}."
    )


def course(a: Argued) -> Iterator[Statement]:
    """Where it goes if whoever moves improves."""
    ends = [end for end in a.course.ends if end != a.now]
    if not ends:
        if a.now not in a.course.ends:
            yield Statement(COURSE, "Moves that each improve the mover's lot lead round in circles: they end nowhere.")
        return
    for end in ends[:FEW]:
        path = a.course.walks.path(end)
        yield Statement(
            COURSE,
            f"The shortest course of moves that each improve the mover's lot ends in “{a.states.label(end)}”: {course_of(a, a.now, path)}. Nobody has to look further than the next step for that.",
        )


def traps(a: Argued) -> Iterator[Statement]:
    """States where nobody dares to move though all could do better."""
    for trap in told_traps(a):
        yield Statement(TRAPS, _trap(a, trap))
    if len(a.traps) > len(told_traps(a)):
        yield Statement(TRAPS, f"{len(a.traps) - len(told_traps(a))} more are in the table.")


def told_traps(a: Argued) -> Sequence[Trap]:
    """The nearest two."""
    return a.traps[:2]


def _trap(a: Argued, trap: Trap) -> str:
    better = listed([f"“{a.states.label(state)}”" for state in trap.better], FEW)
    where = "The status quo" if not trap.path else f"“{a.states.label(trap.state)}”"
    way = (
        f" It is {_steps(len(trap.path))} of self-interest away ({course_of(a, a.now, trap.path)})."
        if trap.path
        else ""
    )
    return f"{where} is a trap: nobody leaves it for fear of the answer, though {better} would be worse for nobody and better for some.{way}"


def _steps(number: int) -> str:
    return "one step" if number == 1 else f"{number} steps"


def survives(a: Argued) -> Iterator[Statement]:
    """How often the main verdicts stay where statements are changed, one of every maker; the table has the milder test of one at a time."""
    for one in (one for one in a.survival if one.each):
        parts = [*_kept(a, one), *_new(a, one)]
        if parts:
            what = (
                "one statement of every decision maker"
                if one.each
                else "one statement at a time, of any decision maker,"
            )
            yield Statement(OTHERWISE, f"With {what} {DONE[one.change]} ({one.number:,} readings): {'; '.join(parts)}.")


def _kept(a: Argued, one: Survival) -> Iterator[str]:
    for state in a.surely(a.found.nash)[:FEW]:
        yield f"“{a.states.label(state)}” stays Nash in {_share(one.nash[state])}"
    for witness in a.witnesses:
        if any(i.known for i in witness.improvements):
            yield f"{a.maker(witness.maker)} can still improve alone in {_share(one.moves[witness.maker])}"


def _new(a: Argued, one: Survival) -> Iterator[str]:
    """The state that becomes Nash most often though it is not, where that is often."""
    others = one.nash.copy()
    others[a.surely(a.found.nash)] = 0.0
    if len(others) and others.max() >= 0.1:
        yield f"“{a.states.label(int(others.argmax()))}” becomes Nash in {_share(float(others.max()))}"


def _share(value: float) -> str:
    return "all" if value == 1.0 else "none" if value == 0.0 else f"{max(1, min(99, round(100 * value)))} %"


def limits() -> Statement:
    return Statement(LIMITS, GREEN)


def basis(a: Argued, misfits: Sequence[Misfit] | None) -> Iterator[Statement]:
    """What was put in, and whether its sentences stand where the file says."""
    conflict = a.conflict
    cited = sum(bool(p.basis.document) for p in conflict.preferences)
    unknown = sum(not p.known for p in conflict.preferences)
    text = (
        f"{conflict.name}, as of {conflict.as_of}: {len(conflict.makers)} decision makers, {len(conflict.options)} options, {len(a.states.taken)} states that can be, {len(conflict.preferences)} statements of preference, "
        f"{cited} of them resting on a sentence, the others on the analyst's word"
    )
    doubt = f"; of {unknown} it is not known whether they hold." if unknown else "."
    yield Statement(
        BASIS, f"{text}{doubt} The statements are one reading: change a line of {conflict.path.name} and ask again."
    )
    silent = [maker.name for maker in conflict.makers if not statements(conflict, maker.id)]
    if silent:
        yield Statement(
            BASIS,
            f"Nothing is said of what {listed(silent)} want: to them all states are alike, which is seldom meant.",
        )
    if misfits is None and cited:
        yield Statement(
            BASIS, "The sentences were not looked up: that needs the archive that holds their reports (--archive)."
        )
    for misfit in misfits or ():
        yield Statement(BASIS, _misfit(a, misfit))


def _misfit(a: Argued, misfit: Misfit) -> str:
    where = f"{a.conflict.path.name}:{misfit.line}"
    if misfit.found is None:
        return f"{where}: the archive holds no report {misfit.basis.document!r}."
    if misfit.start is None:
        return f"{where}: the sentence does not stand in report {misfit.basis.document!r}."
    return f"{where}: the sentence stands elsewhere in report {misfit.basis.document!r}, from character {misfit.start}."


def _why(a: Argued, maker: int, state: int, documents: Documents) -> tuple[Source, ...]:
    """The statements that decide that the maker likes `state` better than the status quo, or leave it open."""
    return tuple(source(a, one, documents) for one in deciding(a, maker, a.now, state))


def deciding(a: Argued, maker: int, before: int, after: int) -> list[Preference]:
    """The heaviest statements of the maker on which two states differ, down to those that decide."""
    found: list[Preference] = []
    for statement in statements(a.conflict, a.conflict.makers[maker].id):
        if found and found[-1].known and statement.level != found[-1].level:
            break
        holds = statement.prefers.holds(a.states.taken[[before, after]])
        if holds[0] != holds[1]:
            found.append(statement)
    return found if a.game.likings[maker, before, after] in {BETTER, UNKNOWN} else []


def source(a: Argued, one: Preference, documents: Documents) -> Source:
    """What a statement rests on, under its own words."""
    names = [option.name for option in a.conflict.options]
    field = f"{maker_name(a, one.of)} wants: {spelt(one.prefers, names)}"
    return basis_source(one.basis, field, documents)


def basis_source(basis: Basis, field: str, documents: Documents) -> Source:
    """A sentence of a report with its outlet, or what the analyst gives as reason."""
    if not basis.document:
        return Source("analyst", basis.reason or "no reason given", field)
    row = documents.get(basis.document)
    told = row.told_by if row else basis.document
    return Source(told, basis.sentence, field, "", basis.document, told, row.published if row else None)


def maker_name(a: Argued, id: str) -> str:
    return next(maker.name for maker in a.conflict.makers if maker.id == id)
