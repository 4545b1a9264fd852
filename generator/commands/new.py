"""``explainer new``: a page, a chart, a dataset, a whole small site; each passes every check."""

from __future__ import annotations

import argparse
import datetime
import json
import re
import shutil
from pathlib import Path

from generator import load
from generator.commands import DONE, schema
from generator.commands import options as shared
from generator.diagnostics import Code, Diagnostic, DiagnosticError, Diagnostics, Location
from generator.files import shipped, snapshot
from generator.load import site as config

CODES = (
    Code(
        "no-dataset",
        means="A chart was to be made, and no dataset has a number to draw.",
        mend="Make a dataset first.",
        example="explainer new dataset waves",
    ),
    Code(
        "exists",
        means="A file or a folder that was to be made is there already.",
        mend="Choose another name, or move the old one away.",
    ),
)

PAGE = """---
title: {title}
summary: ""
---
{body}
"""
CHART = '''"""{title}."""

import altair as alt


def chart(data, view):
    return (
        alt.Chart(data["{id}"])
        .mark_bar()
        .encode(
            x=alt.X("{across}:O", title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("{up}:Q", title=None),
            tooltip=["{across}:O", "{up}:Q"],
        )
        .properties(height=240)
    )
'''
CHART_DATA = """datasets: [{id}]
table: {{dataset: {id}, columns: [{across}, {up}]}}
"""
DATASET = """name: {name}
path: {name}.csv
title: {words}
description: {words}
unit: {value}
publisher: {words}
as_of: {today}
schema:
  fields:
  - {{name: year, type: year, title: {year}}}
  - {{name: value, type: integer, title: {value}}}
  primaryKey: [year]
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: a kind, and those of each kind."""
    kinds = parser.add_subparsers(required=True, metavar="KIND", title="kinds")
    for kind, make, words in (
        ("page", page, "a page in every language"),
        ("chart", chart, "a chart and its words"),
        ("dataset", dataset, "a dataset and its description"),
    ):
        one = kinds.add_parser(kind, help=words)
        one.add_argument("name", metavar="NAME", help="its file's name, without the ending")
        shared.source(one)
        one.set_defaults(make=make)
    whole = kinds.add_parser("site", help="a small site that builds as it is")
    whole.add_argument("folder", metavar="DIR", type=Path, help="a new folder")
    whole.set_defaults(make=None)


def run(options: argparse.Namespace) -> int:
    """Make what was asked for, and say which files it is."""
    if options.make is None:
        site(options.folder)
        print(f"made a site in {options.folder}: explainer serve --source {options.folder}")
        return DONE
    for path in options.make(options.source, options.name):
        print(f"made {path}")
    return DONE


def page(source: Path, name: str) -> list[Path]:
    """Make a page in every language of the site, and return the files.

    Raises:
        DiagnosticError: the name is no file name, or a file of that name is there.
    """
    site = config.load(source)
    name = _sound(name.removesuffix(".md"), folders=True)
    body = load.load(site, snapshot.scan(source), Diagnostics()).strings.get("new_page", {})
    texts = {
        source / "content" / locale.code / f"{name}.md": PAGE.format(
            title=_title(name), body=body.get(locale.code, "…")
        )
        for locale in site.locales
    }
    return _written(texts)


def chart(source: Path, name: str) -> list[Path]:
    """Make a chart of the site's first dataset that has a number to draw, and return the files.

    Raises:
        DiagnosticError: as for a page, or there is no such dataset.
    """
    site = config.load(source)
    name = _sound(name.removesuffix(".py"))
    content = load.load(site, snapshot.scan(source), Diagnostics())
    for dataset in content.datasets.values():
        columns = dataset.descriptor.table.fields
        numbers = [c.name for c in columns[1:] if c.type in ("integer", "number")]
        if numbers:
            break
    else:
        place = Location("content/data")
        message = "no dataset has a column of numbers after its first"
        hint = "make one first: explainer new dataset NAME"
        raise _fault(place, message, hint, code="no-dataset")
    names = {"id": dataset.id, "across": columns[0].name, "up": numbers[0], "title": _title(name)}
    words = "".join(
        f"{key}: {json.dumps(texts, ensure_ascii=False)}\n"
        for key, texts in (
            ("title", {locale.code: _title(name) for locale in site.locales}),
            ("subtitle", dataset.descriptor.title),
            ("description", dataset.descriptor.description),
        )
    )
    folder = source / "content" / "charts"
    return _written(
        {
            folder / f"{name}.py": CHART.format(**names),
            folder / f"{name}.yaml": (
                schema.comment(f"content/charts/{name}.yaml") + words + CHART_DATA.format(**names)
            ),
        }
    )


def dataset(source: Path, name: str) -> list[Path]:
    """Make a dataset of two rows in every language's words, and return the files.

    Raises:
        DiagnosticError: as for a page.
    """
    site = config.load(source)
    name = _sound(name.removesuffix(".csv"))
    titled = {locale.code: _title(name) for locale in site.locales}
    columns = {
        column: json.dumps({locale.code: column for locale in site.locales})
        for column in ("year", "value")
    }
    words = json.dumps(titled, ensure_ascii=False)
    today = datetime.datetime.now(tz=datetime.UTC).date()
    folder = source / "content" / "data"
    return _written(
        {
            folder / f"{name}.csv": "year,value\n2001,1\n2002,2\n",
            folder / f"{name}.yaml": (
                schema.comment(f"content/data/{name}.yaml")
                + DATASET.format(name=name, words=words, today=today, **columns)
            ),
        }
    )


def _title(name: str) -> str:
    return name.rsplit("/", maxsplit=1)[-1].replace("-", " ").capitalize()


def _sound(name: str, *, folders: bool = False) -> str:
    part = "[a-z0-9][a-z0-9-]*"
    if not re.fullmatch(rf"{part}(/{part})*" if folders else part, name):
        message, hint = f"'{name}' is no name for this", "write small letters, digits and hyphens"
        raise _fault(Location(name), message, hint, code="bad-name")
    return name


def _written(texts: dict[Path, str]) -> list[Path]:
    """Write new files, all of them or, where one is there, none."""
    for path in texts:
        if path.exists():
            hint = "give another name, or edit that file"
            raise _fault(Location(str(path)), "this file is there already", hint, code="exists")
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(texts)


def site(folder: Path) -> None:
    """Make a small site on its own subject that builds, checks and serves as it is.

    Raises:
        DiagnosticError: the folder is there and not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = "this folder is not empty"
        raise _fault(Location(str(folder)), message, "name a new one", code="exists")
    for name in ("templates", "static"):
        shutil.copytree(shipped.design() / name, folder / name)
    shutil.copytree(
        shipped.SKELETON / "content",
        folder / "content",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    schema.write(folder / schema.FOLDER, [locale.code for locale in config.load(folder).locales])


def _fault(place: Location, message: str, hint: str, *, code: str) -> DiagnosticError:
    return DiagnosticError(Diagnostic(place, "error", code, message, hint))
