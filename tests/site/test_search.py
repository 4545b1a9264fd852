"""Whatever a site says, its search finds nothing that is not there."""

from __future__ import annotations

import json
import re
from urllib.parse import urljoin

from browsing import BuiltSite

ID = re.compile(r'\bid="([^"]+)"')


def test_all_that_is_indexed_is_published(site: BuiltSite) -> None:
    indexes = sorted(site.folder.glob("*/*/index.json"))
    assert indexes
    wrong = []
    for index in indexes:
        start = f"{site.base_url}{index.relative_to(site.folder).as_posix()}"
        pages = json.loads(index.read_text(encoding="utf-8"))["pages"]
        assert pages
        for path, *_, sections in pages:
            html = site.file(urljoin(start, path)).read_text(encoding="utf-8")
            ids = set(ID.findall(html))
            wrong += [f"{start} {path}#{id}" for id, *_ in sections if id and id not in ids]
    assert wrong == []
