"""Where things are kept and where JupyterLab listens: folders, disk, synchronised folders, a port."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kamlib.course.doctor.check import Check, fine, look, mend

LEAST_DISK, GOOD_DISK = 0.2, 2.0  # GB: lessons and their records; a large ledger read in, too
_CLOUDS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "mobile documents": "iCloud",
    "icloud": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "cloudstorage": "a cloud service",
    "box sync": "Box",
    "pcloud": "pCloud",
}
_NETWORKS = ("nfs", "nfs4", "cifs", "smbfs", "smb3", "afpfs", "webdav", "davfs", "fuse.sshfs", "9p", "afs", "remote")


def writable(name: str, folder: Path) -> Check:
    """Check that files can be written in `folder`, or that it can be made; leave nothing behind."""
    if folder.exists() and not folder.is_dir():
        return mend(name, f"{folder} is a file where a folder is wanted: move it away.")
    there = nearest(folder)
    try:
        with tempfile.NamedTemporaryFile(dir=there, prefix=".kam-doctor-") as probe:
            probe.write("é".encode())
            probe.flush()
    except OSError as error:
        remedy = "give `kam lab` another folder" if name == "workspace" else "set KAMLIB_CACHE_HOME to another folder"
        return mend(name, f"nothing can be written to {there} ({error.strerror}): {remedy}.")
    return fine(name, f"{folder} can be written." if there == folder else f"{folder} can be made.")


def disk(folders: Iterable[Path]) -> Check:
    """Check the free space where there is least of it."""
    free, where = min((shutil.disk_usage(nearest(folder)).free / 1e9, folder) for folder in folders)
    if free < LEAST_DISK:
        return mend("disk", f"{free:.2f} GB are free for {where} and {LEAST_DISK:g} GB are wanted: make room.")
    if free < GOOD_DISK:
        return look("disk", f"{free:.1f} GB are free for {where}; a large ledger wants {GOOD_DISK:g} GB: make room.")
    return fine("disk", f"{free:,.0f} GB are free, {GOOD_DISK:g} GB are wanted.")


def synced(folder: Path) -> Check:
    """Check that no other program writes into the workspace at the same time: a cloud service or a network."""
    parts = [part.lower() for part in folder.parts]
    cloud = next((name for mark, name in _CLOUDS.items() if any(part.startswith(mark) for part in parts)), None)
    if cloud is None:
        homes = [
            os.environ[name] for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer") if os.environ.get(name)
        ]
        cloud = next(("OneDrive" for home in homes if folder.is_relative_to(home)), None)
    if cloud is not None:
        return look(
            "kind of folder",
            f"{folder} is kept in step by {cloud}, which may hold or double a file while a lesson saves: "
            "give `kam lab` a folder outside of it.",
        )
    if (kind := _file_system(nearest(folder))) in _NETWORKS or str(folder).startswith("\\\\"):
        return look(
            "kind of folder", f"{folder} is on a network ({kind}): a folder on this machine is faster and safer."
        )
    return fine("kind of folder", "the workspace is on this machine, and no cloud service writes to it.")


def port() -> Check:
    """Check that this machine can listen to itself, at JupyterLab's usual port or another."""
    from kamlib.course.lab import DEFAULT_PORT

    try:
        _talk(0)
    except OSError as error:
        return mend(
            "port",
            f"this machine cannot talk to itself at 127.0.0.1 ({error.strerror or error}): ask who keeps its firewall.",
        )
    try:
        _talk(DEFAULT_PORT)
    except OSError:
        return fine("port", f"another program has {DEFAULT_PORT}, so `kam lab` will take a free one by itself.")
    return fine("port", f"{DEFAULT_PORT} is free.")


def nearest(folder: Path) -> Path:
    """Return `folder`, or the nearest folder above it that is there."""
    return next(one for one in (folder, *folder.parents) if one.is_dir())


def _talk(number: int) -> None:
    """Listen at a port of this machine, and call it; raises OSError where that fails."""
    with socket.socket() as ear:
        if os.name == "posix":
            ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        ear.bind(("127.0.0.1", number))
        ear.listen()
        with socket.create_connection(ear.getsockname(), timeout=2):
            pass


def _file_system(folder: Path) -> str:
    """Return the kind of file system that `folder` is on, as the system names it."""
    import psutil

    mounts = [one for one in psutil.disk_partitions(all=True) if folder.is_relative_to(one.mountpoint)]
    kind = max(mounts, key=lambda one: len(one.mountpoint)).fstype if mounts else ""
    return kind.lower()
