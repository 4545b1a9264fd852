"""``explainer new``: what it makes passes every check, and takes the place of nothing."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml
from crawler import Crawl, over_http
from pages_server import serving_pages
from run_workflow import Job, Runner
from support import LONG, ROOT, SKELETON, git, small

from generator import cli
from generator.build.memory import MemoryBuilder
from generator.build.report import Options, Report
from generator.commands.new import inferring, parts
from generator.commands.new import site as new_site
from generator.diagnostics import DiagnosticError
from generator.files import SourceText
from generator.files import yaml as yamlfile
from generator.render.drawings import LendingView

CORNERS = [[0, 0], [0, 1], [1, 1], [0, 0]]
SHAPE = {
    "type": "Feature",
    "properties": {},
    "geometry": {"type": "Polygon", "coordinates": [CORNERS]},
}


def new(*words: str) -> int:
    return cli.main(["new", *words])


def test_what_is_made_passes_every_check_and_is_made_once(
    tides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "templates", tides / "templates", dirs_exist_ok=True)
    shutil.copytree(ROOT / "static", tides / "static", dirs_exist_ok=True)
    table = tides.parent / "Waves.csv"
    table.write_text("Année;Hauteur de l'eau\n2001;1,5\n2002;\n", "utf-8")
    shapes = tides.parent / "coast.geojson"
    shapes.write_text(json.dumps({"type": "FeatureCollection", "features": [SHAPE]}), "utf-8")
    for words in (
        ("page", "spring-tides"),
        ("dataset", "waves", "--from", str(table)),
        ("dataset", "winds"),
        ("chart", "waves-by-year", "--dataset", "waves"),
        ("map", "coast", "--from", str(shapes), "--dataset", "waves"),
    ):
        assert new(*words, "--source", str(tides)) == 0
        capsys.readouterr()
        assert new(*words, "--source", str(tides)) == 1
        assert "error[exists]" in capsys.readouterr().err
    french = (tides / "content" / "fr" / "spring-tides.md").read_text("utf-8")
    assert "template: explainer" in french
    assert "Texte à remplacer." in french
    assert 'data["waves"]' in (tides / "content" / "charts" / "waves-by-year.py").read_text("utf-8")
    assert new("chart", "other", "--dataset", "wave", "--source", str(tides)) == 1
    assert "did you mean 'waves'?" in capsys.readouterr().err
    assert new("map", "other", "--from", str(table), "--source", str(tides)) == 1
    assert "error[no-outlines]" in capsys.readouterr().err
    edit(tides / "content" / "data" / "waves.yaml", "as_of:", "sources: [sample]\nas_of:")
    assert "&" not in (tides / "content" / "data" / "waves.yaml").read_text("utf-8")
    assert cli.main(["check", "--source", str(tides)]) == 0
    assert capsys.readouterr().err == ""


def test_a_page_in_a_new_folder_comes_with_the_index_pages_above_it(
    tides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "templates", tides / "templates", dirs_exist_ok=True)
    shutil.copytree(ROOT / "static", tides / "static", dirs_exist_ok=True)
    for name, made in (
        ("shore/sand/crabs", ["shore/index", "shore/sand/index", "shore/sand/crabs"]),
        ("shore/rocks", ["shore/rocks"]),
        ("sky/index", ["sky/index"]),
    ):
        assert new("page", name, "--source", str(tides)) == 0
        files = [tides / "content" / code / f"{id}.md" for id in made for code in ("en", "fr")]
        assert capsys.readouterr().out.splitlines() == [f"made {file}" for file in files]
    index = (tides / "content" / "en" / "shore" / "sand" / "index.md").read_text("utf-8")
    assert index.startswith("---\ntitle: Sand\n")
    assert "template: page" in index
    assert cli.main(["check", "--source", str(tides)]) == 0
    assert capsys.readouterr().err == ""


def test_a_name_leads_out_of_no_folder(tides: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("page", "../outside", "--source", str(tides)) == 1
    assert "error[bad-name]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("cells", "kind", "notation"),
    [
        (["2001", "1999"], "year", {}),
        (["2001", "2101"], "integer", {}),
        (["2023-03", "2023-12"], "yearmonth", {}),
        (["2023-03-25", "2024-02-29"], "date", {}),
        (["2023-03-25", "2023-02-30"], "string", {}),
        (["true", "false"], "boolean", {}),
        (["007", "12"], "string", {}),
        (["-3", "0", ""], "integer", {}),
        (["1.5", "2"], "number", {}),
        (["1,5", "2,25"], "number", {"decimalChar": ","}),
        (["1\u00a0200", "950"], "integer", {"groupChar": "\u00a0"}),
        (["1'200.5 %", "9.1 %"], "number", {"groupChar": "'", "bareNumber": False}),
        (["$5", "$6"], "integer", {"bareNumber": False}),
        (["$5", "6 %"], "string", {}),
        (["Route 1", "Route 2"], "string", {}),
        (["", ""], "string", {}),
    ],
)  # fmt: skip
def test_what_a_column_holds_is_seen(
    cells: list[str], kind: str, notation: dict[str, object], tides: Path
) -> None:
    file = tides.parent / "table.csv"
    file.write_text("id;cells\n" + "".join(f"{n};{c}\n" for n, c in enumerate(cells)), "utf-8")
    parts.dataset(tides, "table", file)
    made = yaml.safe_load((tides / "content" / "data" / "table.yaml").read_text("utf-8"))
    _, column = made["schema"]["fields"]
    assert column.pop("type") == kind
    assert column.pop("constraints", {}) == ({} if "" in cells else {"required": True})
    assert {key: value for key, value in column.items() if key not in ("name", "title")} == notation


@pytest.mark.parametrize(
    ("text", "names", "key"),
    [
        ("a,b\n1,x\n2,x\n", ["a", "b"], ("a",)),
        ("a,b,c\nx,2001,1\nx,2002,1\ny,2001,1\n", ["a", "b", "c"], ("a", "b")),
        ("a,b,c\nx,2001,31\nx,2002,32\ny,2001,33\n", ["a", "b", "c"], ("a", "b")),
        ("a,b\nx,31\nx,32\n", ["a", "b"], ("b",)),
        ("a,b\n1.5,x\n2.5,x\n", ["a", "b"], ()),
        ("Année,Année,,1\n1,2,3,4\n", ["Annee", "Annee_2", "column_3", "column_1"], ("Annee",)),
    ],
)  # fmt: skip
def test_what_tells_rows_apart_is_seen_and_names_are_made_fit(
    text: str, names: list[str], key: tuple[str, ...]
) -> None:
    found = inferring.table(SourceText("a.csv", text, ""))
    assert [column.name for column in found.columns] == names
    assert found.key == key
    assert found.text.splitlines()[0] == ",".join(names)
    assert found.text.splitlines()[1:] == text.splitlines()[1:]


@pytest.mark.parametrize("text", ["", "a,b\n", "a,b\n1\n", 'a,b\n"1,2\n'])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(DiagnosticError, match="no table"):
        inferring.table(SourceText("a.csv", text, ""))


def workflow(site: Path, hub: Path, event: str) -> dict[str, Job]:
    """Run a new site's own workflow on this machine, on its last commit."""
    hub.mkdir(exist_ok=True)
    github = {"event_name": event, "ref": "refs/heads/main"}
    instead = {} if LONG else {"make setup": f"ln -s {sys.prefix} .venv"}
    runner = Runner(site, git(site, "rev-parse", "HEAD"), hub, github, instead=instead)
    return runner.run(site / ".github" / "workflows" / "pages.yml")


def test_a_site_is_published_as_made(somebody: None, tmp_path: Path) -> None:
    site, hub = tmp_path / "site", tmp_path / "hub"
    assert new("site", str(site), "--languages", "fr") == 0
    assert new("site", str(site)) == 1
    (site / "content" / "fr" / "dropped.md").write_text(
        "---\ntitle: Déposée\ndescription: Une page.\ndate: 2026-01-02\n---\nTexte.\n"
    )
    git(site, "init", "--quiet", "--initial-branch=main")
    git(site, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(site, "add", ".")
    git(site, "commit", "--quiet", "--message", "A site")
    jobs = workflow(site, hub, "push")
    assert {name: job.result for name, job in jobs.items()} == {
        "build": "success",
        "deploy": "success",
    }, jobs["build"].printed
    assert "warning" not in jobs["build"].printed.lower()
    published = hub / "published"
    home = (published / "index.html").read_text("utf-8")
    assert "<h1>Titre à remplacer</h1>" in home
    assert '<html lang="fr' in home
    assert not (published / "fr").exists()
    with serving_pages() as server:
        base = "https://owner.github.io/repo/"
        server.add(published, base)
        crawl = Crawl(base, over_http(server.server_port)).run(base, f"{base}sitemap.xml")
    assert crawl.broken == []
    assert f"{base}donnees/tides/" in crawl.found
    dropped = (published / "dropped" / "index.html").read_text("utf-8")
    assert "Une page." in dropped
    assert "2\u00a0janvier 2026" in dropped
    with (site / "content" / "fr" / "dropped.md").open("a") as page:
        page.write("{stat}`nothing`\n")
    git(site, "commit", "--quiet", "--all", "--message", "A slip")
    jobs = workflow(site, hub, "pull_request")
    assert (jobs["build"].result, jobs["deploy"].result) == ("failure", "skipped")


def test_a_site_has_the_languages_that_were_asked_for_in_their_order(tmp_path: Path) -> None:
    new_site.make(tmp_path / "site", ["fr", "en"])
    content = tmp_path / "site" / "content"
    settings = (content / "site.yaml").read_text("utf-8")
    assert settings.index("{code: fr") < settings.index("{code: en")
    assert {path.name for path in content.iterdir() if (path / "index.md").exists()} == {"en", "fr"}


@pytest.mark.parametrize("codes", ["", "en,", "en,en", "EN", "qq"])
def test_languages_that_cannot_be_are_refused(tmp_path: Path, codes: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        new("site", str(tmp_path / "x"), "--languages", codes)
    assert not (tmp_path / "x").exists()


def test_a_site_says_what_is_to_be_replaced(tmp_path: Path) -> None:
    new_site.make(tmp_path / "site", new_site.bundled())
    for path in (tmp_path / "site" / "content").glob("*/*.md"):
        assert re.search(r"^title: .*\b([Rr]eplace|remplacer)\b", path.read_text("utf-8"), re.M)


@pytest.mark.parametrize(
    ("remote", "said"),
    [
        ("https://host.example/who/name.git", "git+https://host.example/who/name.git"),
        ("https://who:token@host.example/name", "git+https://host.example/name"),
        ("git@host.example:who/name.git", "git+https://host.example/who/name.git"),
        ("ssh://git@host.example:22/who/name", "git+https://host.example/who/name"),
        ("/somewhere/name", "file:///here"),
        ("", "file:///here"),
    ],
)
def test_a_site_names_the_commit_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remote: str, said: str
) -> None:
    told = {"config": remote, "rev-parse": "c0ffee"}
    monkeypatch.setattr(new_site, "_git", lambda word, *_: told[word])
    new_site.make(tmp_path / "site", new_site.bundled())
    line = (tmp_path / "site" / new_site.GENERATOR).read_text("utf-8")
    here = said.replace("/here", ROOT.as_posix())
    assert line == f"explainer @ {here}{'@c0ffee' if 'git+' in said else ''}\n"


def test_what_a_site_installs_is_pinned_as_the_program_is_tested() -> None:
    def pins(lock: Path) -> set[tuple[str, ...]]:
        text = re.sub(r"#.*", "", lock.read_text("utf-8"))
        return {tuple(one.split()) for one in re.split(r"\n(?=\S)", text) if "==" in one}

    needed, tested = pins(SKELETON / "requirements.lock"), pins(ROOT / "requirements.lock")
    assert needed
    assert needed < tested


# A language that is being translated.


def other(tides: Path, *words: str) -> Path:
    """Add Spanish to the small site; return the site's folder."""
    assert new("language", "es", "--source", str(tides), *words) == 0
    return tides


def build(site: Path) -> Report:
    """Build a site's files in memory; nothing may be an error."""
    report = MemoryBuilder(Options(site, site / "public")).make()
    assert [str(one) for one in report.diagnostics if one.severity == "error"] == []
    return report


def told(report: Report) -> list[str]:
    return [one.message for one in report.diagnostics if one.code == "untranslated"]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_language_begins_with_the_words_of_another_and_one_warning(tides: Path) -> None:
    site = small(tides.parent / "small")
    before = (site / "content" / "site.yaml").read_text("utf-8").splitlines()
    report = build(other(site))
    (warning,) = [one for one in report.diagnostics if one.code == "untranslated"]
    assert re.fullmatch(r"'es' lacks \d\d texts and 2 pages", warning.message)
    assert "content/data/tides.yaml (7)" in warning.hint
    after = (site / "content" / "site.yaml").read_text("utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert added == ["  - {code: es, tag: es, name: Español, unfinished: true}"]
    assert [line for line in after if line not in added] == before
    page = report.files["es/how-high/index.html"].decode()
    assert '<html lang="es">' in page
    assert "the highest water of the sample day" in page
    assert b'href="/es/"' in report.files["en/index.html"]


def test_what_is_written_is_counted_no_more_and_at_last_nothing_is_lent(tides: Path) -> None:
    site = small(tides.parent / "small")
    other(site)
    content = site / "content"
    first = told(build(site))
    edit(content / "glossary.yaml", "term: {en: high water", "term: {es: pleamar, en: high water")
    lacking = [int(re.findall(r"\d+", said)[0]) for said in (*first, *told(build(site)))]
    assert lacking[1] == lacking[0] - 1
    edit(content / "es" / "how-high.md", "still_in: en-CA\n", "")
    assert "and 1 pages" in told(build(site))[0]
    edit(content / "site.yaml", ", unfinished: true", "")
    report = MemoryBuilder(Options(site, site / "public")).make()
    assert {one.code for one in report.diagnostics} == {"site-settings"}


def test_a_page_that_is_not_translated_is_held_to_nothing_of_its_language(tides: Path) -> None:
    site = other(small(tides.parent / "small"))
    page = site / "content" / "en" / "how-high.md"
    page.write_text(f"{page.read_text('utf-8')}\n(more)=\n## More\n\n{{cite}}`sample`\n")
    french = site / "content" / "fr" / "how-high.md"
    french.write_text(f"{french.read_text('utf-8')}\n(more)=\n## Plus\n\n{{cite}}`sample`\n")
    assert "heading-parity" not in {one.code for one in build(site).diagnostics}
    edit(site / "content" / "es" / "how-high.md", "still_in: en-CA\n", "")
    report = MemoryBuilder(Options(site, site / "public")).make()
    assert "heading-parity" in {one.code for one in report.diagnostics}


def test_a_chart_takes_words_from_the_first_language_that_has_them() -> None:
    view = LendingView("es", 320, True, lenders=("en", "fr"))
    assert view.words(fr="mois", en="month") == "month"
    assert view.words(fr="mois", es="mes") == "mes"
    assert view.words(fr="mois") == "mois"
    with pytest.raises(LookupError):
        view.words(de="Monat")


def test_a_language_that_is_there_gets_the_pages_that_it_lacks(tides: Path) -> None:
    site = other(small(tides.parent / "small"), "--from", "fr")
    settings = (site / "content" / "site.yaml").read_text("utf-8")
    page = site / "content" / "es" / "how-high.md"
    assert "still_in: fr-CA" in page.read_text("utf-8")
    home = site / "content" / "es" / "index.md"
    home.write_text("---\ntitle: Casa\n---\n", "utf-8")
    page.unlink()
    other(site)
    assert "Casa" in home.read_text("utf-8")
    assert "still_in: en-CA" in page.read_text("utf-8")
    assert (site / "content" / "site.yaml").read_text("utf-8") == settings


def test_what_is_made_is_to_be_translated(tides: Path) -> None:
    site = other(small(tides.parent / "small"))
    first = told(build(site))[0]
    parts.dataset(site, "winds")
    parts.page(site, "new")
    text = (site / "content" / "es" / "new.md").read_text("utf-8")
    assert text.startswith("---\nstill_in: en-CA\ntitle: New\n")
    before, after = (
        [int(n) for n in re.findall(r"\d+", one)] for one in (first, *told(build(site)))
    )
    assert after == [before[0] + 6, before[1] + 1]


def test_old_addresses_are_those_of_the_page_that_was_copied(tides: Path) -> None:
    site = small(tides.parent / "small")
    old = "aliases:\n- /old/\n- /older/\ntitle: en"
    edit(site / "content" / "en" / "index.md", "title: en", old)
    other(site)
    text = (site / "content" / "es" / "index.md").read_text("utf-8")
    assert text.startswith("---\nstill_in: en-CA\ntitle: en\n")


@pytest.mark.parametrize(
    ("listed", "item"),
    [
        ("locales: [{code: en, tag: en}| ] # all", ", {code: es}"),
        ("locales:\n- code: en\n  tag: en\n|# end\ntitle: x\n", "- {code: es}\n"),
        ("a: 1\nlocales:\n  - {code: en} # a|", "\n  - {code: es}"),
        ("locales:\n  - code: en\n    name: >-\n      E\n      F\n|b: 2", "  - {code: es}\n"),
    ],
)
def test_an_item_is_added_to_a_list_as_it_is_written(listed: str, item: str) -> None:
    source = SourceText("site.yaml", listed.replace("|", ""), "")
    assert yamlfile.with_item(source, "locales", "{code: es}") == listed.replace("|", item)


def test_a_language_that_cannot_be_is_refused(
    tides: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        new("language", "Klingon", "--source", str(tides))
    assert new("language", "es", "--from", "de", "--source", str(tides)) == 1
    assert "error[no-language]" in capsys.readouterr().err
    assert not (tides / "content" / "es").exists()


def test_a_site_in_another_language_alone_begins_with_what_there_is(tmp_path: Path) -> None:
    site = tmp_path / "site"
    new_site.make(site, ["es"])
    assert [path.name for path in (site / "content").glob("*/index.md")] == ["index.md"]
    report = build(site)
    assert len(told(report)) == 1
    page = report.files["index.html"].decode()
    assert '<html lang="es">' in page
    assert 'lang="en-CA"' in page
    assert "Skip to the text" in page
