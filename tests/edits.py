"""Edits of a small site, of every kind that an editor, a designer or an accident may make."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from support import TIDES, copy

from generator import cli

LANGUAGES = ("en", "fr")
Edit = Callable[["Site", int], None]
EDITS: dict[str, Edit] = {}


def edit(function: Edit) -> Edit:
    EDITS[function.__name__] = function
    return function


class Site:
    """A copy of the golden site, and the ways to change it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def text(self, file: str) -> str:
        path = self.root / file
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def write(self, file: str, text: str) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, file: str, old: str, new: str) -> None:
        if old in self.text(file):
            self.write(file, self.text(file).replace(old, new))

    def yaml(self, file: str, change: Callable[[Any], None]) -> None:
        try:
            value = yaml.safe_load(self.text(file))
        except yaml.YAMLError:
            return
        if value is not None:
            change(value)
            self.write(file, yaml.safe_dump(value, allow_unicode=True, sort_keys=False))

    def pages(self, code: str = "en") -> list[str]:
        root = self.root / "content" / code
        return sorted(path.stem for path in root.glob("*.md"))

    def page(self, number: int) -> str:
        """Return a page's file: any of those of the first two languages."""
        files = [f"content/{code}/{id}.md" for code in LANGUAGES for id in self.pages(code)]
        return files[number % len(files)] if files else "content/en/index.md"

    def front(self, file: str, field: str, value: str | None) -> None:
        """Set a field of a page's front matter, or take it away."""
        lines = [line for line in self.text(file).split("\n") if not line.startswith(f"{field}:")]
        if value is not None:
            lines.insert(1, f"{field}: {value}")
        self.write(file, "\n".join(lines))


def fresh(folder: Path) -> Site:
    """Copy the golden site, with pages that list, link to and cite more than it has."""
    site = Site(copy(TIDES, folder))
    for code in LANGUAGES:
        words = '---\ntitle: Sources\nsummary: "All of them, {stat}`highest`."\ntemplate: sources\n'
        site.write(f"content/{code}/sources.md", f"{words}order: 9\n---\n[A](how-high.md)\n")
    return site


# Words, front matter, whole pages.


@edit
def body(site: Site, number: int) -> None:
    file = site.page(number)
    site.write(file, site.text(file) + f"\nMore words, {'and ' * (number % 3)}more.\n")


@edit
def body_uses(site: Site, number: int) -> None:
    uses = ("{stat}`ebb`", "{stat}`mean-height`", "{term}`high-water`", "[x](everything.md)")
    file = site.page(number)
    site.write(file, site.text(file) + f"\nSee {uses[number % 4]}. {{cite}}`sample`\n")


@edit
def title(site: Site, number: int) -> None:
    site.front(site.page(number), "title", f"Title {number % 3}")


@edit
def summary(site: Site, number: int) -> None:
    texts = ("Short.", '"At {stat}`highest`, said."', '"A *marked* summary."')
    site.front(site.page(number), "summary", texts[number % 3])


@edit
def order(site: Site, number: int) -> None:
    site.front(site.page(number), "order", (None, "1", "5")[number % 3])


@edit
def section(site: Site, number: int) -> None:
    site.front(site.page(number), "section", (None, "water")[number % 2])
    settings = "content/site.yaml"
    if "sections:" not in site.text(settings):
        groups = "sections: [{id: water, label: {en: Water, fr: Eau}}]\n"
        site.write(settings, site.text(settings) + groups)


@edit
def event(site: Site, number: int) -> None:
    changes = (
        ("causeway opens", "causeway is opened"),
        ("tags: [causeway]", "tags: [causeway, sea]"),
        ("en: Opening", "en: Opened"),
        ("date: 2023-03-25", "date: 2023-03"),
        ("opening:", "opened:"),
    )
    site.replace("content/timeline.yaml", *changes[number % 5])
    file = site.page(number)
    shown = (":tags: sea", ":events: opening", ":tags: all")[number % 3]
    site.write(file, site.text(file) + f"\n:::{{timeline}}\n{shown}\n:::\n")


@edit
def chart_event(site: Site, number: int) -> None:
    name = "content/charts/tides-by-hour"
    site.replace(f"{name}.yaml", "datasets: [tides]\n", "datasets: [tides]\nevents: [opening]\n")
    mark = 'data.event("opening")'
    site.replace(f"{name}.py", "title=None", f"title={mark}.words + {mark}.date")


@edit
def nav(site: Site, number: int) -> None:
    site.front(site.page(number), "nav", (None, "Short name")[number % 2])


@edit
def slug(site: Site, number: int) -> None:
    site.front(site.page(number), "slug", (None, "other", f"slug-{number % 2}")[number % 3])


@edit
def draft(site: Site, number: int) -> None:
    site.front(site.page(number), "draft", (None, "true")[number % 2])


@edit
def reviewed(site: Site, number: int) -> None:
    site.front(site.page(number), "reviewed", ("2026-11-24", "2001-02-03")[number % 2])


@edit
def template_of_page(site: Site, number: int) -> None:
    site.front(site.page(number), "template", ("page", "home", "sources", "none")[number % 4])


@edit
def heading(site: Site, number: int) -> None:
    file = site.page(number)
    site.replace(file, "(the-figure)=", ("(a-figure)=", "")[number % 2])
    site.write(file, site.text(file) + f"\n## Heading {number % 2}\n")


@edit
def add_page(site: Site, number: int) -> None:
    id = f"page-{number % 3}"
    link = site.pages()[number % len(site.pages())] if site.pages() else "index"
    for code in LANGUAGES:
        text = f"---\ntitle: Page {number % 3}\n---\nTo [there]({link}.md), {{stat}}`ebb`.\n"
        site.write(f"content/{code}/{id}.md", text)


@edit
def add_page_of_one_language(site: Site, number: int) -> None:
    text = "---\ntitle: Alone\ntranslated: false\nsummary: One.\n---\n<b>raw</b>\n"
    site.write(f"content/{LANGUAGES[number % 2]}/alone.md", text)


@edit
def rename_page(site: Site, number: int) -> None:
    ids = site.pages()
    if ids:
        id = ids[number % len(ids)]
        for code in LANGUAGES:
            path = site.root / "content" / code / f"{id}.md"
            if path.is_file():
                path.rename(path.with_name(f"renamed-{number % 2}.md"))


@edit
def delete_page(site: Site, number: int) -> None:
    ids = [id for id in site.pages() if id != "how-high"]
    for code in LANGUAGES if ids else ():
        (site.root / "content" / code / f"{ids[number % len(ids)]}.md").unlink(missing_ok=True)


@edit
def folder_of_pages(site: Site, number: int) -> None:
    for code in LANGUAGES:
        folder = site.root / "content" / code / "more"
        if number % 2 and folder.is_dir():
            shutil.rmtree(folder)
        else:
            site.write(
                f"content/{code}/more/index.md", "---\ntitle: More\n---\n[up](../index.md)\n"
            )


# Data, stats, sources, terms, charts.


@edit
def cell(site: Site, number: int) -> None:
    site.replace("content/data/tides.csv", *(("6,4.1", "6,4.2"), ("6,4.2", "6,4.1"))[number % 2])


@edit
def descriptor(site: Site, number: int) -> None:
    def change(value: Any) -> None:
        value["as_of"] = ("2026-11-24", "2026-11-25")[number % 2]
        value["publisher"]["fr"] = ("Personne", "Quelqu'un")[number % 2]

    site.yaml("content/data/tides.yaml", change)


@edit
def add_dataset(site: Site, number: int) -> None:
    if (site.root / "content/data/winds.csv").is_file() and number % 2:
        (site.root / "content/data/winds.csv").unlink()
        (site.root / "content/data/winds.yaml").unlink()
    else:
        named = site.text("content/data/tides.yaml").replace("tides", "winds")
        site.write("content/data/winds.yaml", named)
        site.write("content/data/winds.csv", site.text("content/data/tides.csv"))


@edit
def stat(site: Site, number: int) -> None:
    def change(value: Any) -> None:
        if number % 3 == 0 and "ebb" in value:
            value["ebb"]["round"] = (1, 0.1)[number % 2]
        elif number % 3 == 1 and "highest" in value:
            value["highest"]["label"]["en"] = f"label {number % 2}"
        else:
            value.pop("highest-hour", None)

    site.yaml("content/stats.yaml", change)


@edit
def lines_above_the_stats(site: Site, number: int) -> None:
    site.write("content/stats.yaml", "# a remark\n" + site.text("content/stats.yaml"))


@edit
def source(site: Site, number: int) -> None:
    def change(value: Any) -> None:
        if number % 2 and "sample" in value:
            value["sample"]["publisher"] = f"Publisher {number % 4}"
        else:
            value["unused"] = {"title": "Nobody's"}

    site.yaml("content/sources.yaml", change)


@edit
def term(site: Site, number: int) -> None:
    def change(value: Any) -> None:
        for words in value.values():
            words["definition"]["fr"] = ("Haute.", "Haute, {stat}`highest`.")[number % 2]

    site.yaml("content/glossary.yaml", change)


@edit
def chart_words(site: Site, number: int) -> None:
    def change(value: Any) -> None:
        value["title"]["en"] = ("The water rises", "It rises, by {stat}`ebb`")[number % 2]

    site.yaml("content/charts/tides-by-hour.yaml", change)


@edit
def chart_module(site: Site, number: int) -> None:
    file = "content/charts/tides-by-hour.py"
    site.replace(file, *(("height=200", "height=210"), ("height=210", "height=200"))[number % 2])


@edit
def chart_theme(site: Site, number: int) -> None:
    site.write("templates/chart-theme.yaml", ("axis: {grid: false}\n", "{}\n")[number % 2])


@edit
def agreed(site: Site, number: int) -> None:
    """Agree, where the pages have no faults; or change what was agreed, or take it away."""
    file = "content/agreed.yaml"
    if number % 4 == 0:
        (site.root / file).unlink(missing_ok=True)
    elif number % 4 == 1 and site.text(file):
        site.replace(file, "how-high", "index")
    else:
        cli.main(["agree", "--all", "--source", str(site.root)])


@edit
def published(site: Site, number: int) -> None:
    """Write down the numbers, change one of them, or take them away."""
    file = "content/published.yaml"
    if number % 4 == 0:
        (site.root / file).unlink(missing_ok=True)
    elif number % 4 == 1 and site.text(file):
        site.replace(file, "4.3", "4.4")
    else:
        cli.main(["agree", "--unpublished", "--source", str(site.root)])


# Templates, strings, static files, settings.


@edit
def template(site: Site, number: int) -> None:
    names = ("base", "page", "home", "404", "components/stat", "components/chart", "dataset")
    file = f"templates/{names[number % len(names)]}.html"
    site.write(file, site.text(file) + f"<!-- {number % 2} -->")


@edit
def include(site: Site, number: int) -> None:
    names = ('"part.svg"', '"part-" ~ locale.code ~ ".txt"', '"part.html" ignore missing')
    site.write("templates/part.svg", f"<!-- {number % 4} -->")
    for code in (*LANGUAGES, "de"):
        site.write(f"templates/part-{code}.txt", f"<!-- {code} {number % 5} -->")
    if number % 2:
        site.write("templates/part.html", f"<!-- {number % 7} -->")
    site.replace("templates/page.html", "<h1>", f"{{% include {names[number % 3]} %}}<h1>")


@edit
def string(site: Site, number: int) -> None:
    def change(value: Any) -> None:
        value["almost"]["fr"] = ("près de", "presque")[number % 2]
        if number % 3 == 0:
            value["data_folder"]["fr"] = ("donnees", "chiffres")[number % 2]
        if number % 3 == 1:
            value[f"unused-{number % 2}"] = {"en": "x", "fr": "x", "de": "x"}

    site.yaml("templates/strings.yaml", change)


@edit
def style(site: Site, number: int) -> None:
    site.write(
        "static/css/site.css", f'body {{ color: #{number % 3}22; background: url("dot.svg") }}'
    )


@edit
def picture(site: Site, number: int) -> None:
    site.write(
        "static/css/dot.svg", f'<svg xmlns="http://www.w3.org/2000/svg" id="a{number % 3}"/>'
    )


@edit
def static_file(site: Site, number: int) -> None:
    path = site.root / "static" / f"file-{number % 2}.txt"
    if path.is_file() and number % 3 == 0:
        path.unlink()
    else:
        site.write(f"static/file-{number % 2}.txt", f"{number % 3}")


@edit
def settings(site: Site, number: int) -> None:
    def change(value: Any) -> None:
        if number % 4 == 0:
            value["title"]["en"] = f"The tide {number % 3}"
        elif number % 4 == 1:
            value["freshness_days"] = (100, 3650)[number % 2]
        elif number % 4 == 2:
            value["base_url"] = f"https://example.org/{number % 3}/"
        else:
            value["locales"][1]["tag"] = ("fr-FR", "fr-CA")[number % 2]

    site.yaml("content/site.yaml", change)


@edit
def language(site: Site, number: int) -> None:
    """Add a language, or take it away: everywhere."""
    added = not (site.root / "content" / "de").is_dir()

    def speak(value: Any) -> None:
        if isinstance(value, dict) and "en" in value and "fr" in value:
            if added:
                value["de"] = value["en"]
            else:
                value.pop("de", None)
        for inner in value.values() if isinstance(value, dict) else value:
            if isinstance(inner, (dict, list)):
                speak(inner)

    def settle(value: Any) -> None:
        speak(value)
        value["locales"] = [locale for locale in value["locales"] if locale["code"] != "de"]
        if added:
            value["locales"].append({"code": "de", "tag": "de-DE", "name": "Deutsch"})

    for path in sorted(site.root.rglob("*.yaml")):
        file = path.relative_to(site.root).as_posix()
        if not file.startswith((".", "public")):
            site.yaml(file, settle if file == "content/site.yaml" else speak)
    if added:
        shutil.copytree(site.root / "content" / "en", site.root / "content" / "de")
    else:
        shutil.rmtree(site.root / "content" / "de")


# Accidents, and their mending.


@edit
def break_something(site: Site, number: int) -> None:
    broken = (
        ("templates/page.html", "{% if %}"),
        ("content/stats.yaml", "x: [\n"),
        (site.page(number), "{stat}`nothing-like-it`\n"),
        ("content/data/tides.csv", "25,high\n"),
        ("content/charts/tides-by-hour.py", "def chart(\n"),
        ("static/css/site.css", 'p { background: url("gone.svg") }'),
        (site.page(number), ":::{compare} a\n:::\n"),
        ("templates/components/stat.html", "{{ nothing.like_it }}"),
        ("content/site.yaml", "no_such_field: 1\n"),
    )
    file, text = broken[number % len(broken)]
    site.write(file, site.text(file) + text)


@edit
def front_matter_broken(site: Site, number: int) -> None:
    site.write(site.page(number), ("", "no front matter", "---\ntitel: x\n---\n")[number % 3])


@edit
def mend(site: Site, number: int) -> None:
    """Put everything back as it was at first, but what was added."""
    whole = fresh_texts()
    for file, data in whole.items():
        if number % 2 or not file.startswith("content/en/"):
            path = site.root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    if number % 2:
        for folder in ("de", "en/more", "fr/more"):
            shutil.rmtree(site.root / "content" / folder, ignore_errors=True)


@edit
def touch(site: Site, number: int) -> None:
    for path in (site.root / "content").rglob("*.*"):
        path.touch()


@edit
def leftovers(site: Site, number: int) -> None:
    """Leave what editors' programs leave: hidden files, back-ups."""
    site.write(f"content/en/.hidden-{number % 2}.md", "x")
    site.write("content/en/index.md~", f"{number}")
    site.write("templates/.base.html.swp", f"{number}")


_texts: dict[str, bytes] = {}


def fresh_texts() -> dict[str, bytes]:
    if not _texts:
        import tempfile

        with tempfile.TemporaryDirectory() as name:
            site = fresh(Path(name))
            _texts.update(
                (path.relative_to(site.root).as_posix(), path.read_bytes())
                for path in site.root.rglob("*")
                if path.is_file()
            )
    return _texts
