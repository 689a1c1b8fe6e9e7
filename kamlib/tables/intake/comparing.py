"""Next month's file against the last: data, customers come, gone and back, history that changed, and definition.

A file that rewrites closed months is the commonest reason why last quarter's figures cannot be found again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamlib.tables.intake.intake import Intake, earlier
from kamlib.tables.intake.ledger import USED, shown
from kamlib.tables.markup import verbatim

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

_LISTED = 5


STATES = ("new", "back", "stayed", "gone")


@dataclass(frozen=True)
class Comparison:
    """What differs between two intakes of one client.

    `rows`, `rows_set_aside`, `money`, `money_set_aside` and `period` hold (old, new). `customers` is indexed by state:
    new (in no intake that is kept), back (not in the last, but in an earlier one), stayed, gone; columns customers,
    revenue_before, revenue_now, which add up to `money`. `new_accounts`, `back_accounts` and `gone_accounts` name them.
    `changed_orders` has a row an order of the shared period whose lines or revenue differ (missing on one side: not
    there). `reasons` has a row a reason for which other numbers of rows were set aside than before. `mapping` names the
    settings that are no longer the same, `definition` says each with its value before and now. `orders_before_file`
    counts the old orders of the 365 days before the new as-of date that are older than all of the new file.
    """

    currency: str
    rows: tuple[int, int]
    money: tuple[Decimal, Decimal]
    period: tuple[str, str]
    new_accounts: tuple[str, ...]
    gone_accounts: tuple[str, ...]
    changed_orders: pd.DataFrame = field(repr=False)
    mapping: tuple[str, ...] = ()
    back_accounts: tuple[str, ...] = ()
    customers: pd.DataFrame = field(repr=False, default_factory=lambda: _no_customers())
    rows_set_aside: tuple[int, int] = (0, 0)
    money_set_aside: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0))
    reasons: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    definition: tuple[str, ...] = ()
    orders_before_file: int = 0

    @property
    def partly(self) -> str:
        """Why nobody may be called gone, in a sentence; empty where the new file holds the year it would speak of."""
        if not self.orders_before_file:
            return ""
        return (
            f"This file begins after {self.orders_before_file:,} orders of its last 365 days that the intake before holds: "
            "it is a part of the ledger, and who is not in it need not have left. Take in the whole period as one file."
        )

    def sentences(self) -> list[str]:
        """Return what differs, a sentence each: data, customers, history, definition."""
        before, now = (shown(amount, self.currency) for amount in self.money)
        aside = [shown(amount, self.currency) for amount in self.money_set_aside]
        lines = [
            f"Order lines used: {self.rows[0]:,} before, {self.rows[1]:,} now.",
            f"Revenue used: {before} before, {now} now.",
            f"Set aside: {self.rows_set_aside[0]:,} rows with {aside[0]} before, "
            f"{self.rows_set_aside[1]:,} rows with {aside[1]} now.",
            *(f"Set aside for «{why}»: {old:,} rows before, {new:,} now." for why, (old, new) in self.reasons.items()),
            f"Period: {self.period[0]} before, {self.period[1]} now.",
            f"Accounts new: {_listed(self.new_accounts)}{self._worth('new', 'revenue_now')}.",
            f"Accounts back: {_listed(self.back_accounts)}{self._worth('back', 'revenue_now')}.",
            f"Accounts gone: {_listed(self.gone_accounts)}{self._worth('gone', 'revenue_before')}.",
        ]
        lines += [self.partly] if self.partly else []
        changed = self.changed_orders
        if len(changed):
            ids = tuple(str(value) for value in changed["order_id"])
            lines.append(f"Orders of the shared period with other figures than before: {_listed(ids)}.")
        else:
            lines.append("No order of the shared period has other figures than before.")
        if not self.mapping:
            return [*lines, "The mapping is the same."]
        return [*lines, f"The mapping differs in {', '.join(self.mapping)}.", *self.definition]

    def _worth(self, state: str, column: str) -> str:
        row = self.customers.loc[state]
        when = "before" if column == "revenue_before" else "now"
        return f", with {shown(Decimal(str(row[column])), self.currency)} {when}" if row["customers"] else ""

    def in_words(self) -> str:
        """Return the comparison as plain text."""
        return "\n".join(["Against the last intake:", *(f"  {line}" for line in self.sentences())])

    @verbatim
    def _repr_html_(self) -> str:
        return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in self.sentences())}</ul>"


def _no_customers() -> pd.DataFrame:
    import pandas as pd

    kinds = {"customers": "int64", "revenue_before": "float64", "revenue_now": "float64"}
    empty = {name: [0] * len(STATES) for name in kinds}
    return pd.DataFrame(empty, index=pd.Index(STATES, name="state")).astype(kinds)


def compare(new: Intake, old: Intake) -> Comparison:
    """Return what differs between the orders of two intakes.

    Raises ValueError when one of them has no orders, their currencies differ, or their customers are named by other
    keys.
    """
    from kamlib.tables.intake.raw import open_reader

    for taken in (new, old):
        if "orders" not in taken.paths:
            raise ValueError(f"{taken.name} has no orders that could be compared.")
    if new.currency != old.currency:
        raise ValueError(f"{old.currency} cannot be compared with {new.currency}: the two intakes differ in currency.")
    if new.keys != old.keys:
        raise ValueError(
            f"The two intakes of {new.name} name their customers by other keys: pseudonymise both with one key file."
        )
    with open_reader() as connection:
        for name, taken in (("new", new), ("old", old)):
            connection.execute(f"CREATE TEMP TABLE {name}_orders AS {_ORDERS}", {"file": str(taken.paths["orders"])})
        _find_states(connection, earlier(old, new))
        return Comparison(
            currency=new.currency,
            rows=(_lines_used(old), _lines_used(new)),
            money=(old.ledger.money_used, new.ledger.money_used),
            period=(_period(connection, old.paths["orders"]), _period(connection, new.paths["orders"])),
            new_accounts=_in_state(connection, "new"),
            gone_accounts=_in_state(connection, "gone"),
            changed_orders=connection.execute(_CHANGED).df(),
            mapping=tuple(_differences(old.mapping, new.mapping)),
            back_accounts=_in_state(connection, "back"),
            customers=_no_customers()
            .add(connection.execute(_CUSTOMERS).df().set_index("state"), fill_value=0)
            .astype({"customers": "int64"})
            .loc[list(STATES)],
            rows_set_aside=(old.ledger.rows_set_aside, new.ledger.rows_set_aside),
            money_set_aside=(old.ledger.money_set_aside, new.ledger.money_set_aside),
            reasons=_other_reasons(old.ledger.reasons, new.ledger.reasons),
            definition=tuple(
                f"{place}: {_said(before)} before, {_said(now)} now."
                for place, (before, now) in _differences(old.mapping, new.mapping).items()
            ),
            orders_before_file=_before_file(connection, new),
        )


def _before_file(connection: duckdb.DuckDBPyConnection, new: Intake) -> int:
    found = connection.execute(
        "SELECT count(*) FROM old_orders WHERE day >= CAST(? AS DATE) - 365 AND day < (SELECT min(day) FROM new_orders)",
        [new.as_of.date()],
    ).fetchone()
    return int(found[0]) if found else 0


def _lines_used(taken: Intake) -> int:
    return sum(entry.rows for entry in taken.ledger.entries if entry.table == "orders" and entry.reason == USED)


def _other_reasons(old: Mapping[str, int], new: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    return {why: (old.get(why, 0), new.get(why, 0)) for why in {**old, **new} if old.get(why, 0) != new.get(why, 0)}


def _find_states(connection: duckdb.DuckDBPyConnection, before: list[Intake]) -> None:
    files = [str(taken.paths["orders"]) for taken in before if "orders" in taken.paths]
    known = "SELECT DISTINCT account_id FROM read_parquet($files)" if files else "SELECT NULL WHERE false"
    connection.execute(f"CREATE TEMP TABLE earlier AS {known}", {"files": files} if files else None)
    connection.execute(_STATES)


_ORDERS = """
SELECT account_id, order_id, min(CAST(ordered_at AS DATE)) AS day, count(*) AS lines,
       sum(CAST(revenue AS DECIMAL(38, 6))) AS revenue
FROM read_parquet($file) GROUP BY account_id, order_id
"""

_STATES = """
CREATE TEMP TABLE states AS
SELECT account_id, o.revenue AS revenue_before, n.revenue AS revenue_now,
       CASE WHEN n.account_id IS NULL THEN 'gone' WHEN o.account_id IS NOT NULL THEN 'stayed'
            WHEN account_id IN (FROM earlier) THEN 'back' ELSE 'new' END AS state
FROM (SELECT account_id, sum(revenue) AS revenue FROM old_orders GROUP BY 1) o
FULL JOIN (SELECT account_id, sum(revenue) AS revenue FROM new_orders GROUP BY 1) n USING (account_id)
"""

_CUSTOMERS = """
SELECT state, count(*) AS customers, CAST(coalesce(sum(revenue_before), 0) AS DOUBLE) AS revenue_before,
       CAST(coalesce(sum(revenue_now), 0) AS DOUBLE) AS revenue_now
FROM states GROUP BY state
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


def _in_state(connection: duckdb.DuckDBPyConnection, state: str) -> tuple[str, ...]:
    found = connection.execute("SELECT account_id FROM states WHERE state = ? ORDER BY account_id", [state]).fetchall()
    return tuple(row[0] for row in found)


def _differences(old: Any, new: Any, place: str = "") -> dict[str, tuple[Any, Any]]:
    """The settings that differ, by their place, each with its value before and now."""
    if place == "sources" and isinstance(old, list) and isinstance(new, list):
        old, new = ({source["table"]: source for source in side} for side in (old, new))
        place = ""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [key for key in {**old, **new} if key != "file"]  # each month's file has a name of its own
        found: dict[str, tuple[Any, Any]] = {}
        for key in keys:
            found |= _differences(old.get(key), new.get(key), f"{place}.{key}".lstrip("."))
        return found
    return {} if old == new else {place: (old, new)}


def _said(value: object) -> str:
    if value is None or value == [] or value == "":
        return "nothing"
    if isinstance(value, dict):
        return "there" if value else "nothing"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _listed(names: tuple[str, ...]) -> str:
    if not names:
        return "none"
    more = f" and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
    return f"{len(names):,} ({', '.join(names[:_LISTED])}{more})"
