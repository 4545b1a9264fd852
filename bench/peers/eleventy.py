"""Eleventy, in JavaScript."""

from bench.contender import Contender, Package

# Pages go straight to Markdown: they hold no template code.
SETTINGS = """export default (config) => {
  config.addGlobalData("layout", "page.njk");
  return {
    dir: { input: "pages", includes: "../_includes", output: "public" },
    markdownTemplateEngine: false,
  };
};
"""
TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><main><h1>{{ title }}</h1>{{ content | safe }}</main></body></html>
"""

PEER = Contender(
    name="Eleventy",
    language="JavaScript",
    package=Package("npm", ("@11ty/eleventy@3.1.8",)),
    program="node_modules/.bin/eleventy",
    pages="pages",
    output="public/{page}/index.html",
    made=("public",),
    build=("{program}", "--quiet"),
    serve=("{program}", "--quiet", "--serve", "--incremental", "--port={port}"),
    mode="none that works in a fresh process: `--incremental=FILE` stops with an error here; "
    "`--incremental` while serving",
    files={"eleventy.config.mjs": SETTINGS, "_includes/page.njk": TEMPLATE},
)
