"""Noun phrases: their words before the head, their extent, and the phrase that a partitive stands for."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from standoff.code.frames.reading import Reading

LEFT = frozenset(
    (
        "det",
        "amod",
        "compound",
        "nmod",
        "nummod",
        "poss",
        "npadvmod",
        "case",
        "quantmod",
        "advmod",
        "predet",
        "conj",
        "cc",
        "punct",
        "preconj",
        "intj",
        "dep",
    )
)
DEFINITE = frozenset(("the", "this", "that", "these", "those"))
SPACES = re.compile(r"[^a-z0-9]+")
NO_WORD = re.compile(r"[\W_]+")
POINTING = DEFINITE | {"such"}
OUTSIDE = frozenset(("relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "parataxis", "ccomp", "preconj"))
PARTITIVES = frozenset(
    "one two three four five some many most several number member group element part rest remainder dozen hundred "
    "thousand handful both any none all each lot majority portion team pair couple score wave column majority unit "
    "crew squad batch panel spell period bout".split()
)
DETERMINERS = frozenset(
    "the a an this that these those its his her their our my your some any all both several".split()
)


def is_commander(reading: Reading, noun: int) -> bool:
    """True for "the commanding general", "its commanding officer": the words of an office, and no plain rank."""
    return any(
        reading.lowers[c] == "commanding" and reading.deps[c] in ("amod", "compound") for c in reading.children[noun]
    )


def points_back(reading: Reading, noun: int) -> bool:
    """True for what is told elsewhere or known: "the strike", "those attacks", "last week's attack"."""
    return any(
        reading.deps[c] == "poss" or (reading.deps[c] == "det" and reading.lowers[c] in POINTING)
        for c in reading.children[noun]
    )


def left_of(reading: Reading, head: int) -> list[int]:
    """The tokens of the phrase in front of its head, in text order, back to the first gap."""
    found: list[int] = []
    stack = [c for c in reading.children[head] if c < head and reading.deps[c] in LEFT]
    while stack:
        i = stack.pop()
        found.append(i)
        stack.extend(c for c in reading.children[i] if c < head and reading.deps[c] not in ("relcl", "acl"))
    return sorted(found)


def extent(reading: Reading, head: int) -> tuple[int, int]:
    """First token and token behind the phrase, without relative clauses, appositions and coordination."""
    left = left_of(reading, head)
    start = left[0] if left else head
    while start < head and reading.pos[start] == "PUNCT":
        start += 1
    end = head
    for i in reading.subtree(head, without=OUTSIDE):
        if i == end + 1 or (
            i > end and all(reading.pos[k] == "PUNCT" and reading.words[k] == "-" for k in range(end + 1, i))
        ):
            end = i
    return start, end + 1


def name_part(reading: Reading, head: int) -> str:
    """The phrase without determiners and numbers, as a name: "three US soldiers" is "US soldiers"."""
    start, _ = extent(reading, head)
    words = list(range(start, head + 1))
    while len(words) > 1 and (
        reading.lowers[words[0]] in DETERMINERS or reading.pos[words[0]] in ("NUM", "DET", "PUNCT")
    ):
        words.pop(0)
    return reading.text_of(words[0], head + 1)


def past_partitive(reading: Reading, head: int) -> int:
    """The phrase that "one of", "members of", "dozens of" stands for, else `head` itself."""
    for _ in range(3):
        if (reading.lemmas[head] not in PARTITIVES and reading.pos[head] != "NUM") or is_of_a_people(reading, head):
            return head
        if any(reading.deps[c] == "compound" and reading.pos[c] == "PROPN" for c in reading.children[head]):
            return head  # "the SDF group of militias" is the SDF
        of = next(
            (c for c in reading.children[head] if reading.lowers[c] in ("of", "from") and reading.deps[c] == "prep"),
            None,
        )
        inner = None if of is None else reading.child(of, "pobj")
        if inner is None:
            return head
        head = inner
    return head


def is_of_a_people(reading: Reading, head: int, without: AbstractSet[int] = frozenset()) -> bool:
    """Told apart by a people's name: "Kurdish forces", "the Iraqi group of attacks", which is no number of attacks."""
    words = [c for c in reading.children[head] if reading.deps[c] == "amod"]
    words += [g for c in words if reading.lowers[c] == "led" for g in reading.children[c]]  # "Kurdish-led forces"
    return any(reading.entity[c] == "NORP" and c not in without for c in words)


def is_counted(reading: Reading, head: int) -> bool:
    """As in "thousands of Israelis"."""
    of = reading.heads[head]
    return reading.lowers[of] == "of" and reading.lemmas[reading.heads[of]] in PARTITIVES


def behind(reading: Reading, head: int, *prepositions: str) -> list[int]:
    """Heads of the phrases that hang on `head` by one of these prepositions, coordinated ones included."""
    found = []
    for c in reading.children[head]:
        if reading.lowers[c] in prepositions and reading.deps[c] in ("prep", "agent"):
            for p in reading.children[c]:
                if reading.deps[p] == "pobj":
                    found += reading.conjuncts(p)
    return found


def is_plural(reading: Reading, head: int) -> bool:
    """True for plural nouns and for coordination."""
    return reading.tags[head] in ("NNS", "NNPS") or reading.child(head, "conj") is not None


def base_phrase_head(reading: Reading, i: int) -> int:
    """The head of the noun phrase in which `i` is a word in front or part of a name."""
    while reading.heads[i] != i and (
        reading.deps[i] in ("compound", "amod", "nmod", "poss", "nummod", "npadvmod")
        or (reading.deps[i] == "conj" and reading.pos[i] != "NOUN" and reading.deps[reading.heads[i]] == "amod")
    ):
        i = reading.heads[i]
    return i


def says_where(reading: Reading, head: int) -> bool:
    """True for a phrase behind a preposition of place: "in Iraq", "near Palmyra"."""
    return reading.lowers[reading.heads[head]] in ("in", "at", "near", "inside", "outside")


def slug(text: str) -> str:
    """A name as an id: lower case, hyphens; of a name without any Latin letter its own letters."""
    lower = text.lower()
    return SPACES.sub("-", lower).strip("-")[:60] or NO_WORD.sub("-", lower).strip("-")[:60]
