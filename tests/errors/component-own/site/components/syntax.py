"""A role that Python cannot read."""


def view(use, context)
    return use.text
