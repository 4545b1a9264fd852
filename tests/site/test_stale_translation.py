"""Edits of one language, made by a seeded program: those of meaning are found, others are not.

The pages are the site's own, whatever they say; they are parsed, and nothing is rendered.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from support import ROOT

from generator import parse
from generator.checks import stale_translation
from generator.load import front_matter
from generator.load import site as load_site
from generator.model.agreed import Agreed
from generator.model.content import Content
from generator.model.document import Document
from generator.model.site import Site

EACH = 30
MONTHS = {
    "en": ("January", "March", "April", "June", "July", "October", "December"),
    "fr": ("janvier", "mars", "avril", "juin", "juillet", "octobre", "décembre"),
}
SENTENCES = {"en": " Nobody had asked for it.", "fr": " Personne ne l'avait demandé."}
NEGATIONS = {"en": "never", "fr": "jamais"}
# Words of a paragraph: no role, no address, nothing that begins a line of another kind.
PROSE = re.compile(r"(?m)^[A-ZÀÉ][^\n]{80,}$")
MARKUP = re.compile(r"\{\w+\}`[^`]*`|\[[^\]]*\]\([^)]*\)|[*`<>:]")

Edit = Callable[[random.Random, str, str], str]


def within(line: str, pattern: str) -> Iterator[re.Match[str]]:
    """Walk what a pattern finds in a line's words, outside of its markup."""
    masked = MARKUP.sub(lambda match: "\0" * len(match[0]), line)
    yield from re.finditer(pattern, masked)


def put(line: str, match: re.Match[str], words: str) -> str:
    return line[: match.start()] + words + line[match.end() :]


def digit(chance: random.Random, line: str, code: str) -> str:
    found = chance.choice([*within(line, r"\d")])
    return put(line, found, str((int(found[0]) + chance.randint(1, 9)) % 10))


def month(chance: random.Random, line: str, code: str) -> str:
    found = chance.choice([*within(line, rf"\b(?:{'|'.join(MONTHS[code])})\b")])
    return put(line, found, chance.choice([one for one in MONTHS[code] if one != found[0]]))


def negation(chance: random.Random, line: str, code: str) -> str:
    found = chance.choice([*within(line, r" (?=[a-zé]{3})")])
    return put(line, found, f" {NEGATIONS[code]} ")


def shortened(chance: random.Random, line: str, code: str) -> str:
    found = chance.choice([*within(line, r"(?<=[.] )[A-ZÀÉ][^.]{20,}[.]")])
    return put(line, found, "")


def noun(chance: random.Random, line: str, code: str) -> str:
    found = chance.choice([*within(line, r"\b[a-zéèà]{6,}\b")])
    others = [one[0] for one in within(line, r"\b[a-zéèà]{6,}\b") if one[0] != found[0]]
    return put(line, found, chance.choice(others))


def lengthened(chance: random.Random, line: str, code: str) -> str:
    return line + SENTENCES[code]


def spaces(chance: random.Random, line: str, code: str) -> str:
    return put(line, chance.choice([*within(line, " ")]), chance.choice(("  ", "\n")))


def quotes(chance: random.Random, line: str, code: str) -> str:
    found = chance.choice([*within(line, r"\b[a-zéèà]{4,}\b")])
    marks = ("“{}”", '"{}"', "« {} »", "‘{}’")
    return put(line, found, chance.choice(marks).format(found[0]))


def apostrophe(chance: random.Random, line: str, code: str) -> str:
    found = chance.choice([*within(line, "['’]")])
    return put(line, found, "’" if found[0] == "'" else "'")


def emphasis(chance: random.Random, line: str, code: str) -> str:
    found = chance.choice([*within(line, r"\b[a-zéèà]{4,}\b")])
    return put(line, found, chance.choice(("*{}*", "**{}**", "[{}](index.md)")).format(found[0]))


def punctuation(chance: random.Random, line: str, code: str) -> str:
    found = chance.choice([*within(line, r"(?<=[a-zé])[,.;](?= )")])
    return put(line, found, chance.choice(("", ";", " –", "…", " !")))


def capital(chance: random.Random, line: str, code: str) -> str:
    found = chance.choice([*within(line, r"\b[a-zéèà]{4,}\b")])
    return put(line, found, found[0].capitalize())


def remark(chance: random.Random, line: str, code: str) -> str:
    return chance.choice((f"{line}\n\n% Looked at.", f"{line} <!-- looked at -->"))


MEANING = (digit, month, negation, shortened, noun, lengthened)
COSMETIC = (spaces, quotes, apostrophe, emphasis, punctuation, capital, remark)


@pytest.fixture(scope="module")
def settings() -> Site:
    return load_site.load(ROOT)


@pytest.fixture(scope="module")
def documents(settings: Site) -> dict[str, Document]:
    """The site's pages by name, with their bodies."""
    paths = [
        (locale, path)
        for locale in settings.locales
        for path in sorted((ROOT / "content" / locale.code).rglob("*.md"))
    ]
    found = (parse.parse(front_matter.load_page(settings, *one)) for one in paths)
    return {document.page.name: document for document in found}


def edited(chance: random.Random, document: Document, edit: Edit) -> tuple[str, Document] | None:
    """Return a page with one of its lines edited and what was done, or None if it could not be."""
    page = document.page
    lines = PROSE.findall(page.body)
    if not lines:
        return None
    line = chance.choice(lines)
    try:
        other = edit(chance, line, page.locale.code)
    except IndexError:  # there is nothing of the kind in the line
        return None
    if other == line:
        return None
    body = page.body.replace(line, other, 1)
    return f"{line}\n{other}", parse.parse(replace(page, body=body))


def flagged(settings: Site, before: dict[str, Document], changed: Document) -> bool:
    """Whether the edit of a page is reported, at the page's other languages."""
    pages: dict[str, dict[str, dict[str, str]]] = {}
    for one in before.values():
        for section, said in one.prose.items():
            sections = pages.setdefault(one.page.id, {})
            sections.setdefault(section, {})[one.page.locale.code] = said
    content = Content(agreed=Agreed(pages=pages))
    assert [*stale_translation.check(settings, content, before)] == []
    found = [*stale_translation.check(settings, content, {**before, changed.page.name: changed})]
    for fault in found:
        assert fault.location.file.endswith(f"/{changed.page.id}.md")
        assert fault.location.file != changed.page.file
    return bool(found)


@pytest.mark.parametrize(("edits", "least", "most"), [(MEANING, EACH, EACH), (COSMETIC, 0, 2)])
def test_edits_of_one_language(
    settings: Site, documents: dict[str, Document], edits: tuple[Edit, ...], least: int, most: int
) -> None:
    chance = random.Random(2026)
    names = sorted(documents)
    results: list[tuple[bool, str]] = []
    for _ in range(EACH * 1000):
        if len(results) == EACH:
            break
        document = documents[chance.choice(names)]
        made = edited(chance, document, edits[len(results) % len(edits)])
        if made is not None:
            results.append((flagged(settings, documents, made[1]), made[0]))
    assert len(results) == EACH, "the pages have too few lines of prose to edit"
    wrong = [words for found, words in results if found is (least == 0)]
    assert least <= sum(found for found, _ in results) <= most, "\n\n".join(wrong)
