"""The preview's port: the one asked for, or the next that is free."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

from support import PATIENCE

from generator.commands.serve import port


def test_the_next_free_port() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        sockets, bound = port.listen("127.0.0.1", number)
        for one in sockets:
            one.close()
        assert number < bound < number + port.TRIED


def test_no_free_port_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        try:
            taken.bind(("127.0.0.1", 65535))
        except OSError:
            pass  # taken by somebody else, which is as good
        else:
            taken.listen()
        command = [sys.executable, "-m", "generator", "serve", "--port", "65535"]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE
        )
    assert done.returncode == 1
    assert done.stdout == ""
    words = "explainer: cannot listen on 127.0.0.1:65535: port 65535 is taken\n"
    assert done.stderr == words


def test_addresses_are_for_a_browser_here() -> None:
    assert port.address("0.0.0.0", 80) == "http://127.0.0.1:80/"
    assert port.address("::1", 8000) == "http://[::1]:8000/"
