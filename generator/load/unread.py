"""What stands in ``content/`` and nothing reads: told, so that no work is lost without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.diagnostics import Code, Diagnostic, Location, nearest
from generator.load.agreed import AGREED, PUBLISHED
from generator.load.archive import ARCHIVE
from generator.load.loading import Loading
from generator.load.rules import CASES
from generator.model.picture import ENDINGS

CODES = (
    Code(
        "unread-file",
        means=(
            "A file in `content/` is none that the site reads: it stands in no language's folder, "
            "or its name is not one of those that mean something there."
        ),
        mend="Move it to where the message says, rename it, or take it away.",
    ),
)

READS = ("content/",)
OWN = {
    *(f"content/{name}.yaml" for name in ("site", "stats", "sources", "glossary", "timeline")),
    *(AGREED, PUBLISHED, ARCHIVE),
}
# The folders beside those of the languages, and the endings of what is read in them.
FOLDERS = {
    "data": (".yaml", ".csv"),
    "charts": (".py", ".yaml"),
    "rules": (".yaml",),
    "pictures": ENDINGS,
}
# By what each of them is named, and the code of its faults.
NAMED = {"data": ".yaml", "charts": ".py", "rules": ".yaml"}
TWICE = {"data": "bad-dataset", "charts": "bad-chart", "rules": "bad-rules"}
OUTLINES = "content/data/geo/"
NOTES = re.compile(r"(README|LICEN[CS]E|NOTICE)(\.\w+)?", re.IGNORECASE)


def load(loading: Loading) -> None:
    """Report the files that no loader and no language takes."""
    loading.found.extend(_stray(loading))
    loading.found.extend(_alone(loading))
    loading.found.extend(_twice(loading))


def _stray(loading: Loading) -> Iterator[Diagnostic]:
    """Walk the files that stand where they are not read, or have another ending."""
    codes = {locale.code for locale in loading.site.locales}
    strange: set[str] = set()
    for file in loading.snapshot.under("content"):
        parts, path = file.split("/"), PurePosixPath(file)
        folder = parts[1] if len(parts) > 2 else ""
        if file in OWN or (NOTES.fullmatch(path.name) and folder not in codes):
            continue
        if folder in codes:
            if path.suffix != ".md":
                yield _unread(file, "in a language's folder only pages (.md) are read", _page(path))
        elif folder in FOLDERS:
            outline = path.suffix == ".geojson" and file.startswith(OUTLINES)
            if not outline and path.suffix not in FOLDERS[folder]:
                endings = " and ".join(FOLDERS[folder])
                message = f"in 'content/{folder}/' only files that end in {endings} are read"
                hint = f"rename it to {path.stem}.yaml" if path.suffix == ".yml" else "move it away"
                yield _unread(file, message, hint)
        elif not folder:
            yield _unread(file, "nothing reads this file", _top(path, codes))
        elif folder not in strange:
            strange.add(folder)
            message = f"'{folder}' is none of the site's languages: nothing in it is read"
            hint = nearest(folder, codes | FOLDERS.keys())
            hint = hint or "add it to 'locales' in content/site.yaml, or move what is in it"
            yield _unread(file, message, hint)


def _unread(file: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Location(file), "warning", "unread-file", message, hint)


def _page(path: PurePosixPath) -> str:
    if path.suffix.lower() in (".md", ".markdown", ".mdx", ".txt"):
        return f"rename it to {path.stem}.md, or move it away"
    return "what pages look like stands in static/; move it there, or away"


def _top(path: PurePosixPath, codes: set[str]) -> str:
    if path.suffix.lower() in (".md", ".markdown"):
        return f"pages stand in a language's folder: content/{min(codes)}/{path.stem}.md"
    known = sorted(PurePosixPath(one).name for one in OWN)
    return nearest(path.name, known) or f"here are read: {', '.join(known)}"


def _alone(loading: Loading) -> Iterator[Diagnostic]:
    """Walk the files that lack the one which is read first: a CSV file, and rules' cases."""
    snapshot, content = loading.snapshot, loading.content
    tables = {one.file for one in content.datasets.values()}
    broken = any(name.startswith("dataset:") for name in content.broken)
    for file in snapshot.under("content/data", ".csv"):
        descriptor = PurePosixPath(file).with_suffix(".yaml")
        if not broken and file not in tables and str(descriptor) not in snapshot.digests:
            message = f"this dataset has no descriptor: '{descriptor.name}' is missing"
            hint = "add it beside this file (explainer new dataset makes one as a model)"
            yield Diagnostic(Location(file), "error", "bad-dataset", message, hint)
    for file in snapshot.under("content/rules", CASES):
        rules = f"{file.removesuffix(CASES)}.yaml"
        if rules not in snapshot.digests:
            message = (
                f"there are no rules for these cases: '{PurePosixPath(rules).name}' is missing"
            )
            hint = "give this file the name of its rules, or add them beside it"
            yield Diagnostic(Location(file), "error", "bad-case", message, hint)


def _twice(loading: Loading) -> Iterator[Diagnostic]:
    """Walk the files of one name in two folders, of which only the last would be known."""
    for folder, suffix in NAMED.items():
        first: dict[str, str] = {}
        for file in loading.snapshot.under(f"content/{folder}", suffix):
            other = first.setdefault(PurePosixPath(file).name, file)
            if other != file and not file.endswith(CASES):
                message = f"'{other}' has this name already"
                hint = "give one of them another: it is by their names that pages know them"
                yield Diagnostic(Location(file), "error", TWICE[folder], message, hint)
