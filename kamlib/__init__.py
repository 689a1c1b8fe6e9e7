"""The numbers of customer and key-account management, and the course that teaches them.

`kamlib.load()` opens a company; `kamlib.methods` computes, `kamlib.figures` draws, `kamlib.widgets` moves,
`kamlib.course` teaches. Everything heavy is imported where it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kamlib.tables.company import load as load

__version__ = "0.1.0"
__all__ = ["load"]


def __getattr__(name: str) -> Any:
    if name == "load":
        from kamlib.tables.company import load

        return load
    raise AttributeError(f"module 'kamlib' has no attribute {name!r}")
