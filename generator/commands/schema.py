"""``explainer schema DIR``: JSON Schemas of a site's files, by which editors complete and check.

A YAML file names its schema in its first line, in the comment that language servers read:
``# yaml-language-server: $schema=../schema/stats.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from pydantic import AliasChoices, BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from generator.commands import DONE
from generator.commands import options as shared
from generator.load import site as load_site
from generator.model.agreed import Agreed, PublishedRecord
from generator.model.archive import ArchiveRecord
from generator.model.chart import ChartWords
from generator.model.dataset import Descriptor
from generator.model.page import FrontMatter
from generator.model.rulebook import CaseFields, Rules
from generator.model.site import Locale, SiteSettings
from generator.model.source import Source, Term
from generator.model.stat import StatDefinition
from generator.model.timeline import Event
from generator.model.written import WORD_LISTS, WORDS

Schema = dict[str, Any]  # as pydantic makes them
FOLDER = "schema"  # in a site's folder
ID = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"


class Kind(Struct, frozen=True):
    """A kind of file that editors write: what it is, where it stands, and what it holds.

    ``shape`` says what the file holds of ``model``: one, a list, or a mapping of names to many.
    Without a model it holds words by name.
    """

    name: str
    title: str
    path: str
    model: type[BaseModel] | None
    shape: str = "one"


KINDS = (
    Kind("front-matter", "Front matter of a page", "content/LOCALE/NAME.md", FrontMatter),
    Kind("site", "Settings of the site", "content/site.yaml", SiteSettings),
    Kind("stats", "Stats", "content/stats.yaml", StatDefinition, "by name"),
    Kind("sources", "Sources", "content/sources.yaml", Source, "by name"),
    Kind("glossary", "Glossary", "content/glossary.yaml", Term, "by name"),
    Kind("timeline", "Timeline", "content/timeline.yaml", Event, "by name"),
    Kind("dataset", "Descriptor of a dataset", "content/data/NAME.yaml", Descriptor),
    Kind("chart", "Words of a chart", "content/charts/NAME.yaml", ChartWords),
    Kind("rules", "Rules", "content/rules/NAME.yaml", Rules),
    Kind("cases", "Worked cases of rules", "content/rules/NAME.cases.yaml", CaseFields, "list"),
    Kind("agreed", "What was read together", "content/agreed.yaml", Agreed),
    Kind("published", "What was published", "content/published.yaml", PublishedRecord),
    Kind("archive", "Copies for citation", "content/archive.yaml", ArchiveRecord),
    Kind("strings", "Words of the templates", "templates/strings.yaml", None, "by name"),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "folder", metavar="DIR", type=Path, help=f"where to write them: {FOLDER}, say"
    )
    shared.source(parser)


def run(options: argparse.Namespace) -> int:
    """Write a schema for each kind of file, with the site's languages."""
    for path in write(options.folder, load_site.load(options.source).locales):
        print(f"wrote {path}")
    return DONE


def write(folder: Path, locales: Sequence[Locale]) -> list[Path]:
    """Write the schemas for a site of these languages into a folder, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in KINDS:
        path = folder / f"{kind.name}.json"
        text = json.dumps(schema(kind, locales), ensure_ascii=False, indent=2)
        path.write_text(f"{text}\n", encoding="utf-8")
        written.append(path)
    return written


def comment(path: str) -> str:
    """Return the line that names the schema of a file, by the file's path in the site's folder."""
    parts = path.split("/")
    kind = next(kind for kind in KINDS if _fits(kind.path.split("/"), parts))
    up = "../" * (len(parts) - 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind.name}.json\n"


def _fits(pattern: list[str], parts: list[str]) -> bool:
    """Whether a path is of a kind: ``NAME`` and ``LOCALE`` stand for a name without a dot."""
    return len(pattern) == len(parts) and all(
        part == wanted
        or (wanted == "LOCALE" and "." not in part)
        or (wanted.startswith("NAME.") and part.split(".", 1)[1:] == wanted.split(".", 1)[1:])
        for wanted, part in zip(pattern, parts, strict=True)
    )


class _Generator(GenerateJsonSchema):
    """Leaves out the titles that repeat a field's name."""

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


def schema(kind: Kind, locales: Sequence[Locale]) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a kind of file, for a site of these languages."""
    definitions: Schema = {}
    if kind.model is None:
        entry = _by_language({"type": "string"}, locales)
        entry["additionalProperties"] = {"type": "string"}  # in languages that the site has not
    else:
        entry = TypeAdapter(kind.model).json_schema(schema_generator=_Generator)
        _add_other_names(kind.model, entry)
        definitions = entry.pop("$defs", {})
    if kind.shape == "by name":
        found = {"type": ["object", "null"], "additionalProperties": entry}
        found["propertyNames"] = {"pattern": ID}
    elif kind.shape == "list":
        found = {"type": "array", "items": entry}
    else:
        found = entry
    found |= {"title": kind.title, "description": kind.path, "$defs": definitions}
    found = _referring(found)
    text: Schema = {"type": "string", "minLength": 1}
    for name, words in ((WORDS, text), (WORD_LISTS, {"type": "array", "items": text})):
        if _reference(name) in json.dumps(found):
            found["$defs"][name] = _by_language(words, locales)
    return {"$schema": GenerateJsonSchema.schema_dialect, **found}


def _add_other_names(model: type[BaseModel], described: Schema) -> None:
    """Describe a field under each of the names that it may be written by."""
    for field in model.model_fields.values():
        if isinstance(field.validation_alias, AliasChoices):
            first, *others = map(str, field.validation_alias.choices)
            for name in others:
                found = {**described["properties"][first]}
                described["properties"][name] = found
                found["description"] = f"Another name for `{first}`."


def _by_language(words: Schema, locales: Sequence[Locale]) -> Schema:
    """Return the schema of words in each of these languages, but unfinished ones, and no other."""
    return {
        "type": "object",
        "properties": {locale.code: words for locale in locales},
        "required": [locale.code for locale in locales if not locale.unfinished],
        "additionalProperties": False,
    }


def _reference(name: str) -> str:
    return f"#/$defs/{name}"


def _referring(part: Any) -> Any:
    """Return a schema in which words refer to the one definition of words."""
    if isinstance(part, list):
        return [_referring(one) for one in part]
    if not isinstance(part, dict):
        return part
    if isinstance(about := part.get("description"), str):
        part = {**part, "description": about.replace("``", "`")}
    if part.get("$comment") in (WORDS, WORD_LISTS):
        found = {"$ref": _reference(part["$comment"]), **part}
        return {key: found[key] for key in ("$ref", "description") if key in found}
    return {key: _referring(one) for key, one in part.items()}
