"""The figures as a page in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.browser import SHOWN
from bench.builds import COLD, EDIT, MEMORY, SAME, TIMED
from bench.chartsite import CHARTS
from bench.contender import Contender
from bench.figures import Figures
from bench.marks import marks
from bench.ours import NAME
from bench.peers.hugo import PEER as HUGO
from bench.served import SERVED

UNITS = {"s": (1.0, 2), "ms": (1e3, 0), "MB": (1e-6, 0)}
HOW = """Each build is a whole process, from its start to its end, on the same seeded corpus of
pages of about 10 KB. The others have one minimal template each; ours has all of its own. *Cold* is
without anything from earlier builds; *one edit* puts a paragraph into one page of a built site.
That, and *nothing changed*, are asked for in the incremental mode of each generator that has one.
After every build the pages, and the edit, are looked for in what was published.

Generators take turns in every round. A cell has the median, in brackets the lowest and the highest,
and the ratio to Hugo (the median of the rounds' ratios), below 1 where it is less than Hugo's.
Memory is the peak of all processes of one cold build together, shared pages counted once."""
SAVED = """From the write of a page to the new text in the server's answer, asked for every
millisecond, and to the frame that shows it in a Chromium that has the page open. Servers run one
after the other, each until it has answered all edits or for a minute."""
DRAWN = f"""Ours alone: {CHARTS} datasets and a chart of each, in two languages and at two widths.
The edit changes one datum."""


def report(
    figures: Figures,
    contenders: Sequence[Contender],
    versions: dict[str, str],
    machine: str,
    day: str,
) -> str:
    """Return the page."""
    names = [contender.name for contender in contenders]
    parts = [
        "# Benchmark",
        f"Written by `make bench` on {day}. {machine}.",
        HOW,
        "## Marks",
        _marks(figures),
    ]
    for pages in sorted({size for what in (*TIMED, MEMORY) for size in figures.sizes(what)}):
        columns = [(what, "s") for what in TIMED] + [(MEMORY, "MB")]
        parts += [f"## {pages:,} pages", _table(figures, pages, names, columns)]
    for pages in figures.sizes(SERVED) or figures.sizes(SHOWN):
        parts += [
            f"## Save to served, {pages:,} pages",
            SAVED,
            _table(figures, pages, names, [(SERVED, "ms"), (SHOWN, "ms")], count=True),
        ]
    charted = [(f"charts, {what}", "s") for what in (COLD, SAME, EDIT)]
    if any(figures.sizes(what) for what, _ in charted):
        parts += [
            f"## {CHARTS} charts",
            DRAWN,
            _table(figures, CHARTS, [NAME], charted),
        ]
    parts += ["## Who took part", _contenders(contenders, versions)]
    if figures.notes:
        parts += ["## Missing", "\n".join(f"- {note}" for note in figures.notes)]
    return "\n\n".join(parts) + "\n"


def _marks(figures: Figures) -> str:
    rows = [
        (mark.words, _value(mark.figure, mark.unit), _value(mark.limit, mark.unit), mark.verdict)
        for mark in marks(figures)
    ]
    return _lines(("mark", "ours", "limit", ""), rows, numbers=(1, 2))


def _table(
    figures: Figures,
    pages: int,
    names: Iterable[str],
    columns: Sequence[tuple[str, str]],
    *,
    count: bool = False,
) -> str:
    """Return a line for each name that has a figure, a column for each thing measured."""
    rows = []
    for name in names:
        cells = [_cell(figures, pages, what, name, unit, count=count) for what, unit in columns]
        if any(cells):
            rows.append((name, *(cell or "–" for cell in cells)))
    head = ("", *(f"{what.removeprefix('charts, ')}, {unit}" for what, unit in columns))
    return _lines(head, rows, numbers=range(1, len(head)))


def _cell(figures: Figures, pages: int, what: str, name: str, unit: str, *, count: bool) -> str:
    values = figures.all(pages, what, name)
    if not values:
        return ""
    cell = _number(figures.median(pages, what, name) or 0, unit)
    if len(values) > 1:
        cell += f" ({_number(min(values), unit)}–{_number(max(values), unit)})"
    if count:
        cell += f", {len(values)} edits"
    ratio = figures.ratio(pages, what, name, HUGO.name)
    return f"{cell} ×{ratio:.2f}" if ratio is not None and name != HUGO.name else cell


def _contenders(contenders: Sequence[Contender], versions: dict[str, str]) -> str:
    rows = []
    for contender in contenders:
        if contender.name in versions:
            command = " ".join(contender.serve).format(
                program=contender.name.lower(), site="DIR", port="PORT"
            )
            rows.append((contender.name, versions[contender.name], contender.mode, f"`{command}`"))
    return _lines(("", "version", "incremental mode", "server"), rows)


def _value(value: float | None, unit: str) -> str:
    return "–" if value is None else f"{_number(value, unit)} {unit}"


def _number(value: float, unit: str) -> str:
    factor, digits = UNITS[unit]
    return f"{value * factor:,.{digits}f}"


def _lines(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    right = set(numbers)
    rule = ["---:" if at in right else "---" for at in range(len(head))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))
