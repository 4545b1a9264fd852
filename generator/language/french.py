"""French: quotes as CLDR gives them, and the spaces of punctuation.

They follow the Office québécois de la langue française's table of punctuation (a no-break space
before a colon and inside guillemets) with the narrow no-break space before ; ! and ? that French
typographers set. No line parts a verb from the pronoun after it: "demande-t-on" gets no-break
hyphens.
"""

from __future__ import annotations

import re
from fractions import Fraction

from generator.language.specification import (
    DASHED,
    LETTERED,
    NARROW,
    NO_BREAK,
    NO_BREAK_HYPHEN,
    SPACE,
    Language,
    Quantities,
    ReadingEase,
)

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
MONTH = rf"(?:{MONTHS}|(?:janv|févr?|avr|juill?|sept|oct|nov|déc)\.)"
DAY = r"\d{1,2}(?:er)?"
# Pronouns after their verb, but in an address.
INVERTED = r"(?:t-)?(?:on|ils?|elles?|nous|vous|je|tu|ce)\b(?![/#])"
ONES = {
    "une": 1,
    **dict(
        zip(
            ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"],
            range(10),
            strict=True,
        )
    ),
    "onze": 11,
    "douze": 12,
    "treize": 13,
    "quatorze": 14,
    "quinze": 15,
    "seize": 16,
}
TENS = {
    "dix": (10, 10),
    "vingt": (20, 10),
    "trente": (30, 10),
    "quarante": (40, 10),
    "cinquante": (50, 10),
    "soixante": (60, 20),
    "septante": (70, 10),
    "huitante": (80, 10),
    "octante": (80, 10),
    "nonante": (90, 10),
    "quatre-vingt": (80, 20),
    "quatre-vingts": (80, 20),
}
# What the ordinals and the parts are made of: quatr-ième, cinqu-ième, neuv-ième.
STEMS = {
    "un": 1,
    "deux": 2,
    "trois": 3,
    "quatr": 4,
    "cinqu": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuv": 9,
    "dix": 10,
    "onz": 11,
    "douz": 12,
    "treiz": 13,
    "quatorz": 14,
    "quinz": 15,
    "seiz": 16,
    "vingt": 20,
    "trent": 30,
    "quarant": 40,
    "cinquant": 50,
    "soixant": 60,
    "quatre-vingt": 80,
    "cent": 100,
    "mill": 1000,
}
ORDINALS = {
    **{f"{stem}ième": n for stem, n in STEMS.items()},
    **{f"{stem}ièmes": n for stem, n in STEMS.items() if n < 3},
    "premier": 1,
    "première": 1,
    "premiers": 1,
    "premières": 1,
    "second": 2,
    "seconde": 2,
    "seconds": 2,
    "secondes": 2,
}
PART = {"tiers": 3, "quart": 4, **{f"{stem}ième": n for stem, n in STEMS.items() if n > 4}}
VAGUE = {
    "dizaines": 10,
    "douzaines": 10,
    "centaines": 100,
    "milliers": 10**3,
    "millions": 10**6,
    "milliards": 10**9,
}
COLLECTIVES = {
    "huitaine": 8,
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    "millier": 10**3,
}
TIME: dict[str, tuple[str, int]] = {
    r"jours?|journées?": ("day", 1),
    r"semaines?": ("day", 7),
    r"mois": ("month", 1),
    r"ans?|années?": ("year", 1),
    r"décennies?": ("year", 10),
    r"heures?": ("minute", 60),
    r"minutes?": ("minute", 1),
    r"secondes?": ("second", 1),
}
SPACE_AND_MASS: dict[str, tuple[str, int | Fraction]] = {
    r"kilomètres?|kms?": ("metre", 1000),
    r"mètres?|m": ("metre", 1),
    r"kilomètres? carrés?|km²": ("square metre", 10**6),
    r"mètres? carrés?|m²": ("square metre", 1),
    r"mètres? cubes?|m³": ("cubic metre", 1),
    r"milles? carrés?": ("square mile", 1),
    r"pieds? carrés?": ("square foot", 1),
    r"centimètres?|cm": ("metre", Fraction(1, 100)),
    r"milles?(?! marins?)": ("mile", 1),
    r"verges?": ("yard", 1),
    r"pieds?|pi": ("foot", 1),
    r"pouces?|po": ("inch", 1),
    r"hectares?|ha": ("hectare", 1),
    r"acres?": ("acre", 1),
    r"litres?": ("litre", 1),
    r"kilogrammes?|kilos?|kg": ("kilogram", 1),
    r"tonnes?": ("tonne", 1),
    r"degrés?(?: Celsius)?|°C": ("degree", 1),
}
# Adjectives that make a superlative of what is highest, of what is lowest.
HIGH = "élevée?s?|hautes?|hauts?|grande?s?|grosses?|gros|importante?s?|nombreu(?:x|ses?)"
LOW = "basses?|bas|faibles?|petite?s?"
IS = "est|sont|était|étaient|fut|furent|été|être|devient|deviennent|devenue?s?|serait|sera"
THE = "le|la|les|son|sa|ses|leur|leurs|nos|notre|mon|ma"
FOLLOWS = r"(?= (?:de(?! travail\b)|des|du|environ|plus|moins|seulement)\b| d['’]|[.,;:)]| \(|$)"
QUANTITIES = Quantities(
    ones=ONES,
    tens=TENS,
    ordinals=ORDINALS,
    hundreds=("cent", "cents"),
    scales={
        "mille": 10**3,
        "mil": 10**3,
        "million": 10**6,
        "millions": 10**6,
        "milliard": 10**9,
        "milliards": 10**9,
        "billion": 10**12,
        "billions": 10**12,
    },
    bare=("cent", "mille", "mil"),
    tens_joiner="et",
    hundreds_joiner=r"et(?=[ -]une\b)",
    articles=("un", "une"),
    collectives=COLLECTIVES | {f"{word}s": n for word, n in COLLECTIVES.items()},
    vague=VAGUE,
    vague_of="d(?:e |es |['’])",
    few=("plusieurs", "quelques"),
    doubtful={
        # New, or nine before what is counted.
        "neuf": r"(?<!à )(?<!tout )(?<!flambant )neuf(?= (?:\w+[sx]|sur|pour|%|fois|mille)\b"
        r"|[.,;:])",
        "cent": r"(?<!pour )cent\b",
        "mil": r"mil \w",
        "premier": r"premier\b(?! ministre)",
        "première": r"première\b(?! ministre)",
        "second": r"second\b(?! rôle)",
        "seconde": r"(?<!\bune )(?<!\bpar )(?<!\bla )seconde\b|(?<=\bla )seconde \w",
        "secondes": r"(?<=\bles )secondes \w",
        "quarantaine": r"quarantaine(?= d[e'’])",
        "quarantaines": r"(?!)",
        "vingt": r"vingt\b(?!-vingt)",
    },
    half_of=r"demie?[ -]",
    and_half=r" et demie?\b|-et-demie?\b",
    shares=(
        (
            r"\b(?:la|une|leur|sa) moitié\b(?! prix)|\bde moitié\b|\bà moitié\b|\bmoitié moins\b",
            Fraction(1, 2),
        ),
        (rf"\ble tiers{FOLLOWS}|\bdu tiers\b(?= d)|\bau tiers\b", Fraction(1, 3)),
        (rf"\b(?:le|du|au) quart{FOLLOWS}", Fraction(1, 4)),
    ),
    part=PART,
    parts={"tiers": 3, "quarts": 4, **{f"{stem}ièmes": n for stem, n in STEMS.items() if n > 4}},
    part_follows=FOLLOWS,
    out_of=r"(?: [^\W\d]+(?:['’][^\W\d]+)?){0,3} sur ",
    multiples=(
        (r"\bdoubl(?:é|ée|és|ées|er|èrent|aient|ait|ant|eront)\b", Fraction(2)),
        (
            r"\b(?:le|au|du|presque|quasi) double\b(?! (?:jeu|sens|emploi))|\bdoublement d",
            Fraction(2),
        ),
        (r"\btripl(?:é|ée|és|ées|er|èrent|aient|ait|ant)\b|\b(?:le|au|du) triple\b", Fraction(3)),
        (r"\bquadrupl(?:é|ée|és|ées|er|èrent|ait)\b|\b(?:le|au|du) quadruple\b", Fraction(4)),
        (r"\bquintupl(?:é|ée|és|ées|er)\b|\b(?:le|au|du) quintuple\b", Fraction(5)),
        (r"\bdécupl(?:é|ée|és|ées|er)\b|\b(?:le|au|du) décuple\b", Fraction(10)),
        (r"\b(?:divisée?s?|réduite?s?|coupée?s?) (?:par|en) deux\b", Fraction(1, 2)),
    ),
    times=(
        r" fois(?= (?:plus|moins|supérieure?s?|inférieure?s?|le|la|les|autant|celui|celle|ce)\b)"
    ),
    percents=(r"%", r"pour cent\b", rf"p\.{SPACE}?100\b", r"p\. ?c\.", r"pour 100\b"),
    points=r"points? de pourcentage\b",
    currencies={
        r"(?:de |d['’])?dollars?": ("dollar", Fraction(1)),
        r"cents\b": ("dollar", Fraction(1, 100)),
        r"(?:de |d['’])?euros?": ("euro", Fraction(1)),
    },
    measures={unit: (name, Fraction(n)) for unit, (name, n) in {**TIME, **SPACE_AND_MASS}.items()},
    qualifiers=(
        *("derniers", "dernières", "premiers", "premières", "autres", "prochains", "prochaines"),
        *("longs", "longues", "bons", "bonnes", "courts", "de", "petits"),
        *("ou plus de", "ou moins de"),
    ),
    lone_month=rf"(?<![\w-])(?:mi-)?(?:{MONTHS})\b",
    decades=r"\bannées (?:1[89]|20)?\d0\b(?![.,]\d)",
    hours={"midi": 720, "minuit": 0},
    scope=(
        (
            "first",
            (
                rf"\b(?:{IS}|comme) (?:aussi )?(?:le|la|les) (?:tou(?:t|te|s|tes) )?premi(?:er"
                rf"|ère)s?\b"
                r"(?! (?:ministres?|d(?:e|u|es) |pas\b|étape))"
                r"|\b(?:la|une) (?:toute )?première fois\b|\btoute? premi(?:er|ère)s?\b"
                r"|\b(?:le|la|les) premi(?:er|ère)s? à\b|\bd['’]une première\b"
                r"|\bune première (?:au|en|à)\b"
                r"|\b(?:le|la) premi(?:er|ère) \w+ (?:à|au monde|de l['’]histoire|connue?|depuis)\b"
            ),
        ),
        ("only", rf"\b(?:{THE}) seule?s?\b(?! (?:à|que si))|\bl['’]unique\b|\bunique au\b"),
        (
            "most",
            (
                r"\bla plupart\b(?! du temps)|\b(?:la|une) (?:grande |vaste |forte )?majorité"
                r"(?= (?:de|des|du)\b| d['’]|[.,])|\bmajoritairement\b"
            ),
        ),
        ("never", r"(?<!\bà )(?<!\bsi )\bjamais\b"),
        (
            "always",
            (
                r"(?<!\bpas )(?<!\bpour )(?<!\bdepuis )(?<!\best )(?<!\bsont )\btoujours\b"
                r"(?! (?:pas|est-il|en)\b)"
            ),
        ),
        (
            "all",
            (
                r"(?<!\ben )(?<!\bà )(?<!\bde )(?<!\bpas )\btou(?:s|tes) les\b"
                r"(?! (?:jours|mois|ans|deux|semaines|heures|fois|trois|quatre|cinq|six|\d+"
                r"|autres)\b)"
                r"|\btout le monde\b|\bsans exception\b"
            ),
        ),
        (
            "none",
            # Of several things none; "aucun" before a noun is only a negation, English "no".
            (
                r"(?<!\bsans )\baucune?(?: (?:des|de|du|d['’]entre)\b|(?= n(?:e\b|['’])))"
                r"|\bnul(?:le)? ne\b|\bpas une? seule?\b|(?<![\w’'] )\bpersonne n(?:e\b|['’])"
            ),
        ),
        (
            "record",
            (
                r"\b(?:un|le|du|de|nouveau|nombre|niveau|année|mois|sommet|chiffre|total|seuil)"
                r" records?\b|\bune première\b(?!\s*\w)|\bsans précédent\b|\binégalée?s?\b"
                r"|\bjamais vu\b"
            ),
        ),
        (
            "highest",
            (
                rf"\b(?:{THE}) plus (?:{HIGH})\b(?! part)"
                r"|\b(?:un|le|son|leur) (?:sommet|pic)\b(?! d(?:e|u|es) )"
                r"|\bmaxim(?:um|ale?s?)\b|\bculmin"
            ),
        ),
        (
            "lowest",
            (
                rf"\b(?:{THE}) plus (?:{LOW})\b|\b(?:{THE}) moins (?:élevée?s?|nombreu(?:x|ses?))\b"
                r"|\bminim(?:um|ale?s?)\b|\b(?:un|le|son) creux\b"
            ),
        ),
        (
            "superlative",
            (
                rf"\b(?:{THE}) (?:plus|moins) (?!(?:{HIGH}|{LOW}|proches?|souvent|possible"
                rf"|récente?s?"
                r"|tard|tôt|près|vite|loin|de|d|en|que|probables?|et|ou|à)\b)[^\W\d]+"
                rf"|\b(?:{THE}) (?:pires?|meilleure?s?)\b"
            ),
        ),
    ),
    trends=(
        (
            "up",
            (
                r"\baugment(?:e|ent|ait|aient|é|ée|és|ées|er|ant|èrent|a|ation|ations)\b"
                r"|\bhauss(?:e|es|é|ée|és|ées|er)\b|\bbond(?:i|is|it|ir|issent)?\b|\bgrimp\w+"
                r"|\b(?:croît|croissent|croissante?s?|croître|croissance|crû|accru(?:e|s|es)?"
                r"|accroît|accroissent|accroissement|accroître)\b|\bprogress(?:e|é|ent|ion|er|ait)\b"
                r"|\bexplos(?:é|e|ent)\b|\b(?:envolée?s?|monté|montée|monte|montent|gonflée?s?)\b"
                r"(?! (?:à bord|dans|sur))"
            ),
        ),
        (
            "down",
            (
                r"\btomb(?:e|ent|ait|aient|é|ée|és|ées|er)\b(?= (?:à|de)\b)"
                r"|\bbaiss(?:e|es|ent|ait|é|ée|és|ées|er|ant|èrent)\b|\bchut(?:e|es|ent|ait|é|er)\b"
                r"|\bdiminu(?:e|ent|ait|é|ée|és|ées|er|ant|tion|tions)\b|\brecul(?:e|ent|ait|é|er|s)?\b"
                r"|\bdécr(?:u|ue|oît|oissent|oissante?s?|oître|oissance)\b|\bdéclin(?:e|é|er|ent)?\b"
                r"|\bdégringol\w+|\bplong(?:e|é|ent|eait)\b|\beffondr\w+|\bfléch\w+"
                r"|\btomb(?:é|ée|és|ées)\b(?! (?:sous|sur|le|en|malade))|\bralenti(?:e|s"
                r"|ssement)?\b"
            ),
        ),
        (
            "level",
            (
                r"\b(?:stables?|inchangée?s?|constante?s?|stagn(?:e|é|ent|er|ation)"
                r"|plafonn(?:e|é|ent)|stabilisée?s?)\b"
            ),
        ),
    ),
)
# The groups of vowels in a word are its syllables, but for a silent ending …
VOWELS = "aeiouyàâäéèêëîïôöùûü"
SILENT = re.compile(rf"(?<=[^{VOWELS}])(?:es?|(?<!m)ent)$")  # porte, arrivent, but "moment"
# … which these have not, …
SOUNDED = {
    *("agent", "argent", "souvent", "présent", "récent", "urgent"),
    *("accident", "président", "absent", "cent", "talent", "évident"),
    *("innocent", "content", "parent", "fréquent", "adolescent", "incident"),
    *("précédent", "permanent", "vent", "lent", "dent", "différent"),
    "excellent",
}
# … and for groups that are two.
PARTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"é(?:[{VOWELS.replace('e', '')}]|e(?!s?$))",  # réel, création, but "année"
        r"[aeou][ïüë]|aé|oo",  # Haïti, Israël, aéroport, coopérer
        r"[aeou]y[aeéèiou]|^pays",  # moyen, payer
        r"[bcdfgptv][rl]i[aeéèo]",  # février, client
        r"[^qg]u(?:[aâé]|el|on)|oue[rz]",  # situation, actuel, louer
    )
)


def syllables(word: str) -> int:
    """Return how many syllables a word has in reading, its silent endings left out."""
    word = word.lower().replace("œ", "e").replace("qu", "q")
    word = re.sub("gu(?=[eéèêiy])", "g", word)
    count = len(re.findall(f"[{VOWELS}]+", word))
    if count > 1 and word.removesuffix("s") not in SOUNDED:
        count -= bool(SILENT.search(word))
    return count + sum(bool(pattern.search(word)) for pattern in PARTED)


LANGUAGE = Language(
    code="fr",
    quotes=(f"«{NO_BREAK}", f"{NO_BREAK}»", "“", "”"),
    spacing=(
        (re.compile(r"«[ \u00a0\u202f]*"), f"«{NO_BREAK}"),
        (re.compile(r"[ \u00a0\u202f]*»"), f"{NO_BREAK}»"),
        (re.compile(r"[ \u00a0]*:(?=[\s\u00a0]|$)"), f"{NO_BREAK}:"),
        (
            re.compile(r"(?<=[^\s?!;])[ \u00a0\u202f]*([;!?]+)(?=[\s\u00a0\u202f»”)\]]|$)"),
            rf"{NARROW}\1",
        ),
        (re.compile(r"^ ?([;!?]+)(?=[\s\u00a0\u202f»”)\]]|$)"), rf"{NARROW}\1"),
        (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NO_BREAK),
        (re.compile(r"(?<=\d) ?(?=[%$])"), NO_BREAK),
        (re.compile(r"(?<=\d) (?=(?:h|km|m|ans?|jours?|mois|heures?)\b)"), NO_BREAK),
        (re.compile(r"(?<=\d[ \u00a0\u202f]h) (?=\d\d\b)"), NO_BREAK),
        (re.compile(rf"(\d|\b1er) (?={MONTH}(?!\w))"), rf"\1{NO_BREAK}"),
        (re.compile(rf"(?<=[^\W\d_])-(?={INVERTED})"), NO_BREAK_HYPHEN),
        (re.compile(rf"(?<={NO_BREAK_HYPHEN}t)-"), NO_BREAK_HYPHEN),
        LETTERED,
        (re.compile(r"(\b(?:arts?|par|al|ch|vol|pp?)\.) (?=\d)"), rf"\1{NO_BREAK}"),
    ),
    touched=re.compile(
        rf"[-.0-9«»:;!?](?:{DASHED}|(?<=[«»:;!?])|(?<=[0-9])(?:[ \u00a0%$]|er\b)|(?<=\.) [0-9]"
        rf"|(?<=-){INVERTED}|(?<=[A-Z]-)[0-9])"
    ),
    raised=re.compile(r"(?<=\b1)er\b"),
    first_day="1er",
    number=rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*",
    dates=(
        rf"\b{DAY}{SPACE}{MONTH}(?!\w)(?: \d{{4}})?",
        rf"\b{DAY}(?:[–-]| au | et ){DAY}{SPACE}{MONTH}(?!\w)(?: \d{{4}})?",
        rf"\b{MONTH} \d{{4}}\b",
    ),
    times=(rf"\b\d{{1,2}}{SPACE}?h(?:{SPACE}?\d\d)?\b",),
    references=(
        *("articles?", "paragraphes?", "alinéas?", "règles?", "règlements?", "parties?"),
        *("chapitres?", "annexes?", "pages?", "étapes?", "formulaires?", "notes?", "tableaux?"),
        *("figures?", "volumes?", r"arts?\.", r"par\.", r"al\.", r"ch\.", "nos?", "n[o°º]s?"),
        *(r"vol\.", r"pp?\."),
    ),
    joins=("et", "ou", "à", "au"),
    ordinals=("ers?", "res?", "ères?", "es?", "èmes?", "ièmes?", "nde?s?", "ds?"),
    counted=r"(?<=\b(?:le|du|au) )jour",
    durations=("jours?", "ans?", "années?", "mois", "semaines?", "heures?", "minutes?"),
    numbered=(
        "autoroute",
        "route",
        "loi",
        "résolution",
        "projet de loi",
        "vol",
        "chaîne",
        "phase",
        "porte",
    ),
    bill=r"\bprojets? de loi(?: [a-zà-ÿ]+)?,? ",
    statutes=(r"L\.(?:R\.)?[CQ]\.",),
    regulations=("DORS", "TR"),
    courts=("CSC", "CA?F", "QCCA", "QCCS"),
    abbreviations=(
        *("M", "MM", "Mme", "Dr", "St", "Ste", "no", "vol", "art", "par", "pp?", "c", "v", "etc"),
        *("env", "janv", "févr?", "avr", "juill?", "sept", "oct", "nov", "déc"),
    ),
    quantities=QUANTITIES,
    # L. Kandel and A. Moles, Application de l'indice de Flesch à la langue française, 1958.
    ease=ReadingEase(
        "Kandel-Moles",
        lambda words, syllables: 207 - 1.015 * words - 73.6 * syllables,
        syllables,
        higher_is="easier",
    ),
    stopwords=(
        *("a", "à", "au", "aux", "le", "la", "les", "l", "un", "une", "des", "de", "du", "d"),
        *("et", "ou", "ni", "mais", "si", "que", "qu", "qui", "quoi", "quel", "quelle", "quels"),
        *("quelles", "dont", "combien", "quand", "où", "comment", "pourquoi", "ce", "c", "cet"),
        *("cette", "ces", "ça", "cela", "il", "elle", "ils", "elles", "on", "je", "j", "me", "m"),
        *("tu", "te", "t", "se", "s", "nous", "vous", "leur", "leurs", "lui", "moi", "toi", "y"),
        *("en", "mon", "ma", "mes", "ton", "ta", "tes", "son", "sa", "ses", "notre", "nos"),
        *("votre", "vos", "ne", "n", "pas", "plus", "par", "pour", "dans", "sur", "sous", "avec"),
        *("sans", "vers", "chez", "est", "es", "sont", "être", "était", "étaient", "suis"),
        *("sommes", "êtes", "ont", "avoir", "ai", "as", "avons", "avez", "avait", "fait"),
        *("faire", "peut", "peux", "peuvent", "pouvoir", "puis", "doit", "dois", "doivent", "va"),
        *("vais", "vont", "donc", "comme", "aussi", "encore", "là", "très"),
    ),
    suffixes=(
        r"(?<=\p{L}{4})(?:(?:at)?ions?|[ae]?t?ures?|antes?|ants?|aient|aux|ales?)$"
        r"|(?<=\p{L}{3})(?:i?(?:ements?|ait|ent|ees?|er[es]?|eres|ez|ons|es?|(?<!s)s|x)|ires?|i[rst]?)$"
    ),
)
