"""The founding article, read, coded and merged: issue 2, "What it must show", point 2, item by item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pytest

from standoff.merge import DocumentFacts, merge
from standoff.options import MergeOptions, ReadOptions
from standoff.read import CopyIndex, drop_copies, read
from standoff.records import Document, Event, Tie, When

DAY = date(2024, 2, 6)
US, HAMAS, ISRAEL, IRAQ, IRAN = "USA", "hamas", "ISR", "IRQ", "IRN"


@dataclass(frozen=True)
class Article:
    """The one document, its merged events and its ties."""

    documents: list[Document]
    events: tuple[Event, ...]
    ties: tuple[Tie, ...]

    def about(self, type: str, words: str) -> list[Event]:
        """Events of a type with a mention whose sentence holds `words`."""
        return [e for e in self.events if e.type == type and any(words in m.sentence for m in e.mentions)]

    def one(self, type: str, words: str, **fields: object) -> Event:
        """The only such event whose fields are as given."""
        found = [e for e in self.about(type, words) if all(getattr(e, f) == v for f, v in fields.items())]
        assert len(found) == 1, f"{len(found)} {type} events with {words!r} and {fields}"
        return found[0]


@pytest.fixture(scope="module")
def article(shared, coder) -> Article:
    problems: list[object] = []
    source = shared / "seed" / "iraq-balancing-act.html"
    documents = list(drop_copies(read([source], ReadOptions(published=DAY), problems.append), CopyIndex()))
    assert problems == []
    [coded] = coder.code(documents)
    assert coded.problem is None
    facts = {coded.document.id: DocumentFacts(DAY, coded.document.id, coded.document.id)}
    return Article(documents, merge(coded.mentions, facts, MergeOptions()).events, coded.ties)


def when(start: str, end: str | None = None) -> When:
    return When(date.fromisoformat(start), date.fromisoformat(end or start))


def sides(event: Event) -> tuple[set[str | None], set[str | None]]:
    return {p.country for p in event.actors}, {p.country for p in event.recipients}


def test_one_document_whose_copy_is_listed(article):
    [document] = article.documents
    assert len(document.copies) == 1
    assert document.published == DAY


def test_drone_strike_in_jordan_once(article):
    strike = article.one("ASSAULT", "drone strike January 28", date=when("2024-01-28"))
    assert strike.status == "actual"
    assert "drone" in strike.mode
    assert [(p.country, p.sector) for p in strike.actors] == [("IRQ", "REB")]
    assert "Iranian-backed" in strike.actors[0].text
    assert [(p.country, p.sector) for p in strike.recipients] == [("USA", "MIL")]
    assert strike.deaths.as_json() == [3, 3]
    assert strike.place.country == "JOR"


def test_us_strike_in_iraq_once_with_its_mentions(article):
    strike = article.one("ASSAULT", "killed 16 Iraqis", date=when("2024-02-02"))
    assert strike.status == "actual"
    assert sides(strike) == ({"USA"}, {"IRQ"})
    assert strike.deaths.as_json() == [16, 16]
    assert strike.place.country == "IRQ"
    assert len(strike.mentions) >= 4
    sentences = {m.sentence for m in strike.mentions}
    for words in ("the one Friday", "attack in western Iraq", "deadly US strike last week"):
        assert any(words in s for s in sentences), words
    assert sum(e.deaths is not None and e.deaths.lo == 16 for e in article.events) == 1


def test_both_descriptions_of_the_dead_are_claims(article):
    strike = article.one("ASSAULT", "killed 16 Iraqis", date=when("2024-02-02"))
    told = {p["text"] for c in strike.claims if c.field == "recipients" for p in c.value}
    told |= {p.text for m in strike.mentions for p in m.recipients}
    assert {"16 Iraqis", "16 Iraqi soldiers"} <= told


def test_the_campaign_is_one_entry(article):
    campaign = article.one("ASSAULT", "more than 160 times", count=article_count(article))
    assert campaign.count.as_json() == [161, None]
    assert campaign.date.start == date(2023, 10, 1)
    assert campaign.date.end <= DAY
    assert [(p.country, p.sector) for p in campaign.actors] == [("IRQ", "REB")]
    assert {p.country for p in campaign.recipients} == {"USA"}


def article_count(article: Article) -> object:
    """The count that more than one hundred occurrences have; exactly one event has it."""
    [count] = [e.count for e in article.events if e.count.lo > 100]
    return count


def test_soleimani(article):
    killing = article.one("ASSAULT", "Soleimani")
    assert killing.status == "historical"
    assert "drone" in killing.mode
    assert killing.date == when("2020-01-01", "2020-12-31")
    assert {p.country for p in killing.actors} == {"USA"}
    assert killing.recipients[0].id == "qassem-soleimani"


def test_iraq_denounces_the_united_states(article):
    statement = article.one("ACCUSE", "Its statement Sunday denouncing", date=when("2024-02-04"))
    assert statement.mode == ("disapprove",)
    assert sides(statement) == ({"IRQ"}, {"USA"})


def test_hamas_attack(article):
    attack = article.one("ASSAULT", "Hamas-led attack on Israel", date=when("2023-10-07"))
    assert [p.id for p in attack.actors] == [HAMAS]
    assert {p.country for p in attack.recipients} == {"ISR"}
    assert attack.status == "actual"


def test_withdrawal_of_2011(article):
    withdrawal = article.one("RETREAT", "pulling all of its troops out of Iraq")
    assert withdrawal.status == "historical"
    assert withdrawal.mode == ("withdraw",)
    assert withdrawal.date == when("2011-01-01", "2011-12-31")
    assert {p.country for p in withdrawal.actors} == {"USA"}


def test_al_ameri_demands_that_us_forces_leave(article):
    demand = article.one("REQUEST", "American forces must be removed")
    assert demand.mode == ("yield",)
    assert [p.name for p in demand.actors] == ["Hadi al-Amiri"] or demand.actors[0].id.startswith("hadi-al-am")
    assert {p.country for p in demand.recipients} == {"USA"}


def test_al_maliki_accuses_the_united_states(article):
    accusation = article.one("ACCUSE", "Nuri al-Maliki")
    assert [p.id for p in accusation.actors] == ["nouri-al-maliki"]
    assert {p.country for p in accusation.recipients} == {"USA"}


def test_visits_of_two_iranian_officials(article):
    monday, other = article.about("CONSULT", "was in Baghdad on Monday")
    assert monday.date == when("2024-02-05")
    assert {p.country for p in monday.actors} == {"IRN"}
    assert monday.place.country == "IRQ"
    assert "esmail-qaani" in {p.id for p in other.actors}
    assert other.date.overlaps(when("2024-01-28", "2024-02-04"))
    assert other.date.end < date(2024, 2, 5)
    assert "IRQ" in {p.country for p in (*other.actors, *other.recipients)}


def test_no_event_from_a_teaser_headline(article, shared):
    html = (shared / "seed" / "iraq-balancing-act.html").read_text(encoding="utf-8")
    teasers = re.findall(r"</p>\.([A-Z][^<>]{20,120})\.<p>", html)
    text = article.documents[0].text
    assert len(teasers) >= 3
    assert not [t for t in teasers if t in text]
    assert [e for e in article.events for m in e.mentions if any(t in m.sentence for t in teasers)] == []


@pytest.mark.parametrize(
    ("type", "source", "target"),
    [
        ("backs", "IRN", "IRQ/REB:irn-backed"),
        ("hosts_forces_of", "IRQ", "USA"),
        ("backs", "coordination-framework", "mohammed-shia-al-sudani"),
    ],
)
def test_ties(article, type, source, target):
    assert (type, source, target) in {(t.type, t.source.id, t.target.id) for t in article.ties}


def test_iran_does_not_back_american_forces(article):
    assert not [
        t for t in article.ties if t.type == "backs" and t.source.country == "IRN" and t.target.country == "USA"
    ]


def test_offsets_point_into_the_article(article):
    text = article.documents[0].text
    for event in article.events:
        for mention in event.mentions:
            assert text[mention.start : mention.end] == mention.sentence
    for tie in article.ties:
        assert text[tie.start : tie.end] == tie.sentence
