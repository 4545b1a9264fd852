"""The site's settings, from ``content/site.yaml`` and the command line."""

from __future__ import annotations

import re
from pathlib import Path

from generator import files
from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location
from generator.files import yaml as yamlfile
from generator.model.site import CODE, RELATIVE, Site, SiteSettings

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


SEARCH = "search.html"
EXTENDS = re.compile(r"""\{%[-+]?\s*extends\s+["']([^"']+)["']""")
EXPLAINER = re.compile(r"\{%[-+]?\s*set\s+explainer\s*=\s*true\s*[-+]?%\}")


def path(source: Path) -> Path:
    """Return where the settings of the site in ``source`` are.

    Raises:
        DiagnosticError: there is no site there.
    """
    settings = source / "content" / "site.yaml"
    if not settings.is_file():
        message = "there is no site here: this file is missing"
        hint = "run this in a site's folder, give --source, or make one: explainer new site DIR"
        place = Location("content/site.yaml")
        raise DiagnosticError(Diagnostic(place, "error", "no-site", message, hint))
    return settings


def load(source: Path, base_url: str | None = None, drafts: bool = False) -> Site:
    """Read the settings of the site in ``source``.

    Raises:
        DiagnosticError: there is no site there, or its settings have faults.
    """
    document = yamlfile.parse(files.read_text(source, path(source)))
    settings = yamlfile.bind(
        SiteSettings, document, code="site-settings", context=_context(document.value)
    )
    relative = base_url == RELATIVE
    address = settings.base_url if relative or not base_url else base_url
    return Site(
        source,
        settings,
        address.rstrip("/") + "/",
        drafts,
        _explainers(source),
        is_relative=relative,
        has_search=(source / "templates" / SEARCH).is_file(),
    )


def _explainers(source: Path) -> frozenset[str]:
    """Return the templates that declare their pages explainers, or extend one that does."""
    extends: dict[str, str] = {}
    found = {"explainer"}
    for path in files.walk(source, "templates"):
        if path.suffix == ".html":
            text = files.read_bytes(source, path).decode(errors="replace")
            name = path.relative_to(source / "templates").as_posix().removesuffix(".html")
            if EXPLAINER.search(text):
                found.add(name)
            elif match := EXTENDS.search(text):
                extends[name] = match[1].removesuffix(".html")
    while more := {name for name, base in extends.items() if base in found} - found:
        found |= more
    return frozenset(found)


def _context(value: object) -> dict[str, tuple[str, ...]]:
    """Return the languages' codes before the settings are known to be sound.

    Where one of them is faulty that alone is told: none are asked of the words.
    """
    locales = value.get("locales") if isinstance(value, dict) else None
    if not isinstance(locales, list):
        return {}
    known = [one if isinstance(one, dict) else {} for one in locales]
    codes = [str(one.get("code", "")) for one in known]
    if not all(re.fullmatch(CODE, code) for code in codes) or len(set(codes)) < len(codes):
        return {}
    unfinished = (code for code, one in zip(codes, known, strict=True) if one.get("unfinished"))
    return {"locales": tuple(codes), "unfinished": tuple(unfinished)}
