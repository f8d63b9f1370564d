"""One document into mentions and ties through a language model behind an OpenAI-compatible endpoint; `coder.py` holds the steps.

What the model answers is never taken as it stands: it may only choose among codes and quote the text. `checked.py` finds each quote in the text or
refuses it, `grounded.py` turns the quotes into parties, dates, places and numbers by the knowledge that the embedded coder has.
"""

from __future__ import annotations
