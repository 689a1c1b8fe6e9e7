"""Online Retail (UCI 352) through intake: published counts, and money in exact decimals."""

from decimal import Decimal

import pytest

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.engine import connect
from kamlib.tables.intake import ClientMapping, Source, propose, take_in
from kamlib.tables.policies import PRESETS, Policies

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("online_retail")]
COLUMNS = {
    "order_id": "InvoiceNo",
    "account_id": "CustomerID",
    "ordered_at": "InvoiceDate",
    "product_id": "StockCode",
    "quantity": "Quantity",
    "unit_price": "UnitPrice",
    "region": "Country",
}


@pytest.fixture
def retail(real_data):
    def taken(policies):
        file = real_data / "online_retail" / "online_retail.csv.xz"
        source = Source("orders", file, COLUMNS, "utf-8", ",", ".", "iso", cancelled_prefix="C")
        return take_in(ClientMapping("Online Retail", "GBP", (source,), "Europe/London", None, policies))

    return taken


def count(taken):
    with connect() as connection:
        return connection.execute(
            "SELECT count(*), count(DISTINCT account_id), count(DISTINCT order_id) FROM read_parquet(?)",
            [str(taken.paths["orders"])],
        ).fetchone()


def test_sales_to_known_customers(retail, frame):
    taken = retail(PRESETS["sales to known customers"])
    ledger = taken.ledger
    assert (ledger.rows_in, ledger.rows_used) == (541_909, 397_884)
    assert ledger.reasons == {"no account": 135_080, "cancelled order": 8_905, "price, quantity or amount of zero": 40}
    assert count(taken) == (397_884, 4_338, 18_532)
    assert ledger.money_used == Decimal("8911407.904")
    assert ledger.money_in == Decimal("9747747.934") == ledger.money_used + ledger.money_set_aside
    assert taken.as_of.date().isoformat() == "2011-12-10"
    assert "5,192 of the rows used repeat an earlier row" in " ".join(taken.notes)
    assert CONTRACTS["orders"].problems(frame(taken)) == []
    accounts = frame(taken, "accounts")
    assert CONTRACTS["accounts"].problems(accounts) == []
    assert len(accounts) == 4_338
    first = ledger.rows("cancelled order").iloc[0]
    assert (first["row"], first["InvoiceNo"], first["Quantity"]) == (143, "C536379", "-1")


def test_without_duplicates(retail):
    taken = retail(Policies(duplicate="set aside"))
    assert (taken.ledger.rows_used, taken.ledger.money_used) == (392_692, Decimal("8887208.894"))


def test_net_of_refunds(retail):
    taken = retail(PRESETS["net of refunds"])
    assert (taken.ledger.rows_used, taken.ledger.money_used) == (406_829, Decimal("8300065.814"))
    assert count(taken)[1] == 4_372


def test_everything_readable(retail):
    taken = retail(PRESETS["everything readable"])
    assert (taken.ledger.rows_used, taken.ledger.rows_set_aside) == (541_909, 0)
    assert count(taken)[1:] == (4_373, 25_900)
    only_cancelled = retail(Policies(missing_account="use", refund="use", negative_price="use", zero_price="use"))
    cancelled = [entry for entry in only_cancelled.ledger.entries if entry.reason == "cancelled order"]
    assert [(entry.rows, entry.money) for entry in cancelled] == [(9_288, Decimal("-896812.49"))]


def test_proposal(real_data):
    proposal = propose(real_data / "online_retail" / "online_retail.csv.xz")
    assert dict(proposal.source.columns) == COLUMNS
    assert (proposal.source.cancelled_prefix, proposal.source.date_formats) == ("C", ("iso",))
    assert "3,836 order ids begin so" in proposal.reasons["orders.cancelled_prefix"]
    assert set(proposal.questions) == {"currency"}
