"""Faults planted in the site's own explainers by a seeded program: most must be found.

``PYTHONPATH=tests python -m tests.site.test_proof`` prints how many were, by kind, and those that
were not.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from support import LONG

from generator import load, parse
from generator.build import pages
from generator.checks import proof, trends, unsourced_number
from generator.diagnostics import Diagnostics
from generator.files import snapshot
from generator.language import find
from generator.language.figures import CITED, OTHER, STAT, names, sentences
from generator.load import front_matter
from generator.load import site as settings
from generator.model.content import Content
from generator.model.document import Document
from generator.model.page import Page
from generator.model.site import Site

ROOT = Path(__file__).resolve().parents[2]
SEED, FAULTS = 14, 300  # half of them in `make test`
# The least shares of faults that are found. The first is 0.95 less what a sample varies by chance:
# to correct a figure draws other faults, and must not turn this red.
PROVEN, ALL = 0.93, 0.80

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
NUMBERS = {
    "en": "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty "
    "thirty forty fifty",
    "fr": "trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze vingt trente "
    "quarante cinquante",
}
UNITS = {
    "en": ("day|week|month|year", "days|weeks|months|years"),
    "fr": ("jour|semaine|an", "jours|semaines|mois|ans"),
}
FRACTIONS = {
    "en": ("half", "a third", "a quarter", "two-thirds", "three-quarters"),
    "fr": ("la moitié", "le tiers", "le quart", "les deux tiers", "les trois quarts"),
}
# A claim that is put before the full stop of a sentence, or words that take each other's place.
SCOPE = {
    "en": (", the first ever", ", a record", ", in every case", ", the highest of all"),
    "fr": (", une première", ", un record", ", dans tous les cas", ", le plus élevé de tous"),
}
TRENDS = {
    "en": ("rose fell", "rise fall", "rises falls", "growing shrinking", "grew shrank"),
    "fr": (
        "monté baissé",
        "augmenté diminué",
        "grimpé chuté",
        "croissant décroissant",
        "hausse baisse",
        "progressé reculé",
    ),
}
FIGURE = r"(?<![\w.,])\d+(?:[,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?![\w]|[.,]\d)"
PERCENT = r"[\u00a0\u202f -]?(?:%|per ?cent|p\. ?100|pour cent)"
EXAMPLE = re.compile(r"^:::\{callout\}.*\n:kind: example\n[\s\S]*?^:::$", re.MULTILINE)
HIDDEN = re.compile(r"\{(\w+)\}`([^`]*)`|`[^`]*`|\]\([^)]*\)|^:.*$|^\(.*\)=$|^#.*$|\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Fault:
    """A fault, planted in a page: ``proven`` if its sentence cites a passage or has a stat."""

    kind: str
    page: Page
    start: int
    end: int
    put: str
    proven: bool

    @property
    def shown(self) -> str:
        body = self.page.body
        line = self.page.body_line + body.count("\n", 0, self.start)
        around = body[max(0, self.start - 50) : self.start] + "[" + body[self.start : self.end]
        return f"{self.page.file}:{line} {self.kind}: …{around} → {self.put}]"


Found = Iterator[tuple[int, int, list[str]]]


def others(words: Sequence[str], word: str) -> list[str]:
    """Return the words but one, capitalised as that is."""
    found = [one for one in words if one.lower() != word.lower()]
    return [one[0].upper() + one[1:] if word[0].isupper() else one for one in found]


def found(pattern: str, text: str, change: Callable[[str], list[str]], group: int = 0) -> Found:
    for match in re.finditer(pattern, text, re.IGNORECASE):
        yield match.start(group), match.end(group), change(match[group])


def digits(figure: str) -> list[str]:
    """Return a figure with each of its digits changed in turn."""
    return [
        figure[:at] + new + figure[at + 1 :]
        for at, old in enumerate(figure)
        if old.isdigit()
        for new in "123456789"
        if new != old
    ]


def listed(words: Sequence[str]) -> str:
    return rf"\b(?:{'|'.join(words)})\b"


def places(text: str, code: str) -> Iterator[tuple[str, Found]]:
    """Walk the kinds of faults with their places in a text, whose roles and names are hidden."""
    months, numbers = MONTHS[code].split(), NUMBERS[code].split()
    year = r"\b(?:19|20)\d\d\b"
    plain = re.sub(rf"{FIGURE}{PERCENT}|{year}", lambda match: "\0" * len(match[0]), text)
    yield "digit", found(FIGURE, plain, digits)
    yield "percent", found(rf"({FIGURE}){PERCENT}", text, digits, 1)
    yield "year", found(year, text, lambda old: [str(int(old) + n) for n in (-10, -2, -1, 1, 2)])
    yield "month", found(rf"(?-i:{listed(months)})", text, partial(others, months))
    yield (
        "number word",
        found(listed(["two", "deux", *numbers]), text, partial(others, numbers)),
    )
    for form in UNITS[code]:
        units = form.split("|")
        yield "unit", found(rf"\d[  -]({form})\b", text, partial(others, units), 1)
        words = "|".join([*numbers, "two", "deux", "one", "un"])
        yield (
            "unit",
            found(rf"\b(?:{words})[ -]({form})\b", text, partial(others, units), 1),
        )
    parts = FRACTIONS[code]
    yield "fraction", found(rf"{listed(parts)}(?!-| an? )", text, partial(others, parts))
    for pair in TRENDS[code]:
        pattern = rf"{listed(pair.split())}(?! (?:under|within))"
        yield "trend", found(pattern, text, partial(others, pair.split()))
    for start, end in sentences(text):
        stop = re.search(r"[.](?=[\"”»)]*(?:\s*" + CITED + r"|\s*$))", text[start:end])
        if stop:
            at = start + stop.start()
            yield "scope", iter([(at, at, list(SCOPE[code]))])


def hidden(line: str, code: str) -> str:
    """Return a line in which roles are signs and names of laws are blank, every place kept."""

    def blank(match: re.Match[str]) -> str:
        sign = {"cite": CITED, "stat": STAT, None: ""}.get(match[1], OTHER)
        if sign == CITED and "#" not in match[2]:
            sign = OTHER + CITED
        return (sign + " " * len(match[0]))[: len(match[0])]

    line = HIDDEN.sub(blank, line)
    for name in names(find(code)):
        line = re.sub(name, lambda match: "\0" * len(match[0]), line, flags=re.IGNORECASE)
    return line


def faults(page: Page) -> Iterator[Fault]:
    """Walk every fault that may be planted in a page, but for what its examples suppose."""
    code, start = page.locale.code, 0
    body = EXAMPLE.sub(lambda match: re.sub(".", " ", match[0]), page.body)
    for line in body.splitlines(keepends=True):
        text = hidden(line.rstrip("\n"), code)
        whole = text.lstrip().startswith("|")
        bounds = [(0, len(text))] if whole else list(sentences(text))
        for kind, spans in places(text, code):
            for at, end, puts in spans:
                own = next((text[a:b] for a, b in bounds if a <= at < b), "")
                proven = STAT in own or (CITED in own and OTHER + CITED not in own)
                for put in puts:
                    yield Fault(kind, page, start + at, start + end, put, proven)
        start += len(line)


def chosen(every: Sequence[Fault], codes: Sequence[str], count: int) -> list[Fault]:
    """Choose as many faults of each kind as there can be, half of them in each language."""
    chance = random.Random(SEED)
    left: dict[tuple[str, str], list[Fault]] = {}
    for fault in every:
        left.setdefault((fault.page.locale.code, fault.kind), []).append(fault)
    for some in left.values():
        chance.shuffle(some)
    taken: list[Fault] = []
    for code in codes:
        mine = [some for (own, _), some in sorted(left.items()) if own == code]
        wanted = len(taken) + count // len(codes)
        while any(mine) and len(taken) < wanted:
            for some in mine:
                if some and len(taken) < wanted:
                    taken.append(some.pop())
    return taken


class Checker:
    """The site's explainers, and what the checks say of one of them when it is changed."""

    def __init__(self) -> None:
        ignored = Diagnostics()
        seen = snapshot.scan(ROOT)
        self.site: Site = settings.load(ROOT)
        files = pages.listed(self.site, seen)
        base = load.load(self.site, seen, ignored)
        parsed = {file.name: pages.read(self.site, file)[0] for file in files}
        self.content: Content
        self.content, self.documents = pages.gather(self.site, base, files, parsed)
        explainers = [page for page in self.content.pages if page.is_explainer]
        self.before: dict[str, Counter[tuple[str, str]]] = {}
        self.pages = [front_matter.again(self.site, page) for page in explainers]

    def said(self, document: Document) -> Counter[tuple[str, str]]:
        return Counter(
            (diagnostic.code, diagnostic.message)
            for module in (proof, trends, unsourced_number)
            for diagnostic in module.check_pages(self.site, self.content, [document])
        )

    def finds(self, fault: Fault) -> bool:
        page = fault.page
        body = page.body[: fault.start] + fault.put + page.body[fault.end :]
        if page.name not in self.before:
            self.before[page.name] = self.said(self.documents[page.name])
        return bool(self.said(parse.parse(replace(page, body=body))) - self.before[page.name])


Results = list[tuple[Fault, bool]]


def run(count: int) -> Results:
    checker = Checker()
    codes = [code for code in MONTHS if any(page.locale.code == code for page in checker.pages)]
    every = [fault for page in checker.pages if page.locale.code in codes for fault in faults(page)]
    return [(fault, checker.finds(fault)) for fault in chosen(every, codes, count)]


@pytest.fixture(scope="module")
def results() -> Results:
    found = run(FAULTS if LONG else FAULTS // 2)
    if not found:
        pytest.skip("no explainer has a place for a fault")
    return found


def share(results: Results) -> float:
    return sum(found for _, found in results) / len(results) if results else 1


def missed(results: Results) -> str:
    return "\n".join(fault.shown for fault, found in results if not found)


def test_faults_in_sentences_with_passages_or_stats_are_found(results: Results) -> None:
    proven = [one for one in results if one[0].proven]
    assert share(proven) >= PROVEN, missed(proven)


def test_faults_are_found(results: Results) -> None:
    assert share(results) >= ALL, missed(results)


def table(results: Results) -> Iterator[str]:
    for kind in [*sorted({fault.kind for fault, _ in results}), ""]:
        some = [one for one in results if kind in ("", one[0].kind)]
        proven = [one for one in some if one[0].proven]
        counts = [f"{sum(f for _, f in ones)}/{len(ones)}" for ones in (proven, some)]
        yield f"{kind or 'all':12} {counts[0]:>9} {counts[1]:>9}"


if __name__ == "__main__":
    planted = run(FAULTS)
    print("\n".join(table(planted)))
    print(missed(planted))
