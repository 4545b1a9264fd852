"""The Nu HTML checker finds no error in a page of any kind, a style sheet or a drawing."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from typing import Any

from browsing import BuiltSite

# CSS that browsers have and this version of the checker does not know yet. Each is an addition
# that a browser without it can do without; take a name out when the checker has learnt it.
CSS_TOO_NEW = re.compile(
    r"“(position-(area|anchor|try(-fallbacks)?)|anchor-(name|scope)|animation-timeline)”: Property"
    r"|“allow-discrete” is not a “transition” value"
    r"|“anchor\(|@position-try|@container|“container-(type|name)”: Property"
)
# The one it stumbles over without saying what.
ANCHOR_IN_CALC = re.compile(r"calc\([^;]*anchor\(")


def is_too_new(message: dict[str, Any], styles: dict[str, list[str]]) -> bool:
    """Whether a complaint is about a style sheet, and only about its novelty."""
    url, words = message.get("url", ""), message["message"]
    if not words.startswith("CSS: ") or url not in styles:
        return False
    if words.endswith("Parse Error."):
        return bool(ANCHOR_IN_CALC.search(styles[url][message["lastLine"] - 1]))
    return bool(CSS_TOO_NEW.search(words))


def test_html_and_css(site: BuiltSite, kinds: list[str], tool: Callable[[str], str]) -> None:
    sheets = sorted(site.folder.rglob("*.css"))
    pages = map(site.file, kinds)
    files = [*pages, *sheets, *sorted(site.folder.rglob("*.svg"))]
    options = ["--also-check-css", "--also-check-svg", "--format", "json", "--stdout"]
    command = [tool("java"), "-Xss8m", "-jar", tool("vnu"), *options, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True)
    styles = {f"file:{sheet}": sheet.read_text("utf-8").splitlines() for sheet in sheets}
    errors = [
        f"{message.get('url')}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
        if message["type"] != "info" and not is_too_new(message, styles)
    ]
    assert not errors, "\n".join(errors)
