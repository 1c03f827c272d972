"""The programme from outside: from feeds' bytes to one `Schedule`.

The way of the data:

    feeds.py      every feed of the event asked, guarded, kept and joined
      fetch.py    an address, a file or a folder → bytes, within limits (addresses, hosts, paging, unpack)
      formats/    bytes → the format that the content shows → `Schedule`
      guard.py    whether a new version is to be believed
      ledger.py   what became another between two versions, and what stays of what was withdrawn
      state.py    the last good copy and the changes of a feed, as a readable file
      join.py     several feeds → one programme
    merge.py      the schedule and the content's own sessions and people → one programme
    conflicts.py  what cannot all take place as it is planned

Only `feeds`, `fetch` and `state` know the network, the disk or the environment; all else is pure.
"""
