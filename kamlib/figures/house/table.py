"""A table in a notebook as people read it: amounts grouped, dates as dates, names escaped, the whole of it to save.

`table_card` follows the page, light or dark; the table behind a picture stands on the picture's light card. What is
saved is guarded, so that no name a client typed becomes a formula. Used by every lesson.
"""

import base64
import html
from collections.abc import Callable
from typing import Any

import pandas as pd

from kamlib.figures.house.amounts import percent
from kamlib.tables.markup import IGNORED
from kamlib.tables.spreadsheet import guarded

CARD_ROWS, SAVED_ROWS, BEHIND_ROWS = 60, 20_000, 200
P_VALUES = ("p", "p_adjusted")
"""Columns that hold the chance of a difference where there is none."""
LIGHT = "color:#1f2933;background:#ffffff;border-color:#d9dee4"
_PAGE = (
    "color:var(--jp-content-font-color1,var(--vscode-foreground,#1f2933));"
    "background:var(--jp-layout-color1,var(--vscode-editor-background,#ffffff));"
    "border-color:var(--jp-border-color2,#8a94a0)"
)
_PAGE_LINK = "color:var(--jp-content-link-color,var(--vscode-textLink-foreground,#005a8c))"
_CELL = "padding:3px 10px;border:solid;border-width:0 0 1px;vertical-align:top;max-width:none;"


def table_card(frame: pd.DataFrame) -> str:
    """Return the HTML of a table as lessons show it: the first `CARD_ROWS` rows to scroll, and a link that saves it.

    The index is kept. The link holds at most `SAVED_ROWS` rows, and says so where that is not all.

    >>> frame = pd.DataFrame({"revenue": [1234.5]}, index=pd.Index(["<A1>"], name="account_id"))
    >>> "1,234.50" in table_card(frame), "&lt;A1&gt;" in table_card(frame), "Save table (CSV)" in table_card(frame)
    (True, True, True)
    """
    saved = base64.b64encode(csv_bytes(frame.head(SAVED_ROWS))).decode()
    said = f"{len(frame):,} {'row' if len(frame) == 1 else 'rows'}, {frame.shape[1]:,} columns"
    if len(frame) > CARD_ROWS:
        said = f"The first {CARD_ROWS} of {said}"
    shown = _table(frame, _PAGE, CARD_ROWS, _label(said, frame), bare_index=True)
    part = f": the first {SAVED_ROWS:,} rows" if len(frame) > SAVED_ROWS else ""
    return (
        f'<div class="{IGNORED}" style="margin:4px 0;max-width:100%;{_PAGE}">{shown}'
        f'<p style="margin:4px 0;font-size:13px"><span>{said}</span> · <a style="{_PAGE_LINK}" download="table.csv" '
        f'href="data:text/csv;charset=utf-8;base64,{saved}">Save table (CSV){part}</a></p></div>'
    )


def html_table(table: pd.DataFrame, title: str = "") -> str:
    """Return the table behind a picture as HTML of at most `BEHIND_ROWS` rows, on the picture's light ground.

    Who hears the page hears it named by the picture's `title`.
    """
    rest = (
        "" if len(table) <= BEHIND_ROWS else f"<p>The first {BEHIND_ROWS} of {len(table):,} rows; the CSV has all.</p>"
    )
    label = f"The table behind the picture: {title}" if title else _label("The table behind the picture", table)
    return _table(table, LIGHT, BEHIND_ROWS, label, bare_index=False) + rest


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
    frame, _ = _flat(table, bare_index=False)
    frame.columns = pd.Index([guarded(str(column)) for column in frame.columns], dtype=object)
    safe = frame.apply(lambda column: column if pd.api.types.is_numeric_dtype(column) else column.map(_safe))
    return str(safe.to_csv(index=False, lineterminator="\r\n")).encode("utf-8-sig")


def _safe(value: Any) -> Any:
    return guarded(value) if isinstance(value, str) else value


def _label(what: str, frame: pd.DataFrame) -> str:
    """Return what a table is called where it is heard: how large it is, and its first columns.

    >>> _label("2 rows", pd.DataFrame({"a": [1, 2], "b": 0, "c": 0, "d": 0, "e": 0}))
    '2 rows: a, b, c, d and others'
    """
    names = [_joined(name) for name in frame.columns[:4]]
    more = " and others" if frame.shape[1] > 4 else ""
    return f"{what}: {', '.join(names)}{more}" if names else what


def _table(table: pd.DataFrame, colours: str, most: int, label: str, *, bare_index: bool) -> str:
    frame, levels = _flat(table, bare_index=bare_index)
    kinds = [pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind) for kind in frame.dtypes]
    styles = [f"{_CELL}{colours};text-align:{'right' if number else 'left'}" for number in kinds]
    # A year is a name, not an amount: nobody writes 2,024.
    writes = [_writer(str(name).lower(), frame.iloc[:, place]) for place, name in enumerate(frame.columns)]
    heads = "".join(
        f'<th scope="col" style="{style};position:sticky;top:0">{_escape(name)}</th>'
        for style, name in zip(styles, frame.columns, strict=True)
    )
    rows = []
    for row in frame.head(most).itertuples(index=False, name=None):
        cells = [
            f'<th scope="row" style="{style};font-weight:normal">{_escape(write(value))}</th>'
            if place < levels
            else f'<td style="{style}">{_escape(write(value))}</td>'
            for place, (value, style, write) in enumerate(zip(row, styles, writes, strict=True))
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<div tabindex="0" role="region" aria-label="{_escape(label)}" style="max-height:380px;overflow:auto">'
        f'<table aria-label="{_escape(label)}" style="border-collapse:separate;border-spacing:0;margin:0">'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _writer(name: str, values: pd.Series) -> Callable[[Any], str]:
    """Return how the values of a column are written, by what its name says they are; whole where all of them are.

    >>> numbers = pd.Series([0.256, 2024.0])
    >>> _writer("revenue_share", numbers)(0.256), _writer("year", numbers)(2024), _writer("revenue", numbers)(2024.0)
    ('25.6%', '2024', '2,024.00')
    >>> _writer("answers", pd.Series([219.0, None]))(219.0)
    '219'
    """
    if name.endswith("year"):
        return str
    if name in P_VALUES:
        return p_value
    if name.endswith(("share", "coverage", "completeness")):
        return _share
    if pd.api.types.is_float_dtype(values) and (values.dropna() % 1 == 0).all():
        return _whole
    return cell


def p_value(value: Any) -> str:
    """Write a p value: never as none, for chance always may.

    >>> p_value(0.0312), p_value(2e-9), p_value(None)
    ('0.031', '< 0.001', '')
    """
    if pd.isna(value):
        return ""
    return f"{value:.3f}" if value >= 0.001 else "< 0.001"


def _whole(value: Any) -> str:
    return "" if pd.isna(value) else f"{value:,.0f}"


def _share(value: Any) -> str:
    number = pd.api.types.is_float(value) and not pd.isna(value)
    return percent(value, 1) if number else cell(value)


def _flat(table: pd.DataFrame, *, bare_index: bool) -> tuple[pd.DataFrame, int]:
    """Return `table` with its index as its first columns, and how many those are.

    An index that only numbers the rows says nothing, and is kept with `bare_index` alone.
    """
    frame = table.reset_index(drop=True)
    names = [_joined(name) for name in frame.columns]
    index = table.index
    bare = isinstance(index, pd.RangeIndex) and index.name is None and (index.start, index.step) == (0, 1)
    if bare and not bare_index:
        frame.columns = pd.Index(names, dtype=object)
        return frame, 0
    named = ["" if name is None and bare_index else "index" if name is None else _joined(name) for name in index.names]
    levels = pd.DataFrame({place: index.get_level_values(place) for place in range(index.nlevels)}, frame.index)
    whole = pd.concat([levels, frame], axis=1)
    whole.columns = pd.Index([*named, *names], dtype=object)
    return whole, index.nlevels


def _joined(name: Any) -> str:
    """Return a column's name in one piece; those of several levels are joined.

    >>> _joined(("revenue", "sum")), _joined("margin"), _joined(("region", ""))
    ('revenue · sum', 'margin', 'region')
    """
    return " · ".join(str(part) for part in name if str(part)) if isinstance(name, tuple) else str(name)


def _escape(text: Any) -> str:
    return html.escape(str(text))
