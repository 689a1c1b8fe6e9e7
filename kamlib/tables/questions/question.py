"""What a question to a file is: the columns it needs, what may stand in for them, and what to ask the client for."""

from __future__ import annotations

from dataclasses import dataclass

Need = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Question:
    """A lesson's question: the columns it needs, what may stand in for them, and what to ask the client for.

    `years` is how many years of orders it needs, to compare one with the next; `asks` are the kinds of items of a questionnaire
    that must have been answered, `proxy_asks` those that the proxy makes do with. `closer` is a proxy that comes nearer than
    `proxy`, and is tried first.
    """

    text: str
    needs: tuple[Need, ...]
    proxy: tuple[Need, ...] = ()
    proxy_means: str = ""
    ask_for: str = ""
    years: int = 0
    asks: tuple[str, ...] = ()
    proxy_asks: tuple[str, ...] = ()
    closer: tuple[Need, ...] = ()
    closer_means: str = ""


ORDERS: Need = ("orders", ())
MARGIN: Need = ("orders", ("margin",))
MINUTES: Need = ("activities", ("minutes",))
DROPS: Need = ("deliveries", ("minutes",))
