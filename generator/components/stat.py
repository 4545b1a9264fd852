"""`` {stat}`id` ``: a number computed from a dataset, with a note that says where it came from."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.components.specification import Argument, Role
from generator.components.table import CitedSource, cell, statuses, table
from generator.language import format as localize

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.components.context import Context
    from generator.model.dataset import Dataset
    from generator.model.document import RoleUse
    from generator.model.site import Locale
    from generator.model.stat import Stat

SHOWN_ROWS = 12
OF_ROWS = ("sum", "mean", "min", "max", "first", "last")
HIDDEN_COLUMNS = ("source", "status")


class DatasetLink(Struct, frozen=True):
    """The dataset that a stat is computed from; ``url`` is its page's address, None if none."""

    title: str
    publisher: str
    as_of: str
    csv_url: str
    url: str | None


class StatView(Struct, frozen=True):
    """What ``templates/components/stat.html`` shows of a stat, as ``stat``.

    ``text`` is the number in the page's language, ``value`` the same for machines, ``prefix`` the
    word for its rounding ("almost ", or nothing). ``rows`` are the first of the rows that it was
    computed from, ``row_count`` counts them all; ``columns`` and ``numeric`` describe their cells.
    ``statuses`` says how sure the rows are, ``derivation`` how the number was computed.
    """

    id: str
    text: str
    value: str
    prefix: str
    label: str
    unit: str
    columns: list[str]
    rows: list[list[str]]
    numeric: list[bool]
    row_count: int
    statuses: str
    derivation: str
    sources: list[CitedSource]
    dataset: DatasetLink


def value_text(stat: Stat, dataset: Dataset, code: str, tag: str) -> str:
    """Return the number alone, in a language's form: ``39,171``, ``65 %``, ``August 2017``."""
    if stat.definition.show is not None:
        column = dataset.column(stat.definition.show)
        assert column is not None, "a stat's column is checked when it is computed"
        return cell(column, stat.value, code, tag)
    assert isinstance(stat.value, int | Decimal), "only a shown value may be another"
    return localize.number(stat.value, tag, stat.percent)


def prefix_key(stat: Stat) -> str | None:
    """Return the string that says how the number was rounded, or None for an exact one."""
    if not stat.definition.approximate or not isinstance(stat.value, int | Decimal):
        return None
    difference = Fraction(stat.value) - stat.exact
    if difference == 0:
        return None
    return "almost" if difference > 0 else "more_than"


def text(use: RoleUse, context: Context) -> str:
    """Return the number with its word for the rounding."""
    stat = context.stat(use.text.strip())
    dataset = context.dataset_head(stat.definition.dataset)
    return printed(stat, dataset, context.locale, context.string)


def printed(stat: Stat, dataset: Dataset, locale: Locale, string: Callable[[str], str]) -> str:
    """Return the number as a sentence has it; ``string`` gives the templates' words by key."""
    key = prefix_key(stat)
    number = value_text(stat, dataset, locale.code, locale.tag)
    return f"{string(key)} {number}" if key else number


def view(use: RoleUse, context: Context) -> str:
    """Return the number as ``<data>``, and its note."""
    uid = context.uid("stat")
    return context.component("stat", stat=note(use.text.strip(), uid, context), uid=uid)


def note(id: str, uid: str, context: Context) -> StatView:
    """Return what a template shows of a stat that is used at the anchor ``uid``."""
    stat = context.stat(id)
    dataset = context.dataset_head(stat.definition.dataset)
    descriptor = dataset.descriptor
    code, tag = context.locale.code, context.locale.tag
    names = [c.name for c in descriptor.table.fields if c.name not in HIDDEN_COLUMNS]
    rows = [*stat.of_rows, *(row for row in stat.rows if row not in stat.of_rows)]
    shown = table(dataset, rows[:SHOWN_ROWS], names, context)
    key = prefix_key(stat)
    page = context.section_path("data", dataset.id)
    return StatView(
        id=id,
        text=value_text(stat, dataset, code, tag),
        value=f"{stat.value:f}" if isinstance(stat.value, Decimal) else str(stat.value),
        prefix=context.string(key) + " " if key else "",
        label=context.label(stat.definition.label),
        unit=context.label(stat.definition.unit or descriptor.unit),
        columns=shown.columns,
        rows=shown.rows,
        numeric=shown.numeric,
        row_count=len(rows),
        statuses=statuses(dataset, rows, context),
        derivation=derivation(stat, dataset, context),
        sources=[CitedSource(context.cite(s, uid), context.citation(s)) for s in stat.sources],
        dataset=DatasetLink(
            title=context.label(descriptor.title),
            publisher=context.label(descriptor.publisher),
            as_of=localize.date(descriptor.as_of, tag),
            csv_url=context.site.url(f"data/{dataset.id}.csv"),
            url=context.site.url(page) if page is not None else None,
        ),
    )


def derivation(stat: Stat, dataset: Dataset, context: Context) -> str:
    """Return a line that says how the number was computed, and what was left out."""
    name: str = stat.definition.aggregate
    if stat.taken == 1 and name in OF_ROWS:
        name = "one"
    elif name == "count" and stat.definition.field:
        name = "count_values"
    column = dataset.column(stat.definition.field or "")
    keys = [f"derivation_{name}"]
    if stat.skipped:
        keys.append(f"derivation_skipped{'_one' if stat.skipped == 1 else ''}")
    return " ".join(
        context.string(key).format(
            count=localize.number(stat.taken, context.locale.tag),
            skipped=localize.number(stat.skipped, context.locale.tag),
            column=context.label(column.title) if column else "",
        )
        for key in keys
    )


SPECIFICATION = Role(
    name="stat",
    doc="A number computed from a dataset, with a note that says where it came from.",
    sample="The water rose to {stat}`highest` metres.",
    argument=Argument("stat", "the stat's id in content/stats.yaml"),
    view=view,
    text=text,
)
