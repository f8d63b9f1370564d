"""Dated events into the chances of who does what to whom next."""
