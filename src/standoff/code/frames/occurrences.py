"""A trigger in a parsed sentence into how many times the event happened."""

from __future__ import annotations

import re

from spacy.tokens import Token

from standoff.code.frames.harm import HARM
from standoff.code.frames.numbers import find_amounts
from standoff.records import Amount

_TABLE = HARM["times"]
ONCE, MORE = Amount(1, 1), Amount(2, None)
REPEATEDLY = frozenset(_TABLE["repeatedly"])
EXACTLY = {word: Amount(n, n) for n, name in ((1, "once"), (2, "twice"), (3, "thrice")) for word in _TABLE[name]}
PHRASES = re.compile(rf"\b(?:{'|'.join(map(re.escape, _TABLE['phrases']))})\b", re.IGNORECASE)
SERIES = frozenset(_TABLE["series"])
SEVERAL = frozenset(_TABLE["several"])
ONE_IN_MEANING = frozenset(_TABLE["one"])
PHRASE_CUES = frozenset(phrase.split()[-1] for phrase in _TABLE["phrases"])
WINDOW = 14
"""Tokens behind a verb in which "160 times" may count it when the parser has hung it elsewhere."""


def occurrences(trigger: Token) -> Amount:
    """[1, 1] unless the text counts the event ("more than 160 times", "three air strikes") or has it in the plural."""
    if trigger.pos_ in ("NOUN", "PROPN"):
        return _of_noun(trigger)
    return _of_verb(trigger)


def _of_verb(verb: Token) -> Amount:
    for child in verb.children:
        word = child.lower_
        if word in REPEATEDLY:
            return MORE
        if word in EXACTLY and (word != "once" or child.i > verb.i):
            return EXACTLY[word]
    end = min(verb.i + WINDOW, verb.sent.end) if verb.i + WINDOW > len(verb.doc) else verb.i + WINDOW
    return _times(verb, end) or ONCE


def _times(verb: Token, end: int) -> Amount | None:
    """As in "attacked ... more than 160 times", "again and again": in the verb's own clause."""
    for token in verb.doc[verb.i + 1 : end]:
        if token.pos_ == "VERB" or token.is_sent_start:
            return None
        if token.lower_ in ("times", "occasions"):
            counted = find_amounts(verb.doc[max(verb.i + 1, token.i - 6) : token.i + 1].text)
            return (
                counted[-1].amount
                if counted
                else MORE
                if PHRASES.search(verb.doc[token.i - 1 : token.i + 1].text)
                else None
            )
        if token.lower_ in PHRASE_CUES and PHRASES.search(verb.doc[max(verb.i + 1, token.i - 4) : token.i + 1].text):
            return MORE
    return None


def _of_noun(noun: Token) -> Amount:
    counted = _counted(noun)
    if counted is not None:
        return counted
    outer = _series_above(noun)
    if outer is not None:
        return _counted(outer) or MORE
    children = {c.lower_ for c in noun.children}
    if children & SEVERAL:
        return MORE
    plural = (
        noun.tag_ in ("NNS", "NNPS")
        and noun.lemma_.lower() not in ONE_IN_MEANING
        and noun.lemma_.lower() != noun.lower_
    )
    return MORE if plural and not children & {"no", "any"} else _light(noun)


def _counted(noun: Token) -> Amount | None:
    """The amount that counts the noun itself ("three air strikes", "dozens of attacks")."""
    left = noun.left_edge.i
    if left == noun.i and noun.lower_ not in ("dozens", "scores", "hundreds", "thousands"):
        return None
    if (
        not any(c.dep_ in ("nummod", "quantmod", "amod", "det", "predet", "prep") for c in noun.children)
        and noun.tag_ != "NNS"
    ):
        return None
    text = noun.doc[left : noun.i + 1].text
    numbers = [
        c for c in noun.children if c.dep_ == "nummod" or c.lower_ in SEVERAL or c.lower_ in ("both", "few", "dozen")
    ]
    if not numbers and noun.lower_ not in ("dozens", "scores", "hundreds", "thousands"):
        return None
    found = find_amounts(text)
    return found[-1].amount if found and found[-1].amount.lo > 0 else None


def _series_above(noun: Token) -> Token | None:
    """The noun of quantity that the event hangs on by "of" ("a series of attacks", "dozens of strikes")."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return None
    outer = noun.head.head
    lemma = outer.lemma_.lower()
    quantity = outer.lower_ in ("dozens", "scores", "hundreds", "thousands", "tens") or outer.pos_ == "NUM"
    plural_instances = outer.tag_ == "NNS" and lemma in SERIES
    many = lemma in SERIES and noun.tag_ in ("NNS", "NNPS")
    return outer if quantity or plural_instances or many else None


def _light(noun: Token) -> Amount:
    """As in "carried out attacks repeatedly", "held talks twice": the light verb tells how often."""
    verb = noun.head
    return _of_verb(verb) if noun.dep_ == "dobj" and verb.pos_ == "VERB" else ONCE
