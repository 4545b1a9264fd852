"""Zensical, in Rust and Python, by the authors of Material for MkDocs.

Of its later versions one dependency is not to be had everywhere. It has no way to do without its
own theme, whose files and search index it writes beside our template's pages.
"""

from bench.contender import Contender, Package
from bench.corpus import Form

SETTINGS = """[project]
site_name = "Corpus"
[project.theme]
custom_dir = "theme"
[project.markdown_extensions.tables]
"""
TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body><main><h1>{{ page.title }}</h1>{{ page.content }}</main></body></html>
"""

PEER = Contender(
    name="Zensical",
    language="Rust and Python",
    package=Package("PyPI", ("zensical==0.0.73",)),
    program="bin/zensical",
    pages="docs",
    output="site/{page}/index.html",
    made=("site", ".cache"),
    build=("{program}", "build"),
    serve=("{program}", "serve", "--dev-addr", "127.0.0.1:{port}"),
    mode="its own: what it made is kept in `.cache`",
    form=Form(link="{page}.md"),
    files={"zensical.toml": SETTINGS, "theme/main.html": TEMPLATE},
)
