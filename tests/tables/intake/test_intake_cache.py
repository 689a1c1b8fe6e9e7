"""The cache: read once, read again after any change, forgotten when asked, and never half written."""

import datetime as dt
import os

import pytest

import kamlib.tables.intake.intake as module
from kamlib.tables.cache import cache_home
from kamlib.tables.intake import ClientMapping, Source, forget, previous, store, take_in

TEXT = "order,customer,day,amount\n1,A,2024-01-01,5\n2,B,2024-01-02,3\n"
COLUMNS = {"order_id": "order", "account_id": "customer", "ordered_at": "day", "revenue": "amount"}


@pytest.fixture
def readings(monkeypatch):
    """Count how often files are truly read."""
    counted = []
    true = module.take_source
    monkeypatch.setattr(module, "take_source", lambda *given: counted.append(1) or true(*given))
    return counted


def mapping_of(file, **settings):
    return ClientMapping("Client", "EUR", (Source("orders", file, COLUMNS, **settings),))


def test_a_second_load_reads_nothing(write, readings):
    mapping = mapping_of(write(TEXT))
    first, second = take_in(mapping), take_in(mapping)
    assert len(readings) == 1
    assert first == second
    assert str(first.ledger) == str(second.ledger)


def test_content_counts_and_not_the_name(write, readings, tmp_path):
    first = take_in(mapping_of(write(TEXT)))
    moved = tmp_path / "moved.csv"
    os.rename(tmp_path / "orders.csv", moved)
    assert take_in(mapping_of(moved)).fingerprint == first.fingerprint
    assert len(readings) == 1


def test_a_changed_byte_or_word_is_read_again(write, readings):
    first = take_in(mapping_of(write(TEXT)))
    changed = take_in(mapping_of(write(TEXT.replace(",5", ",6"))))
    trimmed = take_in(mapping_of(write(TEXT), missing=("B",)))
    assert len({first.fingerprint, changed.fingerprint, trimmed.fingerprint}) == 3
    assert len(readings) == 3


def test_the_digest_of_an_unchanged_file_is_remembered(write, monkeypatch):
    file = write(TEXT)
    os.utime(file, (1e9, 1e9))
    found = store.digest(file)
    monkeypatch.setattr(store.hashlib, "file_digest", lambda *_: pytest.fail("read again"))
    assert store.digest(file) == found


def test_tomorrow_a_future_row_may_be_present(write, readings, monkeypatch):
    mapping = mapping_of(write(TEXT))
    monkeypatch.setattr(module, "future_limit", lambda _: dt.date(2024, 1, 1))
    monkeypatch.setattr("kamlib.tables.intake.rules.future_limit", lambda _: dt.date(2024, 1, 1))
    assert take_in(mapping).ledger.reasons == {"date in the future": 1}
    monkeypatch.setattr(module, "future_limit", lambda _: dt.date(2024, 1, 2))
    monkeypatch.setattr("kamlib.tables.intake.rules.future_limit", lambda _: dt.date(2024, 1, 2))
    assert take_in(mapping).ledger.reasons == {}
    assert take_in(mapping).ledger.rows_used == 2
    assert len(readings) == 2


def test_nothing_half_written_is_left_after_a_failure(write):
    with pytest.raises(ValueError, match="date_format"):
        take_in(mapping_of(write(TEXT), date_format="%d.%m.%Y"))
    left = [path for path in cache_home().rglob("*") if path.is_file() and path.suffix != ".json"]
    assert left == []


def test_a_spoilt_cache_is_made_again(write, readings):
    taken = take_in(mapping_of(write(TEXT)))
    taken.paths["orders"].unlink()
    assert take_in(mapping_of(write(TEXT))).paths["orders"].is_file()
    (store.client_folder(taken.fingerprint) / store.MANIFEST).write_text("{")
    assert take_in(mapping_of(write(TEXT))).ledger.rows_used == 2
    assert len(readings) == 3


def test_only_so_many_intakes_are_kept(write, monkeypatch):
    monkeypatch.setattr(store, "_REMEMBERED", 2)
    taken = [take_in(mapping_of(write(TEXT + f"3,C,2024-02-01,{amount}\n"))) for amount in (1, 2, 3)]
    assert [one.paths["orders"].is_file() for one in taken] == [False, True, True]


def test_previous_and_forget(write):
    old = take_in(mapping_of(write(TEXT)))
    assert previous(old) is None
    new = take_in(mapping_of(write(TEXT + "3,C,2024-02-01,1\n", "february.csv")))
    assert previous(new).fingerprint == old.fingerprint
    assert forget("Client") == 2
    assert not old.paths["orders"].exists()
    assert forget("Client") == 0
