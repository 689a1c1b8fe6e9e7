"""Where commands of the course print: names of any script, also on a console that knows few letters."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from rich.console import Console


def console() -> Console:
    """Return a console on the standard output that writes ? for a letter it does not have, and reads no markup."""
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")
    return Console(markup=False, highlight=False, emoji=False)
