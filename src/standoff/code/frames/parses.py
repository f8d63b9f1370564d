"""spaCy's parse without the mistakes that no English sentence can mean."""

from __future__ import annotations

from typing import Any

SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
NOUNS = frozenset(("NOUN", "PROPN"))
BESIDE = frozenset(("compound", "amod", "nmod"))


def mended(doc: Any) -> tuple[list[int], list[str]]:
    """Heads (token indexes) and dependencies of a parsed document."""
    heads, deps = [t.head.i for t in doc], [t.dep_ for t in doc]
    for verb in doc:
        if verb.tag_ not in FINITE or any(deps[c.i] in SUBJECTS | PASSIVE_SUBJECTS for c in verb.lefts):
            continue
        left = list(verb.lefts)
        if left and _is_name_before(left[-1], verb, deps):
            deps[left[-1].i] = "nsubj"
        elif deps[verb.i] == "conj" and verb.head.pos_ in NOUNS and (above := _verb_above(verb)) is not None:
            heads[verb.i] = above
    return heads, deps


def _is_name_before(name: Any, verb: Any, deps: list[str]) -> bool:
    """True for "Turkey" in "Turkey shells positions", where no finite verb has a word of its own before it."""
    return deps[name.i] in BESIDE and bool(name.ent_type_) and name.i == verb.i - 1


def _verb_above(verb: Any) -> int | None:
    """Beside which "calls" stands in "condemns the attack and calls on Russia": no verb is coordinated with a noun."""
    above = verb.head
    while above.head != above and above.tag_ not in FINITE:
        above = above.head
    return above.i if above.tag_ in FINITE and above.i < verb.i and above.pos_ in ("VERB", "AUX") else None
