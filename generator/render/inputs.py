"""Everything that an output may read: ``Inputs`` reads it, ``Providers`` makes it.

A new kind of input is a method of ``Providers``, named in one of its lists, and a typed method of
``Inputs`` that reads it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from functools import cached_property, partial
from typing import NamedTuple, cast

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import Location, one_of
from generator.files import tokens
from generator.files.cache import Cache
from generator.language import typography
from generator.load.assets import Asset
from generator.model.chart import Chart
from generator.model.content import SEARCH, Content
from generator.model.dataset import Dataset
from generator.model.document import Document, Inline, Texts
from generator.model.page import Heading
from generator.model.picture import Picture
from generator.model.rulebook import Rulebook
from generator.model.site import Site, SiteSettings
from generator.model.source import Source, Term
from generator.model.stat import Stat
from generator.model.timeline import Event
from generator.render import citations
from generator.render.drawings import Drawings, Rasterize
from generator.render.lists import Lists, News, PageEntry, PageUse, SiteSource, face
from generator.render.pictures import Pictures
from generator.trace import ByKey, Input, InputTable, Later, Provider, Reader, printed

# What no published file shows of the settings; the address is the run's, not always theirs.
UNSHOWN = {"freshness_days", "base_url", "readability", "position_balance"}
UNSEEN = Location("")
# What is made of one thing of the content alone, and where that lies in it.
OF_A_THING = {
    "source": "sources",
    "citation": "sources",
    "term": "terms",
    "event": "events",
    "stat": "stats",
    "dataset": "datasets",
    "dataset_head": "datasets",
}


class Summary(NamedTuple):
    """A page's summary, and the day of its last review."""

    words: Inline
    reviewed: datetime.date | None


class Cover(NamedTuple):
    """What a page's picture shows: its title, and the first of its charts."""

    title: Inline
    charts: tuple[str, ...]


class Outline(NamedTuple):
    """A page's title and its headings, for what leads to its sections."""

    title: Inline
    headings: tuple[Heading, ...]


class Searched(NamedTuple):
    """What a search may find of a page.

    ``names`` is what else the page is called: in the menu, and by its keywords. ``used`` is what
    each section uses by name, as section, kind and name; a position, by the name of who holds it.
    """

    title: Inline
    names: tuple[str, ...]
    summary: Inline
    headings: tuple[Heading, ...]
    used: tuple[tuple[str, str, str], ...]
    texts: Texts


class Inputs(Reader):
    """What one output reads; each method returns a value and records that it was read.

    ``locale`` is always a language's code. Unless a method says otherwise, it raises KeyError for
    what the site does not have.
    """

    def __init__(self, table: InputTable, providers: Providers) -> None:
        super().__init__(table)
        self._from = providers

    # Pages.

    def document(self, locale: str, id: str) -> Document:
        """A parsed page with its body."""
        return self.read(self._from.document, f"{locale}:{id}")

    def summary(self, locale: str, id: str) -> Summary:
        """A page's summary, for lists."""
        return self.read(self._from.summary, f"{locale}:{id}")

    def searched(self, locale: str, id: str) -> Searched:
        """What a search may find of a page; its texts are empty where the site has no search."""
        return self.read(self._from.searched, f"{locale}:{id}")

    def cover(self, locale: str, id: str) -> Cover:
        """What a page's picture shows of it."""
        return self.read(self._from.cover, f"{locale}:{id}")

    def outline(self, locale: str, id: str) -> Outline:
        """A page's title and its headings."""
        return self.read(self._from.outline, f"{locale}:{id}")

    def page_path(self, locale: str, id: str) -> str | None:
        """The path of a page; None if there is no such page."""
        return self.read(self._from.page_path, f"{locale}:{id}")

    def pages(self, locale: str) -> tuple[PageEntry, ...]:
        """A language's pages, in the order of lists."""
        return self.read(self._from.lists.pages, locale)

    def nav(self, locale: str) -> tuple[PageEntry, ...]:
        """The pages in a language's navigation."""
        return self.read(self._from.lists.nav, locale)

    def ancestors(self, locale: str, id: str) -> tuple[PageEntry, ...]:
        """The index pages above a page, the outermost first; none for what is no page."""
        return self.read(self._from.lists.ancestors, f"{locale}:{id}")

    def children(self, locale: str, id: str) -> tuple[PageEntry, ...]:
        """The pages right below an index page, in the order of lists."""
        return self.read(self._from.lists.children, f"{locale}:{id}")

    def page_ids(self, locale: str) -> tuple[str, ...]:
        """The ids of a language's pages."""
        return self.read(self._from.lists.page_ids, locale)

    def news(self, locale: str) -> tuple[News, ...]:
        """The newest pages and changes of pages in a language, the last one first."""
        return self.read(self._from.lists.news, locale)

    def has_news(self, locale: str) -> bool:
        """Whether a page of a language says when it was published or changed."""
        return self.read(self._from.lists.has_news, locale)

    def copies(self, locale: str, id: str) -> tuple[datetime.date, ...]:
        """The days of which a copy of a page is kept for citation."""
        return self.read(self._from.copies, f"{locale}:{id}")

    def modified(self, locale: str, id: str) -> datetime.date | None:
        """The day on which a page was last reviewed, corrected or published."""
        return self.read(self._from.modified, f"{locale}:{id}")

    # Sections: the parts of the site that the generator makes pages for.

    def section_ids(self, section: str) -> tuple[str, ...]:
        """The ids that a section has a page for; ``section`` is one of ``SECTIONS``."""
        return self.read(self._from.section_ids, section)

    def section_path(self, section: str, locale: str, id: str = "") -> str | None:
        """The path of a section's page, or without an id of its list; None if there is none.

        The section ``SEARCH`` has no ids; its list is the search page.
        """
        return self.read(self._from.section_path, f"{section}:{locale}:{id}")

    # Data.

    def stat(self, id: str) -> Stat:
        """A stat, computed."""
        return self.read(self._from.stat, id)

    def dataset(self, id: str) -> Dataset:
        """A dataset with its rows."""
        return self.read(self._from.dataset, id)

    def dataset_head(self, id: str) -> Dataset:
        """A dataset without its rows: an output that reads this is not remade for a new cell."""
        return self.read(self._from.dataset_head, id)

    def row_count(self, id: str) -> int:
        """The number of a dataset's rows."""
        return self.read(self._from.row_count, id)

    def csv(self, id: str) -> bytes:
        """A dataset's file."""
        return self.read(self._from.csv, id)

    def dataset_charts(self, id: str) -> tuple[str, ...]:
        """The ids of the charts drawn from a dataset, those with it in their table first."""
        return self.read(self._from.dataset_charts, id)

    def dataset_uses(self, locale: str, id: str) -> tuple[PageUse, ...]:
        """The pages whose stats or charts use a dataset."""
        return self.read(self._from.lists.dataset_uses, f"{locale}:{id}")

    def rulebook(self, id: str) -> Rulebook:
        """A decision table with its cases."""
        return self.read(self._from.rulebook, id)

    # Sources and the glossary.

    def source(self, id: str) -> Source:
        """A source's fields."""
        return self.read(self._from.source, id)

    def citation(self, locale: str, id: str) -> Markup:
        """A source, formatted for a list of sources."""
        return self.read(self._from.citation, f"{locale}:{id}")

    def all_sources(self, locale: str) -> tuple[SiteSource, ...]:
        """Every source of the site, formatted, with the pages of a language that use it."""
        return self.read(self._from.lists.all_sources, locale)

    def term(self, id: str) -> Term:
        """A glossary entry."""
        return self.read(self._from.term, id)

    def term_ids(self) -> tuple[str, ...]:
        """The ids of the glossary's entries."""
        return self.read(self._from.term_ids)

    def term_uses(self, locale: str, id: str) -> tuple[PageUse, ...]:
        """The pages that explain a term to their readers."""
        return self.read(self._from.lists.term_uses, f"{locale}:{id}")

    def glossary_path(self, locale: str) -> str | None:
        """The path of the page that lists the glossary; None if there is none."""
        return self.read(self._from.lists.glossary_path, locale)

    def event(self, id: str) -> Event:
        """A dated event."""
        return self.read(self._from.event, id)

    def tagged(self, tag: str) -> tuple[str, ...]:
        """The ids of the events with a tag, in the order of their dates."""
        return self.read(self._from.tagged, tag)

    # Charts.

    def chart(self, id: str) -> Chart:
        """A chart's words and module."""
        return self.read(self._from.chart, id)

    def chart_uses(self, locale: str, id: str) -> tuple[PageUse, ...]:
        """The pages that show a chart."""
        return self.read(self._from.lists.chart_uses, f"{locale}:{id}")

    def chart_order(self, locale: str) -> tuple[str, ...]:
        """The ids of the charts that have a page, as a reader comes upon them."""
        return self.read(self._from.lists.chart_order, locale)

    def drawing(self, id: str, locale: str, width: str) -> str:
        """A chart's SVG for a page; ``width`` is a key of ``WIDTHS``, ``EMBED`` or ``CARD``.

        Raises:
            DiagnosticError: the chart cannot be drawn.
        """
        return self.read(self._from.drawings.drawing, f"{id}:{locale}:{width}")

    def live(self, id: str, locale: str, width: str) -> str:
        """What the browser draws a chart from, as JSON.

        Raises:
            DiagnosticError: the chart cannot be drawn.
        """
        return self.read(self._from.drawings.live, f"{id}:{locale}:{width}")

    def runtime(self) -> str:
        """The script that draws live charts."""
        return self.read(self._from.drawings.runtime)

    def runtime_name(self) -> str:
        """The fingerprint in that script's file name."""
        return self.read(self._from.drawings.runtime_name)

    def rasterize(self) -> Rasterize:
        """The function from an SVG and a scale to a PNG."""
        return self.read(self._from.drawings.rasterize)

    # Pictures.

    def picture(self, name: str) -> Picture:
        """A picture of ``content/pictures/``, its size and digest."""
        return self.read(self._from.pictures.picture, name)

    def picture_bytes(self, name: str, width: int, form: str) -> bytes:
        """A picture as it is published in a width and a format.

        Raises:
            DiagnosticError: its file is broken.
        """
        return self.read(self._from.pictures.picture_bytes, f"{form}:{width}:{name}")

    # Templates, their words, static files, settings.

    def settings(self) -> SiteSettings:
        """The site's settings; its published address is recorded with them."""
        return self.read(self._from.settings)

    def string(self, locale: str, key: str) -> str:
        """One of the templates' own words."""
        return self.read(self._from.string, f"{locale}:{key}")

    def strings(self) -> Mapping[str, Mapping[str, str]]:
        """All of the templates' words, by key and language."""
        return self.read(self._from.strings)

    def has_string(self, key: str) -> bool:
        """Whether the templates have words under a key."""
        return self.read(self._from.has_string, key)

    def asset(self, name: str) -> str:
        """The address of a static file; LookupError, with the nearest name, if there is none."""
        return self.read(self._from.asset, name)

    def asset_bytes(self, name: str) -> bytes:
        """A static file, as it is published."""
        return self.read(self._from.asset_bytes, name)

    def template(self, name: str) -> None:
        """Record that a template was rendered, with all that it refers to."""
        self.read(self._from.template, name)

    def has_template(self, name: str) -> bool:
        """Whether the site has a template of that name."""
        return self.read(self._from.has_template, name)

    def token(self, name: str, theme: str = "light") -> str | None:
        """The value of a design token (a colour) in a theme, ``light`` or ``dark``; or None."""
        return self.read(self._from.token, f"{theme}:{name}")


class Providers(Struct, dict=True):
    """Makes inputs from what was loaded and parsed; each of its public methods is a provider.

    ``documents`` are all pages by name without their bodies; ``whole`` parses one with its body.
    ``closures`` are the templates' digests by name, each with all that the template refers to.
    ``drawn`` are the charts to draw, None is all.
    """

    site: Site
    content: Content
    documents: dict[str, Document]
    whole: Callable[[str], Document]
    assets: dict[str, Asset]
    closures: dict[str, str]
    cache: Cache
    drawn: Collection[str] | None = None

    def __post_init__(self) -> None:
        self.lists = Lists(self.site, self.content, self.documents, self._cited)
        self.drawings = Drawings(self.site, self.content, self.cache, self.drawn)
        self.pictures = Pictures(self.site, self.content, self.cache)

    def table(self, made: ByKey | None = None) -> InputTable:
        """Return a table of all inputs; ``made`` are those of an earlier run that still hold."""
        every = (*self._of_no_page(), *self._of_one_page(), *self.lists.providers())
        self._table = InputTable(every, made)
        return self._table

    def _of_no_page(self) -> tuple[Provider, ...]:
        """What stays as it is when only pages change."""
        return (
            self.stat,
            self.dataset,
            self.dataset_head,
            self.csv,
            self.row_count,
            self.dataset_charts,
            self.section_ids,
            self.section_path,
            self.source,
            self.citation,
            self.term,
            self.term_ids,
            self.event,
            self.tagged,
            self.chart,
            self.rulebook,
            self.string,
            self.strings,
            self.has_string,
            self.asset,
            self.asset_bytes,
            self.template,
            self.has_template,
            self.token,
            self.settings,
            *self.drawings.providers(),
            *self.pictures.providers(),
        )

    def _of_one_page(self) -> tuple[Provider, ...]:
        """What changes with the page that it names."""
        return (
            self.document,
            self.summary,
            self.searched,
            self.cover,
            self.outline,
            self.modified,
            self.copies,
            self.page_path,
        )

    def still(self, before: Providers, made: ByKey, *, base: bool) -> ByKey:
        """Return those of the inputs that an earlier run of the same site has made that still hold.

        ``base`` is whether only pages, templates and static files may have changed since.
        """
        if not base:
            return {key: found for key, found in made.items() if self._is_of_the_same(before, key)}
        mine, documents = self.documents, before.documents
        names = mine.keys() | documents.keys()
        changed = {name for name in names if mine.get(name) is not documents.get(name)}
        gone: tuple[Provider, ...] = ()
        if self.assets is not before.assets:
            gone += (self.asset, self.asset_bytes, self.token)
        if self.closures != before.closures:
            gone += (self.template, self.has_template)
        # The theme and the fonts of charts stand among the templates.
        if (self.closures, self.drawn) != (before.closures, before.drawn):
            gone += self.drawings.providers()
        kinds = {provider.__name__ for provider in self._of_no_page()}
        kinds -= {provider.__name__ for provider in gone}
        if all(face(mine.get(name)) == face(documents.get(name)) for name in changed):
            kinds.update(provider.__name__ for provider in self.lists.providers())
        # Not a page with its body: bodies are let go once they are rendered.
        own = {provider.__name__ for provider in self._of_one_page()} - {"document"}
        still: ByKey = {}
        for key, found in made.items():
            kind, _, name = key.partition(":")
            if kind in kinds or (kind in own and name not in changed):
                still[key] = found
        return still

    def _is_of_the_same(self, before: Providers, key: str) -> bool:
        """Whether an input is made of a thing alone that was not read again."""
        kind, _, name = key.partition(":")
        if kind not in OF_A_THING:
            return False
        id = name.rpartition(":")[2]
        now, then = (getattr(one, OF_A_THING[kind]) for one in (self.content, before.content))
        return id in now and now[id] is then.get(id)

    # Of one page.

    def document(self, name: str) -> Later[Document]:
        """A parsed page with its body, by ``locale:id``."""
        return Later(partial(self.whole, name), self.documents[name].page.digest)

    def summary(self, name: str) -> Input[Summary]:
        """A page's summary and the day of its review, by ``locale:id``."""
        document = self.documents[name]
        front, tag = document.page.front, document.page.tag
        seen = printed((front.summary, front.reviewed, tag))
        return Input(Summary(document.summary, front.reviewed), seen)

    def searched(self, name: str) -> Input[Searched]:
        """What a search may find of a page, by ``locale:id``."""
        document = self.documents[name]
        front = document.page.front
        names = (front.nav, *front.keywords)
        positions = (
            (document.section_at(one.location), "position", one.who) for one in document.positions
        )
        found = Searched(
            document.title,
            tuple(typography.plain(one, document.page.tag) for one in names if one),
            document.summary,
            document.headings,
            (*document.placed, *positions),
            document.texts,
        )
        return Input(found, printed((document.page.digest, document.page.tag)))

    def cover(self, name: str) -> Input[Cover]:
        """A page's title and its charts, by ``locale:id``."""
        document = self.documents[name]
        front, tag = document.page.front, document.page.tag
        charts = tuple(id for kind, id in document.used if kind == "chart")
        return Input(Cover(document.title, charts), printed((front.title, charts, tag)))

    def outline(self, name: str) -> Input[Outline]:
        """A page's title and its headings, by ``locale:id``."""
        document = self.documents[name]
        front, tag = document.page.front, document.page.tag
        seen = [heading._replace(location=UNSEEN) for heading in document.headings]
        return Input(Outline(document.title, document.headings), printed((front.title, seen, tag)))

    def copies(self, name: str) -> Input[tuple[datetime.date, ...]]:
        """The days of which a copy of a page is kept, by ``locale:id``."""
        code, id = name.split(":", 1)
        record = self.content.archive
        return Input.of(tuple(record.copies.get(id, {}).get(code, ()) if record else ()))

    def modified(self, name: str) -> Input[datetime.date | None]:
        """The day on which a page was last reviewed, corrected or published, by ``locale:id``."""
        return Input.of(self.documents[name].page.front.modified)

    def page_path(self, name: str) -> Input[str | None]:
        """The path of a page, by ``locale:id``; None if there is no such page."""
        code, id = name.split(":", 1)
        page = self.content.page(code, id)
        return Input.of(page.path if page else None)

    # Of no page.

    def section_ids(self, name: str) -> Input[tuple[str, ...]]:
        """The ids that a section has a page for."""
        return Input.of(tuple(self.content.section(name)))

    def section_path(self, name: str) -> Input[str | None]:
        """The path of a section's page, by ``section:locale:id``, or of its list without the id.

        None if there is no such page.
        """
        section, code, id = name.split(":", 2)
        if section == SEARCH:
            there = self.site.has_search
        else:
            ids = self.content.section(section)
            there = id in ids if id else bool(ids)
        return Input.of(self.content.section_path(section, code, id) if there else None)

    def stat(self, id: str) -> Input[Stat]:
        """A stat; the digest leaves out where it is defined, which no reader sees."""
        stat = self.content.stats[id]
        return Input(stat, printed(replace(stat, location=UNSEEN)))

    def dataset(self, id: str) -> Input[Dataset]:
        """A dataset with its rows."""
        dataset = self.content.datasets[id]
        return Input(dataset, dataset.fingerprint)

    def dataset_head(self, id: str) -> Input[Dataset]:
        """A dataset without its rows: what its columns are, what is said of it."""
        return Input.of(replace(self.content.datasets[id], rows=(), csv=b"", digest=""))

    def row_count(self, id: str) -> Input[int]:
        """The number of a dataset's rows."""
        return Input.of(len(self.content.datasets[id].rows))

    def csv(self, id: str) -> Input[bytes]:
        """A dataset's file."""
        dataset = self.content.datasets[id]
        return Input(dataset.csv, dataset.digest)

    def dataset_charts(self, id: str) -> Input[tuple[str, ...]]:
        """The ids of the charts drawn from a dataset, those with it in their table first."""
        shown = (self.content.charts[name] for name in self.content.section("charts"))
        charts = [chart for chart in shown if id in chart.words.datasets]
        charts.sort(key=lambda chart: (chart.words.table.dataset != id, chart.id))
        return Input.of(tuple(chart.id for chart in charts))

    def rulebook(self, id: str) -> Input[Rulebook]:
        """A decision table with its cases."""
        book = self.content.rulebooks[id]
        return Input(book, book.digest)

    def source(self, id: str) -> Input[Source]:
        """A source's fields."""
        return Input.of(self.content.sources[id])

    def citation(self, name: str) -> Input[Markup]:
        """A source, formatted, by ``locale:id``."""
        code, id = name.split(":", 1)
        return Input.of(citations.html(self.content.sources[id], self.site.locale(code)))

    def _cited(self, name: str) -> Markup:
        """Return a source, formatted, by ``locale:id``: once a run."""
        return cast("Markup", self._table.input(f"citation:{name}").value)

    def term(self, id: str) -> Input[Term]:
        """A glossary entry."""
        return Input.of(self.content.terms[id])

    def term_ids(self, _: str) -> Input[tuple[str, ...]]:
        """The ids of the glossary's entries."""
        return Input.of(tuple(self.content.terms))

    def event(self, id: str) -> Input[Event]:
        """A dated event."""
        return Input.of(self.content.events[id])

    def tagged(self, tag: str) -> Input[tuple[str, ...]]:
        """The ids of the events with a tag."""
        return Input.of(tuple(self.content.tagged([tag])))

    def chart(self, id: str) -> Input[Chart]:
        """A chart's words and module."""
        chart = self.content.charts[id]
        return Input(chart, chart.digest)

    def settings(self, _: str) -> Input[SiteSettings]:
        """The settings; the digest is of what pages show, and of the published address."""
        shown = self.site.settings.model_dump(exclude=UNSHOWN)
        return Input(self.site.settings, printed((shown, self.site.base_url)))

    def string(self, name: str) -> Input[str]:
        """The words of a string, by ``locale:key``."""
        code, key = name.split(":", 1)
        return Input.of(self.content.strings[key][code])

    def strings(self, _: str) -> Input[Mapping[str, Mapping[str, str]]]:
        """All strings, by key and language."""
        return Input.of(self.content.strings)

    def has_string(self, key: str) -> Input[bool]:
        """Whether there is a string of that key."""
        return Input.of(key in self.content.strings)

    def asset(self, name: str) -> Input[str]:
        """The address of a static file; LookupError (told at the template's line) if none."""
        if name not in self.assets:
            hint = one_of(name, self.assets)
            raise LookupError(f"there is no file 'static/{name}', {hint}")
        return Input.of(self.site.url(self.assets[name].path))

    def asset_bytes(self, name: str) -> Input[bytes]:
        """A static file."""
        asset = self.assets[name]
        return Input(asset.data, asset.digest)

    def token(self, name: str) -> Input[str | None]:
        """The value of a design token, by ``theme:name``; None when there is none."""
        theme, _, name = name.partition(":")
        return Input.of(self._tokens[theme].get(name))

    @cached_property
    def _tokens(self) -> tokens.Tokens:
        sheet = self.assets.get(tokens.SHEET)
        return tokens.parse(sheet.data.decode() if sheet else "")

    def template(self, name: str) -> Input[None]:
        """Nothing but the digest of a template and of all that it refers to."""
        return Input(None, self.closures.get(name, ""))

    def has_template(self, name: str) -> Input[bool]:
        """Whether there is a template of that name."""
        return Input.of(name in self.closures)
