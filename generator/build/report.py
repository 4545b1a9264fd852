"""What a build is asked to do (``Options``), and what it did (``Report``)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.build.stages import Stage
from generator.diagnostics import Diagnostic

if TYPE_CHECKING:
    from generator.load.assets import Asset
    from generator.model.content import Content
    from generator.model.site import Site
    from generator.render.inputs import Inputs
    from generator.render.shell import Shell


class Options(Struct, frozen=True):
    """What the command line says of a build.

    A ``preview`` shows pages that only await an agreement (``checks.UNAGREED``), and says so.
    """

    source: Path
    output: Path
    base_url: str | None = None
    drafts: bool = False
    cache: bool = True
    jobs: int | None = None
    preview: bool = False


class Made(Struct, frozen=True):
    """The loaded site, kept for commands that inspect a build (``why``, ``check --sheet``)."""

    site: Site
    content: Content
    assets: Mapping[str, Asset]
    shell: Shell
    inputs: Inputs


class Report(Struct):
    """What a build did: counts of pages, files and cases, seconds, and all that was found.

    ``files`` are the bytes of a site made in memory, ``changed`` the paths that this make added,
    changed or removed; ``rebuilt`` are those that were rendered anew, whether or not they came out
    the same; ``trace`` says what each output read. ``framed`` are the charts that are not drawn
    yet, as was wished.
    """

    pages: int = 0
    written: int = 0
    reused: int = 0
    cases: int = 0
    rulebooks: int = 0
    seconds: float = 0.0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    rebuilt: set[str] = field(default_factory=set)
    trace: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    framed: set[str] = field(default_factory=set)
    stages: list[Stage] = field(default_factory=list)
    made: Made | None = None

    @property
    def failed(self) -> bool:
        """Whether the site has errors."""
        return any(diagnostic.severity == "error" for diagnostic in self.diagnostics)
