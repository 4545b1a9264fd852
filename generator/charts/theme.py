"""``templates/chart-theme.yaml``: Vega-Lite's config, as all charts have it."""

from __future__ import annotations

from functools import lru_cache

from generator.diagnostics import Code, Diagnostic, DiagnosticError, one_of
from generator.files.yaml import YamlDocument

CODES = (
    Code(
        "chart-theme",
        means="`templates/chart-theme.yaml` has a field that Vega-Lite's config does not know.",
        mend="Correct the field that is named: https://vega.github.io/vega-lite/docs/config.html.",
        example="axis: {labelFontSize: 12}",
    ),
)

LOOK = "look it up: https://vega.github.io/vega-lite/docs/config.html"


def fields(document: YamlDocument) -> dict[str, object]:
    """Return the theme's fields, before Vega-Lite has looked at them.

    Raises:
        DiagnosticError: the file holds something else.
    """
    theme = document.value or {}
    if not isinstance(theme, dict):
        message, hint = "expected a Vega-Lite config: name: value", "write fields, one a line"
        raise DiagnosticError(Diagnostic(document.locate(), "error", "chart-theme", message, hint))
    return theme


@lru_cache(maxsize=1)  # a preview draws at each save, and the theme seldom changes
def check(document: YamlDocument) -> None:
    """Make sure that Vega-Lite knows every field of a theme, and takes its value.

    Raises:
        DiagnosticError: it does not; the place is the field's.
    """
    import altair
    from jsonschema import ValidationError

    try:
        altair.Config.from_dict(fields(document))
    except ValidationError as error:
        path = tuple(error.absolute_path)
        name = ".".join(map(str, path))
        message, hint = f"'{name}': {error.message}", LOOK
        place = document.locate(path)
        if error.validator == "additionalProperties":
            known = list(error.schema["properties"])
            unknown = next(one for one in error.instance if one not in known)
            message, hint = f"unknown field '{unknown}'", one_of(unknown, known)
            place = document.locate((*path, unknown), key=True)
        raise DiagnosticError(Diagnostic(place, "error", "chart-theme", message, hint)) from None
