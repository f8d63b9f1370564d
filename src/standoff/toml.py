"""The text of a TOML file into its tables: the one reader for every file that the program reads.

It is tomli and not Python's own tomllib, which is the same code: tomli comes compiled and reads the 1.4 MB of knowledge,
which most commands need, four times as fast.
"""

from __future__ import annotations

from tomli import TOMLDecodeError, loads

__all__ = ["TOMLDecodeError", "loads"]
