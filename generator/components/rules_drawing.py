"""The whole of a decision table in one drawing: SVG, made from the file alone.

Questions stand in their order down a thread; each answer is a line of its own. Where an answer ends
the way, it is drawn through to the column of its outcome: a full dot where it always ends there, a
ring where earlier answers matter. Where it skips questions, an arc at the left shows to which.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct, field

from generator.rules.leads import leads

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.model.rulebook import Rules
    from generator.rules.leads import Lead

RIM = 30  # what is free at the right of the last column
LINE = 17
LETTER = 6.9  # the mean width of a letter at the drawing's size


class Shape(Struct, frozen=True):
    """How wide a drawing is, and where things stand across it.

    ``thread`` is the x of the thread of questions, at whose left arcs are drawn; ``text`` that of
    the words; ``columns`` that of the first outcome's column.
    """

    width: int
    thread: int
    text: int
    columns: int


WIDE = Shape(width=720, thread=74, text=98, columns=470)
NARROW = Shape(width=350, thread=42, text=61, columns=268)


class _Drawing(Struct):
    """What has been drawn so far, and how far down."""

    shape: Shape
    y: float = 0
    lines: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, kind: str = "", anchor: str = "") -> None:
        """Write one line."""
        options = f' class="{kind}"' if kind else ""
        options += f' text-anchor="{anchor}"' if anchor else ""
        self.marks.append(f'<text x="{x:g}" y="{y:g}"{options}>{escape(words)}</text>')


def draw(rules: Rules, context: Context, shape: Shape) -> Markup:
    """Return the drawing in the page's language; its words are told beside it, not in it."""
    ways = leads(rules)
    gap = (shape.width - shape.columns - RIM) / max(1, len(rules.outcomes) - 1)
    columns = {id: shape.columns + position * gap for position, id in enumerate(rules.outcomes)}
    drawing = _Drawing(shape)
    _heads(drawing, rules, columns, context)
    stops: dict[str, float] = {}
    skips: list[tuple[str, str]] = []
    for number, question in enumerate(rules.questions, start=1):
        stops[question.id] = drawing.y
        drawing.marks.append(
            f'<circle class="stop" cx="{shape.thread}" cy="{drawing.y:g}" r="11"/>'
        )
        drawing.text(shape.thread, drawing.y + 4, str(number), "number", "middle")
        for line in _wrap(context.label(question.short), shape.columns - shape.text - 30):
            drawing.text(shape.text, drawing.y + 4, line, "question")
            drawing.y += LINE
        for answer in question.answers:
            lines = _wrap(context.label(answer.label), shape.columns - shape.text - 60)
            drawing.y += 2
            for line in lines:
                drawing.text(shape.text, drawing.y + 4, line)
                drawing.y += LINE
            end = shape.text + len(lines[-1]) * LETTER + 8
            below = ways.get((question.id, answer.id), ())
            _ways(drawing, rules, below, (end, drawing.y - LINE), columns)
            skips += [(question.id, lead.question) for lead in below if lead.question]
        drawing.y += LINE
    _arcs(drawing, rules, skips, stops)
    return _svg(drawing, stops)


def _heads(drawing: _Drawing, rules: Rules, columns: dict[str, float], context: Context) -> None:
    """Write the outcomes' names as steps, each at the head of its column, the last one highest."""
    drawing.y = 16
    for id, outcome in reversed(rules.outcomes.items()):
        for line in _wrap(context.label(outcome.title), columns[id] - drawing.shape.thread - 20):
            drawing.text(columns[id] - 12, drawing.y + 4, line, "outcome", "end")
            drawing.y += LINE
        top, x = drawing.y - LINE, columns[id]
        drawing.lines.append(f'<path class="column" d="M{x - 7:g} {top:g}H{x:g}V{{end}}"/>')
        drawing.y += 6
    drawing.y += 18


def _ways(
    drawing: _Drawing,
    rules: Rules,
    ways: tuple[Lead, ...],
    start: tuple[float, float],
    columns: dict[str, float],
) -> None:
    """Draw where an answer leads: to questions by their numbers, and through to outcomes."""
    x, y = start
    order = [question.id for question in rules.questions]
    numbers = [order.index(lead.question) + 1 for lead in ways if lead.question]
    if numbers:
        words = "→ " + ", ".join(str(number) for number in numbers)
        drawing.text(drawing.shape.columns - 14, y + 4, words, "next", "end")
        x = drawing.shape.columns - 10
    ends = [columns[lead.outcome] for lead in ways if lead.outcome]
    if ends:
        drawing.lines.append(f'<path class="way" d="M{x:g} {y:g}H{max(ends):g}"/>')
    for end in ends:
        kind = "always" if len(ways) == 1 else "sometimes"
        drawing.marks.append(f'<circle class="{kind}" cx="{end:g}" cy="{y:g}" r="4.5"/>')


def _arcs(
    drawing: _Drawing, rules: Rules, skips: list[tuple[str, str]], stops: dict[str, float]
) -> None:
    """Draw an arc from a question to each that an answer of it leads to over others."""
    order = [question.id for question in rules.questions]
    for one, other in dict.fromkeys(skips):
        if order.index(other) - order.index(one) > 1:
            start, end, left = stops[one], stops[other], drawing.shape.thread - 12
            bulge = left - min(drawing.shape.thread - 24, 12 + (end - start) * 0.045) * 4 / 3
            drawing.lines.append(
                f'<path class="arc" d="M{left} {start:g}C{bulge:g} {start:g} '
                f'{bulge:g} {end:g} {left} {end:g}"/>'
            )


def _wrap(words: str, width: float) -> list[str]:
    """Break words into lines that are about as wide as is wanted."""
    lines = [""]
    for word in words.split(" "):
        if lines[-1] and (len(lines[-1]) + 1 + len(word)) * LETTER > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _svg(drawing: _Drawing, stops: dict[str, float]) -> Markup:
    height, width, x = drawing.y, drawing.shape.width, drawing.shape.thread
    thread = f'<path class="thread" d="M{x} {min(stops.values()):g}V{max(stops.values()):g}"/>'
    body = "\n".join([*drawing.lines, thread, *drawing.marks]).replace("{end}", f"{height - 8:g}")
    return Markup(  # noqa: S704 (every word in it was escaped)
        f'<svg viewBox="0 0 {width} {height:g}" width="{width}" height="{height:g}" '
        f'aria-hidden="true" focusable="false">\n{body}\n</svg>'
    )
