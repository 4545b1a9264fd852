"""A page: its front matter, and what it names."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, NamedTuple

from msgspec import Struct, field
from pydantic import AfterValidator, AliasChoices, Field, WithJsonSchema

from generator.diagnostics import Location
from generator.language.characters import is_seen
from generator.model.site import Locale, language_tag
from generator.model.written import Aliases, Day, Slug, Text, Written, form


class Change(Written):
    """A dated correction or update of a page."""

    date: Day = Field(description="The day of the change.")
    text: Text = Field(description="What was changed, in a sentence; inline Markdown.")


TEMPLATE = "[a-z][a-z0-9-]*"
ORDER = "its place in the navigation is a number in the field 'order'"
NONE = "delete the line: pages have none here"
ELSEWHERE = {
    "layout": "the field is called 'template' here",
    "type": "the field is called 'template' here",
    "permalink": "an address's last part is the field 'slug'",
    "url": "an address's last part is the field 'slug'",
    "id": "a page's id is its file's name; an address's last part is the field 'slug'",
    "weight": ORDER,
    "nav_order": ORDER,
    "sidebar_position": ORDER,
    "position": ORDER,
    "menu": ORDER,
    "linktitle": "a shorter title in the navigation is the field 'nav'",
    "linkTitle": "a shorter title in the navigation is the field 'nav'",
    "sidebar_label": "a shorter title in the navigation is the field 'nav'",
    "lastmod": "the day of the last review is the field 'reviewed'",
    "updated": "the day of the last review is the field 'reviewed'",
    "last_modified_at": "the day of the last review is the field 'reviewed'",
    "excerpt": "the field is called 'summary' here",
    "subtitle": "the field is called 'summary' here",
    "lead": "the field is called 'summary' here",
    "lang": "a page's language is that of its folder: content/fr/page.md",
    "language": "a page's language is that of its folder: content/fr/page.md",
    "locale": "a page's language is that of its folder: content/fr/page.md",
    "pubDate": "the field is called 'published' here",
    "publishDate": "the field is called 'published' here",
    "author": NONE,
    "authors": NONE,
    "build": NONE,
    "categories": NONE,
    "category": NONE,
    "cascade": NONE,
    "cover": NONE,
    "expiryDate": NONE,
    "outputs": NONE,
    "params": "delete the line: pages have no fields of their own",
    "image": NONE,
    "series": NONE,
    "tags": NONE,
    "toc": "delete the line: the template shows the contents",
}


def _written(text: str) -> str:
    """Take a text of blanks for none."""
    return text if is_seen(text) else ""


class FrontMatter(Written):
    """The fields between the ``---`` lines at the top of a page.

    ``description`` and ``date``, the names of other generators, are taken for ``summary`` and
    ``published``, so that pages written for them build as they are.
    """

    elsewhere = ELSEWHERE

    title: Text = Field(description="The page's title.")
    summary: Annotated[str, AfterValidator(_written)] = Field(
        default="",
        validation_alias=AliasChoices("summary", "description"),
        description=(
            "One or two sentences on the page, shown under its title, in lists and in search "
            "engines; explainers must have it. `description` is taken for it."
        ),
    )
    reviewed: Day | None = Field(
        default=None,
        description="The day on which the page's facts were last checked; explainers must have it.",
    )
    published: Day | None = Field(
        default=None,
        validation_alias=AliasChoices("published", "date"),
        description="The day on which the page was first published. `date` is taken for it.",
    )
    template: Annotated[
        str,
        form(TEMPLATE, "a template's name", "it without its folder and without .html: page"),
        WithJsonSchema({"type": "string", "pattern": f"^{TEMPLATE}$"}),
    ] = Field(
        default="page",
        description=(
            "The template in `templates/` that the page is rendered with. With `explainer`, or "
            "one that says `{% set explainer = true %}` or extends such a one, the stricter checks "
            "apply. `glossary` lists the words of the glossary, to which their notes lead; the "
            "headings of `questions` are questions, which search engines are told."
        ),
    )
    slug: Slug | None = Field(
        default=None,
        description=(
            "The last part of the page's address, where it is not to be the file's name. Of a "
            "folder's `index.md` it is the folder's name in the addresses of all its pages."
        ),
    )
    aliases: Aliases = Field(
        default=(),
        strict=False,
        validation_alias=AliasChoices("aliases", "redirect_from"),
        description=(
            "Addresses that the page had before, below the site's own: `[/en/old-name/]`. Each "
            "forwards to the page. `redirect_from` is taken for it."
        ),
    )
    draft: bool = Field(
        default=False, description="Whether the page is left out of the published site."
    )
    order: int | None = Field(
        default=None,
        description=(
            "The page's place in the navigation and in lists; a page without it comes last in "
            "lists, and is in the navigation only if it has a `section`. In a folder with an index "
            "page it is the place in the folder, where pages without it follow by their titles, "
            "and all of them are in the navigation if the index page is."
        ),
    )
    section: str | None = Field(
        default=None,
        description=(
            "The group of the menu that the page belongs to: the id of one of the `sections` of "
            "`content/site.yaml`. The pages of a folder are in the group of its index page, "
            "`index.md`; an index page without a `section` begins a group of its own."
        ),
    )
    nav: Text | None = Field(
        default=None, description="The page's name in the navigation, where it is not its title."
    )
    keywords: tuple[Text, ...] = Field(
        default=(),
        strict=False,
        description=(
            "Words that readers may look for and that the page calls otherwise: the site's search "
            "finds the page by them, best by one that is typed whole."
        ),
    )
    translated: bool = Field(
        default=True,
        description=(
            "Whether the page is to be there in every language; with `false`, no translation "
            "is asked for."
        ),
    )
    still_in: Annotated[str, AfterValidator(language_tag)] | None = Field(
        default=None,
        description=(
            "The tag of the language that the page's words are still in, such as `en-CA`, where "
            "they are to be translated: in a language that is `unfinished`. `explainer new "
            "language` writes it; take it out once they are."
        ),
    )
    changes: tuple[Change, ...] = Field(
        default=(), strict=False, description="Corrections and updates, shown at the page's foot."
    )

    @property
    def modified(self) -> datetime.date | None:
        """The day of the last review, correction or publication."""
        days = [self.reviewed, self.published, *(change.date for change in self.changes)]
        return max((day for day in days if day), default=None)


class Page(Struct, frozen=True, dict=True):
    """A page before its Markdown is parsed.

    ``id`` is the file's path below the language's folder without its suffix; translations share it.
    ``body`` starts at line ``body_line`` of the file; ``fields`` are the places of those fields of
    the front matter that checks report on. ``is_explainer`` says whether the stricter checks apply,
    ``is_translated`` whether its site has other languages, and ``is_searched`` whether its site has
    a search. ``folders`` are the names of its folders in its address, where an index page gives one
    of them another than it has on the disk.
    """

    id: str
    locale: Locale
    file: str
    front: FrontMatter
    title_at: Location
    summary_at: Location
    body: str
    body_line: int
    digest: str
    is_explainer: bool = False
    is_translated: bool = True
    is_searched: bool = False
    fields: Mapping[str, Location] = field(default_factory=dict)
    folders: tuple[str, ...] = ()

    def at(self, name: str) -> Location:
        """Return where a field of the front matter stands, or the top of the file."""
        return self.fields.get(name, Location(self.file))

    @cached_property
    def name(self) -> str:
        """The page's name among all: ``en:deal``."""
        return f"{self.locale.code}:{self.id}"

    @property
    def tag(self) -> str:
        """The tag of the language that the page's words are in."""
        return self.front.still_in or self.locale.tag

    @property
    def folder(self) -> str:
        """The path of the folder that the language's pages stand in, as ``Site.folder`` has it."""
        return f"{self.locale.code}/" if self.is_translated else ""

    @cached_property
    def path(self) -> str:
        """The permalink's path below the base URL: ``en/deal/``.

        ``index.md`` stands at its folder's own: ``en/guide/``.
        """
        *folders, name = self.id.split("/")
        name = "" if name == "index" else self.front.slug or name
        parts = (*(self.folders or folders), name)
        return self.folder + "".join(f"{part}/" for part in parts if part)

    def copy_path(self, day: datetime.date) -> str:
        """Return the path of a copy of the page that is kept for citation."""
        return f"{self.folder}{day}/{self.path.removeprefix(self.folder)}"


class Heading(NamedTuple):
    """A heading of a page, as the contents list shows it."""

    level: int
    id: str
    text: str
    location: Location


class Reference(NamedTuple):
    """A use of something by name: a stat, a source, a term, a chart, or a link to another page.

    ``passage`` is the name of a source's passage, where one is cited.
    """

    kind: str
    name: str
    location: Location
    passage: str = ""
