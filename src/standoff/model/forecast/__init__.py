"""Counts of periods that have passed into distributions of periods to come, and how well such forecasts did."""
