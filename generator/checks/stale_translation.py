"""A page says the same in every language: no side has changed since all were read together."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.diagnostics import Code, Diagnostic, Severity
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site

CODES = (
    Code(
        "stale-translation",
        means=(
            "A section of a page has changed in one language and stands in another as it did when "
            "both were last read together; or it is new, or has changed in all of them. Spaces, "
            "punctuation, capitals and emphasis are no change. Only pages that `explainer agree` "
            "was once given are looked at."
        ),
        mend=(
            "Read the section in every language, correct what has fallen behind, and say that you "
            "did."
        ),
        example="explainer agree how-high#the-figure",
    ),
)


SINCE = "since the page was last read in every language"


class Waiting(Struct, frozen=True):
    """A section of a page that waits to be read in every language.

    ``changed`` and ``unchanged`` are the page's documents by what has become of the section in each
    since they were last read together; ``new`` is whether one of them did not have it then.
    """

    section: str
    changed: tuple[Document, ...]
    unchanged: tuple[Document, ...]
    new: bool

    @property
    def name(self) -> str:
        """What ``explainer agree`` knows the section by: ``deal#what-changed``."""
        return f"{self.changed[0].page.id}#{self.section}"

    @property
    def what(self) -> str:
        """What happened to it, in words."""
        if self.new:
            return f"is new {SINCE}"
        files = " and ".join(one.page.file for one in self.changed)
        return f"has changed in {files} {SINCE}"


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report the sections that wait; each where an editor has to look, at the side left behind.

    It is an error in an explainer and a warning in a plain page.
    """
    for one in waiting(site, content, documents):
        behind = one.unchanged if one.unchanged and not one.new else one.changed[:1]
        for document in behind:
            severity: Severity = "error" if document.page.is_explainer else "warning"
            message = f"this section {one.what}"
            if behind is one.unchanged:
                message += ", and here it has not"
            hint = f"read it in every language, then say so: explainer agree {one.name}"
            place = document.place(one.section)
            yield Diagnostic(place, severity, "stale-translation", message, hint)


def translations(site: Site, documents: dict[str, Document]) -> Iterator[list[Document]]:
    """Walk the pages that are there in several languages: each as its documents, in their order."""
    for id in dict.fromkeys(document.page.id for document in documents.values()):
        every = [documents.get(f"{locale.code}:{id}") for locale in site.locales]
        fronts = ((one, one.page.front) for one in every if one is not None)
        found = [one for one, front in fronts if front.translated and not front.still_in]
        if len(found) > 1:
            yield found


def waiting(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Waiting]:
    """Walk the sections that wait, of the pages that were read together before."""
    known = content.agreed.pages if content.agreed else {}
    for sides in translations(site, documents) if known else ():
        read = known.get(sides[0].page.id)
        if read is not None:
            for section in dict.fromkeys(section for one in sides for section in one.prose):
                yield from _section(section, sides, read.get(section, {}))


def _section(section: str, sides: list[Document], read: dict[str, str]) -> Iterator[Waiting]:
    """Compare each side of a section with what it said when all were read together."""
    changed, unchanged, new = [], [], False
    for one in sides:
        then, now = read.get(one.page.locale.code), one.prose.get(section)
        if then != now:
            changed.append(one)
            new = new or then is None
        elif now is not None:
            unchanged.append(one)
    if changed:
        # What is said of the section is said where it is.
        changed.sort(key=lambda one: section not in one.prose)
        yield Waiting(section, tuple(changed), tuple(unchanged), new)
