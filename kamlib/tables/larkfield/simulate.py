"""Larkfield at scale: as many accounts as asked for, as Parquet parts, in bounded memory.

The same process as `generate`, a few thousand accounts at a time; each part has streams of its own, and the first part
alone is the company itself. Taught in lesson 18, and used wherever 300 accounts are too few to know.
"""

from pathlib import Path

import pandas as pd

from kamlib.tables.cache import atomic_path
from kamlib.tables.larkfield.company import ACCOUNTS, DEFAULT_SEED, MONTHS
from kamlib.tables.larkfield.orders import make_orders
from kamlib.tables.larkfield.world import make_world

PART = 2_000
"""Accounts in a part: about a quarter of a million order lines in five years."""


def simulate(
    out: Path | str,
    accounts: int = ACCOUNTS,
    months: int = MONTHS,
    seed: str | int = DEFAULT_SEED,
    *,
    progress: bool = True,
) -> Path:
    """Write the orders of `accounts` accounts into the new folder `out` as part-0000.parquet, …, and return it.

    Read them as `out / "*.parquet"`: about 120 order lines an account in 60 months. The folder appears only when it
    is complete. Raises FileExistsError when it exists, ValueError when `accounts` or `months` is below 1.
    """
    out = Path(out)
    if out.exists():
        raise FileExistsError(f"{out} exists already; name a new folder or delete this one.")
    if accounts < 1 or months < 1:
        raise ValueError(f"accounts is {accounts} and months is {months}; both must be at least 1.")
    from tqdm import tqdm

    with atomic_path(out) as folder, tqdm(total=accounts, desc="accounts", unit="", disable=not progress) as bar:
        folder.mkdir()
        next_order = 1
        for part, first in enumerate(range(0, accounts, PART)):
            size = min(PART, accounts - first)
            orders = make_orders(make_world(seed, size, months, part, first), next_order)
            _write(orders, folder / f"part-{part:04d}.parquet")
            next_order += orders["order_id"].nunique()
            bar.update(size)
    return out


def _write(orders: pd.DataFrame, path: Path) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.register("part", orders)
        connection.execute("COPY part TO $path (FORMAT parquet, COMPRESSION zstd)", {"path": str(path)})
