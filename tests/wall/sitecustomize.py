"""Refuse every connection and every look-up of a name beyond this machine, in this process.

Python imports a module of this name at its start, so processes that tests start are walled in as
well, by PYTHONPATH. Loopback and Unix sockets stay. What is no Python (LibreOffice, Node.js, libpq)
is walled in by the kernel where .ci/run can ask for it.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import Any

HERE = frozenset({"", "localhost", "localhost.localdomain", "ip6-localhost", "0.0.0.0", "::"})  # noqa: S104
REFUSED = "the tests reach nothing beyond this machine"
# Of each event, the place of the host or address among what it is told.
_ADDRESSED = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1}
_NAMED = {
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}


class BeyondThisMachineError(OSError):
    """Somebody tried to reach another machine."""


def is_here(host: Any) -> bool:
    """Tell whether a host is this machine itself."""
    if isinstance(host, (bytes, bytearray)):
        host = bytes(host).decode("ascii", "replace")
    if host is None or host in HERE:
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def watch(event: str, told: tuple[Any, ...]) -> None:
    """Refuse what would leave this machine; BeyondThisMachineError."""
    if event in _NAMED:
        host = told[_NAMED[event]]
    elif event in _ADDRESSED:
        if told[0].family not in {socket.AF_INET, socket.AF_INET6}:
            return
        address = told[_ADDRESSED[event]]
        host = address[0] if isinstance(address, tuple) else address
    else:
        return
    if not is_here(host):
        raise BeyondThisMachineError(f"{REFUSED}: {event.partition('.')[2]} of {host}")


def raise_it() -> None:
    """Put the wall up around this process, once; nothing takes it down again."""
    if not getattr(sys, "_hiring_wall", False):
        sys.addaudithook(watch)
        sys._hiring_wall = True  # type: ignore[attr-defined]


raise_it()
