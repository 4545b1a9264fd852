"""What a sentence states stands in the words that it cites, or in the stats that it shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import chain, pairwise

from msgspec.structs import replace

from generator import parse
from generator.components import named, role_of
from generator.diagnostics import Code, Diagnostic, Location
from generator.language import relative_dates
from generator.language.quantities import bills, statements
from generator.language.statements import MOVES, Day, Statement, covers
from generator.model.content import Content
from generator.model.document import Document, Sentence
from generator.model.site import Site
from generator.model.stat import Stat
from generator.model.written import Lent, said

CODES = (
    Code(
        "quote-mismatch",
        means=(
            "A number, an amount, a date or the name of a month stands in a sentence that cites "
            "passages, and in none of their words; nor does a stat of the sentence carry it."
        ),
        mend=(
            "Correct it, cite the passage that says it, or, where it differs on purpose, mark it "
            "with `{num}` and the reason."
        ),
        example="About {num}`4 | rounded from 3.9`\u00a0metres. {cite}`almanac#high-water`",
    ),
    Code(
        "unproven",
        means=(
            "A number, an amount, a date or the name of a month rests on a citation that names no "
            "passage, or stands beside a stat that does not carry it. Or a date or a length of "
            "time stands in a sentence that names nothing, in no passage or stat of its page, and "
            "is not the day of the page's review. Or a bill, C-12, is named in no source of the "
            "site. Nothing proves it."
        ),
        mend="Cite the passage that says it, `id#passage`, or mark it with `{num}` and the reason.",
        example="It stood at 3.9 metres the year before. {cite}`almanac#year-before`",
    ),
    Code(
        "wrong-weekday",
        means="A weekday stands beside a date that falls on another one.",
        mend="Correct the weekday, or the date.",
        example="It rose again on Sunday, March 8, 2026. {cite}`almanac#march`",
    ),
)

CHECKED = {"number", "magnitude", "percent", "points", "fraction", "multiple", "money", "duration"}
CHECKED |= {"measure", "date", "month", "year", "decade", "time", "ordinal", "weekday"}
# What a sentence may state without naming its proof, where its page has it. Other numbers may not:
# see ``unsourced_number``.
TIMES = {"date", "month", "year", "decade", "time", "duration"}
PAGE = "passage or stat of the page"
BESIDE = len("$ in ")  # a date so close after a stat is the stat's own
NEXT = len(", a ")  # a weekday is at most so far from its date
DATES = ("year", "yearmonth", "date")


def check_pages(
    site: Site, content: Content, documents: Collection[Document]
) -> Iterator[Diagnostic]:
    """Report what explainers state that the words they cite do not say."""
    proof = _Proof(site, content)
    for document in documents:
        reviewed = {_dated(str(day)).value for day in (document.page.front.reviewed,) if day}
        for sentence in document.sentences:
            yield from proof.faults(sentence, reviewed)
            yield from _weekdays(sentence)
            yield from proof.faults_of_bills(sentence)
        yield from proof.faults_of_times(document)


def check_content(site: Site, content: Content) -> Iterator[Diagnostic]:
    """Report the same of words beside pages whose sources name passages."""
    proof = _Proof(site, content)
    for placed in content.texts():
        text = placed.text
        for locale in site.locales:
            words, place = text.words[locale.code], placed.at(locale.code)
            rests = any("#" in name for name in text.sources)
            rests = rests or any(one.passage for one in named(words))
            lent = isinstance(words, Lent)
            if lent or text.is_provision or not (rests or text.date):
                continue
            lead = f"{text.date}: " if text.date else ""
            before = place._replace(column=place.column - len(lead))
            found = parse.found_in(lead + words, locale.tag, before, tuple(text.sources))
            faults = [
                chain(proof.faults(one), _weekdays(one), proof.faults_of_bills(one))
                for one in found.sentences
            ]
            for fault in chain.from_iterable(faults):
                dated = lead and fault.location < place
                at = placed.document.locate((*text.path[:-1], "date")) if dated else fault.location
                yield replace(fault, location=at)


class _Proof:
    """What the passages and the stats of a site state, each read when it is first asked for."""

    def __init__(self, site: Site, content: Content) -> None:
        self._content = content
        self._tags = {locale.code: locale.tag for locale in site.locales}
        self._default = site.default_locale.code
        self._passages: dict[str, list[Statement] | None] = {}
        self._stats: dict[str, list[Statement]] = {}
        self._dates: dict[str, list[Statement]] = {}

    def faults(
        self, sentence: Sentence, known_days: Collection[object] = ()
    ) -> Iterator[Diagnostic]:
        """Report what nothing that a sentence names says; ``known_days`` need no proof.

        They are that of the page's review: on it something could not be found.
        """
        if not (sentence.cited or sentence.stats) or not self._known(sentence):
            return
        read = [self._passage(name) for name in sentence.cited]
        by = [one for stated in read for one in stated or ()]
        own = [one for _, id in sentence.stats for one in self._stat(id)]
        days = [one for name in sentence.cited for one in self._days(name)]
        whole = bool(read) and None not in read
        dated = {one.start for one, _, _ in _beside_dates(sentence)}
        for statement, place in sentence.statements:
            if statement.kind == "multiple" and sentence.stats:
                continue  # "doubled" is compared with the stats' own values
            if statement.value in known_days or statement.start in dated:
                continue
            if _needs_proof(statement):
                beside = self._beside(statement, sentence)
                known = [*by, *own] if beside is None else beside
                if not _proven(statement, known, days) and not _computed(statement, sentence):
                    yield _fault(statement, place, sentence, whole=whole)
            elif any(one is not None for one in read) and not own:
                yield from _words(statement, place, sentence, by)

    def faults_of_times(self, document: Document) -> Iterator[Diagnostic]:
        """Report the times in sentences that name nothing, which nothing else of the page has."""
        alone = [
            (statement, place, sentence)
            for sentence in document.sentences
            if not sentence.cited and not sentence.stats
            for statement, place in sentence.statements
            if statement.kind in TIMES
        ]
        if not alone:
            return
        names = {f"{one.name}#{one.passage}" for one in document.passages}
        stats = {one.name for one in document.references if one.kind == "stat"}
        if not stats <= self._content.stats.keys():
            return  # what is missing is told, and may have proven them
        front = document.page.front
        own = [_dated(str(day)) for day in (front.published, front.reviewed) if day]
        by = [one for name in names for one in self._passage(name) or ()]
        by += [one for id in stats for one in self._stat(id)]
        days = own + [one for name in names for one in self._days(name)]
        shown = {one.name for one in document.references if one.kind == "source"}
        known = (self._content.sources.get(name) for name in shown)
        days += [_dated(source.issued) for source in known if source and source.issued]
        events = [one.name for one in document.references if one.kind == "event"]
        tags = [one.name for one in document.references if one.kind == "tag"]
        for id in (*events, *self._content.tagged(tags)):
            if event := self._content.events.get(id):
                days.append(_dated(event.date))
        for statement, place, sentence in alone:
            if not _proven(statement, by, days):
                yield _fault(statement, place, sentence, whole=False)

    def _known(self, sentence: Sentence) -> bool:
        """Whether all that a sentence names is there; if not, that is told first."""
        passages = (name for name in sentence.cited if "#" in name)
        return all(self._passage(name) is not None for name in passages) and all(
            id in self._content.stats for _, id in sentence.stats
        )

    def _beside(self, statement: Statement, sentence: Sentence) -> list[Statement] | None:
        """Return what the stat says that a date stands beside: "{stat} in March"; None for none."""
        if isinstance(statement.value, Day):
            for at, id in sentence.stats:
                if at < statement.start <= at + BESIDE:
                    return self._stat(id)
        return None

    def _passage(self, name: str) -> list[Statement] | None:
        """Return what a passage says, in all its languages; None of a source as a whole."""
        if name not in self._passages:
            id, _, passage = name.partition("#")
            source = self._content.sources.get(id)
            found = source.passages.get(passage) if source else None
            if source is None or found is None:
                return None
            language = source.language or self._default
            self._passages[name] = [
                one
                for code, text in found.quotes(language).items()
                for one in statements(text, self._tags.get(code, code))
            ]
        return self._passages[name]

    def _days(self, name: str) -> list[Statement]:
        """Return the dates of a passage that are not in its words: of its place, and of its text.

        A source's own date counts to the month: "in March 2023" says when it was said, "on March
        24, 2023" says more. By it, what the words call "Monday" or "November" has its date.
        """
        if name not in self._dates:
            self._dates[name] = list(self._dates_of(name))
        return self._dates[name]

    def _dates_of(self, name: str) -> Iterator[Statement]:
        id, _, passage = name.partition("#")
        source = self._content.sources.get(id)
        found = source.passages.get(passage) if source else None
        if source is None or found is None:
            return
        days = [_dated(source.issued[:7])] if source.issued else []
        days += [_dated(str(found.current_to))] if found.current_to else []
        for code, tag in self._tags.items():
            days += statements(said(found.locator, code), tag)
        for code, text in found.quotes(source.language or self._default).items():
            tag = self._tags.get(code, code)
            issued = _dated(source.issued).value if source.issued else Day()
            assert isinstance(issued, Day), "a date is a day"
            meant = relative_dates.meant(text, tag, statements(text, tag), issued)
            days += map(_on, (*meant, *relative_dates.years_of_laws(text)))
        yield from (one for one in days if isinstance(one.value, Day))

    def faults_of_bills(self, sentence: Sentence) -> Iterator[Diagnostic]:
        """Report the bills that no source of the site has in its title or its passages."""
        for statement, place in sentence.statements:
            if statement.kind == "bill" and statement.value not in self._bills:
                message = f"nothing proves '{statement.text}': no source of the site has it"
                hint = "correct it, or add the source that names it"
                yield Diagnostic(place, "error", "unproven", message, hint)

    @cached_property
    def _bills(self) -> set[str]:
        """The bills that the site's sources name."""
        sources = self._content.sources.values()
        texts = [source.titled(code) for source in sources for code in self._tags]
        texts += [
            text
            for source in sources
            for passage in source.passages.values()
            for text in passage.quotes(self._default).values()
        ]
        return set(chain.from_iterable(map(bills, texts)))

    def _stat(self, id: str) -> list[Statement]:
        """Return what a stat states: its value, the dates of its rows and of its label."""
        if id not in self._stats:
            stat = self._content.stats.get(id)
            self._stats[id] = list(self._of(stat)) if stat else []
        return self._stats[id]

    def _ends(self, stat: Stat, column: str) -> Iterator[str]:
        """Return the first and the last date of a stat's rows, and that of the row it picked."""
        field = stat.definition.field
        for rows in (stat.rows, stat.of_rows):
            dates = [str(row.values[column]) for row in rows if row.values[column] is not None]
            yield from {min(dates), max(dates)} if dates else ()
        if field and stat.definition.aggregate in ("max", "min"):
            picked = (row for row in stat.rows if row.values[field] == stat.exact)
            yield from (str(row.values[column]) for row in picked)

    def _of(self, stat: Stat) -> Iterator[Statement]:
        dataset = self._content.datasets[stat.definition.dataset]
        columns = [c.name for c in dataset.descriptor.table.fields if c.type in DATES]
        for name in columns:
            yield from map(_dated, self._ends(stat, name))
        if len(columns) == 1:  # three rows of months are three months
            yield from _length({str(row.values[columns[0]]) for row in stat.rows})
        for code, tag in self._tags.items():
            label = statements(stat.definition.label[code], tag)
            yield from (one for one in label if isinstance(one.value, Day))
        if stat.stated:
            yield stat.stated


def _proven(statement: Statement, known: Sequence[Statement], days: Sequence[Statement]) -> bool:
    """Whether a statement is among others; ``days`` prove months, and dates with their year."""
    if statement.kind == "duration" and not statement.sure and any(map(_single, known)):
        statement = replace(statement, sure=True)  # "a day", where the words say "one year"
    if covers(statement, known):
        return True
    day = statement.value
    whole = isinstance(day, Day) and (day.year or statement.kind == "month")
    return bool(whole or statement.kind == "weekday") and covers(statement, days)


def _computed(statement: Statement, sentence: Sentence) -> bool:
    """Whether a percentage is what two numbers of its sentence make, which are proven themselves.

    Of "30 of 40" it is 75%, of "from 30 to 40" 33%; the two follow each other, and are of one kind.
    """
    if statement.kind != "percent" or not isinstance(statement.value, Fraction):
        return False
    kinds = ("number", "money")
    amounts = [one for one, _ in sentence.statements if one.kind in kinds]
    pairs = [
        (first.value, second.value)
        for first, second in pairwise(amounts)
        if first.unit == second.unit
    ]
    made = [
        share
        for first, second in pairs
        if isinstance(first, Fraction) and isinstance(second, Fraction) and first and second
        for share in (first / second, second / first, abs(second / first - 1))
    ]
    return any(abs(100 * share - statement.value) <= statement.step / 2 for share in made)


def _beside_dates(sentence: Sentence) -> Iterator[tuple[Statement, Location, Statement]]:
    """Walk the weekdays that stand beside a whole date, each with its place and the date."""
    for first, second in pairwise(sentence.statements):
        if second[0].start - first[0].end > NEXT:
            continue
        for (weekday, place), (date, _) in ((first, second), (second, first)):
            day = date.value
            if weekday.kind == "weekday" and isinstance(day, Day) and day.weekday is not None:
                yield weekday, place, date


def _weekdays(sentence: Sentence) -> Iterator[Diagnostic]:
    """Report the weekdays beside dates that fall on others."""
    for weekday, place, day in _beside_dates(sentence):
        if isinstance(day.value, Day) and day.value.weekday != weekday.value:
            message = f"'{weekday.text}' is not the weekday of {day.text}"
            yield Diagnostic(place, "error", "wrong-weekday", message, "correct one of them")


def _single(statement: Statement) -> bool:
    return statement.kind == "duration" and statement.value in (1, 7)


def _needs_proof(statement: Statement) -> bool:
    """Whether a statement is one of fact: "the two countries" are a pair that the page names."""
    pair = statement.kind == "number" and statement.value == 2 and statement.text.isalpha()
    return statement.kind in CHECKED and not pair


def _dated(text: str) -> Statement:
    return _on(Day(*(int(part) for part in text.split("-"))))


def _on(day: Day) -> Statement:
    return Statement(0, 0, "", "date" if day.day else "month" if day.month else "year", day)


def _length(dates: set[str]) -> Iterator[Statement]:
    """Return how many months or years there are."""
    parts = {date.count("-") for date in dates}
    if parts == {1}:
        yield Statement(0, 0, "", "duration", Fraction(len(dates)), "month")
    elif parts == {0}:
        yield Statement(0, 0, "", "duration", Fraction(len(dates)), "year")


def _fault(statement: Statement, place: Location, sentence: Sentence, *, whole: bool) -> Diagnostic:
    cite, mark = role_of("source").name, role_of("number").name
    text = " ".join(statement.text.split())
    hint = f"correct it, cite the passage that says it, or mark it {{{mark}}}`{text} | reason`"
    if whole:
        names = _listed(sentence.cited)
        message = f"'{text}' stands in none of the words cited: {names}"
        return Diagnostic(place, "error", "quote-mismatch", message, hint)
    bare = [name for name in sentence.cited if "#" not in name]
    if bare:
        message = f"nothing proves '{text}': no passage is cited of {_listed(bare)}"
    else:
        rows = f"row of {_listed(id for _, id in sentence.stats)}"
        message = f"nothing proves '{text}': no {rows if sentence.stats else PAGE} has it"
        hint = f"correct it, add a {{{cite}}}, or mark it {{{mark}}}`{text} | reason`"
    return Diagnostic(place, "error", "unproven", message, hint)


def _words(
    statement: Statement, place: Location, sentence: Sentence, by: Sequence[Statement]
) -> Iterator[Diagnostic]:
    """Report a claim of scope that is not in the words cited, and a trend that is not theirs."""
    cited = f"the words cited: {_listed(sentence.cited)}"
    hint = "correct it, cite the passage that says it, or mark it with the reason"
    # "No one may" and "may not" say the same: what is denied is not compared.
    if statement.kind == "scope" and statement.value != "none" and not covers(statement, by):
        message = f"'{statement.text}' stands in none of {cited}"
        yield Diagnostic(place, "warning", "unsourced-scope", message, hint)
    elif statement.value in MOVES:
        moves = MOVES.intersection(str(one.value) for one in by if one.kind == "trend")
        if moves and statement.value not in moves:
            message = f"'{statement.text}' disagrees with {cited}"
            yield Diagnostic(place, "error", "description-disagrees", message, hint)


def _listed(names: Iterable[str]) -> str:
    """Return the first of some names."""
    found = list(dict.fromkeys(names))
    return ", ".join(found[:3]) + (" …" if len(found) > 3 else "")
