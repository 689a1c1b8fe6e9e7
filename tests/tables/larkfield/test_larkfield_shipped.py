"""The shipped CSV are the default seed: byte for byte on the pinned platform, value for value everywhere."""

import platform

import pandas as pd
import pytest

from kamlib.tables import larkfield
from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.shipped import csv_bytes
from kamlib.tables.resources import data_dir

PINNED = ("Linux", "x86_64")
SHIPPED = data_dir() / "larkfield"


@pytest.mark.skipif((platform.system(), platform.machine()) != PINNED, reason="bytes are pinned on Linux x86_64")
def test_regenerated_bytes_equal_the_shipped_ones(tmp_path):
    written = larkfield.write_shipped(tmp_path)
    assert len(written) == len(CONTRACTS) + len(larkfield.truth())
    for path in written:
        assert path.read_bytes() == (SHIPPED / path.relative_to(tmp_path)).read_bytes(), path.name


def test_shipped_tables_equal_generated_ones():
    shipped, made = larkfield.read_shipped(), larkfield.generate()
    assert list(shipped) == list(CONTRACTS)
    for name, table in shipped.items():
        assert CONTRACTS[name].problems(table) == []
        pd.testing.assert_frame_equal(table, made[name], rtol=1e-9)


def test_shipped_truth_equals_the_truth():
    shipped, true = larkfield.read_shipped_truth(), larkfield.truth()
    assert list(shipped) == list(true)
    for name, table in shipped.items():
        pd.testing.assert_frame_equal(table, true[name], rtol=1e-9)


def test_all_of_it_is_small_enough_to_ship():
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*.csv")) < 8_000_000


def test_a_name_that_reads_na_stays_a_name(tmp_path):
    larkfield.write_shipped(tmp_path)
    accounts = larkfield.generate()["accounts"]
    accounts.loc[0, "account_name"] = "NA"
    (tmp_path / "accounts.csv").write_bytes(csv_bytes(accounts))
    read = larkfield.read_shipped(tmp_path)["accounts"]
    assert read.loc[0, "account_name"] == "NA"
    assert read["parent_id"].isna().sum() == accounts["parent_id"].isna().sum() > 0


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"accounts\.csv is missing; write it with"):
        larkfield.read_shipped(tmp_path)
