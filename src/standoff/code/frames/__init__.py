"""The embedded coder: one parsed document through an ordered list of steps, one file per step."""

from __future__ import annotations
