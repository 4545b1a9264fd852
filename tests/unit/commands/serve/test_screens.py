"""A build waits for the screens, and no longer than it may."""

from __future__ import annotations

import threading

from support import PATIENCE

from generator.commands.serve.screens import Screens


def test_a_wait_ends_when_all_are_shown() -> None:
    screens = Screens()
    waiting = threading.Thread(target=screens.wait, args=(2, PATIENCE), daemon=True)
    waiting.start()
    screens.add()
    assert waiting.is_alive(), "one of two is shown"
    screens.add()
    waiting.join(PATIENCE / 2)
    assert not waiting.is_alive()


def test_nobody_is_waited_for_without_end() -> None:
    waiting = threading.Thread(target=Screens().wait, args=(1, 0), daemon=True)
    waiting.start()
    waiting.join(PATIENCE)
    assert not waiting.is_alive()
