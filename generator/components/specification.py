"""The specification of a role or directive: what may be written, and what it shows, as data.

A component is one file of this folder that ends with its ``SPECIFICATION``, a ``Role`` or a
``Directive``. The parser, the checks, the fact-check sheet and the reference of the documentation
read all that they know of components from these objects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct, field

from generator.diagnostics import Diagnostic, Location
from generator.model.page import Reference

if TYPE_CHECKING:
    from generator.components.context import Context
    from generator.files.places import Places
    from generator.model.content import Content, Placed
    from generator.model.document import DirectiveUse, RoleUse
    from generator.model.site import Locale

Kind = Literal[
    "text", "number", "stat", "source", "term", "chart", "rulebook", "event", "tag", "picture"
]
PLAIN = ("text", "number")  # the kinds that name nothing


class Shown(NamedTuple):
    """Words that a component shows and that the Markdown of its page does not hold.

    ``text`` is inline Markdown in the page's language, ``place`` where it was written, ``sources``
    name the sources that it rests on, ``id`` or ``id#passage``.
    """

    place: Location
    text: str
    sources: tuple[str, ...] = ()

    @classmethod
    def of(cls, placed: Placed, locale: Locale) -> Shown:
        """Return words of a YAML file, in a language."""
        text = placed.text
        return cls(placed.at(locale.code), text.words[locale.code], tuple(text.sources))


class Argument(Struct, frozen=True):
    """What stands between a role's back quotes, or after a directive's name.

    ``text`` is Markdown, which the directive shows; a ``number`` is shown as it is typed; all other
    kinds are the id of something that the site defines.
    """

    kind: Kind
    doc: str
    required: bool = True

    @property
    def refers(self) -> bool:
        """Whether it is the id of something."""
        return self.kind not in PLAIN


class Option(Struct, frozen=True):
    """A line ``:name: value`` under a directive's opening; without ``values``, any may be given.

    Where its ``kind`` is that of a thing that the site defines, its value lists ids of such things.
    """

    name: str
    doc: str
    values: tuple[str, ...] = ()
    default: str = ""
    kind: Kind = "text"


class Body(Struct, frozen=True):
    """What stands between a directive's opening and its end.

    ``kind`` is any ``Markdown``, or a bullet ``list``, of which ``doc`` says how its lines begin;
    where it ``cites``, it must cite a source. There is none where one of the options ``instead``
    is given.
    """

    kind: Literal["Markdown", "list"]
    doc: str
    cites: bool = False
    instead: tuple[str, ...] = ()


def _whole(text: str) -> list[str]:
    return [text.strip()]


def listed(text: str) -> list[str]:
    """Return the ids that stand between commas."""
    return [id for part in text.split(",") if (id := part.strip())]


class Role(Struct, frozen=True, eq=False):
    """What an editor may write as `` {name}`text` ``.

    ``view`` returns its HTML, ``text`` its words alone, for places that hold no markup. ``ids``
    returns the ids that its argument names. Where it ``cites``, they may be ``id#passage``, and it
    stands for a source in its sentence, whose numbers then need no other. ``texts`` walks the words
    of its note, if any, and ``words`` returns the Markdown in its argument, "" for none.
    """

    name: str
    doc: str
    sample: str
    argument: Argument
    view: Callable[[RoleUse, Context], str]
    text: Callable[[RoleUse, Context], str]
    ids: Callable[[str], list[str]] = _whole
    cites: bool = False
    texts: Callable[[RoleUse, Content, Locale], Iterable[Shown]] | None = None
    words: Callable[[str], str] | None = None

    def references(self, use: RoleUse) -> list[Reference]:
        """Return what a use refers to."""
        if not self.argument.refers:
            return []
        kind, names = self.argument.kind, self.ids(use.text)
        if not self.cites:
            return [Reference(kind, name, use.location) for name in names]
        parts = (name.partition("#") for name in names)
        return [Reference(kind, id, use.location, passage) for id, _, passage in parts]

    def shown(self, use: RoleUse, content: Content, locale: Locale) -> Iterator[Shown]:
        """Walk the words that a use shows beside its sentence."""
        if self.texts is not None:
            yield from self.texts(use, content, locale)


class Directive(Struct, frozen=True, eq=False):
    """What an editor may write as ``:::{name} argument``, with options and a body, to ``:::``.

    ``view`` returns its HTML. ``check`` finds the faults of a use that argument, options and body
    do not tell of by themselves. ``texts`` walks the words that it shows besides its argument and
    its body; ``line`` returns a line of its body as it is shown, where that is not as it was typed.
    ``markdown`` returns words that it shows before its body as Markdown, roles among it.
    ``text`` returns the words that a search finds beside those of argument and body. ``aliases``
    are other names that it may be written by, each with the options that it then has.
    One that attributes what it shows to somebody names in ``takes_side`` the option for their side.
    ``supposes`` is an option and the value with which its body supposes what it says: nothing in
    it needs a proof.
    """

    name: str
    doc: str
    sample: str
    view: Callable[[DirectiveUse, Context], str]
    argument: Argument | None = None
    options: tuple[Option, ...] = ()
    body: Body | None = None
    check: Callable[[DirectiveUse, Places], Iterable[Diagnostic]] | None = None
    texts: Callable[[DirectiveUse, Content, Locale], Iterable[Shown]] | None = None
    line: Callable[[str, Locale], str] | None = None
    markdown: Callable[[DirectiveUse, Context], str] | None = None
    text: Callable[[DirectiveUse, Context], str] | None = None
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    takes_side: str = ""
    supposes: tuple[str, str] | None = None

    def references(self, use: DirectiveUse) -> Iterator[Reference]:
        """Walk what a use's argument and options refer to; what is in its body is the page's."""
        if self.argument is not None and self.argument.refers:
            for name in listed(use.argument):
                id, _, passage = name.partition("#")
                yield Reference(self.argument.kind, id, use.location, passage)
        for option in self.options:
            if option.kind not in PLAIN and option.name in use.options:
                for id in listed(use.options[option.name]):
                    yield Reference(option.kind, id, use.option_places[option.name])

    def shown(self, use: DirectiveUse, content: Content, locale: Locale) -> Iterator[Shown]:
        """Walk the words that a use shows besides its body."""
        if use.argument and self.argument is not None and self.argument.kind == "text":
            yield Shown(use.location, use.argument)
        if self.texts is not None:
            yield from self.texts(use, content, locale)
