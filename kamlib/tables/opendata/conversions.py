"""From the form in which open data are published to plain CSV, with control totals where the origin may change.

Amounts stay exact decimals all the way, so that the totals can be compared to the last digit.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import lzma
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from kamlib.tables.cache import atomic_path

LEDGER = ("order_id", "account_id", "ordered_at", "quantity", "revenue")

# rows, invoices, known customers, quantity times price of all rows
ONLINE_RETAIL_TOTALS = (541_909, 25_900, 4_372, Decimal("9747747.934"))
# orders, lines, revenue after discount
NORTHWIND_TOTALS = (830, 2_155, Decimal("1265793.04"))

_ORDER = re.compile(
    r"""INSERT \s+ INTO \s+ "Orders" \s* \([^)]*\) \s* VALUES \s* \(
        (\d+) \s*,\s* N?'([^']*)' \s*,\s* (\d+) \s*,\s* N?'([^']*)' \s*,\s* N?'([^']*)' \s*,\s* (?:N?'([^']*)'|NULL)""",
    re.IGNORECASE | re.VERBOSE,
)
_LINE = re.compile(
    r"""INSERT \s+ (?:INTO\s+)? "Order[ ]Details" \s* VALUES \s*
        \( \s* (\d+) \s*,\s* (\d+) \s*,\s* ([\d.]+) \s*,\s* (\d+) \s*,\s* ([\d.]+) \s* \)""",
    re.IGNORECASE | re.VERBOSE,
)


def cdnow_sample(published: Path, ledger: Path) -> None:
    """Write the ledger of the sample file: id in the full set, id, day, discs and dollars, without a header."""
    rows = (line.split() for line in published.read_text("ascii").splitlines() if line.strip())
    _write_cdnow(ledger, ((account, *rest) for _, account, *rest in rows))


def cdnow_master(published: Path, ledger: Path) -> None:
    """Write the ledger of the full file: id, day, discs and dollars, below a header."""
    rows = (line.split() for line in published.read_text("ascii").splitlines()[1:] if line.strip())
    _write_cdnow(ledger, (tuple(row) for row in rows))


def _write_cdnow(ledger: Path, rows: Iterable[tuple[str, ...]]) -> None:
    # The files name no orders: each row is a purchase of its own, even where two are equal.
    lines = (
        (number, account, dt.datetime.strptime(day, "%Y%m%d").date(), discs, dollars)
        for number, (account, day, discs, dollars) in enumerate(rows, start=1)
    )
    _write(ledger, LEDGER, lines)


def online_retail(archive: Path, folder: Path) -> None:
    """Convert the published workbook, in its zip, to online_retail.csv.xz; ValueError where the totals differ."""
    from python_calamine import CalamineWorkbook
    from tqdm.auto import tqdm

    with zipfile.ZipFile(archive) as zipped:
        name = next(name for name in zipped.namelist() if name.endswith(".xlsx"))
        rows = CalamineWorkbook.from_filelike(io.BytesIO(zipped.read(name))).get_sheet_by_index(0).iter_rows()
    header = [str(cell) for cell in next(rows)]
    invoice, quantity, price, customer = (
        header.index(column) for column in ("InvoiceNo", "Quantity", "UnitPrice", "CustomerID")
    )
    invoices, customers, money, count = set(), set(), Decimal(0), 0
    with (
        atomic_path(folder / "online_retail.csv.xz") as path,
        lzma.open(path, "wt", preset=1, encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in tqdm(rows, "Online Retail to CSV", ONLINE_RETAIL_TOTALS[0], unit=" rows"):
            cells = [_as_text(cell) for cell in row]
            writer.writerow(cells)
            invoices.add(cells[invoice])
            customers.add(cells[customer])
            count += 1
            money += Decimal(cells[quantity]) * Decimal(cells[price])
        _check((count, len(invoices), len(customers - {""}), money), ONLINE_RETAIL_TOTALS)


def _as_text(cell: object) -> str:
    # A spreadsheet knows no whole numbers: 17850.0 is the id 17850.
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat(" ") if isinstance(cell, dt.datetime) else str(cell)


def northwind(script: Path, folder: Path) -> None:
    """Convert the published SQL script to orders.csv and order_details.csv; ValueError where the totals differ."""
    text = _decoded(script.read_bytes())
    lines = [(*row, Decimal(row[2]) * int(row[3]) * (1 - Decimal(row[4]))) for row in _LINE.findall(text)]
    orders = _ORDER.findall(text)
    _check((len(orders), len(lines), round(sum((line[-1] for line in lines), Decimal(0)), 2)), NORTHWIND_TOTALS)
    _write_safely(folder / "orders.csv", ("o", "cust", "emp", "od", "req", "ship"), orders)
    _write_safely(folder / "order_details.csv", ("o", "p", "price", "q", "disc", "amt"), lines)


def _decoded(script: bytes) -> str:
    if script.startswith((b"\xff\xfe", b"\xfe\xff")):
        return script.decode("utf-16")
    try:
        return script.decode("utf-8-sig")
    except UnicodeDecodeError:
        return script.decode("cp1252")


def northwind_ledger(folder: Path, ledger: Path) -> None:
    """Write the ledger of orders.csv and order_details.csv: a line a row, price and revenue after discount."""
    orders = {row["o"]: row for row in _read(folder / "orders.csv")}
    lines = []
    for row in _read(folder / "order_details.csv"):
        order = orders[row["o"].removesuffix(".0")]
        day = dt.datetime.strptime(order["od"], "%m/%d/%Y").date()
        quantity, price = int(float(row["q"])), Decimal(row["price"]) * (1 - Decimal(row["disc"]))
        product = row["p"].removesuffix(".0")
        lines.append((order["o"], order["cust"], day, quantity, _plain(quantity * price), product, _plain(price)))
    _write(ledger, (*LEDGER, "product_id", "unit_price"), lines)


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _check(found: Sequence[int | Decimal], published: Sequence[int | Decimal]) -> None:
    if tuple(found) != tuple(published):
        raise ValueError(f"its totals are {_listed(found)} where the published set has {_listed(published)}")


def _listed(totals: Sequence[int | Decimal]) -> str:
    return ", ".join(f"{total:,}" for total in totals)


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _write_safely(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with atomic_path(path) as temporary:
        _write(temporary, header, rows)
