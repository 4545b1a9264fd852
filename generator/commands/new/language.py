"""``explainer new language``: another language of a site, which begins with another one's words.

Its pages are copies that say which language they are still in; words beside pages and those of the
templates are lent until they are written, and one warning tells how many.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from generator import files
from generator.commands import schema
from generator.commands.new import writing
from generator.diagnostics import Code, Location, one_of
from generator.files import snapshot
from generator.files import yaml as yamlfile
from generator.language import cldr, tags
from generator.load import site as config
from generator.load.front_matter import FRONT
from generator.model.site import CODE, Locale, Site

CODES = (
    Code(
        "no-language",
        means="A language was to begin with the words of one that the site does not have.",
        mend="Name one of the site's languages, or none for the default one.",
        example="explainer new language es --from fr",
    ),
)
# Fields that a copy does not have: old addresses are those of the page that was copied.
ADDRESSES = re.compile(r"^(?:aliases|redirect_from):.*\n(?:[ \t-].*\n)*", re.MULTILINE)


def code(text: str) -> str:
    """Return a language's code, from the command line."""
    if not re.fullmatch(CODE, text) or tags.problem(tag(text)):
        raise argparse.ArgumentTypeError(f"'{text}' is no language's code: write es, or pt-br")
    return text


def tag(code: str) -> str:
    """Return the tag of a code in the usual letters: ``pt-BR`` for ``pt-br``."""
    language, *rest = code.split("-")
    return "-".join([language, *(one.upper() if len(one) == 2 else one.title() for one in rest)])


def entry(code: str) -> dict[str, object]:
    """Return what ``content/site.yaml`` says of a language that is to be translated."""
    return {"code": code, "tag": tag(code), "name": cldr.own_name(tag(code)), "unfinished": True}


def add(source: Path, code: str, base: str | None = None) -> list[Path]:
    """Begin a language with the pages of another one, by default the site's default language.

    A language that is there gets the pages that it does not have. Returns the files written.

    Raises:
        DiagnosticError: the site has no language ``base``, or its settings have faults.
    """
    site = config.load(source)
    known = [locale.code for locale in site.locales]
    if base is not None and base not in known:
        message = f"the site has no language '{base}'"
        raise writing.fault(
            Location("content/site.yaml"), message, one_of(base, known), code="no-language"
        )
    texts = copies(source, site.locale(base or site.default_locale.code), code)
    made = writing.written({path: text for path, text in texts.items() if not path.exists()})
    if code not in known:
        made.append(_listed(site, code))
        if (source / schema.FOLDER).is_dir():
            schema.write(source / schema.FOLDER, config.load(source).locales)
    return made


def copies(source: Path, base: Locale, code: str) -> dict[Path, str]:
    """Return the pages of a language as they begin in another one, by their files."""
    found = {}
    for name in snapshot.scan(source).under(f"content/{base.code}", ".md"):
        text = files.read_text(source, source / name).text
        front = FRONT.match(text)
        if front is None or re.search(r"^translated: *false\b", front[1], re.MULTILINE):
            continue
        fields = ADDRESSES.sub("", front[1])
        if not re.search(r"^still_in:", fields, re.MULTILINE):
            fields = f"still_in: {base.tag}\n{fields}"
        path = source / "content" / code / name.split("/", 2)[2]
        found[path] = f"---\n{fields}---\n{text[front.end() :]}"
    return found


def _listed(site: Site, code: str) -> Path:
    """Write a language below the last one that the settings list, and leave all else as it is."""
    path = config.path(site.source)
    text = files.read_text(site.source, path)
    said = yamlfile.dump(entry(code), as_given=True).strip()
    path.write_text(yamlfile.with_item(text, "locales", said), encoding="utf-8")
    return path
