"""``templates/strings.yaml``: the templates' own words, in every language."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping

from generator import files
from generator.diagnostics import Code, Diagnostic, Location
from generator.files import yaml as yamlfile
from generator.files.yaml import YamlDocument
from generator.language import typography
from generator.load.loading import Loading
from generator.model.content import SEARCH, SECTIONS
from generator.model.site import Site
from generator.model.written import Lent

READS = ("templates/strings.yaml",)

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
    Code(
        "placeholder",
        means=(
            "Words in `templates/strings.yaml` have a `{name}` that nothing fills in, or that the "
            "words in another language do not have."
        ),
        mend="Write the same names in every language, those that the template gives a value.",
        example="reviewed: {en: 'Reviewed on {date}.', fr: 'Révisé le {date}.'}",
    ),
)

# What the program itself fills in, by the beginning of the key.
FILLED = {
    "derivation_": {"count", "skipped", "column"},
    "rules_since": {"start", "end"},
    "rules_until": {"start", "end"},
    "rules_from_to": {"start", "end"},
    "rules_changes": {"changed", "count"},
}
FOLDERS = [f"{name}_folder" for name in (*SECTIONS, SEARCH)]
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
    for key, words in document.value.items():
        if not isinstance(key, str):
            message = f"'{str(key)[:60]}' is no key of a string"
            place = document.locate((key,), key=True)
            found.error(place, "bad-id", message, "write letters, digits and _, between quotes")
            continue
        written: dict[str, str] = {}
        for locale in site.locales:
            text = words.get(locale.code) if isinstance(words, dict) else None
            if text is None and locale.unfinished and (lent := _lent(words, site)):
                written[locale.code] = lent
                continue
            if not isinstance(text, str):
                message = f"the string '{key}' has no words for '{locale.code}'"
                place = document.locate((key,), key=True)
                found.error(place, "missing-string", message, f"add {locale.code}: …")
                continue
            written[locale.code] = typography.plain(text, locale.tag)
            if key in FOLDERS and not FOLDER.fullmatch(text):
                message = f"'{text}' is no folder's name"
                place = document.locate((key, locale.code))
                found.error(place, "bad-name", message, "write small letters, digits and hyphens")
        found.extend(_placeholders(document, key, written))
        content.strings[key] = written


def _lent(words: object, site: Site) -> Lent | None:
    """Return the words of the site's first language that has them, else of any."""
    given = words if isinstance(words, dict) else {}
    for code in (*(locale.code for locale in site.locales), *given):
        if isinstance(text := given.get(code), str):
            return Lent(typography.plain(text, code))
    return None


def _placeholders(
    document: YamlDocument, key: str, words: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Report braces that are no placeholder's, and names that one language has alone."""
    given = next((names for start, names in FILLED.items() if key.startswith(start)), None)
    names: dict[str, set[str]] = {}
    for code, text in words.items():
        place = document.locate((key, code))
        try:
            names[code] = _names(text)
        except ValueError:
            message = f"the braces in '{text[:60]}' hold no name"
            hint = "write {name}; a brace that is shown is written twice: {{"
            yield Diagnostic(place, "error", "placeholder", message, hint)
            return
        if given is not None and (strange := sorted(names[code] - given)):
            yield _strange(place, strange[0], given)
            del names[code]
            continue
        first = next(iter(names))
        strange, lost = sorted(names[code] - names[first]), sorted(names[first] - names[code])
        if strange:
            message = f"'{{{strange[0]}}}' is not in the words for '{first}'"
            hint = _instead([f"{{{name}}}" for name in lost])
            yield Diagnostic(place, "error", "placeholder", message, hint)
        elif lost:
            message = f"'{{{lost[0]}}}' is in the words for '{first}' and not in these"
            yield Diagnostic(place, "warning", "placeholder", message, "add it, or delete it there")


def _names(text: str) -> set[str]:
    """Return the placeholders of a text.

    Raises:
        ValueError: a brace has no partner, or holds anything but a name.
    """
    parsed = list(string.Formatter().parse(text))
    for _, name, form, conversion in parsed:
        if form or conversion or (name is not None and not name.isidentifier()):
            raise ValueError(text)
    return {name for _, name, _, _ in parsed if name}


def _instead(names: list[str]) -> str:
    return f"write {' or '.join(names)}" if names else "delete it"


def unfilled(site: Site, key: str, code: str, values: Iterable[str]) -> Diagnostic:
    """Return the fault of words with a placeholder for which a template gives no value."""
    path = site.source / "templates" / "strings.yaml"
    document = yamlfile.parse(files.read_text(site.source, path))
    strange = sorted(_names(document.value[key][code]).difference(values))
    return _strange(document.locate((key, code)), strange[0], values)


def _strange(place: Location, name: str, given: Iterable[str]) -> Diagnostic:
    hint = _instead([f"{{{one}}}" for one in sorted(given)])
    return Diagnostic(place, "error", "placeholder", f"nothing fills in '{{{name}}}'", hint)
