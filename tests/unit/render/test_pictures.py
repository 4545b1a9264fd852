"""Pictures: what is published of them, once, and what is told of those that cannot be."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from support import plain

from generator.build import incremental as build
from generator.build.report import Report

ALT = ":alt: A road"
EXIF_GPS, EXIF_ORIENTATION = 0x8825, 0x0112


def picture(width: int, height: int, form: str = "JPEG", turned: bool = False) -> bytes:
    """A picture that is red on its left and blue on its right, with a camera's metadata."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste((255, 0, 0), (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = 6 if turned else 1
    exif.get_ifd(EXIF_GPS)[1] = "N"
    written = io.BytesIO()
    image.save(written, form, exif=exif)
    return written.getvalue()


def site(folder: Path, text: str, data: bytes, name: str = "road.jpg") -> Path:
    plain(folder, {"en/a.md": f"---\ntitle: A\ntranslated: false\n---\n{text}\n"})
    (folder / "content" / "pictures").mkdir()
    (folder / "content" / "pictures" / name).write_bytes(data)
    return folder


def built(source: Path) -> Report:
    return build.check(build.Options(source, Path(), "https://example.org/base/"))


def made(source: Path) -> dict[str, bytes]:
    report = built(source)
    assert not report.diagnostics
    return report.files


def told(source: Path) -> list[str]:
    return [
        f"{one.location.file}:{one.location.line} {one.code} {one.message}"
        for one in built(source).diagnostics
    ]


def pictures(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.startswith("assets/pictures/")}


def test_a_picture_is_published_in_formats_and_widths_and_bare(tmp_path: Path) -> None:
    text = f":::{{figure}} road.jpg\n{ALT}\n:::"
    files = made(site(tmp_path, text, picture(1200, 600)))
    found = pictures(files)
    sizes = set()
    for path, data in found.items():
        assert re.fullmatch(r"assets/pictures/road-\d+\.[0-9a-f]{10}\.(avif|webp)", path)
        with Image.open(io.BytesIO(data)) as image:
            assert not image.getexif()
            sizes.add((image.format, image.size))
    webp = {size for form, size in sizes if form == "WEBP"}
    assert webp == {(480, 240), (960, 480), (1200, 600)}
    assert len(found) in (len(webp), 2 * len(webp))  # AVIF where it can be written
    page = files["en/a/index.html"].decode()
    image = page[page.index("<img src=") : page.index("</picture>")]
    assert 'width="1200" height="600" alt="A road" loading="lazy"' in image
    named = re.findall(r"/base/(assets/pictures/\S+) (\d+)w", page)
    assert {path for path, _ in named} == found.keys()
    assert all(f"-{width}." in path for path, width in named)


def test_a_small_picture_stays_as_small(tmp_path: Path) -> None:
    found = pictures(
        made(site(tmp_path, "![A road](road.png)", picture(30, 20, "PNG"), "road.png"))
    )
    ((path, data),) = found.items()
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (30, 20)
        assert image.convert("RGB").getpixel((0, 0)) == (255, 0, 0), "a diagram keeps its pixels"
    assert path.endswith(".webp")


def test_a_picture_lies_as_the_camera_says(tmp_path: Path) -> None:
    files = made(site(tmp_path, "![A road](road.jpg)", picture(40, 20, turned=True)))
    assert 'width="20" height="40"' in files["en/a/index.html"].decode()
    data = next(data for path, data in pictures(files).items() if path.endswith(".webp"))
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (20, 40)
        red, _, blue = image.convert("RGB").getpixel((10, 2))
        assert red > blue


def test_an_image_in_a_line_is_a_picture_too(tmp_path: Path) -> None:
    text = "See ![A *long* road](../pictures/road.jpg) there."
    files = made(site(tmp_path, text, picture(30, 20)))
    page = files["en/a/index.html"].decode()
    assert re.search(r'<p>See <picture>.*alt="A long road".*</picture> there\.</p>', page, re.S)
    address = next(path for path in files if path.startswith("assets/pictures/road-30"))
    markdown = files["en/a/index.md"].decode()
    assert "![A *long* road](https://example.org/base/assets/pictures/road-30." in markdown
    assert address.startswith("assets/pictures/road-30.")


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    data, name = picture(1200, 600), "la route, en été.jpg"
    files = made(site(tmp_path, f"![A road](<{name}>)", data, name))
    named = re.findall(r"/base/(assets/pictures/[^ ,]+) \d+w", files["en/a/index.html"].decode())
    assert set(named) == pictures(files).keys()


def test_a_picture_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = site(tmp_path, "![A road](road.jpg)", picture(30, 20))
    first = pictures(made(source))

    def never(*arguments: object, **values: object) -> None:
        raise AssertionError("it was made already")

    monkeypatch.setattr(Image.Image, "save", never)
    assert pictures(made(source)) == first


def test_a_picture_of_a_draft_is_not_published(tmp_path: Path) -> None:
    source = site(tmp_path, "![A road](road.jpg)", picture(30, 20))
    page = source / "content" / "en" / "a.md"
    page.write_text(page.read_text("utf-8").replace("title: A", "title: A\ndraft: true"), "utf-8")
    assert pictures(made(source)) == {}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("![](road.jpg)", "en/a.md:5 picture-alt this picture has no alternative text"),
        ("![A road](rode.jpg)", "en/a.md:5 unknown-picture there is no picture 'rode.jpg'"),
        (
            "![A road](https://example.org/road.jpg)",
            (
                "en/a.md:5 image 'https://example.org/road.jpg' is no file of this site, "
                "and no page loads another's"
            ),
        ),
        (":::{figure} road.jpg\n:::", "en/a.md:5 picture-alt this picture has no alternative text"),
        ("None.", "pictures/road.jpg:1 unused-picture the picture 'road.jpg' is used nowhere"),
    ],
)
def test_what_is_wrong_on_a_page_is_told_at_its_place(
    text: str, fault: str, tmp_path: Path
) -> None:
    assert f"content/{fault}" in told(site(tmp_path, text, picture(30, 20)))


def moving() -> bytes:
    written = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(written, "WEBP", save_all=True, append_images=frames[1:])
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"no picture", "it is no picture that can be read"),
        (b"\xff\xd8\xff" + bytes(20_000_000), "it has 20,000,003 bytes; the most is 20,000,000"),
        (
            picture(10_000, 5_001, "PNG"),
            "it has 10,000 × 5,001 pixels; the most is 50,000,000 in all",
        ),
        (picture(900, 600)[:-800], "it is broken: not all of it can be read"),
        (moving(), "this picture moves"),
    ],
    ids=["no-picture", "bytes", "pixels", "truncated", "moving"],
)
def test_what_is_wrong_with_a_file_is_told_at_the_file(
    data: bytes, fault: str, tmp_path: Path
) -> None:
    found = told(site(tmp_path, f":::{{figure}} road.jpg\n{ALT}\n:::", data))
    assert found == [f"content/pictures/road.jpg:1 bad-picture {fault}"]
