"""Published open data: fetched once from a pinned address, verified, and given as a mapping that intake can read.

Real ledgers for lessons that the invented company cannot settle: a web shop (CDNOW), a gift wholesaler (Online Retail),
a food wholesaler (Northwind), the subscribers of a telephone company (Telco), and two small tables of the survival
literature (Waltons, Rossi). Every set names its origin and terms. Used from lesson 01 on.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from kamlib.tables.cache import atomic_path, cache_home, data_home
from kamlib.tables.opendata.sets import SETS, OpenData

if TYPE_CHECKING:
    import pandas as pd

    from kamlib.tables.intake.mapping import ClientMapping

NAMES = tuple(SETS)
LEDGERS = tuple(name for name, data in SETS.items() if data.columns)

__all__ = ["LEDGERS", "NAMES", "fetch", "mapping", "rossi", "telco", "waltons"]


def fetch(name: str) -> Path:
    """Return the path of an open data set (of its folder, where it is several files), downloading it the first time.

    A file that stands in the data folder (`KAMLIB_DATA_HOME`, else the cache) is used and nothing is downloaded.
    Raises ValueError for an unknown name or a file that is not the published one, ConnectionError when offline.

    >>> NAMES
    ('cdnow', 'cdnow_master', 'online_retail', 'northwind', 'telco', 'waltons', 'rossi')
    """
    data = _named(name)
    paths = [data_home() / file for file in data.files]
    if not all(path.is_file() for path in paths):
        _download(data)
    if data.sha256 and hashlib.sha256(paths[0].read_bytes()).hexdigest() != data.sha256:
        raise ValueError(f"{paths[0]} is not the published file (its checksum differs): delete it to fetch it again.")
    return paths[0] if len(paths) == 1 else paths[0].parent


def mapping(name: str) -> ClientMapping:
    """Return how intake is to read one of the `LEDGERS`; it is fetched first where it is not here yet.

    Raises ValueError for a set that is not a ledger, and whatever `fetch` raises.
    """
    from kamlib.tables.intake.mapping import ClientMapping, Source

    data = _named(name)
    if not data.columns:
        raise ValueError(f"{name} is not a ledger of orders; the ledgers are {', '.join(LEDGERS)}.")
    file = fetch(name)
    if data.ledger:
        published, file = file, cache_home() / "opendata" / f"{name}.csv"
        with atomic_path(file) as path:
            data.ledger(published, path)
    source = Source(
        "orders",
        file,
        data.columns,
        encoding="utf-8",
        delimiter=",",
        decimal=".",
        date_format="iso",
        cancelled_prefix=data.cancelled_prefix,
    )
    return ClientMapping(data.title, data.currency, (source,), time_zone=data.time_zone, policies=data.policies)


def telco() -> pd.DataFrame:
    """Return the Telco subscribers, one a row, columns as published; a blank TotalCharges is missing.

    Source: IBM sample data (Apache-2.0), 7,043 subscribers of an invented telephone company.
    """
    import pandas as pd

    return pd.read_csv(fetch("telco"), na_values={"TotalCharges": [" "]}, dtype={"customerID": "str"})


def waltons() -> pd.DataFrame:
    """Return the lifetimes of 163 fruit flies: T (days), E (1 died, 0 lost from sight), group (control, miR-137).

    Source: the example data of the library lifelines (C. Davidson-Pilon; MIT).
    """
    import pandas as pd

    return pd.read_csv(fetch("waltons"), dtype={"group": "str"})


def rossi() -> pd.DataFrame:
    """Return 432 released prisoners, one a row, columns as published: week and arrest (1) within 52 weeks, and traits.

    Source: Rossi, Berk and Lenihan (1980, "Money, Work, and Crime"), as in the R package carData.
    """
    import pandas as pd

    return pd.read_csv(fetch("rossi"))


def _named(name: str) -> OpenData:
    if name not in SETS:
        raise ValueError(f"There is no open data set {name!r}; there are {', '.join(SETS)}.")
    return SETS[name]


def _download(data: OpenData) -> None:
    """Fetch the set's file from its origin, convert it where it has another form there, and keep only what is right."""
    import pooch

    target = data_home() / data.at_origin
    by_hand = f"or put the file there yourself, as {target}"
    pooch.get_logger().setLevel(logging.WARNING)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        pooch.retrieve(data.address, data.sha256 or None, target.name, target.parent, progressbar=True)
    except ValueError as error:
        raise ValueError(
            f"What {data.address} gave is not the published file (its checksum differs): try later, {by_hand}."
        ) from error
    except PermissionError as error:
        raise PermissionError(
            f"{target.parent} cannot be written: set KAMLIB_DATA_HOME to a folder of yours."
        ) from error
    except OSError as error:
        raise ConnectionError(
            f"{data.title} could not be fetched from {data.address}: go online and try again, {by_hand}."
        ) from error
    if data.convert:
        try:
            data.convert(target, target.parent)
        except Exception as error:
            raise ValueError(
                f"{target} does not hold {data.title} as published ({error}): delete it to fetch it again, {by_hand}."
            ) from error
        target.unlink()
