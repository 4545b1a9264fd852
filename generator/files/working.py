"""The last resort: an exception that nobody thought of is told with the file it happened at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from generator.diagnostics import Code, Diagnostic, DiagnosticError, Location, first_line

CODES = (
    Code(
        "internal",
        means="The program failed at a file, in a way that nobody thought of: the fault is ours.",
        mend=(
            "Please report it, with the file that is named and what is printed when you add "
            "`--traceback`."
        ),
    ),
)


class Tracebacks:
    """Whether exceptions that nobody thought of are left to Python, for ``--traceback``."""

    wanted = False


@contextmanager
def working_on(file: str) -> Iterator[None]:
    """Turn an exception that nobody thought of into a fault at the file that is being worked on.

    Raises:
        DiagnosticError: in its place, unless ``Tracebacks.wanted``.
    """
    try:
        yield
    except (DiagnosticError, BrokenPipeError):
        raise
    except Exception as error:
        if Tracebacks.wanted:
            raise
        raise DiagnosticError(internal(file, error)) from error


def internal(file: str, error: Exception) -> Diagnostic:
    """Return the fault of this program at a file."""
    message = f"this program failed here: {type(error).__name__}: {first_line(error)}"
    hint = "please report it, with what --traceback prints"
    return Diagnostic(Location(file), "error", "internal", message, hint)
