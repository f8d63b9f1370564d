"""The word lists of harm.toml, read once for all that looks for tolls."""

from __future__ import annotations

from importlib.resources import files

from standoff import toml

HARM = toml.loads(files(__package__).joinpath("harm.toml").read_text(encoding="utf-8"))
