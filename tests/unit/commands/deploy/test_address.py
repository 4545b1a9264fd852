"""Where a site stands, by the address of its remote."""

from __future__ import annotations

import pytest

from generator.commands.deploy import address


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/Owner/tides",
        "https://github.com/Owner/tides.git",
        "https://github.com/Owner/tides/",
        "https://name:token@github.com/Owner/tides.git",
        "http://www.github.com/Owner/tides.git",
        "git://github.com/Owner/tides.git",
        "git@github.com:Owner/tides.git",
        "git@github.com:/Owner/tides.git",
        "github.com:Owner/tides",
        "ssh://git@github.com/Owner/tides.git",
        "ssh://git@ssh.github.com:443/Owner/tides.git",
    ],
)
def test_a_project_stands_below_its_owner(url: str) -> None:
    assert address.of_remote(url) == "https://owner.github.io/tides/"


@pytest.mark.parametrize(
    "url",
    ["https://github.com/Owner/owner.github.io.git", "git@github.com:Owner/Owner.GitHub.io"],
)
def test_an_owners_own_site_stands_at_the_root(url: str) -> None:
    assert address.of_remote(url) == "https://owner.github.io/"


def test_names_keep_dots_and_capitals() -> None:
    assert address.of_remote("git@github.com:o/My.Site.git") == "https://o.github.io/My.Site/"


@pytest.mark.parametrize(
    "url",
    [
        "https://gitlab.com/owner/tides.git",
        "https://github.com.example.org/owner/tides.git",
        "https://example.org/github.com/owner/tides.git",
        "git@example.org:owner/tides.git",
        "git@work:owner/tides.git",
        "https://github.com/owner",
        "https://gist.github.com/owner/1234",
        "/srv/git/tides.git",
    ],
)
def test_elsewhere_nothing_is_known(url: str) -> None:
    assert address.of_remote(url) is None


def test_a_domain_stands_at_its_root() -> None:
    assert address.of_domain(b"Tides.Example.org\n") == "https://tides.example.org/"


@pytest.mark.parametrize(
    "text", [b"", b"\n", b"localhost", b"https://example.org", b"a b.org", b"-a.org", b"\xff.org"]
)
def test_what_is_no_domain_is_none(text: bytes) -> None:
    assert address.of_domain(text) is None
