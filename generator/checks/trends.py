"""What words say of a series, rose, doubled, the highest, is what its stats say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise

from generator import parse
from generator.diagnostics import Code, Diagnostic, Location
from generator.language.quantities import statements
from generator.language.statements import Statement
from generator.model.content import Content
from generator.model.document import Document, Sentence
from generator.model.site import Locale, Site
from generator.model.stat import Stat
from generator.model.written import Lent

CODES = (
    Code(
        "description-disagrees",
        means=(
            "A sentence says that a series rose, fell, doubled or was at its highest, and the "
            "stats or the numbers of the sentence say otherwise."
        ),
        mend="Correct the word, or the stats: their order in time is that of their rows' dates.",
        example="The water rose from {stat}`low` to {stat}`high` metres.",
    ),
    Code(
        "description-unproven",
        means=(
            "A chart's words say that a series rose, fell, doubled or was at its highest, and no "
            "stat of its description shows it."
        ),
        mend="Put the two stats, or one of their `change` or `ratio`, into the description.",
        example="The water rises from {stat}`low` to {stat}`high` metres.",
    ),
)

DATES = ("year", "yearmonth", "date")
DIRECTIONS = {"up": 1, "down": -1}
EXTREMES = {"highest": 1, "record": 1, "lowest": -1}
TOLERANCE = Fraction(1, 5)  # of a multiple: what is called doubled may be a factor of 1.6 to 2.4
Placed = tuple[Statement, Location]


def check_pages(
    site: Site, content: Content, documents: Collection[Document]
) -> Iterator[Diagnostic]:
    """Report the words of explainers that their sentences' stats and numbers contradict."""
    series = _Series(content)
    for document in documents:
        for sentence in document.sentences:
            yield from _disagreeing(sentence, series)


def check_content(site: Site, content: Content) -> Iterator[Diagnostic]:
    """Report the same of charts' words and stats' labels, and charts' words that show nothing."""
    series = _Series(content)
    for id in content.charts:
        for locale in site.locales:
            yield from _of_chart(id, locale, content, series)
    for id, stat in content.stats.items():
        for locale in site.locales:
            place = content.documents["stat"].locate((id, "label", locale.code))
            words = stat.definition.label[locale.code]
            label = () if isinstance(words, Lent) else statements(words, locale.tag)
            sentence = Sentence(tuple((one, place) for one in label), ((-1, id),), ())
            yield from _disagreeing(sentence, series)


def _of_chart(id: str, locale: Locale, content: Content, series: _Series) -> Iterator[Diagnostic]:
    """Report a chart's words; what its title says may be shown by the stats of its description."""
    shown: list[Sentence] = []
    every: list[str] = []
    sources = tuple(content.sources_of("chart", id))
    for placed in content.texts_of("chart", id):
        text, place = placed.text.words[locale.code], placed.at(locale.code)
        if isinstance(text, Lent):
            continue
        found = parse.found_in(text, locale.tag, place, sources)
        shown += found.sentences
        every += [reference.name for reference in found.references if reference.kind == "stat"]
    for sentence in shown:
        told = list(_disagreeing(sentence, series))
        yield from told
        for one, place in () if told else sentence.statements:
            compares = one.value in DIRECTIONS or (one.kind == "multiple" and not sentence.stats)
            if compares and not series.shows(one, every):
                message = f"no stat of the description shows '{one.text}'"
                hint = "put the stats into it that the word compares"
                yield Diagnostic(place, "warning", "description-unproven", message, hint)


def _disagreeing(sentence: Sentence, series: _Series) -> Iterator[Diagnostic]:
    for one, place in sentence.statements:
        verdicts = series.verdicts(one, sentence)
        if verdicts and not any(verdicts):
            against = ", ".join(id for _, id in sentence.stats) or "the numbers of the sentence"
            message = f"'{one.text}' disagrees with {against}"
            hint = "correct the word, or name the stats that it compares"
            yield Diagnostic(place, "error", "description-disagrees", message, hint)


class _Series:
    """The stats of a site as values of series, which words may be compared with."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def verdicts(self, word: Statement, sentence: Sentence) -> list[bool]:
        """Return what each stat or pair that a word may mean says of it: nothing for no stat."""
        stats = [
            (at, self._content.stats[id]) for at, id in sentence.stats if id in self._content.stats
        ]
        match word.kind, word.value:
            case "trend", str(name) if name in DIRECTIONS:
                moves = self._moves(word, sentence, stats)
                return [move * DIRECTIONS[name] > 0 for move in moves if move]
            case "multiple", Fraction() as factor:
                return [
                    abs(ratio - factor) <= TOLERANCE * factor
                    for ratio in self._ratios([stat for _, stat in stats])
                ]
            case "scope", str(name) if name in EXTREMES:
                return list(self._extreme(word, EXTREMES[name], stats))
        return []

    def shows(self, word: Statement, ids: Sequence[str]) -> bool:
        """Whether some of these stats, which follow each other, are as a word says."""
        stats = [self._content.stats[id] for id in ids if id in self._content.stats]
        if word.value not in DIRECTIONS:
            pairs = [((-1, first), (-1, second)) for first, second in combinations(ids, 2)]
            alone = [((-1, id),) for id in ids]
            some = (Sentence((), stats, ()) for stats in (*alone, *pairs))
            return any(True in self.verdicts(word, sentence) for sentence in some)
        moves = [self._move(stat) for stat in stats if _compares(stat)]
        moves += [self._between(*pair) for pair in pairwise(stats) if _alike(*pair)]
        return any(move * DIRECTIONS[str(word.value)] > 0 for move in moves)

    def _moves(
        self, word: Statement, sentence: Sentence, stats: Sequence[tuple[int, Stat]]
    ) -> list[Fraction]:
        """Return by how much the series moved that a trend word speaks of."""
        trends = [one.start for one, _ in sentence.statements if one.kind == "trend"]
        end = min((at for at in trends if at > word.start), default=1 << 30)
        after = [stat for at, stat in stats if word.start <= at < end]
        before = [stat for at, stat in stats if at < word.start][-1:]
        moves = [self._move(stat) for stat in before + after if _compares(stat)]
        # From the one before the word to the one after it, or from the first to the second after.
        plain = [stat for stat in before + after if not _compares(stat)]
        plain = plain[: len(before) + 2]
        moves += [self._between(*pair) for pair in pairwise(plain) if _alike(*pair)]
        return moves if stats else _typed(word, end, sentence)

    def _move(self, stat: Stat) -> Fraction:
        return Fraction(_number(stat)) - (1 if stat.definition.aggregate == "ratio" else 0)

    def _between(self, first: Stat, second: Stat) -> Fraction:
        """Return the move from one value to the later one; as they stand if no date tells."""
        if (then := self._when(first)) and (now := self._when(second)) and then > now:
            first, second = second, first
        return _number(second) - _number(first)

    def _when(self, stat: Stat) -> str:
        """Return the first date of a stat's rows, or nothing."""
        fields = self._content.datasets[stat.definition.dataset].descriptor.table.fields
        dates = [column.name for column in fields if column.type in DATES]
        return min((str(row.values[name]) for row in stat.rows for name in dates), default="")

    def _ratios(self, stats: Sequence[Stat]) -> Iterator[Fraction]:
        for stat in stats:
            if stat.definition.aggregate == "ratio":
                yield _number(stat)
            elif stat.definition.aggregate == "change":
                yield 1 + _number(stat) / 100
        for first, second in combinations((s for s in stats if not _compares(s)), 2):
            low, high = sorted((_number(first), _number(second)))
            if _alike(first, second) and low > 0:
                yield high / low

    def _extreme(
        self, word: Statement, sign: int, stats: Sequence[tuple[int, Stat]]
    ) -> Iterator[bool]:
        """Compare the stat before the word and the one after it with all that are like them."""
        plain = [(at, stat) for at, stat in stats if not _compares(stat)]
        near = [s for at, s in plain if at < word.start][-1:]
        near += [s for at, s in plain if at >= word.start][:1]
        for stat in near:
            if (aggregate := stat.definition.aggregate) in ("max", "min"):
                yield aggregate == ("max" if sign > 0 else "min")
            group = [_number(other) * sign for _, other in plain if _alike(stat, other)]
            group += self._series(stat, sign)
            if len(group) > 1:
                yield _number(stat) * sign == max(group)

    def _series(self, stat: Stat, sign: int) -> list[Fraction]:
        """Return the values of a stat's series: of the rows that differ from its own in date."""
        stated = stat.definition
        if stated.aggregate != "value" or stated.field is None:
            return []
        dataset = self._content.datasets[stated.dataset]
        dates = {one.name for one in dataset.descriptor.table.fields if one.type in DATES}
        where = {name: wanted for name, wanted in stated.where.items() if name not in dates}
        values = [row.values[stated.field] for row in dataset.select(where)]
        return [Fraction(one) * sign for one in values if isinstance(one, int | Decimal)]


def _number(stat: Stat) -> Fraction:
    return Fraction(stat.exact)


def _compares(stat: Stat) -> bool:
    return stat.definition.aggregate in ("change", "ratio")


def _alike(first: Stat, second: Stat) -> bool:
    """Whether two stats are values of one kind: of one column, shares or numbers, none a date."""
    mine, theirs = first.definition, second.definition
    return (
        (mine.dataset, mine.field, first.percent) == (theirs.dataset, theirs.field, second.percent)
        and mine.show is theirs.show is None
        and (mine.aggregate == "count") == (theirs.aggregate == "count")
    )


def _typed(word: Statement, end: int, sentence: Sentence) -> list[Fraction]:
    """Return the move between the first two typed numbers of one kind after the word."""
    kinds = ("number", "percent", "money")
    found = [
        one for one, _ in sentence.statements if one.kind in kinds and word.start < one.start < end
    ]
    if len(found) != 2 or (found[0].kind, found[0].unit) != (found[1].kind, found[1].unit):
        return []
    first, second = (one.value for one in found)
    assert isinstance(first, Fraction) and isinstance(second, Fraction), "numbers are fractions"
    return [second - first]
