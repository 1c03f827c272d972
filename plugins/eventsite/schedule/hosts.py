"""Whose network an address is in: a public feed must not lead the build to a machine of the own network."""

import ipaddress
import socket
from urllib.parse import urlsplit

from ..errors import ScheduleError


def check_target(configured: str, host: str, shown: str) -> None:
    """Pass the host of a redirect; raises ScheduleError for a private one, unless the configured address is one too.

    A name that this machine cannot look up passes: a proxy may know it, and without one nothing is reached.
    """
    if is_private(host) and not is_private(urlsplit(configured).hostname or ""):
        raise ScheduleError(f"{shown} redirects to a private network")


def is_private(host: str) -> bool:
    """Return whether any address of the host is private, loopback, link-local or of another use than the internet."""
    return any(not _address(found).is_global for found in _addresses(host))


def _addresses(host: str) -> set[str]:
    try:
        return {str(found[4][0]) for found in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return set()


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    address = ipaddress.ip_address(text.partition("%")[0])
    # ::ffff:10.0.0.1 is 10.0.0.1.
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
