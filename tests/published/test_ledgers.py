"""Published ledgers through our own intake and engine: every number we claim of them, to the digits it is shown with.

Online Retail: Chen, Sain and Guo (2012), UCI data set 352. CDNOW: Fader, Hardie and Lee (2005) and Fader and
Hardie's notes. Northwind: Microsoft's sample database. Sums are exact decimals where the source gives them exactly.
"""

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from kamlib.methods.concentration import concentration
from kamlib.tables import engine, intake, opendata, reductions
from kamlib.tables.policies import NET_OF_REFUNDS

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("ledgers")]
AS_OF = "2011-12-10"


@pytest.fixture(scope="module")
def invoices(real_data) -> pd.DataFrame:
    """Online Retail as published, ids as text, with the money of each row in whole thousandths of a pound."""
    ids = dict.fromkeys(["InvoiceNo", "StockCode", "CustomerID"], "str")
    frame = pd.read_csv(opendata.fetch("online_retail"), dtype=ids, parse_dates=["InvoiceDate"])
    thousandths = (frame["UnitPrice"] * 1000).round().astype("int64")
    return frame.assign(money=frame["Quantity"] * thousandths, cancelled=frame["InvoiceNo"].str.startswith("C"))


@pytest.fixture(scope="module")
def retail(real_data):
    """Online Retail taken in under "sales to known customers"."""
    return intake.take_in(opendata.mapping("online_retail"))


@pytest.fixture(scope="module")
def orders(retail) -> pd.DataFrame:
    return read(retail)


@pytest.fixture(scope="module")
def northwind(real_data) -> pd.DataFrame:
    return read(intake.take_in(opendata.mapping("northwind")))


@pytest.fixture(scope="module")
def cdnow(real_data) -> pd.DataFrame:
    return read(intake.take_in(opendata.mapping("cdnow")))


@pytest.fixture(scope="module")
def cdnow_master(real_data) -> pd.DataFrame:
    return read(intake.take_in(opendata.mapping("cdnow_master")))


def read(taken) -> pd.DataFrame:
    with engine.connect() as connection:
        return connection.read_parquet(str(taken.paths["orders"])).df()


def exactly(column: pd.Series) -> Decimal:
    return sum((Decimal(repr(float(value))) for value in column), Decimal(0))


def money(rows: pd.DataFrame) -> Decimal:
    return Decimal(int(rows["money"].sum())) / 1000


def test_online_retail_rows_by_kind_uci_352(invoices):
    quantity, price = invoices["Quantity"], invoices["UnitPrice"]
    assert len(invoices) == 541_909
    assert invoices["InvoiceNo"].nunique() == 25_900
    assert invoices["StockCode"].nunique() == 4_070
    assert invoices["CustomerID"].nunique() == 4_372
    assert invoices["CustomerID"].isna().sum() == 135_080
    assert (quantity <= 0).sum() == 10_624
    assert ((quantity <= 0) & ~invoices["cancelled"]).sum() == 1_336
    assert (price == 0).sum() == 2_515
    assert (price < 0).sum() == 2
    assert invoices.duplicated().sum() == 5_268


def test_online_retail_cancelled_invoices_uci_352(invoices):
    cancelled = invoices[invoices["cancelled"]]
    assert cancelled["InvoiceNo"].nunique() == 3_836
    assert len(cancelled) == 9_288
    assert money(cancelled) == Decimal("-896812.49")


def test_online_retail_net_money_uci_352(invoices):
    assert round(money(invoices), 2) == Decimal("9747747.93")
    assert money(invoices[invoices["CustomerID"].notna()]) == Decimal("8300065.814")
    assert (invoices["UnitPrice"].between(0, 0.01, inclusive="neither")).sum() == 4


def test_online_retail_sales_to_known_customers_uci_352(orders):
    assert len(orders) == 397_884
    assert orders["account_id"].nunique() == 4_338
    assert orders["order_id"].nunique() == 18_532
    assert exactly(orders["revenue"]) == Decimal("8911407.904")


def test_online_retail_without_duplicates_uci_352(invoices):
    kept = invoices.drop_duplicates()
    kept = kept[kept["CustomerID"].notna() & ~kept["cancelled"] & (kept["Quantity"] > 0) & (kept["UnitPrice"] > 0)]
    assert len(kept) == 392_692
    assert money(kept) == Decimal("8887208.894")


def test_online_retail_concentration_uci_352(orders):
    result = concentration(orders, resamples=10)
    assert [round(share, 4) for share in result.top_shares] == [0.3200, 0.5038, 0.6138, 0.7462]
    assert round(result.gini, 4) == 0.7151
    assert round(result.hhi, 6) == 0.004644


def test_online_retail_share_of_the_united_kingdom_uci_352(invoices):
    clean = invoices[invoices["CustomerID"].notna() & ~invoices["cancelled"] & (invoices["money"] > 0)]
    british = clean[clean["Country"] == "United Kingdom"]
    assert round(float(money(british) / money(clean)), 4) == 0.8201


def test_online_retail_rfm_as_of_2011_12_10_uci_352(retail):
    rfm = engine.run("rfm", orders=retail.paths["orders"], as_of=AS_OF)
    values = rfm.drop(columns="account_id")
    assert values.median().round(3).tolist() == [51, 2, 674.485]
    assert values.mean().round(3).tolist() == [93.059, 4.272, 2054.266]
    assert (rfm["order_count"] == 1).sum() == 1_493


def test_online_retail_elapsed_hours_would_give_a_median_of_50_days_uci_352(orders):
    last = orders.groupby("account_id")["ordered_at"].max()
    assert (pd.Timestamp(AS_OF) - last).dt.days.median() == 50


def test_online_retail_cohort_of_december_2010_uci_352(orders):
    cohorts = engine.run("cohorts", orders=orders)
    first = cohorts[cohorts["cohort_month"] == "2010-12-01"]
    assert first["months_since"].tolist() == list(range(13))
    assert first["accounts"].tolist() == [885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235]


def test_online_retail_net_of_cancellations_some_customers_bring_nothing_uci_352(real_data):
    """41 customers below zero and 14 at exactly zero: sums of floats put only 50 at or below it, 5 a hair above."""
    mapping = replace(opendata.mapping("online_retail"), policies=NET_OF_REFUNDS)
    net = read(intake.take_in(mapping))
    result = concentration(net, resamples=10)
    revenue = result.table["revenue"]
    assert len(revenue) == 4_372
    assert exactly(net["revenue"]) == Decimal("8300065.814")
    assert ((revenue < 0).sum(), (revenue == 0).sum()) == (41, 14)
    rfm = engine.run("rfm", orders=net, as_of=AS_OF)
    summary = engine.run("account_summary", orders=net, as_of=AS_OF, days_per_unit=7)
    assert rfm.notna().all(axis=None)
    assert summary.notna().all(axis=None)


@pytest.mark.parametrize("name", ["account_summary", "rfm", "cohorts", "concentration"])
def test_online_retail_engine_and_pandas_agree(orders, retail, name):
    as_of = {"as_of": AS_OF} if name in ("account_summary", "rfm") else {}
    unit = {"days_per_unit": 7} if name == "account_summary" else {}
    ours = engine.run(name, orders=retail.paths["orders"], **as_of, **unit)
    pd.testing.assert_frame_equal(ours, getattr(reductions, name)(orders, **as_of), rtol=1e-9, atol=1e-9)


def test_northwind_ledger_microsoft_sample(northwind):
    assert len(northwind) == 2_155
    assert northwind["order_id"].nunique() == 830
    assert northwind["account_id"].nunique() == 89
    assert round(exactly(northwind["revenue"]), 2) == Decimal("1265793.04")


def test_northwind_before_discount_microsoft_sample(real_data):
    details = pd.read_csv(opendata.fetch("northwind") / "order_details.csv")
    assert round((details["price"] * details["q"]).sum(), 2) == 1_354_458.59


def test_northwind_concentration_microsoft_sample(northwind):
    result = concentration(northwind, resamples=10)
    assert round(result.top_shares[0.20], 4) == 0.6006
    assert round(result.gini, 4) == 0.5755
    assert result.table["account_id"][0] == "QUICK"
    assert round(result.table["revenue"][0], 2) == 110_277.30


def test_cdnow_master_fader_hardie(cdnow_master):
    assert len(cdnow_master) == 69_659
    assert cdnow_master["account_id"].nunique() == 23_570
    assert exactly(cdnow_master["revenue"]) == Decimal("2500315.63")
    assert cdnow_master.drop(columns="order_id").duplicated().sum() == 255
    assert (cdnow_master["revenue"] == 0).sum() == 80
    assert len(cdnow_master[["account_id", "ordered_at"]].drop_duplicates()) == 67_591


def test_cdnow_master_concentration_fader_hardie(cdnow_master):
    result = concentration(cdnow_master, resamples=10)
    assert round(result.top_shares[0.20], 4) == 0.6778
    assert round(result.gini, 4) == 0.6346


def test_cdnow_calibration_fader_hardie_lee_2005(cdnow):
    summary = engine.run("account_summary", orders=cdnow, as_of="1997-09-30", days_per_unit=7)
    assert len(summary) == 2_357
    assert summary["frequency"].sum() == 2_457
    assert (summary["frequency"] == 0).sum() == 1_411
    assert summary["frequency"].max() == 29


def test_cdnow_holdout_of_39_weeks_fader_hardie_lee_2005(cdnow):
    until = [
        engine.run("account_summary", orders=cdnow, as_of=day, days_per_unit=7) for day in ("1997-09-30", "1998-06-30")
    ]
    assert until[1]["frequency"].sum() - until[0]["frequency"].sum() == 1_882


def test_cdnow_frequency_and_spend_hardly_correlate_fader_hardie_2013(cdnow):
    summary = engine.run("account_summary", orders=cdnow, as_of="1997-09-30", days_per_unit=7)
    repeaters = summary[summary["frequency"] > 0]
    assert len(repeaters) == 946
    assert round(repeaters["frequency"].corr(repeaters["monetary_value"]), 3) == 0.114


@pytest.mark.parametrize("file", ["cdnow_customers_summary.csv", "cdnow_customers_summary_with_transactions.csv"])
def test_cdnow_summary_equals_the_published_one_fader_hardie(real_data, cdnow, file):
    """lifetimes/datasets: columns x (frequency), t_x (recency), T, zbar (monetary value), printed with two decimals."""
    names = {"x": "frequency", "t_x": "recency", "zbar": "monetary_value"}
    published = pd.read_csv(real_data / "cdnow" / file).rename(columns=names).set_index("ID")
    ours = engine.run("account_summary", orders=cdnow, as_of="1997-09-30", days_per_unit=7)
    ours = ours.set_index(ours["account_id"].astype(int)).loc[published.index, published.columns]
    assert (ours["frequency"] == published["frequency"]).all()
    assert (ours - published).abs().max().max() <= 0.005 + 1e-9
