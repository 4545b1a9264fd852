"""A site: its languages, its settings as written, and one run's view of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, urlsplit

from msgspec import Struct
from pydantic import AfterValidator, Field, ValidationInfo, WithJsonSchema

from generator.language import cldr, find, tags
from generator.model.written import Id, Text, WebAddress, Words, Written, form, refusal

CODE = "[a-z]{2,3}(-[a-z0-9]+)?"


def language_tag(tag: str) -> str:
    """Return a language's tag; a validator, which refuses what is none."""
    if problem := tags.problem(tag):
        hint = "write a language, then its script or country if it matters: fr, fr-CA, zh-Hans"
        raise refusal(problem, hint)
    return tag


def _top_name(name: str) -> str:
    if name in ("", ".", "..", "build.json") or "/" in name or "\\" in name:
        message, hint = "this is no name of a file or folder", "write one name: CNAME"
        raise refusal(message, hint)
    return name


def _base_url(address: str) -> str:
    parts = urlsplit(address)
    if parts.query or parts.fragment or "?" in address or "#" in address:
        message = "what follows a ? or a # belongs to no site's address"
        raise refusal(message, "write it without: https://example.org/")
    if "@" in parts.netloc:
        raise refusal("a name or a password would be published", "write it without")
    return address


def _distinct(locales: list[Locale]) -> list[Locale]:
    for field in ("code", "tag"):
        given = [getattr(locale, field) for locale in locales]
        if twice := sorted({one for one in given if given.count(one) > 1}):
            message = f"two languages have the {field} '{twice[0]}'"
            raise refusal(message, "give each its own, or delete one of them")
    return locales


def _contact(address: str) -> str:
    if not re.fullmatch(CONTACT, address):
        message = "this is no address to write to"
        raise refusal(message, "write mailto:name@example.org, or a page's https://…")
    return address


CONTACT = r"mailto:[^\s@]+@[^\s@]+|https://[^\s/]+(/\S*)?"
Contact = Annotated[str, AfterValidator(_contact)]


class Locale(Written):
    """A language of the site: ``code`` in addresses, ``tag`` (BCP 47) for the reader's machine."""

    code: Annotated[
        str,
        form(CODE, "a language's code", "small letters: fr, or fr-ca"),
        WithJsonSchema({"type": "string", "pattern": f"^{CODE}$"}),
    ] = Field(
        description=(
            "The language's code in addresses and folder names, such as `en`: pages stand in "
            "`content/en/`."
        )
    )
    tag: Annotated[str, AfterValidator(language_tag)] = Field(
        description=(
            "The language's BCP 47 tag, such as `en-CA`, by which numbers, dates and "
            "hyphenation are chosen."
        )
    )
    name: Text = Field(description="The language's name in itself, as readers see it: `Français`.")
    # Not in what is printed of a language, by which drawings are kept: it changes none of them.
    unfinished: bool = Field(
        default=False,
        repr=False,
        description=(
            "Whether the language is still being translated: words that it does not have yet are "
            "those of the first language that has them, and `untranslated` tells how many, in "
            "place of an error for each."
        ),
    )

    @property
    def direction(self) -> cldr.Direction:
        """Which way the language is written, for HTML's ``dir``."""
        return cldr.direction(self.tag)


class MenuSection(Written):
    """A group of pages in the menu."""

    id: Id = Field(description="The group's id, which pages name in their field `section`.")
    label: Words = Field(description="The group's name, as readers see it.")


class ReadabilityLimits(Written):
    """How hard a language's texts may be to read, in the scores of its formula."""

    summary: float | None = Field(default=None, description="The limit of a page's summary.")
    page: float | None = Field(default=None, description="The limit of an explainer's own text.")


def _measurable(
    limits: dict[str, ReadabilityLimits], info: ValidationInfo
) -> dict[str, ReadabilityLimits]:
    """Refuse limits for languages that the site does not have, or that have no formula."""
    tags = {locale.code: locale.tag for locale in info.data.get("locales", ())}
    for code in limits if tags else ():
        if code not in tags:
            message = f"'{code}' is not one of the site's languages"
            raise refusal(message, f"the site has {', '.join(tags)}")
        if find(tags[code]).ease is None:
            message = f"there is no formula for how hard '{code}' is to read"
            raise refusal(message, "delete its line")
    return limits


def _unlike(sections: list[MenuSection]) -> list[MenuSection]:
    """Refuse two groups of one id."""
    seen: set[str] = set()
    for section in sections:
        if section.id in seen:
            raise refusal(f"two sections have the id '{section.id}'", "rename one of them")
        seen.add(section.id)
    return sections


class SiteSettings(Written):
    """``content/site.yaml``."""

    title: Words = Field(description="The site's name.")
    description: Words = Field(
        description="One or two sentences on the site, for search engines and link previews."
    )
    base_url: Annotated[WebAddress, AfterValidator(_base_url)] = Field(
        default="http://localhost:8000/",
        description="The address at which the site is published; `--base-url` overrides it.",
    )
    locales: Annotated[list[Locale], Field(min_length=1), AfterValidator(_distinct)] = Field(
        description="The site's languages; the first is the default one."
    )
    sections: Annotated[list[MenuSection], AfterValidator(_unlike)] = Field(
        default_factory=list,
        description=(
            "The groups of the menu, in their order; a page says in its field `section` to which "
            "it belongs. Without them, the menu is one list."
        ),
    )
    freshness_days: Annotated[int, Field(ge=1, lt=100_000)] = Field(
        default=365,
        description="After how many days without a review a page is reported as `stale`.",
    )
    readability: Annotated[dict[str, ReadabilityLimits], AfterValidator(_measurable)] = Field(
        default_factory=dict,
        description=(
            "By language, how hard summaries and explainers may be to read: in English the highest "
            "Flesch-Kincaid grade, in French the lowest Kandel-Moles score. Beyond it, they are "
            "reported as `hard-to-read`."
        ),
    )
    position_balance: Annotated[int, Field(ge=0, le=100)] | None = Field(
        default=None,
        description=(
            "By how many per cent the shorter of the two sides of a page's positions may fall "
            "behind the longer; beyond it they are reported as `position-balance`."
        ),
    )
    keep: Annotated[list[Annotated[str, AfterValidator(_top_name)]], Field()] = Field(
        default_factory=list,
        description=(
            "Files and folders in the output folder that are not the site's, such as `CNAME` or "
            "`.git`: every build leaves them where they are."
        ),
    )
    organisation: Words | None = Field(
        default=None,
        description=(
            "Who publishes the site, for search engines, feeds and citations; without it, that is "
            "the site's title."
        ),
    )
    contact: Contact | None = Field(
        default=None,
        description=(
            "Where to report a security fault, as `mailto:name@example.org` or a page's address: "
            "`/.well-known/security.txt` is made from it."
        ),
    )
    words_licence: Words | None = Field(
        default=None,
        description="The licence of the site's words, as shown at the foot of every page.",
    )
    raw_html: bool = Field(
        default=False,
        description=(
            "Whether HTML among Markdown is published, of its tags those on a list of harmless "
            "ones; without it, HTML is an error."
        ),
    )


# What ``--base-url`` says for a tree whose links are relative.
RELATIVE = "relative"
# Begins the links of such a tree until each is written as seen from its page. No text has this
# character: Unicode keeps it for programs' own use.
FROM_ROOT = "/\ufdd0/"


class Site(Struct, frozen=True):
    """A site's settings for one run. ``base_url`` ends with a slash and may have a path.

    Of a site that ``is_relative`` only whole addresses (canonical, sitemap, cards) have it.
    ``explainers`` are the templates that declare their pages explainers, beside ``explainer``.
    ``has_search`` is whether there is a template of the search page: without it nothing is indexed.
    """

    source: Path
    settings: SiteSettings
    base_url: str
    drafts: bool = False
    explainers: frozenset[str] = frozenset()
    is_relative: bool = False
    has_search: bool = False

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The site's languages, the default one first."""
        return tuple(self.settings.locales)

    @property
    def default_locale(self) -> Locale:
        """The language of whoever says nothing."""
        return self.settings.locales[0]

    def locale(self, code: str) -> Locale:
        """Return the language of that code; KeyError if the site has none."""
        for locale in self.settings.locales:
            if locale.code == code:
                return locale
        raise KeyError(code)

    def is_explainer(self, template: str) -> bool:
        """Whether the stricter checks apply to pages of a template."""
        return template == "explainer" or template in self.explainers

    @property
    def is_translated(self) -> bool:
        """Whether the site has more than one language."""
        return len(self.settings.locales) > 1

    def folder(self, code: str) -> str:
        """Return the path of the folder that a language is published in: ``en/``.

        A site in one language has none: all of it stands at ``/``.
        """
        return f"{code}/" if self.is_translated else ""

    def url(self, path: str) -> str:
        """Return the root-relative address of a published path: ``/base/en/deal/``.

        Of a site that is relative it begins with ``FROM_ROOT``.
        """
        root = FROM_ROOT if self.is_relative else urlsplit(self.base_url).path
        return root + quote(path)

    def absolute_url(self, path: str) -> str:
        """Return the whole address of a published path."""
        return self.base_url + quote(path)
