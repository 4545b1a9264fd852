"""An output is rebuilt exactly when something that it read has changed, and says why."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from edits import Site
from support import TIDES, copy

from generator.build import incremental
from generator.build.report import Options, Report
from generator.commands import why
from generator.trace import Input, InputTable, Later, Reader, printed


def test_what_is_read_is_written_down() -> None:
    def a(name: str) -> Input[str]:
        return Input.of(name * 2)

    def b(name: str) -> Input[int]:
        return Input(3, "digest")

    reader = Reader(InputTable((a, b)))
    assert (reader.read(a, "x"), reader.read(b)) == ("xx", 3)
    assert reader.record == {"a:x": "'xx'", "b:": "digest"}


def test_an_input_is_made_once_and_a_later_one_when_it_is_read() -> None:
    made: list[str] = []

    def a(name: str) -> Later[None]:
        return Later(lambda: made.append(name), "digest")

    table = InputTable((a,))
    assert table.changed({"a:x": "digest"}) == set()
    assert made == []
    Reader(table).read(a, "x")
    assert made == ["x"]


def test_what_is_not_there_any_more_has_changed() -> None:
    values = {"x": 1}

    def a(name: str) -> Input[int]:
        return Input.of(values[name])

    table = InputTable((a,))
    assert table.changed({"a:x": "1", "a:y": "1"}) == {"a:y"}
    assert table.changed({"a:x": "2"}) == {"a:x"}


def test_long_values_are_known_by_their_digest() -> None:
    assert printed((1, "a")) == "(1, 'a')"
    assert printed("a" * 99) != printed("a" * 98)
    assert len(printed("a" * 99)) == 32


# One edit each, and all that is made anew.


@pytest.fixture(scope="module")
def built(with_drawings: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = with_drawings(copy(TIDES, tmp_path_factory.mktemp("trace") / "site"))
    incremental.build(Options(folder, folder / "public"))
    return folder


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Site:
    return Site(shutil.copytree(built, tmp_path / "site", symlinks=True))


def made(site: Site) -> Report:
    report = incremental.build(Options(site.root, site.root / "public"))
    assert not report.failed, report.diagnostics
    return report


def after(site: Site, edit: Callable[[], object]) -> set[str]:
    edit()
    return made(site).rebuilt


def named(paths: set[str], *wanted: str) -> set[str]:
    """Return those of the paths that begin or end as one of the wanted does."""
    return {path for path in paths if path.startswith(wanted) or path.endswith(wanted)}


SEARCH = {"en/search/index.html", "en/search/index.json"}


def test_a_body(site: Site) -> None:
    page = "content/en/how-high.md"
    assert after(site, lambda: site.write(page, site.text(page) + "\nMore.\n")) == {
        "en/how-high/index.html",
        "en/search/index.json",
    }


def test_a_time_stamp(site: Site) -> None:
    assert after(site, (site.root / "content/en/index.md").touch) == set()


def test_a_title_is_shown_by_the_lists_too(site: Site) -> None:
    page = "content/en/how-high.md"
    rebuilt = after(site, lambda: site.front(page, "title", "How high?"))
    assert {"en/how-high/index.html", "en/index.html"} <= rebuilt
    assert not named(rebuilt, "fr/", "sitemap.xml", "data/", ".css", "en/charts/tides-by-hour/c")


def test_a_page_more_and_a_page_less(site: Site) -> None:
    text = "---\ntitle: More\ntranslated: false\n---\nMore.\n"
    rebuilt = after(site, lambda: site.write("content/en/more.md", text))
    assert rebuilt >= {"en/more/index.html", "en/index.html", "sitemap.xml"}
    assert not named(rebuilt, "fr/", "en/how-high/", "en/data/")
    rebuilt = after(site, (site.root / "content/en/more.md").unlink)
    assert rebuilt == SEARCH | {
        "en/index.html",
        "llms.txt",
        "sitemap.xml",
    }
    assert not (site.root / "public/en/more").exists()


def test_a_cell(site: Site) -> None:
    rebuilt = after(site, lambda: site.replace("content/data/tides.csv", "15,2.7", "15,2.8"))
    assert "data/tides.csv" in rebuilt
    assert named(rebuilt, "en/data/tides/", "en/charts/tides-by-hour/")
    # The highest water is another row's; the list of the data shows no row at all.
    assert not named(rebuilt, "en/how-high/", "en/data/index.html", "datapackage.json")
    assert "sitemap.xml" not in rebuilt


def test_lines_that_move_change_nothing(site: Site) -> None:
    file = "content/stats.yaml"
    assert after(site, lambda: site.write(file, "# A remark.\n" + site.text(file))) == set()


def test_a_token_is_read_by_what_stands_alone(site: Site) -> None:
    rebuilt = after(
        site, lambda: site.write("static/css/tokens.css", ":root { --series-1: #111; }")
    )
    files = named(rebuilt, "chart.svg", "chart.png", ".png")
    assert {"en/charts/tides-by-hour/chart.svg", "fr/graphiques/tides-by-hour/chart.svg"} < files
    assert rebuilt - files == named(rebuilt, "assets/css/tokens.")


def test_a_template_is_read_by_those_that_include_it(site: Site) -> None:
    site.write("templates/part.html", "one")
    site.replace("templates/not-found.html", "<h1>", '{% include "part.html" %}<h1>')
    assert after(site, lambda: None) == {"404.html"}
    assert after(site, lambda: site.write("templates/part.html", "two")) == {"404.html"}
    assert after(site, lambda: site.write("templates/alone.html", "two")) == set()


def test_a_name_that_a_template_computes_may_be_any(site: Site) -> None:
    site.write("templates/part-1.txt", "one")
    site.replace("templates/not-found.html", "<h1>", '{% include "part-" ~ 1 ~ ".txt" %}<h1>')
    assert after(site, lambda: None) == {"404.html"}
    assert after(site, lambda: site.write("templates/part-1.txt", "two")) == {"404.html"}


def test_a_string_is_read_in_one_language(site: Site) -> None:
    rebuilt = after(site, lambda: site.replace("templates/strings.yaml", "près de", "presque"))
    assert named(rebuilt, "fr/")
    assert not named(rebuilt, "en/", "index.html") - named(rebuilt, "fr/")


def test_settings_that_no_page_shows(site: Site) -> None:
    file = "content/site.yaml"
    change = lambda: site.replace(file, "freshness_days: 3650", "freshness_days: 3000")  # noqa: E731
    assert after(site, change) == set()
    rebuilt = after(site, lambda: site.replace(file, "The tide, explained", "The tide"))
    assert {"en/index.html", "fr/index.html", "404.html"} <= rebuilt


def test_a_picture_takes_its_style_sheet_and_its_readers_along(site: Site) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    rebuilt = after(site, lambda: site.write("static/css/dot.svg", svg))
    assert len(named(rebuilt, "assets/css/")) == 2
    assert {"en/index.html", "404.html"} <= rebuilt
    assert not named(rebuilt, "data/", "sitemap.xml")


def test_rules(site: Site) -> None:
    file = "content/rules/causeway.yaml"
    rebuilt = after(site, lambda: site.replace(file, "It stands above", "It is high above"))
    assert rebuilt == {
        *("en/causeway/index.html", "fr/chaussee/index.html"),
        *("en/search/index.json", "fr/recherche/index.json"),
    }


def test_why_an_output_was_last_rebuilt(site: Site) -> None:
    options = Options(site.root, site.root / "public")
    page = "content/en/how-high.md"
    after(site, lambda: site.write(page, site.text(page) + "\nMore.\n"))
    after(site, lambda: site.replace("templates/strings.yaml", "près de", "presque"))
    reasons = incremental.reasons(options)
    assert reasons["en/how-high/index.html"] == ("document:en:how-high",)
    assert reasons["robots.txt"] == ()
    told = list(why.tree(incremental.check(options), "en/how-high/", reasons).lines())
    assert told[-2:] == [
        "└─ last rebuilt because of a change",
        "   └─ document en:how-high",
    ]
