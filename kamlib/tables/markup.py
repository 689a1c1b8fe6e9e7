"""HTML that shows a client's text as it is written: escaped it is already, and here nothing is typeset either.

A notebook sets what stands between two dollar signs as a formula, and a customer may be called "Cash $ Carry $ Sons".
Sentences of the course itself may hold the two marks of Markdown that it needs, `code` and *stress*: `marked` shows them, and
`plain` leaves the marks out where no HTML is read. Used by every result that shows itself in a notebook.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from html import escape
from typing import Any

IGNORED = "mathjax_ignore tex2jax_ignore"
"""The classes that keep a notebook's formula typesetting out of an element."""


_CODE, _STRESS = re.compile(r"`([^`]+)`"), re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")


def marked(text: str) -> str:
    """Return a sentence of the course as HTML: code and stress marked, all else as it is written.

    Not for what a client typed: an asterisk in a name is part of it.

    >>> marked("Count `n * m * 2` of *all*, <b> too: 2 * 3 * 4.")
    'Count <code>n * m * 2</code> of <em>all</em>, &lt;b&gt; too: 2 * 3 * 4.'
    """
    parts = _CODE.split(escape(text))
    return "".join(
        f"<code>{part}</code>" if place % 2 else _STRESS.sub(r"<em>\1</em>", part) for place, part in enumerate(parts)
    )


def plain(text: str) -> str:
    """Return a sentence of the course without its marks, where nothing reads HTML.

    >>> plain("Which share *may* be `None`? 2 * 3 * 4")
    'Which share may be None? 2 * 3 * 4'
    """
    parts = _CODE.split(text)
    return "".join(part if place % 2 else _STRESS.sub(r"\1", part) for place, part in enumerate(parts))


def verbatim(make: Callable[[Any], str]) -> Callable[[Any], str]:
    """Make a `_repr_html_` whose dollar signs stay dollar signs.

    >>> verbatim(lambda result: "<p>$5 or $6</p>")(None)
    '<div class="mathjax_ignore tex2jax_ignore"><p>$5 or $6</p></div>'
    """

    @wraps(make)
    def shown(self: Any) -> str:
        return f'<div class="{IGNORED}">{make(self)}</div>'

    return shown
