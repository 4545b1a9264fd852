"""The port that the preview listens on: the one asked for, or the next free one."""

from __future__ import annotations

import errno
import socket

from tornado.netutil import bind_sockets

from generator.commands.serve.server import EVERYWHERE

TRIED = 100


def listen(host: str, port: int) -> tuple[list[socket.socket], int]:
    """Return sockets bound to the port, or to the next free one, and that port's number.

    Raises:
        OSError: this host cannot be listened on, or none of the next hundred ports is free; its
            ``strerror`` says which.
    """
    tried = range(port, min(port + TRIED, 65536)) if port else range(1)
    for candidate in tried:
        try:
            sockets = bind_sockets(candidate, address=host, reuse_port=False)
            return sockets, int(sockets[0].getsockname()[1])
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    others = f", and so are those up to {tried[-1]}" if len(tried) > 1 else ""
    raise OSError(errno.EADDRINUSE, f"port {port} is taken{others}")


def address(host: str, port: int) -> str:
    """Return the address of the preview's front page, for a browser on this machine."""
    shown = "127.0.0.1" if host in EVERYWHERE else host
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"
