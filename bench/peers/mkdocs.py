"""MkDocs, in Python."""

from bench.contender import Contender, Package
from bench.corpus import Form

SETTINGS = """site_name: Corpus
theme: {name: null, custom_dir: theme}
plugins: []
markdown_extensions: [tables]
"""
TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body><main><h1>{{ page.title }}</h1>{{ page.content }}</main></body></html>
"""

PEER = Contender(
    name="MkDocs",
    language="Python",
    package=Package("PyPI", ("mkdocs==1.6.1",)),
    program="bin/mkdocs",
    pages="docs",
    output="site/{page}/index.html",
    made=("site",),
    build=("{program}", "build", "--quiet"),
    again=("{program}", "build", "--quiet", "--dirty"),
    serve=("{program}", "serve", "--quiet", "--dirty", "--dev-addr", "127.0.0.1:{port}"),
    mode="`--dirty`: only the pages whose files have changed",
    form=Form(link="{page}.md"),
    files={"mkdocs.yml": SETTINGS, "theme/main.html": TEMPLATE},
)
