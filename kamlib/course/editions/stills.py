"""In a kernel that runs a lesson for its slides, a widget shows its first picture instead of asking for a browser.

A slide has no kernel behind it, and a widget without one is a blank. Used for the slides of every lesson.
"""

from __future__ import annotations

import base64
from html import escape
from typing import Any


def freeze_widgets() -> None:
    """Let this kernel display every widget as a picture with its words, or in its words alone."""
    from IPython.core.getipython import get_ipython
    from ipywidgets import Widget

    shell = get_ipython()
    if shell is None or shell.display_formatter is None:
        raise RuntimeError("Widgets are frozen in a notebook's kernel only.")
    shell.display_formatter.mimebundle_formatter.for_type(Widget, still)


def still(widget: Any, **_: Any) -> dict[str, str]:
    """Return what a widget shows first, as a notebook output.

    An explorer gives its picture; a prediction its question, and not the answer; any other widget its words.
    """
    from kamlib.widgets.live import Explorer, LivePicture
    from kamlib.widgets.predict import Prediction

    words = str(widget)
    if isinstance(widget, Explorer):
        source = f"data:{LivePicture.type};base64,{base64.b64encode(widget.image()).decode()}"
        words = widget.text()
        title = f"{widget.title} Move it in the lesson."
        html = f'<figure><img alt="{escape(words)}" title="{escape(title)}" src="{source}"></figure>'
    elif isinstance(widget, Prediction):
        html = f"<h3>{escape(widget.question)}</h3><p>Write your guess down before anybody runs the next cell.</p>"
    else:
        html = "".join(f"<p>{escape(line)}</p>" for line in words.splitlines() if line.strip())
    return {"text/html": html, "text/plain": words}
