"""A ledger to practise on: Larkfield's last three months, written as a German merchandise system would export them.

A title above the header, odd names, decimal commas, days before months, a legacy encoding and a total in the last row:
what a reader's own file may look like, so that the column mapper has something to ask. Used in lesson 00.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import kamlib
from kamlib.tables.cache import atomic_path

_HEADS = {
    "order_id": "Vorgang",
    "ordered_at": "Belegdatum",
    "account_id": "Kd.-Nr.",
    "account_name": "Name 1",
    "region": "Gebiet",
    "product_id": "Art.-Nr.",
    "category": "Warengruppe",
    "quantity": "Menge",
    "unit_price": "Einzelpreis",
    "revenue": "Nettobetrag",
}


def practice_file(name: str = "practice_sales.csv") -> str:
    """Write the practice ledger into the present folder, unless a file of that name is there, and return its name.

    >>> import os, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with open(practice_file(os.path.join(folder, "sales.csv")), encoding="cp1252") as file:
    ...         [next(file).strip() for _ in range(2)][1][:27]
    'Vorgang;Belegdatum;Kd.-Nr.;'
    """
    path = Path(name)
    if path.exists():
        return name
    company = kamlib.load("larkfield")
    orders = company.orders[company.orders["ordered_at"] > company.as_of - pd.DateOffset(months=3)]
    lines = orders.merge(company.accounts[["account_id", "account_name", "region"]], on="account_id", how="left")
    table = lines.assign(
        ordered_at=lines["ordered_at"].dt.strftime("%d.%m.%Y"),
        quantity=lines["quantity"].map(_german),
        unit_price=lines["unit_price"].map(_german),
        revenue=lines["revenue"].map(_german),
    )
    text = table[list(_HEADS)].rename(columns=_HEADS).to_csv(index=False, sep=";", lineterminator="\r\n")
    total = f"Summe;;;;;;;;;{_german(float(lines['revenue'].sum()))}\r\n"
    page = f"Auftragspositionen {company.name}, 4. Quartal\r\n{text}{total}"
    with atomic_path(path) as temporary:
        temporary.write_bytes(page.encode("cp1252", errors="replace"))
    return name


def _german(value: float) -> str:
    """Write an amount as a German would.

    >>> _german(1234.5), _german(20.0)
    ('1.234,50', '20,00')
    """
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
