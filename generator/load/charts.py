"""``content/charts/NAME.py`` and ``NAME.yaml``: charts, each a module and its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator import files
from generator.diagnostics import Code, Diagnostic, Location, nearest, one_of
from generator.files import yaml as yamlfile
from generator.files.yaml import YamlDocument
from generator.language.characters import visible
from generator.load import filters
from generator.load.loading import Loading
from generator.model.chart import Chart, ChartWords, TableChoice
from generator.model.dataset import Dataset

READS = ("content/charts/", "content/data/geo/")

CODES = (
    Code(
        "bad-chart",
        means=(
            "The YAML file beside a chart's module is missing or has a faulty field, or names a "
            "column that the data do not have."
        ),
        mend="Correct the field that is named. A chart is two files, `NAME.py` and `NAME.yaml`.",
    ),
    Code(
        "unknown-outline",
        means="A chart names a map outline that is not in `content/data/geo/`.",
        mend="Correct the name, or add the file `NAME.geojson`.",
    ),
)


def load(loading: Loading) -> None:
    """Read every chart."""
    for path in loading.listed("content/charts", ".py", ".yaml"):
        with loading.reporting(path):
            _read(loading, path)


def _read(loading: Loading, path: Path) -> None:
    """Read a chart's two files when the walk comes to its module; report one without the other."""
    site, content, found = loading.site, loading.content, loading.found
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
    words = yamlfile.bind(ChartWords, document, code="bad-chart", context=loading.context)
    sound = True
    for position, name in enumerate(words.datasets):
        place = document.locate(("datasets", position))
        sound &= loading.knows_dataset(name, place)
    for position, name in enumerate(words.events):
        sound &= _knows_event(loading, name, document.locate(("events", position)))
    place = document.locate(("table", "dataset"))
    choice = words.table
    sound &= loading.knows_dataset(choice.dataset, place)
    if sound:
        faults = list(_table(choice, content.datasets[choice.dataset], document))
        found.extend(faults)
        sound = not faults
    outlines: dict[str, str] = {}
    for position, name in enumerate(words.outlines):
        outline = site.source / "content" / "data" / "geo" / f"{name}.geojson"
        if not files.passed_over(name) and "/" not in name and outline.is_file():
            outlines[name] = files.read_text(site.source, outline).text
        else:
            place = document.locate(("outlines", position))
            known = [p.stem for p in outline.parent.glob("*.geojson")]
            message = f"there is no file 'content/data/geo/{name}.geojson'"
            found.error(place, "unknown-outline", message, one_of(name, known))
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


def _knows_event(loading: Loading, name: str, place: Location) -> bool:
    """Report an event that is not there, or has no words for charts."""
    event = loading.content.events.get(name)
    if event is not None and event.label is not None:
        return True
    if event is not None:
        message, hint = f"the event '{name}' has no label", "add label: … in content/timeline.yaml"
        loading.found.error(place, "bad-chart", message, hint)
    elif not loading.content.is_broken("event", name):
        message = f"there is no event '{name}'"
        loading.found.error(place, "bad-chart", message, one_of(name, loading.content.events))
    return False


def _table(choice: TableChoice, dataset: Dataset, document: YamlDocument) -> Iterator[Diagnostic]:
    """Report columns that the dataset of a chart's table does not have, and filters of no row."""
    names = dataset.names
    for position, name in enumerate(choice.columns):
        if name not in names:
            message = f"'{dataset.id}' has no column '{visible(name)}'"
            hint = nearest(name, names) or f"its columns: {', '.join(names)}"
            place = document.locate(("table", "columns", position))
            yield Diagnostic(place, "error", "bad-chart", message, hint)
    yield from filters.check(choice.where, dataset, document, ("table", "where"), code="bad-chart")
