"""``explainer deploy``: the site built from nothing, checked, and pushed to a branch of a remote.

What will change is listed first. The branch keeps its history, and the working tree and git's
index stay as they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from generator.build import incremental
from generator.commands import DONE, summary
from generator.commands import options as shared
from generator.commands.compare import difference, report
from generator.commands.compare.difference import Difference, PublishedFile
from generator.commands.deploy import address
from generator.commands.deploy.repository import BranchFile, Repository, refusal
from generator.commands.terminal import show
from generator.diagnostics import Code, Diagnostic, Location
from generator.files.snapshot import FOLDERS
from generator.load import site as config
from generator.load.agreed import PUBLISHED
from generator.model.site import SiteSettings
from generator.write import manifest
from generator.write.manifest import MANIFEST, Manifest

CNAME = "CNAME"
KEPT = "from then on every check tells of an address that is lost and a number that changes"
CODES = (
    Code(
        "uncommitted",
        means="Files of the site are not committed, so nobody could build again what is published.",
        mend="Commit them, or publish them all the same with `--allow-dirty`.",
        example="git add content && git commit",
    ),
    Code(
        "older-site",
        means=(
            "What is published was built from a commit that the one checked out does not contain: "
            "publishing would take back what somebody published since, or this clone is too "
            "shallow to tell."
        ),
        mend=(
            "Get the newest commits, with `git pull` or, in a shallow clone, "
            "`git fetch --unshallow`. To go back on purpose, say `--allow-older`."
        ),
    ),
    Code(
        "foreign-branch",
        means=(
            "The branch holds files that no build of this site made, or is the one that holds the "
            "site's sources. They would be taken away."
        ),
        mend=(
            "Name another branch with `--branch`; list what is to stay under `keep` in "
            "`content/site.yaml`; or let it go with `--allow-removals`."
        ),
        example="keep: [google1234.html]",
    ),
    Code(
        "many-removals",
        means="More than half of the published pages would go.",
        mend="Look at the list. If they are to go, say so with `--allow-removals`.",
    ),
    Code(
        "lost-address",
        means=(
            "Published pages go, and nothing stands at their addresses any more: links to them, "
            "bookmarks and citations lead nowhere."
        ),
        mend=(
            "Give each address to the page that readers should come to, under `aliases` in its "
            "front matter, and publish again."
        ),
        example="aliases: [/en/how-high/]",
    ),
    Code(
        "no-address",
        means="It is not known at which address the site will stand, which links and cards need.",
        mend="Give it, or the domain.",
        example="explainer deploy --base-url https://example.org/",
    ),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    shared.source(parser)
    parser.add_argument(
        "--base-url",
        type=shared.address,
        metavar="URL",
        help="where the site will stand (default: by the domain or the remote)",
    )
    parser.add_argument("--remote", default="origin", metavar="NAME", help="default: origin")
    parser.add_argument(
        "--branch", type=_branch, default="gh-pages", metavar="NAME", help="default: gh-pages"
    )
    parser.add_argument(
        "--cname", type=_domain, metavar="DOMAIN", help="the site's own domain, which is kept"
    )
    parser.add_argument("--message", metavar="TEXT", help="of the commit that is pushed")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would change, and push nothing"
    )
    shared.markdown_summary(parser)
    parser.add_argument(
        "--allow-dirty", action="store_true", help="publish what is not committed too"
    )
    parser.add_argument(
        "--allow-older",
        action="store_true",
        help="publish though the published site was built from another line of commits",
    )
    parser.add_argument(
        "--allow-removals",
        action="store_true",
        help="take away more than half of the pages, and files that no build made",
    )
    parser.set_defaults(format="text", profile=False)


def _branch(text: str) -> str:
    if not text or text.startswith(("-", "/", ".")) or any(mark in text for mark in " ~^:?*[\\"):
        raise argparse.ArgumentTypeError(f"'{text}' is no name of a branch")
    return text


def _domain(text: str) -> str:
    if address.of_domain(text.encode()) is None:
        raise argparse.ArgumentTypeError(f"'{text}' is no domain such as www.example.org")
    return text.lower()


class PublishedBranch(Struct, frozen=True):
    """The branch as it was fetched: ``tip`` is its commit, empty where there is no such branch."""

    place: str
    tip: str
    files: Mapping[str, BranchFile]
    manifest: Manifest | None
    cname: bytes


def run(options: argparse.Namespace) -> int:
    """Build, compare, and publish if nothing is against it."""
    settings = config.load(options.source).settings
    repository = Repository(options.source)
    branch = _fetched(repository, options)
    _refuse_sources(repository, branch, options)
    base_url, why = _address(repository, branch, settings, options)
    print(f"The site will stand at {base_url} ({why}).", flush=True)
    asked = incremental.Options(options.source, Path(), base_url)
    built = summary.watched(incremental.check, asked, options)
    if built.failed:
        return summary.tell(built, options, "")
    show(built.diagnostics, options.source)
    data = dict(built.files)
    if options.cname:
        data[CNAME] = f"{options.cname}\n".encode()
    kept = _kept(branch, settings)
    new = {path: repository.file(one) for path, one in data.items()}
    files = {**kept, **new}
    found = _compared(repository, branch, files, data)
    _tell(found, branch, base_url, options)
    _refuse_removals(found, branch, files, options)
    if found.is_nothing:
        print(f"Nothing to publish: {branch.place} is this very site.")
    elif options.dry_run:
        print(f"Nothing was pushed to {branch.place} (--dry-run).")
    else:
        there = {file.object for file in branch.files.values()}
        missing = [data[path] for path, file in new.items() if file.object not in there]
        message = options.message or f"Publish the site of commit {repository.head[:12]}"
        commit = repository.commit(files, missing, branch.tip, message)
        repository.push(options.remote, options.branch, commit, branch.tip)
        print(f"Published on {branch.place} as commit {commit[:12]}.")
        if not (options.source / PUBLISHED).exists():
            print(f"Now run explainer agree --numbers, and commit {PUBLISHED}: {KEPT}.")
    return DONE


def _fetched(repository: Repository, options: argparse.Namespace) -> PublishedBranch:
    repository.url(options.remote)
    tip = repository.fetch(options.remote, options.branch)
    files = repository.files(tip) if tip else {}
    named = {path: files[path] for path in (MANIFEST, CNAME) if path in files}
    data = repository.read(named)
    return PublishedBranch(
        f"{options.remote}/{options.branch}",
        tip,
        files,
        manifest.read(data[MANIFEST]) if MANIFEST in data else None,
        data.get(CNAME, b""),
    )


def _refuse_sources(
    repository: Repository, branch: PublishedBranch, options: argparse.Namespace
) -> None:
    """Make sure that what is built is what is to be published.

    Raises:
        DiagnosticError: it is not committed, or older than what is published.
    """
    if options.branch == repository.branch:
        message = f"'{options.branch}' is checked out: it holds the site's sources"
        raise refusal(
            branch.place, message, "name another: --branch gh-pages", code="foreign-branch"
        )
    uncommitted = repository.uncommitted(FOLDERS)
    if uncommitted and not options.allow_dirty:
        message = f"{summary.plural(len(uncommitted), 'file')} not committed: {_some(uncommitted)}"
        hint = "commit first, or publish all the same with --allow-dirty"
        raise refusal(uncommitted[0], message, hint, code="uncommitted")
    before = branch.manifest.commit if branch.manifest else None
    if before and not repository.contains(before) and not options.allow_older:
        at = f"'{repository.branch}'" if repository.branch else "HEAD, which is on no branch,"
        message = f"commit {before[:12]} is published, and {at} does not contain it"
        hint = "git pull first" if repository.branch else "git switch to the newest branch first"
        if repository.is_shallow:
            message += ", as far as this shallow clone tells"
            hint = "git fetch --unshallow first (in a workflow: fetch-depth: 0)"
        hint += ", or go back on purpose with --allow-older"
        raise refusal(branch.place, message, hint, code="older-site")


def _address(
    repository: Repository,
    branch: PublishedBranch,
    settings: SiteSettings,
    options: argparse.Namespace,
) -> tuple[str, str]:
    """Return where the site will stand, and how that is known: the first that says so.

    Raises:
        DiagnosticError: nothing says it.
    """
    host = urlsplit(settings.base_url).hostname or ""
    local = host == "localhost" or host.startswith("127.")
    known = (
        (options.base_url, "--base-url"),
        (address.of_domain((options.cname or "").encode()), "--cname"),
        (address.of_domain(branch.cname), f"the CNAME of {branch.place}"),
        (None if local else settings.base_url, "content/site.yaml"),
        (address.of_remote(repository.url(options.remote)), f"the remote '{options.remote}'"),
    )
    for url, why in known:
        if url:
            return url.rstrip("/") + "/", why
    message = f"the address of the site is not known: '{options.remote}' is no repository of GitHub"
    hint = "give it: --base-url https://example.org/, or --cname example.org"
    raise refusal(options.remote, message, hint, code="no-address")


def _kept(branch: PublishedBranch, settings: SiteSettings) -> dict[str, BranchFile]:
    """Return the files of the branch that stay there: the domain's, and what ``keep`` lists."""
    names = {CNAME, *settings.keep}
    return {path: one for path, one in branch.files.items() if path.partition("/")[0] in names}


def _compared(
    repository: Repository,
    branch: PublishedBranch,
    files: Mapping[str, BranchFile],
    data: Mapping[str, bytes],
) -> Difference:
    def known(files: Mapping[str, BranchFile]) -> dict[str, PublishedFile]:
        return {path: PublishedFile(one.object, one.size) for path, one in files.items()}

    def published(paths: Sequence[str]) -> Mapping[str, bytes]:
        return repository.read({path: branch.files[path] for path in paths})

    def made(paths: Sequence[str]) -> Mapping[str, bytes]:
        return {path: data[path] for path in paths}

    return difference.compare(known(branch.files), known(files), published, made)


def _tell(
    found: Difference, branch: PublishedBranch, base_url: str, options: argparse.Namespace
) -> None:
    """Print what will change, and add it to the summary's file."""
    if not found.is_nothing:
        state = branch.tip[:12] or "a branch that is not there yet"
        print(f"Compared with {branch.place} ({state}):")
        for line in report.lines(found):
            print(line)
    if options.summary:
        report.append(options.summary, report.markdown(found, f"What changes at {base_url}"))


def _refuse_removals(
    found: Difference,
    branch: PublishedBranch,
    files: Mapping[str, BranchFile],
    options: argparse.Namespace,
) -> None:
    """Make sure that nothing goes that nobody means to take away; tell of the pages that do.

    Raises:
        DiagnosticError: files that no build made would go, or more than half of the pages.
    """
    if options.allow_removals:
        return
    ours = branch.manifest.files if branch.manifest else frozenset()
    foreign = sorted(branch.files.keys() - files.keys() - ours)
    if foreign:
        message = f"files would go that no build of this site made: {_some(foreign)}"
        hint = (
            "name another branch, list under 'keep' in content/site.yaml what is to stay, or let "
            "them go with --allow-removals"
        )
        raise refusal(branch.place, message, hint, code="foreign-branch")
    gone = [f"/{page.path.removesuffix('index.html')}" for page in found.removed]
    if len(gone) * 2 > found.pages_before:
        pages = summary.plural(found.pages_before, "page")
        message = f"{len(gone):,} of {pages} would go"
        hint = "if they are to go, say --allow-removals"
        raise refusal(branch.place, message, hint, code="many-removals")
    if gone:
        message = f"nothing stands any more at {_some(gone)}"
        hint = f"add to the page that takes its place: aliases: [{gone[0]}]"
        place = Location(branch.place)
        show([Diagnostic(place, "warning", "lost-address", message, hint)], options.source)


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if names[5:] else "")
