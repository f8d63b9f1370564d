"""One document into mentions and ties: `coder.py` holds the protocol, `frames/` the embedded coder, `lexicon/` its rules."""

from __future__ import annotations
