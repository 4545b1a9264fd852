"""From a picture's file to what is published of it: smaller, in modern formats, and bare.

Each is made once for the same file, width and format, and kept in the cache.
"""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from generator import charts, files
from generator.components.pictures import PILLOW
from generator.load import pictures
from generator.trace import Input, Later, Provider

if TYPE_CHECKING:
    from PIL import Image

    from generator.files.cache import Cache
    from generator.model.content import Content
    from generator.model.picture import Picture
    from generator.model.site import Site

# How they are written; nothing of it hangs on how many processors there are.
SETTINGS: dict[str, dict[str, int | bool | str]] = {
    "webp": {"quality": 80, "method": 4},
    "avif": {"quality": 60, "speed": 6, "max_threads": 1, "autotiling": False},
}


class Pictures(Struct):
    """Makes what is published of pictures, or finds it in the cache; Pillow loads only to make."""

    site: Site
    content: Content
    cache: Cache

    def providers(self) -> tuple[Provider, ...]:
        """Return the providers."""
        return (self.picture, self.picture_bytes)

    def picture(self, name: str) -> Input[Picture]:
        """A picture: its size, its digest."""
        found = self.content.pictures[name]
        return Input(found, found.digest)

    def picture_bytes(self, name: str) -> Later[bytes]:
        """A picture in a width and a format, by ``format:width:name``."""
        form, width, name = name.split(":", 2)
        picture = self.content.pictures[name]
        parts = (picture.digest, int(width), form, SETTINGS[form], charts.versions(PILLOW))
        key = files.digest(repr(parts).encode())
        make = partial(self._made, picture, int(width), form)
        return Later(lambda: self.cache.bytes(f"{key}.{form}", make), key)

    def _made(self, picture: Picture, width: int, form: str) -> bytes:
        """Decode a picture, turn it upright, make it smaller and write it.

        Raises:
            DiagnosticError: the file is broken further in.
        """
        from PIL import Image, ImageOps

        path = self.site.source / pictures.FOLDER / picture.name
        data = files.read_bytes(self.site.source, path)
        try:
            with Image.open(io.BytesIO(data), formats=pictures.FORMATS) as image:
                diagram = image.format == "PNG"
                upright = _in_srgb(ImageOps.exif_transpose(image))
                made = upright.resize((width, picture.height_at(width)), Image.Resampling.LANCZOS)
        except (OSError, ValueError, SyntaxError) as error:
            message = "it is broken: not all of it can be read"
            raise pictures.fault(picture.name, message) from error
        written = io.BytesIO()
        # Without the metadata of the file: a camera's say where it was, and whose it is.
        made.info.clear()
        lossless = {"lossless": True} if diagram and form == "webp" else {}
        made.save(written, form, **SETTINGS[form], **lossless)
        return written.getvalue()


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return a picture in the colours of the web, with its transparency if it has one."""
    from PIL import ImageCms

    clear = image.has_transparency_data
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        to = ImageCms.createProfile("sRGB")
        try:
            converted = ImageCms.profileToProfile(image, given, to, outputMode="RGB")
        except ImageCms.PyCMSError:
            converted = None  # a profile of another kind of picture
        if converted is not None:
            return converted
    return image.convert("RGBA" if clear else "RGB")
