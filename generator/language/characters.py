"""Characters that a reader does not see, or takes for others: blanks, accents, dashes."""

from __future__ import annotations

import re
import unicodedata

BLANKS = re.compile(r"\s\s+")
SEEN_AS_NOTHING = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols without a picture
JOINERS = "\u200c\u200d"  # which some scripts, and emoji, are written with
LOOKALIKES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u0060\u00b4\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033", '"')
    | {"\u2212": "-"}
)


def hidden(text: str) -> list[str]:
    """Return the characters of a text that are not seen: control characters, zero-width ones."""
    if text.isascii() and text.isprintable():
        return []
    return [one for at, one in enumerate(text) if _hidden(text, at)]


def is_seen(text: str) -> bool:
    """Say whether a text has a character that is seen."""
    return any(not one.isspace() and not _hidden(text, at) for at, one in enumerate(text))


def _hidden(text: str, at: int) -> bool:
    one = text[at]
    if one in JOINERS and _joined(text[at - 1 : at]) and _joined(text[at + 1 : at + 2]):
        return False
    kind = unicodedata.category(one)
    return kind[0] == "C" or kind in ("Zl", "Zp") or one in SEEN_AS_NOTHING


def _joined(beside: str) -> bool:
    return beside > "\u05ff" and unicodedata.category(beside)[0] in "LMS"


def tidied(text: str) -> str:
    """Return a text as it should be stored: composed (NFC), without blanks too many.

    A blank at the start or at the end, a second one in a row, and characters that are not seen go.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    seen = "".join(one for at, one in enumerate(text) if one.isspace() or not _hidden(text, at))
    single = BLANKS.sub(lambda run: run[0] if len(run[0]) == 1 else " ", seen.strip())
    return unicodedata.normalize(
        "NFC", re.sub(r"[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]", " ", single)
    )


def letters(text: str) -> str:
    """Return a text as it is sorted: without capitals and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one))


def folds(text: str) -> set[str]:
    """Return what texts share that differ by case, blanks, dashes, or the form of marks alone.

    Two texts look alike where one of these is the same: ``Saint John`` and ``saint-john`` share
    the first, ``New York`` and ``NewYork`` the second.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(LOOKALIKES))
        text = "".join(
            "-" if unicodedata.category(one) == "Pd" else one
            for one in text
            if one == "-" or unicodedata.category(one)[0] != "C"
        )
    words = re.split(r"([-\s]+)", text.casefold().strip())
    parted = "".join("-" if at % 2 else word for at, word in enumerate(words))
    joined = "".join(
        "-" if at % 2 and "-" in word else word.strip() for at, word in enumerate(words)
    )
    return {parted, joined}


def visible(text: str) -> str:
    """Return a text with what is not seen in it named: ``Łódź␠``, ``Łódź<no-break space>``."""
    if text.isascii() and text.isprintable() and "  " not in text and text == text.strip():
        return text
    composed = unicodedata.is_normalized("NFC", text)
    made = ""
    for at, one in enumerate(text):
        beside = text[at - 1 : at], text[at + 1 : at + 2]
        kind = unicodedata.category(one)
        if one == " ":
            made += "␠" if {"", " "} & set(beside) else one
        elif kind[0] in "CZ" or one in SEEN_AS_NOTHING or (kind == "Mn" and not composed):
            made += f"<{unicodedata.name(one, f'U+{ord(one):04X}').lower()}>"
        else:
            made += one
    return made
