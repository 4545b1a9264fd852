"""From files to models: everything an editor wrote, read and validated before any of it is used."""

from __future__ import annotations

from generator.config import Site
from generator.content import Content
from generator.diagnostics import Diagnostics
from generator.loaders import Loading, charts, datasets, entries, pages, rules, stats, strings

# Each may refer to what those before it read.
LOADERS = (entries, datasets, stats, charts, rules, strings, pages)


def load(site: Site, found: Diagnostics) -> Content:
    """Read the whole of ``content/`` and the templates' strings; faults go to ``found``."""
    content = Content()
    loading = Loading(site, content, found)
    for loader in LOADERS:
        loader.load(loading)
    return content
