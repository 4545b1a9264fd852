"""What the pages of a section share: the frame of a page that no Markdown stands behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.site import Locale
    from generator.render.renderer import Renderer
    from generator.trace import Reads


def open_page(
    renderer: Renderer, section: str, locale: Locale, id: str, reads: Reads
) -> tuple[Context, dict[str, Any]]:
    """Return a page's context and the values that its frame shows; without an id, the list's."""
    context = renderer.context(locale, f"{section}/{id}" if id else section, reads)

    def path_in(code: str) -> str | None:
        path: str | None = reads("section_link", f"{section}:{code}:{id}")
        return path

    path = path_in(locale.code)
    assert path is not None, "only what is there has pages"
    values = renderer.shell(context, path, path_in)
    values["page"] = {
        "id": context.page_id,
        "template": section,
        "card_url": "",
        "needs": context.needs,
        "url": renderer.site.url(path),
        "permalink": renderer.site.absolute_url(path),
        "headings": [],
        "changes": [],
        "sources": [],
        "reviewed": "",
        "reviewed_text": "",
        "published": "",
        "published_text": "",
    }
    return context, values


def uses(kind: str, id: str, context: Context) -> list[dict[str, str]]:
    """Return the pages that use a dataset or a chart, as links."""
    found = context.reads(f"{kind}_uses", f"{context.locale.code}:{id}")
    return [{"page_title": words, "url": url} for words, url in found]
