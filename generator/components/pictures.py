"""What stands in a page for a picture of ``content/pictures/``: its files, and its element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from generator import charts, files

if TYPE_CHECKING:
    from markupsafe import Markup

    from generator.components.context import Context
    from generator.model.picture import Picture

PILLOW = "pillow"
UNSAFE = re.compile(r"[^\w./-]+", re.ASCII)  # what would part an address from the next


class PictureFile(NamedTuple):
    """One file that a picture is published as."""

    form: str
    width: int
    path: str


@lru_cache(maxsize=1)
def _formats() -> tuple[str, ...]:
    """Return the formats that can be written, the smallest files first."""
    from PIL import features

    return ("avif", "webp") if features.check("avif") else ("webp",)


def published(picture: Picture) -> Iterator[PictureFile]:
    """Walk the files that a picture is published as: by format, then by width.

    A diagram (PNG) keeps every pixel as it is drawn, in WebP alone.
    """
    pure = PurePosixPath(UNSAFE.sub("-", picture.name))
    for form in ("webp",) if pure.suffix == ".png" else _formats():
        for width in picture.widths:
            made = repr((picture, width, form, charts.versions(PILLOW)))
            name = f"{pure.stem}-{width}.{files.digest(made.encode())[:10]}.{form}"
            yield PictureFile(form, width, str("assets/pictures" / pure.with_name(name)))


def element(
    name: str, alt: str, context: Context, shape: str = "whole", focus: str = "centre"
) -> Markup:
    """Return a picture's element: its files, which the browser chooses from."""
    picture = context.picture(name)
    sets: dict[str, list[str]] = {}
    for one in published(picture):
        sets.setdefault(one.form, []).append(f"{context.site.url(one.path)} {one.width}w")
    return context.component(
        "picture",
        alt=context.label({context.locale.code: alt}),
        sets={form: ", ".join(every) for form, every in sets.items()},
        address=context.site.url(largest(picture)),
        width=picture.widths[-1],
        height=picture.height_at(picture.widths[-1]),
        shape=shape,
        focus=focus,
    )


def largest(picture: Picture) -> str:
    """Return the path of the file that every browser can show, in its largest width."""
    return [one.path for one in published(picture) if one.form == "webp"][-1]
