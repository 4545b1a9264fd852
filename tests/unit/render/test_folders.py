"""Folders of pages: their order, the way to them, and their place in the menu."""

from __future__ import annotations

import json
import re
from pathlib import Path

from support import plain

from generator.build.memory import MemoryBuilder
from generator.build.report import Options

PAGES = {
    "index": "title: Home\ntemplate: home",
    "first": "title: First\norder: 1",
    "guide/index": "title: Guide\norder: 2\nnav: The guide",
    "guide/zoo": "title: Zoo\norder: 1\ntemplate: explainer\nsummary: All.\nreviewed: 2026-11-24",
    "guide/emu": "title: Émeu",
    "guide/fox": "title: fox",
    "guide/deep/index": "title: Deep\norder: 2",
    "guide/deep/well": "title: Well",
    "last": "title: Last\norder: 3",
}
READING = ["first", "guide", "guide/zoo", "guide/deep", "guide/deep/well", "guide/emu"]
READING += ["guide/fox", "last"]
SECTIONS = "sections: [{id: law, label: {en: The law, fr: La loi}}]\n"
LINK = re.compile(r'<a href="/en/([^"]*?)/?"')


def write(folder: Path, settings: str = "", **fields: str) -> MemoryBuilder:
    """Write the site; ``fields`` are more of the front matter of pages right in the folder."""
    pages = {f"en/{id}.md": f"---\n{top}\ntranslated: false\n---\n" for id, top in PAGES.items()}
    for name, field in fields.items():
        pages[f"en/guide/{name}.md"] = f"---\n{field}\n" + pages[f"en/guide/{name}.md"][4:]
    site = plain(folder, pages, settings)
    return MemoryBuilder(Options(site, site / "public"))


def made(builder: MemoryBuilder) -> dict[str, str]:
    """Build the site; return its pages in English."""
    report = builder.make()
    assert not report.diagnostics
    return {
        path: data.decode() for path, data in report.files.items() if re.match(r"en/.*html", path)
    }


def nav(text: str, name: str) -> str:
    return text.partition(f'<nav class="{name}"')[2].partition("</nav>")[0]


def test_pages_follow_their_index_page_by_order_and_then_by_title(tmp_path: Path) -> None:
    builder = write(tmp_path)
    made(builder)
    listed = builder.make().files["llms.txt"].decode()
    paths = re.findall(r"/en/(.*?)/?index\.md", listed.partition("## Français")[0])
    assert [path for path in paths if path] == READING


def test_the_menu_and_the_footer_have_folders_within_folders(tmp_path: Path) -> None:
    html = made(write(tmp_path))["en/guide/deep/well/index.html"]
    below = ["guide", "guide/zoo", "guide/deep", "guide/deep/well", "guide/emu", "guide/fox"]
    assert LINK.findall(nav(html, "menu")) == ["first", "last", *below]
    assert LINK.findall(nav(html, "footer-sections")) == below
    assert '<summary aria-current="true">The guide</summary>' in html
    inner = nav(html, "menu").partition('<a href="/en/guide/">The guide</a><ul>')[2]
    innermost = inner.partition("<ul>")[2].partition("</ul>")[0]
    assert LINK.findall(innermost) == ["guide/deep/well"]


def test_a_folder_is_in_the_group_that_its_index_page_names(tmp_path: Path) -> None:
    html = made(write(tmp_path, SECTIONS, index="section: law"))["en/guide/emu/index.html"]
    below = ["guide", "guide/zoo", "guide/deep", "guide/deep/well", "guide/emu", "guide/fox"]
    assert LINK.findall(nav(html, "menu")) == ["first", "last", *below]
    assert html.count("The law") == 3  # on the button, above the list, in the footer


def test_pages_below_an_index_page_that_is_not_in_the_menu_are_not(tmp_path: Path) -> None:
    builder = write(tmp_path)
    page = tmp_path / "content" / "en" / "guide" / "index.md"
    page.write_text(page.read_text("utf-8").replace("order: 2\n", ""), "utf-8")
    html = made(builder)["en/guide/zoo/index.html"]
    assert LINK.findall(nav(html, "masthead-nav")) == ["first", "last"]
    assert LINK.findall(nav(html, "breadcrumbs")) == ["", "guide"]


def test_breadcrumbs_lead_from_the_home_page(tmp_path: Path) -> None:
    files = made(write(tmp_path))
    html = files["en/guide/deep/well/index.html"]
    crumbs = nav(html, "breadcrumbs")
    assert LINK.findall(crumbs) == ["", "guide", "guide/deep"]
    assert '<span aria-current="page">Well</span>' in crumbs
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    steps = json.loads(told)["itemListElement"]
    root = "http://localhost:8000/en/"
    assert [(step["name"], step["item"]["@id"]) for step in steps] == [
        ("A site", root),
        ("The guide", f"{root}guide/"),
        ("Deep", f"{root}guide/deep/"),
        ("Well", f"{root}guide/deep/well/"),
    ]
    assert LINK.findall(nav(files["en/guide/index.html"], "breadcrumbs")) == [""]
    assert "breadcrumbs" not in files["en/first/index.html"]


def test_previous_and_next_go_through_the_folder(tmp_path: Path) -> None:
    html = made(write(tmp_path))["en/guide/zoo/index.html"]
    assert re.findall(r'rel="(\w+)" href="/en/(.*?)/"', nav(html, "neighbours")) == [
        ("prev", "guide"),
        ("next", "guide/deep"),
    ]


def test_the_index_page_lists_its_folder_and_the_home_page_does_not(tmp_path: Path) -> None:
    files = made(write(tmp_path))
    listed = nav(files["en/guide/index.html"], "question-list")
    assert LINK.findall(listed) == ["guide/zoo", "guide/deep", "guide/emu", "guide/fox"]
    assert "<p>All.</p>" in listed
    assert LINK.findall(nav(files["en/index.html"], "question-list")) == ["first", "guide", "last"]


def test_an_index_page_whose_folder_is_empty_is_a_page_like_others(tmp_path: Path) -> None:
    site = plain(
        tmp_path, {"en/guide/index.md": f"---\n{PAGES['first']}\ntranslated: false\n---\n"}
    )
    html = made(MemoryBuilder(Options(site, site / "public")))["en/guide/index.html"]
    assert LINK.findall(nav(html, "masthead-nav")) == ["guide"]
    assert "breadcrumbs" not in html
    assert "question-list" not in html


def test_a_new_title_is_shown_by_the_pages_around_it(tmp_path: Path) -> None:
    builder = write(tmp_path)
    made(builder)
    page = tmp_path / "content" / "en" / "guide" / "deep" / "index.md"
    page.write_text(page.read_text("utf-8").replace("title: Deep", "title: Deeper"), "utf-8")
    files = made(builder)
    for path in ("en/guide/index.html", "en/guide/deep/well/index.html"):
        assert ">Deeper</a>" in files[path]


def test_a_folder_without_an_index_page_is_told(tmp_path: Path) -> None:
    builder = write(tmp_path)
    (tmp_path / "content" / "en" / "guide" / "deep" / "index.md").unlink()
    report = builder.make()
    (told,) = report.diagnostics
    assert (told.severity, told.code) == ("warning", "missing-index")
    assert told.location.file == "content/en/guide/deep/well.md"
    assert told.hint == "write content/en/guide/deep/index.md"
    html = report.files["en/guide/deep/well/index.html"].decode()
    assert LINK.findall(nav(html, "breadcrumbs")) == ["", "guide"]


def test_the_slug_of_an_index_page_names_its_folder(tmp_path: Path) -> None:
    builder = write(tmp_path, index="slug: trousse", zoo="slug: parc")
    files = made(builder)
    html = files["en/trousse/parc/index.html"]
    assert LINK.findall(nav(html, "breadcrumbs")) == ["", "trousse"]
    assert '"url": "http://localhost:8000/en/trousse/parc/"' in html
    assert LINK.findall(nav(files["en/trousse/deep/well/index.html"], "breadcrumbs"))[1:] == [
        "trousse",
        "trousse/deep",
    ]
    assert not [path for path in files if path.startswith("en/guide/")]
    page = tmp_path / "content" / "en" / "guide" / "index.md"
    page.write_text(page.read_text("utf-8").replace("slug: trousse", "slug: kit"), "utf-8")
    moved = made(builder)
    assert {path.replace("/kit/", "/trousse/") for path in moved} == files.keys()
    assert LINK.findall(nav(moved["en/first/index.html"], "menu"))[2:4] == ["kit", "kit/parc"]
