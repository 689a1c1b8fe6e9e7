"""Open data: fetched once, verified, converted from the form they have at their origin, used offline."""

import csv
import datetime as dt
import hashlib
import http.server
import io
import lzma
import threading
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest

from kamlib.tables import opendata
from kamlib.tables.opendata import conversions
from kamlib.tables.opendata.sets import SETS

SAMPLE = b" 00004 0001 19970101  2   29.33\r\n 00004 0001 19970118  2   29.73\r\n 00021 0002 19970101  3   63.34\r\n"
MASTER = (
    b" customer_id  date number_of_cds  dollar_value\r\n 00001 19970101  1   11.77\r\n 00001 19970101  1   11.77\r\n"
)
SCRIPT = """\
set quoted_identifier on
GO
INSERT "Categories"("CategoryID","CategoryName","Picture") VALUES(1,'Order Details',0x151C2F00)
INSERT INTO "Orders"
("OrderID","CustomerID","EmployeeID","OrderDate","RequiredDate",
\t"ShippedDate","ShipVia","Freight","ShipName","ShipAddress")
VALUES (10248,N'VINET',5,'7/4/1996','8/1/1996','7/16/1996',3,32.38,
\tN'Vins et alcools Chevalier',N'59 rue de l''Abbaye, Köln')
INSERT INTO "Orders"
("OrderID","CustomerID","EmployeeID","OrderDate","RequiredDate",
\t"ShippedDate","ShipVia","Freight","ShipName","ShipAddress")
VALUES (10250,N'HANAR',4,'12/31/1996','1/5/1997',NULL,2,65.83,N'x',N'y')
go
INSERT "Order Details" VALUES(10248,11,14,12,0)
INSERT "Order Details" VALUES(10250,51,42.4,35,0.15)
"""
NORTHWIND_LEDGER = [
    "order_id,account_id,ordered_at,quantity,revenue,product_id,unit_price",
    "10248,VINET,1996-07-04,12,168,11,14",
    "10250,HANAR,1996-12-31,35,1261.4,51,36.04",
]


def workbook_in_zip() -> bytes:
    """A workbook with the columns, the kinds of cell and the oddities of the published one, in a zip."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(
        ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"]
    )
    at = dt.datetime(2010, 12, 1, 8, 26)
    sheet.append([536365, "85123A", "WHITE HANGING HEART, T-LIGHT", 6, at, 2.55, 17850, "United Kingdom"])
    sheet.append(["C536379", 22138, 20713, -1, at, 27.5, 14527, "EIRE"])
    sheet.append([536414, 22139, None, 56, at, 0, None, "United Kingdom"])
    sheet.append([536365, "PADS", "Voucher £40.00", 1, at, 0.001, 17850, "United Kingdom"])
    file = io.BytesIO()
    book.save(file)
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("Online Retail.xlsx", file.getvalue())
    return zipped.getvalue()


@pytest.fixture
def home(monkeypatch, tmp_path):
    """An empty data folder and an empty cache."""
    monkeypatch.setenv("KAMLIB_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("KAMLIB_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "data"


@pytest.fixture
def origin(monkeypatch):
    """A web server on this machine; `serve(name, content)` makes it the origin of a data set."""
    contents: dict[str, bytes] = {}
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            content = contents[self.path]
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

    def serve(name, content, **changes):
        contents[f"/{name}"] = content
        address = f"http://127.0.0.1:{server.server_port}/{name}"
        monkeypatch.setitem(SETS, name, replace(SETS[name], address=address, **changes))
        return asked

    yield serve
    server.shutdown()
    server.server_close()


def put(home, file, content):
    path = home / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def test_a_set_is_fetched_once_and_verified(home, origin):
    asked = origin("cdnow", SAMPLE, sha256=sha256(SAMPLE))
    assert opendata.fetch("cdnow") == opendata.fetch("cdnow") == home / "cdnow" / "CDNOW_sample.txt"
    assert asked == ["/cdnow"]


def test_what_is_in_the_data_folder_is_used_without_a_network(home, monkeypatch):
    monkeypatch.setitem(SETS, "cdnow", replace(SETS["cdnow"], address="http://127.0.0.1:9/", sha256=sha256(SAMPLE)))
    put(home, "cdnow/CDNOW_sample.txt", SAMPLE)
    assert opendata.fetch("cdnow").read_bytes() == SAMPLE


def test_a_wrong_checksum_at_the_origin_is_one_sentence(home, origin):
    origin("cdnow", b"<html>not found</html>", sha256=sha256(SAMPLE))
    with pytest.raises(
        ValueError, match=r"is not the published file \(its checksum differs\): try later, or put"
    ) as error:
        opendata.fetch("cdnow")
    assert "\n" not in str(error.value)
    assert not (home / "cdnow" / "CDNOW_sample.txt").exists()


def test_a_changed_file_in_the_data_folder_is_one_sentence(home):
    path = put(home, "cdnow/CDNOW_sample.txt", SAMPLE)
    with pytest.raises(ValueError, match=f"{path} is not the published file .* delete it to fetch it again"):
        opendata.fetch("cdnow")


def test_offline_says_what_from_where_and_where_to_put_it(home, monkeypatch):
    address = "http://127.0.0.1:9/CDNOW_sample.txt"
    monkeypatch.setitem(SETS, "cdnow", replace(SETS["cdnow"], address=address))
    with pytest.raises(ConnectionError) as error:
        opendata.fetch("cdnow")
    assert str(error.value) == (
        f"CDNOW, the 1/10 sample could not be fetched from {address}: go online and try again, "
        f"or put the file there yourself, as {home / 'cdnow' / 'CDNOW_sample.txt'}."
    )


def test_every_address_is_pinned():
    for name, data in SETS.items():
        if name != "online_retail":
            commit = data.address.split("/")[5]
            assert len(commit) == 40
            assert set(commit) <= set("0123456789abcdef")
        assert data.sha256 or data.convert


def test_a_wrong_name_is_one_sentence():
    with pytest.raises(ValueError, match="There is no open data set 'cdnw'; there are cdnow, cdnow_master, online_"):
        opendata.fetch("cdnw")
    with pytest.raises(
        ValueError, match="telco is not a ledger of orders; the ledgers are cdnow, cdnow_master, online_"
    ):
        opendata.mapping("telco")


def test_the_cdnow_sample_becomes_a_ledger(home, monkeypatch):
    put(home, "cdnow/CDNOW_sample.txt", SAMPLE)
    monkeypatch.setitem(SETS, "cdnow", replace(SETS["cdnow"], sha256=sha256(SAMPLE)))
    assert opendata.mapping("cdnow").sources[0].file.read_text().splitlines() == [
        "order_id,account_id,ordered_at,quantity,revenue",
        "1,0001,1997-01-01,2,29.33",
        "2,0001,1997-01-18,2,29.73",
        "3,0002,1997-01-01,3,63.34",
    ]


def test_equal_rows_of_cdnow_stay_two_purchases(home, monkeypatch):
    put(home, "cdnow/CDNOW_master.txt", MASTER)
    monkeypatch.setitem(SETS, "cdnow_master", replace(SETS["cdnow_master"], sha256=sha256(MASTER)))
    assert opendata.mapping("cdnow_master").sources[0].file.read_text().splitlines()[1:] == [
        "1,00001,1997-01-01,1,11.77",
        "2,00001,1997-01-01,1,11.77",
    ]


def test_the_online_retail_workbook_becomes_csv(home, origin, monkeypatch):
    money = Decimal("15.30") - Decimal("27.5") + Decimal("0.001")
    monkeypatch.setattr(conversions, "ONLINE_RETAIL_TOTALS", (4, 3, 2, money))
    asked = origin("online_retail", workbook_in_zip())
    path = opendata.mapping("online_retail").sources[0].file
    assert path == home / "online_retail" / "online_retail.csv.xz"
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1:] == [
        [
            "536365",
            "85123A",
            "WHITE HANGING HEART, T-LIGHT",
            "6",
            "2010-12-01 08:26:00",
            "2.55",
            "17850",
            "United Kingdom",
        ],
        ["C536379", "22138", "20713", "-1", "2010-12-01 08:26:00", "27.5", "14527", "EIRE"],
        ["536414", "22139", "", "56", "2010-12-01 08:26:00", "0", "", "United Kingdom"],
        ["536365", "PADS", "Voucher £40.00", "1", "2010-12-01 08:26:00", "0.001", "17850", "United Kingdom"],
    ]
    opendata.fetch("online_retail")
    assert asked == ["/online_retail"]
    assert [entry.name for entry in path.parent.iterdir()] == ["online_retail.csv.xz"]


def test_a_workbook_with_other_totals_is_refused(home, origin):
    origin("online_retail", workbook_in_zip())
    with pytest.raises(
        ValueError, match=r"its totals are 4, 3, 2, -12\.199 where the published set has 541,909, 25,900"
    ):
        opendata.fetch("online_retail")
    assert not (home / "online_retail" / "online_retail.csv.xz").exists()


def test_a_file_that_is_no_workbook_is_one_sentence(home, origin):
    origin("online_retail", b"<html>moved</html>")
    with pytest.raises(
        ValueError, match=r"does not hold Online Retail as published .* delete it to fetch it again"
    ) as error:
        opendata.fetch("online_retail")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_northwind_script_becomes_a_ledger(home, origin, monkeypatch, encoding, newline):
    monkeypatch.setattr(conversions, "NORTHWIND_TOTALS", (2, 2, Decimal("1429.40")))
    origin("northwind", SCRIPT.replace("\n", newline).encode(encoding))
    assert opendata.mapping("northwind").sources[0].file.read_text().splitlines() == NORTHWIND_LEDGER
    assert opendata.fetch("northwind") == home / "northwind"
    assert sorted(entry.name for entry in (home / "northwind").iterdir()) == ["order_details.csv", "orders.csv"]


def test_northwind_as_it_stands_in_a_data_folder_becomes_the_same_ledger(home):
    put(home, "northwind/orders.csv", b"o,cust,emp,od,req,ship\n10248,VINET,5,7/4/1996,8/1/1996,'7/16/1996'\n")
    with (home / "northwind" / "orders.csv").open("a") as file:
        file.write("10250,HANAR,4,12/31/1996,1/5/1997,NULL\n")
    put(home, "northwind/order_details.csv", b"o,p,price,q,disc,amt\n10248.0,11.0,14.0,12.0,0.0,168.0\n")
    with (home / "northwind" / "order_details.csv").open("a") as file:
        file.write("10250.0,51.0,42.4,35.0,0.15,1261.3999999999999\n")
    assert opendata.mapping("northwind").sources[0].file.read_text().splitlines() == NORTHWIND_LEDGER


def test_telco_keeps_its_columns_and_reads_a_blank_as_missing(home, monkeypatch):
    content = b"customerID,tenure,TotalCharges,Churn\n0001-A,0, ,No\n0002-B,3,29.85,Yes\n"
    put(home, "telco/Telco-Customer-Churn.csv", content)
    monkeypatch.setitem(SETS, "telco", replace(SETS["telco"], sha256=sha256(content)))
    frame = opendata.telco()
    assert list(frame.columns) == ["customerID", "tenure", "TotalCharges", "Churn"]
    assert pd.isna(frame["TotalCharges"][0])
    assert frame["TotalCharges"][1] == 29.85


def test_the_survival_tables_keep_their_columns(home, monkeypatch):
    for name, content in (
        ("waltons", b"T,E,group\n6.0,1,miR-137\n61.0,0,control\n"),
        ("rossi", b"week,arrest\n20,1\n"),
    ):
        put(home, f"survival/{name}.csv", content)
        monkeypatch.setitem(SETS, name, replace(SETS[name], sha256=sha256(content)))
    assert opendata.waltons().to_numpy().tolist() == [[6, 1, "miR-137"], [61, 0, "control"]]
    assert opendata.rossi().to_dict("list") == {"week": [20], "arrest": [1]}


@pytest.mark.real
@pytest.mark.parametrize("name", opendata.NAMES)
def test_every_published_set_is_found_and_verified(real_data, name):
    assert opendata.fetch(name).is_relative_to(real_data.resolve())
