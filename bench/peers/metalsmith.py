"""Metalsmith, in JavaScript: each step of a build is a package of its own."""

from bench.contender import Contender, Package

SETTINGS = """{
  "source": "pages",
  "destination": "public",
  "clean": true,
  "plugins": [
    { "@metalsmith/markdown": {} },
    { "@metalsmith/permalinks": {} },
    {
      "@metalsmith/layouts": {
        "directory": "layouts",
        "default": "page.njk",
        "pattern": "**/*.html",
        "transform": "nunjucks"
      }
    }
  ]
}
"""
TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><main><h1>{{ title }}</h1>{{ contents | safe }}</main></body></html>
"""

PEER = Contender(
    name="Metalsmith",
    language="JavaScript",
    package=Package(
        "npm",
        (
            "metalsmith@2.7.0",
            "@metalsmith/markdown@1.10.0",
            "@metalsmith/permalinks@3.2.0",
            "@metalsmith/layouts@3.0.0",
            "jstransformer-nunjucks@1.2.0",
        ),
    ),
    program="node_modules/.bin/metalsmith",
    pages="pages",
    output="public/{page}/index.html",
    made=("public",),
    build=("{program}",),
    serve=(),
    mode="none: every build is a full one",
    files={"metalsmith.json": SETTINGS, "layouts/page.njk": TEMPLATE},
    links=("node_modules",),
)
