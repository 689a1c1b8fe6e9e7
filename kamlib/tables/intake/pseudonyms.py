"""Names and ids replaced by stable keys on a client's way in; one file, kept apart, tells which is which.

A key is a keyed hash (HMAC with SHA-256; Bellare, Canetti and Krawczyk, 1996) under a random secret: without the key
file nobody can go back, nor try names until one fits. The file stands beside the mapping, never in the cache, and grows
next month, so that a customer keeps its key. Free text that may name people is replaced whole: what we wrote down of
an account (`answer`), where it came from (`source`) and what was added to a survey (`comment`); whether and when it was
written stays, which is what the audit of knowledge asks. An answer that was ticked is a number and stays too, as do
regions, roles, products and the items of a questionnaire. Taught in lesson 01.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import time
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kamlib.tables.cache import atomic_path
from kamlib.tables.policies import UNKNOWN_ACCOUNT

if TYPE_CHECKING:
    import duckdb

REPLACED: dict[str, str] = {
    "account_id": "A-",
    "parent_id": "A-",
    "referred_by": "A-",
    "account_name": "Account ",
    "parent_name": "Account ",
    "contact_id": "C-",
    "contact_name": "Person ",
    "manager": "Person ",
    "staff": "Person ",
    "rater": "Person ",
    "order_id": "O-",
    "activity_id": "W-",
    "contract_id": "T-",
    "delivery_id": "D-",
    "response_id": "R-",
    "staff_id": "S-",
    "visit_id": "V-",
    "complaint_id": "Q-",
    "answer": "Answer ",
    "source": "Source ",
    "comment": "Comment ",
}
"""What is replaced where it is text, and how its keys begin; columns whose keys begin alike share them, so that they join."""

_GROUPS, _LETTERS = 3, 4  # 60 bits: a million ids meet by chance once in two million files
_LEFT = 60.0  # seconds; a half-written key file this old belongs to a process that was killed
_WHAT = "Keep this file apart from the report and the cache: with it, every key can be turned back into its name."


class KeyFile:
    """The secret and the keys given so far, as they stand in the key file of one client.

    Raises ValueError, in a sentence, when the file is another client's or is no key file.
    """

    def __init__(self, path: Path, client: str) -> None:
        self.path, self.client = path, client
        self._keys: dict[tuple[str, str], str] = {}
        self._taken: dict[str, str] = {}
        self._read = False
        head = self._head()
        if head["client"] != client:
            raise ValueError(
                f"{path.name} is the key file of {head['client']!r}, not of {client!r}: put the right one beside the mapping."
            )
        self._secret = bytes.fromhex(head["secret"])

    @classmethod
    def new(cls, path: Path, client: str) -> KeyFile:
        """Write a key file with a new secret and no keys, and return it; one that is there is never written over."""
        for left in path.parent.glob(f".*.{path.name}"):
            if time.time() - left.stat().st_mtime > _LEFT:
                left.unlink(missing_ok=True)
        if not path.exists():
            made = path.with_name(f".{uuid.uuid4().hex[:12]}.{path.name}")
            _write(made, [{"client": client, "secret": secrets.token_hex(32), "what": _WHAT}])
            try:
                os.link(made, path)  # unlike a rename, it never puts a second secret in the place of a first
            except FileExistsError:
                pass
            except OSError:  # a disk without links
                os.replace(made, path)
            made.unlink(missing_ok=True)
        return cls(path, client)

    @property
    def mark(self) -> str:
        """What tells this secret from another without giving it away."""
        return hashlib.sha256(b"mark of " + self._secret).hexdigest()[:16]

    def key(self, begins: str, original: str) -> str:
        """Return the key of one name or id, the same for ever; the unknown account stays unknown."""
        self._load()
        known = self._keys.get((begins, original))
        if known is not None or (begins == "A-" and original == UNKNOWN_ACCOUNT):
            return known or original
        for attempt in range(100):
            found = begins + self._letters(begins, original, attempt)
            if found not in self._taken:
                self._keys[begins, original] = found
                self._taken[found] = original
                return found
        raise RuntimeError(f"No free key was found in {self.path.name}: please report this.")

    def save(self) -> None:
        """Write the key file with all keys given, at once or not at all, for its owner's eyes alone."""
        self._load()
        head = {"client": self.client, "secret": self._secret.hex(), "what": _WHAT}
        _write(self.path, [head, *([begins.strip(" -"), key, name] for (begins, name), key in self._keys.items())])

    def _letters(self, begins: str, original: str, attempt: int) -> str:
        message = "\x00".join((begins, original, *([str(attempt)] if attempt else ()))).encode()
        code = base64.b32encode(hmac.digest(self._secret, message, "sha256")).decode()
        # 0 and 1 for O and I: nobody mistakes one for the other when a key is read out.
        code = code.replace("O", "0").replace("I", "1")
        return "-".join(code[place * _LETTERS : (place + 1) * _LETTERS] for place in range(_GROUPS))

    def _head(self) -> dict[str, str]:
        try:
            with self.path.open(encoding="utf-8") as lines:
                head = json.loads(lines.readline())
            return {"client": str(head["client"]), "secret": bytes.fromhex(head["secret"]).hex()}
        except (ValueError, KeyError, TypeError):
            raise ValueError(f"{self.path.name} is no key file: put the one of {self.client!r} in its place.") from None

    def _load(self) -> None:
        if self._read:
            return
        self._read = True
        begins_of = {begins.strip(" -"): begins for begins in REPLACED.values()}
        try:
            with self.path.open(encoding="utf-8") as lines:
                next(lines)
                for line in lines:
                    kind, key, original = json.loads(line)
                    self._keys[begins_of[kind], original] = key
                    self._taken[key] = original
        except (ValueError, KeyError, TypeError):
            raise ValueError(f"{self.path.name} is damaged: put back the copy that you kept of it.") from None


def _write(path: Path, rows: Iterable[object]) -> None:
    def for_me_alone(name: str, flags: int) -> int:
        return os.open(name, flags | os.O_EXCL, 0o600)

    # Nobody else may read it, not even before it is whole.
    with atomic_path(path) as temporary, open(temporary, "w", encoding="utf-8", opener=for_me_alone) as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        out.flush()
        os.fsync(out.fileno())


def replace_names(connection: duckdb.DuckDBPyConnection, keys: KeyFile) -> None:
    """Replace names and ids in the table `judged` by their keys, the order of its rows kept."""
    import pandas as pd

    described = connection.execute("SELECT column_name, column_type FROM (DESCRIBE judged)").fetchall()
    there = [name for name, kind in described if kind == "VARCHAR"]
    columns = {name: REPLACED[name.removeprefix("extra_")] for name in there if name.removeprefix("extra_") in REPLACED}
    for begins in dict.fromkeys(columns.values()):
        union = " UNION ".join(f"SELECT {name} FROM judged" for name, own in columns.items() if own == begins)
        originals = [
            row[0] for row in _rows(connection, f"SELECT DISTINCT x FROM ({union}) t(x) WHERE x IS NOT NULL ORDER BY x")
        ]
        frame = pd.DataFrame({"original": originals, "key": [keys.key(begins, one) for one in originals]}, dtype=object)
        connection.register("given", frame)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {_table(begins)} AS SELECT * FROM given")
        connection.unregister("given")
    if not columns:
        return
    joins = " ".join(
        f"LEFT JOIN {_table(begins)} k{place} ON judged.{name} = k{place}.original"
        for place, (name, begins) in enumerate(columns.items())
    )
    swapped = ", ".join(f"k{place}.key AS {name}" for place, name in enumerate(columns))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE judged AS SELECT judged.* REPLACE ({swapped}) FROM judged {joins} ORDER BY place"
    )


def _table(begins: str) -> str:
    return f"keys_{begins.strip(' -').lower()}"


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple]:
    found = connection.execute(query)
    while rows := found.fetchmany(100_000):
        yield from rows
