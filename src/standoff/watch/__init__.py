"""Feeds and pages that a user names into the archive, day by day, politely and within bounds."""

from __future__ import annotations

from standoff.watch.feeds_file import Feeds, Watched, load
from standoff.watch.loop import Round, Watcher, WatchOptions

__all__ = ["Feeds", "Round", "WatchOptions", "Watched", "Watcher", "load"]
