"""Next month's file against the last: rows, money, period, accounts come and gone, and history that changed.

A file that rewrites closed months is the commonest reason why last quarter's figures cannot be found again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamlib.tables.intake.intake import Intake
from kamlib.tables.intake.ledger import shown

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

_LISTED = 5


@dataclass(frozen=True)
class Comparison:
    """What differs between two intakes of one client.

    `rows`, `money` and `period` hold (old, new); `changed_orders` has a row an order of the shared period whose lines
    or revenue differ (missing on one side: not there); `mapping` names the settings that are no longer the same.
    """

    currency: str
    rows: tuple[int, int]
    money: tuple[Decimal, Decimal]
    period: tuple[str, str]
    new_accounts: tuple[str, ...]
    gone_accounts: tuple[str, ...]
    changed_orders: pd.DataFrame = field(repr=False)
    mapping: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """Return what differs, a sentence each."""
        old, new = self.money
        lines = [
            f"Rows used: {self.rows[0]:,} before, {self.rows[1]:,} now.",
            f"Revenue used: {shown(old, self.currency)} before, {shown(new, self.currency)} now.",
            f"Period: {self.period[0]} before, {self.period[1]} now.",
            f"Accounts new: {_listed(self.new_accounts)}.",
            f"Accounts gone: {_listed(self.gone_accounts)}.",
        ]
        changed = self.changed_orders
        if len(changed):
            ids = tuple(str(value) for value in changed["order_id"])
            lines.append(f"Orders of the shared period with other figures than before: {_listed(ids)}.")
        else:
            lines.append("No order of the shared period has other figures than before.")
        same = "The mapping is the same." if not self.mapping else f"The mapping differs in {', '.join(self.mapping)}."
        return [*lines, same]

    def in_words(self) -> str:
        """Return the comparison as plain text."""
        return "\n".join(["Against the last intake:", *(f"  {line}" for line in self.sentences())])

    def _repr_html_(self) -> str:
        return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in self.sentences())}</ul>"


def compare(new: Intake, old: Intake) -> Comparison:
    """Return what differs between the orders of two intakes.

    Raises ValueError when one of them has no orders or their currencies differ.
    """
    from kamlib.tables.intake.raw import open_reader

    for taken in (new, old):
        if "orders" not in taken.paths:
            raise ValueError(f"{taken.name} has no orders that could be compared.")
    if new.currency != old.currency:
        raise ValueError(f"{old.currency} cannot be compared with {new.currency}: the two intakes differ in currency.")
    with open_reader() as connection:
        for name, taken in (("new", new), ("old", old)):
            connection.execute(f"CREATE TEMP TABLE {name}_orders AS {_ORDERS}", {"file": str(taken.paths["orders"])})
        return Comparison(
            currency=new.currency,
            rows=(old.ledger.rows_used, new.ledger.rows_used),
            money=(old.ledger.money_used, new.ledger.money_used),
            period=(_period(connection, old.paths["orders"]), _period(connection, new.paths["orders"])),
            new_accounts=_only_in(connection, "new_orders", "old_orders"),
            gone_accounts=_only_in(connection, "old_orders", "new_orders"),
            changed_orders=connection.execute(_CHANGED).df(),
            mapping=_differences(old.mapping, new.mapping),
        )


_ORDERS = """
SELECT account_id, order_id, min(CAST(ordered_at AS DATE)) AS day, count(*) AS lines,
       sum(CAST(revenue AS DECIMAL(38, 6))) AS revenue
FROM read_parquet($file) GROUP BY account_id, order_id
"""

_CHANGED = """
WITH shared AS (
    SELECT greatest((SELECT min(day) FROM old_orders), (SELECT min(day) FROM new_orders)) AS first,
           least((SELECT max(day) FROM old_orders), (SELECT max(day) FROM new_orders)) AS last
)
SELECT order_id, account_id, o.day AS day_before, n.day AS day_now, o.lines AS lines_before, n.lines AS lines_now,
       CAST(o.revenue AS DOUBLE) AS revenue_before, CAST(n.revenue AS DOUBLE) AS revenue_now
FROM old_orders o FULL JOIN new_orders n USING (account_id, order_id), shared
WHERE coalesce(o.day, n.day) BETWEEN shared.first AND shared.last
  AND (o.day, o.lines, o.revenue) IS DISTINCT FROM (n.day, n.lines, n.revenue)
ORDER BY order_id, account_id
"""


def _period(connection: duckdb.DuckDBPyConnection, file: Path) -> str:
    first, last = connection.execute(
        "SELECT min(ordered_at), max(ordered_at) FROM read_parquet(?)", [str(file)]
    ).fetchone() or (None, None)
    return f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"


def _only_in(connection: duckdb.DuckDBPyConnection, here: str, there: str) -> tuple[str, ...]:
    found = connection.execute(
        f"SELECT DISTINCT account_id FROM {here} ANTI JOIN {there} USING (account_id) ORDER BY account_id"
    ).fetchall()
    return tuple(row[0] for row in found)


def _differences(old: Any, new: Any, place: str = "") -> tuple[str, ...]:
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [key for key in {**old, **new} if key != "file"]  # each month's file has a name of its own
        inside = (_differences(old.get(key), new.get(key), f"{place}.{key}".lstrip(".")) for key in keys)
        return tuple(difference for part in inside for difference in part)
    if place == "sources" and isinstance(old, list) and isinstance(new, list):
        tables = [{source["table"]: source for source in side} for side in (old, new)]
        return _differences(tables[0], tables[1])
    return () if old == new else (place,)


def _listed(names: tuple[str, ...]) -> str:
    if not names:
        return "none"
    more = f" and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
    return f"{len(names):,} ({', '.join(names[:_LISTED])}{more})"
