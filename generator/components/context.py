"""What a role or a directive may use while its page is rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token
    from markupsafe import Markup

    from generator.model.chart import Chart
    from generator.model.dataset import Dataset
    from generator.model.picture import Picture
    from generator.model.rulebook import Rulebook
    from generator.model.site import Locale, Site
    from generator.model.source import Source, Term
    from generator.model.stat import Stat
    from generator.model.timeline import Event


class Context(Protocol):
    """One page while it is rendered: what it may read, and what it collects.

    ``locale`` is the page's language; words, citations and paths come in it. Everything that is
    read is recorded, so that the page is made again when it changes. Names were checked before a
    page is rendered: a method that is asked for something undefined raises KeyError.
    """

    @property
    def site(self) -> Site:
        """The site that is built."""
        ...

    @property
    def locale(self) -> Locale:
        """The page's language."""
        ...

    # What a component may read.

    def stat(self, id: str) -> Stat:
        """Return a stat, computed."""
        ...

    def dataset(self, id: str) -> Dataset:
        """Return a dataset with its rows."""
        ...

    def dataset_head(self, id: str) -> Dataset:
        """Return a dataset without its rows: enough for columns and titles."""
        ...

    def source(self, id: str) -> Source:
        """Return a source's fields."""
        ...

    def citation(self, id: str) -> Markup:
        """Return a source, formatted for a list of sources."""
        ...

    def term(self, id: str) -> Term:
        """Return a glossary entry."""
        ...

    def glossary_path(self) -> str | None:
        """Return the path of the page that lists the glossary, or None."""
        ...

    def event(self, id: str) -> Event:
        """Return a dated event."""
        ...

    def tagged(self, tag: str) -> tuple[str, ...]:
        """Return the ids of the events with a tag, in the order of their dates."""
        ...

    def chart(self, id: str) -> Chart:
        """Return a chart's words and module."""
        ...

    def drawing(self, id: str, width: str) -> str:
        """Return a chart's SVG; ``width`` is a key of ``WIDTHS``, ``EMBED`` or ``CARD``."""
        ...

    def picture(self, name: str) -> Picture:
        """Return a picture's size and digest."""
        ...

    def runtime_name(self) -> str:
        """Return the fingerprint in the file name of the script that draws live charts."""
        ...

    def rulebook(self, id: str) -> Rulebook:
        """Return a decision table with its cases."""
        ...

    def section_path(self, section: str, id: str) -> str | None:
        """Return the path of a dataset's (``data``) or a chart's (``charts``) page, or None."""
        ...

    def string(self, key: str) -> str:
        """Return one of the templates' own words, from ``templates/strings.yaml``.

        Raises:
            DiagnosticError: there is no such string.
        """
        ...

    # Rendering.

    def component(self, name: str, **values: object) -> Markup:
        """Return the HTML of ``templates/components/NAME.html`` with these values."""
        ...

    def blocks(self, tokens: Sequence[Token]) -> Markup:
        """Return the HTML of a directive's body, or of a part of it."""
        ...

    def inline(self, text: str) -> Markup:
        """Return the HTML of a text with inline Markdown."""
        ...

    def words(self, words: dict[str, str]) -> Markup:
        """Return the HTML of words with inline Markdown."""
        ...

    def stated(self, words: dict[str, str], lead: str) -> Markup:
        """Return the same, of words that are shown as the page's own, after a lead of their own.

        What the two state is marked in the passages that the words cite.
        """
        ...

    def plain_words(self, words: dict[str, str]) -> str:
        """Return words with inline Markdown as text, their stats as numbers."""
        ...

    def label(self, words: dict[str, str]) -> str:
        """Return words that hold no Markdown, with the marks and spaces of the language."""
        ...

    def link(self, href: str) -> str:
        """Return the address that a link is published with."""
        ...

    # What the page collects.

    def uid(self, kind: str) -> str:
        """Return an id that is used once in the page: ``stat-1``, ``stat-2``."""
        ...

    def cite(self, source: str, anchor: str) -> int:
        """Note that a source is used at ``anchor``, and return its number in the page's list."""
        ...

    def note(self, source: str, passages: tuple[str, ...]) -> str:
        """Return the id of the note at the page's foot that shows these passages of a source.

        Ask for it after ``cite``.
        """
        ...

    def need(self, asset: str) -> str:
        """Note that the page links a style sheet or a script; return "", which prints nothing."""
        ...
