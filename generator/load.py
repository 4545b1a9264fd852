"""From files to models: everything an editor wrote, read and validated before any of it is used."""

from __future__ import annotations

from generator.config import Site
from generator.content import Content
from generator.diagnostics import Diagnostics
from generator.loaders import Loading, charts, datasets, entries, rules, stats, strings
from generator.snapshot import Snapshot, scan

# Each may refer to what those before it read.
LOADERS = (entries, datasets, stats, charts, rules, strings)


def load(site: Site, found: Diagnostics, listed: Snapshot | None = None) -> Content:
    """Read all that pages rest on, and the templates' strings; faults go to ``found``.

    The pages themselves are many, and read one by one: ``pages``. ``listed`` are the files that
    there are, if that is known.
    """
    content = Content()
    loading = Loading(site, content, found, listed or scan(site.source))
    for loader in LOADERS:
        loader.load(loading)
    return content
