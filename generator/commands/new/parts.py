"""``explainer new page``, ``chart`` and ``dataset``: parts of a site that pass every check."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from generator import load
from generator.commands import schema
from generator.commands.new import writing
from generator.diagnostics import Code, Diagnostics, Location
from generator.files import snapshot
from generator.load import site as config

CODES = (
    Code(
        "no-dataset",
        means="A chart was to be made, and no dataset has a number to draw.",
        mend="Make a dataset first.",
        example="explainer new dataset waves",
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


def page(source: Path, name: str) -> list[Path]:
    """Make a page in every language of the site, and return the files.

    Raises:
        DiagnosticError: the name is no file name, or a file of that name is there.
    """
    site = config.load(source)
    name = writing.sound(name.removesuffix(".md"), folders=True)
    body = load.load(site, snapshot.scan(source), Diagnostics()).strings.get("new_page", {})
    texts = {
        source / "content" / locale.code / f"{name}.md": PAGE.format(
            title=writing.title(name), body=body.get(locale.code, "…")
        )
        for locale in site.locales
    }
    return writing.written(texts)


def chart(source: Path, name: str) -> list[Path]:
    """Make a chart of the site's first dataset that has a number to draw, and return the files.

    Raises:
        DiagnosticError: as for a page, or there is no such dataset.
    """
    site = config.load(source)
    name = writing.sound(name.removesuffix(".py"))
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
        raise writing.fault(place, message, hint, code="no-dataset")
    names = {
        "id": dataset.id,
        "across": columns[0].name,
        "up": numbers[0],
        "title": writing.title(name),
    }
    words = "".join(
        f"{key}: {json.dumps(texts, ensure_ascii=False)}\n"
        for key, texts in (
            ("title", {locale.code: writing.title(name) for locale in site.locales}),
            ("subtitle", dataset.descriptor.title),
            ("description", dataset.descriptor.description),
        )
    )
    folder = source / "content" / "charts"
    return writing.written(
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
    name = writing.sound(name.removesuffix(".csv"))
    titled = {locale.code: writing.title(name) for locale in site.locales}
    columns = {
        column: json.dumps({locale.code: column for locale in site.locales})
        for column in ("year", "value")
    }
    words = json.dumps(titled, ensure_ascii=False)
    today = datetime.datetime.now(tz=datetime.UTC).date()
    folder = source / "content" / "data"
    return writing.written(
        {
            folder / f"{name}.csv": "year,value\n2001,1\n2002,2\n",
            folder / f"{name}.yaml": (
                schema.comment(f"content/data/{name}.yaml")
                + DATASET.format(name=name, words=words, today=today, **columns)
            ),
        }
    )
