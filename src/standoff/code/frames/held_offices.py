"""Known people by title ("his Iranian counterpart, Hassan Rouhani", "Secretary-General Ban Ki-moon") into what they lead or belong to by the files."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from standoff.code.frames.as_tie import as_tie, is_person
from standoff.code.frames.context import Context
from standoff.code.frames.names import Name
from standoff.code.frames.parses import SUBJECTS
from standoff.code.frames.phrases import base_phrase_head, left_of
from standoff.code.frames.reading import Reading
from standoff.knowledge import Role
from standoff.records import Participant, Tie

LEADING = frozenset(
    "president|prime minister|leader|commander|secretary-general|head|king|chairman|chancellor|director-general|director|emir|sultan|"
    "army chief|party leader|supreme leader|commander-in-chief|general secretary|chief of the defence staff|high commissioner|"
    "head of state|head of government|premier|crown prince and prime minister|chief of the general staff".split("|")
)
SPEAKING = frozenset(("spokesman", "spokeswoman", "spokesperson"))
ANY_LEAD = frozenset("leader head chief boss commander ruler strongman dictator warlord counterpart commanding".split())
RULING = frozenset(("president", "prime minister", "premier", "king", "chancellor", "emir", "sultan"))
SAME = {"premier": "prime", "pm": "prime", "gen": "general"}
NOT_HIS = frozenset("former ex late then deposed ousted fallen toppled shadow deputy vice elect would-be".split())
RANKS = frozenset(
    "general gen lt col colonel maj major brig brigadier admiral adm capt captain sgt sergeant marshal commodore lieutenant cpl "
    "corporal airman rear field".split()
)
FOLLOWING = frozenset(
    "force army troop soldier fighter militia aircraft jet warplane artillery regime government administration guard".split()
)
REACH = 7  # words of the longest title in front of a name: "the Pentagon press secretary, Brig. Gen."
NAMELIKE = frozenset(("PROPN", "NOUN", "ADJ", "ADV"))


def held_offices(context: Context, number: int) -> Iterator[Tie]:
    """What the people of one sentence lead, or speak for, by their titles."""
    start, end = context.reading.sentences[number]
    for name in context.names:
        if name.kind != "person" or not start <= name.start < end:
            continue
        role = _by_title(context, name) or _by_followers(context, name)
        if role is not None:
            yield _tie(context, number, name.ref, role, name.end - 1)
    for i in range(start, end):
        holder = _untold(context, i)
        if holder is not None:
            yield _tie(context, number, *holder, i)


def _tie(context: Context, number: int, person: str, role: Role, token: int) -> Tie:
    who = context.who.participants
    known = context.resources.knowledge
    body = who.state(role.of, token) if role.of in known.countries else who.organisation(role.of, token)
    kind = "leads" if role.title in LEADING else "member_of"
    return as_tie(context, number, kind, (who.person(known.people[person], token), body), "ties.office")


def _untold(context: Context, title: int) -> tuple[str, Role] | None:
    """The ruler whom "the president" alone means, told before."""
    reading = context.reading
    alone = reading.lemmas[title] in RULING and reading.pos[title] == "NOUN" and reading.deps[title] in SUBJECTS
    if (
        not alone
        or [reading.lowers[c] for c in reading.children[title] if c < title] != ["the"]
        or context.published is None
    ):
        return None
    who = context.who.resolve(title)
    person = context.resources.knowledge.people.get(who[0].id) if len(who) == 1 else None
    role = None if person is None else person.role_on(context.published)
    return (who[0].id, role) if role is not None and reading.lemmas[title] in role.title else None


def _by_followers(context: Context, name: Name) -> Role | None:
    """As in "Assad's army", "the paramilitary force of General Dagalo": the one thing that the person leads on the day."""
    reading, day = context.reading, context.published
    head = _head_of(reading, name)
    above = reading.heads[head]
    if reading.deps[head] == "pobj" and (
        reading.lowers[above] == "of" or reading.lowers[reading.heads[above]] == "loyal"
    ):
        above = reading.heads[above] if reading.lowers[above] == "of" else reading.heads[reading.heads[above]]
    elif reading.deps[head] != "poss":
        return None
    if reading.lemmas[above] not in FOLLOWING:
        return None
    person = context.resources.knowledge.people[name.ref]
    leading = [r for r in person.roles if r.title in LEADING and (day is None or r.held_on(day))]
    return leading[-1] if len({r.of for r in leading}) == 1 else None


def ranks(context: Context, placed: AbstractSet[str]) -> Iterator[Tie]:
    """Officers of a known country ("Lt. Gen. Jeffrey Harrigan") who, by no tie yet, belong to its forces; `placed` have one."""
    reading, seen = context.reading, set(placed)
    for i, word in enumerate(reading.lowers):
        if word.rstrip(".") not in RANKS or reading.pos[i] not in ("PROPN", "NOUN", "ADJ"):
            continue
        officer = _officer(context, i)
        if officer is not None and officer.id not in seen:
            seen.add(officer.id)
            force = context.who.participants.state(str(officer.country), i, "MIL")
            yield as_tie(context, reading.sentence_of[i], "member_of", (officer, force), "ties.rank")


def _officer(context: Context, rank: int) -> Participant | None:
    """Whom the rank stands in front of, if that is a person by name who serves a state."""
    reading = context.reading
    head = base_phrase_head(reading, rank)
    if head == rank or reading.pos[head] != "PROPN":
        return None
    who = context.who.resolve(head)
    officer = who[0] if len(who) == 1 and who[0].sector == "MIL" and who[0].country is not None else None
    if officer is None or not is_person(context, officer):
        return None
    person, day = context.resources.knowledge.people.get(officer.id), context.published
    over = person is not None and day is not None and person.role_on(day) is None  # killed or retired by then
    return None if over else officer


def _by_title(context: Context, name: Name) -> Role | None:
    """The office of a known person that the title beside the name means, on the day of the report or, undated, ever."""
    reading, person = context.reading, context.resources.knowledge.people[name.ref]
    words = _title_words(reading, name)
    if not words or words & NOT_HIS:
        return None
    day = context.published
    held = [r for r in person.roles if day is None or r.held_on(day)]
    named = [r for r in held if _is_named_by(r, words)]
    bodies = {r.of for r in named}
    return named[-1] if named and (day is not None or len(bodies) == 1) else None


def _is_named_by(role: Role, words: set[str]) -> bool:
    said = {SAME.get(w, w) for w in words}
    title = set(role.title.replace("-", " ").split()) | {role.title}
    if role.title in LEADING:
        return bool(said & title - {"minister"}) or bool(
            words & ANY_LEAD and ("counterpart" not in words or role.title in RULING)
        )
    return "spokesman" in role.title and bool(words & SPEAKING)


def _title_words(reading: Reading, name: Name) -> set[str]:
    """The words of the titles before, inside and beside a name."""
    found = {*_in_front(reading, name), *range(name.start, name.end)}
    head = _head_of(reading, name)
    beside = [c for i in range(name.start, name.end) for c in reading.children[i] if reading.deps[c] == "appos"]
    if reading.deps[head] == "appos":
        beside.append(reading.heads[head])
    for noun in beside:
        found |= {noun, *left_of(reading, noun)}
    return {reading.lowers[i].rstrip(".") for i in found}


def _head_of(reading: Reading, name: Name) -> int:
    """The token by which a name hangs on the parse."""
    outside = (i for i in range(name.start, name.end) if not name.start <= reading.heads[i] < name.end)
    return next(outside, name.end - 1)


def _in_front(reading: Reading, name: Name) -> Iterator[int]:
    first = max(reading.sentences[reading.sentence_of[name.start]][0], name.start - REACH)
    for i in range(name.start - 1, first - 1, -1):
        if reading.pos[i] not in NAMELIKE and reading.words[i] not in (".", "-"):
            return
        yield i
