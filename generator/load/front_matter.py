"""``content/LOCALE/**.md``: pages, each with its front matter, before the Markdown is parsed."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from generator import files
from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location
from generator.files import SourceText
from generator.files import yaml as yamlfile
from generator.files.yaml import YamlDocument
from generator.model.page import FrontMatter, Page
from generator.model.site import Locale, Site

CODES = (
    Code(
        "front-matter",
        means="The fields at the top of a page are missing, not closed, or have a fault.",
        mend=(
            "Begin the page with a line `---`, its fields, and another line `---`. The message "
            "names the field that is wrong."
        ),
        example="---\ntitle: How high the water rises\n---",
    ),
    Code(
        "empty-page",
        means="A page's file is empty.",
        mend="Write its front matter and its text, or delete the file.",
        example="---\ntitle: How high the water rises\n---",
    ),
    Code(
        "changed",
        means="A page was saved while the site was being built.",
        mend="Build again.",
    ),
)

FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def again(site: Site, page: Page) -> Page:
    """Return a page with its body, which is not kept.

    Raises:
        DiagnosticError: the file is not what it was.
    """
    now = load_page(site, page.locale, site.source / page.file)
    if now.digest != page.digest:
        message, hint = "the file changed while the site was being made", "build again"
        raise DiagnosticError(Diagnostic(Location(page.file), "error", "changed", message, hint))
    return now


def page_id(site: Site, locale: Locale, path: Path) -> str:
    """Return a page's id: its file's path below the language's folder, without the suffix."""
    root = site.source / "content" / locale.code
    id = path.as_posix().removeprefix(f"{root.as_posix()}/").removesuffix(".md")
    return unicodedata.normalize("NFC", id)


def load_page(site: Site, locale: Locale, path: Path) -> Page:
    """Read one page's front matter and body.

    Raises:
        DiagnosticError: the file is not text, or its front matter has faults.
    """
    source = files.read_text(site.source, path)
    match = FRONT.match(source.text)
    if match is None:
        raise _no_front_matter(source)
    document = yamlfile.parse(source, match[1], first_line=2)
    if document.value is None:
        document = YamlDocument(source.file, {}, document.node, first_line=2)
    front = yamlfile.bind(FrontMatter, document, code="front-matter")
    if site.is_explainer(front.template):
        missing = [name for name in ("summary", "reviewed") if not getattr(front, name)]
        if missing:
            place = document.locate(("template",), key=True)
            message = f"an explainer needs the field '{missing[0]}'"
            hint = "add it, or take another template"
            raise DiagnosticError(Diagnostic(place, "error", "front-matter", message, hint))
    body = source.text[match.end() :]
    id = page_id(site, locale, path)
    if id == "index" and front.slug:
        message = "the home page has no slug: it stands where its language begins"
        fault = Diagnostic(
            document.locate(("slug",), key=True), "error", "front-matter", message, "delete it"
        )
        raise DiagnosticError(fault)
    return Page(
        id=id,
        locale=locale,
        file=source.file,
        front=front,
        title_at=document.locate(("title",)),
        summary_at=document.locate(("summary",)),
        body=body if body.endswith("\n") else f"{body}\n",  # a rule looks beyond the last line
        body_line=source.text.count("\n", 0, match.end()) + 1,
        digest=source.digest,
        fields={
            **{
                name: document.locate((name,), key=True)
                for name in ("template", "reviewed", "slug", "nav", "section", "still_in")
                if name in document.value
            },
            **{
                f"changes.{position}": document.locate(("changes", position, "text"))
                for position in range(len(front.changes))
            },
            **{
                f"aliases.{position}": document.locate((name, position))
                for name in ("aliases", "redirect_from")
                if name in document.value
                for position in range(len(front.aliases))
            },
        },
        is_explainer=site.is_explainer(front.template),
        is_translated=site.is_translated,
        is_searched=site.has_search,
    )


def _no_front_matter(source: SourceText) -> DiagnosticError:
    """Say what is wrong with the top of a page that has no front matter."""
    place = Location(source.file)
    if not source.text.strip():
        message, hint = "the file is empty", "begin with ---, a line 'title: …', and ---"
        return DiagnosticError(Diagnostic(place, "error", "empty-page", message, hint))
    if source.text.startswith("---\n"):
        message, hint = "the front matter is never closed", "end it with a line that is only ---"
    else:
        message = "the front matter is missing"
        hint = "begin the file with ---, a line 'title: …', and ---"
        first = source.text.lstrip().split("\n")[0].strip()
        if first == "+++":
            hint = "write it as YAML, name: value, between two lines that are only ---"
        elif first == "---":
            hint = "delete what stands above the first line ---"
        elif re.fullmatch(r"-{2,}", first):
            hint = "its first and its last line have three hyphens each: ---"
        elif first.startswith("<<<<<<<"):
            hint = "a merge left a conflict: keep one of the two versions"
    return DiagnosticError(Diagnostic(place, "error", "front-matter", message, hint))
