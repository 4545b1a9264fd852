"""The editor's preview: the site served from memory, made again and shown anew at every save."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import webbrowser
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop

from generator.build import incremental as build
from generator.build.memory import Builder
from generator.commands.serve import port as ports
from generator.commands.serve.pending import Inbox, keep_making
from generator.commands.serve.rebuild import Made, Maker, set_collector_aside
from generator.commands.serve.server import application, tell_browsers
from generator.commands.serve.watch import Watch


def serve(
    source: Path,
    host: str,
    port: int,
    *,
    drafts: bool = False,
    open_browser: bool = False,
    polling: bool = False,
) -> int:
    """Serve the site until interrupted; return the exit code."""
    try:
        sockets, bound = ports.listen(host, port)
    except OSError as error:
        print(f"explainer: cannot listen on {host}:{port}: {error.strerror}", file=sys.stderr)
        return 1
    if port not in (0, bound):
        print(f"Port {port} is taken; this is {bound}.", flush=True)
    address = ports.address(host, bound)
    options = build.Options(source, source / "public", address, drafts)
    # Watching comes before the first make, so that a save during it is not lost.
    watch = Watch(source, _say, polling)
    maker = Maker(source, lambda: Builder(options))
    maker.publish(frozenset(), maker.make(frozenset()))
    set_collector_aside()

    loop, stop, inbox = IOLoop.current(), threading.Event(), Inbox()
    HTTPServer(application(host, lambda: maker.shelf)).add_sockets(sockets)

    def gather() -> None:
        for names in watch.changes(stop):
            inbox.put(names)

    def publish(changed: frozenset[str], made: Made) -> None:
        news = maker.publish(changed, made)
        loop.add_callback(tell_browsers, news)

    def make() -> None:
        keep_making(inbox, maker.make, publish, _collect)

    threads = [
        threading.Thread(target=work, name=work.__name__, daemon=True) for work in (gather, make)
    ]
    for thread in threads:
        thread.start()
    _say(f"Serving {address} (Ctrl+C stops)")
    if open_browser:
        loop.call_later(0, webbrowser.open, address)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: loop.add_callback_from_signal(loop.stop))
    loop.start()
    stop.set()
    inbox.close()
    _leave(threads)
    return 0


def _collect() -> None:
    """Look through all there is for garbage, that which makes have set aside included."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _leave(threads: list[threading.Thread]) -> None:
    """Wait a moment for the threads; a long make under way is not waited for."""
    print(flush=True)
    for thread in threads:
        thread.join(timeout=0.2)
    if any(thread.is_alive() for thread in threads):
        os._exit(0)  # a thread inside a compiled library does not survive an orderly end


def _say(line: str) -> None:
    print(line, flush=True)
