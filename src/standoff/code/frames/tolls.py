"""Parsed sentences into tolls: how many dead, how many injured, and the word that says so.

Word lists are in harm.toml. Conventions: a named or singular victim counts 1; a bare plural ("killed civilians") is
[2, open]; victims joined by "and" add up; one number shared by dead and injured ("killed or wounded 20") is neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.attrs import LEMMA
from spacy.strings import get_string_id
from spacy.tokens import Span, Token

from standoff.code.frames.harm import HARM
from standoff.code.frames.lives import (
    ESCAPED,
    among_dead,
    body,
    casualty,
    claimed,
    escaped,
    fallen,
    life,
    lost,
    subject_of,
    survived,
)
from standoff.code.frames.occurrences import occurrences
from standoff.code.frames.victims import (
    Count,
    Quantities,
    antecedent,
    behind_which,
    count_of,
    is_person,
    of_whom,
    subject_behind,
    with_companions,
)
from standoff.records import Amount


@dataclass(frozen=True, slots=True)
class Toll:
    """`amount` people dead ("deaths") or hurt ("injured"), as tokens `start` to `end` (end exclusive) say.

    `verb`: index in the document of the word that says it ("killed", "dead", "toll"); `victims`: index of the head of
    their noun phrase, None where nobody is named. `negated`: the text says that it was not so. `total`: it is what all of
    those told before come to ("bringing the number of dead to nine"). `more`: they come on top of those ("another two died").
    """

    kind: str
    amount: Amount
    verb: int
    victims: int | None
    start: int
    end: int
    negated: bool = False
    total: bool = False
    more: bool = False


__all__ = ["Toll", "find_tolls", "occurrences"]
KINDS = ("deaths", "injured")
DEADLY = frozenset(HARM["deaths"]["deadly"])
PUTTING = frozenset(HARM["totals"]["putting"])
ADDING = frozenset(HARM["totals"]["adding"])
STANDING = frozenset(HARM["totals"]["standing"])
PASSING = frozenset(HARM["totals"]["passing"])
TALLIES = frozenset(("number", "toll", "tally"))
OF_MANY = frozenset(HARM["totals"]["of_many"])
DEAD = frozenset(HARM["totals"]["dead"])
WOUNDS = frozenset(HARM["injured"]["wounds"])
TREATED = frozenset(HARM["injured"]["treated"])
HELPLESS = frozenset(HARM["injured"]["helpless"])
SHOT_IN = frozenset(HARM["injured"]["shot_in"])
LIMBS = frozenset(HARM["injured"]["limbs"])
CUTTING = frozenset(HARM["deaths"]["cutting"])
FURTHER = frozenset(HARM["totals"]["further"])
OWN = frozenset(HARM["victims"]["own"])
DOUBTFUL = frozenset(HARM["deaths"]["doubtful"])
DENIED = frozenset(HARM["denied"]["verbs"])
UNDONE = frozenset(HARM["denied"]["undone"])
NEGATIONS = frozenset(HARM["denied"]["words"])
WITH: dict[str, frozenset[str]] = {}
for _word, _verbs in HARM["deaths"]["with"].items():
    for _verb in _verbs:
        WITH[_verb] = WITH.get(_verb, frozenset()) | {_word}
OBJECT_KIND = {lemma: kind for kind in KINDS for lemma in HARM[kind]["object"]}
UNKNOWN = Amount(0, None)
REACH = 12  # words from a total to what it comes to: "bringing to 45 the number of people known to have been killed"


def find_tolls(sentence: Span) -> list[Toll]:
    """The tolls that a sentence tells, in the order of the words that say them; the sentence must be parsed."""
    told = [i for i, lemma in enumerate(sentence.to_array([LEMMA]).ravel().tolist()) if lemma in READERS]
    if not told:
        return []
    quantities = Quantities(sentence)
    tolls: list[Toll] = []
    for i in told:
        word = sentence[i]
        for kind, reader in READERS[word.lemma]:
            for toll in _read(word, kind, reader, quantities):
                if not any(
                    t.kind == toll.kind
                    and (t.verb == toll.verb or (t.victims is not None and t.victims == toll.victims))
                    for t in tolls
                ):
                    tolls.append(toll)
    if any(t.amount.hi != 0 for t in tolls):  # "the minister was unhurt but two of his guards died"
        return [t for t in tolls if sentence.doc[t.verb].lemma_.lower() not in ESCAPED]
    return tolls


Reader = Callable[[Token, Quantities], Count | None]


def _read(word: Token, kind: str, reader: Reader, quantities: Quantities) -> Iterator[Toll]:
    count = reader(word, quantities)
    if count is None:
        return
    amount, victims = count
    if amount == UNKNOWN:
        amount = Amount(1, None)  # "killed an unknown number of soldiers": somebody
    if kind == "deaths" or not any(c.lower_ in DEADLY for c in word.children):
        kinds = KINDS if kind == "both" else (kind,)
    else:
        kinds = ("deaths",)
    tokens = [word.i] if victims is None else [word.i, victims.i, victims.left_edge.i]
    for each in kinds:
        yield Toll(
            each,
            amount,
            word.i,
            None if victims is None else victims.i,
            min(tokens),
            max(tokens) + 1,
            _negated(word),
            reader in (_toll, _number),
            _is_more(word, victims),
        )


def _is_more(word: Token, victims: Token | None) -> bool:
    """As in "another two died", "a local man was also killed", "three others were killed"."""
    clause = word.head.children if word.pos_ == "NOUN" else ()
    phrases = [*word.children, *clause, *(() if victims is None else (victims, *victims.children))]
    return any(t.lower_ in FURTHER for t in phrases)


def _negated(word: Token) -> bool:
    """As in "did not kill", "denied killing", "without wounding anyone"."""
    if any(c.dep_ == "neg" or c.lower_ in NEGATIONS for c in word.children):
        return True
    head = word.head
    return head is not word and (head.lemma_.lower() in DENIED or head.lower_ in NEGATIONS)


# --- verbs -------------------------------------------------------------------------------------------------------


def _object_verb(word: Token, quantities: Quantities) -> Count | None:
    """As in "killed 16", "16 were killed", "the 16 killed", "one person was killed and four injured"."""
    if word.pos_ not in ("VERB", "AUX"):
        return _counted_before(word, quantities)
    sufferer, kind = _sufferer(word), OBJECT_KIND.get(word.lemma_.lower(), "deaths")
    if sufferer is not None and sufferer.head.head.lemma_.lower() in TALLIES and sufferer.head.lower_ == "of":
        return None  # "the number of people killed", which `_number` reads
    if sufferer is None:
        shared = _shares(word, kind, quantities)
        return None if shared else _counted_beside(word, quantities) or _inherited(word, quantities)
    count = count_of(antecedent(sufferer), quantities)
    if _shares_passive(word, kind, quantities):
        return count if count is not None and count[0].hi == 0 else None  # "no one was killed or injured"
    if count is not None and word.lemma_.lower() in DOUBTFUL and not (count[1] is not None and is_person(count[1])):
        return None
    return with_companions(word, count, quantities) or _counted_before(word, quantities)


def _sufferer(word: Token) -> Token | None:
    """The object of an active verb, the subject of a passive one, the noun that a participle hangs on."""
    by_dep = {c.dep_: c for c in reversed(list(word.children)) if c.dep_ in ("dobj", "nsubjpass", "nsubj")}
    if (own := by_dep.get("dobj") or by_dep.get("nsubjpass") or subject_behind(word)) is not None:
        return own
    joined = [c for c in word.children if c.dep_ == "conj" and c.pos_ == "VERB" and word.tag_ != "VBN"]
    shared = next((o for c in joined for o in c.children if o.dep_ == "dobj"), None)
    if shared is not None and _other_kind(word, OBJECT_KIND.get(word.lemma_.lower(), "deaths")) is None:
        return shared  # "killed or starved 1.7 million"
    if word.tag_ == "VBN" and word.dep_ == "acl":
        of = word.head.head
        counted = word.head.dep_ == "pobj" and of.lower_ == "of" and of.head.pos_ == "NUM"
        return of.head if counted else word.head  # "more than 170 of its members killed in attacks"
    if word.tag_ in ("VBN", "VBD") and "nsubj" in by_dep and by_dep["nsubj"].pos_ == "NUM" and word.dep_ == "conj":
        return by_dep["nsubj"]
    return None


def _other_kind(word: Token, kind: str) -> Token | None:
    """The verb of the other kind that this one is joined to ("killed and injured")."""
    joined = [c for c in word.children if c.dep_ == "conj"] + ([word.head] if word.dep_ == "conj" else [])
    return next((v for v in joined if OBJECT_KIND.get(v.lemma_.lower(), kind) != kind), None)


def _shares(word: Token, kind: str, quantities: Quantities) -> bool:
    """An active verb without object or number of its own, joined to one of the other kind."""
    other = _other_kind(word, kind)
    return (
        other is not None
        and _counted_next_to(word) is None
        and quantities.after(word.i + 1, word.i + 1) is None
        and not _is_passive(word.head if word.dep_ == "conj" else word)
    )


def _shares_passive(word: Token, kind: str, quantities: Quantities) -> bool:
    """The other verb has no number and no subject or object of its own, so that both share what this one has."""
    other = _other_kind(word, kind)
    if other is None or abs(other.i - word.i) > 4:
        return False
    numbered = _counted_before(other, quantities) or quantities.after(other.i + 1, other.i + 1)
    own = any(c.lower_ == "another" for c in other.children)  # "one was killed and another wounded"
    return _sufferer(other) is None and numbered is None and not own


def _is_passive(word: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in word.children)


def _counted_next_to(word: Token) -> Token | None:
    before = word.doc[word.i - 1] if word.i else None
    return before if before is not None and before.pos_ == "NUM" else None


def _inherited(word: Token, quantities: Quantities) -> Count | None:
    """As in "were attacked and killed", "were reported killed": the subject stands by the verb above."""
    head = word.head
    if word.tag_ not in ("VBN", "VBD") or word.dep_ not in ("conj", "xcomp", "ccomp", "oprd", "advcl") or head is word:
        return None
    subject = next((c for c in head.children if c.dep_ == "nsubjpass"), None)
    if subject is None and head.tag_ == "VBN" and head.dep_ == "advcl":  # "with nine people reported killed"
        subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
    count = None if subject is None else count_of(antecedent(subject), quantities)
    shared = _other_kind(word, OBJECT_KIND.get(word.lemma_.lower(), "")) is not None
    return None if shared and count is not None and count[0].hi != 0 else count


def _counted_before(word: Token, quantities: Quantities) -> Count | None:
    """As in "13 killed", "three people dead": an amount with at most two nouns between."""
    counted = quantities.within(word.i - 4, word.i - 1)
    if counted is None:
        return None
    between = word.doc[counted[1] : word.i]
    if any(t.pos_ not in ("NOUN", "ADJ", "PROPN") for t in between):
        return None
    return counted[2], between[-1] if len(between) else word.doc[counted[1] - 1]


def _counted_beside(word: Token, quantities: Quantities) -> Count | None:
    """The amount before a participle, or right behind an active verb whose object the parser has lost."""
    active = word.tag_ in ("VBG", "VBD", "VB", "VBZ")
    between = active and word.i + 1 < len(word.doc) and word.doc[word.i + 1].lower_ == "between"
    counted = quantities.after(word.i + 1, word.i + 1 + between) if active else None
    if counted is None or _is_passive(word):
        return _counted_before(word, quantities)
    number = word.doc[counted[1] - 1]
    return counted[2], number.head if number.dep_ == "nummod" and number.head.i > number.i else number


def _subject_verb(word: Token, quantities: Quantities) -> Count | None:
    """As in "at least 12 people died", "who died"."""
    if word.pos_ != "VERB":
        return None
    subject = subject_of(word)
    counted = count_of(antecedent(subject), quantities) if subject is not None else None
    return with_companions(word, counted, quantities) or _counted_before(word, quantities)


def _verb_with(word: Token, quantities: Quantities) -> Count | None:
    """As in "shot dead two protesters", "was gunned down", "burnt alive", "fatally shot"."""
    near = {t.lower_ for t in word.doc[word.i + 1 : min(word.i + 9, len(word.doc))]}
    deadly = any(c.lower_ in DEADLY for c in word.children) or _is_execution(word)
    if word.pos_ != "VERB" or not (deadly or near & WITH.get(word.lemma_.lower(), frozenset())):
        return None
    return _object_verb(word, quantities)


def _is_execution(word: Token) -> bool:
    """As in "shot 30 captured soldiers", "lined up the men and shot them"."""
    if word.lemma_.lower() != "shoot":
        return False
    lined = word.head if word.dep_ == "conj" else word
    shot = _sufferer(word)
    helpless = shot is not None and any(
        {t.lower_, t.lemma_.lower()} & HELPLESS for t in (*shot.lefts, *shot.doc[shot.i : shot.i + 3])
    )
    return helpless or (lined.lemma_ == "line" and any(c.lower_ == "up" for c in lined.children))


def _shot_in(word: Token, quantities: Quantities) -> Count | None:
    """As in "shot a boy of 14 in the thigh"."""
    parts = {p.lemma_.lower() for c in word.subtree if c.lower_ == "in" for p in c.children if p.dep_ == "pobj"}
    return _object_verb(word, quantities) if word.pos_ == "VERB" and parts & SHOT_IN else None


def _lose(word: Token, quantities: Quantities) -> Count | None:
    """As in "lost four soldiers"."""
    lost = next((c for c in word.children if c.dep_ == "dobj" and c.lemma_.lower() in OWN), None)
    return count_of(lost, quantities) if lost is not None and quantities.within(lost.left_edge.i, lost.i) else None


# --- nouns and adjectives ----------------------------------------------------------------------------------------


def _of_noun(word: Token, quantities: Quantities) -> Count | None:
    """As in "the killing of Soleimani", "the deaths of five civilians", "his death"."""
    if word.pos_ != "NOUN" or word.dep_ in ("compound", "amod", "nmod"):
        return None
    if any(c.lower_ in UNDONE for c in word.children):
        return None
    sufferer = of_whom(word)
    if sufferer is None and word.lemma_.lower() == "death":
        sufferer = next((c for c in word.children if c.dep_ == "poss"), None)
    return None if sufferer is None else count_of(sufferer, quantities)


def _counted_noun(word: Token, quantities: Quantities) -> Count | None:
    """As in "12 deaths", "no injuries", "13 wounded"."""
    if any(c.lower_ == "no" for noun in (word, word.head if word.dep_ == "conj" else word) for c in noun.children):
        return Amount(0, 0), None
    counted = quantities.within(max(word.left_edge.i, word.i - 4), word.i)
    return None if counted is None or word.dep_ == "compound" else (counted[2], None)


def _adjective(word: Token, quantities: Quantities) -> Count | None:
    """As in "three dead", "left two soldiers dead", "were found dead"."""
    counted = _counted_before(word, quantities)
    if counted is not None:
        return counted
    if any(c.lower_ == "no" for c in word.children):
        return Amount(0, 0), None  # "there were no dead or wounded"
    if word.dep_ not in ("oprd", "acomp", "attr", "ccomp", "xcomp") or word.head is word:
        return None
    order = ("nsubj", "dobj", "nsubjpass") if word.head.lemma_ not in ("be", "lie", "drop", "fall") else ("nsubj",)
    for holder, deps in ((word, ("nsubj",)), (word.head, order[1:] or order)):
        sufferer = next((c for c in holder.children if c.dep_ in deps and c.i != word.i), None)
        if sufferer is not None:
            return count_of(antecedent(sufferer), quantities) or behind_which(word, quantities)
    return behind_which(word, quantities)


def _toll(word: Token, quantities: Quantities) -> Count | None:
    """As in "the death toll rose to 45", "put the toll at 30", "the toll from the massacre has passed 140"."""
    return _coming_to(word, quantities)


def _number(word: Token, quantities: Quantities) -> Count | None:
    """As in "bringing to 17 the number of people killed", "the number of dead has risen to nine"."""
    below = {t.lemma_.lower() for t in word.subtree if t.i > word.i}
    return _coming_to(word, quantities) if below & DEAD else None


def _coming_to(word: Token, quantities: Quantities) -> Count | None:
    """What the verb of a total comes to; what a month, a year or a war adds up is of many events."""
    verb = next((a for a in list(word.ancestors)[:3] if a.pos_ in ("VERB", "AUX")), word.head)
    moved = verb.lemma_.lower()
    last = min(max(verb.i, word.i) + REACH, word.sent.end - 1)
    whole = {t.lower_ for t in word.doc[max(verb.i - 1, word.sent.start) : last]} | {t.lower_ for t in word.subtree}
    known = bool({"death", "dead"} & {t.lower_ for t in word.doc[max(0, word.i - 2) : word.i]})
    if not (known or moved in PUTTING | ADDING | STANDING) or whole & OF_MANY:
        return None
    at = (verb.i if moved in ADDING | PUTTING else max(verb.i, word.i)) + 1
    counted = quantities.after(at, last)
    while counted is not None and word.doc[counted[0] - 1].lower_ in ("from", "by"):  # "raised it from 14 to 19"
        counted = quantities.after(counted[1], last)
    if counted is None:
        return None
    return Amount(counted[2].lo + 1, None) if moved in PASSING else counted[2], None


def _put(word: Token, quantities: Quantities) -> Count | None:
    """As in "put the civilian dead at 289", "put the number of dead at 30"."""
    noun = word.head.head if word.dep_ == "pobj" else word
    if noun.dep_ not in ("dobj", "nsubjpass") or noun.head.lemma_.lower() not in PUTTING:
        return None
    at = next((t for t in noun.doc[word.i + 1 : word.i + 14] if t.lower_ == "at" and t.head.i <= word.i), None)
    counted = None if at is None else quantities.after(at.i + 1, at.i + 2)
    return None if counted is None else (counted[2], None)


def _hospital(word: Token, quantities: Quantities) -> Count | None:
    """As in "27 were taken to hospital", "treated five people in hospital"; the dead are taken to a mortuary."""
    if (
        word.dep_ != "pobj"
        or word.head.lower_ not in ("to", "in", "at")
        or word.head.head.lemma_.lower() not in TREATED
    ):
        return None
    sufferer = _sufferer(word.head.head)
    dead = sufferer is not None and any(t.lemma_.lower() in ("body", "dead", "corpse") for t in sufferer.subtree)
    return None if sufferer is None or dead else count_of(antecedent(sufferer), quantities)


def _throat(word: Token, quantities: Quantities) -> Count | None:
    """As in "cut the throats of four fishermen"."""
    if word.head.lemma_.lower() not in CUTTING or word.dep_ not in ("dobj", "nsubjpass"):
        return None
    of = of_whom(word)
    return None if of is None else count_of(of, quantities)


def _limb(word: Token, quantities: Quantities) -> Count | None:
    """As in "lost both legs when he stepped on a mine"."""
    limb = any(c.dep_ == "dobj" and c.lemma_.lower() in LIMBS for c in word.children)
    subject = subject_of(word)
    return count_of(antecedent(subject), quantities) if limb and subject is not None else None


def _suffer(word: Token, quantities: Quantities) -> Count | None:
    """As in "some 20 drinkers had suffered shrapnel wounds"."""
    subject = subject_of(word)
    hurt = any(c.dep_ == "dobj" and c.lemma_.lower() in WOUNDS for c in word.children)
    return count_of(antecedent(subject), quantities) if hurt and subject is not None else None


FIELDS: tuple[tuple[str, Reader], ...] = (
    ("object", _object_verb), ("subject", _subject_verb), ("of", _of_noun), ("counted", _counted_noun), ("adjective", _adjective),
)  # fmt: skip
SINGLE: tuple[tuple[str, str, Reader], ...] = (
    ("toll", "deaths", _toll), ("number", "deaths", _number), ("tally", "deaths", _number), ("dead", "deaths", _put), ("life", "deaths", life), ("lose", "deaths", _lose), ("casualty", "both", casualty),
    ("lose", "injured", _limb), ("hospital", "injured", _hospital), ("throat", "deaths", _throat),
    *((lemma, "deaths", body) for lemma in HARM["lives"]["bodies"]),
    ("injured", "injured", _put), ("wounded", "injured", _put), ("hurt", "injured", _put),
    ("dead", "deaths", among_dead), ("fall", "deaths", fallen), ("survive", "deaths", survived), ("loss", "deaths", lost), ("victim", "deaths", claimed), ("shoot", "injured", _shot_in),
    *((lemma, "both", escaped) for lemma in sorted(ESCAPED - {"survive"})),
    *((lemma, "injured", _suffer) for lemma in HARM["injured"]["suffered"]),
    *((lemma, "deaths", _verb_with) for lemma in sorted({*WITH, "shoot", "stab", "hit"})),
)  # fmt: skip


def _readers() -> dict[int, list[tuple[str, Reader]]]:
    """The readers of each word, by the hash of its lemma, so that a sentence without any costs one pass over numbers."""
    found: defaultdict[str, list[tuple[str, Reader]]] = defaultdict(list)
    for kind in KINDS:
        for field, reader in FIELDS:
            for lemma in HARM[kind][field]:
                found[lemma].append((kind, reader))
    for lemma, kind, reader in SINGLE:
        found[lemma].append((kind, reader))
    return {get_string_id(form): readers for lemma, readers in found.items() for form in (lemma, lemma.capitalize())}


READERS = _readers()
