"""From files to models: everything an editor wrote, read and validated before any of it is used."""

from __future__ import annotations

from generator.diagnostics import Diagnostics
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

# Each may refer to what those before it read.
LOADERS = (entries, timeline, datasets, stats, charts, pictures, rules, strings, agreed, unread)


def load(site: Site, snapshot: Snapshot, found: Diagnostics) -> Content:
    """Read all that pages rest on, and the templates' strings; faults go to ``found``.

    The pages themselves are many, and read one by one: ``pages``.
    """
    content = Content(is_translated=site.is_translated)
    loading = Loading(site, content, found, snapshot)
    for loader in LOADERS:
        loader.load(loading)
    return content
