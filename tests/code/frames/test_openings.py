"""A time that opens a sentence is set off by a comma for the parser, and every offset still points into the text as it is."""

from __future__ import annotations

import pytest

from standoff.code.frames.openings import with_commas


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("In 2014 Russia annexed Crimea.", "In 2014,Russia annexed Crimea."),
        (
            "It was over. In late April Human Rights Watch said so.",
            "It was over. In late April,Human Rights Watch said so.",
        ),
        ("On 4 May 2011 aircraft bombed tanks.", "On 4 May 2011,aircraft bombed tanks."),
        ("On Monday evening rebels left.", "On Monday evening rebels left."),
        ("In May last year they left.", "In May last year they left."),
        ("By March 2014 IS held the town.", "By March 2014,IS held the town."),
        ("They left.\n\n* Near Tal Afar, two strikes hit.", "They left.\n\n* near Tal Afar, two strikes hit."),
        ("Near the town they left.", "Near the town they left."),
        ("On 14 June the governor of Darfur was killed.", "On 14 June,the governor of Darfur was killed."),
        ("In a joint statement on 25 May Chad said so.", "In a joint statement on 25 May,Chad said so."),
        ("In the early hours of 3 June troops came.", "In the early hours of 3 June,troops came."),
        ("At a summit in Oslo the two met.", "At a summit in Oslo the two met."),
        ("He left in 2014 Russia.", "He left in 2014 Russia."),
    ],
)
def test_a_comma_stands_behind_a_time_that_opens_a_sentence(text, parsed):
    assert with_commas(text) == parsed
    assert len(parsed) == len(text)
