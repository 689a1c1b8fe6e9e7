"""A client's file as a stream of bytes: what kind of file it is, by its first bytes, and what is packed inside.

A file's name may lie about its kind (an .xls that is a web page, a .csv that is zipped); its first bytes do not.
"""

from __future__ import annotations

import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal, cast

FileKind = Literal["text", "workbook", "parquet"]

_GZIP, _XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"
_ZIP, _OLE, _PARQUET, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"%PDF"
_PACKINGS = {"7z": b"7z\xbc\xaf", "rar": b"Rar!", "bzip2": b"BZh", "zstd": b"\x28\xb5\x2f\xfd"}
_MARKUP = {
    b"<?xml": "XML",
    b"<html": "a web page",
    b"<!doctype": "a web page",
    b"<table": "a web page",
    b"[{": "JSON",
    b'{"': "JSON",
}


def check_there(file: Path) -> None:
    """Raise FileNotFoundError, PermissionError or ValueError, in a sentence, when `file` cannot hold a table at all."""
    try:
        _check_there(file)
    except PermissionError:
        raise PermissionError(
            f"{file.name} may not be read by you: ask its owner, or copy it to a place of yours."
        ) from None


def _check_there(file: Path) -> None:
    if file.is_dir():
        raise ValueError(f"{file} is a folder: name the file in it.")
    if not file.is_file():
        beside = sorted(p.name for p in file.parent.iterdir() if p.is_file()) if file.parent.is_dir() else []
        near = next((name for name in beside if name.casefold() == file.name.casefold()), None)
        meant = f"; there is {near!r}" if near else (f"; beside it: {', '.join(beside[:5])}" if beside else "")
        raise FileNotFoundError(f"There is no file {file}{meant}.")
    if file.stat().st_size == 0:
        raise ValueError(f"{file.name} is empty: ask for the file again.")
    with file.open("rb"):
        pass


def kind_of(file: Path) -> FileKind:
    """Return what kind of file it is, by its first bytes; a ValueError says why one cannot be read."""
    check_there(file)
    with file.open("rb") as stream:
        first = stream.read(8)
    if first.startswith(_PARQUET):
        return "parquet"
    if first.startswith(_OLE):
        return "workbook"
    if first.startswith(_ZIP):
        with _zip_archive(file) as archive:
            names = set(archive.namelist())
        return "workbook" if {"[Content_Types].xml", "mimetype"} & names else "text"
    if first.startswith(_PDF):
        raise ValueError(f"{file.name} is a PDF: ask for the table as CSV or Excel.")
    for packing, begins in _PACKINGS.items():
        if first.startswith(begins):
            raise ValueError(f"{file.name} is packed as {packing}: unpack it first.")
    _refuse_markup(file)
    return "text"


def _refuse_markup(file: Path) -> None:
    """Many programs save a web page or XML under the name of a spreadsheet; read as lines it would be nonsense."""
    with file.open("rb") as stream:
        begins = stream.read(512).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    kind = next((words for start, words in _MARKUP.items() if begins.startswith(start)), None)
    if kind is not None:
        raise ValueError(f"{file.name} is {kind}: open it in a spreadsheet program and save it as .xlsx or CSV.")


@contextmanager
def open_bytes(file: Path) -> Iterator[IO[bytes]]:
    """Open the text in `file`, unpacking gzip, xz or a zip of one file on the way.

    Raises ValueError, in a sentence, when the packing is broken; what was read until then must not be used.
    """
    with file.open("rb") as stream:
        first = stream.read(8)
    try:
        if first.startswith(_ZIP):
            with _zip_archive(file) as archive, archive.open(_only_member(file, archive)) as inside:
                yield inside
        elif first.startswith(_GZIP):
            with gzip.open(file, "rb") as inside:
                yield cast(IO[bytes], inside)
        elif first.startswith(_XZ):
            with lzma.open(file, "rb") as unpacked:
                yield cast(IO[bytes], unpacked)
        else:
            with file.open("rb") as plain:
                yield plain
    except (EOFError, gzip.BadGzipFile, lzma.LZMAError, zipfile.BadZipFile, zlib.error) as error:
        raise ValueError(
            f"{file.name} is damaged or was not copied whole ({error}): nothing of it is used; ask for it again."
        ) from None


@contextmanager
def _zip_archive(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise ValueError(f"{file.name} is a damaged zip file ({error}): ask for it again.") from None
    with archive:
        yield archive


def _only_member(file: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir()
        and not member.filename.startswith("__MACOSX")
        and not member.filename.endswith(".DS_Store")
    ]
    if len(members) != 1:
        listed = ", ".join(member.filename for member in members[:5]) or "nothing"
        raise ValueError(
            f"{file.name} holds {len(members)} files ({listed}): unpack it and name the one that is meant."
        )
    if members[0].flag_bits & 1:
        raise ValueError(f"{file.name} is locked with a password: unpack it first.")
    return members[0]
