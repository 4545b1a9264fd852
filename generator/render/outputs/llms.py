"""``/llms.txt``: what language models find here, page by page, as llmstxt.org proposes it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.render.output import Output
from generator.render.shell import has_markdown, markdown_path

if TYPE_CHECKING:
    from generator.render.inputs import Inputs
    from generator.render.outputs import Work


def outputs(work: Work) -> Iterator[Output]:
    """Return the one file, in the words of the site's first language at its top."""
    yield Output("llms.txt", partial(_llms, work))


def _llms(work: Work, inputs: Inputs) -> bytes:
    site, shell, settings = work.site, work.shell, inputs.settings()
    first = shell.context(site.default_locale, "index", inputs)
    parts = [f"# {first.label(settings.title)}", f"> {first.label(settings.description)}"]
    for locale in site.locales:
        context = shell.context(locale, "index", inputs)
        lines = []
        for entry in inputs.pages(locale.code):
            path = inputs.page_path(locale.code, entry.id)
            assert path is not None, "every page that is listed has a path"
            summary = context.plain(inputs.summary(locale.code, entry.id).words)
            address = site.absolute_url(markdown_path(path) if has_markdown(inputs) else path)
            link = f"- [{entry.title}]({address})"
            lines.append(f"{link}: {summary}" if summary else link)
        parts += [f"## {locale.name}", "\n".join(lines)]
    if ids := inputs.section_ids("data"):
        heads = [inputs.dataset_head(id).descriptor for id in ids]
        lines = [
            f"- [{first.label(head.title)}]({site.absolute_url(f'data/{id}.csv')}): "
            f"{first.label(head.description)}"
            for id, head in zip(ids, heads, strict=True)
        ]
        parts += [f"## {first.string('all_data')}", "\n".join(lines)]
    return ("\n\n".join(parts) + "\n").encode()
