"""``content/sources.yaml`` and ``content/glossary.yaml``: definitions by id."""

from __future__ import annotations

from generator.diagnostics import Code
from generator.load.loading import Loading
from generator.model.source import Source, Term

READS = ("content/sources.yaml", "content/glossary.yaml")

CODES = (
    Code(
        "bad-source",
        means="A source in `content/sources.yaml` has a faulty field.",
        mend="Correct the field that is named.",
        example="almanac:\n  type: report\n  title: Tide tables\n  issued: 2023-03",
    ),
    Code(
        "bad-term",
        means="An entry of `content/glossary.yaml` has a faulty field.",
        mend=(
            "Correct the field that is named. A term has its word and its definition in every "
            "language of the site."
        ),
    ),
)


def load(loading: Loading) -> None:
    """Read the sources and the glossary."""
    content = loading.content
    loading.define("sources.yaml", "source", Source, content.sources, code="bad-source")
    loading.define("glossary.yaml", "term", Term, content.terms, code="bad-term")
