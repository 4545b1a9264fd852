"""Files of ``static/root/`` stand at the site's root as they are; ``security.txt`` is made."""

from __future__ import annotations

from pathlib import Path

from support import plain

from generator.build import incremental
from generator.build.report import Options, Report

PAGE = "---\ntitle: A\nreviewed: 2026-11-03\ntranslated: false\n---\nx\n"
CONTACT = "contact: mailto:security@example.org\n"


def build(site: Path) -> Report:
    return incremental.check(Options(site, Path(), "https://example.org/", cache=False))


def put(site: Path, name: str, data: bytes) -> None:
    file = site / "static" / "root" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def test_they_are_published_as_they_are(tmp_path: Path) -> None:
    site = plain(tmp_path, {"en/page.md": PAGE}, CONTACT)
    own = {
        "CNAME": b"example.org\n",
        "verify.css": b"/* var(--x) */\r\n",
        ".well-known/security.txt": b"Contact: mailto:me@example.org\n",
        "robots.txt": b"User-agent: *\nDisallow: /\n",
    }
    for name, data in {**own, ".hidden": b"", "draft~": b""}.items():
        put(site, name, data)
    report = build(site)
    assert not report.failed, report.diagnostics
    assert {name: report.files[name] for name in own} == own
    assert not {".hidden", "draft~"} & report.files.keys()


def test_one_in_the_place_of_a_page_is_a_fault(tmp_path: Path) -> None:
    site = plain(tmp_path, {"en/page.md": PAGE})
    for name in ("en/page/index.html", "sitemap.xml", "build.json"):
        put(site, name, b"x")
    faults = [(one.code, one.location.file) for one in build(site).diagnostics]
    assert faults == [
        ("same-address", "static/root/build.json"),
        ("same-address", "static/root/en/page/index.html"),
        ("same-address", "static/root/sitemap.xml"),
    ]


def test_security_txt_names_the_contact_and_ends(tmp_path: Path) -> None:
    site = plain(tmp_path, {"en/page.md": PAGE}, CONTACT)
    lines = build(site).files[".well-known/security.txt"].decode().splitlines()
    assert lines == [
        "Contact: mailto:security@example.org",
        "Expires: 2027-11-03T00:00:00Z",
        "Preferred-Languages: en, fr",
        "Canonical: https://example.org/.well-known/security.txt",
    ]


def test_without_a_contact_there_is_none(tmp_path: Path) -> None:
    site = plain(tmp_path, {"en/page.md": PAGE})
    assert not [name for name in build(site).files if name.startswith(".well-known")]
