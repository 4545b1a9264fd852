"""Charts made and checked as wholes: Altair by itself checks each part of one as it is made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from altair.utils.schemapi import _FromDict


class _Validator(Protocol):
    def is_valid(self, instance: object) -> bool: ...

    def evolve(self, *, schema: object) -> _Validator: ...


@contextmanager
def unchecked() -> Iterator[None]:
    """Let Altair make parts of charts without a check; what it makes may be no sound chart."""
    from altair.utils import schemapi

    table = _table()
    own = schemapi._FromDict, schemapi._deep_copy, schemapi.validate_jsonschema
    # Altair makes this table of its classes anew for each word like "year:O".
    schemapi._FromDict = lambda _: table  # type: ignore[assignment, misc]
    schemapi._deep_copy = _copied  # type: ignore[assignment]
    schemapi.validate_jsonschema = _validate  # type: ignore[assignment]
    try:
        with schemapi.debug_mode(False):
            yield
    finally:
        schemapi._FromDict, schemapi._deep_copy, schemapi.validate_jsonschema = own  # type: ignore[misc]


def check(spec: Mapping[str, object]) -> None:
    """Make sure that a chart is as Vega-Lite's schema asks, but for its data.

    Raises:
        ValueError: it is not; what is wrong with it is not told.
    """
    said = {key: value for key, value in spec.items() if key != "datasets"}
    if not _validator().is_valid(said):
        raise ValueError("Vega-Lite's schema does not take it")


def _copied(part: object, by_ref: set[str]) -> object:
    """Copy a part of a chart but for its data, as Altair does for each layer as it is put together.

    Altair's own function calls itself for all that a part could be given and was not, too.
    """
    from altair.utils.schemapi import SchemaBase

    kinds = (list, dict, SchemaBase)

    def copy(value: object, name: str = "") -> object:
        inner = isinstance(value, kinds) and name not in ("data", *by_ref)
        return _copied(value, by_ref) if inner else value

    if isinstance(part, list):
        return [copy(value) for value in part]
    if isinstance(part, dict):
        return {name: copy(value, name) for name, value in part.items()}
    if not isinstance(part, SchemaBase):
        return part
    if copier := getattr(type(part), "__deepcopy__", None):
        made: object = copier(part, {})
        return made
    given = {name: copy(value, name) for name, value in part._kwds.items()}
    return type(part)(*map(copy, part._args), **given)


def _validate(
    part: object, schema: object, rootschema: object = None, *, raise_error: bool = True
) -> None:
    """Say no to a part that is unlike a schema, as Altair asks of each class that it might be.

    Raises:
        ValidationError: it is unlike it; what is wrong with it is not told.
    """
    from jsonschema import ValidationError

    if not _validator().evolve(schema=schema).is_valid(part):
        raise ValidationError("the part is none of this kind")


@cache
def _table() -> _FromDict:
    from altair.utils.schemapi import _FromDict
    from altair.vegalite.v6.schema.core import VegaLiteSchema

    return _FromDict(VegaLiteSchema._default_wrapper_classes())


@cache
def _validator() -> _Validator:
    from altair.vegalite.v6.schema.core import VegaLiteSchema
    from jsonschema import Draft7Validator, validators

    quick = validators.extend(Draft7Validator, {"anyOf": _any_of, "$ref": _ref})
    formats = Draft7Validator.FORMAT_CHECKER
    made: _Validator = quick(VegaLiteSchema._rootschema, format_checker=formats)
    return made


def _any_of(
    validator: _Validator, choices: Iterable[object], instance: object, schema: object
) -> Iterator[Exception]:
    """Find the first choice that fits, where jsonschema lists all that is wrong with each."""
    from jsonschema import ValidationError

    if not any(validator.evolve(schema=choice).is_valid(instance) for choice in choices):
        yield ValidationError("it fits none of the choices")


def _ref(
    validator: _Validator, reference: str, instance: object, schema: object
) -> Iterator[Exception]:
    """Check a part of a chart once: choices, languages and widths have most parts in common."""
    from jsonschema import ValidationError

    if not _fits(reference, json.dumps(instance, ensure_ascii=False)):
        yield ValidationError(f"it is no {reference}")


@lru_cache(maxsize=20_000)
def _fits(reference: str, part: str) -> bool:
    return _definition(reference).is_valid(json.loads(part))


@cache
def _definition(reference: str) -> _Validator:
    """Return what checks a part against a definition of Vega-Lite's schema."""
    from altair.vegalite.v6.schema.core import VegaLiteSchema

    name = reference.removeprefix("#/definitions/")
    return _validator().evolve(schema=VegaLiteSchema._rootschema["definitions"][name])
