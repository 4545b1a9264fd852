"""What takes part in the benchmark: how a generator is installed, set up, asked and served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bench.corpus import Form


@dataclass(frozen=True)
class Package:
    """Where a generator comes from: its pinned packages, the generator itself first.

    ``release`` is the generator's version where its package has another one.
    """

    registry: Literal["PyPI", "npm"]
    pins: tuple[str, ...]
    release: str = ""

    @property
    def version(self) -> str:
        """The generator's own version."""
        sign = "@" if self.registry == "npm" else "=="
        return self.release or self.pins[0].rpartition(sign)[2]


@dataclass(frozen=True)
class Contender:
    """A generator and its site.

    Commands run in the site's folder. In their words ``{program}`` is the generator, ``{site}``
    the folder, ``{port}`` the port to serve on; in ``output`` and ``address`` ``{page}`` is a
    page's name. ``program`` is a pattern below the folder of the installation, where the packages
    put the program that does the work, without the scripts that only start it.

    ``start`` is a command that makes a site, ``drop`` what of it the corpus takes the place of,
    ``files`` what is written then, ``links`` what the site needs of the installation.

    ``made`` is what a cold build does without. ``mode`` says how an incremental build is asked
    for, and ``again`` is the command for it where that is another one. ``serve`` is empty for a
    generator without a server.
    """

    name: str
    language: str
    package: Package | None
    program: str
    pages: str
    output: str
    made: tuple[str, ...]
    build: tuple[str, ...]
    serve: tuple[str, ...]
    mode: str
    again: tuple[str, ...] = ()
    address: str = "/{page}/"
    form: Form = field(default_factory=Form)
    files: Mapping[str, str] = field(default_factory=dict)
    start: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def rebuild(self) -> tuple[str, ...]:
        """The command for a build after the first one."""
        return self.again or self.build
