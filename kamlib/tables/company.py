"""One object for every lesson: the tables of the teaching company, of open data or of a client.

`load()` takes the choice that the workspace keeps, so that no lesson holds a path and the same lesson runs on a
client's file. Taught in lesson 00.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from kamlib.tables.contracts import CONTRACTS, Table
from kamlib.tables.markup import verbatim

if TYPE_CHECKING:
    from kamlib.tables.intake import Intake
    from kamlib.tables.questions import Verdict

Frames = Callable[[], dict[str, pd.DataFrame]]


class MissingTable(AttributeError):
    """A table that this company does not have; the message says what it is for and how to bring it."""


class _Truth(dict[str, pd.DataFrame]):
    """The hidden outcomes by name; a real company has none, and says so when asked."""

    def __init__(self, company: str, outcomes: Mapping[str, pd.DataFrame]) -> None:
        super().__init__(outcomes)
        self.company = company

    def __missing__(self, name: str) -> pd.DataFrame:
        raise MissingTable(
            f"Nobody knows the truth about {name!r} at {self.company}: only the teaching company's is kept."
        )


@dataclass(frozen=True)
class Company:
    """A company as tables: `company.orders` and its like give a fresh DataFrame each.

    `as_of` is the day the company is looked at, `currency` its one currency, `intake` what was set aside on the way in
    (None where nothing had to be), `truth` the hidden outcomes (empty but for the teaching company).
    """

    name: str
    currency: str
    as_of: pd.Timestamp
    read: Frames = field(repr=False)
    read_truth: Frames = field(repr=False, default=dict)
    intake: Intake | None = field(repr=False, default=None)

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        return self.read()

    @cached_property
    def truth(self) -> Mapping[str, pd.DataFrame]:
        """The outcomes that no real file holds, by name; empty but for the teaching company."""
        return _Truth(self.name, self.read_truth())

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables this company has."""
        return tuple(name for name in CONTRACTS if name in self._frames)

    def has(self, table: str, *columns: str) -> bool:
        """Return whether the table is there with all of these columns."""
        return table in self._frames and set(columns) <= set(self._frames[table].columns)

    def missing(self, table: str, column: str) -> float:
        """Return the share of a table's rows without a value in `column`, 0 for a table without rows."""
        values = self._frames[table][column]
        return float(values.isna().mean()) if len(values) else 0.0

    def get(self, table: str) -> pd.DataFrame | None:
        """Return a fresh copy of a table, or None where this company has none."""
        return self._frames[table].copy() if table in self._frames else None

    def or_empty(self, table: str) -> pd.DataFrame:
        """Return a fresh copy of a table, or the table without any row where this company has none.

        Nothing written down is an answer too: an audit of an empty table finds that nothing is known.
        """
        frame = self.get(table)
        if frame is not None:
            return frame
        kinds = CONTRACTS[table].dtypes()
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return a fresh copy of the table of that name."""
        if name.startswith("_") or name not in CONTRACTS:
            raise AttributeError(f"A company has no {name!r}; its tables are {', '.join(CONTRACTS)}.")
        frame = self.get(name)
        if frame is None:
            raise MissingTable(f"{self.name} has no table {name!r} ({CONTRACTS[name].one_row} a row): map one in.")
        return frame

    def __dir__(self) -> Iterator[str]:
        yield from (*super().__dir__(), *self.tables)

    def can_answer(self, lesson: str) -> Verdict:
        """Return what this company's tables can answer of a lesson's questions, before any of it is computed."""
        from kamlib.tables.questions import verdict

        return verdict(self, lesson)

    @verbatim
    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(
            f"<tr><td>{name}</td><td style='text-align:right'>{len(self._frames[name]):,}</td>"
            f"<td style='text-align:left'>{escape(CONTRACTS[name].one_row)}</td></tr>"
            for name in self.tables
        )
        head = f"{escape(self.name)}, as of {self.as_of.day} {self.as_of:%B %Y}, in {escape(self.currency)}"
        return f"<table><caption>{head}</caption><tr><th>table</th><th>rows</th><th>one row is</th></tr>{rows}</table>"


def load(what: str | Path | None = None, *, seed: str | None = None) -> Company:
    """Return a company: the workspace's choice, or the one named.

    `what` is "larkfield" (with an optional `seed` for numbers of one's own), the name of an open data set such as
    "online_retail", or the path of a client's mapping file ending in .toml.

    >>> load("larkfield").name
    'Larkfield Floors'
    """
    from kamlib.tables import opendata
    from kamlib.tables.choice import chosen

    if what is None and seed is None:
        what, seed = chosen()
    if what is None or str(what) == "larkfield":
        return _larkfield(seed)
    if seed is not None:
        raise ValueError(f"A seed belongs to the teaching company alone: load({str(what)!r}) takes none.")
    if str(what).endswith(".toml"):
        return _client(Path(what))
    if what in opendata.LEDGERS:
        return _open_data(str(what))
    raise ValueError(
        f"There is no company {str(what)!r}: give 'larkfield', one of {', '.join(opendata.LEDGERS)}, "
        "or the path of a mapping file ending in .toml."
    )


def _larkfield(seed: str | None) -> Company:
    from kamlib.tables import larkfield

    def frames() -> dict[str, pd.DataFrame]:
        return larkfield.read_shipped() if seed is None else larkfield.generate(seed)

    def truth() -> dict[str, pd.DataFrame]:
        return larkfield.read_shipped_truth() if seed is None else larkfield.truth(seed)

    return Company(larkfield.NAME, larkfield.CURRENCY, larkfield.AS_OF, frames, truth)


def _client(path: Path) -> Company:
    from kamlib.tables import intake

    return _from_intake(intake.take_in(intake.read_mapping(path)))


def _open_data(name: str) -> Company:
    from kamlib.tables import intake, opendata

    return _from_intake(intake.take_in(opendata.mapping(name)))


def _from_intake(taken: Intake) -> Company:
    def frames() -> dict[str, pd.DataFrame]:
        return {table: _read_parquet(path, CONTRACTS[table]) for table, path in taken.paths.items()}

    return Company(taken.name, taken.currency, taken.as_of, frames, intake=taken)


def _read_parquet(path: Path, table: Table) -> pd.DataFrame:
    from kamlib.tables import engine

    with engine.connect() as connection:
        frame = connection.read_parquet(os.fspath(path)).df()
    return frame.astype(table.dtypes(frame.columns))
