"""The Content-Security-Policy of every published page: what a browser may load and run in it.

Templates print it as ``policy``; ``templates/page.html`` has it in a ``<meta>`` element.
"""

from __future__ import annotations

from markupsafe import Markup

DIRECTIVES = {
    # Nothing is loaded unless a line below allows it.
    "default-src": "'none'",
    # Style sheets are the site's own files; no style attribute, no <style>.
    "style-src": "'self'",
    # Scripts are the site's own files; none stands in a page, none is evaluated from text.
    "script-src": "'self'",
    # Pictures are the site's own; style sheets may hold small ones as data.
    "img-src": "'self' data:",
    # Fonts are the site's own: a reader's visit is told to nobody else.
    "font-src": "'self'",
    # Scripts may fetch the site's own files, as live charts do with their data.
    "connect-src": "'self'",
    # No <base> may change where relative addresses lead.
    "base-uri": "'none'",
    # No form is ever sent anywhere.
    "form-action": "'none'",
}
# What other sites are told of the page that a reader comes from: nothing.
REFERRER = "no-referrer"
# Safe in an attribute between double quotes, in which it is printed as it is.
POLICY = Markup("; ".join(f"{name} {value}" for name, value in DIRECTIVES.items()))  # noqa: S704
