"""``explainer agree``: what was read in every language, and what was published, is written down.

Nothing else writes ``content/agreed.yaml`` and ``content/published.yaml``.
"""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct

from generator import checks, components, load
from generator.build import pages
from generator.checks import silent_change, stale_translation
from generator.commands import DONE, schema
from generator.commands import options as shared
from generator.commands.summary import plural
from generator.diagnostics import Code, Diagnostic, DiagnosticError, Diagnostics, Location, one_of
from generator.files import snapshot, yaml
from generator.load import components as own
from generator.load import site as config
from generator.load.agreed import AGREED, PUBLISHED
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site
from generator.write.tree import unwritable

CODES = (
    Code(
        "nothing-to-agree",
        means=(
            "What was given to `explainer agree` is no page that is there in several languages, "
            "or no section of it."
        ),
        mend="Name a page by its file below the language's folder, and a section by its id.",
        example="explainer agree how-high#the-figure",
    ),
)

OWN = ("stale-translation", "silent-change", "silent-move")  # what the command itself mends
TEXTS = {
    AGREED: """# Written by `explainer agree`, which is run after reading a page in every language.
# Do not edit: a line is what a section said then, in each language, as a fingerprint.
""",
    PUBLISHED: """# Written by `explainer agree --numbers`, which is run once the site is published.
# Do not edit: it is what readers have seen; another number on a page then needs a correction.
""",
}
Pages = dict[str, dict[str, dict[str, str]]]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "pages",
        metavar="PAGE",
        nargs="*",
        help="a page that was read in every language, or a section of it: deal, deal#in-court; "
        "without any, what waits to be read is listed",
    )
    parser.add_argument("--all", action="store_true", help="every page was read")
    parser.add_argument(
        "--numbers",
        action="store_true",
        help="the site is published with the numbers and addresses it has now",
    )
    parser.add_argument(
        "--unpublished",
        action="store_true",
        help="as --numbers; and the numbers and addresses that have changed were never published",
    )
    shared.source(parser)
    shared.drafts(parser)


def run(options: argparse.Namespace) -> int:
    """Write down what was agreed, or list what waits."""
    read = read_site(options.source, drafts=options.drafts)
    numbers = options.numbers or options.unpublished
    if options.all or options.pages:
        for line in _agree(read, [] if options.all else options.pages):
            print(line)
    if numbers:
        print(_publish(read, unpublished=options.unpublished))
    if not (options.all or options.pages or numbers):
        print("\n".join(_waiting(read)) or "nothing waits")
    return DONE


class ReadSite(Struct, frozen=True):
    """The site as it is: all of it read and checked, nothing rendered."""

    site: Site
    content: Content
    documents: dict[str, Document]
    found: Diagnostics

    def refuse(self, *passed: str, only: Collection[str] = ()) -> None:
        """Raise the errors that were found, those with a code of ``passed`` excepted.

        With ``only``, those in these files.
        """
        faults = [
            one
            for one in self.found
            if one.severity == "error"
            and one.code not in passed
            and (not only or one.location.file in only)
        ]
        if faults:
            raise DiagnosticError(*faults)


def read_site(source: Path, *, drafts: bool = False) -> ReadSite:
    """Read and check a site.

    Raises:
        DiagnosticError: its settings have faults, or it has links out of it.
    """
    site, found, taken = config.load(source, drafts=drafts), Diagnostics(), snapshot.scan(source)
    if refusals := taken.refusals():
        raise DiagnosticError(*refusals)
    components.use(own.load(source, taken))
    listed = pages.listed(site, taken)
    parsed = {file.name: pages.read(site, file)[0] for file in listed}
    content, documents = pages.gather(site, load.load(site, taken, found), listed, parsed)
    for one in parsed.values():
        found.extend(one.faults)
    checks.check_content(site, content, found)
    checks.check_pages(site, content, documents.values(), found)
    checks.check(site, content, documents, found)
    return ReadSite(site, content, documents, found)


def _waiting(read: ReadSite) -> Iterator[str]:
    """Walk what an editor has to read, and the numbers that readers have to be told of."""
    known = read.content.agreed.pages if read.content.agreed else {}
    for one in stale_translation.waiting(read.site, read.content, read.documents):
        yield f"{one.name} {one.what}"
    for sides in stale_translation.translations(read.site, read.documents):
        if sides[0].page.id not in known:
            yield f"{sides[0].page.id} was never read in every language"
    for page in silent_change.changed(read.content, read.documents.values()):
        for id, (place, before, now) in page.numbers.items():
            yield f"{place.file}: '{id}' was published as {before} and is now {now}"


# What was read.


def _agree(read: ReadSite, asked: list[str]) -> Iterator[str]:
    """Write down what pages say now; without any, all. Yield what was noted, line by line."""
    known = read.content.agreed.pages if read.content.agreed else {}
    every = {
        one[0].page.id: one for one in stale_translation.translations(read.site, read.documents)
    }
    now = {id: _said(sides) for id, sides in every.items()}
    noted: Pages = {id: dict(sections) for id, sections in known.items()}
    for name in asked:
        id, _, section = name.partition("#")
        read.refuse(*OWN, only=_files(read, [id]))
        if id not in now:
            raise _nothing(name, f"no page '{id}' is there in several languages", one_of(id, now))
        if not section:
            noted[id] = now[id]
        elif id not in known:
            message = f"'{id}' was never read as a whole"
            raise _nothing(name, message, f"begin with: explainer agree {id}")
        elif section in now[id]:
            noted[id] = {one: said for one, said in noted[id].items() if one in now[id]}
            noted[id][section] = now[id][section]
        else:
            close = one_of(section, now[id])
            raise _nothing(name, f"'{id}' has no section '{section}'", close)
    if not asked:
        read.refuse(*OWN, only=_files(read, {*now, *known}))
        unread = set(read.content.unread)  # drafts, which keep what they have
        noted = {id: noted[id] for id in noted if unread & _files(read, [id])} | now
    _write(read.site, AGREED, {"pages": noted})
    for id in dict.fromkeys(name.partition("#")[0] for name in asked or now):
        before = known.get(id, {})
        changed = [one for one, said in noted[id].items() if before.get(one) != said]
        yield f"agreed {id}: {', '.join(changed) or 'nothing had changed'}"


def _said(sides: list[Document]) -> dict[str, dict[str, str]]:
    """Return the fingerprints of a page, by section and language."""
    return {
        section: {one.page.locale.code: one.prose[section] for one in sides if section in one.prose}
        for section in dict.fromkeys(section for one in sides for section in one.prose)
    }


def _files(read: ReadSite, ids: Collection[str]) -> set[str]:
    codes = [locale.code for locale in read.site.locales]
    return {AGREED, *(f"content/{code}/{id}.md" for code in codes for id in ids)}


def _nothing(name: str, message: str, hint: str) -> DiagnosticError:
    return DiagnosticError(Diagnostic(Location(name), "error", "nothing-to-agree", message, hint))


# What was published.


def _publish(read: ReadSite, *, unpublished: bool) -> str:
    """Write down the numbers and addresses that the site is published with now."""
    read.refuse(*(OWN if unpublished else OWN[:1]))
    before = read.content.published
    pages = [page for page in read.content.pages if not page.front.draft]
    there = {address for page in pages for address in (page.path, *page.front.aliases)}
    addresses = {
        id: {
            code: [path for path in paths if path in there or not unpublished]
            for code, paths in by_code.items()
        }
        for id, by_code in (before.addresses if before else {}).items()
    }
    numbers: Pages = {}
    changes: dict[str, dict[str, list[datetime.date]]] = {}
    documents = {name: one for name, one in read.documents.items() if not one.page.front.draft}
    for document, printed in silent_change.printed_numbers(read.content, documents.values()):
        page, code = document.page, document.page.locale.code
        paths = addresses.setdefault(page.id, {}).setdefault(code, [])
        if page.path in paths:
            paths.remove(page.path)
        paths.append(page.path)
        for id, (_, words) in printed.items():
            numbers.setdefault(page.id, {}).setdefault(id, {})[code] = words
        days = sorted(change.date for change in page.front.changes)
        if days:
            changes.setdefault(page.id, {})[code] = days
    kept = {
        id: {code: paths for code, paths in by_code.items() if paths}
        for id, by_code in addresses.items()
        if any(by_code.values())
    }
    _write(read.site, PUBLISHED, {"addresses": kept, "changes": changes, "numbers": numbers})
    count = plural(sum(map(len, numbers.values())), "number")
    return f"wrote {PUBLISHED}: {count} of {plural(len(numbers), 'page')}, addresses of {len(kept)}"


def _write(site: Site, file: str, record: dict[str, object]) -> None:
    """Write a record.

    Raises:
        DiagnosticError: the file cannot be written.
    """
    text = schema.comment(file) + TEXTS[file] + yaml.dump(record)
    try:
        (site.source / file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritable(file, "this file", error) from error
