"""Every link leads somewhere, or is told; what rests on a file that cannot be read is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.build import incremental as build
from generator.checks import references
from generator.diagnostics import Diagnostic

TIDES = Path(__file__).parents[2] / "sites" / "tides"
PAGES = {
    "en/fée.md": "Text.",
    "en/my page.md": "(à-propos)=\n## About",
    "en/guide/index.md": "[x](deep.md), [y](../how-high.md#the-figure), [z](../../fr/voisin.md)",
    "en/guide/deep.md": "Text.",
    "fr/voisin.md": "Texte.",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with two pages and a home in another language, and without what takes time to draw."""
    site = tmp_path / "site"
    for part in ("content", "templates", "static"):
        shutil.copytree(TIDES / part, site / part)
    for part in ("content/charts", "content/rules", "content/en", "content/fr"):
        shutil.rmtree(site / part)
    (site / "templates" / "card.svg").unlink()
    write(site, "en/index.md", "Words.")
    write(site, "fr/index.md", "Mots.")
    write(site, "en/how-high.md", "## The figure\n\nWords.")
    return site


def write(site: Path, name: str, body: str, front: str = "") -> None:
    path = site / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\ntitle: T\ntranslated: false\n{front}---\n{body}\n", "utf-8")


def found(site: Path) -> list[Diagnostic]:
    report = build.check(build.Options(site, Path()))
    return [one for one in report.diagnostics if not one.code.startswith("unused-")]


def told(site: Path) -> list[str]:
    return [f"{d.location.line} {d.code}" for d in found(site)]


def test_links_are_compared_as_they_are_read(site: Path) -> None:
    for name, body in PAGES.items():
        write(site, name, body)
    links = [
        "fée.md",
        "fe\u0301e.md",
        "f%C3%A9e.md",
        "<my page.md>",
        "my%20page.md#à-propos",
        "./how-high.md",
        "how-high.md?from=x#the-figure",
        "../fr/voisin.md",
        "guide/deep.md",
        "guide/index.md",
        "../guide/",
        "/en/how-high/",
        "../how-high/",
        "../data/",
        "/data/tides.csv",
        "https://example.org/x",
        "#here",
    ]
    write(site, "en/links.md", "## Here\n\n" + "\n".join(f"[x]({link})" for link in links))
    assert told(site) == []
    output = site.parent / "public"
    build.build(build.Options(site, output))
    page = (output / "en/links/index.html").read_text("utf-8")
    assert 'href="/en/how-high/?from=x#the-figure"' in page
    assert 'href="/fr/voisin/"' in page


DEAD = {
    "nope.md": "unknown-page",
    "how-hihg.md": "unknown-page",
    "../fr/nope.md": "unknown-page",
    "../../x.md": "unknown-page",
    "how-high.md#nope": "unknown-heading",
    "#nope": "unknown-heading",
    "/how-high.md": "broken-link",
    "how-high/": "broken-link",
    "how-high.html": "broken-link",
    "report.pdf": "broken-link",
    "/en/nowhere/": "broken-link",
    "/static/css/site.css": "broken-link",
}


@pytest.mark.parametrize("link", DEAD)
def test_a_dead_link_is_an_error_with_a_remedy(site: Path, link: str) -> None:
    write(site, "en/links.md", f"Words.\n\nSee [x]({link}).")
    (fault,) = found(site)
    assert (fault.severity, fault.code, fault.hint != "") == ("error", DEAD[link], True)
    assert (fault.location.line, fault.location.column) == (7, 9)
    if "how-high" in link and "#" not in link:
        assert "how-high.md" in fault.hint or "'how-high'" in fault.hint


def test_what_links_may_lead_to_is_published() -> None:
    report = build.check(build.Options(TIDES, Path()))
    assert report.made is not None
    published = references._published(report.made.site, report.made.content)
    files = {path if "." in path else f"{path}index.html" for path in published}
    assert [file for file in files if not (TIDES / "expected" / file).is_file()] == []


def test_links_in_words_beside_pages_are_followed_too(site: Path) -> None:
    path = site / "content" / "glossary.yaml"
    text, words = path.read_text("utf-8"), "The moment when the tide stands highest."
    path.write_text(text.replace(words, "'[x](how-high.md)'"), "utf-8")
    assert told(site) == []
    path.write_text(text.replace(words, "'[x](nope.md)'"), "utf-8")
    assert [fault.code for fault in found(site)] == ["unknown-page"]


def test_a_heading_does_not_take_an_id_of_the_frame(site: Path) -> None:
    write(site, "en/a.md", "## Source 1\n\n## Main\n\n## Else\n\nClaimed. {cite}`sample`")
    frame = site / "templates" / "base.html"
    frame.write_text(frame.read_text("utf-8").replace("<main", '<main id="main"'), "utf-8")
    assert told(site) == ["5 taken-id", "7 taken-id"]


@pytest.mark.parametrize("file", ["stats.yaml", "sources.yaml", "glossary.yaml"])
def test_what_a_broken_file_defines_is_not_told_to_be_missing(site: Path, file: str) -> None:
    path = site / "content" / file
    path.write_text(path.read_text("utf-8").replace("\n  ", "\n\t", 1), "utf-8")
    (fault,) = found(site)
    assert (fault.location.file, fault.code) == (f"content/{file}", "yaml")
    assert "spaces" in fault.hint


def test_a_page_with_faults_is_not_told_to_be_missing(site: Path) -> None:
    write(site, "en/b.md", "x", front="odd: 1\n")
    write(site, "en/a.md", "[x](b.md)")
    assert told(site) == ["4 front-matter"]


FRONT = {
    'published: "2026-01-24"': "",
    "published: 2026-01-24T10:00:00": "",
    "date: 2018-11-20 16:33 +0100": "",
    "published: 2024-02-30": "4 yaml",
    "published: 2026-13-27": "4 yaml",
    'published: "2024-02-30"': "4 front-matter",
    "published: 2024-1-5": "4 front-matter",
    "published: [1]": "4 front-matter",
    "tags: [a]": "4 front-matter",
    "layout: x": "4 front-matter",
    "aliases: [a]": "4 front-matter",
    "template: nope": "4 missing-template",
    "\tdraft: true": "4 yaml",
    "slug: a/b": "4 front-matter",
    "slug: index.html": "4 front-matter",
    "<<<<<<< HEAD": "4 yaml",
}


@pytest.mark.parametrize("line", FRONT)
def test_faults_of_front_matter_stand_on_their_line(site: Path, line: str) -> None:
    write(site, "en/a.md", "x", front=f"{line}\n")
    assert told(site) == [FRONT[line]] * bool(FRONT[line])
    for fault in found(site):
        assert fault.hint
        assert "did you mean 'changes'" not in fault.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("+++\ntitle = 'x'\n+++\n", "YAML"),
        ("\n\n---\ntitle: x\n---\n", "delete what stands above"),
        ("----\ntitle: x\n----\n", "three hyphens"),
        ("---\ntitle: x\n", "end it"),
        ("words", "begin the file"),
    ],
)
def test_a_page_without_front_matter_says_what_to_type(site: Path, text: str, hint: str) -> None:
    (site / "content/en/a.md").write_text(text, "utf-8")
    (fault,) = found(site)
    assert hint in fault.hint


def test_an_explainer_that_nothing_leads_to_is_told(site: Path) -> None:
    front = "template: explainer\nsummary: x\nreviewed: 2026-01-01\n"
    write(site, "en/a.md", "x", front=front)
    assert "1 unlinked" in told(site)
    write(site, "en/a.md", "x", front=front + "order: 9\n")
    assert "1 unlinked" not in told(site)


def test_html_is_an_error_until_the_settings_allow_it(site: Path) -> None:
    write(site, "en/a.md", "H<sub>2</sub>O and {term}`<i>x</i> <high-water>`")
    assert told(site) == ["5 raw-html", "5 raw-html"]
    settings = site / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "raw_html: true\n", "utf-8")
    assert told(site) == []
    write(site, "en/a.md", "<span onclick='x'>y</span>")
    assert told(site) == ["5 raw-html"]
