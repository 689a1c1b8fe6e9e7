"""Small files that the intake tests write, and the mapping that reads them."""

import sys
from pathlib import Path

import pytest

from kamlib.tables.intake import ClientMapping, Intake, Source, take_in

sys.path.insert(0, str(Path(__file__).parent))  # the makers of dirty files are a package of their own

COLUMNS = {"order_id": "order", "account_id": "customer", "ordered_at": "day", "revenue": "amount"}


@pytest.fixture(autouse=True)
def _fresh_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("KAMLIB_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def write(tmp_path):
    """Write text or bytes to a file in the test's folder and return its path."""

    def written(content, name="orders.csv", encoding="utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return written


@pytest.fixture
def take(write):
    """Take in orders given as text (or a file's path); keywords are settings of the source or of the client."""

    def taken(
        content, columns=None, policies=None, as_of=None, currency="EUR", time_zone="UTC", rates=None, **settings
    ) -> Intake:
        file = content if isinstance(content, Path) else write(content)
        source = Source("orders", file, columns or COLUMNS, **settings)
        more = {} if policies is None else {"policies": policies}
        more |= {} if rates is None else {"rates": rates}
        return take_in(ClientMapping("Client", currency, (source,), time_zone, as_of, **more))

    return taken


@pytest.fixture
def frame():
    """Read a contract table of an intake as a DataFrame."""
    from kamlib.tables.engine import connect

    def read(taken: Intake, table="orders"):
        with connect() as connection:
            return connection.read_parquet(str(taken.paths[table])).df()

    return read
