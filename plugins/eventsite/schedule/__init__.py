"""The programme from outside: from a feed's bytes to one `Schedule`.

The way of the data:

    fetch.py      an address or a file → bytes, within limits of time and size
    guard.py      the feed, else its last good copy, else the snapshot; says which one and why
    formats/      bytes → the format that the content shows → `Schedule`
    merge.py      the schedule and the content's own sessions and people → one programme

Only `fetch` knows the network and the clock, only `fetch` and `guard` the disk; all else is pure.
"""
