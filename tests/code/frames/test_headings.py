"""Headlines and datelines are parsed as sentences, and every offset still points into the text as it is."""

from __future__ import annotations

import pytest

from standoff.code.frames.headings import with_stops


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("Turkey shells positions", "Turkey shells positions."),
        ("Turkey shells positions\n\nThe army said so.", "Turkey shells positions.\nThe army said so."),
        ("It was over.\n\nAll left.", "It was over.\n\nAll left."),
        ("a line\nand its rest.", "a line\nand its rest."),
        ("KABUL, Afghanistan - Afghan forces left.", "KABUL, Afghanistan.\n\nAfghan forces left."),
        ("BEIRUT (Reuters) — Israel struck.", "BEIRUT (Reuters).\n\nIsrael struck."),
        ("Britain - an ally - said so.", "Britain - an ally - said so."),
    ],
)
def test_a_full_stop_stands_where_a_headline_or_dateline_ends(text, parsed):
    assert with_stops(text) == parsed
    assert len(parsed) in (len(text), len(text) + 1)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Germany to send Leopard tanks to Ukraine", "AGREE: DEU/GOV > UKR/GOV"),
        ("France to withdraw troops from Niger", "CONCEDE: FRA/GOV > NER/GOV"),
        ("Hungary vetoes EU aid for Ukraine", "REJECT assist: HUN/GOV > eu"),
        ("LONDON - Britain on Saturday demanded that Iran free a tanker.", "REQUEST yield: GBR/GOV > IRN/GOV"),
    ],
)
def test_headlines_and_datelines_are_read(told, text, event):
    assert told(text) == [event]


def test_a_sentence_ends_where_the_text_does(code):
    [mention] = code("Israel strikes Hezbollah targets in Lebanon\n\nNobody spoke.").mentions
    assert mention.sentence == "Israel strikes Hezbollah targets in Lebanon"
