"""Design tokens: read from one style sheet, put in where no style sheet reaches."""

from __future__ import annotations

import pytest

from generator.files import tokens

SHEET = """/* --ink: #999999; */
:root { --ink: #111111; --paper: #fefefe; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #eeeeee; }
}
@media print { :root { --ink: #000000; } }
"""


def test_themes() -> None:
    assert tokens.parse(SHEET) == {
        "light": {"ink": "#111111", "paper": "#fefefe"},
        "dark": {"ink": "#eeeeee", "paper": "#fefefe"},
    }


def test_a_value_takes_the_name_s_place_in_attributes_alone() -> None:
    find = {"ink": "#111111"}.get
    assert tokens.resolve('<p fill="var(--ink)">var(--ink)</p>', find) == (
        '<p fill="#111111">var(--ink)</p>'
    )
    assert tokens.resolve('fill="var(--ink, #222222)"', find) == 'fill="#111111"'
    assert tokens.resolve('fill="var(--inc, #222222)"', find) == 'fill="#222222"'
    with pytest.raises(LookupError, match="no '--inc' in static/css/tokens"):
        tokens.resolve('fill="var(--inc)"', find)
