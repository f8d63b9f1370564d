"""Standing relations that a text asserts: who backs, leads, opposes, hosts whom, from lexicon/ties.toml and "-backed"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from standoff.code.frames.as_tie import as_tie, has_name, is_person
from standoff.code.frames.context import Context
from standoff.code.frames.grammar import find_place
from standoff.code.frames.held_offices import held_offices, ranks
from standoff.code.frames.names import Name
from standoff.code.frames.nouns import ARMED_NOUNS, GOVERNMENTS, GROUP_NOUNS, PERSON_NOUNS, STATE_NOUNS
from standoff.code.frames.phrases import DEFINITE, base_phrase_head, behind, is_commander, left_of
from standoff.code.frames.reading import Frame, Reading
from standoff.code.frames.status import is_negated, modality
from standoff.code.frames.ties_of_presence import presence
from standoff.code.frames.ties_shown import shown
from standoff.code.frames.triggers import match_rest
from standoff.code.lexicon.types import TieEntry
from standoff.ontology import MUTUAL_TIES
from standoff.records import Participant, Tie

HYPHENS = frozenset("-–‑")
COMPOUNDS = {"backed": "backs", "supported": "backs", "sponsored": "backs", "funded": "backs", "armed": "backs", "aligned": "allied_with",
             "allied": "allied_with", "led": "leads", "trained": "backs", "linked": "allied_with", "affiliated": "allied_with"}  # fmt: skip
STANCES = {
    "anti": "opposes",
    "counter": "opposes",
    "pro": "allied_with",
}  # "the anti-IS coalition", "pro-Iranian militias"
POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
PAST = frozenset(("former", "ex", "late", "then", "ousted", "deposed"))
UNREAL = frozenset("deny dispute refute refuse stop cease vow promise pledge threaten want hope wish demand".split())
SIDES = frozenset(("GOV", "MIL", "REB", "IGO"))
TITLE_HEADS = frozenset(
    ("minister", "general", "officer")
)  # "prime minister", "secretary general", "commanding officer"
DEPUTIES = frozenset(("vice", "deputy"))
MEMBERS = frozenset("member nation country state partner".split())
FEARS = frozenset(
    "fear risk avert avoid prevent warn warning threat danger prospect possibility spark trigger provoke".split()
)
RULERS = frozenset("president prime king premier chancellor emir sultan".split()) | GOVERNMENTS


def find_ties(context: Context, frames: Iterable[Frame]) -> list[Tie]:
    """The ties of one document, once each, in text order; `frames` are its events."""
    found: dict[tuple[str, str, str], Tie] = {}
    said = [
        tie
        for number in range(len(context.reading.sentences))
        for tie in (
            *_said(context, number),
            *_compounds(context, number),
            *_within_names(context, number),
            *_enemies(context, number),
            *presence(context, number),
        )
    ]
    held = [tie for number in range(len(context.reading.sentences)) for tie in held_offices(context, number)]
    placed = {t.source.id for t in (*said, *held) if t.type in ("leads", "member_of")}
    for tie in (*_unless_guessed(said, held), *shown(context, frames), *ranks(context, placed)):
        found.setdefault((tie.type, tie.source.id, tie.target.id), tie)
    return sorted(found.values(), key=lambda t: (t.start, t.type))


def _unless_guessed(said: list[Tie], held: list[Tie]) -> Iterator[Tie]:
    """What the text says before what the files say of a person; but these know which party "the party's leader" leads."""
    known = {t.source.id for t in held}
    sure = [
        t
        for t in said
        if t.source.id not in known or t.type not in ("leads", "member_of") or t.target.text[:1].isupper()
    ]
    yield from sure
    placed = {t.source.id for t in sure if t.type in ("leads", "member_of")}
    yield from (t for t in held if t.source.id not in placed)


def _said(context: Context, number: int) -> Iterator[Tie]:
    """Verbs, nouns and adjectives of relation: "which backs Sudani", "the leader of Hamas", "close to Iran"."""
    reading, lexicon = context.reading, context.resources.lexicon
    start, end = reading.sentences[number]
    for i in range(start, end):
        for entry, rest in lexicon.ties.get(reading.lemmas[i], ()):
            found = match_rest(reading, i, rest, end) if entry.pos == _pos(reading, i) else None
            if found is None or not _holds(reading, i):
                continue
            sources = _at(context, (i,), entry.source)
            targets = _at(context, (i, *found), entry.target, without={p.id for p in sources})
            if entry.type == "leads" and not targets and reading.lemmas[i] in RULERS:
                targets = [s for p in sources if (s := _ruled(context, p, i)) is not None]
            between = "between" in entry.source
            if not targets and entry.type in MUTUAL_TIES and (between or reading.deps[i] == "attr"):
                sources, targets = sources[:1], sources[1:]  # "the US and Iran have been enemies"
            second = entry.type == "leads" and _is_second(reading, i)
            yield from _each(context, number, replace(entry, type="member_of") if second else entry, sources, targets)
            if sources and targets:
                break


def _ruled(context: Context, ruler: Participant, title: int) -> Participant | None:
    """Here "Prime Minister al-Sudani" leads the state that the person is known to act for."""
    person, day = context.resources.knowledge.people.get(ruler.id), context.published
    if person is None or ruler.country is None:
        return None
    titled = (
        context.reading.lemmas[title] not in GOVERNMENTS
    )  # "the Obama administration", years later, is led by nobody
    roles = person.roles if titled or day is None else [r for r in person.roles if r.held_on(day)]
    if all(r.sector != "GOV" for r in roles) and not (titled and ruler.sector == "GOV"):
        return None
    return context.who.participants.state(ruler.country, title)


def _pos(reading: Reading, i: int) -> str:
    if reading.deps[i] == "compound" or reading.lemmas[i] == "prime" or _is_commanding(reading, i):
        return "noun"  # "prime" is an adjective to some in "Israel's prime minister"
    return POS.get(reading.pos[i], "")


def _is_commanding(reading: Reading, i: int) -> bool:
    """The first word of "the commanding general"."""
    return reading.lowers[i] == "commanding" and is_commander(reading, reading.heads[i])


def _holds(reading: Reading, i: int) -> bool:
    """A relation that the text asserts as standing: not denied, not wished for, not former."""
    if is_negated(reading, i) or (modality(reading, i) is not None and not _is_given(reading, i)):
        return False
    if reading.deps[i] in ("xcomp", "ccomp") and reading.lemmas[reading.heads[i]] in UNREAL:
        return False  # "denied supporting the rebels"
    if _is_feared(reading, i):
        return False
    if reading.pos[i] == "VERB" and reading.tags[i] == "VBD" and not reading.is_passive(i):
        return False  # "supported the bill yesterday" is an act
    titles = (i, reading.heads[i]) if reading.lemmas[i] == "prime" else (i,)
    return not any(reading.lowers[c] in PAST for title in titles for c in reading.children[title])


def _is_feared(reading: Reading, noun: int) -> bool:
    """As in "feared a war between", "the risk of conflict between", "averted": what may come, or did not."""
    above = reading.heads[noun]
    if reading.deps[noun] == "pobj":
        above = reading.heads[above]
    return reading.pos[noun] == "NOUN" and reading.lemmas[above] in FEARS


def _is_second(reading: Reading, i: int) -> bool:
    """As in "Vice-President X", "the deputy head of Y", "chief of staff of Y", "a commander of Y": second to whoever leads."""
    before = i - 2 if i > 1 and reading.words[i - 1] in HYPHENS else i - 1
    below = {reading.lowers[c] for c in reading.children[i] if reading.deps[c] in ("det", "amod", "compound")}
    one_of_many = reading.lemmas[i] == "commander" and bool(below & {"a", "an", "another", "senior"})
    staff = reading.lowers[i : i + 3] == ["chief", "of", "staff"]
    return one_of_many or staff or (before >= 0 and reading.lowers[before] in DEPUTIES)


def _is_given(reading: Reading, i: int) -> bool:
    """A title or a definite noun holds whatever may come: "President X will", "to discuss the fight against Y"."""
    if reading.pos[i] not in ("NOUN", "PROPN") or reading.deps[i] == "attr":
        return False
    below = reading.children[i]
    definite = any(reading.lowers[c] in DEFINITE or reading.deps[c] == "poss" for c in below)
    return definite or reading.deps[i] in ("compound", "nmod", "appos")


def _at(
    context: Context, words: tuple[int, ...], places: Iterable[str], without: AbstractSet[str] = frozenset()
) -> list[Participant]:
    """The parties at the first place of the relation's words that names any: "stands shoulder to shoulder with X"."""
    for place in places:
        heads = [h for i in words for h in _heads(context, i, place) if _is_party(context, h)]
        who = [p for h in heads for p in _who(context, h, without) if p.id not in without]
        who = [p for p in who if _is_known(context, p)]
        if who:
            return who
    return []


def _is_known(context: Context, party: Participant) -> bool:
    """A party of a country, a body of the files, or a person by name."""
    known = context.resources.knowledge
    return party.country is not None or party.id in known.organisations or is_person(context, party)


def _who(context: Context, head: int, without: AbstractSet[str]) -> Iterable[Participant]:
    """In "a spokesman for Hamas, Sami Abu Zuhri" the parser hangs the name on Hamas, which stands for itself here."""
    who, name = context.who.resolve(head), context.who.participants.at.get(head)
    return _patron(context, name) if name is not None and {p.id for p in who} & without else who


def _is_party(context: Context, head: int) -> bool:
    """False for what is somebody's ("support for the Iran nuclear deal"); a name, a pronoun or a kind of people stands for a party."""
    reading = context.reading
    named = head in context.who.participants.at or reading.pos[head] in ("PROPN", "PRON", "ADJ")
    owned = reading.child(head, "poss") is not None  # "backing the SDF's drive"
    return named or owned or reading.lemmas[head] in GROUP_NOUNS | ARMED_NOUNS | STATE_NOUNS | PERSON_NOUNS


def _heads(context: Context, i: int, place: str) -> list[int]:
    reading = context.reading
    if place == "named":
        title = reading.heads[i] if _is_commanding(reading, i) else i
        inner = context.who.participants.apposed_person(title)  # "the head of the Quds Force, Gen. Qaani"
        return _beside(reading, i) or ([] if inner is None else [inner])
    if place == "itself":  # "its Philippine ally"
        return [i] if reading.deps[i] != "attr" and has_name(context, i) else []
    if place == "owner" and _is_of_those_before(context, i):
        return [reading.heads[i]]
    if place in (finders := {"owner": _owners, "judged": _judged, "helped": _helped, "members": _members}):
        return finders[place](reading, i)
    if place == "noun":
        return [reading.heads[i]] if reading.deps[i] in ("amod", "acl", "relcl") else []
    return find_place(reading, i, place)


def _is_of_those_before(context: Context, noun: int) -> bool:
    """As in "Turkish soldiers and their Syrian rebel allies"."""
    reading = context.reading
    theirs = any(reading.tags[c] == "PRP$" for c in reading.children[noun])
    return reading.deps[noun] == "conj" and theirs and has_name(context, noun)


def _owners(reading: Reading, i: int) -> list[int]:
    owners = find_place(reading, i, "possessor") or find_place(reading, base_phrase_head(reading, i), "possessor")
    if reading.deps[i] == "conj" and any(reading.tags[h] == "PRP$" for h in owners):
        return []  # "Damascus and its allies": whose they are stands before
    if any(reading.deps[h] == "poss" for h in owners):  # "its Syrian allies" are not Syria's
        owners = [h for h in owners if reading.deps[h] != "amod"]
    return owners


def _members(reading: Reading, verb: int) -> list[int]:
    """The body whose "members", "nations", "countries" the subject names."""
    subjects = [s for s in find_place(reading, verb, "subject") if reading.lemmas[s] in MEMBERS]
    return [b for s in subjects for b in behind(reading, s, "of", "in") or left_of(reading, s)]


def _judged(reading: Reading, i: int) -> list[int]:
    subject = reading.child(i, "nsubj")
    if reading.deps[i] == "relcl" and subject is not None and reading.tags[subject] not in ("WDT", "WP"):
        return [reading.heads[i]]  # "the PKK, which it deems a terrorist group"
    return find_place(reading, i, "object") or [c for c in reading.children[i] if reading.deps[c] == "dative"]


def _helped(reading: Reading, noun: int) -> list[int]:
    """Who does the thing with somebody's support: "with the support of the coalition, the SDF retook Raqqa"."""
    preposition = reading.heads[noun]
    verb = reading.heads[preposition]
    if reading.lowers[preposition] != "with" or reading.pos[verb] not in ("VERB", "AUX"):
        return []
    return find_place(reading, verb, "subject")


def _beside(reading: Reading, title: int) -> list[int]:
    """The name that a title belongs to: "President X", "X, leader of", "the leader of Y, X", "X is the leader"."""
    i = title
    while (
        reading.deps[i] in ("compound", "nmod") or reading.lemmas[i] == "prime" or _is_commanding(reading, i)
    ):  # "Prime Minister X", also in "Prime Minister X's call"
        i = reading.heads[i]
    if i != title and reading.lemmas[i] not in TITLE_HEADS:
        return [i]
    if reading.lowers[reading.heads[i]] == "as" and reading.deps[i] in ("pobj", "amod"):
        return _seen_as(reading, reading.heads[reading.heads[i]])
    below = [c for c in reading.children[i] if reading.deps[c] == "appos"]
    if below and reading.deps[i] == "conj":  # "detained her and the president, Y"
        return below
    if reading.deps[i] == "attr":
        return below or find_place(reading, reading.heads[i], "subject")
    return _apposed(reading, i) or below


def _seen_as(reading: Reading, verb: int) -> list[int]:
    """As in "views X as an arm of Y", "looks on X as"."""
    return find_place(reading, verb, "object") or behind(reading, verb, "on", "upon", "at")


def _apposed(reading: Reading, title: int) -> list[int]:
    """The name that the title stands behind: "X, one of the leaders of", "X and Y, all of them allies of"."""
    i = title
    if reading.deps[i] == "pobj" and reading.lowers[reading.heads[i]] == "of":
        i = reading.heads[reading.heads[i]]
    if reading.deps[i] not in ("appos", "conj"):
        return []
    while reading.deps[i] in ("appos", "conj"):
        i = reading.heads[i]
    return reading.conjuncts(i) if reading.tags[title] == "NNS" else [i]


def _each(
    context: Context, number: int, entry: TieEntry, sources: list[Participant], targets: list[Participant]
) -> Iterator[Tie]:
    for source in sources:
        for target in targets:
            kind = _kind(context, entry, source, target)
            if source.id != target.id and _fits(context, kind, source, target):
                yield as_tie(context, number, kind, (source, target), entry.id)


def _kind(context: Context, entry: TieEntry, source: Participant, target: Participant) -> str:
    """A group that leads others is a part of them ("the SDF, led by the YPG"); a state is a member of its NATO allies."""
    known = context.resources.knowledge
    if entry.type == "leads" and source.id in known.organisations and source.sector in ("REB", "PTY"):
        return "part_of"
    if (
        entry.type == "allied_with"
        and target.sector == "IGO"
        and source.id in known.countries
        and entry.id == "ties.ally"
    ):
        return "member_of"
    return entry.type


def _fits(context: Context, kind: str, source: Participant, target: Participant) -> bool:
    """Persons lead and are members; states and organisations do the rest."""
    if kind in ("leads", "member_of"):
        return _fits_person(context, kind, source, target)
    countries, person = context.resources.knowledge.countries, is_person(context, source)
    if kind == "part_of" and (target.sector == "CVL" or is_person(context, target)):
        return False
    if kind in ("part_of", "hosts_forces_of"):
        return not person and not (kind == "part_of" and source.id in countries and target.sector != "IGO")
    alike = source.sector == target.sector and source.country == target.country is not None
    return not (
        (kind == "allied_with" and target.sector == "CVL")  # "with the government and people of Iraq"
        or (kind == "backs" and person and source.sector == "MIL")  # who supports an operation serves in it
        or (kind == "opposes" and alike)
    )


def _fits_person(context: Context, kind: str, source: Participant, target: Participant) -> bool:
    """Here "Trump's envoy" is a member of what Trump leads; of the rest, states alone are members, of a league of states."""
    if is_person(context, target) or (target.sector == "NGO" and source.sector != "NGO"):
        return False
    if not is_person(context, source):
        return kind == "member_of" and target.sector == "IGO"
    return kind == "leads" or target.id not in context.resources.knowledge.countries


def _compounds(context: Context, number: int) -> Iterator[Tie]:
    """As in "Iranian-backed militias", "the US-led coalition"."""
    reading = context.reading
    start, end = reading.sentences[number]
    for name in context.names:
        i = name.end
        if not start <= name.start < end or i + 1 >= end or reading.words[i] not in HYPHENS:
            continue
        kind = COMPOUNDS.get(reading.lowers[i + 1])
        if kind is None:
            continue
        sources = _patron(context, name)
        targets = context.who.resolve(_bearer(context, i + 1))
        targets = tuple(t for t in targets if t.id.endswith(f"{name.ref.lower()}-backed")) or targets
        for source in sources:
            for target in targets:
                if source.id != target.id:
                    yield as_tie(context, number, kind, (source, target), f"ties.{reading.lowers[i + 1]}")


def _bearer(context: Context, participle: int) -> int:
    """Whom the compound describes; the name right behind in "the Iranian-backed militia Kataib Hezbollah"."""
    head = base_phrase_head(context.reading, participle)
    behind_it = context.who.participants.at.get(head + 1)
    named = behind_it is not None and behind_it.kind == "organisation" and behind_it.start == head + 1
    return behind_it.end - 1 if named and behind_it is not None else head


def _within_names(context: Context, number: int) -> Iterator[Tie]:
    """As in "Russian-backed separatists", which the files know by this name as a whole."""
    reading, published = context.reading, context.published
    start, end = reading.sentences[number]
    for name in context.names:
        kind = COMPOUNDS.get(reading.lowers[name.start + 2]) if name.start + 2 < name.end else None
        if not start <= name.start < end or kind != "backs" or reading.words[name.start + 1] not in HYPHENS:
            continue
        first = slice(name.start, name.start + 1)
        for patron in context.resources.names.find(reading.words[first], reading.lemmas[first], published, name.start):
            for source in _patron(context, patron):
                for target in context.who.resolve(name.end - 1):
                    if source.id != target.id:
                        yield as_tie(context, number, kind, (source, target), f"ties.{reading.lowers[name.start + 2]}")


def _enemies(context: Context, number: int) -> Iterator[Tie]:
    """As in "the anti-IS coalition", "counter-ISIL forces", "pro-Iranian militias": who bears the name is against or for the one named."""
    reading = context.reading
    start, end = reading.sentences[number]
    for name in context.names:
        i = name.start
        if not start + 1 < i < end or reading.words[i - 1] not in HYPHENS or reading.lowers[i - 2] not in STANCES:
            continue
        bearer = base_phrase_head(reading, name.end - 1)
        sources = context.who.resolve(bearer) if bearer >= name.end and context.who.participants.may_act(bearer) else ()
        for source in sources:
            for target in _patron(context, name):
                if source.id != target.id and source.sector in SIDES:
                    yield as_tie(
                        context,
                        number,
                        STANCES[reading.lowers[i - 2]],
                        (source, target),
                        f"ties.{reading.lowers[i - 2]}",
                    )


def _patron(context: Context, name: Name) -> list[Participant]:
    who = context.who.participants
    if name.kind in ("country", "demonym", "seat"):
        return [who.state(name.ref, name.end - 1)]
    return [who.organisation(name.ref, name.end - 1)] if name.kind == "organisation" else []
