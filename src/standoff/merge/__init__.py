"""Mentions of all documents into events: one per real-world event, with every mention and every differing claim kept.

The steps, one file each: `candidates` finds the pairs worth comparing, `compare` turns a pair into a table of evidence (weights.toml),
`decide` joins pairs into events, `assemble` fills the event's fields, `claims` keeps what differs; `judgement` is a person's word.

All at once, in memory::

    merged = merge(mentions, documents, MergeOptions(), judgements)

Or only what an addition touches. Store `blocking_keys(mention, documents)` with each mention, under an index; then::

    added = merge_added(new_mentions, fetch, documents, MergeOptions(), judgements)

where `fetch(keys)` yields every mention, stored before or new, that has one of the keys, and `documents` knows the documents of all.
The result is what `merge` of everything gives for these events: delete each stored event that holds one of `added.mentions`, then store
`added.merged.events`. This holds because the score of a pair depends on the two mentions and their own documents only, never on
the rest of the batch. Three limits: a new document must come with all its mentions; when a block grows beyond `limits.block` of
weights.toml it is searched more coarsely from then on, and `fetch` may leave out what lies far in a block that grows with the archive
(`is_of_years`); and links are followed to `run.FOLLOWED` stored mentions only. An occasional full `merge` may join or part what additions did not.
A new judgement counts like an addition: call `merge_added` with the mentions that it names.
"""

from __future__ import annotations

from standoff.merge.candidates import is_of_years
from standoff.merge.compare import Scale
from standoff.merge.decide import Decision, Link, links_of
from standoff.merge.judgement import Judgement, Verdict
from standoff.merge.profile import DocumentFacts, Profile
from standoff.merge.run import Added, Compare, Elsewhere, Merged, blocking_keys, merge, merge_added
from standoff.merge.weights import probability

__all__ = [
    "Added",
    "Compare",
    "Decision",
    "DocumentFacts",
    "Elsewhere",
    "Judgement",
    "Link",
    "Merged",
    "Profile",
    "Scale",
    "Verdict",
    "blocking_keys",
    "is_of_years",
    "links_of",
    "merge",
    "merge_added",
    "probability",
]
