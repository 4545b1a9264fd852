"""From files to models: everything an editor wrote, read and validated before any of it is used."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from generator.diagnostics import Diagnostic, Diagnostics
from generator.files import digest
from generator.files.snapshot import Snapshot
from generator.load import (
    agreed,
    charts,
    datasets,
    pictures,
    rules,
    stats,
    strings,
    timeline,
    unread,
)
from generator.load import sources as entries
from generator.load.loading import Loading
from generator.model.content import Content
from generator.model.site import Site

# Each may refer to what those before it read. READS are the files and folders that it looks at.
LOADERS = (entries, timeline, rules, pictures, strings, datasets, stats, charts, agreed, unread)


class Step(Struct, frozen=True):
    """How far one loader came: the content with all that it and those before it read.

    ``key`` is a digest of the files that this rests on; ``found`` is what it found itself.
    """

    key: str
    content: Content
    found: list[Diagnostic]


def load(
    site: Site,
    snapshot: Snapshot,
    found: Diagnostics,
    pages: Collection[str] = (),
    steps: dict[str, Step] | None = None,
) -> Content:
    """Read all that pages rest on, and the templates' strings; faults go to ``found``.

    The pages themselves are many, and read one by one: ``pages`` are their files. ``steps`` are
    those of an earlier reading of the same site, by loader: what rests on the same files is not
    read again, and what is read now takes its place there.
    """
    content, key = Content(is_translated=site.is_translated), ""
    steps = {} if steps is None else steps
    others = [file for file in snapshot.digests if file not in pages]
    for loader in LOADERS:
        mine = snapshot.part(file for file in others if file.startswith(loader.READS))
        key = digest(f"{key}{mine}".encode())
        step = steps.get(loader.__name__)
        if step is None or step.key != key:
            # What was found wrong is to be found again.
            before = step.content if step and not step.found else Content()
            loading = Loading(site, content.copied(), Diagnostics(), snapshot, before)
            loader.load(loading)
            step = Step(key, loading.content, loading.found.found)
            steps[loader.__name__] = step
        content = step.content
        found.extend(step.found)
    return content
