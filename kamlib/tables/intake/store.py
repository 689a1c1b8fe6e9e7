"""The cache of what was taken in: clean Parquet under the fingerprint of the files and the mapping, never half written.

Change a byte of a file or a word of the mapping and the fingerprint changes; leave both and nothing is read twice. For
each client's name the last fingerprints are kept, so that next month's file can be compared with the last.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import time
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from kamlib.tables.cache import atomic_path, cache_home
from kamlib.tables.intake.mapping import ClientMapping, Source

VERSION = 5  # raise it when the same file and mapping would give other rows
MANIFEST = "intake.json"
_SETTLED = 2.0  # seconds; a file changed this lately may change again within the same tick of its clock
_REMEMBERED = 24


def client_folder(fingerprint: str) -> Path:
    """Return the folder in which an intake of this fingerprint is kept."""
    return cache_home() / "clients" / fingerprint


def fingerprint(mapping: ClientMapping, keys: str = "") -> str:
    """Return the fingerprint of the contents of a client's files, of the mapping that reads them, and of the keys."""
    described = describe(mapping) | {"keys": keys}
    for entry, source in zip(described["sources"], mapping.sources, strict=True):
        entry["file"] = digest(source.file)
    described["version"] = VERSION
    return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()[:32]


def describe(mapping: ClientMapping) -> dict[str, Any]:
    """Return the mapping as plain data that JSON can hold."""
    return {
        "name": mapping.name,
        "currency": mapping.currency,
        "time_zone": mapping.time_zone,
        "as_of": mapping.as_of.isoformat() if mapping.as_of else None,
        "pseudonymise": mapping.key_file is not None,
        "policies": asdict(mapping.policies),
        "rates": mapping.rates.described(),
        "sources": [_described(source) for source in mapping.sources],
    }


def _described(source: Source) -> dict[str, Any]:
    plain = {entry.name: getattr(source, entry.name) for entry in fields(source)}
    return plain | {
        "file": str(source.file),
        "columns": dict(source.columns),
        "missing": list(source.missing),
        "items": {item.name: item.settings() for item in source.items},
        "date_format": list(source.date_formats),
    }


def digest(file: Path) -> str:
    """Return a hash of the file's content; a file whose path, size and time are as remembered is not read again."""
    file = file.resolve()
    stat = file.stat()
    key, state = str(file), [stat.st_size, stat.st_mtime_ns]
    remembered = read_json(cache_home() / "digests.json")
    if remembered.get(key, [])[:2] == state:
        return str(remembered[key][2])
    with file.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if time.time() - stat.st_mtime > _SETTLED:
        write_json(cache_home() / "digests.json", remembered | {key: [*state, found]})
    return found


def move_in(made: Path, folder: Path, old: Path) -> None:
    """Put a folder that is whole in its place, at once; what stood there is moved to `old`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        os.replace(folder, old)
    try:
        os.replace(made, folder)
    except OSError:  # another process was quicker, with the same files and mapping
        if not (folder / MANIFEST).is_file():
            raise


def remember(name: str, mark: str) -> None:
    """Note that this intake is the client's newest, and let go of those that are too many to keep."""
    path = _notes(name)
    known = read_json(path).get("fingerprints", [])
    if known[-1:] == [mark]:
        return
    marks = [*(old for old in known if old != mark), mark]
    write_json(path, {"name": name, "fingerprints": marks[-_REMEMBERED:]})
    for old in marks[:-_REMEMBERED]:
        shutil.rmtree(client_folder(old), ignore_errors=True)


def manifests(name: str) -> list[dict[str, Any]]:
    """Return the manifests of the client's intakes that are still kept and remembered, the newest last."""
    marks = read_json(_notes(name)).get("fingerprints", [])
    kept = (read_json(client_folder(mark) / MANIFEST) for mark in marks)
    return [manifest for manifest in kept if manifest]


def forget(name: str, but_with_keys: str = "") -> int:
    """Delete everything kept of a client, also under older mappings, and return how many intakes that were.

    `but_with_keys` spares the intakes that were pseudonymised with these keys. No other client's intake is touched.

    >>> forget("a client never seen")
    0
    """
    remembered = set(read_json(_notes(name)).get("fingerprints", []))
    count = 0
    for folder in (cache_home() / "clients").glob("[0-9a-f]*"):
        kept = read_json(folder / MANIFEST)
        # An intake that was killed before it was remembered is found by its own word; a spoilt one is nobody's.
        owner = kept["mapping"]["name"] if kept else None
        if owner == name if kept else (folder.name in remembered or not but_with_keys):
            if but_with_keys and kept.get("keys") == but_with_keys:
                continue
            shutil.rmtree(folder)
            count += 1
    if not but_with_keys:
        _notes(name).unlink(missing_ok=True)
        # What the client's files are called is the client's too; without the digests, files are only read once more.
        (cache_home() / "digests.json").unlink(missing_ok=True)
    return count


def is_current(manifest: Mapping[str, Any], mapping: ClientMapping, today: dt.date) -> bool:
    """Return whether what is kept still holds: rows set aside as future may have become present since."""
    judged = manifest.get("judged_on")
    return bool(manifest) and (mapping.as_of is not None or not manifest.get("future") or judged == today.isoformat())


def _notes(name: str) -> Path:
    return cache_home() / "clients" / "names" / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.json"


def read_json(path: Path) -> dict[str, Any]:
    """Return what a file of the cache says; nothing, where it is not there or spoilt."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def write_json(path: Path, said: Mapping[str, Any]) -> None:
    """Write plain data to a file of the cache, at once or not at all."""
    with atomic_path(path) as temporary:
        temporary.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
