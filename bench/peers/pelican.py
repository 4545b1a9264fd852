"""Pelican, in Python."""

from bench.contender import Contender, Package
from bench.corpus import Form

SETTINGS = """AUTHOR = "Nobody"
SITENAME = "Corpus"
SITEURL = ""
PATH = "content"
TIMEZONE = "UTC"
THEME = "theme"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
SLUGIFY_SOURCE = "basename"
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
"""
TEMPLATE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body><main><h1>{{ page.title }}</h1>{{ page.content }}</main></body></html>
"""

PEER = Contender(
    name="Pelican",
    language="Python",
    package=Package("PyPI", ("pelican[markdown]==4.12.0",)),
    program="bin/pelican",
    pages="content/pages",
    output="output/{page}/index.html",
    made=("output", "cache"),
    build=("{program}", "--quiet"),
    serve=("{program}", "--quiet", "-lr", "--bind", "127.0.0.1", "--port", "{port}"),
    mode="`LOAD_CONTENT_CACHE`: Markdown that has not changed is not read again",
    form=Form(summary="summary"),
    files={"pelicanconf.py": SETTINGS, "theme/templates/page.html": TEMPLATE},
)
