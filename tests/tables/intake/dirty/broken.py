"""Files that hold no table, or not all of it, or that nobody may read."""

import gzip
import io
import lzma
import zipfile

from dirty.case import Case, csv_of, file_of, good

LINES = good(500)
CONTENT = csv_of(LINES).encode()
HTML = "<html><body><table><tr><td>order</td><td>customer</td></tr></table></body></html>"


def folder(where):
    (where / "orders").mkdir()
    return where / "orders"


def forbidden(where):
    path = where / "orders.csv"
    path.write_bytes(CONTENT)
    path.chmod(0)
    return path


def packed(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


CASES = [
    Case("empty file", file_of(""), refused=r"orders\.csv is empty: ask for the file again"),
    Case("header only", file_of("order,customer,date,amount\n"), refused=r"orders\.csv has a header but no rows"),
    Case(
        "truncated gzip",
        file_of(gzip.compress(CONTENT)[:-40], "orders.csv.gz"),
        refused=r"orders\.csv\.gz is damaged or was not copied whole",
    ),
    Case(
        "truncated gzip",
        file_of(lzma.compress(CONTENT)[:-40], "orders.csv.xz"),
        refused=r"orders\.csv\.xz is damaged",
        name="truncated xz",
    ),
    Case("wrong extension", file_of(gzip.compress(CONTENT), "orders.csv"), LINES, name="gzip named csv"),
    Case("wrong extension", file_of(CONTENT, "orders.xlsx"), LINES, name="csv named xlsx"),
    Case(
        "wrong extension",
        file_of(HTML, "orders.xls"),
        refused=r"orders\.xls is a web page",
        name="a web page named xls",
    ),
    Case(
        "wrong extension",
        file_of("<?xml version='1.0'?><Workbook/>", "orders.xls"),
        refused=r"orders\.xls is XML",
        name="XML named xls",
    ),
    Case(
        "wrong extension", file_of(b"%PDF-1.7\n", "orders.csv"), refused=r"orders\.csv is a PDF", name="PDF named csv"
    ),
    Case(
        "wrong extension",
        file_of('[{"order": 1}, {"order": 2}]', "orders.json"),
        refused=r"orders\.json is JSON",
        name="JSON",
    ),
    Case(
        "wrong extension",
        file_of(b"7z\xbc\xaf\x27\x1c" + b"\x00" * 40, "orders.zip"),
        refused=r"orders\.zip is packed as 7z: unpack it",
        name="7z named zip",
    ),
    Case(
        "wrong extension",
        file_of(packed(**{"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "orders.xlsx"),
        refused=r"orders\.xlsx cannot be read as a spreadsheet",
        name="Word named xlsx",
    ),
    Case(
        "a zip of two files",
        file_of(packed(a=CONTENT, b=CONTENT), "orders.zip"),
        refused=r"orders\.zip holds 2 files \(a, b\)",
    ),
    Case("a directory given as a file", folder, refused="is a folder: name the file in it"),
    Case("no permission", forbidden, refused=r"orders\.csv may not be read"),
    Case("a file that is not there", lambda where: where / "orders.csv", refused=r"There is no file .*orders\.csv"),
]
