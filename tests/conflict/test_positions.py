"""Tables and fields are found on their lines whatever stands in strings, comments and brackets around them."""

from __future__ import annotations

import pytest

from standoff import toml
from standoff.conflict.positions import positions

TRICKY = '''\
# [[options]]
title = "[[options]] # no"
long = """
[[options]]
id = "never"
\\"""
[[options]]""""
raw = \'\'\'
[[options]]
\'\'\'
list = [
[[1, 2], [3]], # ]
"]",
  [["[[options]]"]],
]

[[options]] # the first
id = "one"
note = \'[[options]] "\'
  [[ options . "seen" ]]
  types = [
    "a",
  ]
  [[options.seen]]

[other]
id = 3
[["options"]]
  id = "two"
seen = [{types = []}]
[options.source]
document = "d"
'''


def test_lines_of_a_tricky_file():
    values, found = toml.loads(TRICKY), positions(TRICKY)
    lines = TRICKY.split("\n")
    assert [o["id"] for o in values["options"]] == ["one", "two"]
    assert [lines[option.line - 1].strip() for option in found.parts["options"]] == [
        "[[options]] # the first",
        '[["options"]]',
    ]
    one, two = found.part("options", 0), found.part("options", 1)
    assert [lines[line - 1].strip() for line in (one.of("id"), two.of("id"))] == ['id = "one"', 'id = "two"']
    assert [seen.line for seen in one.parts["seen"]] == [20, 24]
    assert one.part("seen", 0).of("types") == 21
    assert two.part("seen", 0).line == two.of("seen") == 30
    assert two.part("source", 0).of("document") == 32
    assert found.of("list") == 11
    assert found.of("other") == 26
    assert found.of("absent") == 1
    assert two.of("absent") == two.line == 28


@pytest.mark.parametrize("text", ["", "\n\n", "a = 1", "# only\n#[[x]]"])
def test_without_tables(text):
    assert positions(text).parts == {}


def test_a_field_is_not_taken_for_one_within_brackets():
    found = positions("a = {\n  b = 1,\n}\nb = 2\n")
    assert found.of("b") == 4
