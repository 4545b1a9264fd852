"""A run down the corridor by several processes: as many as there is work for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SIZES = """
import sys
from generator import cli
from generator.build import processes
real = processes.crew
def crew(size, work):
    print("crew of", size, file=sys.stderr)
    return real(size, work)
processes.crew = crew
sys.exit(cli.main(["build", "--source", sys.argv[1], "--jobs", "3"]))
"""


def test_a_few_new_pages_do_not_hold_up_the_rendering_of_all(tides: Path) -> None:
    def crews() -> list[str]:
        # A process of its own: one in which charts were drawn is not copied.
        command = [sys.executable, "-c", SIZES, str(tides)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return [line for line in done.stderr.splitlines() if line.startswith("crew")]

    assert crews() == ["crew of 3"]
    for name in ("about", "more"):
        (tides / f"content/en/{name}.md").write_text("---\ntitle: A\n---\nEdited.\n")
    template = tides / "templates/base.html"
    template.write_text(template.read_text() + "<!-- edited -->")
    assert crews() == ["crew of 1", "crew of 3"], "two pages parsed by one, all rendered by three"
