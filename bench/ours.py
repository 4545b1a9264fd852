"""Our own generator: that of the checkout, with the templates that it gives to a new site.

Without those of what no peer makes: a picture of every page for those who share it, its twin in
Markdown, and the search.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from bench.contender import Contender
from bench.corpus import Form

NAME = "explainer"
CARD = "templates/card.svg"
SETTINGS = """title: {en: Corpus}
description: {en: Pages to be built fast.}
locales:
  - {code: en, tag: en-CA, name: English}
"""
HOME = """---
title: Corpus
---

Pages to be built fast.
"""

OURS = Contender(
    name=NAME,
    language="Python",
    package=None,
    program=".venv/bin/explainer",
    pages="content/en",
    output="public/{page}/index.html",
    made=("public", ".explainer"),
    build=("{program}", "build", "--source", "{site}", "--output", "{site}/public"),
    serve=("{program}", "serve", "--source", "{site}", "--port", "{port}"),
    mode="its own: every build",
    address="/{page}/",
    form=Form(link="{page}.md"),
    files={"content/site.yaml": SETTINGS, "content/en/index.md": HOME},
    start=("{program}", "new", "site", "{site}"),
    drop=("content", CARD, "templates/page.md", "templates/search.html"),
)


def version(root: Path) -> str:
    """Return the version of the checkout's generator, and its commit where git knows one."""
    told = subprocess.run(
        [root / OURS.program, "--version"], capture_output=True, text=True, check=True
    )
    commit = subprocess.run(
        ["git", "-C", root, "rev-parse", "--short", "HEAD"], capture_output=True, text=True
    )
    return f"{told.stdout.split()[-1]} {commit.stdout.strip()}".strip()
