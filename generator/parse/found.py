"""What one parse collects."""

from __future__ import annotations

from msgspec import Struct, field

from generator.diagnostics import Diagnostic
from generator.model.document import Position, Quoted, RawHtml, Reading, Sentence, Unsourced
from generator.model.page import Heading, Reference


class Found(Struct):
    """What one parse collects; ``prose`` are the texts of each section, where they are wanted."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    unsourced: list[Unsourced] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    quoted: list[Quoted] = field(default_factory=list)
    raw_html: list[RawHtml] = field(default_factory=list)
    prose: dict[str, list[str]] = field(default_factory=dict)
    reading: Reading | None = None
    positions: list[Position] = field(default_factory=list)
