"""What the program itself writes: ``content/agreed.yaml``, ``published.yaml``, ``archive.yaml``."""

from __future__ import annotations

from typing import TypeVar

from generator import files
from generator.diagnostics import Code
from generator.files import yaml as yamlfile
from generator.load.archive import ARCHIVE
from generator.load.loading import Loading
from generator.model.agreed import Agreed, PublishedRecord
from generator.model.archive import ArchiveRecord

AGREED = "content/agreed.yaml"
PUBLISHED = "content/published.yaml"
READS = (AGREED, PUBLISHED, ARCHIVE)
Record = TypeVar("Record", Agreed, PublishedRecord, ArchiveRecord)

CODES = (
    Code(
        "bad-record",
        means=(
            "`content/agreed.yaml` or `content/published.yaml`, which only `explainer agree` "
            "writes, or `content/archive.yaml` of `explainer archive`, does not hold what that "
            "command wrote."
        ),
        mend="Take the file back from the version before, or delete it and write it anew.",
        example="explainer agree --all",
    ),
)


def load(loading: Loading) -> None:
    """Read all three, where they are there."""
    loading.content.agreed = _read(loading, AGREED, Agreed)
    loading.content.published = _read(loading, PUBLISHED, PublishedRecord)
    loading.content.archive = _read(loading, ARCHIVE, ArchiveRecord)


def _read(loading: Loading, file: str, model: type[Record]) -> Record | None:
    path = loading.site.source / file
    if path.is_file():
        with loading.reporting():
            document = yamlfile.parse(files.read_text(loading.site.source, path))
            loading.content.documents[path.stem] = document
            return yamlfile.bind(model, document, code="bad-record")
    return None
