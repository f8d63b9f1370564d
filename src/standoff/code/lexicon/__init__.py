"""The predicates that the embedded coder knows: one TOML file per PLOVER type, read by `load`."""

from __future__ import annotations

from standoff.code.lexicon.load import load
from standoff.code.lexicon.types import Entry, Lexicon, Outer, Pattern

__all__ = ["Entry", "Lexicon", "Outer", "Pattern", "load"]
