"""Counts and times of events into a self-exciting process: what sets off what, how much, for how long, and forward."""
