"""The site's settings, from ``content/site.yaml`` and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from generator import files
from generator.diagnostics import Diagnostic, DiagnosticError, Location
from generator.files import yaml as yamlfile
from generator.model import Locale, SiteSettings


@dataclass(frozen=True)
class Site:
    """A site's settings for one run. ``base_url`` ends with a slash and may have a path."""

    source: Path
    settings: SiteSettings
    base_url: str
    drafts: bool = False

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The site's languages, the default one first."""
        return tuple(self.settings.locales)

    @property
    def default_locale(self) -> Locale:
        """The language of whoever says nothing."""
        return self.settings.locales[0]

    def locale(self, code: str) -> Locale:
        """Return the language of that code; KeyError if the site has none."""
        for locale in self.settings.locales:
            if locale.code == code:
                return locale
        raise KeyError(code)

    def url(self, path: str) -> str:
        """Return the root-relative address of a published path: ``/base/en/deal/``."""
        return urlsplit(self.base_url).path + quote(path)

    def absolute_url(self, path: str) -> str:
        """Return the whole address of a published path."""
        return self.base_url + quote(path)


def load(source: Path, base_url: str | None = None, drafts: bool = False) -> Site:
    """Read the settings of the site in ``source``.

    Raises:
        DiagnosticError: there is no site there, or its settings have faults.
    """
    path = source / "content" / "site.yaml"
    if not path.is_file():
        message = "there is no site here: this file is missing"
        hint = "run this in a site's folder, give --source, or make one: explainer new site DIR"
        raise DiagnosticError(
            Diagnostic(Location("content/site.yaml"), "error", "no-site", message, hint)
        )
    document = yamlfile.parse(files.read_text(source, path))
    codes = _codes(document.value)
    settings = yamlfile.bind(
        SiteSettings, document, code="site-settings", context={"locales": codes}
    )
    address = base_url or settings.base_url
    return Site(source, settings, address.rstrip("/") + "/", drafts)


def _codes(value: object) -> tuple[str, ...]:
    """Return the languages' codes before the settings are known to be sound."""
    locales = value.get("locales") if isinstance(value, dict) else None
    if not isinstance(locales, list):
        return ()
    return tuple(str(locale.get("code")) for locale in locales if isinstance(locale, dict))
