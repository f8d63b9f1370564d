"""Words for lives, bodies, casualties and survivors into how many died: readers of `tolls`, by the word lists of harm.toml."""

from __future__ import annotations

from spacy.tokens import Token

from standoff.code.frames.harm import HARM
from standoff.code.frames.victims import Count, Quantities, antecedent, count_of, is_person, of_whom, subject_behind
from standoff.records import Amount

LIVES = {lemma: how for how in ("taken", "lost") for lemma in HARM["lives"][how]}
LYING = frozenset(HARM["lives"]["lying"])
FOUND = frozenset(HARM["lives"]["found"])
NEWS = frozenset(HARM["denied"]["news"])
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
NOBODY = Amount(0, 0)
ESCAPED = frozenset((*HARM["escaped"]["adjectives"], "survive"))
ESCAPED_FROM = frozenset(HARM["escaped"]["from"])
WHOLE = frozenset(HARM["escaped"]["whole"])
ALL = frozenset(("he", "she", "both", "all", "everyone", "everybody", "they"))
FALLEN_BY = frozenset(HARM["lives"]["fallen_by"])
BEHIND_FALLEN = frozenset(HARM["lives"]["behind_fallen"])


def subject_of(word: Token) -> Token | None:
    """The subject of a verb, or of the one that it shares it with; the noun that a clause hangs on."""
    if (behind := subject_behind(word)) is not None:
        return behind
    for verb in (word, word.head if word.dep_ in ("conj", "xcomp") else word):
        found = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if found is not None:
            of_whose = word.dep_ == "relcl" and word.head.pos_ == "NUM" and any(c.tag_ == "WP$" for c in found.children)
            return word.head if of_whose else found  # "four of whose teachers died"
    return word.head if word.dep_ == "acl" else None


def life(word: Token, quantities: Quantities) -> Count | None:
    """As in "cost tens of thousands of lives", "claimed the lives of seven", "three people lost their lives"."""
    if (lost := _loss(word, quantities)) is not None:
        return lost
    verb = next((a for a in list(word.ancestors)[:3] if a.pos_ == "VERB"), None)
    how = LIVES.get(verb.lemma_.lower()) if verb is not None else None
    if verb is None or (how is None and verb.lemma_ != "loss"):
        return None
    counted = quantities.within(max(word.i - 5, quantities.first), word.i)
    if counted is not None and counted[0] > verb.i - 6 and (counted[0] > verb.i or how == "lost"):
        return counted[2], None
    of = of_whom(word)
    if of is not None:
        return count_of(of, quantities)
    subject = subject_of(verb)
    if how == "lost" and subject is not None and any(c.dep_ == "poss" for c in word.children):
        return count_of(antecedent(subject), quantities)
    return None


def _loss(word: Token, quantities: Quantities) -> Count | None:
    """As in "no loss of life", "at the cost of five lives", "five paid with their lives"."""
    if word.head.lemma_ == "lose" and word.dep_ == "nsubjpass" and any(c.lower_ == "no" for c in word.children):
        return NOBODY, None
    above = word.head.head if word.dep_ == "pobj" else word
    if above.lemma_.lower() == "loss":
        if above.head.lower_ == "without" or any(c.lower_ == "no" for c in above.children):
            return NOBODY, None
        counted = quantities.within(word.left_edge.i, word.i)
        return None if counted is None else (counted[2], None)
    if above.pos_ == "NOUN" and above.lemma_.lower() in ("cost", "price"):
        counted = quantities.within(word.left_edge.i, word.i)
        return None if counted is None else (counted[2], None)
    if above.lemma_.lower() == "pay" and word.head.lower_ == "with" and (subject := subject_of(above)) is not None:
        return count_of(antecedent(subject), quantities)
    return None


def lost(word: Token, quantities: Quantities) -> Count | None:
    """As in "with the loss of 12 policemen"."""
    of = of_whom(word)
    counted = None if of is None or not is_person(of) else quantities.within(of.left_edge.i, of.i)
    return None if counted is None else (counted[2], of)


def claimed(word: Token, quantities: Quantities) -> Count | None:
    """As in "the bombing claimed 67 victims"."""
    counted = quantities.within(word.left_edge.i, word.i)
    taken = word.dep_ == "dobj" and LIVES.get(word.head.lemma_.lower()) == "taken"
    return (counted[2], word) if taken and counted is not None else None


def body(word: Token, quantities: Quantities) -> Count | None:
    """As in "the bodies of 30 men were found", "six bodies lay in the street"."""
    seen = word.head.lemma_.lower() in FOUND and word.dep_ in ("nsubjpass", "dobj", "pobj")
    if not seen and not (word.head.lemma_.lower() in LYING and word.dep_ == "nsubj"):
        return None
    of = of_whom(word)
    return count_of(of if of is not None else word, quantities)


def casualty(word: Token, _quantities: Quantities) -> Count | None:
    """Only "no casualties" says anything of the dead and of the injured."""
    caused = word.head.head if word.head.dep_ == "pcomp" else word.head  # "without causing casualties"
    none = any(c.lower_ == "no" for c in word.children) or caused.lower_ == "without"
    news = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "of" else word
    none = none or (news.lemma_.lower() in NEWS and any(c.lower_ == "no" for c in news.children))
    return (NOBODY, None) if none else None


def among_dead(word: Token, quantities: Quantities) -> Count | None:
    """As in "five aid workers were among the dead": those and whoever died beside them."""
    among = word.head
    if word.dep_ != "pobj" or among.lower_ != "among" or among.head.lemma_ != "be":
        return None
    subject = subject_of(among.head)
    counted = None if subject is None else count_of(antecedent(subject), quantities)
    return None if counted is None else (Amount(counted[0].lo, None), counted[1])


def fallen(word: Token, quantities: Quantities) -> Count | None:
    """As in "some 7,000 soldiers are thought to have fallen", "five people fell victim to the strike"."""
    behind = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else None
    if word.pos_ != "VERB" or behind is None or behind.lower_ not in BEHIND_FALLEN:
        return None
    if behind.lower_ in ("to", "under") and not any(t.lemma_.lower() in FALLEN_BY for t in behind.subtree):
        return None
    subject = subject_of(word) or subject_of(word.head)
    counted = None if subject is None else count_of(antecedent(subject), quantities)
    if subject is None or counted is None or counted[1] is None or not is_person(counted[1]):
        return None
    return counted if quantities.within(min(subject.left_edge.i, subject.i), subject.i) else None


def survived(word: Token, _quantities: Quantities) -> Count | None:
    """As in "the attack, which both survived": those whom it was meant for did not die."""
    suffered = next((c for c in word.children if c.dep_ == "dobj"), None)
    meant = suffered is None or suffered.tag_ in ("WDT", "WP") or suffered.lemma_.lower() in ESCAPED_FROM
    if word.pos_ != "VERB" or not meant or any(c.dep_ in ("neg", "agent") for c in word.children):
        return None
    subject = subject_of(word)
    return (NOBODY, None) if subject is not None and _is_whole(subject) else None


def escaped(word: Token, _quantities: Quantities) -> Count | None:
    """As in "the crew were unhurt", "he escaped unharmed"; "safe" only of a crew or of all."""
    if word.dep_ not in ("acomp", "oprd", "attr", "xcomp", "advmod") or any(
        c.dep_ == "neg" for c in word.head.children
    ):
        return None
    subject = subject_of(word.head)
    crew = subject is not None and any(
        t.lemma_.lower() in WHOLE or t.lower_ in ("all", "everyone") for t in subject.subtree
    )
    whole = crew or (subject is not None and word.lower_ != "safe" and _is_whole(subject))
    return (NOBODY, None) if whole else None


def _is_whole(subject: Token) -> bool:
    """All that were there, or the one person whom it was meant for."""
    if subject.lower_ in ALL or subject.lemma_.lower() in WHOLE or subject.ent_type_ == "PERSON":
        return True
    definite = any(c.lower_ == "the" or c.dep_ == "poss" for c in subject.children)
    return definite and subject.tag_ == "NN" and is_person(subject)
