"""What a picture says in words, and the table it was drawn from, kept with the picture.

A picture must be heard as well as seen (W3C, WCAG 2.2, criterion 1.1.1): `show` refuses one that was never described.
Used by the pictures of every lesson.
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import pandas as pd
from matplotlib.axes import Axes


@dataclass(frozen=True)
class Description:
    """What a picture says in words, and the table it was drawn from."""

    alt: str
    table: pd.DataFrame | None


_DESCRIPTIONS: WeakKeyDictionary[Axes, Description] = WeakKeyDictionary()


def describe(ax: Axes, alt: str, table: pd.DataFrame | None = None) -> Axes:
    """Attach to `ax` what it says (one or two sentences with the numbers) and the table behind it; return `ax`.

    Raises ValueError when `alt` is empty.

    >>> from kamlib.figures.house import axes
    >>> alt_text(describe(axes(), "Three accounts bring half of €100."))
    'Three accounts bring half of €100.'
    """
    sentence = " ".join(alt.split())
    if not sentence:
        raise ValueError("A picture needs its description: give one or two sentences with the numbers it shows.")
    _DESCRIPTIONS[ax] = Description(sentence, None if table is None else table.copy())
    return ax


def alt_text(ax: Axes) -> str:
    """Return what `describe` attached to `ax`; raise ValueError when nothing was attached."""
    return _description(ax).alt


def table_behind(ax: Axes) -> pd.DataFrame | None:
    """Return a copy of the table `describe` attached to `ax`, or None."""
    table = _description(ax).table
    return None if table is None else table.copy()


def _description(ax: Axes) -> Description:
    if ax not in _DESCRIPTIONS:
        raise ValueError("This picture has no description yet: call describe(ax, alt) before it is shown.")
    return _DESCRIPTIONS[ax]
