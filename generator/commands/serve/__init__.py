"""``explainer serve``: the site built in memory, served, and rebuilt at every save."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
import threading
import webbrowser
from collections.abc import Collection
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop

from generator.build import incremental as build
from generator.build.memory import MemoryBuilder
from generator.commands import DONE, FAILED
from generator.commands import options as shared
from generator.commands.serve import port as ports
from generator.commands.serve.pending import Pending, keep_rebuilding
from generator.commands.serve.rebuild import Rebuilder, Rebuilt, set_collector_aside
from generator.commands.serve.served_site import file_name
from generator.commands.serve.server import application, screens, shown, tell_browsers
from generator.commands.serve.watch import Watch
from generator.load import site as settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    shared.source(parser)
    parser.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1")
    parser.add_argument("--port", type=_port, default=8000, help="default: 8000, or the next free")
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="answer requests for this host name too, as a forwarded port has it; repeatable",
    )
    parser.add_argument("--open", action="store_true", help="open a browser")
    shared.drafts(parser)
    parser.add_argument("--poll", action="store_true", help="look again and again, unnotified")


def _port(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port (0 to 65535)")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Serve the site until interrupted."""
    return serve(
        options.source,
        options.host,
        options.port,
        drafts=options.drafts,
        open_browser=options.open,
        polling=options.poll,
        allowed=options.allow_host,
    )


def serve(
    source: Path,
    host: str,
    port: int,
    *,
    drafts: bool = False,
    open_browser: bool = False,
    polling: bool = False,
    allowed: Collection[str] = (),
) -> int:
    """Serve the site until interrupted; return the exit code.

    Raises:
        DiagnosticError: there is no site in the folder.
    """
    try:
        sockets, bound = ports.listen(host, port)
    except OSError as error:
        print(f"explainer: cannot listen on {host}:{port}: {error.strerror}", file=sys.stderr)
        return FAILED
    settings.path(source)
    if port not in (0, bound):
        print(f"Port {port} is taken; this is {bound}.", flush=True)
    address = ports.address(host, bound)
    options = build.Options(source, source / "public", address, drafts, preview=True)
    # Watching begins before the first build, so that a save during it is not lost.
    watch = Watch(source, _say, polling)
    loop, stop, pending = IOLoop.current(), threading.Event(), Pending()

    def tell(news: set[str]) -> None:
        loop.add_callback(tell_browsers, news)

    def give(news: set[str]) -> None:
        """Let browsers have the processor until they show what is new on their pages."""
        looking = sum(file_name(path) in news for path in shown())
        count = screens.count + looking
        tell(news)
        screens.wait(count)

    rebuilder = Rebuilder(source, lambda: MemoryBuilder(options), shown, give, pending.waits)
    rebuilder.publish(frozenset(), rebuilder.make(frozenset()))
    set_collector_aside()

    HTTPServer(application(host, lambda: rebuilder.site, allowed)).add_sockets(sockets)

    def gather() -> None:
        for names in watch.changes(stop):
            pending.put(names)

    def publish(changed: frozenset[str], made: Rebuilt) -> None:
        tell(rebuilder.publish(changed, made))

    def make() -> None:
        keep_rebuilding(pending, rebuilder.make, publish, _collect, rebuilder.draw)

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
    pending.close()
    _leave(threads)
    return DONE


def _collect() -> None:
    """Collect garbage over everything, the objects that builds have frozen included."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _leave(threads: list[threading.Thread]) -> None:
    """Give the threads a moment to end; a long build under way is not waited for."""
    print(flush=True)
    for thread in threads:
        thread.join(timeout=0.2)
    if any(thread.is_alive() for thread in threads):
        os._exit(0)  # a thread inside a compiled library does not survive an orderly end


def _say(line: str) -> None:
    print(line, flush=True)
