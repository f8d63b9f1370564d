"""The head of a noun phrase into how many people it stands for."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Span, Token

from standoff.code.frames.harm import HARM
from standoff.code.frames.numbers import find_amounts
from standoff.records import Amount

_TABLE = HARM["victims"]
NEVER = frozenset(_TABLE["never"])
HOLDING = frozenset(_TABLE["holding"])
MANY = frozenset(_TABLE["many"])
PEOPLE = frozenset(_TABLE["people"])
PERSONS = frozenset([*_TABLE["own"], *_TABLE["persons"]])
ONE = Amount(1, 1)
SOME = Amount(2, None)
PRONOUNS = {
    "he": ONE, "she": ONE, "him": ONE, "her": ONE, "me": ONE, "i": ONE, "himself": ONE, "herself": ONE, "they": SOME, "them": SOME,
    "us": SOME, "everyone": SOME, "everybody": SOME, "someone": ONE, "somebody": ONE, "nobody": Amount(0, 0), "none": Amount(0, 0),
    "anyone": ONE, "anybody": ONE, "another": ONE, "many": SOME, "both": Amount(2, 2),
}  # fmt: skip
SINGULAR = frozenset(("a", "an", "another", "one", "each", "every"))
OTHERS = 9  # words from a person to "and 22 others"
OPENING = frozenset(("after", "since", "before", "until", "once"))
FEARING = frozenset(("fear", "believe", "think", "presume", "know", "report"))
FAR_BEHIND = 20  # words from "in which dozens" to "are feared dead"
ABOVE = 5  # verbs above a pronoun among whose victims it may stand for
ASIDE = frozenset((",", "-", "–", "—", ")"))
DOUBLED = frozenset(("nsubj", "nsubjpass", "dobj"))
LONGEST_LIST = 8
"""Victims joined by "and" beyond this are a list that the parser has made up."""


Count = tuple[Amount, Token | None]
"""How many, and the head of the noun phrase that says who they are."""


class Quantities:
    """The amounts of one sentence, by token."""

    def __init__(self, sentence: Span) -> None:
        self.first = sentence.start
        starts = [token.idx for token in sentence]
        offset = starts[0]
        self.spans: list[tuple[int, int, Amount]] = [
            (
                sentence.start + max(0, bisect_left(starts, e.start + offset + 1) - 1),
                sentence.start + bisect_left(starts, e.end + offset),
                e.amount,
            )
            for e in find_amounts(sentence.text)
        ]

    def within(self, first: int, last: int) -> tuple[int, int, Amount] | None:
        """The last amount that ends in tokens `first` to `last` (both included)."""
        found = None
        for span in self.spans:
            if first < span[1] <= last + 1:
                found = span
        return found

    def after(self, first: int, last: int) -> tuple[int, int, Amount] | None:
        """The first amount that begins in tokens `first` to `last` (both included)."""
        return next((span for span in self.spans if first <= span[0] <= last), None)


def count_of(head: Token, quantities: Quantities) -> Count | None:
    """How many people a noun phrase is, with what is joined to it by "and"; and the head that names who they are."""
    total, who = _single(head, quantities), _named(head)
    if total is not None and (listed := _listed(head, total, quantities)) is not None:
        return listed, who
    if total is None or _shares_number(head, quantities):
        return None if total is None else (total, who)
    whole, current = total, head
    for _ in range(LONGEST_LIST):
        joined = next(
            (c for c in current.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "NUM", "PRON")), None
        )
        if joined is not None and current is head and _is_shared_by(joined, head, quantities):
            joined = next((c for c in head.children if c.dep_ == "conj" and c.i > joined.i), None) or next(
                (c for c in joined.children if c.dep_ == "conj"), None
            )
        hurt = joined is not None and joined.lemma_.lower() in ("wounded", "injured", "missing", "hurt")
        if joined is None or hurt or any(c.lower_ == "or" for c in current.children if c.dep_ == "cc"):
            break  # "counted 121 bodies and 333 wounded"
        # "security and intelligence commander" is one person; "a soldier and a civilian" are two.
        bare = joined.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "nummod") for c in joined.children)
        more = None if bare else _single(joined, quantities)
        if more is None:
            break
        total = Amount(total.lo + more.lo, None if total.hi is None or more.hi is None else total.hi + more.hi)
        current = joined
    if current is head and (others := _and_others(head, quantities)) is not None:
        return Amount(
            total.lo + others.lo, None if total.hi is None or others.hi is None else total.hi + others.hi
        ), who
    if current is not head and (first := _before_list(head, quantities)) is not None:
        total = Amount(total.lo + first.lo, None if total.hi is None or first.hi is None else total.hi + first.hi)
    return (whole if _is_broken_down(head, current, whole, total) else total), who


def _is_shared_by(joined: Token, head: Token, quantities: Quantities) -> bool:
    """The policemen in "23 soldiers and policemen and 12 civilians"."""
    counted = quantities.within(min(head.left_edge.i, head.i), head.i)
    bare = joined.tag_ == head.tag_ == "NNS" and joined.i == head.i + 2 and not any(True for _ in joined.lefts)
    return (
        bare
        and counted is not None
        and any(c.dep_ == "conj" for c in (*joined.children, *head.children) if c.i > joined.i)
    )


def _before_list(head: Token, quantities: Quantities) -> Amount | None:
    """Those at the head of a list, whom the parser hung elsewhere: "By its count 183 rebels, 23 soldiers and 12 civilians died"."""
    left, doc = head.left_edge.i, head.doc
    if head.dep_ not in ("nsubj", "nsubjpass") or left < quantities.first + 3 or doc[left - 1].text != ",":
        return None
    first = doc[left - 2]
    if not any(c.dep_ == "cc" for c in head.children) or first.tag_ != "NNS" or first.dep_ != "pobj":
        return None
    own, counted = quantities.within(left, head.i), quantities.within(left - 4, left - 2)
    return None if own is None or counted is None or counted[1] != left - 2 else counted[2]


def _and_others(head: Token, quantities: Quantities) -> Amount | None:
    """Those behind an apposition, whom the parser hung on the verb: "killed the mayor, Omar Daoud, and 22 others"."""
    near = head.doc[head.i + 1 : head.i + OTHERS]
    others = next((t for t in near if t.lower_ == "others" and t.head == head.head and t != head), None)
    counted = None if others is None else quantities.within(others.left_edge.i, others.i)
    return counted[2] if counted is not None and head.doc[counted[0] - 1].lower_ == "and" else None


def _is_broken_down(head: Token, last: Token, whole: Amount, total: Amount) -> bool:
    """As in "five people, two women and three children, were killed", where those listed are the five."""
    behind = last.right_edge.i + 1
    closed = last is not head and behind < len(head.doc) and head.doc[behind].text in ASIDE
    return closed and total.lo == 2 * whole.lo and whole.lo > 1 and whole.hi is not None


def _listed(head: Token, total: Amount, quantities: Quantities) -> Amount | None:
    """With those listed behind, whom the parser takes for an apposition or a second subject: "the governor, two guards and a cook".

    A comma behind the list makes it an aside that tells who they were: "five people, two women and three children, died".
    """
    beside = (
        next((c for c in head.children if c.dep_ == "appos" and c.i > head.i), None)
        or _twin(head)
        or _behind_town(head)
    )
    last = None if beside is None else next((c for c in beside.children if c.dep_ == "conj"), None)
    if beside is None or last is None or not any(c.dep_ == "cc" for c in beside.children):
        return None
    same = beside.ent_type_ == "PERSON" and head.tag_ == "NN"  # "the mayor, Omar Daoud, and 16 others"
    more, end = Amount(0, 0) if same else _single(beside, quantities), _single(last, quantities)
    named = (
        total == ONE and more == ONE and head.pos_ == "PROPN" and not _is_kept(beside)
    )  # "Smith, a teacher and a poet"
    named = named or (total != ONE and (beside.pos_ == "PROPN" or total.hi is None))  # "the reporters Smith and Jones"
    behind = last.right_edge.i + 1
    aside = behind < len(head.doc) and head.doc[behind].text in ASIDE and head.i < head.head.i
    if more is None or end is None or named or aside or more.lo + end.lo == total.lo:
        return None
    known = None in (total.hi, more.hi, end.hi)
    return Amount(total.lo + more.lo + end.lo, None if known else (total.hi or 0) + (more.hi or 0) + (end.hi or 0))


def _is_kept(beside: Token) -> bool:
    """As in "Smith, his driver and a guard": nobody is his own driver."""
    return any(c.tag_ == "PRP$" for c in beside.children)


def _behind_town(head: Token) -> Token | None:
    """The apposition that the parser hung on the town in "the governor of Homs, his son and a guard"."""
    towns = (p for c in head.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj")
    beside = (c for town in towns for c in town.children if c.dep_ in ("appos", "conj"))
    return next((c for c in beside if _is_kept(c) or any(t.dep_ == "nummod" for t in c.children)), None)


def _twin(head: Token) -> Token | None:
    """The next subject or object of the same verb, behind a comma."""
    later = (c for c in head.head.children if c.dep_ == head.dep_ and c.i > head.i and c.dep_ in DOUBLED)
    twin = next(later, None)
    between = None if twin is None else head.doc[twin.left_edge.i - 1].text
    return twin if between == "," else None


def _shares_number(head: Token, quantities: Quantities) -> bool:
    """As in "500 civilians and soldiers": one number counts both."""
    joined = [c for c in head.children if c.dep_ == "conj"]
    counted = quantities.within(min(head.left_edge.i, head.i), head.i)
    if counted is None or len(joined) != 1 or joined[0].tag_ != "NNS" or head.tag_ != "NNS":
        return False
    return joined[0].i == head.i + 2 and not any(True for _ in joined[0].lefts)


def with_companions(verb: Token, counted: Count | None, quantities: Quantities) -> Count | None:
    """With those who suffer beside others: "was killed along with six of his guards", "died with two others"."""
    if counted is None:
        return None
    amount, who = counted
    beside = next((p for p in _companions(verb) if p.i > verb.i and _is_counted_person(p, quantities)), None)
    told = None if beside is None else count_of(beside, quantities)
    if told is None:
        return counted
    more = told[0]
    return Amount(amount.lo + more.lo, None if amount.hi is None or more.hi is None else amount.hi + more.hi), who


def _companions(verb: Token) -> list[Token]:
    """What stands behind "with", "along with", "together with" and "alongside"."""
    preps = [c for c in verb.children if c.lower_ in ("with", "alongside")]
    preps += [p for c in verb.children if c.lower_ in ("along", "together") for p in c.children if p.lower_ == "with"]
    return [p for prep in preps for p in prep.children if p.dep_ == "pobj"]


def _is_counted_person(head: Token, quantities: Quantities) -> bool:
    who = _named(head)
    people = is_person(who) or who.lemma_.lower() in ("other", "bodyguard", "guard") or head.pos_ == "NUM"
    return people and (_is_kept(head) or quantities.within(min(head.left_edge.i, head.i), head.i) is not None)


def _named(head: Token) -> Token:
    """In "dozens of Russians" the Russians."""
    if (
        head.lower_.rstrip("s")
        in (
            "dozen",
            "score",
            "hundred",
            "thousand",
            "million",
            "number",
            "total",
            "one",
            "two",
            "some",
            "ten",
            "handful",
        )
        or head.pos_ == "NUM"
    ):
        return of_whom(head) or head
    return head


def _single(head: Token, quantities: Quantities) -> Amount | None:
    who = _named(head)
    bare = head.pos_ == "NUM" and head.dep_ in ("dobj", "nsubjpass", "nsubj")  # "killed 18, nine of them children"
    asked = any(c.lower_ == "how" for c in head.children)  # "how many died"
    other = head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT") and not bare
    if who.lemma_.lower() in NEVER or asked or other:
        return None
    if head.lemma_.lower() == "total" and who is not head:
        return _single(who, quantities)
    left = min(head.left_edge.i, head.i)
    of = head.i + (head.lemma_ == "number")  # "an unknown number of" is one amount
    counted = quantities.within(left, of) if left >= quantities.first else None
    if counted is not None and _belongs(counted, head):
        return counted[2]
    meant = _of_members(head, quantities) or _told_above(head, quantities) or PRONOUNS.get(head.lower_)
    if meant is not None:
        return meant
    determiner = next((c.lower_ for c in head.children if c.dep_ in ("det", "neg") and c.i < head.i), "")
    return Amount(0, 0) if determiner == "no" else _uncounted(head, determiner)


def _told_above(head: Token, quantities: Quantities) -> Amount | None:
    """How many "them" and "all of them" are, in "abducted seven foreigners and later killed them"."""
    of = {p.lower_ for c in head.children if c.lower_ == "of" for p in c.children}
    if head.lower_ not in ("them", "they") and not (head.lower_ == "all" and of & {"them", "whom"}):
        return None
    for verb in list(head.head.ancestors)[:ABOVE]:
        for told in verb.children:
            held = verb.lemma_.lower() in HOLDING and told.dep_ in ("dobj", "nsubjpass")
            people = held and told.tag_ == "NNS" and told.i < head.i
            counted = quantities.within(told.left_edge.i, told.i) if people else None
            if counted is not None and _belongs(counted, told) and told.lemma_.lower() not in NEVER:
                return counted[2]
    return None


def behind_which(word: Token, quantities: Quantities) -> Count | None:
    """Whose subject the parser has lost: "in which dozens of people, among them two foreigners, are feared dead"."""
    for start, end, amount in quantities.spans:
        opened = start > quantities.first and word.doc[start - 1].lower_ in ("which", "where")
        if opened and start < word.i <= start + FAR_BEHIND:
            told = [t for t in word.doc[end : word.i] if t.pos_ == "VERB" and t.lemma_.lower() not in FEARING]
            return None if told else (amount, word.doc[end - 1])
    return None


def subject_behind(verb: Token) -> Token | None:
    """The subject that the parser hung on the preposition in "after his predecessor, Ahmed Khalil, was shot dead"."""
    if verb.tag_ not in ("VBD", "VBN") or verb.dep_ != "conj" or any(c.dep_ in DOUBLED for c in verb.children):
        return None
    last = min([verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "auxpass"))]) - 1
    if last < 1 or verb.doc[last].text != ",":
        return None
    above = (t for t in (verb.doc[last - 1], *verb.doc[last - 1].ancestors) if t.dep_ == "pobj")
    return next((t for t in above if t.head.lower_ in OPENING and t.head.head == verb.head), None)


def _of_members(head: Token, quantities: Quantities) -> Amount | None:
    """As in "a family of nine", "a patrol of six"."""
    if head.lemma_.lower() not in MANY or head.tag_ != "NN":
        return None
    of = next((p for c in head.children if c.lower_ == "of" for p in c.children if p.pos_ == "NUM"), None)
    counted = None if of is None else quantities.within(of.i, of.i)
    return None if counted is None else counted[2]


def _belongs(counted: tuple[int, int, Amount], head: Token) -> bool:
    """Whether the amount counts the head itself, not a word inside its phrase ("the leaders of two groups")."""
    number = head.doc[counted[1] - 1]
    for _ in range(4):
        if number.i == head.i:
            return True
        if number.dep_ in ("pobj", "relcl", "poss", "appos", "acl", "npadvmod"):
            return False
        number = number.head
    return False


def _uncounted(head: Token, determiner: str) -> Amount | None:
    """Named people and singular nouns are one, plurals are at least two; groups and states are no number."""
    tag, lemma = head.tag_, head.lemma_.lower()
    if tag in ("NNS", "NNPS") or head.lower_ in PEOPLE:
        return SOME
    if lemma in MANY or tag == "NUM" or head.pos_ not in ("NOUN", "PROPN"):
        return ONE if determiner in SINGULAR and head.pos_ == "NOUN" and lemma not in MANY else None
    if head.pos_ == "PROPN":
        return _proper(head, determiner)
    # "the death of dance": a bare noun is one person only if it can be one.
    return (
        ONE
        if determiner
        or is_person(head)
        or head.text[:1].isupper()
        or any(c.dep_ in ("poss", "nummod") for c in head.children)
        else None
    )


def _proper(head: Token, determiner: str) -> Amount | None:
    """One, for a name that can be a person's: only people suffer these verbs, whatever the small model calls a surname."""
    kind = head.ent_type_
    if kind == "NORP":
        return ONE if determiner in SINGULAR else SOME if head.lower_.endswith("s") else None
    if determiner in SINGULAR:
        return ONE  # "an MP"
    if kind in ("EVENT", "PRODUCT", "LAW", "FAC") or (head.is_upper and kind != "PERSON"):
        return None
    return None if kind in ("GPE", "ORG", "LOC") and determiner == "the" else ONE


def is_person(head: Token) -> bool:
    """A person's name, a nationality, or a noun that harm.toml lists as people."""
    return head.ent_type_ in ("PERSON", "NORP") or head.lemma_.lower() in PERSONS or head.lower_ in PEOPLE


def of_whom(noun: Token) -> Token | None:
    """The noun behind "of": as in "the bodies of 30 men"."""
    return next((p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"), None)


def antecedent(token: Token) -> Token:
    """What "who", "that" and "which" stand for: the noun that the relative clause hangs on."""
    if token.tag_ not in ("WP", "WDT"):
        return token
    clause = token.head
    for _ in range(6):
        if clause.dep_ == "relcl":
            return clause.head
        if clause.dep_ not in ("conj", "xcomp", "advcl") or clause.head is clause:
            break
        clause = clause.head
    return token
