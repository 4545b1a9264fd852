"""The copies kept for citation: no file of them has changed since ``explainer archive`` made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Code, Diagnostic, Location
from generator.load.assets import ROOT, Asset
from generator.model.archive import ArchiveRecord

ARCHIVE = "content/archive.yaml"

CODES = (
    Code(
        "altered-copy",
        means=(
            "A copy of a page that is kept for citation, or a file that it needs, is gone or is "
            "not as `explainer archive` made it (`content/archive.yaml`): who cited it would find "
            "something else."
        ),
        mend="Take the file back from the version before.",
        example="git checkout -- static/root",
    ),
)


def faults(record: ArchiveRecord | None, assets: Mapping[str, Asset]) -> Iterator[Diagnostic]:
    """Walk the files of copies that are not as they were."""
    for path, digest in record.files.items() if record else ():
        asset, place = assets.get(f"{ROOT}{path}"), Location(f"static/{ROOT}{path}")
        if asset is None or asset.digest != digest:
            message = "this file of a copy kept for citation is not as it was made"
            if asset is None:
                message = "this file of a copy kept for citation is gone"
            hint = f"take it back: git checkout -- static/{ROOT}{path}"
            yield Diagnostic(place, "error", "altered-copy", message, hint)
