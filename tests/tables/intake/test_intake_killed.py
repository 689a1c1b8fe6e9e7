"""Intake killed at any moment: the cache holds a whole intake or none, the client's files are as they were."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kamlib.tables.cache import cache_home
from kamlib.tables.intake import forget, read_mapping, store, take_in, workroom

ROWS = 20_000
MAPPING = """# the person's own words
name = "Alpha"
currency = "EUR"
pseudonymise = true
[orders]
file = "orders.csv"
[orders.columns]
order_id = "order"
account_id = "customer"
ordered_at = "day"
revenue = "amount"
"""
TAKE = "import sys; from kamlib.tables.intake.command import take_in_file; take_in_file(sys.argv[1])"


@pytest.fixture
def client(tmp_path):
    lines = (f"R{n},Kunde {n % 97},2024-01-{n % 28 + 1:02},{n % 1000}.25\n" for n in range(ROWS))
    (tmp_path / "orders.csv").write_text("order,customer,day,amount\n" + "".join(lines), encoding="utf-8")
    (tmp_path / "client.toml").write_text(MAPPING, encoding="utf-8")
    return tmp_path / "client.toml"


def hashes(folder: Path) -> dict[str, str]:
    return {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.glob("*") if p.suffix in (".csv", ".toml")
    }


def whole(folder: Path) -> bool:
    kept = store.read_json(folder / store.MANIFEST)
    return bool(kept) and all((folder / f"{table}.parquet").is_file() for table in kept["tables"])


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not known there")
def test_a_killed_intake_leaves_nothing_half(client):
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", TAKE, str(client)], check=True, capture_output=True)
    full = time.monotonic() - started
    before, keys = hashes(client.parent), client.with_suffix(".keys")
    secret = keys.read_text(encoding="utf-8").splitlines()[0]
    killed = 0
    for step in range(16):
        forget("Alpha")
        running = subprocess.Popen([sys.executable, "-c", TAKE, str(client)], stdout=subprocess.DEVNULL)
        time.sleep(full * (step + 1) / 17)
        running.send_signal(signal.SIGKILL)
        killed += running.wait() == -signal.SIGKILL
        folders = [path for path in (cache_home() / "clients").glob("*") if path.name != "names"]
        assert all(whole(folder) for folder in folders)
        assert hashes(client.parent) == before
        assert keys.read_text(encoding="utf-8").splitlines()[0] == secret
        assert len(list((cache_home() / "work").glob("*"))) <= 1
    assert killed >= 8
    for left in client.parent.glob(".*.keys"):
        os.utime(left, (1e9, 1e9))
    taken = take_in(read_mapping(client))
    assert taken.ledger.rows_used + taken.ledger.rows_set_aside == ROWS
    assert list((cache_home() / "work").glob("*")) == []
    assert [path.name for path in client.parent.glob(".*")] == []


def test_a_living_process_keeps_its_workroom():
    with workroom.workroom() as room:
        (room / "rows").write_text("half a ledger")
        workroom.sweep()
        assert (room / "rows").exists()
        left = cache_home() / "work" / "0123456789ab"
        left.mkdir()
        (left / "in_use").touch()
        workroom.sweep()
        assert not left.exists()
    assert not room.exists()


def test_files_half_written_long_ago_are_swept():
    cache_home().mkdir(parents=True, exist_ok=True)
    old, new, other = (cache_home() / name for name in (".0123456789ab.a.json", ".ba9876543210.a.json", ".mine"))
    for path in (old, new, other):
        path.touch()
    for path in (old, other):
        os.utime(path, (1e9, 1e9))
    workroom.sweep()
    assert [path.exists() for path in (old, new, other)] == [False, True, True]


def test_forgetting_finds_what_was_never_remembered_and_spares_the_neighbour(client):
    mapping = replace(read_mapping(client), key_file=None)
    first = take_in(mapping)
    second = take_in(replace(mapping, as_of=first.as_of.date()))
    neighbours = [take_in(replace(mapping, name=name)) for name in ("Alpha ", "alpha", "Alpha AG")]
    store._notes("Alpha").unlink()  # killed between the intake and the note of it
    (cache_home() / "clients" / ("0" * 32)).mkdir()  # spoilt: nobody's
    assert forget("Alpha") == 3
    assert not first.paths["orders"].exists()
    assert not second.paths["orders"].exists()
    assert all(one.paths["orders"].exists() for one in neighbours)
    assert forget("Alpha") == 0


def test_two_processes_take_the_same_file_in_at_once(client):
    running = [subprocess.Popen([sys.executable, "-c", TAKE, str(client)], stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait() for one in running] == [0, 0]
    folders = [path for path in (cache_home() / "clients").glob("*") if path.name != "names"]
    assert all(whole(folder) for folder in folders)
