"""The name or number of a host into whether only this machine can be reached under it."""

from __future__ import annotations

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """For a server that listens there: whether no other machine can reach it; for an address that is asked: whether nothing leaves this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
