"""Hexo, in JavaScript."""

from bench.contender import Contender, Package
from bench.corpus import Form

MANIFEST = """{
  "name": "corpus",
  "private": true,
  "hexo": { "version": "8.1.2" },
  "dependencies": { "hexo-renderer-ejs": "*", "hexo-renderer-marked": "*", "hexo-server": "*" }
}
"""
SETTINGS = """title: Corpus
url: http://localhost
theme: plain
"""
TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title><%= page.title %></title></head>
<body><main><h1><%= page.title %></h1><%- page.content %></main></body></html>
"""

PEER = Contender(
    name="Hexo",
    language="JavaScript",
    package=Package(
        "npm",
        (
            "hexo@8.1.2",
            "hexo-renderer-marked@7.0.1",
            "hexo-renderer-ejs@2.0.0",
            "hexo-server@3.0.0",
        ),
    ),
    program="node_modules/.bin/hexo",
    pages="source",
    output="public/{page}.html",
    made=("public", "db.json"),
    build=("{program}", "generate", "--silent"),
    serve=("{program}", "server", "--ip", "127.0.0.1", "--port", "{port}"),
    mode="its own: what it knows is kept in `db.json`",
    address="/{page}.html",
    form=Form(link="/{page}.html"),
    files={
        "package.json": MANIFEST,
        "_config.yml": SETTINGS,
        "themes/plain/layout/page.ejs": TEMPLATE,
    },
    links=("node_modules",),
)
