"""Language tags as they may be written (BCP 47, RFC 5646): ``fr``, ``fr-CA``, ``zh-Hans``."""

from __future__ import annotations

import re

from babel import Locale

from generator.language import known
from generator.language.cldr import cldr

FORM = re.compile(
    r"""(?P<language>[a-z]{2,3}) (?:-[a-z]{3}){0,3}
    (?:-[a-z]{4})?                             # a script
    (?:-(?:[a-z]{2}|\d{3}))?                   # a region
    (?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*      # variants
    (?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*        # extensions
    (?:-x(?:-[a-z0-9]{1,8})+)?                 # private use""",
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)


def problem(tag: str) -> str:
    """Return what is wrong with a language tag, or nothing.

    All languages of two letters are known; of those of three there are thousands, and any goes.
    """
    match = FORM.fullmatch(tag)
    if not match:
        return f"'{tag}' is no language tag"
    code = match["language"].lower()
    if len(code) == 2 and code not in known() and cldr(code).language == "root":
        names = Locale("en").languages
        return "" if code in names else f"there is no language '{code}'"
    return ""
