"""What is written and not read is told where it stands; what GitHub and MyST read is read.

Every case is a line or two of Markdown, with what is said of it: ``line:column code``.
"""

from __future__ import annotations

import re

import pytest

from generator import parse
from generator.diagnostics import Location
from generator.model.document import Document
from generator.model.page import FrontMatter, Page
from generator.model.site import Locale

ENGLISH = Locale(code="en", tag="en-CA", name="English")


def parsed(markdown: str, title: str = "Page") -> Document:
    place = Location("page.md")
    front = FrontMatter(title=title)
    page = Page("page", ENGLISH, "page.md", front, place, place, markdown + "\n", 1, "")
    return parse.parse(page)


def html(markdown: str) -> str:
    md = parse.markdown("en-CA")
    text = str(md.renderer.render(parsed(markdown).tokens, md.options, {}))
    return re.sub(r"\s*\n\s*", "", text)


FAULTS = {
    # Roles.
    "{stat} `x`": "1:1 failed-role",
    "{stat}'x'": "1:1 failed-role",
    "{stat}x and more": "1:1 failed-role",
    "a {stat}(x)": "1:3 failed-role",
    "a { stat }`x`": "1:3 failed-role",
    "{statt} `x`": "1:1 failed-role",
    "stat`x`": "1:1 failed-role",
    ":stat:`x`": "1:1 failed-role",
    "[stat]`x`": "1:1 failed-role",
    "see {stat}`x": "1:5 failed-role, 1:11 lost-mark",
    "**{cite} `x`**": "1:3 failed-role",
    "- one\n- two {stat} `x`": "2:7 failed-role",
    "| a |\n|---|\n| {stat} `x` |": "3:3 failed-role",
    # Directives.
    ":::note\nx\n:::": "1:1 failed-directive",
    "::: {callout} Title\nx\n:::": "1:1 failed-directive",
    ":::callout\nx\n:::": "1:1 failed-directive",
    ":::{callout\nx\n:::": "1:1 failed-directive",
    "::{callout}\nx": "1:1 failed-directive",
    ":::": "1:1 failed-directive",
    "text\n:::": "2:1 failed-directive",
    "- item\n  :::note\n  x\n  :::": "2:3 failed-directive",
    "```{r, echo=FALSE}\nx\n```": "1:1 failed-directive",
    "```{python}\nx\n```": "1:1 unknown-directive",
    "> [!FOO]\n> x": "1:3 unknown-directive",
    ":::{callout}\nx\n\n:kind: warning\n:::": "4:1 failed-directive",
    ":::{callout} A\nx\n\n:::{callout} B\ny\n:::": "1:1 unclosed-directive",
    "```{note}\nx": "1:1 unclosed-directive",
    "!!! note\n    x": "1:1 foreign-syntax",
    # Links and footnotes.
    "[x](my page.md)": "1:1 failed-link",
    "[x](<my page.md)": "1:1 failed-link",
    "[x] (page.md)": "1:1 failed-link",
    "(x)[https://example.org/]": "1:1 failed-link",
    "[x] (https://example.org/)": "1:1 failed-link",
    "(x)[page.md]": "1:1 failed-link",
    "see [a][b]": "1:5 failed-link",
    "see [a][]": "1:5 failed-link",
    "[x]()": "1:3 empty-link",
    "[y](z.md) [x](<>)": "1:13 empty-link",
    "[](page.md)": "1:1 empty-link",
    "[x](javascript:alert(1))": "1:5 link-scheme",
    "<vbscript:x>": "1:2 link-scheme",
    "[x](//example.org/)": "1:5 link-scheme",
    "a[^b]": "1:2 unknown-footnote",
    "a\n\n[^b]: c": "3:1 unused-footnote",
    "a[^b]\n\n[^b]: c\n\n[^b]: d": "5:1 duplicate-footnote",
    "![x](https://y.org/y.png)": "1:1 image",
    # Of other programs.
    "{{ page.title }}": "1:1 foreign-syntax",
    "{% if x %}": "1:1 foreign-syntax",
    'a\n{{< figure src="x.png" >}}': "2:1 foreign-syntax",
    "see [[wiki]]": "1:5 foreign-syntax",
    "## Title {#id}": "1:10 foreign-syntax",
    "words {.red}": "1:7 foreign-syntax",
    "a [@key] b": "1:3 foreign-syntax",
    "[TOC]": "1:1 foreign-syntax",
    "is $x^2$ here": "1:4 foreign-syntax",
    "a :smile: b": "1:3 foreign-syntax",
    "a ==b== c": "1:3 foreign-syntax",
    "H~2~O": "1:2 foreign-syntax",
    # Blocks.
    "##Title": "1:1 lost-mark",
    "# Title": "1:1 second-title",
    "Title\n=====": "1:1 second-title",
    "```text\ncode\n\nwords": "1:1 unclosed-fence",
    "- a\n\n  ~~~\n  x": "3:3 unclosed-fence",
    "a\n\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other": "3:1 merge-conflict",
    "a\n\n---\ntitle: x\ndraft: true\n---\n\nb": "3:1 stray-front-matter",
    "    {stat}`x`": "1:1 lost-indent",
    "\t:::{callout}\n\tx": "1:1 lost-indent",
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |": "3:1 table-cells",
    "| a | b |\n|---|---|\n| `x|y` | 2 |": "3:1 table-cells",
    "| a | b |\n|---|---|\n| 1 | 2 |\nwords": "4:1 lost-table",
    "| a | b |\n| 1 | 2 |": "1:1 lost-table",
    "a ** b": "1:3 lost-mark",
    "a ` b": "1:3 lost-mark",
    "(my id)=\n## Title": "1:1 bad-id",
    "(id)=\n## A\n\n(id)=\n## B": "4:1 duplicate-heading",
}


@pytest.mark.parametrize("markdown", FAULTS)
def test_what_is_not_read_is_told(markdown: str) -> None:
    found = sorted(parsed(markdown).diagnostics, key=lambda one: one.location)
    told = ", ".join(f"{d.location.line}:{d.location.column} {d.code}" for d in found)
    assert told == FAULTS[markdown]
    assert all(one.hint for one in found)


@pytest.mark.parametrize("markdown", [m for m in FAULTS if "\n" not in m])
def test_titles_are_held_to_the_same(markdown: str) -> None:
    blocks = ("second-title", "unclosed-fence", "lost-indent", "failed-directive")
    if not FAULTS[markdown].endswith(blocks):
        codes = {one.code for one in parsed("", title=markdown).diagnostics}
        assert codes == set(re.findall(r"[a-z]+-[a-z-]+|image", FAULTS[markdown]))


SOUND = [
    "`{stat} x`, `[[wiki]]`, `{{ page }}`, `[a][b]`, `**`, `:::note` and `` ` ``",
    "```text\n{stat} `x`\n:::note\n{{ x }}\n[[wiki]]\n<<<<<<< HEAD\n# Title\n```",
    "~~~~\n```\n~~~~",
    r"\[\[wiki]] and \{{ x }} and \{stat} and a \* and \`",
    "It rose by 5 $ and then by 6 $, 10:30: late, a: b, e.g. [sic], (c), {set}, a_b_c, 3 * 4",
    "See [the page](page.md), [other][o], <https://a.b/c_d>, [mail](mailto:a@b.c).\n\n[o]: https://a.b",
    "Words.[^a] More.[^b]\n\n[^a]: One.\n\n[^b]: Two.",
    "Term\n: What it means",
    "| a | b |\n|:-:|--:|\n| 1 \\| 2 | 3 |\n| 4 |",
    "<!-- a comment: {{ x }} [[y]] -->",
    "Either a | b.\n\nOne | of two,\nand no other.\n\n- a | b",
    "% a comment: {{ x }}",
    "a\n\n---\n\nb\n\n***",
    "Heading\n---\n\ntext",
    ":::{callout} A\n:::{callout} B\nx\n:::\n\ny\n:::",
    "::::{callout} A\n:::{callout} B\nx\n:::\n::::",
    ":::{callout}\nbefore\n\n```text\n:::\n```\n\nafter\n:::",
    "- :::{callout}\n  x\n  :::\n- y",
    "    an indented block",
    "[//]: # (a comment)",
]


@pytest.mark.parametrize("markdown", SOUND)
def test_what_is_sound_or_code_is_not_told(markdown: str) -> None:
    assert parsed(markdown).diagnostics == ()


SHOWN = {
    "~~gone~~ now": "<p><s>gone</s> now</p>",
    "- [ ] to do\n- [x] done": '<ul><li class="task">☐ to do</li><li class="task">☑ done</li></ul>',
    "See https://a.b/c_d--e (or https://a.b/f_(g)).": (
        '<p>See <a href="https://a.b/c_d--e">https://a.b/c_d--e</a> '
        '(or <a href="https://a.b/f_(g)">https://a.b/f_(g)</a>).</p>'
    ),
    "`https://a.b` [https://a.b](c.md)": (
        '<p><code>https://a.b</code> <a href="c.md">https://a.b</a></p>'
    ),
    "| a |\n|:-:|\n| b |": (
        '<div class="table"><table><thead><tr><th class="centred">a</th></tr></thead>'
        '<tbody><tr><td class="centred">b</td></tr></tbody></table></div>'
    ),
}


@pytest.mark.parametrize("markdown", SHOWN)
def test_what_is_in_common_use_is_read(markdown: str) -> None:
    assert html(markdown) == SHOWN[markdown]


CALLOUTS = {
    "> [!NOTE]\n> Mind *this*.": ("note", ""),
    "> [!WARNING] The tide\n>\n> It comes.": ("warning", "The tide"),
    "> [!important]\n> x": ("warning", ""),
    "```{tip} A title\nx\n```": ("note", "A title"),
    "~~~~{caution}\nx\n~~~~": ("warning", ""),
    ":::{danger}\nx\n:::": ("warning", ""),
    "```{callout} A {stat}\n:kind: law\nx\n```": ("law", "A {stat}"),
}


@pytest.mark.parametrize("markdown", CALLOUTS)
def test_alerts_and_admonitions_are_callouts(markdown: str) -> None:
    (token,) = parsed(markdown).tokens
    use = token.meta["use"]
    assert (use.name, use.options["kind"], use.argument) == ("callout", *CALLOUTS[markdown])
    assert use.tokens[1].content.strip() in ("x", "Mind *this*.", "It comes.")
    assert use.location.line == 1


def test_an_address_in_the_text_states_no_number() -> None:
    front = FrontMatter(title="Page", template="explainer", summary="x")
    place = Location("page.md")
    text = "See https://a.b/2023 and <https://a.b/45>.\n"
    assert parse.parse(Page("p", ENGLISH, "p.md", front, place, place, text, 1, "")).unsourced == ()


@pytest.mark.parametrize(
    ("markdown", "refused"),
    [
        ("H<sub>2</sub>O<br>", ["", ""]),
        ("<details>\n<summary>More</summary>\n<p>Words</p>\n</details>", [""]),
        ("<details>\n\nwords\n\n</details>", ["</details>", "</details>"]),
        ('<span onclick="x">a</span>', ["<span onclick>"]),
        ("<script>x</script>", ["<script>"]),
        ('a <img src="x"> b', ["<img src>"]),
        ("a <b>b", ["<b>"]),
        ("a</b>", ["</b>"]),
        ('<div style="x">a</div>', ["<div style>"]),
        ('<a href="javascript:x">a</a>', ["<a href>", "</a>"]),
        ("<!-- a --> <script>x</script>", ["<script>"]),
    ],
)
def test_html_is_cleaned_and_what_of_it_is_refused_is_said(
    markdown: str, refused: list[str]
) -> None:
    document = parsed(markdown)
    assert [raw.refused for raw in document.raw_html] == refused
    shown = html(markdown)
    for harm in ("script", "onclick", "style=", "javascript", "<img"):
        assert harm not in shown
    assert shown.count("<b>") == shown.count("</b>")


def test_an_empty_corner_of_a_table_heads_nothing() -> None:
    table = html("| | high |\n|---|--:|\n| spring | 4 |")
    assert '<tr><td></td><th class="number">high</th></tr>' in table
