"""Words and phrases of contexts.toml in a sentence, without those that only name somebody or some place."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.code.frames.phrases import base_phrase_head
from standoff.code.frames.reading import Reading
from standoff.code.lexicon.contexts import PASSED_OVER
from standoff.code.lexicon.types import Contexts, Cue

GENERAL = frozenset(("prime", "vice"))  # "convicted the prime minister of bribery": his title names no field


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in the text and its tokens."""

    tokens: tuple[int, ...]
    cue: Cue


def find_cues(reading: Reading, contexts: Contexts, sentence: int) -> list[Found]:
    """The cues of a sentence in text order, the longest at each place; one that only names somebody is left out."""
    found: list[Found] = []
    i, end = reading.sentences[sentence]
    first = i
    while i < end:
        hit = _cue_at(reading, contexts, i, end)
        if hit is not None:
            if not _is_name(reading, contexts, hit, first) and (hit.cue.doers or not _is_title(reading, contexts, hit)):
                found.append(hit)
            i = hit.tokens[-1]
        i += 1
    return found


def _cue_at(reading: Reading, contexts: Contexts, i: int, end: int) -> Found | None:
    best: Found | None = None
    forms = forms_of(reading, i)
    if reading.pos[i] not in ("NOUN", "PROPN") and not contexts.nouns.isdisjoint(forms):
        return None
    for word in forms:
        for cue in contexts.cues.get(word, ()):
            tokens = _phrase_at(reading, cue.rest, i, end)
            if tokens is not None:
                if best is None or len(tokens) > len(best.tokens):
                    best = Found(tokens, cue)
                break
    return best


def _phrase_at(reading: Reading, rest: tuple[str, ...], i: int, end: int) -> tuple[int, ...] | None:
    tokens = [i]
    at = i + 1
    for word in rest:
        while at < end and reading.lowers[at] in PASSED_OVER:
            at += 1
        if at >= end or word not in forms_of(reading, at):
            return None
        tokens.append(at)
        at += 1
    return tuple(tokens)


def forms_of(reading: Reading, i: int) -> tuple[str, ...]:
    """How a token may stand in a phrase; the parser does not take names to their singular ("Christians")."""
    forms = (reading.lemmas[i], reading.lowers[i])
    return (*forms, reading.lowers[i].removesuffix("s")) if reading.pos[i] == "PROPN" else forms


def _is_name(reading: Reading, contexts: Contexts, found: Found, first: int) -> bool:
    """True for words in a longer name: "Parliament Street", "Union for the Independence of Angola", "Rice"."""
    last = found.tokens[-1]
    if reading.entity[last] == "PERSON" and reading.words[last].istitle():
        return True
    if last == first or not reading.words[last][:1].isupper() or reading.lemmas[found.tokens[0]] in contexts.names:
        return False
    head = base_phrase_head(reading, last)
    if head not in found.tokens:
        return reading.words[head][:1].isupper()
    named = _of_what(reading, head)
    return named is not None and reading.pos[named] == "PROPN"


def _is_title(reading: Reading, contexts: Contexts, found: Found) -> bool:
    """True for words in front of a title ("economy minister") or behind one ("ministry of health")."""
    head = base_phrase_head(reading, found.tokens[-1])
    if head not in found.tokens:
        return reading.lemmas[head] in contexts.titles
    title = _of_what(reading, head)
    return title is not None and reading.lemmas[title] in contexts.titles and reading.lowers[title - 1] not in GENERAL


def _of_what(reading: Reading, head: int) -> int | None:
    """What the phrase belongs to by "of" or "for"."""
    above = reading.heads[head]
    of = reading.deps[head] == "pobj" and reading.lowers[above] in ("of", "for")
    return reading.heads[above] if of else None
