"""Several currencies in one ledger, as SQL: the currency of a line, an amount without its mark, and its conversion.

The currency of a line is what its own column says; where there is none, the sign or code beside the amount. An amount
whose mark contradicts its line's currency is not read at all. Conversion is exact: one multiplication of decimals.
"""

from __future__ import annotations

from collections.abc import Iterable

from kamlib.tables.intake.rates import Rates
from kamlib.tables.intake.values import MONEY, literal

RATE = "DECIMAL(18, 9)"
_SIGNS = {"€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR"}
_SHARED = {"$": ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN"), "¥": ("JPY", "CNY")}
_CODE = "(^|[^A-Za-z])([A-Za-z]{3})($|[^A-Za-z])"


def signs(own: str) -> dict[str, str]:
    """Return which currency each sign stands for; a sign of several is the client's own where that is among them.

    >>> signs("CAD")["$"], signs("EUR")["$"]
    ('CAD', 'USD')
    """
    known = _SIGNS | {sign: own if own in codes else codes[0] for sign, codes in _SHARED.items()}
    return known | ({own: own} if own in known else {})


def mark_sql(text: str, own: str) -> str:
    """Return SQL for the currency that stands beside an amount, NULL where none does."""
    cases = " ".join(
        f"WHEN contains({text}, {literal(sign)}) THEN {literal(code)}" for sign, code in signs(own).items()
    )
    return f"CASE {cases} ELSE nullif(upper(regexp_extract({text}, '{_CODE}', 2)), '') END"


def unmarked_sql(text: str) -> str:
    """Return SQL for an amount's text without a sign or a code of currency."""
    every = "".join((*_SIGNS, *_SHARED))
    return f"trim(regexp_replace(regexp_replace({text}, '[{every}]', '', 'g'), '{_CODE}', '\\1\\3'))"


def code_sql(text: str, own: str) -> str:
    """Return SQL for the currency that a column of currencies names, as three capitals where it does."""
    cases = " ".join(f"WHEN {literal(sign)} THEN {literal(code)}" for sign, code in signs(own).items())
    return f"CASE {text} {cases} ELSE upper({text}) END"


def rate_sql(code: str, own: str, rates: Rates) -> str:
    """Return SQL for the rate of the currency in `code`: 1 for the client's own or none, NULL for one without a rate."""
    given = {own.upper(): "1", **{known: f"{rate:f}" for known, rate in rates.table.items()}}
    cases = " ".join(f"WHEN {literal(known)} THEN CAST({rate} AS {RATE})" for known, rate in given.items())
    return f"CASE coalesce({code}, {literal(own.upper())}) {cases} END"


def converted_sql(amount: str, code: str, own: str, rates: Rates) -> str:
    """Return SQL for an amount in the client's own currency; NULL without a rate, or where it is too large to hold."""
    rate = rate_sql(code, own, rates)
    same = f"coalesce({code} = {literal(own.upper())}, true)"
    return f"CASE WHEN {same} THEN {amount} ELSE TRY(CAST(CAST({amount} AS {MONEY}) * {rate} AS {MONEY})) END"


def any_marked_sql(columns: Iterable[str]) -> str:
    """Return SQL for whether any amount in these columns of `raw` has a sign or code of currency beside it."""
    return " OR ".join(f"bool_or({column} <> {unmarked_sql(column)})" for column in columns)
