"""HTML that shows a client's text as it is written: escaped it is already, and here nothing is typeset either.

A notebook sets what stands between two dollar signs as a formula, and a customer may be called "Cash $ Carry $ Sons".
Used by every result that shows itself in a notebook.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

IGNORED = "mathjax_ignore tex2jax_ignore"
"""The classes that keep a notebook's formula typesetting out of an element."""


def verbatim(make: Callable[[Any], str]) -> Callable[[Any], str]:
    """Make a `_repr_html_` whose dollar signs stay dollar signs.

    >>> verbatim(lambda result: "<p>$5 or $6</p>")(None)
    '<div class="mathjax_ignore tex2jax_ignore"><p>$5 or $6</p></div>'
    """

    @wraps(make)
    def shown(self: Any) -> str:
        return f'<div class="{IGNORED}">{make(self)}</div>'

    return shown
