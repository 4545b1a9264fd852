"""The day on which a site is checked."""

from __future__ import annotations

import datetime
import os


def today() -> datetime.date:
    """Return the day of this run; SOURCE_DATE_EPOCH, in seconds, sets another."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    return datetime.datetime.now(tz=datetime.UTC).date()
