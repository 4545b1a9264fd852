"""Every template that a page asks for is there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site
from generator.render.templates import missing_template


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report pages whose template is missing."""
    names = {f"{page.front.template}.html" for page in content.pages}
    missing = {name for name in names if not (site.source / "templates" / name).is_file()}
    for page in content.pages if missing else ():
        name = f"{page.front.template}.html"
        if name in missing:
            yield from missing_template(site.source, name, page.at("template")).diagnostics
