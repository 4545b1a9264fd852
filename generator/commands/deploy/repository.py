"""The git repository that a site stands in, and the branch of a remote that it is published on.

Git alone is asked, and neither the working tree nor its index is ever written: a commit is made
from an index of its own, and pushed.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location, one_of

CODES = (
    Code(
        "no-repository",
        means="The site stands in no git repository, or git is not installed.",
        mend="Install git, and make a repository of the site's folder.",
        example="git init && git add . && git commit -m 'The site'",
    ),
    Code(
        "no-remote",
        means="The repository has no remote of that name, so there is nowhere to publish to.",
        mend="Add it, or name another with `--remote`.",
        example="git remote add origin git@github.com:OWNER/REPOSITORY.git",
    ),
    Code(
        "remote-fails",
        means=(
            "The remote could not be read or written: there is no network, no such repository, or "
            "no permission. What is published is as it was."
        ),
        mend="Mend what git says; `git fetch` and `git push` must work for this remote.",
    ),
    Code(
        "branch-moved",
        means=(
            "Somebody else published on the branch while this site was being built. Nothing was "
            "overwritten: what they published stands."
        ),
        mend="Look at what they published, and run `explainer deploy` again.",
    ),
    Code(
        "push-refused",
        means="The remote has a rule or a hook that refuses the push. What is published stands.",
        mend="Follow what the remote says, or publish on another branch with `--branch`.",
    ),
    Code(
        "git-fails",
        means="Git could not do its part, and nothing was pushed. The message has its words.",
        mend="Mend what git says. Where it does not know who you are, tell it.",
        example="git config user.name 'Your Name' && git config user.email you@example.org",
    ),
)

# Of what a push prints: the branch is not where it was when it was fetched, or it is being moved.
MOVED = ("[rejected]", "stale info", "failed to update ref", "cannot lock ref", "fetch first")


class BranchFile(Struct, frozen=True):
    """A file on a branch: its mode and object as git has them, and its bytes."""

    mode: str
    object: str
    size: int


class GitError(Exception):
    """Git ended with an error; ``words`` is all that it said."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words

    @property
    def first(self) -> str:
        """What it said first, which says why: what follows are consequences."""
        lines = [line.strip() for line in self.words.splitlines()]
        said = [line for line in lines if line and not line.lower().startswith("warning:")]
        return re.sub("^(fatal|error|remote): |\\.$", "", (said or ["git said nothing"])[0])


def refusal(place: str, message: str, hint: str, *, code: str) -> DiagnosticError:
    """Return the error that a deployment ends with, at a remote, a branch or a file."""
    return DiagnosticError(Diagnostic(Location(place), "error", code, message, hint))


class Repository:
    """The repository around a folder.

    Raises:
        DiagnosticError: there is none, or no git.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            self._git("rev-parse", "--git-dir")
        except FileNotFoundError:
            hint = "install it: https://git-scm.com/downloads"
            raise refusal(str(folder), "git is not installed", hint, code="no-repository") from None
        except GitError as error:
            message = f"this folder is in no git repository ({error.first})"
            hint = "run: git init && git add . && git commit"
            raise refusal(str(folder), message, hint, code="no-repository") from error

    def _git(self, *words: str, given: bytes = b"", index: str = "") -> str:
        """Run git in the folder and return what it prints.

        Raises:
            GitError: it ended with an error.
        """
        return self._bytes(*words, given=given, index=index).decode("utf-8", "surrogateescape")

    def _bytes(self, *words: str, given: bytes = b"", index: str = "") -> bytes:
        more = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
        if index:
            more["GIT_INDEX_FILE"] = index
        done = subprocess.run(
            ["git", *words],
            cwd=self._folder,
            env={**os.environ, **more},
            input=given,
            capture_output=True,
        )
        if done.returncode != 0:
            raise GitError((done.stderr + done.stdout).decode("utf-8", "replace"))
        return done.stdout

    def _answer(self, *words: str) -> str:
        """Return what git prints, without its line's end; nothing where it has no answer."""
        try:
            return self._git(*words).strip()
        except GitError:
            return ""

    # The working tree's side.

    @cached_property
    def head(self) -> str:
        """The commit that is checked out; empty before the first one."""
        return self._answer("rev-parse", "--verify", "--quiet", "HEAD^{commit}")

    @cached_property
    def branch(self) -> str:
        """The branch that is checked out; empty where HEAD is detached."""
        return self._answer("symbolic-ref", "--quiet", "--short", "HEAD")

    @cached_property
    def is_shallow(self) -> bool:
        """Whether the clone holds only the end of its history."""
        return self._answer("rev-parse", "--is-shallow-repository") == "true"

    def uncommitted(self, names: Sequence[str]) -> list[str]:
        """Return the files under these names that differ from HEAD or that git does not know.

        Names and files are relative to the folder.
        """
        told = self._git("status", "--porcelain", "-z", "--untracked-files=all", "--", *names)
        above = self._answer("rev-parse", "--show-prefix")
        lines, files = iter(told.split("\0")), []
        for line in lines:
            if line:
                files.append(line[3:].removeprefix(above))
                if line[0] in "RC":
                    next(lines)  # the name that it had before
        return files

    def contains(self, commit: str) -> bool:
        """Whether HEAD is that commit or comes after it; no where git does not know it."""
        try:
            self._git("merge-base", "--is-ancestor", commit, "HEAD")
        except GitError:
            return False
        return True

    # The remote's side.

    def url(self, remote: str) -> str:
        """Return the address of a remote, by its name or as it is.

        Raises:
            DiagnosticError: there is no remote of that name.
        """
        names = self._git("remote").split()
        if remote not in names and not any(mark in remote for mark in "/:\\"):
            message = f"this repository has no remote '{remote}'"
            hint = (
                one_of(remote, names)
                if names
                else f"add one: git remote add {remote} git@github.com:OWNER/REPOSITORY.git"
            )
            raise refusal(remote, message, hint, code="no-remote")
        return self._git("ls-remote", "--get-url", remote).strip()

    def _tip(self, remote: str, ref: str) -> str:
        """Return the commit of a remote's branch, empty where there is none."""
        return self._git("ls-remote", remote, ref).partition("\t")[0]

    def fetch(self, remote: str, branch: str) -> str:
        """Fetch a branch, and return its commit; empty where there is no such branch.

        Of a shallow clone's remote only the last commit is fetched.

        Raises:
            DiagnosticError: the remote cannot be read.
        """
        ref = f"refs/heads/{branch}"
        try:
            tip = self._tip(remote, ref)
            if tip:
                depth = ["--depth=1"] if self.is_shallow else []
                self._git("fetch", "--quiet", "--no-tags", *depth, remote, ref)
                self._git("cat-file", "-e", f"{tip}^{{commit}}")
        except GitError as error:
            hint = f"git fetch {remote} must work first"
            message = f"the remote cannot be read: {error.first}"
            raise refusal(remote, message, hint, code="remote-fails") from error
        return tip

    def files(self, commit: str) -> dict[str, BranchFile]:
        """Return the files of a commit by path."""
        found = {}
        for line in self._git("ls-tree", "-r", "-z", "--long", "--full-tree", commit).split("\0"):
            if line:
                about, _, path = line.partition("\t")
                mode, _, name, size = about.split()
                found[path] = BranchFile(mode, name, int(size) if size.isdigit() else 0)
        return found

    def read(self, files: Mapping[str, BranchFile]) -> dict[str, bytes]:
        """Return the bytes of files by path."""
        asked = "".join(f"{file.object}\n" for file in files.values())
        told = self._bytes("cat-file", "--batch", given=asked.encode())
        return dict(zip(files, _batch(told), strict=True))

    def file(self, data: bytes) -> BranchFile:
        """Return a plain file with these bytes, as git will name it; nothing is stored."""
        name = hashlib.new(self._hash, b"blob %d\0%b" % (len(data), data)).hexdigest()
        return BranchFile("100644", name, len(data))

    @cached_property
    def _hash(self) -> str:
        return self._answer("rev-parse", "--show-object-format") or "sha1"

    # Publishing.

    def commit(
        self, files: Mapping[str, BranchFile], new: Iterable[bytes], parent: str, message: str
    ) -> str:
        """Make a commit of files after ``parent``, if there is one, and return it.

        ``new`` are the bytes of those files that git may not have yet.

        Raises:
            DiagnosticError: git cannot make it: it knows no author, or the disk is full.
        """
        listed = "".join(f"{one.mode} {one.object}\t{path}\0" for path, one in files.items())
        blobs = b"".join(b"blob\ndata %d\n%b\n" % (len(data), data) for data in new)
        parents = ["-p", parent] if parent else []
        try:
            if blobs:
                self._git("fast-import", "--quiet", "--done", given=blobs + b"done\n")
            with tempfile.TemporaryDirectory() as folder:
                index = f"{folder}/index"
                self._git("update-index", "-z", "--index-info", given=listed.encode(), index=index)
                tree = self._git("write-tree", index=index).strip()
            return self._git("commit-tree", tree, *parents, given=message.encode()).strip()
        except GitError as error:
            hint = "mend what git says"
            if "ident" in error.words:
                hint = "tell git who you are: git config user.name NAME, git config user.email MAIL"
            message = f"git cannot make the commit: {error.first}"
            raise refusal(str(self._folder), message, hint, code="git-fails") from error

    def push(self, remote: str, branch: str, commit: str, before: str) -> None:
        """Push a commit as a branch, if the branch is still at ``before`` (empty: not there).

        Raises:
            DiagnosticError: it is not, or the remote refuses the push.
        """
        ref, place = f"refs/heads/{branch}", f"{remote}/{branch}"
        lease = f"--force-with-lease={ref}:{before}"
        try:
            self._git("push", "--porcelain", "--no-follow-tags", lease, remote, f"{commit}:{ref}")
        except GitError as error:
            line = next((line for line in error.words.splitlines() if line.startswith("!")), "")
            moved = any(words in line for words in MOVED)
            if line and not moved:  # versions of git say it in different words
                with suppress(GitError):
                    moved = self._tip(remote, ref) != before
            if moved:
                message = "somebody else published meanwhile; theirs stands, and nothing was pushed"
                hint = "look at it, and run this again"
                raise refusal(place, message, hint, code="branch-moved") from error
            if line:
                message = f"the remote refuses the push: {_refused(line, error)}"
                hint = "follow what it says, or publish on another branch with --branch"
                raise refusal(place, message, hint, code="push-refused") from error
            message = f"the push failed: {error.first}"
            raise refusal(
                place, message, f"git push to {remote} must work first", code="remote-fails"
            ) from error


def _batch(told: bytes) -> Iterator[bytes]:
    """Walk the objects that ``git cat-file --batch`` printed."""
    at = 0
    while at < len(told):
        head = told.index(b"\n", at)
        size = int(told[at:head].split()[-1])
        yield told[head + 1 : head + 1 + size]
        at = head + size + 2


def _refused(line: str, error: GitError) -> str:
    """Return why a push was refused: what the remote's hook said, and git's own words."""
    own = line.rpartition("\t")[2]
    said = [
        words.removeprefix("remote:").strip()
        for words in error.words.splitlines()
        if words.startswith("remote:")
    ]
    return " ".join([*filter(None, said), own])
