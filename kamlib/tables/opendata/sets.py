"""The open data sets: where each comes from, under which terms, and which of its columns are ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kamlib.tables.opendata import conversions
from kamlib.tables.policies import SALES_TO_KNOWN_CUSTOMERS, USE, Policies

_GITHUB = "https://raw.githubusercontent.com"
_LIFETIMES = f"{_GITHUB}/CamDavidsonPilon/lifetimes/4f2833f4518621343bb6983eb3e540c11f66ec6a/lifetimes/datasets"
_SQL_SERVER = f"{_GITHUB}/microsoft/sql-server-samples/481085dc95720244a359f1311afd6003e0bcc09c/samples/databases"
_TELCO = f"{_GITHUB}/IBM/telco-customer-churn-on-icp4d/d5371f5d83a446ad5673cbcca3b814b926491f8a/data"
_LIFELINES = f"{_GITHUB}/CamDavidsonPilon/lifelines/5108025b1c7b338d965c9d7e73f022c1565a9e66/lifelines/datasets"
_RDATASETS = f"{_GITHUB}/vincentarelbundock/Rdatasets/1dcc2bf5f955cc1224a3e1307256e1fe86b68dae/csv"


@dataclass(frozen=True)
class OpenData:
    """One open data set.

    `files` are its files below the data folder. They come from `address`: as they are, with `sha256`; or, where the
    origin keeps them in another form or promises no stable bytes, through `convert`, which checks control totals.
    `columns` (our column -> theirs) makes it a ledger; `ledger` first writes that ledger, where it needs writing.
    """

    title: str
    files: tuple[str, ...]
    address: str
    at_origin: str
    sha256: str = ""
    convert: Callable[[Path, Path], None] | None = None
    ledger: Callable[[Path, Path], None] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    cancelled_prefix: str | None = None
    currency: str = "USD"
    time_zone: str = "UTC"
    policies: Policies = SALES_TO_KNOWN_CUSTOMERS


_OURS = ("order_id", "account_id", "ordered_at", "quantity", "revenue")
_CDNOW_POLICIES = Policies(zero_price=USE)  # the published summaries count the purchases that cost nothing

SETS: Mapping[str, OpenData] = {
    # Purchases at a web shop, 1997-98, of a tenth of its new customers. B. Hardie's data page; academic use.
    "cdnow": OpenData(
        title="CDNOW, the 1/10 sample",
        files=("cdnow/CDNOW_sample.txt",),
        address=f"{_LIFETIMES}/CDNOW_sample.txt",
        at_origin="cdnow/CDNOW_sample.txt",
        sha256="6fae10155c0b0ba363c2c386e30f77990d22328220efd862a5edd1443420d94a",
        ledger=conversions.cdnow_sample,
        columns={name: name for name in _OURS},
        policies=_CDNOW_POLICIES,
    ),
    # The same shop, all of the cohort of the first quarter of 1997.
    "cdnow_master": OpenData(
        title="CDNOW",
        files=("cdnow/CDNOW_master.txt",),
        address=f"{_LIFETIMES}/CDNOW_master.txt",
        at_origin="cdnow/CDNOW_master.txt",
        sha256="eff6889ed364c5199d6eacbbeb7a6d559971df4406ac876f322c373f00a072ef",
        ledger=conversions.cdnow_master,
        columns={name: name for name in _OURS},
        policies=_CDNOW_POLICIES,
    ),
    # Invoices of a British wholesaler of gifts, December 2010 to December 2011. D. Chen; UCI 352; CC BY 4.0.
    "online_retail": OpenData(
        title="Online Retail",
        files=("online_retail/online_retail.csv.xz",),
        address="https://archive.ics.uci.edu/static/public/352/online+retail.zip",
        at_origin="online_retail/online_retail.zip",
        convert=conversions.online_retail,
        columns={
            "order_id": "InvoiceNo",
            "account_id": "CustomerID",
            "ordered_at": "InvoiceDate",
            "product_id": "StockCode",
            "quantity": "Quantity",
            "unit_price": "UnitPrice",
            "region": "Country",
        },
        cancelled_prefix="C",
        currency="GBP",
        time_zone="Europe/London",
    ),
    # Orders of an invented food wholesaler, 1996-98: a ledger between businesses. Microsoft; MIT.
    "northwind": OpenData(
        title="Northwind Traders",
        files=("northwind/orders.csv", "northwind/order_details.csv"),
        address=f"{_SQL_SERVER}/northwind-pubs/instnwnd.sql",
        at_origin="northwind/instnwnd.sql",
        convert=conversions.northwind,
        ledger=conversions.northwind_ledger,
        columns={name: name for name in (*_OURS, "product_id", "unit_price")},
    ),
    # Subscribers of an invented telephone company: tenure, contract, churn. IBM; Apache-2.0.
    "telco": OpenData(
        title="Telco Customer Churn",
        files=("telco/Telco-Customer-Churn.csv",),
        address=f"{_TELCO}/Telco-Customer-Churn.csv",
        at_origin="telco/Telco-Customer-Churn.csv",
        sha256="16320c9c1ec72448db59aa0a26a0b95401046bef5d02fd3aeb906448e3055e91",
    ),
    # Lifetimes of fruit flies in two groups. From the library lifelines; MIT.
    "waltons": OpenData(
        title="Waltons, lifetimes of fruit flies",
        files=("survival/waltons.csv",),
        address=f"{_LIFELINES}/waltons_dataset.csv",
        at_origin="survival/waltons.csv",
        sha256="15de145fab46631806857b47dd3f92f35c081886d5a21bf9ca89b86b0d245cbf",
    ),
    # Re-arrest within a year of release. Rossi, Berk and Lenihan (1980), as in the R package carData.
    "rossi": OpenData(
        title="Rossi, arrests after release",
        files=("survival/rossi.csv",),
        address=f"{_RDATASETS}/carData/Rossi.csv",
        at_origin="survival/rossi.csv",
        sha256="ffdbe09b202aa7314fff29a78e42cd8953431c68facb8fe5520d4042f0313053",
    ),
}
