"""``content/pictures/``: the size of each; whether all of it can be read shows as it is made."""

from __future__ import annotations

from pathlib import Path

from generator import files
from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location
from generator.load.loading import Loading
from generator.model.picture import ENDINGS, Picture

CODES = (
    Code(
        "bad-picture",
        means=(
            "A file in `content/pictures/` is no picture that can be read, or it moves, or it is "
            "too large."
        ),
        mend=(
            "Save it anew, as JPEG, PNG or WebP, with at most 20 MB and 50 million pixels: 8,000 "
            "pixels in width are more than enough."
        ),
    ),
)

FOLDER = "content/pictures"
READS = (f"{FOLDER}/",)
BYTES, PIXELS = 20_000_000, 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
ORIENTATION, LYING = 0x0112, (5, 6, 7, 8)  # the field of EXIF, and its values that turn a picture


def load(loading: Loading) -> None:
    """Read the sizes of all pictures."""
    for path in loading.listed(FOLDER, *ENDINGS):
        name = path.relative_to(loading.site.source / FOLDER).as_posix()
        loading.content.broken.add(f"picture:{name}")
        with loading.reporting(path):
            loading.content.pictures[name] = _picture(loading.site.source, path, name)
            loading.content.places[f"picture:{name}"] = Location(f"{FOLDER}/{name}")
            loading.content.broken.discard(f"picture:{name}")


def _picture(source: Path, path: Path, name: str) -> Picture:
    """Read what a picture's file says of itself.

    Raises:
        DiagnosticError: it cannot be read, moves, or is too large.
    """
    import io
    import warnings

    from PIL import Image, UnidentifiedImageError

    data = files.read_bytes(source, path)
    if len(data) > BYTES:
        raise fault(name, f"it has {len(data):,} bytes; the most is {BYTES:,}", "make it smaller")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                width, height = image.size
                moves = getattr(image, "is_animated", False)
                turned = image.getexif().get(ORIENTATION) in LYING
    except Image.DecompressionBombError:
        raise fault(name, f"it has more than {PIXELS:,} pixels", "make it smaller") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise fault(name, "it is no picture that can be read") from None
    if width * height > PIXELS:
        message = f"it has {width:,} × {height:,} pixels; the most is {PIXELS:,} in all"
        raise fault(name, message, "make it smaller")
    if moves:
        raise fault(name, "this picture moves", "save one of its pictures")
    size = (height, width) if turned else (width, height)
    return Picture(name, *size, files.digest(data))


def fault(
    name: str, message: str, hint: str = "save it anew, as JPEG, PNG or WebP"
) -> DiagnosticError:
    """Return the fault of a picture's file."""
    place = Location(f"{FOLDER}/{name}")
    return DiagnosticError(Diagnostic(place, "error", "bad-picture", message, hint))
