"""The place names of one sentence become `PlaceExpression`s, and of those the place of one event is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from standoff.code.frames.where_names import (
    LOCATIVE,
    NARROW,
    OTHER_NAMES,
    PART_NOUNS,
    PLACE_NOUNS,
    Found,
    Same,
    Sentence,
    named_places,
    names_of,
)
from standoff.knowledge import Knowledge
from standoff.knowledge.places import WORDS, Gazetteer
from standoff.records import Where

CLAUSES = frozenset(("relcl", "acl", "advcl", "ccomp", "xcomp", "parataxis", "csubj", "pcomp"))
FAR = 4
GOALS = frozenset(("to", "into", "across", "toward", "towards"))
RESIDENTS = frozenset(
    "resident inhabitant people villager citizen townspeople population civilian worshipper pupil student family dweller".split()
)
HOME = frozenset(("base", "headquarter"))  # verbs that tell where somebody is at home


@dataclass(frozen=True, slots=True)
class PlaceExpression:
    """Tokens `start` to `end` of the document name `where`.

    `preposition` leads to it ("in", None without one) and `head` is the token that the preposition, or else the name
    itself, hangs on; `relation` is the dependency of the name's phrase.
    """

    start: int
    end: int
    where: Where
    preposition: str | None
    head: int
    relation: str = ""


def find_places(
    sentence: Span, gazetteer: Gazetteer, knowledge: Knowledge, context: Sequence[str]
) -> list[PlaceExpression]:
    """All places that the sentence names, in text order; `context` are the document's countries, most frequent first."""
    words = [t.text for t in sentence]
    lower = not any(w[:1].isupper() for w in words)
    this = Sentence(sentence, words, gazetteer, names_of(Same(knowledge)), tuple(context), lower)
    hung = (_attached(this, one) for one in named_places(this))
    return _paired(this, [expression for expression in hung if expression is not None])


def _attached(this: Sentence, one: Found) -> PlaceExpression | None:
    """How the name hangs in the sentence; None where it says who, not where ("the president of Iraq", "Baghdad officials")."""
    if one.where is None:
        return None
    offset = this.span.start
    node = _phrase_of(this.span[one.start : one.end].root, whole=one.where.precision == "country")
    preposition, head = None, node.head
    if node.dep_ in ("pobj", "pcomp"):
        preposition, head = node.head.lower_, node.head.head
        if head.pos_ == "ADP" and head.lower_ != "than":
            preposition, head = head.lower_, head.head
    if _says_who(this, one, node, preposition, head):
        return None
    return PlaceExpression(
        offset + one.start, offset + (one.reach or one.end), one.where, preposition, head.i, node.dep_
    )


def _phrase_of(node: Token, whole: bool) -> Token:
    """Up from a name to the phrase it belongs to: "the city of Mosul", "parts of Iraq", "Iraq's north", "Mosul and Kirkuk".

    A `whole` country before a noun says whose it is ("US bases"), unless the noun is a part of it ("the Iraq border").
    """
    nouns = PART_NOUNS if whole else PLACE_NOUNS
    for _ in range(6):
        head = node.head
        if node.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in PLACE_NOUNS:
            node = head.head
            continue
        of_a_kind = node.dep_ in ("compound", "nmod", "amod", "appos", "poss") and head.lemma_.lower() in nouns
        if not of_a_kind and not (node.dep_ == "conj" and head.pos_ in ("PROPN", "NOUN")):
            break
        node = head
    return node


def _says_who(this: Sentence, one: Found, node: Token, preposition: str | None, head: Token) -> bool:
    lemma = head.lemma_.lower()
    if lemma in HOME and head.dep_ in ("acl", "relcl"):
        return True  # "a monitor based in Britain"
    person = lemma in this.names.agents or lemma in WORDS["body"] or head.ent_type_ in OTHER_NAMES
    if node.dep_ in ("compound", "nmod", "amod", "poss") and node is not head:
        whole = one.where is not None and one.where.precision == "country"
        return person or whole
    if (
        preposition in ("of", "from")
        and lemma in RESIDENTS
        and one.where is not None
        and one.where.precision != "country"
    ):
        return False  # "massacred residents of Axum"
    if preposition in ("of", "from", "for"):
        return person
    # "al Qaeda in Iraq"; a town after a body is where the event was ("clashes with the RSF in El Fasher")
    country = one.where is not None and one.where.precision == "country"
    return preposition == "in" and head.ent_type_ == "ORG" and lemma not in PLACE_NOUNS and country


def _paired(this: Sentence, places: list[PlaceExpression]) -> list[PlaceExpression]:
    """One place in no one country for "in Iraq and Syria": the event is not to be pinned on either."""
    kept: list[PlaceExpression] = []
    for place in places:
        last = kept[-1] if kept else None
        between = this.words[last.end - this.span.start : place.start - this.span.start] if last else []
        together = (
            last is not None and [w.lower() for w in between] in (["and"], [",", "and"])
            and last.preposition in LOCATIVE and (last.preposition, last.head) == (place.preposition, place.head)
            and last.where.precision == place.where.precision == "country"
        )  # fmt: skip
        if last is not None and together:
            where = Where(f"{last.where.name} and {place.where.name}", None, None, None, "region")
            kept[-1] = replace(last, end=place.end, where=where)
        else:
            kept.append(place)
    return kept


def whence(places: list[PlaceExpression]) -> list[PlaceExpression]:
    """The places without those that somebody goes to: people flee where they are driven out, not where they arrive."""
    return [p for p in places if p.preposition not in GOALS]


def choose_place(trigger: Token, places: list[PlaceExpression], *, deed: bool = False) -> Where | None:
    """The place of the event that `trigger` tells of: its own phrase's, its clause's, else one named before in the sentence.

    Of places that are equally close in the parse the narrower is taken, then the nearer; a narrower place of the same
    country wins also from one step further ("In Syria, a bomb killed two people in Palmyra"). `deed`: whatever the word
    ("declared a curfew in Darfur"), something is done and not said.
    """
    ranked = [(rank, p) for p in places if (rank := _rank(trigger, p, deed)) is not None]
    if not ranked:
        return None
    best_rank, best = min(ranked, key=lambda r: (r[0], NARROW[r[1].where.precision], abs(r[1].start - trigger.i)))
    inside = [p for rank, p in ranked if rank <= best_rank + 1 and p.where.country == best.where.country]
    return min(inside, key=lambda p: (NARROW[p.where.precision], p is not best)).where


def _rank(trigger: Token, place: PlaceExpression, deed: bool) -> int | None:
    """How far in the parse from trigger to place, 0 closest; None where the place is not where the event was."""
    head = trigger.doc[place.head]
    if place.preposition is None:
        return _bare_rank(trigger, place, head)
    if not _spatial(place, head, trigger):
        return None
    if head.i == trigger.i:
        return 0
    if place.preposition == "of" or (place.preposition == "from" and head.lemma_.lower() in RESIDENTS):
        suffers = head.lemma_.lower() in RESIDENTS and head.dep_ in ("dobj", "nsubjpass", "pobj")
        return 1 if suffers and trigger in (head.head, head.head.head, head.head.head.head) else None
    return (
        _rank_of_saying(trigger, place, head)
        if trigger.lemma_.lower() in WORDS["verbal"] and not deed
        else _led_rank(trigger, place, head)
    )


def _led_rank(trigger: Token, place: PlaceExpression, head: Token) -> int | None:
    """Below the trigger, then beside it under its verb, then above it, then in front of it in the sentence."""
    if trigger.is_ancestor(head):
        return 1 + _clauses_between(head, trigger)
    verb = _verb_of(trigger)
    if verb.i == head.i or verb.is_ancestor(head):
        return 2 + _clauses_between(head, verb)
    if head.is_ancestor(trigger):
        return 3
    return FAR if place.start < trigger.i and place.preposition in LOCATIVE else None


def _rank_of_saying(trigger: Token, place: PlaceExpression, head: Token) -> int | None:
    """Where something was said: with the verb itself, or at the occasion that opens the sentence ("In a speech in Cairo, ...")."""
    if head.i == _verb_of(trigger).i and place.preposition in LOCATIVE:
        return 2
    occasion = head.lemma_.lower() in WORDS["occasions"] or head.head.lemma_.lower() in WORDS["occasions"]
    return FAR if occasion and place.preposition in LOCATIVE else None


def _bare_rank(trigger: Token, place: PlaceExpression, head: Token) -> int | None:
    """Without a preposition: "the Mosul offensive", "captured Mosul", "Mosul fell"."""
    if place.relation in ("compound", "nmod", "poss", "amod"):
        return 0 if head.i == trigger.i else None
    lemma = head.lemma_.lower()
    country = place.where.precision == "country"
    taken = lemma in (WORDS["taking_country"] if country else WORDS["taking"]) and place.relation in (
        "dobj",
        "nsubjpass",
    )
    if taken or (lemma in WORDS["falling"] and place.relation == "nsubj" and not country):
        if head.i == trigger.i:
            return 0
        return 2 if head.i == _verb_of(trigger).i else FAR
    return None


def _spatial(place: PlaceExpression, head: Token, trigger: Token) -> bool:
    """True where the preposition says where (and not to, about, with or against whom)."""
    lemma = head.lemma_.lower()
    match place.preposition:
        case "of" | "from" if lemma in RESIDENTS:
            return True
        case "from":
            return lemma in WORDS["moving"] or trigger.lemma_.lower() in WORDS["moving"]
        case "to" | "out":
            return lemma in WORDS["moving"]
        case "on":
            return lemma in WORDS["striking"] or place.where.precision in ("site", "region")
        case "of":
            return bool(head.i == trigger.i) and trigger.lemma_.lower() not in WORDS["verbal"]
    return place.preposition in LOCATIVE


def _clauses_between(low: Token, high: Token) -> int:
    """How many clause boundaries lie between a token and one above it."""
    count, node = 0, low
    while node.i not in {high.i, node.head.i} and count < FAR:
        count += node.dep_ in CLAUSES or (node.dep_ == "conj" and node.pos_ == "VERB")
        node = node.head
    return int(count)


def _verb_of(token: Token) -> Token:
    """The verb whose clause a token stands in."""
    node = token
    while node.pos_ not in ("VERB", "AUX") and node.head.i != node.i:
        node = node.head
    return node
