"""Two words for one deed in one clause ("a strike killed", "killed in a drone attack") into one frame."""

from __future__ import annotations

from dataclasses import replace

from standoff.code.frames.grammar import find_place
from standoff.code.frames.nouns import WEAPONS
from standoff.code.frames.own_phrases import LIGHT_VERBS, PARTITIVES
from standoff.code.frames.phrases import says_where
from standoff.code.frames.reading import Frame, Party, Reading
from standoff.code.frames.roles import ITSELF
from standoff.code.lexicon import Entry

CLAIM = "assault.claim-responsibility"  # an entry of the lexicon
MEANS = frozenset(("in", "with", "by", "during", "through", "via", "after", "from", "when", "of"))

SIDE = ("when", "as")
NESTED = 3  # places inside places: "on a school in the suburb of a town"
WHOSE = 6  # words from "whose" to its verb

DESTROYED = ("destroy",)
MEANS_OF_WAR = WEAPONS | frozenset("air ground artillery suicide retaliatory deadly indiscriminate".split())


def fuse(reading: Reading, frames: list[Frame]) -> list[Frame]:
    """Frames of force that tell the same deed are one; it keeps the noun's author and the verb's victims."""
    at = {f.head: f for f in frames}
    gone: set[int] = set()
    into: dict[int, int] = {}  # "shelling, bombing and looting": all into the first
    for frame in frames:
        above = reading.heads[frame.head]
        if above in at and _is_one_deed(reading, at[above], frame):
            first = into[frame.head] = into.get(above, above)
            at[first] = _together(at[first], frame)
            gone.add(frame.head)
    for frame in frames:
        if frame.type != "ASSAULT" or frame.head in gone:
            continue
        if reading.pos[frame.head] not in ("VERB", "AUX"):
            cause = _cause(reading, frame, at, gone)
            if cause is not None:
                at[frame.head] = _joined(at[frame.head], cause)
                gone.add(cause.head)
            continue
        if _is_purpose(reading, frame.head):
            continue  # "an offensive to recapture the city"
        noun = _deed(reading, frame, at, gone)
        if noun is not None:
            at[frame.head] = _joined(at[frame.head], noun)
            gone.add(noun.head)
            if frame.entry.id == CLAIM:  # "claimed an ambush that killed six": whoever claims it killed them
                at[noun.head] = at[frame.head]
    return [at[f.head] for f in frames if f.head not in gone]


def _cause(reading: Reading, harm: Frame, at: dict[int, Frame], gone: set[int]) -> Frame | None:
    """As in "the death of 20 soldiers in an ambush": what the noun of harm came of."""
    if not harm.entry.harm:
        return None
    hosts = (harm.head, *(p.head for p in harm.recipient_heads if p.head >= 0))
    within = (c for h in hosts for c in reading.children[h] if reading.lowers[c] in ("in", "during"))
    return next((noun for c in within if (noun := _below(reading, c, at, gone)) is not None), None)


def _is_one_deed(reading: Reading, first: Frame, second: Frame) -> bool:
    """As in "Israel's bombing and invasion of Gaza": two nouns with one author and one target."""
    one, other = first.head, second.head
    if reading.deps[other] != "conj" or any(f.type != "ASSAULT" or f.entry.reciprocal for f in (first, second)):
        return False
    if first.entry.harm and second.entry.harm and reading.pos[one] == reading.pos[other] == "VERB":
        return reading.lowers[one + 1 : other] == ["or"]  # "killing or wounding 50", one number for both
    if reading.pos[one] != "NOUN" or reading.pos[other] != "NOUN" or ITSELF in second.entry.actor:
        return False  # "arson and police firing"
    return all(
        reading.pos[i] in ("CCONJ", "PUNCT", "ADV") or reading.lemmas[i] in MEANS_OF_WAR for i in range(one + 1, other)
    )


def _together(first: Frame, second: Frame) -> Frame:
    return first.but(
        actor_heads=first.actor_heads or second.actor_heads,
        recipient_heads=first.recipient_heads or second.recipient_heads,
        mode=tuple(dict.fromkeys((*first.mode, *second.mode))),
        fused=(*first.fused, second.head),
        words=(*first.words, *(w for w in second.words if w not in first.words)),
    )


def _is_purpose(reading: Reading, verb: int) -> bool:
    return reading.is_infinitive(verb) and reading.deps[verb] in ("acl", "advcl")


def _deed(reading: Reading, verb: Frame, at: dict[int, Frame], gone: set[int]) -> Frame | None:
    """The noun frame that tells what the verb of harm tells."""
    for party in verb.actor_heads:
        noun = (
            at.get(_counted(reading, party.head))
            or _meant(reading, verb, party.head, at)
            or _worded(verb, party.head, at)
        )
        if noun is not None and noun.type == "ASSAULT" and noun.head not in gone and noun.head != verb.head:
            return noun
    if (noun := _of_relative(reading, verb, at, gone)) is not None:
        return noun
    joined = [
        v for v in reading.conjuncts(verb.head) if v == verb.head or (verb.entry.harm and v in at and at[v].entry.harm)
    ]
    for c in [c for v in joined for c in reading.children[v]]:
        if reading.deps[c] in ("prep", "agent") and reading.lowers[c] in MEANS:
            noun = _below(reading, c, at, gone)
            if noun is not None:
                return noun
    if not verb.entry.recipient:
        return _claimed(reading, verb, at, gone)
    return _of_main_clause(reading, verb, at, gone) or _of_side_clause(reading, verb, at, gone)


def _of_relative(reading: Reading, verb: Frame, at: dict[int, Frame], gone: set[int]) -> Frame | None:
    """As in "a strike by a militia that killed three"; what the clause is about may stand before what it hangs on."""
    above = reading.heads[verb.head]
    before = [f for f in at.values() if f.type == "ASSAULT" and f.head < verb.head and f.head not in gone]
    for noun in before if reading.deps[verb.head] == "relcl" else ():
        own = above in {p.head for p in noun.actor_heads}
        if own or any(_is_where(reading, above, w) for w in (noun.head, *_claimed_noun(reading, noun))):
            return noun
    return _whose(reading, verb, before)


def _is_where(reading: Reading, place: int, noun: int) -> bool:
    """As in "the attack on a school in the capital, which killed 60": the parser hangs the clause on the place."""
    place = reading.heads[place] if reading.deps[place] == "appos" else place
    if reading.pos[place] == "PROPN" and reading.lowers[reading.heads[place]] == "of":  # "in the town of Bria, which"
        place = reading.heads[reading.heads[place]]
    if not says_where(reading, place):
        return False
    for _ in range(NESTED):
        place = reading.heads[reading.heads[place]]
        if place == noun or reading.deps[place] != "pobj":
            break
    return place == noun


def _claimed_noun(reading: Reading, frame: Frame) -> list[int]:
    """The attack in "claimed an attack on a bank in Kabul in which six policemen died"."""
    return [w for w in frame.words if reading.pos[w] == "NOUN"] if frame.entry.id == "assault.claim-attack" else []


def _whose(reading: Reading, verb: Frame, deeds: list[Frame]) -> Frame | None:
    """As in "an attack on the mission, two of whose members died": what the clause that the parser has hung elsewhere is about."""
    start, _ = reading.sentences[reading.sentence_of[verb.head]]
    whose = next(
        (i for i in range(verb.head - 1, max(start, verb.head - WHOSE) - 1, -1) if reading.tags[i] == "WP$"), None
    )
    if not verb.entry.harm or whose is None or "," not in reading.words[max(start, whose - 3) : whose]:
        return None
    if any(reading.pos[i] in ("VERB", "AUX") or reading.words[i] == "," for i in range(whose, verb.head)):
        return None
    before = [f for f in deeds if start <= f.head < whose and reading.pos[f.head] == "NOUN"]
    return before[-1] if before else None


def _claimed(reading: Reading, verb: Frame, at: dict[int, Frame], gone: set[int]) -> Frame | None:
    """As in "claimed responsibility for the attack", "the attack for which X claimed responsibility"."""
    told = [h for place in ("for", "object") for h in find_place(reading, verb.head, place)]
    if reading.deps[verb.head] == "relcl":
        above = reading.heads[verb.head]
        told.append(above)
        while reading.deps[above] in ("pobj", "prep"):  # "the attack on a hotel in Kabul, for which ..."
            above = reading.heads[above]
            told.append(above)
    return next((at[h] for h in told if h in at and at[h].type == "ASSAULT" and h not in gone), None)


def _counted(reading: Reading, head: int) -> int:
    """The deeds behind "a series of raids left 20 dead"."""
    if head < 0 or reading.lemmas[head] not in PARTITIVES:
        return head
    return next(iter(find_place(reading, head, "of")), head)


def _worded(verb: Frame, noun: int, at: dict[int, Frame]) -> Frame | None:
    """The frame of which the noun is a word: "claimed the bombing that killed 30"."""
    return next((f for f in at.values() if verb.entry.harm and noun in f.words), None)


def _meant(reading: Reading, verb: Frame, relative: int, at: dict[int, Frame]) -> Frame | None:
    """What "which" stands for where the parser hung its clause elsewhere: "an attack on the town in May which left 14 dead"."""
    if not verb.entry.harm or relative < 0:
        return None
    if reading.tags[relative] != "WDT" and reading.entity[relative] not in ("DATE", "TIME"):  # no day kills
        return None
    start, _ = reading.sentences[reading.sentence_of[relative]]
    told = {w: f for f in at.values() if f.type == "ASSAULT" for w in (f.head, *f.words) if reading.pos[w] == "NOUN"}
    return next((told[i] for i in range(relative - 1, start - 1, -1) if i in told), None)


def _of_side_clause(reading: Reading, verb: Frame, at: dict[int, Frame], gone: set[int]) -> Frame | None:
    """As in "were killed when US forces carried out strikes", "had been killed since Friday, when the assault began"."""
    if not verb.entry.harm or verb.actor_heads:
        return None
    harmed = [v for v in reading.conjuncts(verb.head) if v == verb.head or (v in at and at[v].entry.harm)]
    days = [d for v in harmed for c in reading.children[v] if reading.deps[c] == "prep" for d in reading.children[c]]
    for clause in [c for v in (*harmed, *days) for c in reading.children[v]]:
        if reading.deps[clause] in ("advcl", "relcl") and any(
            reading.lowers[c] in SIDE for c in reading.children[clause]
        ):
            for c in (clause, *reading.children[clause]):
                if c in at and at[c].type == "ASSAULT" and c not in gone:
                    return at[c]
    return None


def _below(reading: Reading, preposition: int, at: dict[int, Frame], gone: set[int]) -> Frame | None:
    """The deed behind a preposition: "killed in an attack", and "in police firing", which the parser may take for a clause."""
    for p in reading.children[preposition]:
        if reading.deps[p] not in ("pobj", "pcomp"):
            continue
        for deed in (
            p,
            _counted(reading, p),
            *(c for c in reading.children[p] if reading.deps[c] == "acl" and reading.tags[c] == "VBG"),
        ):
            noun = at.get(deed)
            if noun is not None and noun.type == "ASSAULT" and deed not in gone and not noun.entry.harm:
                return None if reading.lowers[preposition] == "after" and noun.actor_heads else noun
    return None


def _of_main_clause(reading: Reading, verb: Frame, at: dict[int, Frame], gone: set[int]) -> Frame | None:
    """As in "carried out a strike, killing three", "hit a convoy, destroying two trucks": the deed of the clause above."""
    if reading.deps[verb.head] != "advcl" or reading.tags[verb.head] != "VBG":
        return None
    above = reading.heads[verb.head]
    if above in at and at[above].type == "ASSAULT" and above not in gone:
        return at[above] if verb.entry.harm or verb.mode == DESTROYED else None
    if reading.lemmas[above] not in LIGHT_VERBS:
        return None
    return next(
        (
            at[c]
            for c in reading.children[above]
            if reading.deps[c] in ("dobj", "nsubjpass") and c in at and at[c].type == "ASSAULT"
        ),
        None,
    )


def _needing_what_both_need(verb: Frame, noun: Frame) -> Entry:
    """The verb's entry: "bridges were targeted by air strikes" needs no victim where "air strikes" alone needs none."""
    return replace(verb.entry, needs=tuple(n for n in verb.entry.needs if n in noun.entry.needs))


def _joined(verb: Frame, noun: Frame) -> Frame:
    deed = noun.head
    own: tuple[Party, ...] = tuple(p for p in verb.actor_heads if p.head != deed)
    if verb.entry.harm:  # "killed in a gun battle with militants"
        own += tuple(p for p in noun.recipient_heads if p.place == "with")
        noun = noun.but(recipient_heads=tuple(p for p in noun.recipient_heads if p.place != "with"))
    victims = (
        (*verb.recipient_heads, *noun.recipient_heads)
        if verb.entry.harm
        else (*noun.recipient_heads, *verb.recipient_heads)
    )
    return verb.but(
        entry=_needing_what_both_need(verb, noun),
        actor_heads=(*noun.actor_heads, *own),
        recipient_heads=victims,
        mode=tuple(dict.fromkeys((*verb.mode, *noun.mode))),
        fused=(*verb.fused, deed, *noun.fused),
        words=(*verb.words, *(w for w in noun.words if w not in verb.words)),
        rule=verb.rule,
    )
