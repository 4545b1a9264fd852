"""What the program knows of languages: marks, spaces, forms of numbers and dates.

A language's own file here, ``NAME.py``, defines ``LANGUAGE`` with all that is known of it; a
language without a file has the forms of the Unicode CLDR and no typography of its own.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import lru_cache

from generator.language import cldr
from generator.language.specification import Language


@lru_cache(maxsize=1)
def known() -> Mapping[str, Language]:
    """Return the languages that have a file here, by code."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in sorted(names)]
    languages: list[Language] = [m.LANGUAGE for m in modules if hasattr(m, "LANGUAGE")]
    return {language.code: language for language in languages}


@lru_cache(maxsize=64)
def find(tag: str) -> Language:
    """Return the language of a tag (BCP 47): French for ``fr-CA``. Every tag has one."""
    return known().get(tag.split("-", maxsplit=1)[0].lower()) or cldr.language(tag)
