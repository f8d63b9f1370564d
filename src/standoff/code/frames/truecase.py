"""A text without capitals, or all in them, into one with capitals where English has them, letter for letter: the parser needs them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from standoff.code.frames.names import spellings
from standoff.knowledge import Knowledge
from standoff.knowledge.places import Gazetteer

WORD = re.compile(r"[^\W\d_]+")
SENTENCE = re.compile(r"(?:\A|(?<=[.!?])\s+|\n\s*)[\"'“‘(]*(?=[^\W\d_])")
STRAY = 0.02  # share of words; cased English has a name or the start of a sentence oftener than every fifty words
NAMING = frozenset(("PROPN", "NOUN", "ADJ", "X"))  # "turkey" and "polish" may be names; "is", "who" and "may" are none
VOWELS = frozenset("aeiouy")
PARTICLES = frozenset("al el bin ibn de la von van".split())  # small inside a name


def is_caseless(text: str) -> bool:
    """True for a text in small letters throughout, or in capitals, but for a stray word."""
    words = WORD.findall(text)
    capital = sum(word[0].isupper() for word in words)
    small = sum(not word.isupper() for word in words)
    return bool(words) and min(capital, small) < STRAY * len(words)


def lower(text: str) -> str:
    """The text in small letters; a letter whose small form is longer ("İ") stays."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


class Truecaser:
    """Capitals for known names, for what the tagger takes as a name, and for the first word of a sentence."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._names: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in sorted(set(spellings(knowledge)), key=lambda n: (-len(n), n)):
            first = WORD.match(name)
            if first is not None and name != lower(name):
                self._names[lower(first.group())].append((lower(name), name))

    def cased(self, text: str, tokens: Sequence[Any]) -> str:
        """The small-letter `text` with capitals; `tokens` are its words as spaCy tags them."""
        letters = list(text)
        at = {token.idx: token for token in tokens}
        done = 0
        for word in WORD.finditer(text):
            start = word.start()
            if start < done:
                continue
            token = at.get(start)
            name = self._name_at(text, word, token)
            if name is not None:
                done = start + len(name)
                letters[start:done] = name
            elif token is not None and self._is_name(token):
                letters[start] = _capital(letters[start])
        for sentence in SENTENCE.finditer(text):
            letters[sentence.end()] = _capital(letters[sentence.end()])
        return "".join(letters)

    def _is_name(self, token: Any) -> bool:
        """What the tagger takes for one; and a place that it takes for a common noun: "in mosul"."""
        if token.pos_ == "PROPN":
            return token.text not in PARTICLES
        return (
            token.pos_ == "NOUN"
            and token.tag_ == "NN"
            and token.i > 0
            and token.nbor(-1).pos_ == "ADP"
            and self._gazetteer.has(token.text)
        )

    def _name_at(self, text: str, word: re.Match[str], token: Any) -> str | None:
        """The longest known name that stands at a word."""
        start = word.start()
        for small, name in self._names.get(word.group(), ()):
            if text.startswith(small, start) and not text[start + len(small) : start + len(small) + 1].isalnum():
                several = WORD.fullmatch(name) is None
                if several or token is None or _may_name(token):
                    return name
        return None


def _may_name(token: Any) -> bool:
    """A single word is a name where the tagger leaves it the choice, or where no pronoun can stand: "the who", "us troops"."""
    if token.pos_ in NAMING or (token.i > 0 and token.nbor(-1).text == "the") or VOWELS.isdisjoint(token.text):
        return True  # "bjp" is no verb
    behind = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return token.text == "us" and behind is not None and (behind.pos_ in NAMING or behind.text == "-")


def _capital(letter: str) -> str:
    """The capital of a letter, where it is one letter too."""
    capital = letter.upper()
    return capital if len(capital) == 1 else letter
