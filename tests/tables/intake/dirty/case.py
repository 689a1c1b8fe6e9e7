"""What a dirty file is to the tests: how it is made, what the person answers, and what must come of every line."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

HEADER = ("order", "customer", "date", "amount")


@dataclass(frozen=True)
class Line:
    """One line that was written; `fate` is the reason it must be set aside for, empty where it must be used."""

    order: str
    customer: str
    day: dt.date
    amount: Decimal | None
    fate: str = ""


@dataclass(frozen=True)
class Case:
    """A dirty file. `write` makes it in a folder and returns its path.

    `refused`: what the one sentence must say where nothing can be read. `asks`: the questions that the proposal must
    ask; `answers`: settings of the source that answer them. `without`: what taking the file in must say while they are
    not answered. `says`: what must be said of the file; `accounts`: the ids that must come out.
    """

    phrase: str
    write: Callable[[Path], Path]
    lines: tuple[Line, ...] = ()
    refused: str = ""
    asks: tuple[str, ...] = ()
    answers: dict = field(default_factory=dict)
    without: str = ""
    says: tuple[str, ...] = ()
    accounts: tuple[str, ...] | None = None
    days: tuple[dt.date, ...] | None = None
    currency: str = "EUR"
    name: str = ""

    @property
    def used(self) -> Decimal:
        return sum((one.amount for one in self.lines if not one.fate and one.amount is not None), Decimal(0))

    @property
    def aside(self) -> Decimal:
        return sum((one.amount for one in self.lines if one.fate and one.amount is not None), Decimal(0))

    @property
    def reasons(self) -> dict[str, int]:
        fates = [one.fate for one in self.lines if one.fate]
        return {fate: fates.count(fate) for fate in fates}


def good(count: int = 12, customers: Iterable[str] = ("C1", "C2", "C3"), first: int = 1) -> tuple[Line, ...]:
    """Lines that nothing is wrong with; days with numbers above 12, amounts with cents."""
    names = tuple(customers)
    return tuple(
        Line(
            f"R{n}",
            names[n % len(names)],
            dt.date(2024, 1 + n % 6, 1 + (n * 5) % 28),
            Decimal("100.50") + Decimal(n) * Decimal("7.25"),
        )
        for n in range(first, first + count)
    )


def iso(day: dt.date) -> str:
    return day.isoformat()


def plain(amount: Decimal | None) -> str:
    return "" if amount is None else str(amount)


def comma(amount: Decimal | None) -> str:
    """1234.5 as Germans write it."""
    return "" if amount is None else f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def rows(lines: Iterable[Line], date: Callable = iso, money: Callable = plain) -> list[list[str]]:
    return [[one.order, one.customer, date(one.day), money(one.amount)] for one in lines]


def text(table: Iterable[Iterable[str]], delimiter: str = ",", newline: str = "\n") -> str:
    return newline.join(delimiter.join(row) for row in table) + newline


def csv_of(lines: Iterable[Line], header: Iterable[str] = HEADER, **more) -> str:
    delimiter = more.pop("delimiter", ",")
    return text([list(header), *rows(lines, **more)], delimiter)


def file_of(content: str | bytes, name: str = "orders.csv", encoding: str = "utf-8") -> Callable[[Path], Path]:
    """A maker of a file with this content."""

    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write
