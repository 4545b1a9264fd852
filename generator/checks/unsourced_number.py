"""No naked numbers: in an explainer, a figure comes from a stat or has a source in its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Site
from generator.content import Content
from generator.diagnostics import Diagnostic
from generator.parse import Document


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report the numbers of explainers that nothing stands behind."""
    for document in documents.values():
        if document.page.is_explainer:
            for number, place in document.unsourced:
                message = f"the number '{number}' has no source"
                hint = f"use {{stat}}, add a {{cite}} to its sentence, or mark it {{num}}`{number}`"
                yield Diagnostic(place, "error", "unsourced-number", message, hint)
