"""What every page shares: the frame around it, and what templates may show of the page itself.

A template sees the fields of ``Frame`` as variables, the page as ``page`` (a ``PageView``), and
what its kind of page adds: ``generator/render/outputs/`` has one module for each kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Generic, TypeVar

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict, replace

from generator.diagnostics import Diagnostic, DiagnosticError
from generator.files import tokens
from generator.language import format as localize
from generator.model.content import SEARCH
from generator.model.page import Heading
from generator.model.site import Locale, Site
from generator.render import structured_data
from generator.render.citations import PageSource
from generator.render.page_context import PageContext
from generator.render.policy import POLICY, REFERRER
from generator.render.templates import Templates

if TYPE_CHECKING:
    from generator.diagnostics import Location
    from generator.model.page import Page
    from generator.render.citing import PageCitation
    from generator.render.inputs import Inputs
    from generator.render.lists import PageEntry
    from generator.render.structured_data import Thing

CARD = "card.svg"
MARKDOWN = "page.md"
FEEDS = {"xml": "application/atom+xml", "json": "application/feed+json"}
T = TypeVar("T")
PathIn = Callable[[str], str | None]  # from a language's code to a page's path in it


class LazyList(Generic[T]):
    """A list for templates that is read only if a template asks for it, so that others need not."""

    def __init__(self, read: Callable[[], Iterable[T]]) -> None:
        self._read = read

    @cached_property
    def _items(self) -> list[T]:
        return list(self._read())

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


class ChangeView(Struct, frozen=True):
    """A dated change of a page: its day (ISO, and in words) and the words on it."""

    date: str
    date_text: str
    html: Markup


NOTHING = Markup("")


class PageView(Struct, frozen=True, kw_only=True):
    """All that a template may show of the page that it renders.

    Fields that do not apply to a page are empty. Days are twice there: in ISO form, and as
    ``…_text`` in the reader's words.
    """

    id: str
    """The page's id, the same in every language: ``deal``, or ``charts/NAME``."""
    title: str
    """The title as text."""
    template: str
    """The name of the page's template, or the section that it belongs to."""
    summary_html: Markup = NOTHING
    """The summary from the front matter."""
    summary_text: str = ""
    """The same as text."""
    html: Markup = NOTHING
    """The body."""
    language: str = ""
    """The tag of the language that the words are still in, where that is not the page's own."""
    headings: Sequence[Heading] = ()
    """The body's headings, for the list of contents."""
    changes: Sequence[ChangeView] = ()
    """Corrections and updates, as the front matter lists them."""
    sources: Sequence[PageSource] | LazyList[PageSource] = ()
    """The numbered list of the sources that the page uses: ask for it after all that cites them."""
    needs: Sequence[str] = ()
    """Style sheets and scripts that components of the page asked for, by name below static/."""
    url: str = ""
    """The page's address below the domain: ``/base/en/deal/``."""
    permalink: str = ""
    """The page's whole address."""
    card_url: str = ""
    """The whole address of the picture for those who share the page."""
    markdown_url: str = ""
    """The page's address as plain Markdown; pages that no Markdown stands behind have none."""
    reviewed: str = ""
    """The day of the last review."""
    reviewed_text: str = ""
    published: str = ""
    """The day of the first publication."""
    published_text: str = ""
    citation: PageCitation | None = None
    """How an explainer is cited; None for other pages, and for one without a day."""
    copied_text: str = ""
    """The day of which this is a copy that is kept for citation; the page itself has none."""
    moved: bool = False
    """Whether this stands at an address that the page had before."""
    json_ld: Markup = NOTHING
    """What the page tells search engines of itself, for ``<script type="application/ld+json">``."""


class SiteView(Struct, frozen=True):
    """The site's own words: its title, what it is about, the licence of its words (or nothing)."""

    title: str
    description: str
    words_licence: str


class NavEntry(Struct, frozen=True):
    """A link of the navigation; ``current`` if it leads to this page.

    ``section`` is the id of the menu's group that it is in, "" for none. In such a group ``pages``
    are those of the folder whose index page it is, those that are index pages with theirs.
    """

    title: str
    url: str
    current: bool
    section: str
    pages: Sequence[NavEntry] = ()


class NavSection(Struct, frozen=True):
    """A group of the menu with its links; ``current`` if this page is among them or below one.

    ``url`` is the address of the index page whose folder the group is, "" for one of the settings.
    """

    id: str
    label: str
    links: Sequence[NavEntry]
    current: bool
    url: str


class Breadcrumb(Struct, frozen=True):
    """A page on the way from the home page to this one."""

    title: str
    url: str


class ListedPage(Struct, frozen=True):
    """A page in a list of pages.

    ``nav`` is its short title, ``order`` its place, None if none, ``section`` the id of the menu's
    group that it names, "" for none, ``parent`` the id of the index page above it, "" for none.
    """

    id: str
    title: str
    nav: str
    url: str
    order: int | None
    template: str
    section: str
    parent: str
    summary_text: str
    reviewed_text: str


class Translation(Struct, frozen=True):
    """The page in a language, or that language's home; ``current`` if it is this page's own."""

    locale: Locale
    url: str
    current: bool


class Alternate(Struct, frozen=True):
    """A whole address of the page for search engines, by language tag or ``x-default``."""

    tag: str
    url: str


class FeedLink(Struct, frozen=True):
    """A feed of a language: its media type, its address."""

    type: str
    url: str


class LanguageChoice(Struct, frozen=True):
    """A language on a page that is for readers of every language.

    ``direction`` is for HTML's ``dir``, ``name`` the language's own, ``url`` its home; ``title``
    and ``description`` are the site's; ``t`` gives the templates' words in it.
    """

    code: str
    tag: str
    direction: str
    name: str
    url: str
    title: str
    description: str
    t: Callable[..., str]


class Frame(Struct, frozen=True, kw_only=True):
    """What every page's template may show around its page; each field is a template's variable."""

    site: SiteView
    """The site's own words."""
    locale: Locale
    """The page's language."""
    locales: Sequence[Locale | LanguageChoice]
    """The site's languages, the default one first."""
    policy: Markup
    """The Content-Security-Policy."""
    referrer: str
    """The Referrer-Policy."""
    t: Callable[..., str]
    """``t("key")``, ``t("key", date=…)``: the templates' own words, from ``strings.yaml``."""
    asset: Callable[[str], str]
    """``asset("css/site.css")``: the address of a static file."""
    token: Callable[..., str]
    """``token("ink")``, ``token("ink", "dark")``: a colour of ``static/css/tokens.css``."""
    url: Callable[[str], str | None]
    """``url("deal")``: the address of a page in this language, or None."""
    home_url: str
    """The address of this language's home."""
    data_url: str | None
    """The address of the list of datasets, or None."""
    charts_url: str | None
    """The address of the list of charts, or None."""
    feeds: Sequence[FeedLink]
    """This language's feeds, the Atom one first; none where no page says when it is from."""
    search_url: str | None
    """The address of the search page, or None."""
    nav: LazyList[NavEntry]
    """The navigation: every page in it, in the order in which a reader may go through them."""
    sections: LazyList[NavSection]
    """The same by the groups of the menu, of those that have pages; pages of none are left out."""
    breadcrumbs: LazyList[Breadcrumb]
    """The way to a page that is in a folder with an index page, or is one: the home page first,
    this page left out. Other pages have none."""
    children: LazyList[ListedPage]
    """The pages of the folder whose index page this is."""
    pages: LazyList[ListedPage]
    """Every page of this language."""
    translations: Sequence[Translation]
    """The page in every language of the site."""
    alternates: Sequence[Alternate]
    """The page's whole addresses, for search engines."""


class Shell(Struct, frozen=True):
    """Renders the site's templates, each with the frame that every page shares."""

    site: Site
    templates: Templates

    def render(self, template: str, inputs: Inputs, frame: Frame, **values: object) -> str:
        """Return a template's text; ``values`` are its variables beside those of the frame.

        Raises:
            DiagnosticError: it is missing, or fails, at the template's line.
        """
        return self.templates.render(template, inputs, asdict(frame) | values)

    def picture(
        self, template: str, place: Location, inputs: Inputs, frame: Frame, **values: object
    ) -> str:
        """Return an SVG that stands alone, from a template; ``place`` is what it is a picture of.

        Raises:
            DiagnosticError: the template fails, or a token that is named in it is not there.
        """
        svg = self.render(template, inputs, frame, **values)
        try:
            return tokens.resolve(svg, inputs.token)
        except LookupError as error:
            message, hint = str(error.args[0]), "define it there, or name another"
            fault = Diagnostic(place, "error", "missing-token", message, hint)
            raise DiagnosticError(fault) from None

    def context(self, locale: Locale, page_id: str, inputs: Inputs) -> PageContext:
        """Return what the components of a page use; a fresh one for each page."""
        return PageContext(self.site, self.templates, locale, page_id, inputs)

    def frame(self, context: PageContext, path_in: PathIn | None = None) -> Frame:
        """Return a page's frame.

        ``path_in`` gives the page's path in each language; without it, the page's id does.
        """
        site, locale, inputs = self.site, context.locale, context.inputs
        path_in = path_in or partial(inputs.page_path, id=context.page_id)
        settings = inputs.settings()
        licence = settings.words_licence
        return Frame(
            site=SiteView(
                context.label(settings.title),
                context.label(settings.description),
                context.label(licence) if licence else "",
            ),
            locale=locale,
            locales=site.locales,
            policy=POLICY,
            referrer=REFERRER,
            t=context.template_string,
            asset=inputs.asset,
            token=lambda name, theme="light": inputs.token(name, theme) or tokens.missing(name),
            url=lambda id: self._url(inputs.page_path(locale.code, id)),
            data_url=self._url(inputs.section_path("data", locale.code)),
            charts_url=self._url(inputs.section_path("charts", locale.code)),
            feeds=self._feeds(locale, inputs),
            search_url=self._url(inputs.section_path(SEARCH, locale.code)),
            home_url=self._home(locale, inputs),
            nav=LazyList(lambda: _nav(context)),
            sections=LazyList(lambda: _sections(context)),
            breadcrumbs=LazyList(lambda: self._breadcrumbs(context)),
            children=LazyList(lambda: _children(context)),
            pages=LazyList(lambda: _listed(inputs.pages(locale.code), context)),
            translations=self._translations(context, path_in),
            alternates=self._alternates(context, path_in),
        )

    def _feeds(self, locale: Locale, inputs: Inputs) -> list[FeedLink]:
        if not inputs.has_news(locale.code):
            return []
        return [
            FeedLink(media, self.site.url(feed_path(self.site, locale, suffix)))
            for suffix, media in FEEDS.items()
        ]

    def _url(self, path: str | None) -> str | None:
        return self.site.url(path) if path is not None else None

    def _home(self, locale: Locale, inputs: Inputs) -> str:
        return self._url(inputs.page_path(locale.code, "index")) or self.site.url("")

    def _breadcrumbs(self, context: PageContext) -> Iterator[Breadcrumb]:
        if "/" not in context.page_id:
            return
        above = context.inputs.ancestors(context.locale.code, context.page_id)
        if above or _children(context):
            title = context.label(context.inputs.settings().title)
            yield Breadcrumb(title, self._home(context.locale, context.inputs))
            yield from (Breadcrumb(entry.nav, entry.url) for entry in above)

    def _translations(self, context: PageContext, path_in: PathIn) -> list[Translation]:
        """Return the page in every language; where it has none, that language's home."""
        return [
            Translation(
                locale,
                self._url(path_in(locale.code)) or self._home(locale, context.inputs),
                locale.code == context.locale.code,
            )
            for locale in self.site.locales
        ]

    def _alternates(self, context: PageContext, path_in: PathIn) -> list[Alternate]:
        """Return the page's whole addresses by language tag, and the one for all others."""
        paths = ((locale.tag, path_in(locale.code)) for locale in self.site.locales)
        found = [Alternate(tag, self.site.absolute_url(p)) for tag, p in paths if p is not None]
        if context.page_id == "index":
            found.append(Alternate("x-default", self.site.absolute_url("")))
        elif found:
            found.append(Alternate("x-default", found[0].url))
        return found

    # Pages that no Markdown stands behind.

    def section_context(
        self, section: str, locale: Locale, id: str, inputs: Inputs
    ) -> tuple[PageContext, Frame]:
        """Return context and frame of a section's page for an id, or for "" of its list."""
        context = self.context(locale, f"{section}/{id}" if id else section, inputs)
        return context, self.frame(context, partial(inputs.section_path, section, id=id))

    def section_page(
        self,
        context: PageContext,
        title: str,
        summary_text: str,
        card_url: str = "",
        sources: Sequence[PageSource] = (),
        things: Sequence[Thing] = (),
    ) -> PageView:
        """Return the view of a section's page; ``context`` is from ``section_context``.

        ``things`` are what search engines are told besides the way to it.
        """
        section, _, id = context.page_id.partition("/")
        path, top = context.section_path(section, id), context.section_path(section, "")
        assert path is not None, "only what is there has pages"
        assert top is not None, "a section with pages has a list of them"
        permalink = self.site.absolute_url(path)
        steps = [(title, permalink)]
        if id:
            whole = context.string(f"all_{section}")
            steps.insert(0, (whole, self.site.absolute_url(top)))
        return PageView(
            id=context.page_id,
            title=title,
            template=section,
            summary_text=summary_text,
            sources=sources,
            needs=context.needs,
            url=self.site.url(path),
            permalink=permalink,
            card_url=card_url,
            json_ld=structured_data.script([*things, structured_data.breadcrumbs(steps, context)]),
        )

    def language_frame(self, inputs: Inputs) -> Frame:
        """Return the frame of a page for readers of every language: its locales are choices."""
        frame = self.frame(self.context(self.site.default_locale, "index", inputs))
        settings = inputs.settings()
        choices = []
        for translation in frame.translations:
            locale = translation.locale
            context = self.context(locale, "index", inputs)
            choices.append(
                LanguageChoice(
                    locale.code,
                    locale.tag,
                    locale.direction,
                    locale.name,
                    translation.url,
                    context.label(settings.title),
                    context.label(settings.description),
                    context.template_string,
                )
            )
        return replace(frame, locales=choices)

    # Pictures for those who share a page.

    def card_url(self, page: Page, inputs: Inputs) -> str:
        """Return the whole address of a page's picture, or nothing if the site has none."""
        return self.site.absolute_url(card_path(page)) if has_cards(inputs) else ""


def feed_path(site: Site, locale: Locale, suffix: str) -> str:
    """Return the path of a language's feed; ``suffix`` is a key of ``FEEDS``."""
    return f"{site.folder(locale.code)}feed.{suffix}"


def has_markdown(inputs: Inputs) -> bool:
    """Say whether pages are published as Markdown too: whether there is a template for it."""
    return inputs.has_template(MARKDOWN)


def markdown_path(path: str) -> str:
    """Return the path of a page as Markdown; ``path`` is the page's own."""
    return f"{path}index.md"


def has_cards(inputs: Inputs) -> bool:
    """Say whether pages have pictures: whether there is a template to draw them from."""
    return inputs.has_template(CARD)


def card_path(page: Page) -> str:
    """Return the path of a page's picture."""
    return f"cards/{page.locale.code}/{page.id}.png"


def _nav(context: PageContext) -> Iterator[NavEntry]:
    for entry in context.inputs.nav(context.locale.code):
        yield _link(entry, context)


def _link(entry: PageEntry, context: PageContext) -> NavEntry:
    return NavEntry(entry.nav, entry.url, entry.id == context.page_id, entry.section)


def _sections(context: PageContext) -> Iterator[NavSection]:
    """Walk the groups of the menu that have pages, each with what is below its links."""
    labels = {one.id: context.label(one.label) for one in context.inputs.settings().sections}
    groups: dict[str, dict[str, PageEntry]] = {}
    for entry in context.inputs.nav(context.locale.code):
        if entry.section:
            groups.setdefault(entry.section, {})[entry.id] = entry
    for id, group in groups.items():
        below: dict[str, list[PageEntry]] = {}
        for entry in group.values():
            below.setdefault(entry.parent if entry.parent in group else "", []).append(entry)
        links = _links("", below, context)
        first = links[0]
        label, url = (labels[id], "") if id in labels else (first.title, first.url)
        yield NavSection(id, label, links, context.page_id in group, url)


def _links(
    parent: str, below: Mapping[str, Sequence[PageEntry]], context: PageContext
) -> list[NavEntry]:
    """Return the links to what is right below a page, each with what is below that, and so on."""
    return [
        replace(_link(entry, context), pages=_links(entry.id, below, context))
        for entry in below.get(parent, ())
    ]


def _children(context: PageContext) -> list[ListedPage]:
    """Return the pages of the folder whose index page this is."""
    if not context.page_id.endswith("/index"):
        return []
    return list(_listed(context.inputs.children(context.locale.code, context.page_id), context))


def _listed(entries: Iterable[PageEntry], context: PageContext) -> Iterator[ListedPage]:
    """Walk pages of the language as lists show them, each with its summary as text."""
    locale = context.locale
    for entry in entries:
        summary, reviewed = context.inputs.summary(locale.code, entry.id)
        when = localize.date(reviewed, locale.tag) if reviewed else ""
        yield ListedPage(*entry, context.plain(summary), when)
