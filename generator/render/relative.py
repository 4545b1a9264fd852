"""Links as seen from their page: a tree of them works on any host, below any path, and as files."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote

from generator.model.site import FROM_ROOT

# Until its end an address has only what ``quote`` leaves as it is or makes.
ADDRESS = re.compile(re.escape(FROM_ROOT).encode() + rb"([A-Za-z0-9_.~/%-]*)")


def links(path: str, data: bytes) -> bytes:
    """Return the bytes of a published file, its links to others as seen from ``path``.

    A link to a folder names the page in it, ``index.html``: files have no server to find it.
    """
    folder = posixpath.dirname(quote(path)) or "."

    def seen(match: re.Match[bytes]) -> bytes:
        target = match[1].decode()
        page = f"{target}index.html" if not target or target.endswith("/") else target
        return posixpath.relpath(page, folder).encode()

    return ADDRESS.sub(seen, data)
