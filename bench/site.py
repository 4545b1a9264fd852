"""A contender's site, in a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from bench import corpus, install
from bench.contender import Contender
from bench.measure import CommandError


class Site:
    """The corpus with a contender's settings and templates, and one page that is edited."""

    def __init__(self, contender: Contender, program: Path, folder: Path, total: int) -> None:
        self.contender, self.folder, self.total = contender, folder, total
        self._program, self._times = program, 0
        self._edited = corpus.name(total // 2)
        self._write()
        self._text = self._source.read_text(encoding="utf-8")

    @property
    def address(self) -> str:
        """The path at which the edited page is served."""
        return self.contender.address.format(page=self._edited)

    @property
    def _source(self) -> Path:
        return self.folder / self.contender.pages / f"{self._edited}.md"

    def command(self, words: tuple[str, ...], port: int = 0) -> list[str]:
        """Return a contender's command for this site."""
        return [word.format(program=self._program, site=self.folder, port=port) for word in words]

    def server(self, port: int) -> list[str]:
        """Return the command that serves this site."""
        return self.command(self.contender.serve, port)

    def forget(self) -> None:
        """Put aside all that builds have made.

        It is deleted when all is measured: a file system that has just deleted thousands of files
        may take twice as long to make others (ext4 does not give their numbers out again at once).
        """
        self._times += 1
        aside = self.folder.with_name(f"{self.folder.name}-made-{self._times}")
        aside.mkdir()
        for name in self.contender.made:
            path = self.folder / name
            if path.exists():
                path.rename(aside / path.name)

    def edit(self, words: str) -> None:
        """Put words into the edited page."""
        self._source.write_text(corpus.edited(self._text, words), encoding="utf-8")

    def verify(self, words: str = "") -> None:
        """See that every page has been published, and these words.

        Raises:
            CommandError: they have not.
        """
        for number in (0, self.total - 1):
            if not self._published(corpus.name(number)).is_file():
                raise CommandError("error: pages are missing from what it made")
        if words not in self._published(self._edited).read_text(encoding="utf-8"):
            raise CommandError("error: the edit is missing from what it made")

    def _published(self, name: str) -> Path:
        return self.folder / self.contender.output.format(page=name)

    def _write(self) -> None:
        if self.contender.start:
            subprocess.run(
                self.command(self.contender.start), check=True, stdout=subprocess.DEVNULL
            )
        for name in self.contender.drop:
            path = self.folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name, text in self.contender.files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name in self.contender.links:
            home = install.home(self.contender, self._program)
            (self.folder / name).symlink_to(home / name)
        corpus.write(self.folder / self.contender.pages, self.total, self.contender.form)
