"""What an editor writes, read and validated: each kind is one module, with ``load(loading)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from generator import files
from generator.diagnostics import (
    Code,
    Diagnostic,
    DiagnosticError,
    Diagnostics,
    Location,
    one_of,
)
from generator.files import yaml as yamlfile
from generator.files.snapshot import Snapshot
from generator.files.working import working_on
from generator.files.yaml import YamlDocument
from generator.language.characters import visible
from generator.model.content import Content
from generator.model.site import Site
from generator.model.written import Written

Entry = TypeVar("Entry", bound=Written)
CODES = (
    Code(
        "bad-id",
        means="The name of an entry has characters that names cannot have.",
        mend="Use letters, digits, hyphens, dots and underscores only.",
        example="high-water:",
    ),
    Code(
        "unknown-dataset",
        means="A chart or a stat names a dataset that is not in `content/data/`.",
        mend="Correct the name, or add the dataset: `explainer new dataset NAME`.",
    ),
)


class Loading(Struct, frozen=True):
    """One reading of a site's sources: which there are, what was read, what was found wrong.

    ``before`` is what an earlier reading of the same site gave without a fault: what rests on the
    same text is taken over from it.
    """

    site: Site
    content: Content
    found: Diagnostics
    snapshot: Snapshot
    before: Content

    @property
    def context(self) -> dict[str, tuple[str, ...]]:
        """What the models' validators ask of the site."""
        return {
            "locales": tuple(locale.code for locale in self.site.locales),
            "unfinished": tuple(one.code for one in self.site.locales if one.unfinished),
        }

    @contextmanager
    def reporting(self, path: Path | None = None) -> Iterator[None]:
        """Turn a DiagnosticError into its diagnostics, and go on; ``path`` is read meanwhile."""
        about = working_on(files.relative(self.site.source, path)) if path else nullcontext()
        try:
            with about:
                yield
        except DiagnosticError as error:
            self.found.extend(error.diagnostics)

    def listed(self, folder: str, *suffixes: str) -> list[Path]:
        """Return the files of a folder that end so."""
        return [self.site.source / file for file in self.snapshot.under(folder, *suffixes)]

    def entries(self, document: YamlDocument) -> list[str]:
        """Return the ids of a file that maps ids to definitions.

        Raises:
            DiagnosticError: the file is no such map.
        """
        ids: list[str] = []
        if document.value is None:
            return ids
        if not isinstance(document.value, dict):
            message = "expected ids, each with its fields below it"
            hint = "write an id, a colon, and its fields below, two spaces further in"
            raise DiagnosticError(Diagnostic(document.locate(), "error", "yaml", message, hint))
        for id in document.value:
            if isinstance(id, str) and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", id):
                ids.append(id)
            else:
                place = document.locate((str(id),), key=True)
                message = f"'{str(id)[:60]}': an id has letters, digits and hyphens only"
                hint = "write it like this: high-water"
                if not isinstance(id, str):
                    hint = "put it between quotes: without them YAML takes it for no text"
                self.found.error(place, "bad-id", message, hint)
        return ids

    def define(
        self, name: str, kind: str, model: type[Entry], into: dict[str, Entry], *, code: str
    ) -> None:
        """Read a file of ``content/`` that maps ids to definitions, if it is there."""
        site, content = self.site, self.content
        path = site.source / "content" / name
        if not path.is_file():
            return
        with self.reporting(path):
            content.broken.add(f"{kind}:*")
            document = yamlfile.parse(files.read_text(site.source, path))
            ids = self.entries(document)
            content.broken.discard(f"{kind}:*")
            content.documents[kind] = document
            for id in ids:
                content.places[f"{kind}:{id}"] = document.locate((id,), key=True)
                content.broken.add(f"{kind}:{id}")
                with self.reporting():
                    into[id] = yamlfile.bind(
                        model, document, (id,), code=code, context=self.context
                    )
                    content.broken.discard(f"{kind}:{id}")

    def knows_dataset(self, name: str, place: Location) -> bool:
        """Report a dataset that is not there, unless its own faults were reported already."""
        if name in self.content.datasets:
            return True
        if not self.content.is_broken("dataset", name):
            known = self.content.datasets
            message = f"there is no dataset '{visible(name)}'"
            hint = one_of(name, known)
            self.found.error(place, "unknown-dataset", message, hint)
        return False
