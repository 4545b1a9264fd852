"""``explainer why PATH``: what an output was made from, as a tree, down to the rows."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import jinja2
import jinja2.meta
from msgspec import Struct, field

from generator import charts, files
from generator.build import incremental
from generator.build.report import Made, Options, Report
from generator.commands import DONE
from generator.commands import options as shared
from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location, nearest
from generator.model.dataset import Dataset, Row

CODES = (
    Code(
        "unknown-output",
        means="The site publishes no file of the name that was given to `explainer why`.",
        mend="Name a file or an address as it is published.",
        example="explainer why en/how-high/",
    ),
)

FOLDER = "public"
COUNTED = {
    "strings": "all of the strings",
    "all_sources": "every source, with the pages that use it",
    "section_ids": "the names of all charts and datasets",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "path",
        metavar="PATH",
        help=f"a published file, or its address: en/deal/, {FOLDER}/en/deal/index.html",
    )
    shared.site(parser)


def run(options: argparse.Namespace) -> int:
    """Print the tree of one output."""
    output = options.source / FOLDER
    asked = Options(options.source, output, options.base_url, options.drafts)
    report = incremental.check(asked)
    for line in tree(report, options.path, incremental.reasons(asked)).lines():
        print(line)
    return DONE


class Node(Struct):
    """A line of the tree, and the lines below it."""

    text: str
    below: list[Node] = field(default_factory=list)

    def lines(self) -> Iterable[str]:
        """Return the tree as text, one line for each node."""
        yield self.text
        for position, node in enumerate(self.below):
            last = position == len(self.below) - 1
            for number, line in enumerate(node.lines()):
                mark = "   " if last else "│  "
                yield (("└─ " if last else "├─ ") if number == 0 else mark) + line


def tree(report: Report, path: str, reasons: Mapping[str, tuple[str, ...]] | None = None) -> Node:
    """Return the inputs of the output that ``path`` names.

    ``reasons`` are those that the last build had for making each output.

    Raises:
        DiagnosticError: the site has errors, or publishes no such file.
    """
    if report.failed or report.made is None:
        raise DiagnosticError(*report.diagnostics)
    name = _find(report, path)
    if name not in report.trace:
        return Node(name, [Node(f"every other output ({len(report.trace)})")])
    found = _Tree(report.made, report.trace[name]).of(name)
    if reasons and name in reasons:
        found.below.append(_reason(reasons[name]))
    return found


def _reason(changed: tuple[str, ...]) -> Node:
    """Say what had changed when an output was last made."""
    if not changed:
        return Node("last rebuilt when nothing was known of it: it was new, or all was built")
    below = [Node(key.replace(":", " ", 1).replace("_", " ").strip()) for key in changed]
    return Node("last rebuilt because of a change", below)


def _find(report: Report, asked: str) -> str:
    """Return the output's own path, however it was asked for.

    Raises:
        DiagnosticError: there is none, with the nearest name.
    """
    assert report.made is not None
    base = urlsplit(report.made.site.base_url).path
    address = urlsplit(asked)
    plain = unquote(address.path) if address.scheme in ("http", "https") else asked
    plain = plain.replace("\\", "/").split("#")[0].split("?")[0]
    tries = [plain, plain.removeprefix(base)]
    parts = PurePosixPath(plain).parts
    if FOLDER in parts:
        ending = "/" if plain.endswith("/") else ""
        tries.append("/".join(parts[parts.index(FOLDER) + 1 :]) + ending)
    for one in tries:
        bare = one.removeprefix("./").lstrip("/")
        for name in (bare, unquote(bare)):
            page = "/".join(filter(None, (name.rstrip("/"), "index.html")))
            for known in (name, page):
                if known in report.files:
                    return known
    message = f"this site publishes no '{asked}'"
    names = {name.removesuffix("index.html"): name for name in report.files}
    wanted = tries[-1].lstrip("/").removesuffix("index.html")
    close = nearest(wanted, filter(None, names))
    name = names[close.split("'")[1]] if close else ""
    hint = f"did you mean '{name}'?" if name else "name a file of the published folder"
    raise DiagnosticError(Diagnostic(Location(asked), "error", "unknown-output", message, hint))


class _Tree:
    """Makes the tree of one output from what it read."""

    def __init__(self, made: Made, reads: Iterable[str]) -> None:
        self._content, self._site, self._made = made.content, made.site, made
        self._reads: dict[str, list[str]] = {}
        self._told: set[str] = set()
        for key in reads:
            kind, name = key.split(":", 1)
            self._reads.setdefault(kind, []).append(name)

    def of(self, name: str) -> Node:
        """Return the whole tree."""
        take = self._take
        pages = [self._page(one) for one in take("document")]
        numbers = [self._stat(one) for one in take("stat")]
        drawn = [self._chart(one, take("drawing")) for one in take("chart")]
        tables = [self._rulebook(one) for one in take("rulebook")]
        sets = [self._dataset(one) for one in take("dataset") if one not in self._told]
        cited = [one.split(":", 1)[1] for one in take("citation")]
        cited = list(dict.fromkeys((*take("source"), *cited)))
        static = [Node(f"static/{one}") for one in (*take("asset"), *take("asset_bytes"))]
        groups = [
            *pages,
            *_group("templates", self._templates(take("template"))),
            *_group("stats", numbers),
            *_group("charts", drawn),
            *_group("rules", tables),
            *_group("datasets", sets),
            *_group("sources", [self._source(one) for one in cited]),
            *_group("terms", [self._defined("term", one) for one in take("term")]),
            *_group("events", [self._defined("event", one) for one in take("event")]),
            *_group("static files", static),
            *self._settings(),
            *self._lists(),
        ]
        return Node(name, groups or [Node("nothing: it is always the same")])

    def _take(self, kind: str) -> list[str]:
        """Return the names that were read of a kind; what is left over is told at the end."""
        if kind == "drawing":
            return self._reads.get(kind, [])
        return self._reads.pop(kind, [])

    def _page(self, name: str) -> Node:
        code, id = name.split(":", 1)
        page = self._content.page(code, id)
        return Node(f"page {page.file if page else name}")

    def _templates(self, names: list[str]) -> list[Node]:
        """Return the templates that were rendered, each with what it includes the first time."""
        seen: set[str] = set()
        return [self._template(name, seen) for name in names if name not in seen]

    def _template(self, name: str, seen: set[str]) -> Node:
        node = Node(f"templates/{name}")
        if name in seen:
            return node
        seen.add(name)
        path = self._site.source / "templates" / name
        text = files.read_text(self._site.source, path).text
        refers = jinja2.meta.find_referenced_templates(_templates().parse(text))
        node.below = [self._template(one, seen) for one in dict.fromkeys(filter(None, refers))]
        return node

    def _stat(self, id: str) -> Node:
        stat = self._content.stats[id]
        dataset = self._content.datasets[stat.definition.dataset]
        self._told.add(dataset.id)
        rows = {row.line: row for row in (*stat.rows, *stat.of_rows)}
        value = f"{stat.value}{' %' if stat.percent else ''}"
        return Node(
            f"{id} = {value} ({_at(self._content.place('stat', id))})",
            [
                Node(_named(dataset), [Node(_row(dataset, rows[line])) for line in sorted(rows)]),
                *(self._source(one) for one in stat.sources),
            ],
        )

    def _chart(self, id: str, drawings: list[str]) -> Node:
        chart = self._content.charts[id]
        widths = [name.split(":")[2] for name in drawings if name.split(":")[0] == id]
        below = [Node(f"module {chart.module_file}"), Node(f"words {chart.words_file}")]
        names = dict.fromkeys((*chart.words.datasets, chart.words.table.dataset))
        self._told.update(names)
        below += [self._dataset(name) for name in names]
        below += [Node(f"outline content/data/geo/{name}.geojson") for name in chart.outlines]
        theme = charts.theme_path(self._site.source)
        if widths and theme.is_file():
            below.append(Node(f"theme {files.relative(self._site.source, theme)}"))
        below += [self._source(one) for one in self._content.sources_of("chart", id)]
        return Node(f"{id}" + (f" (drawn {', '.join(widths)})" if widths else ""), below)

    def _rulebook(self, id: str) -> Node:
        book = self._content.rulebooks[id]
        below = [Node(f"{len(book.rules.rules)} rules, {len(book.cases)} cases")]
        return Node(f"{id} ({book.file})", below)

    def _dataset(self, id: str) -> Node:
        dataset = self._content.datasets[id]
        lines = [row.line for row in dataset.rows]
        span = f"{dataset.file}:{min(lines)}-{max(lines)}, " if lines else f"{dataset.file}, "
        return Node(_named(dataset), [Node(f"{span}{len(lines)} rows")])

    def _source(self, id: str) -> Node:
        place = self._content.place("source", id)
        title = self._content.sources[id].titled(self._site.default_locale.code)
        return Node(f"source {id} ({_at(place)}): {title}")

    def _defined(self, kind: str, id: str) -> Node:
        return Node(f"{id} ({_at(self._content.place(kind, id))})")

    def _settings(self) -> list[Node]:
        found = []
        if self._take("settings"):
            found.append(Node(f"settings content/site.yaml, published at {self._site.base_url}"))
        strings = self._take("string")
        if strings:
            found.append(Node(f"strings: {len(strings)} of templates/strings.yaml"))
        return found

    def _lists(self) -> list[Node]:
        """Return what was read of the site as a whole, and any kind that is not told above."""
        self._reads.pop("drawing", None)
        found = [Node(f"the list of pages in '{code}'") for code in self._take("pages")]
        links = [*self._take("page_path"), *self._take("section_path")]
        if links:
            found.append(Node(f"addresses of {len(links)} pages"))
        for kind, names in self._reads.items():
            words = COUNTED.get(kind) or f"{kind.replace('_', ' ')}: {', '.join(names)}"
            found.append(Node(words.rstrip(": ")))
        return found


def _templates() -> jinja2.Environment:
    return jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _group(name: str, below: list[Node]) -> list[Node]:
    return [Node(name, below)] if below else []


def _named(dataset: Dataset) -> str:
    return f"dataset {dataset.id} (content/data/{dataset.id}.yaml)"


def _row(dataset: Dataset, row: Row) -> str:
    values = ", ".join(
        f"{name}={'' if value is None else value}" for name, value in row.values.items()
    )
    return f"{dataset.file}:{row.line} {values}"


def _at(place: Location) -> str:
    return f"{place.file}:{place.line}"
