"""Rates of exchange as the mapping states them: what one unit of a currency is worth in the client's own.

They are stated, never fetched: a figure that is converted must be found again, so the table says where it is from and
as of which day. Rates are exact decimals. Used wherever a client's ledger holds several currencies.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

_DECIMALS = 9
_LARGEST = Decimal(10) ** 6
_CODE = re.compile("[A-Z]{3}")


@dataclass(frozen=True)
class Rates:
    """A table of rates: currency -> its value in the client's own; where it is from; as of which day (a text).

    Raises ValueError, in a sentence, for what is no currency or no rate.

    >>> str(Rates({"USD": Decimal("0.92")}, "European Central Bank", "2024-12-31"))
    '1 USD = 0.92 (European Central Bank, as of 2024-12-31)'
    """

    table: Mapping[str, Decimal] = field(default_factory=dict)
    source: str = ""
    as_of: str = ""

    def __post_init__(self) -> None:
        for code, rate in self.table.items():
            if not _CODE.fullmatch(code):
                raise ValueError(f"[rates] does not know {code!r}: write a currency's three capitals, such as USD.")
            if not rate.is_finite() or not 0 < rate < _LARGEST or -int(rate.as_tuple().exponent) > _DECIMALS:
                raise ValueError(
                    f"[rates] {code} is {rate}: a rate is above 0, below a million, and has at most nine decimals."
                )
        if self.table and not (self.source and self.as_of):
            raise ValueError('[rates] needs source = "…" (where they are from) and as_of = "…" (of which day).')

    def __bool__(self) -> bool:
        return bool(self.table)

    def __str__(self) -> str:
        listed = ", ".join(f"1 {code} = {rate:f}" for code, rate in self.table.items())
        return f"{listed} ({self.source}, as of {self.as_of})"

    def described(self) -> dict[str, Any]:
        """Return the table as plain data that JSON can hold."""
        table = {code: f"{rate:f}" for code, rate in self.table.items()}
        return {"source": self.source, "as_of": self.as_of, **table} if self.table else {}


def read_rates(said: Mapping[str, Any]) -> Rates:
    """Return the rates that the section [rates] of a mapping states; numbers come as Decimal, whole ones, or texts.

    >>> read_rates({"USD": "0.92", "source": "ECB", "as_of": "2024-12-31"}).table["USD"]
    Decimal('0.92')
    """
    said = dict(said)
    source, as_of = said.pop("source", ""), said.pop("as_of", "")
    as_of = as_of.isoformat() if isinstance(as_of, dt.date) else as_of
    return Rates({code: _rate(code, value) for code, value in said.items()}, str(source).strip(), str(as_of).strip())


def _rate(code: str, value: object) -> Decimal:
    try:
        if isinstance(value, bool):
            raise InvalidOperation
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"[rates] {code} is {value!r}: write a number, such as 0.92.") from None
