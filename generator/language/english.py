"""English: quotes as CLDR gives them, and a no-break space between a number and its unit."""

from __future__ import annotations

import re
from fractions import Fraction

from generator.language.specification import (
    DASHED,
    LETTERED,
    NARROW,
    NO_BREAK,
    SPACE,
    Language,
    Quantities,
    ReadingEase,
)

MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
DAY = r"\d{1,2}(?!\d|[,.]\d{3}(?!\d))(?:st|nd|rd|th)?"

# Months whose names are no other word, and what comes before those that are (May, March, April).
PLAIN_MONTHS = "January|February|July|September|October|November|December"
OTHER_MONTHS = "March|April|May|June|August"
BEFORE_MONTH = (
    *("in", "since", "until", "by", "from", "to", "and", "or", "last", "this", "next", "during"),
    *("early", "late", "before", "after", "through", "till", "between", "of", "for", "against"),
    *("In", "Since", "Until", "By", "From", "Last", "This", "During", "Early", "Late", "Before"),
    *("After", "Through", "Between", "mid", "Mid", "every", "each", "Every", "Each"),
)
PRECEDED = "|".join(rf"(?<={word}[ -])" for word in BEFORE_MONTH)

ONES = {"twice": 2} | dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
TENS = {
    word: (10 * tens, 10)
    for tens, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
AGE = rf"(?:\d{{1,2}}|(?:(?:{'|'.join(TENS)})-?)?(?:{'|'.join(ONES)})|{'|'.join(TENS)})"
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    **{f"{word}th": n for word, n in ONES.items() if n in (4, 6, 7) or (n > 9 and n != 12)},
    **{f"{word[:-1]}ieth": value for word, (value, _) in TENS.items()},
}
PART = {
    "quarter": 4,
    **{word: n for word, n in ORDINALS.items() if n > 2},
    "hundredth": 100,
    "thousandth": 1000,
}
TIME: dict[str, tuple[str, int]] = {
    r"days?": ("day", 1),
    r"weeks?": ("day", 7),
    r"fortnights?": ("day", 14),
    r"months?": ("month", 1),
    r"years?(?:[ -]olds?)?": ("year", 1),
    r"decades?": ("year", 10),
    r"hours?": ("minute", 60),
    r"minutes?": ("minute", 1),
    r"seconds?": ("second", 1),
}
SPACE_AND_MASS: dict[str, tuple[str, int | Fraction]] = {
    r"kilomet(?:re|er)s?|kms?": ("metre", 1000),
    r"met(?:re|er)s?|m": ("metre", 1),
    r"square kilomet(?:re|er)s?|km²": ("square metre", 10**6),
    r"square met(?:re|er)s?|m²": ("square metre", 1),
    r"cubic met(?:re|er)s?|m³": ("cubic metre", 1),
    r"square miles?": ("square mile", 1),
    r"square f(?:ee|oo)t": ("square foot", 1),
    r"centimet(?:re|er)s?|cm": ("metre", Fraction(1, 100)),
    r"miles?": ("mile", 1),
    r"yards?": ("yard", 1),
    r"feet|foot|ft": ("foot", 1),
    r"inch(?:es)?": ("inch", 1),
    r"hectares?|ha": ("hectare", 1),
    r"acres?": ("acre", 1),
    r"lit(?:re|er)s?": ("litre", 1),
    r"kilograms?|kilos?|kg": ("kilogram", 1),
    r"tonnes?": ("tonne", 1),
    r"tons?": ("ton", 1),
    r"degrees?(?: Celsius)?|°C": ("degree", 1),
}
HIGHEST = "highest|largest|biggest|greatest"
LOWEST = "lowest|smallest|fewest"
OTHER_SUPERLATIVES = (
    "longest|shortest|oldest|youngest|busiest|fastest|slowest|deadliest|tallest|deepest|strongest"
    "|weakest|richest|poorest|hottest|coldest|wettest|driest|heaviest|worst|quietest|safest"
)
QUANTITIES = Quantities(
    ones=ONES,
    tens=TENS,
    ordinals=ORDINALS,
    hundreds=("hundred",),
    scales={"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    hundreds_joiner="and",
    articles=("a", "an"),
    collectives={"dozen": 12, "score": 20},
    vague={
        "dozens": 10,
        "tens": 10,
        "scores": 10,
        "hundreds": 100,
        "thousands": 10**3,
        "millions": 10**6,
        "billions": 10**9,
    },
    vague_of="of",
    few=("several", "a few", "many"),
    doubtful={
        "second": r"(?<!\ba )(?<!\bper )(?<!split[ -])second\b(?! (?:thoughts?|nature|hand|guess))",
        "third": r"third\b(?![ -]part)",
    },
    half_of=r"half(?: an?|[ -]a[ -])? ?-?(?=million|billion|dozen|hour|day|year|mile)",
    and_half=r"[ -]and[ -]a[ -]half",
    shares=(
        (
            (
                r"(?<!first )(?<!second )(?<!other )(?<!latter )\b(?:(?:one|a)[ -])?half\b"
                r"(?=,? (?:of|the|that|this|these|those|its|their|our|his|her|were|was|are|is"
                r"|had|have"
                r"|has|came|come|said|say|a|an|by|as|in|to|or|and|more|less|again)\b|[.;:,)]|$)"
                r"(?!, \w+ and)|(?<=\bby )half\b|(?<=\bthan )half\b|(?<=\bhalf )half\b"
            ),
            Fraction(1, 2),
        ),
    ),
    part=PART,
    parts={f"{word}s": n for word, n in PART.items()} | {"halves": 2},
    part_follows=(
        r"(?= (?:of|in|as|less|more|fewer|higher|lower|or|and|were|was|are|is|from|to)\b"
        r"|[.,;:)]| \(|$)"
    ),
    out_of=r" (?:in|out of|of)(?: every)? ",
    multiples=(
        (r"\bdoubl(?:ed|es|ing)\b(?! (?:back|over|down))", Fraction(2)),
        (
            (
                r"\bdouble (?:the|that|those|what|its|their|his|her|as)\b|\bto double\b(?!-)"
                r"|\b(?:than|nearly|almost|about|over|was|were|is|are|by"
                r"|at) double\b(?![- ]\w*ed\b)"
                r"|\b(?:the|a) double of\b"
            ),
            Fraction(2),
        ),
        (r"\btwice (?:as|the|that|those|what|its|their|his|her|more)\b|\btwo-?fold\b", Fraction(2)),
        (r"\btripl(?:ed|es|ing)\b|\btriple (?:the|that|those|what|its|their)\b", Fraction(3)),
        (r"\b(?:trebl(?:ed|es|ing)|to triple|to treble|three-?fold)\b", Fraction(3)),
        (r"\bquadrupl(?:ed|es|ing)\b|\bto quadruple\b|\bquadruple (?:the|that)\b", Fraction(4)),
        (r"\bfour-?fold\b", Fraction(4)),
        (r"\bquintupl(?:ed|es|ing)\b|\bfive-?fold\b", Fraction(5)),
        (r"\bten-?fold\b", Fraction(10)),
        (r"\b(?:halved|halves|halving)\b", Fraction(1, 2)),
    ),
    times=(
        r" times(?= (?:as|more|less|fewer|higher|lower|larger|smaller|greater|the|that|those|what"
        r"|its|their|faster|longer|likelier)\b)|[ -]?fold\b"
    ),
    percents=(r"%", r"per ?cent\b", r"pct\b", r"percentage\b(?! point)"),
    points=r"percentage points?\b",
    currencies={
        r"dollars?": ("dollar", Fraction(1)),
        r"cents?": ("dollar", Fraction(1, 100)),
        r"euros?": ("euro", Fraction(1)),
    },
    measures={unit: (name, Fraction(n)) for unit, (name, n) in {**TIME, **SPACE_AND_MASS}.items()},
    qualifiers=(
        *("calendar", "business", "working", "full", "whole", "consecutive", "straight", "more"),
        *("additional", "other", "long", "short", "further", "entire", "last"),
        *("or more", "or fewer"),
    ),
    ages=(
        (
            rf"\b(?:aged?|ages) {AGE}(?: (?:and|to|or) {AGE})?\b|\b(?:under|over) {AGE}"
            rf"(?: (?:and|to|or) {AGE})?"
            r"(?=[.,;:)](?!\d)|$| (?:who|and|or|with|at|is|are)\b)"
        ),
        rf"\b{AGE} (?:or|and) (?:over|older|under|younger)\b",
    ),
    lone_month=(
        rf"\b(?:{PLAIN_MONTHS}|(?:{PRECEDED})(?:{OTHER_MONTHS})(?! [A-Z]))\b"
        rf"|\b(?:{OTHER_MONTHS})(?= ?[,:;|])"
    ),
    decades=r"\b(?:1[89]|20)\d0[’']?s\b",
    afternoon=r"p\.?m",
    hours={"noon": 720, "midday": 720, "midnight": 0},
    scope=(
        (
            "first",
            (
                r"\b(?:was|were|is|are|be|been|became|become|becomes|as) (?:also )?the"
                r" (?:very )?first\b(?! of (?:the|its|their)\b| step\b)"
                r"|\bfor the (?:very )?first time\b"
                r"|\bfirst[- ]ever\b|\bthe first (?:ever|to|such|known|recorded|of its kind)\b"
                r"|\bthe first(?: \w+){1,2} (?:ever|to|in the world|in history)\b"
            ),
        ),
        (
            "only",
            (
                r"\b(?:the|its|their|his|her|our|whose|one|\w+['’]s?) only\b(?! if\b)"
                r"|\b(?:the|its|their|his|her) sole\b|\bunique(?:ly)?\b"
            ),
        ),
        (
            "most",
            (
                r"(?<!\bat )(?<!\bthe )(?<!\bby )(?<!\bits )(?<!\bour )(?<!\btheir )"
                r"(?<!\ba )\bmost(?= \w)(?! (?:always|recent|likely|important|is|was|as"
                r"|\w+ly)\b)|\bmostly\b"
                r"|\b(?:the|a|vast|great) majority\b(?! (?:government|leader|vote|opinion|report))"
            ),
        ),
        ("never", r"\bnever\b(?! mind)"),
        ("always", r"(?<!not )(?<!n't )(?<!n’t )(?<!as )\balways\b"),
        (
            "all",
            (
                r"\bevery\b(?! (?:day|week|month|year|hour|time|minute|morning|night|evening"
                r"|few|other"
                r"|now|so|\d|two|three|four|five|six|ten|effort|January|March|\w+day)\b)"
                r"|\bevery(?:one|body)\b(?!['’])"
                r"|(?<!\bat )(?<!\bafter )(?<!\bin )(?<!\babove )(?<!\bof )(?<!\bnot )(?<!\bfor )"
                r"\ball (?:of )?(?:the|its|their|our)\b(?! (?:same|more|while|time|way)\b)"
                r"|\bin all cases\b|\bwithout exception\b"
            ),
        ),
        ("none", r"\bnone\b(?! ?theless)|\bno[ -]one\b|\bnobody\b|\bnot a single\b"),
        (
            "record",
            (
                r"\brecord[- ](?:highs?|lows?|numbers?|years?|months?|levels?|breaking|setting|pace"
                r"|heat|cold|profits?|amounts?|totals?|crowds?|sales|speed|time)\b|\ball-time\b"
                r"|\b(?:the|new|set|sets|broke|breaks|break|beat|a) record\b(?! (?:of|that|is"
                r"|has|in)\b)"
                r"|\bunprecedented\b"
            ),
        ),
        ("highest", rf"\b(?:{HIGHEST})\b|\bpeak(?:ed|s)?\b(?! (?:hours?|season))|\bmaximum\b"),
        ("lowest", rf"\b(?:{LOWEST})\b|\bminimum\b|\btrough\b|\bbottomed\b"),
        (
            "superlative",
            (
                rf"\b(?:{OTHER_SUPERLATIVES})\b"
                r"|\bthe (?:most|least) (?!part\b|recent|likely\b|of\b|important\b)\w+\b"
                r"|(?<!\bat )\bthe (?:most|least)(?=[.,;:)])"
            ),
        ),
    ),
    trends=(
        (
            "up",
            (
                r"\b(?:(?-i:rose)|risen|(?<!give )(?<!gave )(?<!gives )rises?|rising|(?:grew"
                r"|grows?|grown)"
                r"(?! up\b)|growth|growing|increas(?:e[ds]?|ing)"
                r"|climb(?:ed|s|ing)(?! (?:aboard|down|into|onto|out|over|the|through)\b)"
                r"|jump(?:ed|s)?"
                r"|surg(?:ed?|es|ing)|soar(?:ed|s|ing)|spik(?:ed?|es|ing)|swell(?:ed|ing)|swelled"
                r"|rocketed|skyrocketed|upturn|upward|went up|going up|goes up|picked up)\b"
                r"|\b(?:is|are|was|were) up\b|\bup (?:by|from|sharply|slightly|\d)"
                r"|(?<=\d% )more\b"
            ),
        ),
        (
            "down",
            (
                r"\b(?:(?:fell|falls|fallen|falling)(?! (?:under|within|on|to the|outside|into"
                r"|short"
                r"|between|ill|asleep)\b)|(?<!\bthe )(?<!\bin )(?<!\blast )(?<!\bthis )(?<!\beach )"
                r"fall(?! (?:under|within|on|to the|outside|into|short|between|of \d|\d))"
                r"|drop(?:ped|s|ping)?(?! (?:her|him|it|its|off|out|people|the|their|them)\b)"
                r"|declin(?:e[ds]?|ing)(?! to [a-z])|decreas(?:e[ds]?|ing)|shr(?:a|u)nk|shrinks?"
                r"|shrinking|plung(?:ed?|es|ing)|plummet(?:ed|s|ing)?|slump(?:ed|s)?|tumbl(?:ed|es|ing)"
                r"|sank|dwindl(?:ed|es|ing)|collapsed|downturn|downward|went down|going down"
                r"|goes down"
                r"|slid|eased|waned)\b|\b(?:is|are|was|were) down\b"
                r"|\bdown (?:by|from|sharply|slightly|\d)"
                r"|(?<!\bin )\bthe fall (?:at|had|has|in|is|of the|was)\b"
                r"|(?<=\d% )fewer\b"
            ),
        ),
        (
            "level",
            (
                r"\b(?:unchanged|held steady|levell?ed off|stagnat(?:ed|es|ing)|plateau(?:ed|s)?"
                r"|(?:remained|stayed|was|were|is|are|held) (?:stable|steady|flat|level"
                r"|constant))\b"
            ),
        ),
    ),
)
# The groups of vowels in a word are its syllables, but for these, which are none …
SILENT = tuple(
    re.compile(pattern)
    for pattern in (
        r"[^aeiouyl]e$|[aeiouy]le$|[gq]ue$",  # case, whole, league, but not "table"
        r"[^aeioudty]ed$",  # crossed
        r"[^aeiouysxzcgh]es$|[^aeioucs]hes$",  # rules, clothes
        r"[^aeiouy](?<![bcdfgkpstz]l)e(?=ly$|ful|ment|less|ness|ty$)",  # closely, statement
        r"^(?:every|some|else|home|time|life|spokes|where|side|line|fire|price)(?=[^rsdo]..)",
    )
)
# … and these, where one group is two.
PARTED = tuple(
    re.compile(pattern)
    for pattern in (
        r"[^aeioucstglnx]i[aou]|iat|uary$",  # guardian, negotiate, January
        r"i(?:ety|en[ct])|[lsrpvnbw]ier$|iest$",  # society, client, earlier
        r"eo(?!n|u|ple)|eum|creat(?!u)|quiet|idea|reali",  # video, museum
        r"[^gq]u[ae](?=l|t|n)",  # annual, fluent
        r"ism$|[aeiou]y[aeou]|[aeiouy]ing",  # tourism, beyond, seeing
        r"[^aeioul]l(?:ed|es)$",  # handled, tables
    )
)


def syllables(word: str) -> int:
    """Return how many syllables a word has, as far as its letters tell.

    Of 100 words of running text, 99 are counted as the CMU Pronouncing Dictionary has them.
    """
    word = word.lower()
    count = len(re.findall("[aeiouy]+", word))
    count -= sum(bool(pattern.search(word)) for pattern in SILENT)
    return count + sum(bool(pattern.search(word)) for pattern in PARTED)


LANGUAGE = Language(
    code="en",
    quotes=("“", "”", "‘", "’"),
    spacing=(
        (re.compile(r"(?<=\d) (?=(?:km|m|years?|days?|a\.m\.|p\.m\.)(?!\w))"), NO_BREAK),
        (re.compile(rf"(\b{MONTH}) (?=[0-3]?\d(?![\d%]|[,.]\d))"), rf"\1{NO_BREAK}"),
        (re.compile(rf"(?<=\d) (?={MONTH}(?!\w))"), NO_BREAK),
        LETTERED,
        (
            re.compile(r"((?<![\w.])(?:ss?|cc?|ch|arts?|paras?|pp?|vols?)\.) (?=\d)"),
            rf"\1{NO_BREAK}",
        ),
    ),
    touched=re.compile(rf"[\--9](?:{DASHED}|(?<=[0-9]) |(?<=[a-z.] [0-9])|(?<=[A-Z]-)[0-9])"),
    number=rf"\d{{1,3}}(?:[{NO_BREAK}{NARROW}]\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)*",
    dates=(
        rf"\b{MONTH}{SPACE}{DAY}(?:(?:[–-]| to | and ){DAY})?(?:,? \d{{4}})?\b",
        rf"\b(?:(?:{DAY}(?:[–-]| to | and ))?{DAY}{SPACE}(?:of )?)?{MONTH},? \d{{4}}\b",
        rf"\b{DAY}{SPACE}(?:of )?{MONTH}(?!\w)",
    ),
    times=(rf"\b\d{{1,2}}(?::\d\d)?{SPACE}?(?:a\.m\.|p\.m\.|am\b|pm\b)",),
    references=(
        *("sections?", "articles?", "paragraphs?", "subsections?", "clauses?", "rules?"),
        *("regulations?", "parts?", "chapters?", "schedules?", "appendix", "annex", "pages?"),
        *("steps?", "forms?", "notes?", "tables?", "figures?", "volumes?", r"(?<!\.)ss?\."),
        *(r"arts?\.", r"paras?\.", r"c\.", r"cc\.", r"nos?\.", r"vols?\.", r"pp?\.", r"n\."),
    ),
    joins=("and", "or", "to"),
    ordinals=("st", "nd", "rd", "th"),
    # "Each day 300 come" counts no days.
    counted=(
        r"(?:(?<=\b(?:on|by|is) )|(?<=\bfrom )|(?<=\b(?:until|after|since) )|(?<=\bbefore ))day"
    ),
    durations=("days?", "years?", "months?", "weeks?", "hours?", "minutes?"),
    numbered=(
        *("Highway", "Route", "Interstate", "Room", "Bill", "Act", "Resolution", "Convention"),
        *("Flight", "Channel", "Formula", "Phase", "Gate"),
    ),
    bill=r"\bbills?(?: [a-z]+)?,? ",
    statutes=(r"(?:R\.)?S\.[CQ]\.",),
    regulations=("SOR", "SI"),
    courts=("SCC", "FCA?", "ONCA", "ONSC"),
    abbreviations=(
        *("Mr", "Mrs", "Ms", "Dr", "St", "No", "no", "vol", "art", "par", "ss?", "c", "pp?", "v"),
        *("etc", "approx", r"\d*[ap]\.m", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept?", "Oct", "Nov"),
        "Dec",
    ),
    quantities=QUANTITIES,
    # J. P. Kincaid and others, Derivation of New Readability Formulas, 1975.
    ease=ReadingEase(
        "Flesch-Kincaid grade level",
        lambda words, syllables: 0.39 * words + 11.8 * syllables - 15.59,
        syllables,
        higher_is="harder",
    ),
    stopwords=(
        *("a", "an", "the", "and", "or", "but", "if", "of", "to", "in", "on", "at", "by", "for"),
        *("from", "with", "about", "into", "than", "then", "as", "is", "are", "was", "were"),
        *("be", "been", "being", "am", "do", "does", "did", "done", "has", "have", "had", "can"),
        *("could", "will", "would", "shall", "should", "may", "might", "must", "i", "me", "my"),
        *("we", "us", "our", "you", "your", "he", "him", "his", "she", "her", "it", "its"),
        *("they", "them", "their", "this", "that", "these", "those", "there", "here", "who"),
        *("whom", "whose", "which", "what", "how", "many", "when", "where", "why", "not", "no"),
        *("any", "some", "so", "such", "all", "also", "just", "still", "get", "got", "let", "s"),
        "t",
    ),
    suffixes=(
        r"(?<=\p{L}{4})(?:(?:at)?ions?|e?ments?|ies|y)$"
        r"|(?<=\p{L}{3})(?:ings?|ers?|ed|es?|(?<!s)s)$"
    ),
)
