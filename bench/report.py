"""The figures as a page in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench import large, ownsite
from bench.browser import SHOWN
from bench.builds import COLD, MEMORY, TIMED
from bench.cards import CARDS, WITH, WITHOUT
from bench.chartsite import BARE, CHARTS, KIND
from bench.contender import Contender
from bench.figures import Figures
from bench.marks import card, marks
from bench.ours import NAME
from bench.peers.hugo import PEER as HUGO
from bench.served import SERVED

UNITS = {"s": (1.0, 2), "ms": (1e3, 0), "MB": (1e-6, 0), "KB": (1e-3, 0), "times": (1.0, 2)}
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
after the other, each until it has answered all edits or for a minute. Edits for the screen are more
than a second apart: of two within one second, Hugo's server tells the browser that the page has not
changed."""
FASTER = "Where another one's median is below ours, the fastest first."
CARDED = "Ours alone: the corpus with a picture of each page for those who share it, and without."
DRAWN = f"""Ours alone: {CHARTS} datasets and a chart of each, in two languages and at two widths.
The edit changes one datum. The bare calls are those that the same build makes of the library that
draws, made again in two processes with nothing around them; the ratios are to them."""
OWN = """The site of this repository, whole: its charts, cards and search. The edit adds a paragraph
to one page. While it is served, a file is saved and the change looked for in a Chromium that has a
page open: the deal's, for a datum and a chart's module that of the crossings, with five charts."""
LARGE = f"""Ours alone: a dataset of {large.ROWS:,} rows, whose page shows the first of them, and a
page in two languages that cites each of its sources once."""


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
        "## Where others are faster",
        FASTER,
        _faster(figures, names),
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
    for pages in figures.sizes(CARDS):
        table = _table(figures, pages, [WITHOUT, WITH], [(CARDS, "s")], base=WITHOUT)
        each = _value(card(figures, pages), "ms")
        parts += [f"## Social cards, {pages:,} pages", CARDED, table, f"A card takes {each}."]
    own = [[(f"{ownsite.KIND}, {what}", "s") for what in TIMED]]
    own.append([(f"{ownsite.KIND}, {change.what}", "ms") for change in ownsite.CHANGES])
    own = [columns for columns in own if any(figures.sizes(what) for what, _ in columns)]
    if own:
        tables = [_table(figures, ownsite.SIZE, [NAME], columns) for columns in own]
        parts += ["## This project's own site", OWN, *tables]
    charted = [(f"{KIND}, {what}", "s") for what in TIMED]
    if any(figures.sizes(what) for what, _ in charted):
        table = _table(figures, CHARTS, [NAME, BARE], charted, base=BARE)
        parts += [f"## {CHARTS} charts", DRAWN, table]
    if figures.sizes(large.LARGEST):
        parts += ["## Large in one thing", LARGE, _large(figures)]
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
    base: str = HUGO.name,
) -> str:
    """Return a line for each name that has a figure, a column for each thing measured.

    The ratios are to the figures of ``base``.
    """
    rows = []
    for name in names:
        cells = [
            _cell(figures, pages, what, name, unit, count=count, base=base)
            for what, unit in columns
        ]
        if any(cells):
            rows.append((name, *(cell or "–" for cell in cells)))
    head = ("", *(f"{what.rpartition(', ')[2]}, {unit}" for what, unit in columns))
    return _lines(head, rows, numbers=range(1, len(head)))


def _cell(
    figures: Figures, pages: int, what: str, name: str, unit: str, *, count: bool, base: str
) -> str:
    values = figures.all(pages, what, name)
    if not values:
        return ""
    cell = _number(figures.median(pages, what, name) or 0, unit)
    if len(values) > 1:
        cell += f" ({_number(min(values), unit)}–{_number(max(values), unit)})"
    if count:
        cell += f", {len(values)} edits"
    ratio = figures.ratio(pages, what, name, base)
    return f"{cell} ×{ratio:.2f}" if ratio is not None and name != base else cell


def _faster(figures: Figures, names: Sequence[str]) -> str:
    """Return what others do in less time or memory than ours, a line for each thing measured."""
    units = {**dict.fromkeys(TIMED, "s"), MEMORY: "MB", SERVED: "ms", SHOWN: "ms"}
    lines = []
    for pages, what in sorted(
        {(pages, what) for pages, what, who in figures.values if who == NAME}
    ):
        ours = figures.median(pages, what, NAME)
        if what not in units or ours is None:
            continue
        medians = [(figures.median(pages, what, name), name) for name in names if name != NAME]
        less = sorted((value, name) for value, name in medians if value and value < ours)
        if less:
            told = ", ".join(f"{name} {_value(value, units[what])}" for value, name in less)
            lines.append(f"- {pages:,} pages, {what}, ours {_value(ours, units[what])}: {told}")
    return "\n".join(lines) or "Nowhere in what was measured in this run."


def _large(figures: Figures) -> str:
    kinds = [(large.ROWS, large.ROWS_KIND), *((n, large.SOURCES_KIND) for n in large.SOURCES)]
    rows = [
        (
            f"{size:,} {kind}",
            _cell(figures, size, f"{kind}, {COLD}", NAME, "s", count=False, base=NAME),
            _cell(figures, size, large.LARGEST, NAME, "KB", count=False, base=NAME) or "–",
        )
        for size, kind in kinds
    ]
    return _lines(("", "cold, s", "largest page, KB"), rows, numbers=(1, 2))


def _contenders(contenders: Sequence[Contender], versions: dict[str, str]) -> str:
    rows = []
    for contender in contenders:
        if contender.name in versions:
            command = " ".join(contender.serve).format(
                program=contender.name.lower(), site="DIR", port="PORT"
            )
            server = f"`{command}`" if command else "none"
            version = versions[contender.name]
            rows.append((contender.name, contender.language, version, contender.mode, server))
    return _lines(("", "written in", "version", "incremental mode", "server"), rows)


def _value(value: float | None, unit: str) -> str:
    return "–" if value is None else f"{_number(value, unit)} {unit}"


def _number(value: float, unit: str) -> str:
    factor, digits = UNITS[unit]
    return f"{value * factor:,.{digits}f}"


def _lines(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    right = set(numbers)
    rule = ["---:" if at in right else "---" for at in range(len(head))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))
