"""``explainer new page``, ``chart``, ``map``, ``dataset``: parts that pass every check."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator import files, load
from generator.commands import schema
from generator.commands.new import inferring, writing
from generator.diagnostics import Code, DiagnosticError, Diagnostics, Location, one_of
from generator.files import SourceText, snapshot, yaml
from generator.files.snapshot import Snapshot
from generator.load import front_matter
from generator.load import site as config
from generator.model.dataset import NUMERIC
from generator.model.site import Locale, Site

CODES = (
    Code(
        "no-dataset",
        means="A chart was to be made, and the dataset is not there or has no number to draw.",
        mend="Make a dataset first.",
        example="explainer new dataset waves",
    ),
    Code(
        "no-outlines",
        means="A map was to be made of a file that holds no shapes.",
        mend="Save the shapes as GeoJSON, as a `FeatureCollection`.",
        example="explainer new map coast --from coast.geojson",
    ),
)

PAGE = """---
title: {title}
summary: {summary}
template: {template}
reviewed: {today}
order: {order}
---
(first-section)=
## {heading}

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
MAP = '''"""{title}."""

import altair as alt


def chart(data, view):
    shapes = alt.Data(values=data.outline("{name}")["features"])
    return (
        alt.Chart(shapes)
        .mark_geoshape(fill="var(--wash)", stroke="var(--muted)")
        .project("mercator")
        .properties(height=320)
    )
'''
CHART_DATA = """datasets: [{id}]
table: {{dataset: {id}, columns: [{across}, {up}]}}
"""


def page(source: Path, name: str) -> list[Path]:
    """Make an explainer in every language, the last in the menu, and return the files.

    Its words, to be replaced, are the strings ``new_page_…``; without the template ``explainer`` it
    is a plain page. A folder that it is in gets an index page too, where no language has one.

    Raises:
        DiagnosticError: the name is no file name, or a file of that name is there.
    """
    site = config.load(source)
    name = writing.sound(name.removesuffix(".md"), folders=True)
    read = snapshot.scan(source)
    strings = load.load(site, read, Diagnostics()).strings
    is_explainer = (source / "templates" / "explainer.html").is_file()
    parts = name.split("/")
    above = ["/".join([*parts[:depth], "index"]) for depth in range(1, len(parts))]
    content, order = source / "content", _last(site, read)
    made: dict[Path, str] = {}
    for id in dict.fromkeys((*above, name)):
        paths = {one.code: content / one.code / f"{id}.md" for one in site.locales}
        if id != name and any(path.exists() for path in paths.values()):
            continue
        order += 1
        kind = "explainer" if is_explainer and id == name else "page"
        texts = _page(site, strings, writing.title(id.removesuffix("/index")), kind, order)
        made.update((paths[code], text) for code, text in texts.items())
    return writing.written(made)


def _page(
    site: Site, strings: Mapping[str, Mapping[str, str]], title: str, template: str, order: int
) -> dict[str, str]:
    """Return a new page's text in every language, by code."""
    common = {"title": title, "template": template, "today": _today(), "order": order}
    texts = {}
    for locale in site.locales:
        words = {
            key: strings.get(f"new_page_{key}", {}).get(locale.code, "…")
            for key in ("summary", "heading", "body")
        }
        words["summary"] = json.dumps(words["summary"], ensure_ascii=False)
        texts[locale.code] = PAGE.format(**common, **words)
    for locale in site.locales:
        lender = _finished(site)[0]
        if locale.unfinished and lender != locale:
            text = texts[lender.code].replace("\n", f"\nstill_in: {lender.tag}\n", 1)
            texts[locale.code] = text
    return texts


def _finished(site: Site) -> list[Locale]:
    """Return the languages that new words are written in: the others are lent them."""
    return [locale for locale in site.locales if not locale.unfinished] or [*site.locales]


def _today() -> datetime.date:
    return datetime.datetime.now(tz=datetime.UTC).date()


def _last(site: Site, read: Snapshot) -> int:
    """Return the last place in the menu that a page has, as far as pages can be read."""
    orders = [0]
    for locale in site.locales:
        for name in read.under(f"content/{locale.code}", ".md"):
            with suppress(DiagnosticError):
                front = front_matter.load_page(site, locale, site.source / name).front
                orders.append(front.order or 0)
    return max(orders)


def chart(
    source: Path, name: str, of: str | None = None, outlines: Path | None = None
) -> list[Path]:
    """Make a chart of a dataset, else of the first that has a number to draw; return the files.

    With ``outlines``, a file of GeoJSON, it is a map of these shapes, and its table the dataset's.

    Raises:
        DiagnosticError: as for a page, there is no such dataset, or the outlines are none.
    """
    site = config.load(source)
    name = writing.sound(name.removesuffix(".py"))
    datasets = load.load(site, snapshot.scan(source), Diagnostics()).datasets
    place = Location("content/data")
    if of is not None and of not in datasets:
        message, hint = f"there is no dataset '{of}'", one_of(of, datasets)
        raise writing.fault(place, message, hint, code="no-dataset")
    for dataset in datasets.values():
        columns = dataset.descriptor.table.fields
        numbers = [column.name for column in columns[1:] if column.type in NUMERIC]
        if numbers and of in (None, dataset.id):
            break
    else:
        message = "no dataset has a column of numbers after its first"
        if of is not None:
            message = f"the dataset '{of}' has no column of numbers after its first"
        hint = "make one first: explainer new dataset NAME"
        raise writing.fault(place, message, hint, code="no-dataset")
    names = {
        "id": dataset.id,
        "across": columns[0].name,
        "up": numbers[0],
        "title": writing.title(name),
        "name": name,
    }
    given: dict[str, dict[str, str]] = {"title": {}, "subtitle": {}, "description": {}}
    for locale in _finished(site):
        given["title"][locale.code] = writing.title(name)
        given["subtitle"][locale.code] = dataset.descriptor.title[locale.code]
        given["description"][locale.code] = dataset.descriptor.description[locale.code]
    words = "".join(
        f"{key}: {json.dumps(texts, ensure_ascii=False)}\n" for key, texts in given.items()
    )
    folder = source / "content" / "charts"
    head, data = schema.comment(f"content/charts/{name}.yaml"), CHART_DATA.format(**names)
    module, shapes = CHART, {}
    if outlines is not None:
        module, data = MAP, f"{data}outlines: [{name}]\n"
        shapes[source / "content" / "data" / "geo" / f"{name}.geojson"] = _shapes(outlines)
    return writing.written(
        {
            **shapes,
            folder / f"{name}.py": module.format(**names),
            folder / f"{name}.yaml": head + words + data,
        }
    )


def _shapes(file: Path) -> str:
    """Return the text of a file of GeoJSON that has shapes."""
    text = files.read_text(file.parent, file)
    try:
        value = json.loads(text.text)
    except ValueError:
        value = None
    if not (isinstance(value, dict) and isinstance(value.get("features"), list)):
        message = "this file holds no shapes: no GeoJSON with 'features'"
        hint = "save them as GeoJSON, as a FeatureCollection"
        raise writing.fault(Location(text.file), message, hint, code="no-outlines")
    return text.text


def dataset(source: Path, name: str, file: Path | None = None) -> list[Path]:
    """Make a dataset of a CSV file, else of two rows, in every language's words; return the files.

    Of the columns it says what can be seen in the file; a header that cannot be the columns' names
    is written anew, and stays as their titles.

    Raises:
        DiagnosticError: as for a page, or the file cannot be read or is no table.
    """
    site = config.load(source)
    name = writing.sound(name.removesuffix(".csv"))
    text = SourceText(f"{name}.csv", "year,value\n2001,1\n2002,2\n", "")
    if file is not None:
        text = files.read_text(file.parent, file)
    found = inferring.table(text)

    def spoken(words: str) -> dict[str, str]:
        return {locale.code: words for locale in _finished(site)}

    numbers = [column.title for column in found.columns if column.type in NUMERIC]
    title = writing.title(name)
    descriptor: dict[str, object] = {
        "name": name,
        "path": f"{name}.csv",
        "title": spoken(title),
        "description": spoken(title),
        "unit": spoken(numbers[0] if numbers else title),
        "publisher": spoken(title),
        "as_of": _today(),
    }
    if found.delimiter != ",":
        descriptor["dialect"] = {"delimiter": found.delimiter}
    fields: list[dict[str, object]] = []
    for column in found.columns:
        field: dict[str, object] = {
            "name": column.name,
            "type": column.type,
            "title": spoken(column.title),
        }
        if column.notation is not None:
            if column.notation.decimal != ".":
                field["decimalChar"] = column.notation.decimal
            if column.notation.group:
                field["groupChar"] = column.notation.group
            if not column.notation.bare:
                field["bareNumber"] = False
        if column.required:
            field["constraints"] = {"required": True}
        fields.append(field)
    descriptor["schema"] = {"fields": fields, "primaryKey": list(found.key)}
    folder = source / "content" / "data"
    said = schema.comment(f"content/data/{name}.yaml") + yaml.dump(descriptor, as_given=True)
    return writing.written({folder / f"{name}.csv": found.text, folder / f"{name}.yaml": said})
