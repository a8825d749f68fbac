"""Nothing reaches beyond this machine: neither the program nor what runs in its tests."""

from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import hiring
from tests.wall.sitecustomize import REFUSED

if TYPE_CHECKING:
    from collections.abc import Callable

AWAY = "192.0.2.1"  # RFC 5737: an address that is nobody's
SOURCES = sorted(Path(hiring.__file__).parent.rglob("*.py"))
# What speaks to a network, of Python's own and of others. urllib.parse does not.
SPEAKING = frozenset(
    {
        *("socket", "ssl", "http", "http.client", "urllib.request", "ftplib", "smtplib", "imaplib"),
        *("poplib", "telnetlib", "xmlrpc", "asyncio", "socketserver", "requests", "httpx"),
        *("aiohttp", "urllib3", "websockets", "webbrowser"),
    }
)


@pytest.mark.parametrize(
    ("family", "kind", "act"),
    [
        (socket.AF_INET, socket.SOCK_STREAM, lambda one: one.connect((AWAY, 80))),
        (socket.AF_INET6, socket.SOCK_STREAM, lambda one: one.connect(("2001:db8::1", 80))),
        (socket.AF_INET, socket.SOCK_DGRAM, lambda one: one.sendto(b"x", (AWAY, 53))),
        (socket.AF_INET, socket.SOCK_STREAM, lambda _: socket.create_connection((AWAY, 80))),
        (socket.AF_INET, socket.SOCK_STREAM, lambda _: socket.getaddrinfo("example.org", 443)),
        (socket.AF_INET, socket.SOCK_STREAM, lambda _: socket.gethostbyname("example.org")),
    ],
)
def test_c4_reaching_beyond_this_machine_fails_at_once_and_says_so(
    family: socket.AddressFamily, kind: socket.SocketKind, act: Callable[[socket.socket], object]
) -> None:
    begun = time.monotonic()

    with socket.socket(family, kind) as one, pytest.raises(OSError, match=REFUSED):
        act(one)

    assert time.monotonic() - begun < 1


def test_c4_a_process_that_a_test_starts_is_walled_in_too() -> None:
    script = f"import socket; socket.create_connection(({AWAY!r}, 80), timeout=5)"

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=30
    )

    assert done.returncode == 1
    assert f"{REFUSED}: getaddrinfo of {AWAY}" in done.stderr


def test_c4_this_machine_is_reached(tmp_path: Path) -> None:
    served: list[tuple[socket.AddressFamily, tuple[str, int] | str]] = [
        (socket.AF_INET, ("127.0.0.1", 0)),
        (socket.AF_UNIX, str(tmp_path / "here")),
    ]

    for family, address in served:
        with socket.socket(family) as server, socket.socket(family) as client:
            server.bind(address)
            server.listen()
            client.connect(server.getsockname())

    assert socket.getaddrinfo("localhost", 80)


def test_c4_no_module_of_the_program_can_speak_to_a_network() -> None:
    found = [
        f"{path.name}: {name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported(node)
        if name in SPEAKING or name.partition(".")[0] in SPEAKING
    ]

    assert found == []


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
    return []


@pytest.mark.skipif(
    "HIRING_CUT_OFF" not in os.environ, reason="only .ci/run gives the tests a network of their own"
)
def test_c4_the_kernel_itself_knows_no_way_beyond_this_machine() -> None:
    devices = Path("/proc/net/dev").read_text(encoding="utf-8").splitlines()[2:]
    routes = Path("/proc/net/route").read_text(encoding="utf-8").splitlines()[1:]

    assert [line.partition(":")[0].strip() for line in devices] == ["lo"]
    assert routes == []
