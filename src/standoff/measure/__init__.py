"""The archive's events into dated series, ties, the signed network, its balance, and what changed."""
