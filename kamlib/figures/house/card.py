"""A picture in a notebook: the image with its words, the table behind it, and both to save.

The card is plain HTML with its styles inline, so it stays readable in a saved notebook, in slides and in a report, and
stands deliberately light on a dark page. Used by every lesson.
"""

import base64
import html
import re
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from kamlib.figures.house.description import alt_text, table_behind
from kamlib.figures.house.drawing import picture
from kamlib.tables.spreadsheet import guarded

SHOWN_ROWS = 200
_CARD = (
    "margin:8px 0;padding:12px 14px;max-width:{width}px;box-sizing:content-box;background:#ffffff;color:#1f2933;"
    "border:1px solid #d9dee4;border-radius:8px;color-scheme:light"
)
_LINK = "color:#005a8c;margin-right:16px"
_CELL = "padding:3px 10px;border-bottom:1px solid #d9dee4;color:#1f2933;background:#ffffff;text-align:"


def show(ax: Axes) -> None:
    """Display the picture `ax` stands on, with its alternative text, the table behind it, and links to save both.

    Where no front end runs, the words are printed. Raises ValueError when the picture was never described.
    """
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.display import display

    alt = alt_text(ax)
    if InteractiveShell.initialized():
        display({"text/html": card(ax), "text/plain": alt}, raw=True)
    else:
        print(alt)


def card(ax: Axes) -> str:
    """Return the HTML that `show` displays.

    >>> from kamlib.figures.house import axes, describe
    >>> '<img alt="One &lt;account&gt;."' in card(describe(axes(), "One <account>."))
    True
    """
    alt, table = alt_text(ax), table_behind(ax)
    image, complete = picture(ax)
    width = round(ax.get_figure(root=True).get_figwidth() * 100)  # type: ignore[union-attr]
    source = "data:image/png;base64," + base64.b64encode(image).decode()
    name = _file_name(ax.get_title(loc="left") or ax.get_title() or alt)
    links = [f'<a style="{_LINK}" download="{name}.png" href="{source}">Save picture for slides (PNG)</a>']
    behind = ""
    if table is not None:
        data = "data:text/csv;charset=utf-8;base64," + base64.b64encode(csv_bytes(table)).decode()
        links.append(f'<a style="{_LINK}" download="{name}.csv" href="{data}">Save table for a spreadsheet (CSV)</a>')
        behind = f'<details style="margin-top:6px"><summary>The table behind it</summary>{html_table(table)}</details>'
    note = "" if complete else "<p>Some letters are in no font of this machine: the words and the table hold them.</p>"
    return (
        f'<figure style="{_CARD.format(width=width)}">'
        f'<img alt="{html.escape(alt)}" src="{source}" style="width:{width}px;max-width:100%;height:auto">'
        f'<figcaption style="font-size:13px">{note}{"".join(links)}{behind}</figcaption></figure>'
    )


def html_table(table: pd.DataFrame) -> str:
    """Return `table` as an HTML table of at most `SHOWN_ROWS` rows: escaped, amounts grouped, dates as dates."""
    frame = _with_index(table)
    right = [pd.api.types.is_numeric_dtype(kind) for kind in frame.dtypes]
    heads = "".join(f'<th scope="col" style="{_align(r)}">{_escape(c)}</th>' for c, r in zip(frame, right, strict=True))
    rows = "".join(
        "<tr>"
        + "".join(f'<td style="{_align(r)}">{_escape(cell(v))}</td>' for v, r in zip(row, right, strict=True))
        + "</tr>"
        for row in frame.head(SHOWN_ROWS).itertuples(index=False, name=None)
    )
    rest = "" if len(frame) <= SHOWN_ROWS else f"<p>The first {SHOWN_ROWS} of {len(frame):,} rows; the CSV has all.</p>"
    return (
        '<div tabindex="0" style="max-height:320px;overflow:auto"><table style="border-collapse:collapse">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{rest}"
    )


def cell(value: Any) -> str:
    """Write one value of a table for reading.

    >>> cell(1234.5), cell(1234), cell(pd.Timestamp("2024-05-01")), cell(None), cell(0.25)
    ('1,234.50', '1,234', '2024-05-01', '', '0.25')
    """
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if value == value.normalize() else f"{value:%Y-%m-%d %H:%M}"
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if pd.api.types.is_integer(value):
        return f"{value:,}"
    if pd.api.types.is_float(value):
        number = float(value)
        return f"{number:,.2f}" if abs(number) >= 0.1 or number == 0 else f"{number:.3g}"
    return str(value)


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return `table` as CSV for a spreadsheet: UTF-8 with its mark, no cell a formula.

    >>> csv_bytes(pd.DataFrame({"account": ["=1+1", "Larkfield"]})).decode("utf-8-sig").split()
    ['account', "'=1+1", 'Larkfield']
    """
    frame = _with_index(table)
    frame.columns = pd.Index([guarded(str(column)) for column in frame.columns])
    safe = frame.apply(lambda column: column if pd.api.types.is_numeric_dtype(column) else column.map(_safe))
    return str(safe.to_csv(index=False, lineterminator="\r\n")).encode("utf-8-sig")


def _safe(value: Any) -> Any:
    return guarded(value) if isinstance(value, str) else value


def _with_index(table: pd.DataFrame) -> pd.DataFrame:
    """Return a copy whose index, where it says something, has become columns."""
    return table.copy() if isinstance(table.index, pd.RangeIndex) and not table.index.name else table.reset_index()


def _align(right: bool) -> str:
    return _CELL + ("right" if right else "left")


def _escape(text: Any) -> str:
    return html.escape(str(text))


def _file_name(title: str) -> str:
    words = re.findall(r"\w+", title.lower())
    return html.escape("_".join(words)[:60].strip("_")) or "picture"
