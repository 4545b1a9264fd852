"""``content/charts/NAME.py`` and ``NAME.yaml``: charts, each a module and its words."""

from __future__ import annotations

from pathlib import Path

from generator import files
from generator.diagnostics import Code, Location, nearest
from generator.files import yaml as yamlfile
from generator.load.loading import Loading
from generator.model.chart import Chart, ChartWords

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
        with loading.reporting():
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
    place = document.locate(("table", "dataset"))
    if sound and loading.knows_dataset(words.table.dataset, place):
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
        if not files.passed_over(name) and "/" not in name and outline.is_file():
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
