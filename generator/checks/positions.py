"""What people hold is dated, and the two sides of a question are heard at equal length."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.diagnostics import Code, Diagnostic
from generator.model.content import Content
from generator.model.document import Document, Position
from generator.model.site import Site

CODES = (
    Code(
        "position-undated",
        means="An explainer attributes a position to somebody and does not say when they held it.",
        mend="Say it beside the name, or in the text: a year at least.",
        example=":::{position} The harbour master, in May 2023\nIt is high. {cite}`sample`\n:::",
    ),
    Code(
        "position-balance",
        means=(
            "The positions on one side of a page's question have fewer words than those on the "
            "other, by more than `position_balance` in `content/site.yaml` allows."
        ),
        mend="Let the shorter side say more, at its strongest, or the longer one less.",
        example=":::{position} The harbour master, in May 2023\n:side: for\n…\n:::",
    ),
)

SIDES = ("for", "against")


def check_pages(
    site: Site, content: Content, documents: Collection[Document]
) -> Iterator[Diagnostic]:
    """Report positions without a date, and pages whose sides are of unequal length."""
    limit = site.settings.position_balance
    for document in documents:
        for position in document.positions:
            if not position.dated:
                message = "this position does not say when it was held"
                hint = "add it after the name: …, in May 2023"
                yield Diagnostic(position.location, "warning", "position-undated", message, hint)
        if limit is not None:
            yield from _balance(document.positions, limit)


def _balance(positions: tuple[Position, ...], limit: int) -> Iterator[Diagnostic]:
    counts = {side: sum(one.words for one in positions if one.side == side) for side in SIDES}
    shorter, longer = sorted(SIDES, key=lambda side: counts[side])
    apart = counts[longer] - counts[shorter]
    if 100 * apart > limit * counts[longer]:
        order = (shorter, longer)
        place = next(one.location for side in order for one in positions if one.side == side)
        message = (
            f"the side '{shorter}' has {counts[shorter]} words and '{longer}' {counts[longer]}: "
            f"{100 * apart // counts[longer]} % fewer, limit {limit} %"
        )
        hint = "let it say more, or the other one less"
        yield Diagnostic(place, "warning", "position-balance", message, hint)
