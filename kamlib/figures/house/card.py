"""A picture in a notebook: the image with its words, the table behind it, and both to save.

The card is plain HTML with its styles inline, so it stays readable in a saved notebook, in slides and in a report, and
stands deliberately light on a dark page. Used by every lesson.
"""

import base64
import html
import re

import pandas as pd
from matplotlib.axes import Axes

from kamlib.figures.house.description import alt_text, table_behind
from kamlib.figures.house.drawing import picture
from kamlib.figures.house.table import csv_bytes, html_table, table_card
from kamlib.tables.markup import IGNORED

_CARD = (
    "margin:8px 0;padding:12px 14px;max-width:{width}px;box-sizing:content-box;background:#ffffff;color:#1f2933;"
    "border:1px solid #d9dee4;border-radius:8px;color-scheme:light"
)
_LINK = "color:#005a8c;margin-right:16px"


def show(what: Axes | pd.DataFrame) -> None:
    """Display a table with a link to save it, or the picture that axes stand on, with words, table and links.

    Where no front end runs, a picture's words or the table are printed. Raises ValueError when the picture was never
    described.
    """
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.display import display

    words = str(what) if isinstance(what, pd.DataFrame) else alt_text(what)
    if InteractiveShell.initialized():
        seen = table_card(what) if isinstance(what, pd.DataFrame) else card(what)
        display({"text/html": seen, "text/plain": words}, raw=True)
    else:
        print(words)


def card(ax: Axes) -> str:
    """Return the HTML that `show` displays of a picture.

    >>> from kamlib.figures.house import axes, describe
    >>> '<img alt="One &lt;account&gt;."' in card(describe(axes(), "One <account>."))
    True
    """
    alt, table = alt_text(ax), table_behind(ax)
    image, complete = picture(ax)
    width = round(ax.get_figure(root=True).get_figwidth() * 100)  # type: ignore[union-attr]
    source = "data:image/png;base64," + base64.b64encode(image).decode()
    title = ax.get_title(loc="left") or ax.get_title()
    name = _file_name(title or alt)
    links = [f'<a style="{_LINK}" download="{name}.png" href="{source}">Save picture for slides (PNG)</a>']
    behind = ""
    if table is not None:
        data = "data:text/csv;charset=utf-8;base64," + base64.b64encode(csv_bytes(table)).decode()
        links.append(f'<a style="{_LINK}" download="{name}.csv" href="{data}">Save table for a spreadsheet (CSV)</a>')
        behind = f'<details style="margin-top:6px"><summary>The table behind it</summary>{html_table(table, title)}</details>'
    note = "" if complete else "<p>Some letters are in no font of this machine: the words and the table hold them.</p>"
    return (
        f'<figure class="{IGNORED}" style="{_CARD.format(width=width)}">'
        f'<img alt="{html.escape(alt)}" src="{source}" style="width:{width}px;max-width:100%;height:auto">'
        f'<figcaption style="font-size:13px">{note}{"".join(links)}{behind}</figcaption></figure>'
    )


def _file_name(title: str) -> str:
    words = re.findall(r"\w+", title.lower())
    return html.escape("_".join(words)[:60].strip("_")) or "picture"
