"""The parser's rules, reached by a character, give what they give when each is asked in turn."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from generator import parse
from generator.language import typography
from generator.parse import fast_rules

PIECES = [
    *"abé1.,;'\"!?()[]{}<>&*_`~^:|=-+#%\\/\n",
    *("\n\n", "  ", "    ", "\t", "- ", "1. ", "> ", "# ", "---\n", "===\n", ":: ", ": ", "~ "),
    *(
        " **a**",
        " *two words*",
        "**a b** ",
        "**",
        "](",
        "[a b](c.md)",
        "[a](../c/d.md#e)",
        "[a](b)",
        "![",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "&amp;",
        "[^1]",
        "[^1]: ",
        "^[",
        "```\n",
    ),
    *("--", "...", "3 km", "10 000", " : ", "« ", " »"),
    *("|a|b|\n|-|-:|\n", "|1|2|\n", ":::{note} t\n", ":::\n", "{num}`1`", "(x)=\n", "[a]: b\n"),
    *("\r\n", "\r", "\0"),
    *("~~", "~~a~~", "[!NOTE]\n", "> [!TIP] t\n", "- [ ] a\n", "[x] ", "```{note}\n", ":::note\n"),
    *("https://a.b/c_d", "(https://a.b)."),
    *("+++\n", "% c\n", "<div>\n", "http://a.b", "<http://a.b>", "word", "two words"),
]


@pytest.fixture(scope="module")
def plain() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast_rules, "add", lambda md: None)
        return parse.markdown.__wrapped__("en")


def tokens(md, text: str, **env: object) -> list[dict[str, object]]:
    return [token.as_dict() for token in md.parse(text, {"diagnostics": [], **env})]


texts = st.lists(st.sampled_from(PIECES), max_size=40)


@given(pieces=texts)
@example(pieces=["a\r\n", "b\0"])
@example(pieces=["[[a](b) c](d)"])
@example(pieces=["[a <http:b](c)>"])
@example(pieces=["[a &lt; b](c)"])
@example(pieces=["![[a](b)](c) *[a](b)*[a](b)**"])
def test_same_tokens(plain, pieces) -> None:
    text = "".join(pieces) + "\n"
    assert tokens(parse.markdown("en"), text) == tokens(plain, text)


@pytest.mark.parametrize("tag", ["en", "fr"])
@given(pieces=texts)
@example(pieces=['""'])
@example(pieces=["<http://a.b/%2D%2D>"])
def test_same_typography_when_every_line_is_looked_at(tag, pieces) -> None:
    text, md = "".join(pieces) + "\n", parse.markdown(tag)
    made = tokens(md, text, tag=tag)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typography, "_comes_to", lambda line, touched: True)
        assert tokens(md, text, tag=tag) == made


@pytest.fixture(scope="module")
def rendering() -> tuple[MarkdownIt, RendererHTML]:
    """A parser with our renderer, and the parser's own renderer with the same rules."""
    md = parse.markdown.__wrapped__("en")
    for name in ("myst_role", "directive"):  # which would ask a page's context
        md.renderer.rules[name] = lambda tokens, index, options, env: tokens[index].type
    own = RendererHTML()
    own.rules = md.renderer.rules
    return md, own


@given(pieces=texts)
@example(pieces=["- a\n  > b\n"])
@example(pieces=["- a\n  - b\n-\n"])
def test_same_html_baked_or_not(rendering, pieces) -> None:
    md, own = rendering
    text = "".join(pieces) + "\n"
    expected = own.render(md.parse(text, {"diagnostics": []}), md.options, {})
    assert md.renderer.render(md.parse(text, {"diagnostics": []}), md.options, {}) == expected
    baked = md.renderer.baked(md.parse(text, {"diagnostics": []}), md.options)
    assert md.renderer.render(baked, md.options, {}) == expected


def test_every_rule_named_is_there(plain) -> None:
    """A rule renamed by its library is not left to be asked always without anybody knowing."""
    rules = plain.get_active_rules()
    assert set(fast_rules.BLOCKS) <= set(rules["block"])
    assert set(fast_rules.INLINES) - {"stressed", "linked"} == set(rules["inline"]) - {"text"}
