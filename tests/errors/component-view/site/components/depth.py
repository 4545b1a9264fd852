"""A role that fails where a page uses it."""

from generator.components.specification import Argument, Role


def view(use, context):
    return str(float(use.text) * 2)


def text(use, context):
    return use.text


SPECIFICATION = Role(
    name="depth",
    doc="A depth.",
    sample="{depth}`4`",
    argument=Argument("number", "metres"),
    view=view,
    text=text,
)
