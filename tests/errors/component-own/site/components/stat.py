"""A role by a name that is taken."""

from generator.components.specification import Argument, Role


def view(use, context):
    return use.text


SPECIFICATION = Role(
    name="stat",
    doc="A number.",
    sample="{stat}`4`",
    argument=Argument("number", "the number"),
    view=view,
    text=view,
)
