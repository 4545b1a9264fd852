"""The sentences of an explainer: what each states, and what it names to prove it.

A paragraph, a list's item and a table's row are texts. A row is one sentence; where it cites
nothing, it rests on what the text below its table cites. A sentence of an item that cites nothing
rests on what the item cites; a directive's title, or a word that is defined, on what stands under
it. What an example supposes states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator import components
from generator.files.places import Places
from generator.language import figures as numbers
from generator.language import readability
from generator.language.quantities import statements, unsourced_words
from generator.language.readability import Counts
from generator.language.statements import Statement
from generator.model.document import Quoted, Reading, RoleUse, Sentence, Unsourced

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.parse.found import Found

DIGIT = re.compile("[0-9]")
TAGS = re.compile("<[^>]*>")
FIGURE = "0"  # stands for what is shown and not known yet
SIGNS = re.compile(f"[{numbers.CITED}{numbers.OTHER}{numbers.STAT}]")
HEADED = {"directive_open", "directive_close", "dt_open", "dd_open", "dd_close"}


class _Block(Struct):
    """A text with signs in the places of roles and code; ``uses`` are the roles by offset."""

    line: int
    words: str = ""
    uses: list[tuple[int, RoleUse]] = field(default_factory=list)
    row: bool = False
    item: bool = False
    example: bool = False

    def add(self, children: Sequence[Token]) -> None:
        address = False  # a link shown as its address states nothing
        for child in children:
            if child.type == "text":
                self.words += numbers.OTHER if address else child.content
            elif child.type in ("link_open", "link_close"):
                address = child.info == "auto" and child.nesting > 0
            elif child.type in ("softbreak", "hardbreak"):
                self.words += " "
            elif child.type == "myst_role":
                use: RoleUse = child.meta["use"]
                self.uses.append((len(self.words), use))
                self.words += _sign(use.name)
            elif child.type == "code_inline":
                self.words += numbers.OTHER


def _sign(role: str) -> str:
    if components.cites(role):
        return numbers.CITED
    return numbers.STAT if role == components.role_of("stat").name else numbers.OTHER


def _shown(use: RoleUse) -> str:
    """Return what a role shows in its sentence, as far as its own text says."""
    role = components.ROLES.get(use.name)
    if role is None or role.cites:
        return ""
    if role.argument.kind == "number":
        return use.text.partition("|")[0]
    return (role.words(use.text) if role.words else "") or FIGURE


def gather(
    tokens: Sequence[Token], tag: str, places: Places, cited: Sequence[str], found: Found
) -> None:
    """Gather sentences, and the words that need a source and have none.

    ``tokens`` are those of a page before its directives hold their bodies; ``cited`` names the
    sources of words that cite none themselves.
    """
    walk = _Gathering(_Sentences(tag, places, cited, found))
    for token in tokens:
        if token.type in HEADED:
            walk.titles(token)
        else:
            walk.text(token)
    walk.end_table([])


class _Gathering:
    """A walk through a page's tokens, which puts its texts together."""

    def __init__(self, reading: _Sentences) -> None:
        self._reading = reading
        self._line, self._items, self._heading = 0, 0, False
        self._row: _Block | None = None
        self._rows: list[_Block] = []  # of the last table, which cite nothing
        self._term: _Block | None = None
        # Titles of what is open, directives and definitions, each with the roles below it.
        self._open: list[_Block] = []
        self._examples = 0  # how many of those are examples

    def titles(self, token: Token) -> None:
        """Take in the beginning or the end of a directive, or of a definition."""
        self._line = token.map[0] if token.map else self._line
        match token.type:
            case "directive_open":
                example = _supposes(token)
                self._examples += example
                self._open.append(_Block(self._line, _title(token), example=example))
            case "dt_open":
                self._term = _Block(self._line)
            case "dd_open":
                self._open.append(self._term or _Block(self._line))
                self._term = None
            case "directive_close" | "dd_close":
                title = self._open.pop()
                self._examples -= title.example
                if title.words and not title.example:
                    self._reading.read(title, _cited(title.uses))
                self._used(title)

    def text(self, token: Token) -> None:
        """Take in any other token."""
        if token.map and token.type != "inline":
            self._line = token.map[0]
        match token.type:
            case "heading_open" | "heading_close":
                self._heading = token.nesting > 0
            case "list_item_open" | "list_item_close":
                self._items += token.nesting
            case "tr_open":
                self._row = _Block(self._line, row=True)
            case "tr_close" if self._row is not None:
                if not self._examples:
                    self._rows.append(self._row)
                self._row = None
            case "html_block":
                block = _Block(self._line, TAGS.sub(" ", token.content))
                self._reading.read(block)
            case "inline" if not self._heading:
                self._inline(token.children or [])

    def _inline(self, children: Sequence[Token]) -> None:
        text = self._row or self._term or _Block(self._line, item=self._items > 0)
        text.words += " " if text.words else ""
        text.add(children)
        if text is self._term:
            return
        self._used(text)
        if text is not self._row:
            self._reading.measure(text)
            self.end_table(_cited(text.uses))
            if not self._examples:
                self._reading.read(text)

    def end_table(self, cited: Sequence[str]) -> None:
        """Read the rows of a table; those that cite nothing rest on what the next text cites."""
        for row in self._rows:
            self._reading.read(row, rest=cited)
        self._rows = []

    def _used(self, text: _Block) -> None:
        """Keep the roles of a text for the title above it, as if they stood after its words."""
        if self._open:
            title = self._open[-1]
            title.uses += [(len(title.words) + at, use) for at, use in text.uses]


def _title(token: Token) -> str:
    directive = components.written(token)
    shown = directive is not None and directive.argument and directive.argument.kind == "text"
    return str(token.meta["argument"]) if shown else ""


def _supposes(token: Token) -> bool:
    directive = components.written(token)
    if directive is None or directive.supposes is None:
        return False
    option, value = directive.supposes
    return components.meant(token.meta["name"], token.meta["options"])[1].get(option) == value


def _cited(uses: Sequence[tuple[int, RoleUse]]) -> list[str]:
    """Return what roles cite: ``id``, or ``id#passage``."""
    roles = ((components.ROLES.get(use.name), use) for _, use in uses)
    return [name for role, use in roles if role and role.cites for name in role.ids(use.text)]


class _Sentences(Struct, dict=True):
    tag: str
    places: Places
    cited: Sequence[str]
    found: Found

    def __post_init__(self) -> None:
        # The places of statements are counted apart from those of roles.
        self._own = self.places.again()
        self._readable = self.places.again()
        self._quotations = self.places.again()

    def read(self, text: _Block, names: Sequence[str] = (), rest: Sequence[str] = ()) -> None:
        """Read one text; ``names`` are what a title's body cites, ``rest`` what a row rests on."""
        stated = statements(text.words, self.tag)
        if not names:
            self._unsourced(text, stated)
        rest = names or rest or (_cited(text.uses) if text.item else ()) or self.cited
        whole = text.row or bool(names)
        bounds = [(0, len(text.words))] if whole else list(numbers.sentences(text.words))
        if not names:  # a title may quote somebody whom the text below it puts right
            self.found.quoted += self._quoted(text, bounds, rest)
        for start, end in bounds:
            uses = [(at, use) for at, use in text.uses if whole or start <= at < end]
            cited = tuple(dict.fromkeys(_cited(uses) or (() if _stats(uses) else rest)))
            stats = _stats(uses)
            placed = [
                (one, self._own.find(one.text, text.line))
                for one in stated
                if start <= one.start < end
            ]
            for at, use in uses if cited else ():
                placed += [(one, use.location) for one in self._marked(at, use)]
            if placed or (stats and cited):
                self.found.sentences.append(Sentence(tuple(placed), stats, cited))

    def _quoted(
        self, text: _Block, bounds: Sequence[tuple[int, int]], rest: Sequence[str]
    ) -> Iterator[Quoted]:
        """Walk the words between quotation marks, with what the sentences that they are of cite."""
        for match in numbers.QUOTATION.finditer(text.words):
            within = [(a, b) for a, b in bounds if a < match.end() and match.start() < b]
            uses = [use for use in text.uses if any(a <= use[0] < b for a, b in within)]
            if cited := tuple(dict.fromkeys(_cited(uses) or rest)):
                words = match[0][1:-1].strip()
                place = self._quotations.first(filter(None, _beginnings(words)), text.line)
                yield Quoted(words, place, cited)

    def measure(self, text: _Block) -> None:
        """Add the sentences of a text to what there is to read."""
        shown = {at: _shown(use) for at, use in text.uses}
        for start, end in numbers.sentences(text.words):
            signs = enumerate(text.words[start:end], start)
            said = "".join(shown.get(at, sign) for at, sign in signs)
            counts = readability.sentence(said.replace(numbers.OTHER, FIGURE), self.tag)
            before = self.found.reading
            if before is None or counts.words > before.longest:
                pieces = _beginnings(text.words[start:end])
                place = self._readable.first(filter(None, pieces), text.line)
                earlier = before.counts if before else Counts()
                before = Reading(earlier, counts.words, pieces[0], place)
            self.found.reading = before._replace(counts=before.counts.plus(counts))

    def _marked(self, at: int, use: RoleUse) -> Sequence[Statement]:
        """Return what a number states that is marked without a reason."""
        role = components.ROLES.get(use.name)
        if role is None or role.argument.kind != "number" or components.reason(use.text):
            return ()
        return statements(use.text, self.tag)

    def _unsourced(self, text: _Block, stated: Sequence[Statement]) -> None:
        """Note the numbers and the words that need a source, in the order of the text."""
        words = text.words
        naked = set(numbers.unsourced(words, self.tag)) if DIGIT.search(words) else set()
        found: list[tuple[int, Unsourced]] = []
        for match in numbers.every(words, self.tag) if naked else ():
            place = self.places.find(match[0], text.line)
            if match.start() in naked:
                found.append((match.start(), Unsourced(match[0], place)))
        for one in unsourced_words(words, self.tag, stated):
            place = self.places.find(one.text, text.line)
            kind = one.kind if one.kind in ("scope", "trend") else "number"
            found.append((one.start, Unsourced(one.text, place, kind)))
        self.found.unsourced += [naked for _, naked in sorted(found)]


def _stats(uses: Sequence[tuple[int, RoleUse]]) -> tuple[tuple[int, str], ...]:
    """Return the stats among roles, with their offsets."""
    stat = components.role_of("stat")
    return tuple((at, id) for at, use in uses if use.name == stat.name for id in stat.ids(use.text))


def _beginnings(words: str) -> list[str]:
    """Return the first four, two and one words of a text, up to the first role."""
    begins = SIGNS.split(words.lstrip())[0].split()[:4]
    return [" ".join(begins[:length]) for length in (4, 2, 1)]
