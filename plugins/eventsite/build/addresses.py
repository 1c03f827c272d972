"""Where on the network this machine is: the address that a phone on the same Wi-Fi can open."""

import ipaddress
import socket
from contextlib import suppress
from urllib.parse import urlsplit

# Addresses for documentation (RFC 5737, RFC 3849): nobody has them, so the system names the way to everybody.
_ANYBODY = ((socket.AF_INET, "203.0.113.1"), (socket.AF_INET6, "2001:db8::1"))
_ALL = {"", "0.0.0.0", "::"}  # noqa: S104 -- what others ask for is recognised, and nothing is bound here


def is_loopback(host: str) -> bool:
    """Return whether a server that listens at this host is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def names_this_machine(host: str) -> bool:
    """Return whether a request's Host header is one that only this machine can have: an address, or its own name.

    A page of a stranger may have his domain point here (DNS rebinding) and read what we serve; its requests bear his
    domain's name.
    """
    name = (urlsplit(f"//{host}").hostname or "").removesuffix(".local")
    if name in {"localhost", socket.gethostname().lower().removesuffix(".local")}:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def local_address(host: str) -> str:
    """Return what to write into an address for a server that listens at this host.

    For one that listens everywhere it is the address of this machine in its network, or the loopback where there is
    no network. Nothing is sent to find it out.
    """
    found = _own_address() if host in _ALL else host
    return f"[{found}]" if ":" in found else found


def _own_address() -> str:
    for family, anybody in _ANYBODY:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as way:
            # To connect a datagram socket sends nothing: it only has the system choose the way.
            way.connect((anybody, 9))
            return str(way.getsockname()[0])
    # A Wi-Fi without the internet knows no way to anybody, but the machine may know its own name.
    with suppress(OSError):
        named = [str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
        return next((address for address in named if not is_loopback(address)), "127.0.0.1")
    return "127.0.0.1"
