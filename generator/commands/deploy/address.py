"""Where a site will stand, from where its remote is: GitHub's rules for Pages."""

from __future__ import annotations

import re

# https://github.com/OWNER/NAME.git, git@github.com:OWNER/NAME, ssh://git@ssh.github.com:443/…
GITHUB = re.compile(
    r"(?:(?:https?|git|ssh|git\+ssh)://(?:[^@/]*@)?(?:(?:www|ssh)\.)?github\.com(?::\d+)?/"
    r"|(?:[^@/:]+@)?(?:ssh\.)?github\.com:/?)"
    r"(?P<owner>[A-Za-z0-9-]+)/(?P<name>[A-Za-z0-9._-]+?)(?:\.git)?/?",
    re.IGNORECASE,
)
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
DOMAIN = re.compile(rf"(?:{LABEL}\.)+{LABEL}", re.IGNORECASE)


def of_remote(url: str) -> str | None:
    """Return the address at which GitHub publishes a repository; None if it is elsewhere.

    A repository that is named as its owner's domain stands at ``https://owner.github.io/``, any
    other below it: ``https://owner.github.io/name/``.
    """
    match = GITHUB.fullmatch(url)
    if match is None:
        return None
    host = f"{match['owner'].lower()}.github.io"
    below = "" if match["name"].lower() == host else f"{match['name']}/"
    return f"https://{host}/{below}"


def of_domain(cname: bytes) -> str | None:
    """Return the address of the domain that a ``CNAME`` file names; None if it names none."""
    domain = cname.decode("utf-8", "replace").strip()
    return f"https://{domain.lower()}/" if DOMAIN.fullmatch(domain) else None
