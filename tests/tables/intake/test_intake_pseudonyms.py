"""Pseudonyms: no name or id in the cache, the same key next month, and a key file that nobody else can read."""

import json
import os
import stat
import sys
from dataclasses import replace

import pytest

from kamlib.tables.cache import cache_home
from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake import compare, previous, pseudonyms, read_mapping, take_in
from kamlib.tables.intake.command import forget_client, propose_files, take_in_file
from kamlib.tables.intake.pseudonyms import KeyFile

ORDERS = """Auftrag;Kundennr;Kundenname;Datum;Betrag;Region;Mail
ORD-1001;KD-7001;Müller Böden;2024-01-15;10,50;North;anna@mueller.example
ORD-1002;KD-7002;Größe Söhne;2024-01-16;20,25;South;bert@groesse.example
ORD-1003;KD-7001;Müller Böden;2024-01-17;-3,00;North;anna@mueller.example
ORD-1004;;Unbekannt Hinz;2024-01-18;4,00;North;hinz@kunz.example
ORD-1005;KD-7003;Zange Bau;someday;5,00;South;zange@bau.example
ORD-1006;KD-7004;"Offen Quote;2024-01-19;6,00;South;x@offen.example
ORD-1007;kd-7001;Müller Böden;2024-01-20;7,00;North;anna@mueller.example
"""
ACCOUNTS = """Kundennr;Firma;Konzernnr;Konzernname;Betreuer;Region
KD-7001;Müller Böden;PK-9001;Holding Rhein;Frieda Kahn;North
kd-7001;Müller Boden;PK-9001;Holding Rhein;Frieda Kahn;North
KD-7002;Größe Söhne;PK-9001;Holding Rhein;Emil Ratte;South
KD-7003;Zange Bau;;;Emil Ratte;West
"""
CONTACTS = (
    "contact_id;account_id;contact_name;role\nCT-501;KD-7001;Anna Zwirn;buyer\nCT-502;KD-7002;Bert Garn;decider\n"
)
KNOWLEDGE = (
    "account_id;question;answer;answered_at;source\n"
    "KD-7001;2;Herr Zwirn schimpft;2024-01-05;Besuch Kahn\nKD-7002;3;;;\n"
)
RESPONSES = (
    "response_id;account_id;contact_id;answered_at;comment\n"
    "FB-801;KD-7001;CT-501;2024-01-08;Kahn war unfreundlich\nFB-802;KD-7002;CT-502;;\n"
)
ANSWERS = "response_id;item;answer\nFB-801;p01;5\nFB-801;p02;99\n"
STAFF = "staff_id;item;answer\nFrieda Kahn;p01;6\nEmil Ratte;p01;7\n"
REFERRALS = "account_id;referred_by;referred_at\nKD-7003;KD-7001;2024-01-09\n"
FILES = {
    "orders.csv": ORDERS,
    "accounts.csv": ACCOUNTS,
    "contacts.csv": CONTACTS,
    "knowledge.csv": KNOWLEDGE,
    "responses.csv": RESPONSES,
    "answers.csv": ANSWERS,
    "staff.csv": STAFF,
    "referrals.csv": REFERRALS,
}
SECRETS = (
    *(
        "ORD-100",
        "KD-700",
        "kd-700",
        "Müller",
        "Größe",
        "Unbekannt",
        "Zange",
        "Offen",
        "@mueller",
        "x@offen",
        "example",
    ),
    *("PK-9001", "Holding Rhein", "Frieda", "Emil", "Ratte", "CT-50", "Zwirn", "Garn", "Besuch", "schimpft"),
    *("FB-80", "unfreundlich"),
)


@pytest.fixture
def client(write, tmp_path):
    """A mapping of all files, proposed and answered, without pseudonyms."""
    out = tmp_path / "client.toml"
    propose_files([write(content, name) for name, content in FILES.items()], out)
    out.write_text(out.read_text(encoding="utf-8").replace('# currency = "EUR"', 'currency = "EUR"'), encoding="utf-8")
    return out


def everything():
    """All bytes of the cache, and what its Parquet files hold."""
    from kamlib.tables.engine import connect

    found = []
    for path in sorted(cache_home().rglob("*")):
        if path.is_file() and path.name != "digests.json":
            found.append((path.name, path.read_bytes()))
        if path.suffix == ".parquet":
            with connect() as connection:
                found.append((path.name, connection.read_parquet(str(path)).df().to_csv().encode()))
    return found


def test_no_name_and_no_id_is_anywhere_in_the_cache(client, capsys):
    plain = take_in_file(client)
    assert any("Müller".encode() in content for _, content in everything())
    taken = take_in_file(client, pseudonymise=True)
    assert taken.pseudonymised
    assert not plain.paths["orders"].exists()
    for name, content in everything():
        for secret in SECRETS:
            assert secret.encode() not in content, (name, secret)
    for secret in SECRETS:
        assert secret not in "\n".join((taken.in_words(), taken._repr_html_(), repr(taken)))
    assert "client.keys alone tells which is which" in capsys.readouterr().out.replace("\n", " ")


def test_numbers_are_the_same_and_tables_still_join(client, frame):
    plain, hidden = take_in_file(client), None
    before = {table: frame(plain, table) for table in plain.paths}
    hidden = take_in_file(client, pseudonymise=True)
    assert hidden.ledger.entries == plain.ledger.entries
    after = {table: frame(hidden, table) for table in hidden.paths}
    for table, old in before.items():
        assert CONTRACTS[table].problems(after[table]) == []
        for column in old.columns:
            new = after[table][column]
            if column in pseudonyms.REPLACED and old[column].dtype == "str":
                codes = [
                    values.fillna("").groupby(values.fillna(""), sort=False).ngroup() for values in (old[column], new)
                ]
                assert codes[0].equals(codes[1])
                assert new[old[column].notna()].str.fullmatch(r"[A-Z][a-z]*[- ](\w{4}-\w{4}-\w{4})").all()
            else:
                assert new.equals(old[column])
    assert set(after["orders"]["account_id"]) <= set(after["accounts"]["account_id"])
    assert set(after["contacts"]["account_id"]) <= set(after["accounts"]["account_id"])
    assert set(after["referrals"]["referred_by"]) <= set(after["accounts"]["account_id"])
    assert set(after["answers"]["response_id"]) <= set(after["responses"]["response_id"])
    assert set(after["responses"]["contact_id"]) == set(after["contacts"]["contact_id"])
    # What was ticked is a number and names nobody.
    assert after["answers"]["answer"].tolist() == [5, 99]
    assert any("only one" in note for note in hidden.notes)


def test_rows_set_aside_keep_what_cannot_name(client):
    taken = take_in_file(client, pseudonymise=True)
    rows = taken.ledger.rows(table="orders")
    assert {"row", "reason", "money", "order_id", "account_id", "revenue"} <= set(rows.columns)
    assert "Mail" not in rows.columns
    assert "region" not in rows.columns
    assert rows["line"].isna().all()
    assert set(rows["row"]) == {4, 5, 6, 7}


def test_the_key_file_stands_apart_and_is_for_its_owner_alone(client):
    take_in_file(client, pseudonymise=True)
    path = client.with_name("client.keys")
    head, *keys = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert (head["client"], len(head["secret"])) == (read_mapping(client).name, 64)
    assert ["Account", "Müller Böden"] in [[kind, original] for kind, _, original in keys]
    assert len({key for _, key, _ in keys}) == len(keys)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_next_month_a_customer_keeps_its_key(client, frame):
    first = take_in_file(client, pseudonymise=True)
    known = frame(first, "orders")["account_id"].iloc[0]
    orders = client.with_name("orders.csv")
    orders.write_text(
        ORDERS + "ORD-1008;KD-7001;Müller Böden;2024-02-01;9,00;North;\nORD-1009;KD-7009;Neu;2024-02-02;1,00;North;\n"
    )
    second = take_in(read_mapping(client))
    assert frame(second, "orders")["account_id"].iloc[0] == known
    assert previous(second).fingerprint == first.fingerprint
    found = compare(second, first)
    assert (len(found.new_accounts), len(found.gone_accounts)) == (1, 0)
    assert found.new_accounts[0].startswith("A-")


def test_a_lost_key_file_is_missed(client):
    take_in_file(client, pseudonymise=True)
    keys = client.with_name("client.keys")
    kept = keys.read_bytes()
    keys.unlink()
    with pytest.raises(ValueError, match=r"client\.keys is not beside the mapping.*put it back, or run"):
        take_in(read_mapping(client))
    assert not keys.exists()
    KeyFile.new(keys, read_mapping(client).name)
    with pytest.raises(ValueError, match=r"is not the key file that .* was pseudonymised with before"):
        take_in(read_mapping(client))
    keys.write_bytes(kept)
    take_in(read_mapping(client))


def test_the_key_file_of_another_client_is_refused(client, tmp_path):
    keys = client.with_name("client.keys")
    KeyFile.new(keys, "Somebody Else")
    with pytest.raises(ValueError, match=r"client\.keys is the key file of 'Somebody Else', not of 'Orders'") as error:
        take_in_file(client, pseudonymise=True)
    assert "\n" not in str(error.value)
    for spoilt in ("", "{}", "hello\n", '{"client": "Orders", "secret": "xyz"}\n'):
        keys.write_text(spoilt)
        with pytest.raises(ValueError, match="is no key file"):
            take_in(read_mapping(client))


def test_a_damaged_key_file_is_refused_and_left(client):
    take_in_file(client, pseudonymise=True)
    keys = client.with_name("client.keys")
    damaged = keys.read_text(encoding="utf-8")[:-9]
    keys.write_text(damaged, encoding="utf-8")
    client.with_name("orders.csv").write_text(ORDERS + "ORD-1;KD-7001;Müller Böden;2024-02-01;9,00;North;\n")
    with pytest.raises(ValueError, match=r"client\.keys is damaged"):
        take_in(read_mapping(client))
    assert keys.read_text(encoding="utf-8") == damaged


def test_keys_that_meet_by_chance_are_told_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(pseudonyms, "_GROUPS", 1)
    monkeypatch.setattr(pseudonyms, "_LETTERS", 1)
    keys = KeyFile.new(tmp_path / "a.keys", "A")
    given = {name: keys.key("A-", name) for name in "abcdefghijklmnop"}
    assert len(set(given.values())) == len(given)
    keys.save()
    again = KeyFile(tmp_path / "a.keys", "A")
    assert {name: again.key("A-", name) for name in reversed(given)} == given


def test_without_the_secret_the_same_names_have_other_keys(tmp_path):
    one, two = (KeyFile.new(tmp_path / f"{name}.keys", "A") for name in "ab")
    assert one.key("A-", "KD-7001") != two.key("A-", "KD-7001")
    assert one.mark != two.mark
    assert one.key("A-", "(unknown)") == "(unknown)"


def test_the_setting_is_added_and_the_persons_words_are_kept(client):
    text = "# my remark\r\n" + client.read_text(encoding="utf-8").replace(
        "[policies]", "# above the policies\n[policies]"
    )
    client.write_bytes(text.encode())
    take_in_file(client, pseudonymise=True)
    changed = client.read_bytes().decode()
    assert [line for line in changed.split("\n") if not line.startswith("pseudonymise")] == text.split("\n")
    assert read_mapping(client).key_file == client.with_name("client.keys")
    take_in_file(client, pseudonymise=True)
    assert client.read_bytes().decode() == changed


def test_the_proposal_can_say_it_from_the_start(write, tmp_path):
    out = tmp_path / "alpha.toml"
    propose_files([write(ORDERS)], out, pseudonymise=True)
    assert "pseudonymise = true" in out.read_text(encoding="utf-8")
    out.write_text(out.read_text(encoding="utf-8").replace('# currency = "EUR"', 'currency = "EUR"'), encoding="utf-8")
    assert read_mapping(out).key_file == tmp_path / "alpha.keys"
    assert take_in(read_mapping(out)).pseudonymised


def test_forgetting_leaves_the_key_file_and_says_so(client, capsys):
    take_in_file(client, pseudonymise=True)
    capsys.readouterr()
    forget_client(client)
    said = capsys.readouterr().out
    assert "1 intake deleted from the cache" in said
    assert "so is the key file client.keys" in said
    assert client.with_name("client.keys").exists()
    assert [name for name, _ in everything()] == []


def test_a_mapping_in_memory_takes_its_key_file_along(client, frame, tmp_path):
    mapping = replace(read_mapping(client), key_file=tmp_path / "apart" / "mine.keys")
    taken = take_in(mapping)
    assert (tmp_path / "apart" / "mine.keys").exists()
    assert frame(taken, "orders")["order_id"].str.startswith("O-").all()
    assert os.path.commonpath([cache_home(), tmp_path / "apart"]) != str(cache_home())
