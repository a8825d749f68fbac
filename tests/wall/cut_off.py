"""Run a command in a network of its own, in which there is nothing but its own loopback.

For .ci/run: as `unshare --net python -m tests.wall.cut_off COMMAND...`; it only brings loopback up.
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import sys

_READ_FLAGS, _WRITE_FLAGS = 0x8913, 0x8914
_UP = 0x1


def bring_loopback_up() -> None:
    """Switch the loopback device on; OSError where that is not allowed."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        said = struct.pack("16sh22x", b"lo", 0)
        (flags,) = struct.unpack_from("h", fcntl.ioctl(asked, _READ_FLAGS, said), 16)
        fcntl.ioctl(asked, _WRITE_FLAGS, struct.pack("16sh22x", b"lo", flags | _UP))


if __name__ == "__main__":
    bring_loopback_up()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 - it is what was asked for
