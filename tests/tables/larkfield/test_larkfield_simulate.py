"""Larkfield at scale: Parquet parts of the same process."""

from importlib import import_module

import duckdb
import pandas as pd
import pytest

from kamlib.tables import larkfield
from kamlib.tables.contracts import CONTRACTS, SQL_TYPES

module = import_module("kamlib.tables.larkfield.simulate")


def test_one_part_is_the_company_itself(tmp_path):
    folder = larkfield.simulate(tmp_path / "ledger", accounts=30, months=12, seed="x", progress=False)
    read = duckdb.read_parquet(str(folder / "*.parquet")).df().astype(CONTRACTS["orders"].dtypes())
    pd.testing.assert_frame_equal(read, larkfield.generate("x", accounts=30, months=12)["orders"])


def test_parts_are_different_accounts_with_the_contract_types(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PART", 50)
    folder = larkfield.simulate(tmp_path / "deep" / "ledger", accounts=120, months=24, progress=False)
    assert [path.name for path in sorted(folder.iterdir())] == [f"part-000{n}.parquet" for n in range(3)]
    orders = duckdb.read_parquet(str(folder / "*.parquet"))
    assert dict(zip(orders.columns, map(str, orders.types), strict=True)) == {
        column.name: SQL_TYPES[column.kind] for column in CONTRACTS["orders"].columns
    }
    frame = orders.df()
    assert CONTRACTS["orders"].problems(frame.astype(CONTRACTS["orders"].dtypes())) == []
    assert (frame.groupby("order_id")["account_id"].nunique() == 1).all()
    assert 110 <= frame["account_id"].nunique() <= 120
    assert frame["account_id"].max() == "A0120"
    first = frame[frame["account_id"] <= "A0050"]["revenue"].to_numpy()
    second = frame[frame["account_id"].between("A0051", "A0100")]["revenue"].to_numpy()
    assert len(first) != len(second) or (first != second).any()


def test_it_is_all_or_nothing(tmp_path, monkeypatch):
    def fail(orders, path):
        raise OSError("no space left")

    monkeypatch.setattr(module, "_write", fail)
    with pytest.raises(OSError, match="no space"):
        larkfield.simulate(tmp_path / "ledger", accounts=3, months=3, progress=False)
    assert list(tmp_path.iterdir()) == []


def test_it_never_overwrites(tmp_path):
    (tmp_path / "ledger").mkdir()
    with pytest.raises(FileExistsError, match="exists already"):
        larkfield.simulate(tmp_path / "ledger", accounts=3, months=3, progress=False)


def test_nothing_is_refused(tmp_path):
    with pytest.raises(ValueError, match="accounts is 0"):
        larkfield.simulate(tmp_path / "ledger", accounts=0)
