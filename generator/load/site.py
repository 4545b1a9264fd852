"""The site's settings, from ``content/site.yaml`` and the command line."""

from __future__ import annotations

from pathlib import Path

from generator import files
from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location
from generator.files import yaml as yamlfile
from generator.model.site import Site, SiteSettings

CODES = (
    Code(
        "no-site",
        means="There is no site in this folder: `content/site.yaml` is missing.",
        mend=(
            "Run the command in a site's folder, name that folder with `--source`, or make a site."
        ),
        example="explainer new site my-site",
    ),
    Code(
        "site-settings",
        means="The site's settings, `content/site.yaml`, have a faulty field.",
        mend="Correct the field that is named.",
    ),
)


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
