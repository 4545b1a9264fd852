"""Everything loaded but the pages, in parts: a part is loaded again when its files changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct, field

from generator import checks, load
from generator.build.pages import File
from generator.build.report import Options
from generator.diagnostics import Diagnostic, DiagnosticError, Diagnostics
from generator.files.snapshot import Snapshot
from generator.load import archive, assets
from generator.load import components as own
from generator.load import site as config
from generator.load.assets import Asset
from generator.load.components import Own
from generator.model.archive import ArchiveRecord
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site
from generator.render.shell import Shell
from generator.render.templates import Templates

if TYPE_CHECKING:
    from generator.build.worker import Worker

SETTINGS = "content/site.yaml"
Part = TypeVar("Part")


class LoadedParts(Struct):
    """Keeps each part with the digest of its files and the diagnostics found in it.

    ``last`` is the worker that built the site from them last.
    """

    options: Options
    last: Worker | None = None
    _checked: dict[str, tuple[Document, list[Diagnostic]]] = field(default_factory=dict)
    _checked_with: tuple[Site, Content] | None = None
    _compiled: tuple[str, bytes] = ("", b"")
    _kept: dict[str, tuple[object, object, list[Diagnostic]]] = field(default_factory=dict)

    def site(self, snapshot: Snapshot) -> Site:
        """Return the settings.

        Raises:
            DiagnosticError: they have faults.
        """
        options = self.options

        def make(found: Diagnostics) -> Site:
            return config.load(options.source, options.base_url, options.drafts)

        key = (snapshot.digests.get(SETTINGS), templates(snapshot))
        return self._part("site", key, make, Diagnostics())

    def components(self, snapshot: Snapshot) -> tuple[Own, ...]:
        """Return the site's own roles and directives.

        Raises:
            DiagnosticError: one of them is broken.
        """

        def make(found: Diagnostics) -> tuple[Own, ...]:
            return own.load(self.options.source, snapshot)

        return self._part("components", snapshot.components(), make, Diagnostics())

    def content(
        self, site: Site, snapshot: Snapshot, files: list[File], found: Diagnostics
    ) -> Content:
        """Return all content but the pages, checked."""

        def begun(found: Diagnostics) -> dict[str, load.Step]:
            return {}

        steps = self._part("steps", (site, snapshot.components()), begun, Diagnostics())
        content = load.load(site, snapshot, found, {file.name for file in files}, steps)

        def check(found: Diagnostics) -> Content:
            checks.check_content(site, content, found)
            return content  # kept, so that nothing else gets its id

        self._part("checks", (site, id(content)), check, found)
        return content

    def check(
        self,
        site: Site,
        snapshot: Snapshot,
        base: Content,
        content: Content,
        documents: dict[str, Document],
        found: Diagnostics,
    ) -> None:
        """Check each page by itself if it is new, and all together if one is; tell of all.

        ``base`` is the content without its pages.
        """
        before = self._checked_with
        if before is None or before[0] != site or before[1] is not base:
            self._checked, self._checked_with = {}, (site, base)
        self._check_pages(site, base, documents, found)
        beside = (content.broken, content.unread, content.hidden, snapshot.under("templates"))
        looked_at: list[Content | Document] = [base, *documents.values()]
        key = (beside, [id(one) for one in looked_at])

        def check(found: Diagnostics) -> list[Content | Document]:
            checks.check(site, content, documents, found)
            return looked_at  # kept, so that nothing else gets the id of one of them

        self._part("together", (key, site), check, found)

    def _check_pages(
        self, site: Site, content: Content, documents: dict[str, Document], found: Diagnostics
    ) -> None:
        known, new, mine = self._checked, [], Diagnostics()
        self._checked = {}
        for document in documents.values():
            file = document.page.file
            if file not in known or known[file][0] is not document:
                known[file] = (document, [])
                new.append(document)
            self._checked[file] = known[file]
        checks.check_pages(site, content, new, mine)
        for diagnostic in mine.found:
            self._checked[diagnostic.location.file][1].append(diagnostic)
        for _, told in self._checked.values():
            found.extend(told)

    def static(
        self, site: Site, snapshot: Snapshot, record: ArchiveRecord | None, found: Diagnostics
    ) -> dict[str, Asset]:
        """Return the static files; those of copies for citation are as ``record`` says.

        Raises:
            DiagnosticError: one of them cannot be read, or a style sheet is not text.
        """
        key = snapshot.part(snapshot.under("static"))

        def make(found: Diagnostics) -> dict[str, Asset]:
            loaded = assets.load(site, found, preview=self.options.preview)
            found.extend(archive.faults(record, loaded))
            return loaded

        return self._part("static", (key, site, record), make, found)

    def shell(self, site: Site, snapshot: Snapshot) -> Shell:
        """Return what renders the templates, those already compiled included."""
        key = (templates(snapshot), site)

        def make(found: Diagnostics) -> Shell:
            before = (
                cast("Shell", self._kept["shell"][1]).templates if "shell" in self._kept else None
            )
            loaded = Templates(site.source, before)
            if self._compiled[0] == key[0]:
                loaded.take(self._compiled[1])
            return Shell(site, loaded)

        return self._part("shell", key, make, Diagnostics())

    def closures(self, loaded: Templates, snapshot: Snapshot, found: Diagnostics) -> dict[str, str]:
        """Return what each template reaches, or nothing if one of them cannot be parsed."""

        def make(found: Diagnostics) -> dict[str, str]:
            try:
                return loaded.closures()
            except DiagnosticError as error:
                found.extend(error.diagnostics)
                return {}

        return self._part("closures", templates(snapshot), make, found)

    def keep_templates(self, templates: str, closures: dict[str, str], compiled: bytes) -> None:
        """Take what an earlier run found out about the same templates, and their code."""
        self._kept["closures"] = (templates, closures, [])
        self._compiled = (templates, compiled)

    def compiled(self) -> bytes:
        """Return the code of the templates, for ``keep_templates`` of a later run."""
        return cast("Shell", self._kept["shell"][1]).templates.compiled()

    def _part(
        self, name: str, key: object, make: Callable[[Diagnostics], Part], found: Diagnostics
    ) -> Part:
        kept = self._kept.get(name)
        if kept is None or kept[0] != key:
            mine = Diagnostics()
            kept = self._kept[name] = (key, make(mine), mine.found)
        found.extend(kept[2])
        return cast("Part", kept[1])


def templates(snapshot: Snapshot) -> str:
    """Return one digest of the templates' folder: what is in it, and where it is, as code knows."""
    inside = snapshot.part(name for name in snapshot.digests if name.startswith("templates/"))
    return f"{inside} {snapshot.source}"
