"""What a contract is: the columns, types, units and rules that a table must keep.

A contract is plain data, so reading it costs nothing. `Table.schema` turns it into a pandera schema when rows are to
be checked, and `dictionary` turns all of them into the data dictionary that readers see. Taught in lesson 00.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

Kind = Literal["id", "name", "text", "time", "whole", "number", "money"]

SQL_TYPES: dict[Kind, str] = {
    "id": "VARCHAR",
    "name": "VARCHAR",
    "text": "VARCHAR",
    "time": "TIMESTAMP",
    "whole": "BIGINT",
    "number": "DOUBLE",
    "money": "DOUBLE",
}
_DTYPES: dict[Kind, str] = {
    "id": "str",
    "name": "str",
    "text": "str",
    "time": "datetime64[us]",
    "whole": "int64",
    "number": "float64",
    "money": "float64",
}
_IN_WORDS: dict[Kind, str] = {
    "id": "text (an id, never a number)",
    "name": "text",
    "text": "text",
    "time": "date and time",
    "whole": "whole number",
    "number": "number",
    "money": "money, in the company's currency",
}


@dataclass(frozen=True)
class Column:
    """One column: its name, what kind of value it holds, its unit, its meaning and its rules.

    `ahead` says of a day that it may lie in the future, as one that was promised. `default` is what an empty cell of a
    column of numbers counts as; the intake says how often it did.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = True
    missing: bool = False
    unique: bool = False
    least: float | None = None
    most: float | None = None
    values: tuple[str, ...] = ()
    ahead: bool = False
    default: float | None = None

    def rule(self) -> str:
        """Return the column's rules in words."""
        words = ["required" if self.required else "optional"]
        words += ["may be empty"] if self.missing else []
        words += [f"empty counts as {self.default:g}"] if self.default is not None else []
        words += ["each value once"] if self.unique else []
        words += [f"at least {self.least:g}"] if self.least is not None else []
        words += [f"at most {self.most:g}"] if self.most is not None else []
        words += ["one of " + ", ".join(self.values)] if self.values else []
        words += ["may lie ahead"] if self.ahead else []
        return "; ".join(words)


@dataclass(frozen=True)
class Table:
    """A table the course accepts: its name, what one row is, and its columns."""

    name: str
    one_row: str
    columns: tuple[Column, ...]

    def __getitem__(self, column: str) -> Column:
        """Return one column by its name; a KeyError names those there are."""
        for candidate in self.columns:
            if candidate.name == column:
                return candidate
        raise KeyError(f"{self.name} has no column {column!r}; it has {', '.join(c.name for c in self.columns)}")

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns that every such table must have."""
        return tuple(column.name for column in self.columns if column.required)

    def dtypes(self, present: Iterable[str] | None = None) -> dict[str, str]:
        """Return pandas dtypes of the columns that are present (default: all), as `astype` takes them."""
        wanted = None if present is None else set(present)
        return {c.name: _DTYPES[c.kind] for c in self.columns if wanted is None or c.name in wanted}

    def schema(self) -> pa.DataFrameSchema:
        """Return the pandera schema of this contract."""
        import pandera.pandas as pa

        return pa.DataFrameSchema(
            {column.name: _pandera_column(column) for column in self.columns}, strict=True, name=self.name
        )

    def problems(self, frame: pd.DataFrame) -> list[str]:
        """Return one sentence for each rule that `frame` breaks; an empty list means that it keeps the contract.

        >>> import pandas as pd
        >>> from kamlib.tables.contracts import CONTRACTS
        >>> CONTRACTS["wallet"].problems(pd.DataFrame({"account_id": ["A1"], "category": ["Carpet"]}))[0]
        "wallet: column 'surveyed_at' is missing (day the customer was asked)."
        """
        import pandera.errors

        try:
            self.schema().validate(frame, lazy=True)
        except pandera.errors.SchemaErrors as errors:
            return self._sentences(frame, errors.failure_cases)
        return []

    def _sentences(self, frame: pd.DataFrame, cases: pd.DataFrame) -> list[str]:
        sentences = []
        for key, group in cases.groupby(["column", "check"], sort=False, dropna=False):
            column, check = (str(part) for part in key)
            case = str(group["failure_case"].iloc[0])
            rows = group["index"].dropna().nunique()
            if check == "column_in_dataframe":
                sentences.append(f"{self.name}: column {case!r} is missing ({self[case].meaning}).")
            elif check == "column_in_schema":
                sentences.append(f"{self.name}: column {case!r} is not part of this table; remove or rename it.")
            elif check.startswith(("dtype", "coerce")):
                want = _IN_WORDS[self[column].kind]
                sentences.append(f"{self.name}.{column}: holds {frame[column].dtype}, wanted {want}.")
            else:
                want = self[column].rule()
                sentences.append(f"{self.name}.{column}: {rows:,} rows break «{want}», the first with {case!r}.")
        return sentences


def _pandera_column(column: Column) -> pa.Column:
    import pandera.pandas as pa

    checks = []
    if column.least is not None:
        checks.append(pa.Check.ge(column.least))
    if column.most is not None:
        checks.append(pa.Check.le(column.most))
    if column.values:
        checks.append(pa.Check.isin(column.values))
    return pa.Column(
        _DTYPES[column.kind],
        checks,
        nullable=column.missing,
        unique=column.unique,
        required=column.required,
        description=column.meaning,
    )


def dictionary(tables: Iterable[Table]) -> str:
    """Return the data dictionary of `tables` as Markdown: a section a table, a row a column."""
    lines = [
        "# Data dictionary",
        "",
        "Generated from the contracts in `kamlib/tables/contracts`; a test keeps it true.",
        "",
    ]
    for table in tables:
        lines += [
            f"## {table.name}",
            "",
            f"One row: {table.one_row}.",
            "",
            "| column | type | unit | meaning | rules |",
        ]
        lines += ["|---|---|---|---|---|"]
        lines += [
            f"| {c.name} | {_IN_WORDS[c.kind]} | {c.unit or '–'} | {c.meaning} | {c.rule()} |" for c in table.columns
        ]
        lines.append("")
    return "\n".join(lines)
