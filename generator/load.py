"""From files to models: everything an editor wrote, read and validated before any of it is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from generator import datasets, files, stats, yamlfile
from generator.config import Site
from generator.diagnostics import Diagnostic, DiagnosticError, Diagnostics, Location, nearest
from generator.files import SourceText
from generator.model import (
    Chart,
    ChartWords,
    Dataset,
    Descriptor,
    FrontMatter,
    Locale,
    Page,
    Source,
    Stat,
    StatDefinition,
    Term,
)
from generator.yamlfile import YamlDocument

Model = TypeVar("Model", bound=BaseModel)
DATA_FOLDER = "data_folder"
FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass
class Content:
    """Everything that pages are made from, by id."""

    pages: list[Page] = field(default_factory=list)
    datasets: dict[str, Dataset] = field(default_factory=dict)
    stats: dict[str, Stat] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    strings: dict[str, dict[str, str]] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)
    documents: dict[str, YamlDocument] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def place(self, kind: str, id: str) -> Location:
        """Return where a source, term or chart is defined."""
        return self.places[f"{kind}:{id}"]

    def pages_in(self, locale: str) -> list[Page]:
        """Return a language's pages, in the order of navigation and then of their ids."""
        pages = [page for page in self.pages if page.locale.code == locale]
        return sorted(pages, key=lambda p: (p.front.order is None, p.front.order or 0, p.id))

    def data_path(self, locale: str, id: str = "") -> str:
        """Return the path of a dataset's page, or without an id of the list of them all."""
        folder = self.strings.get(DATA_FOLDER, {}).get(locale) or "data"
        return f"{locale}/{folder}/{id}/" if id else f"{locale}/{folder}/"

    def data_paths(self, locale: str) -> list[str]:
        """Return the paths of a language's pages about datasets: the list, then each."""
        if not self.datasets:
            return []
        return [self.data_path(locale, id) for id in ("", *sorted(self.datasets))]

    def page(self, locale: str, id: str) -> Page | None:
        """Return a page by its language and id."""
        return next((p for p in self.pages if p.id == id and p.locale.code == locale), None)


def load(site: Site, found: Diagnostics) -> Content:
    """Read the whole of ``content/`` and the templates' strings; faults go to ``found``."""
    content = Content()
    context = {"locales": tuple(locale.code for locale in site.locales)}
    _load_entries(site, content, found, "sources.yaml", "source", Source, content.sources, context)
    _load_entries(site, content, found, "glossary.yaml", "term", Term, content.terms, context)
    for path in _listed(site, "content/data", found, ".yaml"):
        with _Reporting(found):
            _load_dataset(site, content, path, found, context)
    with _Reporting(found):
        _load_stats(site, content, found, context)
    for path in _listed(site, "content/charts", found, ".py", ".yaml"):
        with _Reporting(found):
            _load_chart(site, content, path, found, context)
    with _Reporting(found):
        _load_strings(site, content, found)
    for locale in site.locales:
        for path in _listed(site, f"content/{locale.code}", found, ".md"):
            id = page_id(site, locale, path)
            content.broken.add(f"page:{locale.code}:{id}")
            with _Reporting(found):
                page = load_page(site, locale, path)
                content.broken.discard(f"page:{locale.code}:{id}")
                if site.drafts or not page.front.draft:
                    content.pages.append(page)
    return content


class _Reporting:
    """Turns a DiagnosticError into its diagnostics, and goes on."""

    def __init__(self, found: Diagnostics) -> None:
        self._found = found

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, DiagnosticError):
            self._found.extend(error.diagnostics)
            return True
        return False


def _listed(site: Site, folder: str, found: Diagnostics, *suffixes: str) -> list[Path]:
    try:
        return files.walk(site.source, folder, *suffixes)
    except DiagnosticError as error:
        found.extend(error.diagnostics)
        return []


def page_id(site: Site, locale: Locale, path: Path) -> str:
    """Return a page's id: its file's path below the language's folder, without the suffix."""
    root = site.source / "content" / locale.code
    return path.relative_to(root).with_suffix("").as_posix()


def load_page(site: Site, locale: Locale, path: Path) -> Page:
    """Read one page's front matter and body.

    Raises:
        DiagnosticError: the file is not text, or its front matter has faults.
    """
    source = files.read_text(site.source, path)
    match = FRONT.match(source.text)
    if match is None:
        raise _no_front_matter(source)
    document = yamlfile.parse(source, match[1], first_line=2)
    if document.value is None:
        document = YamlDocument(source.file, {}, document.node, first_line=2)
    front = yamlfile.bind(FrontMatter, document, code="front-matter")
    if front.template == "explainer":
        missing = [name for name in ("summary", "reviewed") if not getattr(front, name)]
        if missing:
            place = document.locate(("template",), key=True)
            message = f"an explainer needs the field '{missing[0]}'"
            hint = "add it, or take another template"
            raise DiagnosticError(Diagnostic(place, "error", "front-matter", message, hint))
    return Page(
        id=page_id(site, locale, path),
        locale=locale,
        file=source.file,
        front=front,
        title_at=document.locate(("title",)),
        summary_at=document.locate(("summary",)),
        body=source.text[match.end() :],
        body_line=source.text.count("\n", 0, match.end()) + 1,
        digest=source.digest,
    )


def _no_front_matter(source: SourceText) -> DiagnosticError:
    """Say what is wrong with the top of a page that has no front matter."""
    place = Location(source.file)
    if not source.text.strip():
        message, hint = "the file is empty", "begin with ---, a line 'title: …', and ---"
        code = "empty-page"
    elif source.text.startswith("---"):
        message, hint = "the front matter is never closed", "end it with a line that is only ---"
        code = "front-matter"
    else:
        message = "the front matter is missing"
        hint = "begin the file with ---, a line 'title: …', and ---"
        code = "front-matter"
    return DiagnosticError(Diagnostic(place, "error", code, message, hint))


def _entries(document: YamlDocument, found: Diagnostics) -> Iterator[str]:
    """Walk the ids of a file that maps ids to definitions."""
    if document.value is None:
        return
    if not isinstance(document.value, dict):
        found.error(document.locate(), "yaml", "expected ids, each with its fields below it")
        return
    for id in document.value:
        if isinstance(id, str) and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", id):
            yield id
        else:
            place = document.locate((str(id),), key=True)
            found.error(place, "bad-id", f"'{id}': an id has letters, digits and hyphens only")


def _load_entries(
    site: Site,
    content: Content,
    found: Diagnostics,
    name: str,
    kind: str,
    model: type[Model],
    into: dict[str, Any],
    context: dict[str, Any],
) -> None:
    """Read a file of ids and definitions, such as the sources."""
    path = site.source / "content" / name
    if not path.is_file():
        return
    with _Reporting(found):
        document = yamlfile.parse(files.read_text(site.source, path))
        content.documents[kind] = document
        for id in _entries(document, found):
            content.places[f"{kind}:{id}"] = document.locate((id,), key=True)
            content.broken.add(f"{kind}:{id}")
            with _Reporting(found):
                into[id] = yamlfile.bind(
                    model, document, (id,), code=f"bad-{kind}", context=context
                )
                content.broken.discard(f"{kind}:{id}")


def _load_dataset(
    site: Site, content: Content, path: Path, found: Diagnostics, context: dict[str, Any]
) -> None:
    document = yamlfile.parse(files.read_text(site.source, path))
    content.broken.add(f"dataset:{path.stem}")
    descriptor = yamlfile.bind(Descriptor, document, code="bad-dataset", context=context)
    if descriptor.name != path.stem:
        message = f"the dataset is named '{descriptor.name}', its file '{path.name}'"
        found.error(document.locate(("name",)), "bad-dataset", message, "give both one name")
        return
    table = path.parent / descriptor.path
    if table.parent != path.parent or not table.is_file():
        place = document.locate(("path",))
        others = [p.name for p in path.parent.glob("*.csv")]
        hint = nearest(descriptor.path, others)
        found.error(place, "bad-dataset", f"there is no file '{descriptor.path}' beside this", hint)
        return
    files.contained(site.source, table)
    for name in descriptor.table.primaryKey:
        if name not in [column.name for column in descriptor.table.fields]:
            place = document.locate(("schema", "primaryKey"))
            found.error(place, "bad-dataset", f"the key's column '{name}' is not in the schema")
            return
    if not _sound_totals(descriptor, document, found):
        return
    source = files.read_text(site.source, table)
    dataset = datasets.read(descriptor, source, table.read_bytes(), found)
    if dataset is not None:
        content.datasets[dataset.id] = dataset
        content.places[f"dataset:{dataset.id}"] = document.locate()
        content.documents[f"dataset:{dataset.id}"] = document
        content.broken.discard(f"dataset:{path.stem}")


def _sound_totals(descriptor: Descriptor, document: YamlDocument, found: Diagnostics) -> bool:
    """Report declared totals that name no column of the schema, or add up what is no number."""
    types = {column.name: column.type for column in descriptor.table.fields}
    sound = True
    for position, total in enumerate(descriptor.totals):
        named: list[tuple[tuple[str | int, ...], str]] = [
            (("column",), total.column),
            (("over",), total.over),
            *((("by", index), name) for index, name in enumerate(total.by)),
        ]
        for steps, name in named:
            if name not in types:
                place = document.locate(("totals", position, *steps))
                message = f"the total's column '{name}' is not in the schema"
                found.error(place, "bad-dataset", message, nearest(name, types))
                sound = False
        if types.get(total.column, "number") not in ("integer", "number"):
            place = document.locate(("totals", position, "column"))
            message = f"'{total.column}' holds no numbers, so it has no total"
            found.error(place, "bad-dataset", message)
            sound = False
    return sound


def _load_stats(site: Site, content: Content, found: Diagnostics, context: dict[str, Any]) -> None:
    path = site.source / "content" / "stats.yaml"
    if not path.is_file():
        return
    document = yamlfile.parse(files.read_text(site.source, path))
    content.documents["stat"] = document
    for id in _entries(document, found):
        content.places[f"stat:{id}"] = document.locate((id,), key=True)
        content.broken.add(f"stat:{id}")
        with _Reporting(found):
            definition = yamlfile.bind(
                StatDefinition, document, (id,), code="bad-stat", context=context
            )
            dataset = content.datasets.get(definition.dataset)
            if dataset is None:
                if f"dataset:{definition.dataset}" not in content.broken:
                    place = document.locate((id, "dataset"))
                    message = f"there is no dataset '{definition.dataset}'"
                    hint = nearest(definition.dataset, content.datasets)
                    found.error(place, "unknown-dataset", message, hint)
                continue
            content.stats[id] = stats.compute(id, definition, dataset, document)
            content.broken.discard(f"stat:{id}")


def _load_chart(
    site: Site, content: Content, path: Path, found: Diagnostics, context: dict[str, Any]
) -> None:
    """Read a chart's two files when the walk comes to its module; report one without the other."""
    module, words_path = path.with_suffix(".py"), path.with_suffix(".yaml")
    file = files.relative(site.source, path)
    other = words_path if path.suffix == ".py" else module
    if not other.is_file():
        what = "words" if path.suffix == ".py" else "module"
        message = f"this chart has no {what}: '{other.name}' is missing"
        content.broken.add(f"chart:{path.stem}")
        found.error(Location(file), "bad-chart", message, "add it beside this file")
        return
    if path.suffix == ".yaml":
        return
    content.broken.add(f"chart:{path.stem}")
    code = files.read_text(site.source, module)
    written = files.read_text(site.source, words_path)
    document = yamlfile.parse(written)
    words = yamlfile.bind(ChartWords, document, code="bad-chart", context=context)
    sound = True
    for position, name in enumerate(words.datasets):
        place = document.locate(("datasets", position))
        sound &= _known(content, content.datasets, "dataset", name, place, found)
    place = document.locate(("table", "dataset"))
    if sound and _known(content, content.datasets, "dataset", words.table.dataset, place, found):
        columns = [c.name for c in content.datasets[words.table.dataset].descriptor.table.fields]
        wanted = [*words.table.columns, *words.table.where]
        for name in wanted:
            if name not in columns:
                message = f"'{words.table.dataset}' has no column '{name}'"
                found.error(
                    document.locate(("table",)), "bad-chart", message, nearest(name, columns)
                )
                sound = False
    outlines: dict[str, str] = {}
    for position, name in enumerate(words.outlines):
        outline = site.source / "content" / "data" / "geo" / f"{name}.geojson"
        if outline.is_file():
            files.contained(site.source, outline)
            outlines[name] = files.read_text(site.source, outline).text
        else:
            place = document.locate(("outlines", position))
            known = [p.stem for p in outline.parent.glob("*.geojson")]
            message = f"there is no file 'content/data/geo/{name}.geojson'"
            found.error(place, "unknown-outline", message, nearest(name, known))
            sound = False
    if not sound:
        return
    content.charts[path.stem] = Chart(
        path.stem,
        words,
        code.text,
        code.file,
        written.file,
        outlines,
        files.digest(repr((code.digest, written.digest, sorted(outlines.items()))).encode()),
    )
    content.places[f"chart:{path.stem}"] = Location(code.file)
    content.documents[f"chart:{path.stem}"] = document
    content.broken.discard(f"chart:{path.stem}")


def _known(
    content: Content,
    known: dict[str, Any],
    kind: str,
    name: str,
    place: Location,
    found: Diagnostics,
) -> bool:
    """Report a name that is not known, unless its definition was reported already."""
    if name in known:
        return True
    if f"{kind}:{name}" not in content.broken:
        found.error(place, f"unknown-{kind}", f"there is no {kind} '{name}'", nearest(name, known))
    return False


def _load_strings(site: Site, content: Content, found: Diagnostics) -> None:
    """Read the words of the templates: a mapping of keys to words in every language."""
    path = site.source / "templates" / "strings.yaml"
    if not path.is_file():
        return
    document = yamlfile.parse(files.read_text(site.source, path))
    for key in document.value or {}:
        words = document.value[key]
        for locale in site.locales:
            text = words.get(locale.code) if isinstance(words, dict) else None
            if not isinstance(text, str):
                message = f"the string '{key}' has no words for '{locale.code}'"
                found.error(document.locate((key,), key=True), "missing-string", message)
            elif key == DATA_FOLDER and not FOLDER.fullmatch(text):
                message = f"'{text}' is no folder's name: small letters, digits and hyphens"
                found.error(document.locate((key, locale.code)), "bad-name", message)
        content.strings[str(key)] = words if isinstance(words, dict) else {}
