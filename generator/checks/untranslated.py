"""What a language that is still being translated does not have yet, in one warning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator import files
from generator.diagnostics import Code, Diagnostic, Location
from generator.files import yaml
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Locale, Site
from generator.model.written import Lent, lent

CODES = (
    Code(
        "untranslated",
        means=(
            "A language that is `unfinished` lacks words, in whose place those of another "
            "language stand, or pages; or it lacks nothing any more. In a language that is "
            "finished, a page says with `still_in` that it is not translated."
        ),
        mend=(
            "Write the words beside those of the other language, translate the pages, and take "
            "`still_in` out of each; at last take `unfinished` out of `content/site.yaml`."
        ),
        example="label: {en: the highest water, es: la pleamar}",
    ),
)
SETTINGS, STRINGS = "content/site.yaml", "templates/strings.yaml"
NAMED = 5  # files


def check(site: Site, content: Content, documents: dict[str, Document]) -> Iterator[Diagnostic]:
    """Report once for each unfinished language what it lacks, and pages out of place."""
    for document in documents.values():
        page = document.page
        if page.front.still_in and not page.locale.unfinished:
            message = f"this page is not translated, and '{page.locale.code}' is finished"
            hint = "translate it, and take the line 'still_in' out"
            yield Diagnostic(page.at("still_in"), "error", "untranslated", message, hint)
    unfinished = [one for one in enumerate(site.locales) if one[1].unfinished]
    if unfinished:
        settings = yaml.parse(files.read_text(site.source, site.source / SETTINGS))
        for position, locale in unfinished:
            yield _lacking(locale, settings.locate(("locales", position)), site, content)


def _lacking(locale: Locale, place: Location, site: Site, content: Content) -> Diagnostic:
    code = locale.code
    pages = {page.id: page for page in content.pages if page.locale == locale}
    wanted = {one.id for one in content.pages if one.front.translated and one.locale != locale}
    missing = len(wanted - pages.keys())
    missing += sum(page.front.still_in is not None for page in pages.values())
    texts = _texts(code, site, content)
    if not missing and not texts:
        message, hint = f"nothing is missing in '{code}' any more", "take its 'unfinished' out"
        return Diagnostic(place, "warning", "untranslated", message, hint)
    counted = ", ".join(f"{file} ({count})" for file, count in texts.most_common(NAMED))
    message = f"'{code}' lacks {texts.total()} texts and {missing} pages"
    hint = f"translate {counted or 'the pages'}" + (" and others" if len(texts) > NAMED else "")
    return Diagnostic(place, "warning", "untranslated", message, hint)


def _texts(code: str, site: Site, content: Content) -> Counter[str]:
    """Count the words that a language is lent, by file."""
    things: dict[str, dict[str, object]] = {
        "source": {**content.sources},
        "term": {**content.terms},
        "event": {**content.events},
        "stat": {id: stat.definition for id, stat in content.stats.items()},
        "dataset": {id: one.descriptor for id, one in content.datasets.items()},
        "chart": {id: one.words for id, one in content.charts.items()},
        "rulebook": {id: one.rules for id, one in content.rulebooks.items()},
        "cases": {
            id: [case.words for case in one.cases]
            for id, one in content.rulebooks.items()
            if one.cases
        },
    }
    found = Counter({SETTINGS: lent(site.settings, code)})
    found[STRINGS] = sum(isinstance(words[code], Lent) for words in content.strings.values())
    for kind, by_id in things.items():
        for id, thing in by_id.items():
            document = content.documents.get(kind) or content.documents[f"{kind}:{id}"]
            found[document.file] += lent(thing, code)
    return +found
