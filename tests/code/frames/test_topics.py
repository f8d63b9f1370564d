"""What an event is about: the words of its own clause count, asides, titles and other clauses do not."""

from __future__ import annotations

import pytest

from standoff import ontology
from standoff.code.frames.context import Context
from standoff.code.frames.reading import Reading
from standoff.code.frames.topic_cues import find_cues
from standoff.records import Document
from tests.context_scores import HALVES, sentences


@pytest.fixture(scope="module")
def contexts(code):
    """The contexts of the event whose trigger holds a word."""

    def of(text: str, word: str) -> set[str]:
        start = text.index(word)
        hits = [m for m in code(text).mentions if m.trigger.start <= start < m.trigger.end]
        assert hits, f"no event at {word!r}"
        return {c for m in hits for c in m.context}

    return of


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("Kenya urged Uganda to report cases of cholera.", "urged", {"health"}),
        ("Protesters marched in Sofia against corruption.", "marched", {"corruption"}),
        ("Ghana imposed tariffs on Chinese steel.", "imposed", {"economic"}),
        ("Russia accused Ukraine of hacking its power grid.", "accused", {"cyber", "human_security"}),
        ("Women's groups marched in Ankara on Friday.", "marched", {"gender"}),
    ],
)
def test_words_of_the_clause_tell(contexts, text, word, told):
    assert contexts(text, word) == told


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Saudi Arabia, which exports oil, condemned Israel.", "condemned"),
        ("Peru's health minister condemned Chile.", "condemned"),
        ("The minister of health of Peru condemned Chile.", "condemned"),
        ("Protesters blocked Parliament Street in Accra.", "blocked"),
        ("Protesters blocked a road near the parliament in Accra.", "blocked"),
        ("After the earthquake of last year, Peru condemned Chile.", "condemned"),
        ("Police arrested a man in the oil port of Basra.", "arrested"),
        ("Peru condemned Chile while nurses demanded vaccines.", "condemned"),
        ("Members of Germany's Green party condemned Hungary.", "condemned"),
        ("Uganda condemned Kenya, according to a lawmaker.", "condemned"),
    ],
)
def test_asides_titles_names_and_other_clauses_tell_nothing(contexts, text, word):
    assert contexts(text, word) == set()


def test_each_event_of_a_sentence_has_its_own(contexts):
    text = "Pakistan's army killed six militants, while the opposition called for early elections."
    assert contexts(text, "killed") == {"military"}
    assert contexts(text, "called") == {"election"}


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("Olaf Scholz visited Egypt.", "visited", "diplomatic"),
        ("Israel bombed Syria.", "bombed", "military"),
        ("Police in Tehran arrested two Iranian journalists.", "arrested", "repression"),
        ("Japan sent food aid to Somalia.", "sent", "human_security"),
        ("Poland's prime minister resigned.", "resigned", "executive"),
        ("Ecuador granted asylum to a Cuban dissident.", "granted", "asylum"),
    ],
)
def test_the_kind_of_act_tells(contexts, text, word, told):
    assert told in contexts(text, word)


def test_a_promise_to_meet_is_about_the_meeting(contexts):
    assert "diplomatic" in contexts("Iran agreed to meet Saudi Arabia.", "agreed")


def test_what_is_said_of_an_attack_is_about_the_attack(contexts):
    assert "military" in contexts("France condemned the attack by the Syrian army on Homs.", "condemned")


def test_the_narrower_context_goes_before_the_wider(contexts):
    assert contexts("Colombian police seized cocaine from a drug gang.", "seized") == {"illegal_drugs"}


def test_a_verb_is_no_cue_where_only_the_noun_is(contexts):
    assert "disasters" not in contexts("Taliban fighters stormed an Afghan army base.", "stormed")


def test_hyphens_and_articles_are_passed_over(coder):
    text = "Soldiers dissolved the parliament in an anti-terror raid."
    here = Context.of(Reading.of(Document("t", "t", text), coder.nlp(text)), coder.resources)
    found = [
        " ".join(here.reading.lowers[t] for t in cue.tokens)
        for cue in find_cues(here.reading, coder.resources.lexicon.contexts, 0)
    ]
    assert {"dissolved parliament", "anti terror"} <= set(found)


@pytest.mark.parametrize("half", HALVES)
def test_the_sentences_are_sound_and_name_every_context(half):
    rows = sentences(half)
    given = [c for row in rows for event in row["events"] for c in event["contexts"]]
    assert set(given) == set(ontology.load().contexts)
    assert all(row["text"].count(event["trigger"]) for row in rows for event in row["events"])
    assert len(rows) >= 90
    assert sum(not event["contexts"] for row in rows for event in row["events"]) >= 10
