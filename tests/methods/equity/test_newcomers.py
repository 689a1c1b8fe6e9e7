"""New accounts year by year: who counts as new, what serving takes off, and years that are not over."""

import numpy as np
import pandas as pd
import pytest

from kamlib.methods import equity

AS_OF = pd.Timestamp("2025-12-31")


def ledger(rows) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["account_id", "ordered_at", "margin"])
    return table.assign(
        ordered_at=pd.to_datetime(table["ordered_at"], format="ISO8601").astype("datetime64[us]"),
        revenue=2 * table["margin"],
    )


def test_years_are_counted_from_the_first_order_and_those_not_over_are_missing():
    orders = ledger(
        [
            ("old", "2020-01-01", 5.0),
            ("new", "2023-06-01 09:00", 10.0),
            ("new", "2024-05-30", 20.0),
            ("new", "2024-06-10", 40.0),
        ]
    )
    visits = pd.DataFrame(
        {"account_id": ["new", "old"], "performed_at": pd.to_datetime(["2023-07-01", "2023-07-01"]), "cost": [3.0, 9.0]}
    )
    table = equity.newcomers(orders, AS_OF, visits, None)
    assert table.index.tolist() == ["new"]
    row = table.loc["new"]
    assert (row["first_revenue"], row["year_1"], row["year_2"]) == (20.0, 27.0, 40.0)
    assert np.isnan(row["year_3"])


def test_who_left_counts_with_nothing_and_a_file_of_old_accounts_has_none():
    orders = ledger([("old", "2020-01-01", 5.0), ("gone", "2021-06-01", 10.0)])
    assert equity.newcomers(orders, AS_OF).loc["gone", ["year_1", "year_2", "year_3"]].tolist() == [10, 0, 0]
    assert equity.newcomers(orders[:1], AS_OF).empty


def test_the_worth_of_newcomers_falls_with_the_discount_and_rises_with_the_years():
    table = pd.DataFrame({"year_1": [100.0, 60.0], "year_2": [40.0, np.nan], "year_3": [30.0, np.nan]})
    values = [equity.worth_of_newcomers(table, rate) for rate in (0.0, 0.1, 0.3)]
    assert values[0] == pytest.approx(150)
    assert values == sorted(values, reverse=True)
    years = [equity.worth_of_newcomers(table, 0.1, years) for years in (1, 2, 3)]
    assert years == sorted(years)
    with pytest.raises(ValueError, match="give 1, 2 or 3"):
        equity.worth_of_newcomers(table, 0.1, years=4)
