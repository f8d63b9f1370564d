"""A file of feeds: what it may say, and what is said where it does not validate."""

from __future__ import annotations

import pytest

from standoff.errors import FeedsError
from standoff.watch.feeds_file import Watched, load

WHOLE = """
[[feed]]
url = "https://example.org/rss#top"
publisher = "Example"
every_minutes = 15
items = 20
articles = false
hosts = ["Example.com"]

[[page]]
url = "http://10.0.0.5/situation"
allow_private = true
"""


def written(tmp_path, text):
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_that_a_file_may_say(tmp_path):
    found = load(written(tmp_path, WHOLE))
    assert found.watched == (
        Watched("https://example.org/rss", "feed", "Example", 15, 20, articles=False, hosts=("example.com",)),
        Watched("http://10.0.0.5/situation", "page", allow_private=True),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "file: feed: there is none"),
        ("[[feed]]\n", "feed 1: url: '' is no address"),
        (
            '[[feed]]\nurl = "file:///etc/passwd"',
            "feed 1: url: 'file:///etc/passwd' is no address that begins with http",
        ),
        ('[[feed]]\nurl = "http://a:b@c.org"', "feed 1: url: must have no user name"),
        ('[[feed]]\nurl = "http://c.org:port"', "feed 1: url: 'http://c.org:port' is no address"),
        ('[[feed]]\nurl = "http://c.org/ x"', "feed 1: url: must have no user name, password or white space"),
        ("[[feed]]\nurl = 3", "feed 1: url: must be a text"),
        ('[[feed]]\nurl = "http://c.org"\nevery = 3', "feed 1: every: is no field; the fields are url,"),
        (
            '[[feed]]\nurl = "http://c.org"\nevery_minutes = 0',
            "feed 1: every_minutes: is 0; it must be from 1 to 10080",
        ),
        ('[[feed]]\nurl = "http://c.org"\nitems = true', "feed 1: items: must be a whole number"),
        ('[[feed]]\nurl = "http://c.org"\nallow_private = 1', "feed 1: allow_private: must be true or false"),
        ('[[feed]]\nurl = "http://c.org"\nhosts = ["http://d.org"]', "feed 1: hosts: 'http://d.org' is no host"),
        ('[[feed]]\nurl = "http://c.org"\nhosts = "d.org"', "feed 1: hosts: must be a list"),
        ('[feed]\nurl = "http://c.org"', "feed: form: must be written with double brackets: [[feed]]"),
        ('[[feeds]]\nurl = "http://c.org"', "feeds: name: is unknown"),
        ('[[feed]]\nurl = "http://c.org"\n[[page]]\nurl = "http://c.org"', "page 1: url: http://c.org is named twice"),
        ("[[feed]]\nurl = ", "line 2: syntax: is not TOML"),
    ],
)
def test_what_does_not_validate_names_entry_and_field(tmp_path, text, told):
    with pytest.raises(FeedsError) as caught:
        load(written(tmp_path, text))
    assert f"feeds.toml: {told}" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FeedsError, match="cannot be read: No such file"):
        load(tmp_path / "none.toml")
