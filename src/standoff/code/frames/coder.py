"""The embedded coder: spaCy's parse of a document through the steps below, in this order, into mentions and ties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.util import compile_infix_regex

from standoff import knowledge
from standoff.code import lexicon
from standoff.code.coder import Coded
from standoff.code.frames import steps
from standoff.code.frames.context import Context, Resources
from standoff.code.frames.headings import with_stops
from standoff.code.frames.mentions import mentions_of
from standoff.code.frames.names import NameIndex
from standoff.code.frames.reading import Frame, Reading
from standoff.code.frames.truecase import Truecaser, is_caseless, lower
from standoff.errors import CodeError
from standoff.knowledge.places import load_places
from standoff.options import CodeOptions
from standoff.records import Document

STEPS = (
    steps.triggers,  # words that fire a lexicon entry
    steps.roles,  # noun phrases at the places that the entry names
    steps.fusion,  # "a strike killed": one deed
    steps.composition,  # "vowed to", "called for", "must", "will"
    steps.participants,  # noun phrases and pronouns into states, organisations, people
    steps.policing,  # "five men were arrested": by the police that the text tells of
    steps.relevance,  # what nobody political does or suffers is no event
    steps.modes,  # drone, suicide attack, arrest, visit, ...
    steps.when,  # dated intervals
    steps.where,  # places
    steps.grounding,  # "police" and "protesters" of which country
    steps.opponents,  # "retook the town": from whom the rest of the text says
    steps.lent_modes,  # the coalition's bombs fall from aircraft
    steps.implied,  # a march is against the state, a denial answers an accuser
    steps.topics,  # what it is about: military, election, health, ...
    steps.how_many,  # deaths, injuries, occurrences
    steps.status,  # actual, historical, future, hypothetical, negated
    steps.lent_places,  # an event without a place: "the city", that of the story or of its victims
    steps.guessed_sides,  # a side that nothing names: who else strikes there, the people of the place
    steps.attribution,  # who says so
    steps.confidence,  # how much of the frame was found
)
TAGGING = frozenset(("tok2vec", "transformer", "tagger", "morphologizer", "attribute_ruler"))


class FramesCoder:
    """Lexicon and knowledge over a spaCy pipeline; holds both, shares nothing with other instances."""

    name = "frames/1"

    def __init__(self, options: CodeOptions) -> None:
        self.options = options
        self.nlp = load_pipeline(options.pipeline)
        words = lexicon.load()
        for word in words.classes["whole"]:
            self.nlp.tokenizer.add_special_case(word, [{ORTH: word}])
        self.nlp.add_pipe("standoff_names", first=True, config={"words": sorted(words.classes["names_in_capitals"])})
        known = knowledge.load(options.knowledge)
        index = NameIndex(known, lambda text: [t.text for t in self.nlp.tokenizer(text)])
        places = load_places(options.knowledge)
        self.resources = Resources(words, known, index, places)
        self._truecaser = Truecaser(known, places)

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Code documents in order; memory holds one batch of parses."""
        for document, doc in self.parsed(documents):
            yield self.code_parsed(document, doc)

    def parsed(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Any]]:
        """Documents in order, each with spaCy's parse of its text."""
        pairs = ((self.cased(with_stops(d.text)), d) for d in documents)
        for doc, document in self.nlp.pipe(pairs, as_tuples=True, batch_size=self.options.batch_size):
            yield document, doc

    def cased(self, text: str) -> str:
        """What is to be parsed for a text: itself, or with capitals where it has none; offsets are the same."""
        if not is_caseless(text):
            return text
        small = lower(text)
        tagged = self.nlp.make_doc(small)
        for name, pipe in self.nlp.pipeline:
            if name in TAGGING:
                tagged = pipe(tagged)
        return self._truecaser.cased(small, tagged)

    def code_parsed(self, document: Document, doc: Any) -> Coded:
        """Mentions and ties of one parsed document; a failure inside is a problem of this document alone."""
        try:
            return self._code(document, doc)
        except Exception as problem:  # noqa: BLE001 - one odd sentence must not stop a batch of thousands
            return Coded(document, (), (), f"could not be coded ({type(problem).__name__}: {problem})")

    def _code(self, document: Document, doc: Any) -> Coded:
        context = Context.of(Reading.of(document, doc), self.resources)
        frames: list[Frame] = []
        for step in STEPS:
            frames = step(context, frames)
        return Coded(document, tuple(mentions_of(context, frames, self.name)), tuple(steps.ties(context, frames)))


def load_pipeline(name: str) -> Language:
    """The spaCy pipeline of that name; a CodeError says how to get it."""
    try:
        nlp = spacy.load(name)
    except OSError:
        raise CodeError(
            f"spaCy pipeline {name!r} is not installed; install it with pip, or choose another with --pipeline"
        ) from None
    if "parser" not in nlp.pipe_names:
        raise CodeError(f"spaCy pipeline {name!r} has no parser; the coder needs one")
    nlp.add_pipe("standoff_paragraphs", before="parser")
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[0-9]),(?=[A-Za-z])"]  # behind a year, see openings.py
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


@Language.component("standoff_paragraphs")
def _paragraphs(doc: Any) -> Any:
    """A blank line ends a sentence, whatever the parser thinks."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@Language.factory("standoff_names")
class _Names:
    """Words in capitals get the features of a name, so that the parser does not take "IS" for a verb."""

    def __init__(self, nlp: Language, name: str, words: list[str]) -> None:  # noqa: ARG002 - as spaCy calls it
        self._words = frozenset(word.upper() for word in words)

    def __call__(self, doc: Any) -> Any:
        for token in doc:
            if token.text in self._words:
                token.norm_ = "nato"
        return doc
