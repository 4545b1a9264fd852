"""The editor's journey: save a file, see the page change; break it, mend it, see it again."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from pathlib import Path

import pytest
from browsing import violations
from playwright.sync_api import BrowserContext, expect
from serving import Reader, add, free_port, serving, write

from generator.commands.new import site as scaffold

PAGE = "content/en/index.md"
SECTIONS = "\n\n".join(f"## Part {n}\n\n{'Some words. ' * 120}" for n in range(1, 13))
LONG = f"""---
title: Long
translated: false
---

{SECTIONS}

<details><summary>Open me</summary>What was shut away.</details>

A word with a note.[^1]

[^1]: The note.

## The end

{"Last words. " * 300}
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with the real templates, its charts drawn."""
    folder = tmp_path_factory.mktemp("prepared") / "site"
    scaffold.make(folder, ["en", "fr"])
    (folder / "content/en/long.md").write_text(LONG)
    settings = folder / "content/site.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}raw_html: true\n", "utf-8")
    with serving(folder) as (preview, _):
        preview.wait_for("pictures drawn")
    return folder


@pytest.fixture
def site(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "site"))


def test_a_save_reaches_the_reader(site: Path, context: BrowserContext) -> None:
    with serving(site) as (preview, url):
        reader = Reader(context, url + "en/")
        file = site / PAGE
        reader.expect_after(lambda: add(file, "Written in place."), "Written in place.")
        second = file.read_text().replace("Written in place.", "Put in its place.")
        reader.expect_after(lambda: write(file, second), "Put in its place.")
        expect(reader.main).not_to_contain_text("Written in place.")
        preview.wait_for(r"\d\d:\d\d:\d\d content/en/index\.md: \d+ files, \d+ ms")


@pytest.mark.parametrize(
    ("above", "in_place"), [("Put in above. " * 200, True), ("## Put in\n\nPut in above.\n", False)]
)
def test_the_reader_stays_where_they_stood(
    site: Path, context: BrowserContext, above: str, in_place: bool
) -> None:
    with serving(site) as (_, url):
        reader = Reader(context, url + "en/long/#answers=yes,no")
        page = reader.page
        page.evaluate("document.fonts.ready")
        part = page.get_by_role("heading", name="Part 8")
        page.locator("details").last.evaluate("(details) => { details.open = true; }")
        note = page.locator("#fnref1")
        note.evaluate("(link) => link.focus({preventScroll: true})")
        part.evaluate("(heading) => scrollBy(0, heading.getBoundingClientRect().top + 150)")
        before = part.evaluate("(heading) => heading.getBoundingClientRect().top")
        pixels = page.evaluate("scrollY")
        text = (site / "content/en/long.md").read_text()
        longer = text.replace("## Part 3", above + "\n\n## Part 3")
        reader.expect_after(lambda: write(site / "content/en/long.md", longer), "Put in above.")
        reader.wait_until_settled()
        assert reader.marked == in_place
        after = part.evaluate("(heading) => heading.getBoundingClientRect().top")
        assert abs(after - before) < 2
        assert page.evaluate("scrollY") > pixels + 50
        assert page.locator("details").last.evaluate("(details) => details.open")
        assert page.evaluate("document.activeElement.id") == "fnref1"
        assert page.url.endswith("#answers=yes,no")
        assert page.evaluate("sessionStorage.length") == 0


WORDS = """---
title: Words
translated: false
---

The highest was {stat}`highest`, in a *long* storm.

- one
- two [linked](how-high.md)

## A heading

Some last words.
"""
# What is written for what, and whether the page that is open takes it without being loaded anew.
WRITTEN = (
    ("in a *long* storm", "in a very *long* storm", True),
    ("a very *long* storm", "a *very* long storm & 1 < 2", True),
    ("- one\n", "- one\n- one and a half\n- one `and` more\n", True),
    ("- one and a half\n- one `and` more\n", "", True),
    ("[linked](how-high.md)", "[linked](long.md)", True),
    ("A heading", "A headland", False),
    ("Some last words.", "Some words.\n\nAnd a paragraph.\n\n> Quoted.", True),
    ("And a paragraph.\n\n", "", True),
    ("The highest was", "Say {stat}`highest`, and the highest", False),
    ("title: Words", "title: Other words", True),
    ("> Quoted.", ":::{callout} Called\nOut.\n:::", False),
    ("Some words.", "```\nA & B\n```\n\nSome words.", True),
)
MARKUP = "all => all.map((one) => one.outerHTML)"
SEEN = 'document.documentElement.outerHTML.replace(/ data-version="[^"]*"/, \'\')'


def test_words_change_where_they_stand(site: Path, context: BrowserContext) -> None:
    file = site / "content/en/words.md"
    file.write_text(text := WORDS)
    with serving(site) as (preview, url):
        reader = Reader(context, url + "en/words/")
        for old, new, in_place in WRITTEN:
            assert old in text
            reader.mark()
            text = text.replace(old, new)
            write(file, text)
            preview.wait_for(r"words\.md: \d+ files")
            fresh = Reader(context, url + "en/words/")
            expect(reader.main).to_have_text(fresh.main.inner_text(), use_inner_text=True)
            assert reader.marked == in_place, new
            reader.wait_until_connected()
            assert reader.page.evaluate(SEEN) == fresh.page.evaluate(SEEN), new
            fresh.page.close()


def test_a_browser_tells_when_a_page_is_seen(site: Path, context: BrowserContext) -> None:
    with serving(site) as (_, url):
        reader = Reader(context, url + "en/how-high/")
        reader.wait_until_sent("shown", 1)
        add(site / "content/en/how-high.md", "A word more.")
        reader.wait_until_sent("shown", 2)
        expect(reader.main).to_contain_text("A word more.")
        assert reader.loads == 1
        template = site / "templates/page.html"
        write(template, template.read_text().replace("</body>", '<hr id="end"></body>', 1))
        expect(reader.page.locator("#end")).to_be_attached()
        reader.wait_until_sent("shown", 1)
        assert reader.loads == 2


def test_pages_are_there_before_charts_are_drawn(
    prepared: Path, tmp_path: Path, context: BrowserContext
) -> None:
    site = Path(shutil.copytree(prepared, tmp_path / "site"))
    shutil.rmtree(site / ".explainer")
    with serving(site) as (preview, url):
        reader = Reader(context, url + "en/")
        picture = reader.page.request.get(url + "en/charts/tides-by-hour/chart.png")
        assert picture.headers["content-type"] == "image/png", "it is waited for"
        preview.wait_for("pictures drawn")
        expect(reader.main.locator("figure svg text").first).to_be_attached()
        assert reader.marked, "the drawing took the place of a frame"


def test_a_drawing_changes_where_it_stands(site: Path, context: BrowserContext) -> None:
    file = site / "content/data/tides.csv"
    with serving(site) as (preview, url):
        reader = Reader(context, url + "en/")
        picture = reader.main.locator(".chart-picture:visible").first
        for old, new, in_place in (("2.9", "3.4", True), ("3.4", "2.6", False)):
            if not in_place:
                picture.hover()
                expect(picture.locator(".chart-tip")).to_be_visible()
            reader.mark()
            write(file, file.read_text().replace(old, new, 1))
            preview.wait_for(r"tides\.csv: \d+ files")
            expect(reader.main.locator("figure tr").filter(has_text=new)).to_have_count(1)
            reader.wait_until_connected()
            assert reader.marked == in_place
            fresh = Reader(context, url + "en/")
            drawings = [one.main.locator("figure svg") for one in (reader, fresh)]
            shown, wanted = (
                one.evaluate_all("all => all.map((one) => one.outerHTML)") for one in drawings
            )
            assert shown == wanted
            fresh.page.close()


def test_an_open_note_stays_open(site: Path, context: BrowserContext) -> None:
    with serving(site) as (_, url):
        reader = Reader(context, url + "en/how-high/")
        reader.page.locator(".stat-button").first.click()
        note = reader.page.locator(".note:popover-open")
        expect(note).to_be_visible()
        reader.expect_after(
            lambda: add(site / "content/en/how-high.md", "Under the note."), "Under the note."
        )
        expect(note).to_be_visible()


def test_data_that_the_page_asked_for(site: Path, context: BrowserContext) -> None:
    with serving(site) as (_, url):
        asked, other = (Reader(context, url + "en/long/") for _ in range(2))
        asked.page.evaluate("fetch('/data/tides.csv').then((answer) => answer.text())")
        asked.sent.clear()
        file = site / "content/data/tides.csv"
        write(file, file.read_text().replace("2.9", "2.7", 1))
        asked.wait_until_connected()
        assert not asked.marked
        assert other.marked


def test_style_changes_without_a_reload(site: Path, context: BrowserContext) -> None:
    with serving(site) as (preview, url):
        reader = Reader(context, url + "en/")
        sheets = reader.page.locator("link[rel=stylesheet]")
        count = sheets.count()
        # What is on another page is nothing to this one.
        add(site / "content/en/long.md", "Elsewhere.")
        preview.wait_for(r"content/en/long\.md: \d+ files")
        for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)", "rgb(1, 2, 3)"):
            add(site / "static/css/site.css", f"main {{ outline-color: {colour}; }}")
            expect(reader.main).to_have_css("outline-color", colour)
        expect(sheets).to_have_count(count)
        assert reader.marked


def test_errors_lie_over_the_page_until_they_are_mended(
    site: Path, context: BrowserContext
) -> None:
    with serving(site) as (preview, url):
        reader = Reader(context, url + "en/")
        file = site / PAGE
        good = file.read_text()
        line = len(good.splitlines()) + 2
        add(file, "Up to {stat}`higest` metres")
        alert = reader.page.get_by_role("alert")
        expect(alert).to_be_visible()
        expect(alert).to_contain_text(f"content/en/index.md:{line}:7 error[unknown-stat]")
        expect(alert).to_contain_text("Up to {stat}`higest` metres\n" + " " * 10 + "^")
        expect(alert).to_contain_text("highest")
        preview.wait_for(rf"en/index\.md:{line}:7 error\[")
        assert violations(reader.page) == []
        assert reader.page.request.get(url + "en/").ok, "the last good page is still served"
        expect(reader.main).to_be_visible()
        # One who comes now is told at once; Tab and Enter put the errors away.
        late = Reader(context, url + "en/long/")
        expect(late.page.get_by_role("alert")).to_be_visible()
        late.page.keyboard.press("Tab")
        late.page.keyboard.press("Tab")
        late.page.keyboard.press("Enter")
        expect(late.page.get_by_role("alert")).to_be_hidden()
        file.write_text(good)
        expect(alert).to_be_hidden()
        assert reader.marked, "the page is what it was: no reload"


def test_the_faulty_word_is_in_sight_on_a_phone(site: Path, context: BrowserContext) -> None:
    with serving(site) as (_, url):
        reader = Reader(context, url + "en/")
        reader.page.set_viewport_size({"width": 390, "height": 844})
        add(site / PAGE, "These words stand before the one that is wrong: {stat}`higest` metres")
        excerpt = reader.page.get_by_role("alert").locator("pre")
        expect(excerpt).to_be_visible()
        left, width = excerpt.evaluate(
            """(pre) => {
                const at = document.createRange(), text = pre.firstChild;
                at.setStart(text, text.length - 1);
                at.setEnd(text, text.length);
                return [at.getBoundingClientRect().left, innerWidth];
            }"""
        )
        assert 0 < left < width


def test_a_site_that_was_never_good(site: Path, context: BrowserContext) -> None:
    file = site / PAGE
    good = file.read_text()
    add(file, "{stat}`no-such-number`")
    with serving(site) as (_, url):
        reader = Reader(context, url + "en/")
        expect(reader.page.locator("pre")).to_contain_text("content/en/index.md")
        add(file, "{stat}`nor-this-one`")
        expect(reader.page.locator("pre")).to_contain_text("nor-this-one")
        reader.expect_after(lambda: file.write_text(good), "Replace this summary")


def test_pages_that_go_and_come(site: Path, context: BrowserContext) -> None:
    with serving(site) as (_, url):
        reader = Reader(context, url + "en/long/")
        (site / "content/en/long.md").unlink()
        expect(reader.page.get_by_role("heading", name="404")).to_be_attached()
        home = reader.page.locator("main a[href]").first
        assert home.get_attribute("href") == "/en/"

        waiting = Reader(context, url + "en/new/folder/page/")
        folder = site / "content/en/new/folder"
        folder.mkdir(parents=True)
        text = "---\ntitle: New\ntranslated: false\n---\nIn a new folder.\n"
        waiting.expect_after(lambda: (folder / "page.md").write_text(text), "In a new folder.")
        waiting.expect_after(lambda: add(folder / "page.md", "And edited."), "And edited.")


def test_every_browser_is_told(site: Path, context: BrowserContext) -> None:
    other = context.browser
    assert other
    with serving(site) as (_, url), other.new_context() as second:
        readers = [Reader(one, url + "en/") for one in (context, second, context)]
        add(site / PAGE, "For all of you.")
        for reader in readers:
            expect(reader.main).to_contain_text("For all of you.")


def test_a_hundred_saves_in_five_seconds(site: Path, context: BrowserContext) -> None:
    with serving(site) as (preview, url):
        reader = Reader(context, url + "en/long/")
        file = site / "content/en/long.md"

        def save() -> None:
            for number in range(1, 101):
                text = f"{LONG}\nSave {number} of many.\n"
                write(file, text) if number % 2 else file.write_text(text)
                time.sleep(0.05)  # the pace is the test

        saving = threading.Thread(target=save)
        saving.start()
        expect(reader.main).to_contain_text("Save 100 of many.")
        saving.join()
        write(file, LONG + "\nThe very last.\n")
        expect(reader.main).to_contain_text("The very last.")
        reader.page.wait_for_load_state("load")
        preview.interrupt()
        makes = sum(bool(re.search(r"long\.md: \d+ files", line)) for line in preview.rest())
        assert 1 < makes <= 101
        assert reader.loads <= makes + 1, "no page is loaded twice for one make"


def test_a_preview_that_comes_back(site: Path, context: BrowserContext) -> None:
    port = free_port()
    with serving(site, port) as (preview, url):
        reader = Reader(context, url + "en/")
        assert preview.interrupt() == 0
        assert "Traceback" not in "".join(preview.rest())
    add(site / PAGE, "While nobody watched.")
    with serving(site, port):
        expect(reader.main).to_contain_text("While nobody watched.")


def test_a_page_from_elsewhere_hears_nothing(site: Path, context: BrowserContext) -> None:
    with serving(site) as (_, url):
        page = context.new_page()
        page.goto("data:text/html,<title>elsewhere</title>")
        answer = page.evaluate(
            """(url) => new Promise((tell) => {
                const socket = new WebSocket(url);
                socket.onopen = () => tell("open");
                socket.onerror = () => tell("refused");
            })""",
            url.replace("http", "ws") + "livereload",
        )
        assert answer == "refused"


def test_a_taken_port(site: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(site, port) as (preview, url):
            assert preview.printed[0].startswith(f"Port {port} is taken; this is ")
            assert url != f"http://127.0.0.1:{port}/"
