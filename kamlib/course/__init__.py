"""What is taught: exercises, checks, predictions, decisions, progress, and the lessons they live in.

The verbs of a lesson are looked up when first asked for, so that `kam doctor` runs where a package they need is missing.
"""

from importlib import import_module
from typing import Any

from kamlib.course.bridge import bridge
from kamlib.course.glossary import glossary

__all__ = ["bridge", "glossary"]
_VERBS = ("begin", "check", "code_of", "hint", "may_say", "play", "predict", "progress", "set_aside", "solution")


def __getattr__(name: str) -> Any:
    """Return a verb of the lesson's session."""
    if name not in _VERBS:
        raise AttributeError(f"kamlib.course has no {name!r}; it has {', '.join(__dir__())}.")
    return getattr(import_module("kamlib.course.session"), name)


def __dir__() -> list[str]:
    return sorted((*_VERBS, *__all__))
