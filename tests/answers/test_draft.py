"""A draft has those who act on each other most, what they do and may do, and the sentences to go on with; it loads, whatever the reports say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from standoff import pipeline
from standoff.answers.draft import draft
from standoff.code.coder import Coded
from standoff.conflict.load import read
from standoff.conflict.states import likings, states
from standoff.conflict.types import Conflict
from standoff.conflict.writing import Draft, write_draft
from standoff.errors import MeasureError
from standoff.options import DraftOptions
from standoff.records import Document, Mention
from standoff.store import View
from tests.archives import write_lines
from tests.event_table import archive_of
from tests.line_coder import LineCoder

LAST = date(2024, 2, 6)


class Coder(LineCoder):
    """As told by the place: "Someday" is in the future, "Never" negated, "Maybe" by a guessed actor, "Force" of violence, "Help" for assistance; every tie
    is of forces that are hosted, and the place of sentence after sentence is the text.
    """

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        for coded in super().code(documents):
            mentions, ties = (
                tuple(map(_meant, coded.mentions)),
                tuple(replace(tie, type="hosts_forces_of") for tie in coded.ties),
            )
            yield replace(coded, mentions=mentions, ties=ties)


def _meant(mention: Mention) -> Mention:
    match mention.place.name if mention.place else "":
        case "Someday":
            return replace(mention, status="future")
        case "Never":
            return replace(mention, status="negated")
        case "Maybe":
            return replace(mention, inferred=("actors", "guessed_actors"))
        case "Force":
            return replace(mention, mode=("violence",))
        case "Help":
            return replace(mention, mode=("assist",))
    return mention


def line(back: int, type: str, actor: str, recipient: str, place: str = "Baghdad") -> str:
    """What happened so many days before the last."""
    return f"{type} {LAST - timedelta(days=back)} {actor} {recipient} 0 {place}"


def reported(folder: Path, *lines: str) -> Path:
    """An archive in which each line stands in a report of its own day."""
    folder.mkdir(exist_ok=True)
    records = [
        {"id": f"r{n}", "source": f"Outlet {n}", "date": text.split()[1] if not text.startswith("TIE") else "2024-01-30", "text": f"{WORDS[n % 7] * 9}\n{text}"}
        for n, text in enumerate(lines)
    ]  # fmt: skip
    pipeline.add([write_lines(folder / "reports.jsonl", records)], folder / "a.duckdb", Coder)
    return folder / "a.duckdb"


WORDS = (
    "Rain fell over the river. ",
    "Markets opened late. ",
    "Schools closed again. ",
    "A bridge was mended. ",
    "Snow held up the convoy. ",
    "The harvest was poor. ",
    "Radio went silent. ",
)


def drafted(archive: Path, *actors: str, at: date | None = None) -> Draft:
    with View.open(archive) as view:
        return draft(view, DraftOptions(at, actors))


def loaded(found: Draft) -> Conflict:
    return read(write_draft(found), Path("draft.toml"))


def options(found: Draft) -> dict[str, bool]:
    return {option.id: option.now for option in found.conflict.options}


def said(found: Draft, maker: str) -> list[str]:
    return [one.basis.sentence for one in found.candidates if one.of == maker]


def days(type: str, actor: str, recipient: str, *back: int) -> list[tuple[str, ...]]:
    return [(str(LAST - timedelta(days=n)), type, actor, recipient) for n in back]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The United States strike Iraq, which hosts them, and Iran backs Iraq in words; Pakistan and India have little to do with it."""
    return reported(
        tmp_path_factory.mktemp("told"),
        *(line(n, "ASSAULT", "USA", "IRQ", f"Town{n}") for n in (2, 9, 20, 40)),
        *(line(n, "ACCUSE", "IRQ", "USA", f"Town{n}") for n in (1, 8)),
        line(3, "REQUEST", "IRQ", "USA", "Erbil"),
        line(3, "THREATEN", "IRN", "USA", "Force"),
        line(5, "THREATEN", "IRN", "USA", "Force"),
        line(4, "AID", "USA", "IRN", "Someday"),
        line(6, "COERCE", "USA", "IRN", "Never"),
        line(6, "REQUEST", "IRN", "USA", "Maybe"),
        *(line(n, "CONSULT", "IRN", "IRQ", f"Town{n}") for n in (90, 100, 110)),
        line(50, "CONSULT", "PAK", "IND"),
        *["TIE IRQ backs USA"] * 2,
    )


@pytest.fixture(scope="module")
def found(told: Path) -> Draft:
    return drafted(told)


# --- who decides ---


def test_those_who_act_on_each_other_most_decide(found):
    assert [(maker.id, maker.sides) for maker in found.conflict.makers] == [
        ("irq", ("IRQ",)),
        ("usa", ("USA",)),
        ("irn", ("IRN",)),
    ]
    assert found.conflict.as_of == LAST - timedelta(days=1)


def test_named_actors_decide_and_nobody_else(told):
    assert [maker.id for maker in drafted(told, "Pakistan", "IND").conflict.makers] == ["pak", "ind"]


def test_who_only_suffers_decides_too_and_has_no_options(tmp_path):
    made = drafted(archive_of(tmp_path, days("ASSAULT", "Iran", "Israel", 1, 2)))
    assert options(made) == {"irn-attack": True}
    assert "  nothing for Israel: not seen or heard to do anything to the others" in made.head
    assert [maker.id for maker in loaded(made).makers] == ["irn", "isr"]


@pytest.mark.parametrize(
    ("actors", "problem"),
    [
        (("Atlantis",), "'Atlantis' is no side"),
        (("Iran",), "here it would be 1"),
        (("Iran", "Pakistan"), "none of them did anything"),
    ],
)
def test_who_cannot_decide_is_told(told, actors, problem):
    with pytest.raises(MeasureError, match=problem):
        drafted(told, *actors)


def test_nameless_groups_act_as_the_only_backed_ones_of_their_country(tmp_path):
    sectors = ("", "", "", "", "", "REB")
    rows = [
        (day, type, a, b, *sectors) for day, type, a, b in days("ASSAULT", "United States", "Kataib Hezbollah", 1, 2, 3)
    ]
    rows += [(*row, "", "", "", "", "REB", "") for row in days("ASSAULT", "Rebels (Iraq)", "United States", 4, 5, 6)]
    made = drafted(archive_of(tmp_path, rows)).conflict
    assert {maker.id: maker.sides for maker in made.makers} == {
        "usa": ("USA",),
        "kataib-hezbollah": ("IRQ/REB:irn-backed", "IRQ/REB"),
    }
    assert {option.id: option.now for option in made.options} == {"usa-attack": True, "kataib-hezbollah-attack": True}


# --- what they can do ---


def test_options_are_what_is_done_then_what_is_heard_of(found):
    """The host may expel and the guest withdraw; a threat of violence is an attack not made yet; talks of long ago are not now."""
    assert options(found) == {
        "usa-attack": True, "usa-withdraw": False, "irq-press": True, "irq-expel": False,
        "irn-talk": False, "irn-attack": False, "irn-threaten": True,
    }  # fmt: skip
    names = {option.id: option.name for option in found.conflict.options}
    assert names["irq-expel"] == "make the forces of the United States leave"
    assert names["usa-withdraw"] == "withdraw forces from Iraq"
    why = "\n".join(found.head)
    assert "usa-withdraw: forces hosted, told in 2 ties, 2024-01-30; asked for by Iraq in 1 event, 2024-02-03" in why
    assert "irn-attack: threatened in 2 events, 2024-02-01 – 02-03" in why


def test_signs_are_the_events_that_an_option_was_drafted_from(found):
    signs = {option.id: option.seen for option in found.conflict.options}
    assert [(sign.types, sign.recipients) for sign in signs["usa-attack"]] == [(("ASSAULT",), ("irq",))]
    assert [(sign.types, sign.recipients) for sign in signs["irn-talk"]] == [
        (("CONSULT", "AGREE", "SUPPORT"), ("irq",))
    ]


def test_whoever_has_withdrawn_cannot_be_made_to_leave(found):
    made = states(loaded(found))
    ids = [option.id for option in made.conflict.options]
    both = made.taken[:, ids.index("irq-expel")] & made.taken[:, ids.index("usa-withdraw")]
    assert len(made.taken) == 96
    assert not both.any()


def test_now_is_the_four_weeks_before_the_day(tmp_path):
    archive = archive_of(
        tmp_path, days("ASSAULT", "Iran", "Israel", 0, 27, 28, 29, 60) + days("SANCTION", "Israel", "Iran", 28, 29)
    )
    assert options(drafted(archive)) == {"irn-attack": True, "isr-coerce": False}
    earlier = drafted(archive, at=LAST - timedelta(days=28))
    assert earlier.conflict.as_of == LAST - timedelta(days=28)
    assert options(earlier) == {"irn-attack": True, "isr-coerce": True}


def test_one_event_alone_makes_an_option_only_where_there_is_no_other(tmp_path):
    rows = (
        days("ASSAULT", "Iran", "Israel", 1, 2)
        + days("AID", "Iran", "Israel", 1)
        + days("SANCTION", "Israel", "Iran", 3)
    )
    assert options(drafted(archive_of(tmp_path, rows))) == {"irn-attack": True, "isr-coerce": True}


def test_five_who_do_everything_to_each_other_have_nine_options_and_512_states(tmp_path):
    names = ("Iran", "Israel", "Iraq", "Syria", "Turkey")
    types = ("ASSAULT", "SANCTION", "THREATEN", "ACCUSE", "CONSULT", "AID")
    rows = [row for a in names for b in names if a != b for type in types for row in days(type, a, b, 1, 5, 9)]
    archive = archive_of(tmp_path, rows)
    made = drafted(archive, *names).conflict
    owners = [option.of for option in made.options]
    assert len(owners) == 9
    assert all(1 <= owners.count(maker.id) <= 3 for maker in made.makers)
    assert len(states(made).taken) == 512
    four = drafted(archive).conflict
    assert len(four.makers) == 4
    with pytest.raises(MeasureError, match="here it would be 6"):
        drafted(archive_of(tmp_path / "more", rows + days("ASSAULT", "Iran", "Egypt", 1, 2)), *names, "Egypt")


def test_a_ceasefire_is_no_option_beside_attacks(tmp_path):
    rows = (
        days("ASSAULT", "Iran", "Israel", 9, 10, 11)
        + days("RETREAT", "Iran", "Israel", 1, 2, 3)
        + days("RETREAT", "Israel", "Iran", 1, 2)
    )
    assert options(drafted(archive_of(tmp_path, rows))) == {"irn-attack": True, "isr-yield": True}


# --- sentences ---


def test_sentences_are_those_of_the_maker_best_first(found):
    """A threat is more than a reproach, what is said to another who decides more than what is not, and what is later more than what is earlier."""
    assert said(found, "irq")[0] == line(3, "REQUEST", "IRQ", "USA", "Erbil")
    assert set(said(found, "irq")[1:]) == {line(n, "ACCUSE", "IRQ", "USA", f"Town{n}") for n in (1, 8)}
    assert said(found, "irn") == [line(n, "THREATEN", "IRN", "USA", "Force") for n in (3, 5)]
    assert said(found, "usa") == []
    assert "Of United States there are none." in found.head


def test_a_sentence_points_at_its_characters(told, found):
    with View.open(told) as view:
        rows = dict(view.query("select id, text from documents")[1])
    assert len(found.candidates) == 5
    for one in found.candidates:
        assert rows[one.basis.document][one.basis.start : one.basis.end] == one.basis.sentence
    assert found.candidates[0].note.startswith("Iraq demands, to United States (2024-02-03, event e")


def test_an_archive_of_coded_events_has_no_sentences_and_says_so(tmp_path):
    made = drafted(
        archive_of(tmp_path, days("REQUEST", "Iran", "Israel", 1, 2) + days("REJECT", "Israel", "Iran", 1, 2))
    )
    assert made.candidates == ()
    assert any("There are no sentences" in line for line in made.head)
    assert options(loaded_draft := made) == {option.id: option.now for option in loaded(loaded_draft).options}


# --- the file ---


def test_a_draft_loads_and_everybody_is_indifferent(found):
    conflict = loaded(found)
    assert [(option.id, option.now, option.seen) for option in conflict.options] == [
        (option.id, option.now, option.seen) for option in found.conflict.options
    ]
    assert not likings(conflict, states(conflict)).any()


def test_a_candidate_becomes_a_statement_when_its_comment_signs_go(found):
    text = write_draft(found)
    block = text[text.index("# # Iraq demands") :].split("\n\n")[0]
    statement = "\n".join(line.removeprefix("# ") for line in block.splitlines()).replace(
        'prefers = ""', 'prefers = "not usa-attack"'
    )
    [preference] = read(text.replace(block, statement), Path("draft.toml")).preferences
    assert (preference.of, preference.basis) == ("irq", found.candidates[0].basis)


def test_hostile_names_and_sentences_stay_what_they_are(found):
    """What a report says can end no comment and begin no table."""
    sentence = 'He said "no".\n[[options]]\r# \u2028end = 1\x00'
    hostile = replace(
        found.candidates[0], note="a\nname = 1", basis=replace(found.candidates[0].basis, sentence=sentence)
    )
    conflict = replace(
        found.conflict, makers=(replace(found.conflict.makers[0], name='A \\ "B"'), *found.conflict.makers[1:])
    )
    made = loaded(Draft(conflict, (hostile,), ("as_of = 1\nname = 2",)))
    assert (made.makers[0].name, made.preferences, len(made.options)) == ('A \\ "B"', (), len(found.conflict.options))


def test_ids_of_any_names_are_ids_that_load(tmp_path):
    names = ("17 November", "Über-Gruppe «Ö»", "not", "x" * 60)
    rows = [
        (*row, "", "", "", "", "REB", "REB")
        for a in names
        for b in names
        if a != b
        for row in days("ASSAULT", a, b, 1, 2)
    ]
    made = loaded(drafted(archive_of(tmp_path, rows)))
    assert len({maker.id for maker in made.makers}) == 4


# --- the founding case ---


@pytest.mark.slow
def test_the_sample_is_drafted_as_the_article_has_it(tmp_path):
    """The article's four, and beside what they do to each other that the one may be made to leave and may withdraw; of the sentences that the
    bundled file rests on (20) seven are among those offered.
    """
    from standoff.code.coder import embedded
    from standoff.options import CodeOptions

    sample = Path(__file__).resolve().parents[2] / "examples" / "iraq-2024"
    pipeline.add([sample / "reports"], tmp_path / "a.duckdb", lambda: embedded(CodeOptions()))
    made = drafted(tmp_path / "a.duckdb")
    assert [maker.id for maker in made.conflict.makers] == ["usa", "irq", "iran-backed-groups", "irn"]
    wanted = {
        "usa-attack": True,
        "usa-withdraw": False,
        "irq-expel": False,
        "iran-backed-groups-attack": True,
        "irn-back": True,
    }
    assert wanted.items() <= options(made).items()
    by_hand = read((sample / "conflict.toml").read_text("utf-8"), sample)
    sentences = {one.basis.sentence for one in by_hand.preferences if one.basis.document}
    assert len(sentences & {one.basis.sentence for one in made.candidates}) >= 7
    assert loaded(made).preferences == ()
