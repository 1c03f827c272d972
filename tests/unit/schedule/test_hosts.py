"""Whose network an address is in."""

import ipaddress
import socket
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventsite.errors import ScheduleError
from eventsite.schedule.hosts import check_target, is_private

FAST = settings(deadline=None, database=None, max_examples=60)
# Names and their addresses, for this machine's look-up, which must not ask a real name server.
NAMES = {
    "public.test": ["93.184.215.14", "2606:2800:21f:cb07::1"],
    "private.test": ["10.0.0.7"],
    "both.test": ["93.184.215.14", "192.168.0.7"],
    "mapped.test": ["::ffff:10.0.0.1"],
    "scoped.test": ["fe80::1%eth0"],
    "metadata.test": ["169.254.169.254"],
}


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look names up in the table; all else as ever, though nowhere outside this machine."""
    real = socket.getaddrinfo

    def look_up(host: str, port: Any, *rest: Any, **more: Any) -> Any:
        if host in NAMES:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, 0)) for found in NAMES[host]]
        if not host.replace(".", "").isdecimal() and ":" not in host and host != "localhost":
            raise socket.gaierror(-2, "Name or service not known")
        return real(host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.2.1",
        "::1", "::", "fe80::1", "fe80::1%1", "fc00::1", "fd12:3456::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:192.168.1.1", "::ffff:169.254.169.254",
        "localhost", "2130706433", "127.1", "0177.0.0.1",
        "private.test", "both.test", "mapped.test", "scoped.test", "metadata.test",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("names")
def test_is_private_of_the_own_network(host: str) -> None:
    """This machine, its neighbours and what is kept for other use are private, however the address is spelled."""
    assert is_private(host)


@pytest.mark.parametrize(
    "host",
    [
        "93.184.215.14", "8.8.8.8", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "11.0.0.0",
        "2606:4700::1111", "::ffff:8.8.8.8", "public.test",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("names")
def test_is_private_of_the_internet(host: str) -> None:
    """What anyone can reach is public, to the last address before a private range and the first after it."""
    assert not is_private(host)


@pytest.mark.parametrize("host", ["unknown.test", "", "a" * 300, "xn--\udcff", "a..b"])
@pytest.mark.usefixtures("names")
def test_is_private_of_a_name_that_no_one_knows(host: str) -> None:
    """A name without an address is not private: nothing can be reached by it, or a proxy knows it."""
    assert not is_private(host)


def refusal(configured: str, host: str) -> str | None:
    """Return the line with which the host is refused, None where it passes."""
    try:
        check_target(configured, host, "https://public.test/feed")
    except ScheduleError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    ("configured", "host", "passes"),
    [
        ("https://public.test/feed", "public.test", True),
        ("https://public.test/feed", "93.184.215.14", True),
        ("https://public.test/feed", "unknown.test", True),
        ("https://public.test/feed", "private.test", False),
        ("https://public.test/feed", "both.test", False),
        ("https://public.test/feed", "127.0.0.1", False),
        ("https://public.test/feed", "::1", False),
        ("https://public.test/feed", "localhost", False),
        ("https://public.test/feed", "metadata.test", False),
        ("https://an:hunter2@public.test:8443/feed?host=private.test", "private.test", False),
        ("https://private.test@public.test/feed", "private.test", False),
        ("https://unknown.test/feed", "private.test", False),
        ("http://private.test/feed", "private.test", True),
        ("http://private.test/feed", "10.0.0.1", True),
        ("http://an:hunter2@private.test:8000/feed", "192.168.0.1", True),
        ("http://[::1]:8000/feed", "127.0.0.1", True),
        ("http://127.0.0.1/feed", "public.test", True),
    ],
)
@pytest.mark.usefixtures("names")
def test_check_target_of_a_redirect(configured: str, host: str, *, passes: bool) -> None:
    """From a public address nothing leads into the own network; who asks there from the start may go on there."""
    told = None if passes else "https://public.test/feed redirects to a private network"
    assert refusal(configured, host) == told


@FAST
@given(st.ip_addresses(v=4))
def test_is_private_of_any_address(address: ipaddress.IPv4Address) -> None:
    """An address is as private when it is written as one of the newer kind."""
    assert is_private(f"::ffff:{address}") == is_private(str(address)) == (not address.is_global)
