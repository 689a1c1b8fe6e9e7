"""Whether a client's tables speak of the same customers: orders of accounts that no file of accounts knows, and why.

The commonest causes are ids that one program kept and another changed: leading zeros, case, blanks.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake import store
from kamlib.tables.intake.mapping import ClientMapping
from kamlib.tables.intake.raw import open_reader
from kamlib.tables.policies import UNKNOWN_ACCOUNT

if TYPE_CHECKING:
    import duckdb

_BARE = "ltrim(upper(regexp_replace({}, '\\s', '', 'g')), '0')"


def refuse_strangers(mapping: ClientMapping, folder: Path, keys: str) -> None:
    """Raise ValueError where another client is kept under this name: of another folder, and with not one account in common.

    A name that two clients share would compare the one with the other, and forget both. `folder` holds what was taken in
    now, `keys` is the mark of its key file; intakes under other keys cannot be compared, and tell nothing.
    """
    ours = folder / "accounts.parquet"
    folders = {source.file.resolve().parent for source in mapping.sources}
    kept = [one for one in store.manifests(mapping.name) if one.get("keys", "") == keys]
    places = [store.client_folder(one["fingerprint"]) / "accounts.parquet" for one in kept]
    theirs = [str(place) for place in places if place.exists()]
    at_home = any(
        Path(source["file"]).resolve().parent in folders for one in kept for source in one["mapping"]["sources"]
    )
    if at_home or not theirs or not ours.exists():
        return
    with open_reader() as connection:
        shared, count = connection.execute(
            "SELECT count(*) FILTER (account_id IN (SELECT account_id FROM read_parquet($theirs))), count(*) "
            "FROM read_parquet($ours)",
            {"ours": str(ours), "theirs": theirs},
        ).fetchone() or (0, 0)
    if count and not shared:
        raise ValueError(
            f"A client named {mapping.name} is kept already, and none of the {count:,} accounts of these files is among theirs: "
            "give this client another name (name = … in the mapping), or, if it is the same one with new numbers, run "
            "kam intake --forget first."
        )


def rarity_note(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """Return what keys cannot hide: who is alone of a kind, and whose amounts are known, can still be found out."""
    found = connection.read_parquet(str(folder / "accounts.parquet"))
    kinds = [name for name in ("region", "account_type") if name in found.columns]
    alone = []
    for kind in kinds:
        count = connection.execute(
            f"SELECT count(*) FROM (SELECT {kind} FROM read_parquet(?) WHERE {kind} IS NOT NULL "
            "GROUP BY 1 HAVING count(*) = 1)",
            [str(folder / "accounts.parquet")],
        ).fetchone() or (0,)
        alone += [f"{count[0]:,} accounts are the only one of their {kind}"] if count[0] else []
    listed = f" ({'; '.join(alone)})" if alone else ""
    return [
        f"Keys hide names, not rare combinations{listed}: who knows the market can tell an account by its region, its "
        "kind, its articles or its amounts; texts such as regions, roles and articles are kept as they stand."
    ]


def joining_notes(connection: duckdb.DuckDBPyConnection, mapping: ClientMapping, folder: Path) -> list[str]:
    """Return a sentence for each table whose accounts are not all in the file of accounts; none where there is no file."""
    tables = {source.table: source for source in mapping.sources}
    if "accounts" not in tables:
        return []
    accounts = str(folder / "accounts.parquet")
    notes = []
    for name, source in tables.items():
        if name == "accounts" or "account_id" not in CONTRACTS[name].required:
            continue
        strangers, nearly, theirs, ours = connection.execute(
            "WITH known AS (SELECT account_id FROM read_parquet($accounts)), "
            "strange AS (SELECT DISTINCT account_id FROM read_parquet($table) ANTI JOIN known USING (account_id) "
            f"WHERE account_id <> '{UNKNOWN_ACCOUNT}'), "
            f"near AS (SELECT s.account_id AS there, k.account_id AS here FROM strange s JOIN known k "
            f"ON {_BARE.format('s.account_id')} = {_BARE.format('k.account_id')}) "
            "SELECT (SELECT count(*) FROM strange), count(DISTINCT there), min(there), min(here) FROM near",
            {"accounts": accounts, "table": str(folder / f"{name}.parquet")},
        ).fetchone() or (0, 0, None, None)
        if not strangers:
            continue
        sentence = f"{strangers:,} accounts have {name} but are not in the file of accounts"
        if nearly:
            sentence += (
                f"; {nearly:,} of them differ from one there only in leading zeros, case or blanks, such as {theirs!r} "
                f"in {source.file.name} and {ours!r} in {tables['accounts'].file.name}: ask for both with ids as text"
            )
        notes.append(sentence + ".")
    return notes
