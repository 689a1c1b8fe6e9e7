"""One check of a machine: what was looked at, how it is, and what to do where it is not fine."""

from __future__ import annotations

from dataclasses import dataclass

FINE, LOOK, MEND = "fine", "look at this", "must be mended"


@dataclass(frozen=True)
class Check:
    """What was looked at, one of the three states, and what was found and is to be done, in a sentence or two."""

    name: str
    state: str
    said: str


def fine(name: str, said: str) -> Check:
    """Return a check that found nothing."""
    return Check(name, FINE, said)


def look(name: str, said: str) -> Check:
    """Return a check that found what may disturb a class but stops nobody."""
    return Check(name, LOOK, said)


def mend(name: str, said: str) -> Check:
    """Return a check that found what stops the lessons."""
    return Check(name, MEND, said)
