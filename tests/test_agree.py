"""``explainer agree``, and what a build says of what it wrote down."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from edits import Site
from support import TIDES, copy

from generator import cli
from generator.build import incremental
from generator.commands import agree
from generator.model.agreed import Agreed

Said = pytest.CaptureFixture[str]
PAGE, OTHER = "content/en/how-high.md", "content/fr/how-high.md"
DATA = "content/data/tides.csv"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(copy(TIDES, tmp_path))


def run(site: Site, *words: str) -> int:
    return cli.main([*words, "--source", str(site.root)])


def faults(site: Site) -> list[str]:
    """What a build would say, as ``severity code file:line message``."""
    found = agree.read_site(site.root).found
    return [
        f"{one.severity} {one.code} {one.location.file}:{one.location.line} {one.message}"
        for one in found
    ]


def correct(site: Site, file: str, day: int) -> None:
    """Add an entry to a page's corrections."""
    entry = f"changes:\n  - {{date: 2026-11-2{day}, text: Corrected.}}\n"
    field = "changes:\n" if "\nchanges:\n" in site.text(file) else "---\n"
    kept = "" if field in entry else field
    site.write(file, site.text(file).replace(field, kept + entry, 1))


def record(site: Site, name: str) -> dict[str, dict[str, dict[str, object]]]:
    found: dict[str, dict[str, dict[str, object]]] = yaml.safe_load(
        site.text(f"content/{name}.yaml")
    )
    return found


def fingerprints(site: Site) -> dict[str, dict[str, str]]:
    return Agreed.model_validate(yaml.safe_load(site.text("content/agreed.yaml"))).pages["how-high"]


def test_nothing_is_asked_of_a_page_that_was_never_agreed(site: Site, capsys: Said) -> None:
    assert run(site, "agree", "index") == 0
    site.replace(PAGE, "The data is", "The data was")
    assert faults(site) == []
    assert run(site, "agree") == 0
    assert "how-high was never read in every language\n" in capsys.readouterr().out


def test_a_section_waits_until_it_is_agreed(site: Site, capsys: Said) -> None:
    assert run(site, "agree", "how-high") == 0
    assert "agreed how-high: top, the-figure\n" in capsys.readouterr().out
    before = fingerprints(site)
    site.replace(PAGE, "The data is", "The data was")
    changed = "has changed in content/en/how-high.md since the page was last read"
    [fault] = faults(site)
    assert fault.startswith(f"error stale-translation {OTHER}:11 this section {changed}")
    assert run(site, "agree") == 0
    assert capsys.readouterr().out.startswith(f"how-high#the-figure {changed}")
    assert run(site, "agree", "how-high#the-figure") == 0
    assert capsys.readouterr().out == "agreed how-high: the-figure\n"
    assert faults(site) == []
    after = fingerprints(site)
    assert after["top"] == before["top"]
    assert after["the-figure"]["fr"] == before["the-figure"]["fr"]
    assert after["the-figure"]["en"] != before["the-figure"]["en"]


def test_where_both_sides_changed_the_first_language_is_told(site: Site) -> None:
    run(site, "agree", "how-high")
    site.replace(PAGE, "The data is", "The data was")
    site.replace(OTHER, "Ce sont", "C'étaient")
    [fault] = faults(site)
    assert fault.startswith(f"error stale-translation {PAGE}:10 ")
    assert f"{PAGE} and {OTHER}" in fault


@pytest.mark.parametrize("codes", [("en", "fr"), ("fr",)])
def test_a_new_section_is_told_once(site: Site, codes: tuple[str, ...]) -> None:
    run(site, "agree", "how-high")
    for code in codes:
        file = f"content/{code}/how-high.md"
        site.write(file, site.text(file) + "\n(more)=\n## More\n\nMore.\n")
    found = [one for one in faults(site) if "stale-translation" in one]
    place = f"content/{codes[0]}/how-high.md"
    assert [one.split(":")[0] for one in found] == [f"error stale-translation {place}"]
    assert "this section is new" in found[0]


def test_a_section_that_is_gone_on_one_side_is_told_on_the_other(site: Site) -> None:
    run(site, "agree", "how-high")
    site.write(PAGE, site.text(PAGE).partition("(the-figure)=")[0])
    found = [one for one in faults(site) if "stale-translation" in one]
    assert len(found) == 1
    assert found[0].startswith(f"error stale-translation {OTHER}:11 ")
    for file in (PAGE, OTHER):
        site.write(file, site.text(file).partition("(the-figure)=")[0])
    assert [one for one in faults(site) if "stale-translation" in one] == []
    run(site, "agree", "how-high")
    assert list(record(site, "agreed")["pages"]["how-high"]) == ["top"]


def test_in_a_plain_page_it_is_a_warning(site: Site) -> None:
    run(site, "agree", "--all")
    site.front("content/fr/index.md", "title", "Autre")
    assert [one.split()[:2] for one in faults(site)] == [["warning", "stale-translation"]]


def test_all_pages_are_agreed_at_once_and_the_file_stays_the_same(site: Site) -> None:
    run(site, "agree", "--all")
    text = site.text("content/agreed.yaml")
    assert text.startswith("# yaml-language-server: $schema=../schema/agreed.json\n# Written by")
    assert list(record(site, "agreed")["pages"]) == ["causeway", "everything", "how-high", "index"]
    assert run(site, "agree", "--all") == 0
    assert site.text("content/agreed.yaml") == text


def test_a_draft_keeps_what_was_agreed_of_it(site: Site) -> None:
    run(site, "agree", "--all")
    for file in (PAGE, OTHER):
        site.front(file, "draft", "true")
    before = site.text("content/agreed.yaml")
    run(site, "agree", "--all")
    assert site.text("content/agreed.yaml") == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("how-hihg", "no page 'how-hihg' is there in several languages, did you mean 'how-high'?"),
        ("how-high#figure", "'how-high' has no section 'figure', did you mean 'the-figure'?"),
        ("index#top", "'index' was never read as a whole, begin with: explainer agree index"),
    ],
)
def test_what_is_not_there_cannot_be_agreed(site: Site, name: str, said: str, capsys: Said) -> None:
    run(site, "agree", "how-high")
    before = site.text("content/agreed.yaml")
    assert run(site, "agree", name) == 1
    assert f"error[nothing-to-agree] {said}\n" in capsys.readouterr().err
    assert site.text("content/agreed.yaml") == before


def test_a_page_with_errors_is_not_agreed(site: Site, capsys: Said) -> None:
    site.replace(OTHER, "{stat}`highest` mètres. Ce", "{stat}`higest` mètres. Ce")
    for words in (["how-high"], ["--all"]):
        assert run(site, "agree", *words) == 1
        assert "error[unknown-stat]" in capsys.readouterr().err
    assert not site.text("content/agreed.yaml")
    assert run(site, "agree", "index") == 0


def test_a_record_that_was_broken_is_not_written_over(site: Site, capsys: Said) -> None:
    run(site, "agree", "--all")
    site.replace("content/agreed.yaml", "top: {", "top: {de: x, ")
    before = site.text("content/agreed.yaml")
    assert run(site, "agree", "--all") == 1
    assert "error[bad-record]" in capsys.readouterr().err
    assert site.text("content/agreed.yaml") == before


# What was published.


def test_the_numbers_are_those_that_pages_and_their_charts_print(site: Site) -> None:
    words = "High water comes twice a day"
    site.replace("content/charts/tides-by-hour.yaml", words, '"By {stat}`ebb` twice"')
    assert run(site, "agree", "--numbers") == 0
    published = record(site, "published")
    assert published["numbers"]["how-high"] == {"highest": {"en": "4.3", "fr": "4,3"}}
    assert published["numbers"]["index"]["ebb"] == {"en": "−73%"}
    assert published["addresses"]["how-high"] == {"en": ["en/how-high/"], "fr": ["fr/hauteur/"]}


def test_addresses_are_never_forgotten(site: Site) -> None:
    run(site, "agree", "--numbers")
    site.front(OTHER, "slug", "plus-haut")
    [fault] = faults(site)
    gone = "this page was published at /fr/hauteur/, where there is nothing now"
    assert fault == f"error silent-move {OTHER}:2 {gone}"
    assert run(site, "agree", "--numbers") == 1
    site.front(OTHER, "aliases", "[/fr/hauteur/]")
    assert faults(site) == []
    assert run(site, "agree", "--numbers") == 0
    for file in (PAGE, OTHER):
        (site.root / file).unlink()
    site.replace("content/en/everything.md", "how-high.md#the-figure", "index.md")
    site.replace("content/fr/everything.md", "how-high.md#the-figure", "index.md")
    assert [one.split()[1] for one in faults(site)] == ["silent-move"] * 3
    site.front("content/en/index.md", "redirect_from", "/en/how-high/")
    site.front("content/fr/index.md", "aliases", "[/fr/hauteur/, /fr/plus-haut/]")
    assert run(site, "agree", "--numbers") == 0
    addresses = record(site, "published")["addresses"]
    assert addresses["how-high"]["fr"] == ["fr/hauteur/", "fr/plus-haut/"]


def test_an_address_that_was_never_published_is_forgotten_on_demand(site: Site) -> None:
    run(site, "agree", "--numbers")
    site.front(OTHER, "slug", "plus-haut")
    assert run(site, "agree", "--unpublished") == 0
    assert record(site, "published")["addresses"]["how-high"]["fr"] == ["fr/plus-haut/"]
    assert faults(site) == []


def test_one_cell_changed_is_refused_until_a_correction_says_so(site: Site) -> None:
    site.replace(DATA, "18,4.3", "18,4.4")
    assert faults(site) == []  # what was not published may change
    run(site, "agree", "--numbers")
    site.replace(DATA, "18,4.4", "18,4.5")
    told = [one for one in faults(site) if one.startswith("error silent-change")]
    assert f"error silent-change {PAGE}:3 'highest' was published as 4.4 and is now 4.5" in told
    assert f"error silent-change {OTHER}:3 'highest' was published as 4,4 and is now 4,5" in told
    for code in ("en", "fr"):
        for id in ("causeway", "everything", "how-high", "index"):
            correct(site, f"content/{code}/{id}.md", 6)
    told = [one for one in faults(site) if "silent-change" in one]
    assert {one.split()[0] for one in told} == {"warning"}
    assert run(site, "agree", "--numbers") == 0
    assert faults(site) == []
    site.replace(DATA, "18,4.5", "18,4.6")  # the correction was of another change
    assert [one for one in faults(site) if one.startswith("error silent-change")] != []


@pytest.mark.parametrize(("day", "told"), [(5, False), (6, True), (7, True)])
def test_a_correction_is_dated_after_those_before(site: Site, day: int, told: bool) -> None:
    correct(site, PAGE, 6)
    run(site, "agree", "--numbers")
    site.replace(DATA, "18,4.3", "18,4.5")
    correct(site, PAGE, day)
    [fault] = [one for one in faults(site) if PAGE in one]
    assert fault.startswith("warning" if told else "error")


def test_what_was_never_published_may_be_written_anew(site: Site, capsys: Said) -> None:
    run(site, "agree", "--numbers")
    site.replace(DATA, "18,4.3", "18,4.5")
    assert run(site, "agree", "--numbers") == 1
    assert "error[silent-change]" in capsys.readouterr().err
    assert run(site, "agree") == 0
    assert f"{PAGE}: 'highest' was published as 4.3 and is now 4.5" in capsys.readouterr().out
    assert run(site, "agree", "--unpublished") == 0
    assert faults(site) == []
    highest = record(site, "published")["numbers"]["how-high"]["highest"]
    assert highest == {"en": "4.5", "fr": "4,5"}


def test_numbers_may_come_and_go(site: Site) -> None:
    run(site, "agree", "--numbers")
    for file, word in ((PAGE, "metres"), (OTHER, "mètres")):
        site.replace(file, f"{{stat}}`highest` {word}", f"{{stat}}`mean-height` {word}")
    assert faults(site) == []


def test_the_fault_of_a_dataset_is_told_and_not_what_follows(site: Site) -> None:
    run(site, "agree", "--numbers")
    site.replace(DATA, "18,4.3", "18,high")
    assert {one.split()[1] for one in faults(site)} == {"dataset-type"}


def test_the_preview_shows_a_page_that_waits_and_says_so(site: Site) -> None:
    assert run(site, "agree", "how-high") == 0
    site.replace(PAGE, "The data is", "The data was")
    reports = [
        incremental.check(incremental.Options(site.root, site.root / "public", preview=preview))
        for preview in (False, True)
    ]
    told = [(r.failed, [(d.severity, d.code) for d in r.diagnostics]) for r in reports]
    assert told == [
        (True, [("error", "stale-translation")]),
        (False, [("warning", "stale-translation")]),
    ]
