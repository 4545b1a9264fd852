"""What only drafts use is not published with the rest; a page's draft twin is called one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support import TIDES

from generator.build import pages
from generator.build.loaded import LoadedParts
from generator.build.memory import MemoryBuilder
from generator.build.report import Options
from generator.diagnostics import Diagnostics
from generator.files import snapshot


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for part in ("content", "templates", "static"):
        shutil.copytree(TIDES / part, tmp_path / part)
    data = tmp_path / "content" / "data"
    for suffix in ("csv", "yaml"):
        text = (data / f"tides.{suffix}").read_text().replace("name: tides", "name: secret")
        (data / f"secret.{suffix}").write_text(text.replace("tides.csv", "secret.csv"))
    charts = tmp_path / "content" / "charts"
    for suffix in ("py", "yaml"):
        text = (charts / f"tides-by-hour.{suffix}").read_text()
        text = text.replace("[tides]", "[secret]").replace("dataset: tides", "dataset: secret")
        (charts / f"hidden.{suffix}").write_text(text.replace('"tides"', '"secret"'))
    for code in ("en", "fr"):
        page(tmp_path, code, "draft: true\n")
    return tmp_path


def page(site: Path, code: str, more: str) -> None:
    text = f"---\ntitle: News\n{more}---\n:::{{chart}} hidden\n:::\n"
    (site / "content" / code / "news.md").write_text(text)


def hidden(site: Path, *, drafts: bool = False) -> set[str]:
    options = Options(site, site / "public", drafts=drafts)
    parts, found, seen = LoadedParts(options), Diagnostics(), snapshot.scan(site)
    made = parts.site(seen)
    files = pages.listed(made, seen)
    base = parts.content(made, seen, files, found)
    assert not found.failed, list(found)
    parsed = {file.name: pages.read(made, file)[0] for file in files}
    content, _ = pages.gather(made, base, files, parsed)
    listed = {f"{kind}:{id}" for kind in ("charts", "data") for id in content.section(kind)}
    every = {f"charts:{id}" for id in content.charts} | {f"data:{id}" for id in content.datasets}
    return every - listed


def test_a_drafts_chart_and_data_are_hidden(site: Path) -> None:
    assert hidden(site) == {"charts:hidden", "data:secret"}
    assert hidden(site, drafts=True) == set()


def test_one_published_use_publishes_them(site: Path) -> None:
    page(site, "en", "translated: false\n")
    assert hidden(site) == set()


def test_a_published_stat_publishes_its_data(site: Path) -> None:
    stats = site / "content" / "stats.yaml"
    words = "label: {en: a, fr: b}"
    stats.write_text(
        f"{stats.read_text()}\nmost: {{dataset: secret, aggregate: max, field: height, {words}}}\n"
    )
    index = site / "content" / "en" / "index.md"
    plain = index.read_text()
    index.write_text(f"{plain}\n{{stat}}`most`\n")
    assert hidden(site) == {"charts:hidden"}
    index.write_text(plain)
    terms = site / "content" / "glossary.yaml"
    terms.write_text(
        f"{terms.read_text()}\nneap: {{term: {{en: n, fr: n}}, "
        "definition: {en: '{stat}`most`', fr: '{stat}`most`'}}\n"
    )
    assert hidden(site) == {"charts:hidden"}, "the glossary uses it"


def test_nothing_of_a_draft_is_in_the_site_until_it_is_none(site: Path) -> None:
    builder = MemoryBuilder(Options(site, site / "public"))
    report = builder.make()
    assert not report.failed, report.diagnostics
    there = [path for path in report.files if "hidden" in path or "secret" in path]
    assert there == []
    assert not [one for one in report.diagnostics if "unused" in one.code]
    text = b"".join(data for path, data in report.files.items() if path.endswith((".html", "json")))
    assert b"secret.csv" not in text
    for code in ("en", "fr"):
        page(site, code, "")
    report = builder.make([site / "content" / code / "news.md" for code in ("en", "fr")])
    assert not report.failed, report.diagnostics
    assert {"data/secret.csv", "en/charts/hidden/index.html"} <= report.files.keys()


def test_a_draft_twin_is_called_a_draft(site: Path) -> None:
    page(site, "en", "")
    report = MemoryBuilder(Options(site, site / "public")).make()
    (fault,) = [one for one in report.diagnostics if one.code == "missing-translation"]
    assert fault.message == "this page's translation is a draft: content/fr/news.md"
    assert "draft: true" in fault.hint
