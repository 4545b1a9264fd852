"""``templates/strings.yaml``: the templates' own words, in every language."""

from __future__ import annotations

import re

from generator import files
from generator.diagnostics import Code
from generator.files import yaml as yamlfile
from generator.load.loading import Loading
from generator.model.content import SECTIONS

CODES = (
    Code(
        "missing-string",
        means=(
            "The templates need a word that `templates/strings.yaml` does not have, or not in "
            "every language of the site."
        ),
        mend="Add it there, in every language.",
        example="skip: {en: Skip to the text, fr: Aller au texte}",
    ),
    Code(
        "bad-name",
        means="A name for a file or a folder has characters that do not belong in an address.",
        mend="Use small letters, digits and hyphens.",
        example="spring-tides",
    ),
)

FOLDERS = [f"{name}_folder" for name in SECTIONS]
FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def load(loading: Loading) -> None:
    """Read the words: a mapping of keys to words by language."""
    with loading.reporting(loading.site.source / "templates" / "strings.yaml"):
        _read(loading)


def _read(loading: Loading) -> None:
    site, content, found = loading.site, loading.content, loading.found
    path = site.source / "templates" / "strings.yaml"
    if not path.is_file():
        return
    document = yamlfile.parse(files.read_text(site.source, path))
    if document.value is None:
        return
    if not isinstance(document.value, dict):
        message = "expected keys, each with its words in every language"
        found.error(document.locate(), "yaml", message, "write: key: {en: Words, fr: Des mots}")
        return
    for key in document.value:
        words = document.value[key]
        for locale in site.locales:
            text = words.get(locale.code) if isinstance(words, dict) else None
            if not isinstance(text, str):
                message = f"the string '{key}' has no words for '{locale.code}'"
                place = document.locate((key,), key=True)
                found.error(place, "missing-string", message, f"add {locale.code}: …")
            elif key in FOLDERS and not FOLDER.fullmatch(text):
                message = f"'{text}' is no folder's name"
                place = document.locate((key, locale.code))
                found.error(place, "bad-name", message, "write small letters, digits and hyphens")
        content.strings[str(key)] = words if isinstance(words, dict) else {}
