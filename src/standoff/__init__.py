"""Reporting about a conflict, turned into a record that can be checked, and the record into answers."""

from __future__ import annotations

__version__ = "0.1.0"
