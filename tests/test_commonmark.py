"""The CommonMark specification's own examples hold through our parser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.parse import markdown

EXAMPLES = json.loads((Path(__file__).parent / "commonmark" / "examples.json").read_text("utf-8"))

# Where we part from the specification, and why.
DECLARED: dict[int, str] = {
    44: "+++ alone on a line divides the two sides of a comparison",
    220: "an empty quotation is written on one line",
    241: "as 220",
    242: "as 220",
    610: "an address in the text is a link",
    613: "as 610",
}


def same(example: dict[str, str]) -> bool:
    html = markdown("").render(example["markdown"], {})
    return bool(html == example["html"])


@pytest.mark.parametrize("section", sorted({example["section"] for example in EXAMPLES}))
def test_examples(section: str) -> None:
    for example in EXAMPLES:
        if example["section"] == section and example["example"] not in DECLARED:
            assert same(example), example


def test_no_exception_is_declared_in_vain() -> None:
    assert [e["example"] for e in EXAMPLES if e["example"] in DECLARED and same(e)] == []


def test_the_declared_list_is_short() -> None:
    assert len(DECLARED) <= len(EXAMPLES) // 50
