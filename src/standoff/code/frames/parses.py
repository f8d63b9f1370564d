"""spaCy's parse without the mistakes that no English sentence can mean."""

from __future__ import annotations

from typing import Any

SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
PAST = frozenset(("VBD", "VBN"))
TWO = 2
DASHES = frozenset(("-", "–", "—", "--", ":"))  # behind a dateline
PLACING = frozenset("near outside inside around beyond across along over beside".split())
NOUNS = frozenset(("NOUN", "PROPN"))
BESIDE = frozenset(("compound", "amod", "nmod"))


def mended(doc: Any, heads: list[int], deps: list[str], tags: list[str]) -> tuple[list[int], list[str]]:
    """Heads (token indexes) and dependencies of a parsed document, those that the parser gave it without its mistakes."""
    heads, deps = [*heads], [*deps]
    for i, tag in enumerate(tags):
        if tag == "VBN" or (tag in FINITE and deps[i] in BESIDE):
            _before_its_object(doc[i], heads, deps)
        if tag in PAST and (top := _far_before(doc[i], heads, deps)) is not None:
            heads[top.i], deps[top.i], heads[i], deps[i] = i, "nsubj", i, "ROOT"
        elif tag in FINITE:
            _finite(doc[i], heads, deps)
    return heads, deps


def _finite(verb: Any, heads: list[int], deps: list[str]) -> None:
    """The subject of a finite verb, where the parser has two, or none."""
    for extra in _fronted(verb, deps):
        deps[extra.i] = "npadvmod"
    if (one := _one_of_them(verb, deps)) is not None:
        heads[one.i], deps[one.i] = one.nbor(-2).i, "appos"
    if _is_main_behind_aside(verb):
        top = verb.head.i
        heads[top], deps[top], heads[verb.i], deps[verb.i] = verb.i, "nsubj", verb.i, "ROOT"
        return
    if any(deps[c.i] in SUBJECTS | PASSIVE_SUBJECTS for c in verb.lefts):
        return
    left = list(verb.lefts)
    if (behind := _behind_since(verb) or _beside_fronted(verb)) is not None:
        heads[behind.i], deps[behind.i] = verb.i, "nsubj"
    elif left and _is_name_before(left[-1], verb, deps):
        deps[left[-1].i] = "nsubj"
    elif deps[verb.i] == "conj" and verb.head.pos_ in NOUNS and (above := _verb_above(verb)) is not None:
        heads[verb.i] = above


def _before_its_object(verb: Any, heads: list[int], deps: list[str]) -> None:
    """As in "said Russia bore responsibility", "Aircraft bombed tanks", where the parser hangs the verb on its object."""
    noun = verb.head
    if verb.dep_ not in BESIDE or noun.pos_ not in NOUNS or noun.i < verb.i or _is_hyphened(verb):
        return
    subject = _subject_before(verb, noun)
    if subject is None or any(c.dep_ in ("det", "poss") and c.i < verb.i for c in noun.children if c.i > subject.i):
        return
    heads[verb.i], deps[verb.i] = (verb.i, "ROOT") if noun.head.i == noun.i else (noun.head.i, "ccomp")
    heads[noun.i], deps[noun.i] = verb.i, "dobj"
    heads[subject.i], deps[subject.i] = verb.i, "nsubj"


def _is_hyphened(verb: Any) -> bool:
    return verb.i > 0 and verb.nbor(-1).text in DASHES


def _subject_before(verb: Any, noun: Any) -> Any:
    """The noun phrase that ends where the verb begins; of a participle one that is plural or has an article, in a sentence without verb."""
    if verb.tag_ == "VBN" and noun.dep_ != "ROOT":
        return None
    hosts = [verb, noun] if verb.tag_ == "VBN" else [verb, noun, noun.head]
    near = [c for h in hosts for c in h.children if c.right_edge.i == verb.i - 1 and _may_be_subject(c)]
    subject = next((c for c in near if c.pos_ in NOUNS), None)
    if subject is None or verb.tag_ != "VBN" or subject.dep_ == "nsubj":
        return subject
    whole = subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "det" for c in subject.children)
    whole = whole or subject.ent_type_ == "PERSON"
    return subject if whole else None


def _may_be_subject(word: Any) -> bool:
    """Beside the noun, as the parser sees it; "Ban Ki-moon", whose hyphen it takes for that of "war-torn"."""
    return word.dep_ in BESIDE | SUBJECTS or (word.dep_ == "npadvmod" and word.ent_type_ == "PERSON")


def _fronted(verb: Any, deps: list[str]) -> list[Any]:
    """The place or dateline in "Near Mosul, five strikes hit ...", of which the parser makes a second subject."""
    left = [c for c in verb.lefts if deps[c.i] == "nsubj"]
    if len(left) < TWO or left[-1].pos_ not in NOUNS:
        return []
    return [c for c in left[:-1] if c.pos_ == "PROPN" and _is_fronted(c, left[-1])]


def _one_of_them(verb: Any, deps: list[str]) -> Any:
    """The apposition in "X, one of the leaders of Y, spoke", of which the parser makes a second subject."""
    left = [c for c in verb.lefts if deps[c.i] in SUBJECTS]
    if len(left) != TWO or left[1].lower_ != "one" or left[1].nbor(-1).text != ",":
        return None
    return left[1] if left[1].nbor(-2) == left[0] and left[1].nbor(1).lower_ == "of" else None


def _is_fronted(name: Any, subject: Any) -> bool:
    between = {t.text for t in name.doc[name.i + 1 : subject.i]}
    return bool(between & DASHES) or ("," in between and name.doc[name.left_edge.i].lower_ in PLACING)


def _is_main_behind_aside(verb: Any) -> bool:
    """As in "The EU, which has 27 members, called on Georgia": no participle but the verb of a sentence that has no other."""
    top = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBD" or top.dep_ != "ROOT" or top.pos_ not in NOUNS:
        return False
    asides = [c for c in top.children if c.dep_ == "relcl" and top.i < c.i < verb.i]
    return bool(asides) and verb.nbor(-1).text == "," and not any(c.dep_ in ("cop", "nsubj") for c in top.children)


def _far_before(verb: Any, heads: list[int], deps: list[str]) -> Any:
    """The subject that stands before an aside or a clause of its own."""
    return _named_before_asides(verb) or _before_a_time(verb, heads, deps) or _before_who_backs(verb)


def _named_before_asides(verb: Any) -> Any:
    """As in "Pompeo, on the last leg of his trip, called on X": the name that stands alone, and the verb behind the comma."""
    top = verb.sent.root if verb.dep_ == "acl" else None
    if top is None or top.pos_ not in NOUNS or not top.ent_type_ or top.i > verb.i or verb.nbor(-1).text != ",":
        return None
    told = any(c.dep_ in ("nsubj", "cop", "relcl") for c in top.children) or any(
        c.dep_ == "agent" for c in verb.children
    )
    return None if told or top.nbor(1).text != "," or verb.head.i <= top.i + 1 else top


def _before_who_backs(verb: Any) -> Any:
    """As in "Militias backed by Iran fired on the base.", where the parser takes what they did for a participle of who backs them."""
    backer = verb.head
    participle, top = backer.head.head, verb.sent.root
    if verb.dep_ != "acl" or backer.head.dep_ != "agent" or verb.i != backer.right_edge.i + 1 - _length(verb):
        return None
    whole = participle.dep_ == "acl" and participle.head == top and participle.i == top.i + 1
    told = any(c.dep_ in ("nsubj", "cop", "relcl") for c in top.children)
    return top if whole and top.tag_ in ("NNS", "NNPS") and not told and verb.sent[-1].text == "." else None


def _length(verb: Any) -> int:
    """Tokens of the phrase that the verb heads."""
    return int(verb.right_edge.i - verb.left_edge.i + 1)


def _before_a_time(verb: Any, heads: list[int], deps: list[str]) -> Any:
    """As in "Soldiers who had held it since May withdrew": no month withdraws, and what it is the time of is the clause before."""
    month = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if (
        verb.tag_ != "VBD"
        or month is None
        or verb.dep_ != "advcl"
        or month.ent_type_ not in ("DATE", "TIME")
        or month.i == 0
    ):
        return None
    since, top = month.nbor(-1), verb.sent.root
    if since.head != verb or since.dep_ != "mark" or top.pos_ not in NOUNS or top.i > verb.i:
        return None
    heads[since.i], deps[since.i], heads[month.i], deps[month.i] = verb.head.i, "prep", since.i, "pobj"
    return top


def _is_name_before(name: Any, verb: Any, deps: list[str]) -> bool:
    """True for "Turkey" in "Turkey shells positions", where no finite verb has a word of its own before it."""
    return deps[name.i] in BESIDE and bool(name.ent_type_) and name.i == verb.i - 1


def _behind_since(verb: Any) -> Any:
    """The subject in "since Obama sent troops", which the parser hangs on "since"."""
    marks = [c for c in verb.lefts if c.dep_ == "mark"]
    return next((g for c in marks for g in c.children if g.dep_ == "pobj" and g.i < verb.i), None)


def _beside_fronted(verb: Any) -> Any:
    """The subject in "In Syria the coalition struck ...", which the parser takes for an apposition of the place."""
    before = (g for c in verb.lefts if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj" for g in p.children)
    named = (g for g in before if g.dep_ == "appos" and g.right_edge.i == verb.i - 1)
    return next((g for g in named if g.left_edge.tag_ == "DT" and g.left_edge.nbor(-1).text != ","), None)


def _verb_above(verb: Any) -> int | None:
    """Beside which "calls" stands in "condemns the attack and calls on Russia": no verb is coordinated with a noun."""
    above = verb.head
    while above.head != above and above.tag_ not in FINITE:
        above = above.head
    return above.i if above.tag_ in FINITE and above.i < verb.i and above.pos_ in ("VERB", "AUX") else None
