"""Who stands where: the noun phrases at the grammatical places that a lexicon entry names."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.code.frames import hosts
from standoff.code.frames.grammar import find_place, from_afar, verb_object
from standoff.code.frames.nouns import SITE_PARTS, WEAPONS
from standoff.code.frames.own_phrases import prepositional
from standoff.code.frames.phrases import behind
from standoff.code.frames.reading import Frame, Party, Reading

# the subject of these suffers the event named by the object: "came under attack", "suffered an assault"
EVENT_PLACE = "inner_actor"  # whoever did what the predicate is about: "condemned the US strike"
SPEAKER = "speaker"  # whoever says the sentence
TOLD = "told"  # whoever did what the speaker tells of
ITSELF = "itself"  # the noun that the parser made head of the phrase: "the police firing"
SAID = frozenset(
    "accusation allegation claim charge report suggestion finding comment remark statement assertion account criticism "
    "version argument complaint".split()
)
COMPLEMENTS = frozenset(("dobj", "ccomp", "xcomp", "prep", "pobj", "dative", "acl"))
AIMS = frozenset(("advcl", "acl", "relcl", "xcomp"))
ASIDES = frozenset(("relcl", "advcl", "appos", "parataxis", "npadvmod"))
PHRASE_HEADS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "dative", "compound", "amod"))


def fill_roles(reading: Reading, frame: Frame) -> Frame:
    """The frame with the head tokens at all places of its actor and recipient, the best place first.

    Which place counts is decided where names are known: the first that names somebody.
    """
    gerund = reading.deps[frame.head] == "pcomp" and reading.tags[frame.head] == "VBG"  # "of sending troops": by others
    opposed = {p.head for p in frame.recipient_heads}  # "anti-IS operations", which are not of IS
    actors = tuple(
        p
        for p in _parties(reading, frame, tuple(p for p in frame.entry.actor if p != "object" or not gerund))
        if p.head not in opposed and not _is_counting(reading, p.head)
    )
    recipients = frame.recipient_heads or tuple(_parties(reading, frame, frame.entry.recipient))
    sent = gerund and "object" in frame.entry.actor  # no party of its own
    recipients = tuple(
        p for p in recipients if not _is_counting(reading, p.head) and not (sent and p.place == "object")
    )
    if frame.entry.harm and not actors:  # "whom an American drone killed": weapons kill and are not killed
        actors = tuple(p for p in recipients if p.head >= 0 and reading.lemmas[p.head] in WEAPONS)
    return frame.but(actor_heads=actors, recipient_heads=tuple(p for p in recipients if p not in actors))


def _is_counting(reading: Reading, head: int) -> bool:
    """As in "a nine-nation tour": says of how many countries, and not whose tour it is."""
    return head > 0 and reading.lemmas[head] in ("nation", "country", "state") and reading.words[head - 1] == "-"


def _parties(reading: Reading, frame: Frame, places: tuple[str, ...]) -> Iterator[Party]:
    for place in places:
        if place == EVENT_PLACE:
            for inside in ("object", "for", "over", "of"):
                yield from (Party(h, place) for h in find_place(reading, frame.head, inside))
        elif place in (SPEAKER, TOLD, ITSELF):
            yield Party(frame.head, place)
        elif place == hosts.HELPED:
            verb = hosts.helped_verb(reading, frame.head)
            yield from (Party(h, place) for h in (() if verb is None else find_place(reading, verb, "subject")))
        else:
            heads = [h for part in _at(reading, frame, place) for h in _whole(reading, part)]
            yield from (Party(h, place) for h in _outside_words(reading, frame, heads, place))


def _whole(reading: Reading, head: int) -> list[int]:
    """The phrase, and what "the gates of the ministry" and "the outskirts of Goma" are a part of."""
    return [head, *(behind(reading, head, "of") if reading.lemmas[head] in SITE_PARTS else ())]


def _outside_words(reading: Reading, frame: Frame, heads: list[int], place: str) -> Iterator[int]:
    """Who holds "talks in Baghdad" is not told by the noun of the predicate, but for its possessor ("US-Iran talks")."""
    for head in heads:
        told = place != "between" and frame.entry.reciprocal
        if told and head in frame.words and head != frame.head:
            yield from find_place(reading, head, "possessor")
        else:
            yield head


def _at(reading: Reading, frame: Frame, place: str) -> list[int]:
    """What stands at a place; "the campaign of X to defeat Y": of a noun with a verb, the verb's object."""
    if place == "object" and reading.pos[frame.head] not in ("VERB", "AUX") and len(frame.words) > 1:
        return _behind_words(reading, frame, place) or find_place(reading, frame.head, place)
    if place == "possessor" and reading.deps[frame.head] == "poss" and reading.heads[frame.head] in frame.words:
        return [frame.head]  # "the military's operations", read as a military operation
    found = find_place(reading, frame.head, place) or _behind_words(reading, frame, place)
    if not found and place == "object":  # "let go one of the hostages", where the object hangs on the last word
        verbs = [w for w in frame.words if w != frame.head and reading.pos[w] == "VERB"]
        found = [c for w in verbs for h in verb_object(reading, w) for c in reading.conjuncts(h)]
    return found or (from_afar(reading, frame.head) if place == "by" else [])


def _behind_words(reading: Reading, frame: Frame, place: str) -> list[int]:
    """The phrase may hang on another word of the pattern: "stand shoulder to shoulder with X"."""
    others = [w for w in frame.words if w != frame.head]
    if place == "object":  # "the campaign to defeat Daesh"
        return [
            c for w in others if reading.pos[w] == "VERB" for h in verb_object(reading, w) for c in reading.conjuncts(h)
        ]
    return [c for w in others for h in prepositional(reading, w, place) for c in reading.conjuncts(h)]


def accusers(reading: Reading, verb: int) -> list[int]:
    """Whose word is denied: "refuted Trump's comments", "denied charges from the opposition"."""
    said = [c for c in find_place(reading, verb, "object") if reading.lemmas[c] in SAID]
    return [h for noun in said for place in ("possessor", "from", "by") for h in find_place(reading, noun, place)]


def complement_heads(reading: Reading, head: int) -> list[int]:
    """Heads of the noun phrases in the complement of a predicate, in text order: "demanded that Hamas renounce"."""
    found: list[int] = []
    for c in reading.children[head]:
        if (c > head and reading.deps[c] in COMPLEMENTS) or _is_condition(reading, c):
            found += [
                i
                for i in reading.subtree(c, without=ASIDES)
                if reading.pos[i] in ("NOUN", "PROPN") and reading.deps[i] in PHRASE_HEADS
            ]
    return sorted(found)


def purpose_heads(reading: Reading, head: int) -> list[int]:
    """Whom it is for in "sent engineers to help Vietnam cope": heads of the phrases in the clause of purpose."""
    aims = [c for c in reading.subtree(head) if c > head and reading.deps[c] in AIMS and reading.is_infinitive(c)]
    inside = (i for c in aims for i in reading.subtree(c, without=ASIDES))
    return [i for i in inside if reading.pos[i] in ("NOUN", "PROPN") and reading.deps[i] in PHRASE_HEADS]


def _is_condition(reading: Reading, clause: int) -> bool:
    """As in "threatened a strike unless Israel withdraws": the condition is the other party's to meet; "called for troops to leave"."""
    return reading.deps[clause] == "advcl" and any(
        reading.lowers[c] in ("if", "unless", "until") and reading.deps[c] == "mark" for c in reading.children[clause]
    )
