"""A parsed document laid out for the steps: `Reading` is what they read, `Frame` what they fill."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, ORTH, POS, TAG

from standoff.code.frames.headings import is_added
from standoff.code.frames.parses import SUBJECTS, mended
from standoff.code.lexicon import Entry
from standoff.records import Amount, Document, Participant, When, Where

FINDING = frozenset(("find", "leave", "report", "see"))


@dataclass(frozen=True)
class Reading:
    """One parse as plain lists, by token index: they are read a hundred times, spaCy's attributes are slow.

    `sentences` are (first token, end token); whitespace tokens at the ends are left out.
    `towns`: the tokens that head the names of towns and regions, which the context fills in from the gazetteer.
    """

    document: Document
    doc: Any
    words: list[str]
    lowers: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    children: list[list[int]]
    entity: list[str]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    towns: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, document: Document, doc: Any) -> Reading:
        """Lay out spaCy's parse of `document.text`."""
        words, lemmas, pos, tags, deps, entity = _columns(doc)
        heads, deps = mended(doc, [i + up for i, up in enumerate(_numbers(doc, HEAD))], deps, tags)
        children: list[list[int]] = [[] for _ in words]
        for i, head in enumerate(heads):
            if head != i:
                children[head].append(i)
        places = zip(words, _numbers(doc, IDX), pos, strict=True)
        pos = ["SPACE" if is_added(document.text, word, at) else part for word, at, part in places]
        for i, below in enumerate(children):
            if pos[i] == "NOUN" and any(deps[c] == "auxpass" for c in below):
                pos[i], tags[i] = "VERB", "VBN"  # "was overrun by": nouns have no passive
        sentences, sentence_of = _sentences(doc, pos)
        return cls(
            document=document, doc=doc, words=words, lowers=[w.lower() for w in words], lemmas=[w.lower() for w in lemmas], pos=pos, tags=tags,
            deps=deps, heads=heads, children=children, entity=entity, sentences=sentences, sentence_of=sentence_of,
        )  # fmt: skip

    @cached_property
    def starts(self) -> list[int]:
        """Character offset of each token, and of the end of the text."""
        return [*_numbers(self.doc, IDX), len(self.document.text)]

    @cached_property
    def tokens_of(self) -> dict[str, list[int]]:
        """The tokens at which each word stands, as written."""
        found: dict[str, list[int]] = {}
        for i, word in enumerate(self.words):
            found.setdefault(word, []).append(i)
        return found

    @cached_property
    def vocabulary(self) -> list[frozenset[str]]:
        """The words of each sentence, in small letters and as lemmas: whether one is there at all is asked before where it stands."""
        return [frozenset((*self.lowers[start:end], *self.lemmas[start:end])) for start, end in self.sentences]

    def end_of(self, token: int) -> int:
        """Character offset behind a token."""
        return self.starts[token] + len(self.words[token])

    def text_of(self, start: int, end: int) -> str:
        """The text from token `start` to before token `end`, on one line."""
        return " ".join(self.document.text[self.starts[start] : self.end_of(end - 1)].split())

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of these dependencies."""
        return next((c for c in self.children[token] if self.deps[c] in deps), None)

    def subtree(self, token: int, without: frozenset[str] = frozenset()) -> list[int]:
        """The tokens below `token` and itself in text order; children by `without` dependencies are left out."""
        found, stack = [], [token]
        while stack:
            i = stack.pop()
            found.append(i)
            stack.extend(c for c in self.children[i] if self.deps[c] not in without)
        return sorted(found)

    def conjuncts(self, token: int) -> list[int]:
        """`token` and the heads coordinated with it, in text order."""
        found, stack = [], [token]
        while stack:
            i = stack.pop()
            found.append(i)
            stack.extend(c for c in self.children[i] if self.deps[c] == "conj")
        return sorted(found)

    def clause_verb(self, token: int) -> int:
        """The verb (or root) of the clause that `token` stands in."""
        i = token
        while self.heads[i] != i and self.pos[i] not in ("VERB", "AUX"):
            i = self.heads[i]
        return i

    def is_infinitive(self, verb: int) -> bool:
        """True for "to withdraw"."""
        return any(self.lowers[c] == "to" and self.deps[c] == "aux" for c in self.children[verb])

    def is_headline_infinitive(self, verb: int) -> bool:
        """As in "Germany to send tanks", which is no sentence but in a headline."""
        above = self.heads[verb]
        top = above == verb or (self.heads[above] == above == verb - 2 and self.deps[verb] in ("acl", "relcl"))
        return top and self.is_infinitive(verb)

    def is_passive(self, verb: int) -> bool:
        """True for "was attacked" and for a bare participle after a noun ("soldiers killed in ...")."""
        deps = self.deps
        if any(deps[c] in ("nsubjpass", "auxpass") for c in self.children[verb]):
            return True
        if self.tags[verb] != "VBN" or any(
            deps[c] in SUBJECTS or self.lemmas[c] == "have" for c in self.children[verb]
        ):
            return False
        if deps[verb] == "acl":  # with an object of its own: "the coalition bombed positions", misread
            return not any(deps[c] == "dobj" for c in self.children[verb])
        if deps[verb] == "xcomp":  # "was found murdered"
            return self.lemmas[self.heads[verb]] in FINDING and not any(deps[c] == "dobj" for c in self.children[verb])
        if deps[verb] == "conj":
            return not any(deps[c] in SUBJECTS for c in self.children[verb]) and self.is_passive(self.heads[verb])
        return deps[verb] == "advcl" and not any(deps[c] in ("dobj", "aux", *SUBJECTS) for c in self.children[verb])


def _columns(doc: Any) -> list[list[str]]:
    """Words, lemmas, parts of speech, tags, dependencies and kinds of entity, read as one table: token by token is slow."""
    table = doc.to_array([ORTH, LEMMA, POS, TAG, DEP, ENT_TYPE]).T.tolist()
    strings = {value: doc.vocab.strings[value] for value in {v for column in table for v in column}}
    return [[strings[v] for v in column] for column in table]


def _numbers(doc: Any, attribute: int) -> list[int]:
    values: list[int] = doc.to_array(attribute).astype("int64").tolist()
    return values


def _sentences(doc: Any, pos: list[str]) -> tuple[list[tuple[int, int]], list[int]]:
    sentences: list[tuple[int, int]] = []
    sentence_of = [0] * len(doc)
    for sent in doc.sents:
        start, end = sent.start, sent.end
        while start < end and pos[start] == "SPACE":
            start += 1
        while end > start and pos[end - 1] == "SPACE":
            end -= 1
        if start == end:
            continue
        for i in range(sent.start, sent.end):
            sentence_of[i] = len(sentences)
        sentences.append((start, end))
    return sentences, sentence_of


ONCE = Amount(1, 1)


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a frame before it has a name: the head token of its noun phrase, and how it was found."""

    head: int
    place: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger on its way to become a mention; each step returns frames with more of it filled.

    `trigger`: first and last token of the predicate; `head`: its syntactic head.
    `words`: the tokens of its pattern. `fused`: heads of other words for the same deed. `inner`: head of the event that an
    outer predicate or modal was applied to. `governed`: an outer predicate says that it did take place ("began to"). `refused`: its negation is what the type says ("will not talk").
    `about_event`: what it is directed at is another event ("condemned the attack"). `contexts`: PLOVER's, what it is about.
    """

    head: int
    trigger: tuple[int, int]
    entry: Entry
    type: str
    mode: tuple[str, ...] = ()
    status: str = "actual"
    actor_heads: tuple[Party, ...] = ()
    recipient_heads: tuple[Party, ...] = ()
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    rule: str = ""
    words: tuple[int, ...] = ()
    governed: bool = False
    refused: bool = False
    about_event: bool = False
    fused: tuple[int, ...] = ()
    date: When | None = None
    place: Where | None = None
    deaths: Amount | None = None
    injured: Amount | None = None
    count: Amount = ONCE
    speakers: tuple[Participant, ...] = ()
    inner: int | None = None
    confidence: float = 0.5
    anaphoric: bool = False
    dated_by: str = "text"
    contexts: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()

    def but(self, **changes: Any) -> Frame:
        """The frame with some fields replaced."""
        return replace(self, **changes)
