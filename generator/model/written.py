"""What all models of editors' files share: strict names and types, words in every language."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Annotated, ClassVar, TypeVar, cast
from urllib.parse import unquote, urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from generator.language.characters import is_seen

PARTIAL = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
ADDRESS = r'https?://[^\s<>"]+'
Translated = TypeVar("Translated", dict[str, str], dict[str, list[str]])


def refusal(message: str, hint: str) -> PydanticCustomError:
    """Return what a validator raises for a value that it refuses: why, and what to type."""
    return PydanticCustomError("refusal", "{message}", {"message": message, "hint": hint})


def form(pattern: str, what: str, hint: str) -> AfterValidator:
    """Return a validator of texts of a form, said in words: what such a text is, and has."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise refusal(f"'{text[:60]}' is not {what}", f"write {hint}")
        return text

    return AfterValidator(check)


def _seen(text: str) -> str:
    if not is_seen(text):
        raise refusal("this text is empty", "write it, or delete the field")
    return text


class Lent(str):
    """Words of another language, which stand in for those of one that is unfinished."""

    __slots__ = ()


def _all_locales(words: Translated, info: ValidationInfo) -> Translated:
    """Refuse words that lack one of the site's languages, or have one that the site does not.

    An unfinished language is lent those of the first one that has them.
    """
    wanted = (info.context or {}).get("locales", ())
    unfinished = (info.context or {}).get("unfinished", ())
    there = [code for code in wanted if is_seen("".join(words.get(code) or ()))]
    for code in wanted:
        if code in unfinished and code not in there and there:
            given: object = words[there[0]]
            lent = [Lent(one) for one in given] if isinstance(given, list) else Lent(given)
            words = cast("Translated", {**words, code: lent})
        elif code not in there:
            raise refusal(f"the words for '{code}' are missing", f"add {code}: …")
    for code in words:
        if wanted and code not in wanted:
            message = f"'{code}' is not one of the site's languages"
            raise refusal(message, f"its languages: {', '.join(wanted)}")
    return words


def _slug(text: str) -> str:
    wrong = any(c.isspace() or not c.isprintable() or c in "/\\?#%\"'<>" for c in text)
    if not text or wrong or text.startswith(".") or text.lower().endswith((".html", ".htm")):
        message = "a slug has letters, digits and hyphens only"
        raise refusal(message, "write the last part of the address alone: how-high")
    return text


def _alias(text: str) -> str:
    """Return an address of this site as the path at which it is published: ``en/old-name/``."""
    path = unicodedata.normalize("NFC", unquote(text)).removesuffix("index.html")
    if not path.startswith("/") or path.startswith("//"):
        message = f"'{text[:60]}' is no address below the site's own"
        raise refusal(message, "write it from the first slash on: /en/old-name/")
    parts = path.strip("/").split("/")
    for part in parts:
        if part.startswith(".") or any(c.isspace() or not c.isprintable() for c in part):
            message = f"'{text[:60]}' has a part that no page's address can have: '{part[:60]}'"
            raise refusal(message, "write it as readers know it: /en/old-name/")
        if wrong := [c for c in "\\?#%:\"'<>|*" if c in part]:
            message = f"an address that forwards cannot have '{wrong[0]}'"
            raise refusal(message, "write it as readers know it: /en/old-name/")
        if not part:
            message = f"'{text[:60]}' names no page"
            raise refusal(message, "write the whole address: /en/old-name/")
    path = "/".join(parts)
    return path if path.lower().endswith((".html", ".htm")) else f"{path}/"


def _several(value: object) -> object:
    """Take one text for a list of one."""
    return [value] if isinstance(value, str) else value


def _partial_date(value: object) -> object:
    """Take 2023, 2023-03 or 2023-03-24, in whichever type YAML gives it."""
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    if not re.fullmatch(PARTIAL, text):
        raise refusal(
            "a year, a month or a day is expected here", "write 2023, 2023-03 or 2023-03-25"
        )
    if fault := no_day(text):
        raise refusal(fault, "write a day of the calendar")
    return text


def no_day(text: str) -> str:
    """Say that the calendar has no such day, of a year, a month or a day; nothing if it has."""
    try:
        datetime.date.fromisoformat(text + "2000-01-01"[len(text) :])
    except ValueError:
        return f"there is no day {text}"
    return ""


def _day(value: object) -> object:
    """Take a day also from a text, and with a time, which no page shows."""
    if isinstance(value, datetime.datetime):
        return value.date()
    match = re.match(r"(\d{4}-\d{2}-\d{2})(?=$|[T ])", value) if isinstance(value, str) else None
    if match is None:
        if isinstance(value, datetime.date):
            return value
        message = "a date such as 2023-03-25 is expected here"
        raise refusal(message, "write year-month-day, the month and the day with two digits each")
    if fault := no_day(match[1]):
        raise refusal(fault, "write a day of the calendar")
    return datetime.date.fromisoformat(match[1])


def addressed(text: str) -> bool:
    """Whether an address names a host: ``http://[`` names none."""
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").removesuffix(".")
        return "" not in host.split(".") and parts.port != 0
    except ValueError:
        return False


def _web_address(text: str) -> str:
    if not re.fullmatch(ADDRESS, text) or not addressed(text):
        message = "an address that begins with https:// is expected here"
        raise refusal(message, "write it as in https://example.org/")
    return text


def _said(check: Callable[[str], str]) -> Callable[[object, ValidationInfo], object]:
    """Return a validator of one text, or of one for each of some of the site's languages."""

    def said(value: object, info: ValidationInfo) -> object:
        known = (info.context or {}).get("locales", ())
        texts = value if isinstance(value, dict) else {"": value}
        for code, text in texts.items():
            if code and known and code not in known:
                message = f"'{code}' is not one of the site's languages"
                raise refusal(message, f"the site has {', '.join(known)}")
            if not isinstance(text, str) or not is_seen(text):
                message = "text, or texts by language (en: …), are expected here"
                raise refusal(message, "write it between quotes")
            check(text)
        return value

    return said


# By these comments ``explainer schema`` finds where words go in a site's languages.
WORDS, WORD_LISTS = "Words", "WordLists"
Words = Annotated[
    dict[str, str],
    AfterValidator(_all_locales),
    WithJsonSchema({"$comment": WORDS, "type": "object"}),
]
WordLists = Annotated[
    dict[str, list[str]],
    AfterValidator(_all_locales),
    WithJsonSchema({"$comment": WORD_LISTS, "type": "object"}),
]
# One text for all languages, or one for each: an official name in French and in English.
Said = Annotated[
    str | dict[str, str],
    BeforeValidator(_said(str)),
    WithJsonSchema(
        {
            "title": "text, or texts by language",
            "type": ["string", "object"],
            "additionalProperties": {"type": "string"},
        }
    ),
]
Slug = Annotated[str, AfterValidator(_slug)]
Aliases = Annotated[
    tuple[Annotated[str, AfterValidator(_alias)], ...],
    BeforeValidator(_several),
    WithJsonSchema(
        {
            "title": "address, or a list of addresses",
            "type": ["string", "array"],
            "items": {"type": "string", "pattern": "^/[^/]"},
            "pattern": "^/[^/]",
        }
    ),
]
Day = Annotated[datetime.date, BeforeValidator(_day)]
PartialDate = Annotated[
    str,
    BeforeValidator(_partial_date),
    WithJsonSchema(
        {"title": "year, month or day", "type": ["string", "integer"], "pattern": f"^{PARTIAL}$"}
    ),
]
WebAddress = Annotated[
    str,
    AfterValidator(_web_address),
    WithJsonSchema({"title": "address", "type": "string", "pattern": f"^{ADDRESS}$"}),
]
SaidAddress = Annotated[
    str | dict[str, str],
    BeforeValidator(_said(_web_address)),
    WithJsonSchema(
        {
            "title": "address, or addresses by language",
            "type": ["string", "object"],
            "pattern": f"^{ADDRESS}$",
            "additionalProperties": {"type": "string", "pattern": f"^{ADDRESS}$"},
        }
    ),
]
# A text that readers see: blanks alone are none.
Text = Annotated[str, Field(min_length=1), AfterValidator(_seen)]
ID = r"[a-z0-9][a-z0-9-]*"
Id = Annotated[
    str,
    form(ID, "an id", "small letters, digits and hyphens"),
    WithJsonSchema({"title": "id", "type": "string", "pattern": f"^{ID}$"}),
]


def lent(thing: object, code: str) -> int:
    """Count the words of a model, or of models in lists and mappings, that a language was lent."""
    if isinstance(thing, BaseModel):
        thing = list(vars(thing).values())
    if isinstance(thing, Mapping):
        own = thing.get(code)
        if isinstance(own, Lent) or (isinstance(own, list) and any(type(o) is Lent for o in own)):
            return 1
        thing = list(thing.values())
    return sum(lent(one, code) for one in thing) if isinstance(thing, list | tuple) else 0


class Written(BaseModel):
    """A model of something that an editor writes: frozen, and strict about names and types."""

    # Fields of other programs, each with what an editor does here in place of it.
    elsewhere: ClassVar[Mapping[str, str]] = {}

    # A site has a use for some of the models: each is built when it is first asked for.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def said(words: str | dict[str, str], code: str) -> str:
    """Return a text in a language; where it is in others alone, in the first of those."""
    if isinstance(words, str):
        return words
    return words.get(code) or next(iter(words.values()), "")
