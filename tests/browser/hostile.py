"""A client whose names are markup, formulas, template syntax and direction marks: data, all of it. For several tests."""

import csv
import json
from pathlib import Path

import numpy as np

NAMES = (
    "<script>window.hit = 1; alert('script')</script>",
    "<img src=x onerror=\"window.hit = 2; alert('img')\">",
    '=HYPERLINK("http://evil.example/x","click")',
    "{{7331*1237}}",
    '"><svg onload="window.hit = 3; alert(3)">',
    "\u202egnihtyna si siht\u202c \u200fAkme",
    "${7331*1237} {% raw %} <%= 7331*1237 %> #{7331*1237}",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "</style></title></textarea><script>window.hit = 4</script>",
    "javascript:alert(5)",
    "<a href='http://evil.example/'>a link</a> &amp; &lt;b&gt;",
    "$\\frac{1}{2}$ \\input{x} ![x](http://evil.example/x.png) `code`",
)
COMPANY = "<b onclick='alert(6)'>Client</b> {{7331*1237}} & Söhne"
_COLUMNS = {
    "order_id": "order",
    "account_id": "customer",
    "account_name": "name",
    "ordered_at": "day",
    "product_id": "article",
    "quantity": "pieces",
    "revenue": "amount",
}


def write_client(
    folder: Path, names=NAMES, *, company: str = COMPANY, months: int = 18, seed: int = 1, name: str = "client"
) -> Path:
    """Write a ledger of these accounts and its mapping into `folder`, and return the mapping's path."""
    random = np.random.default_rng(seed)
    days = np.datetime64("2023-01-01") + random.integers(0, 30 * months, 40 * len(names))
    rows = []
    for row, day in enumerate(np.sort(days)):
        account = row % len(names) if row < len(names) else int(random.integers(0, len(names)))
        price = round(float(random.lognormal(4 + account / 4, 0.6)), 2)
        rows.append((f"O{row // 2}", f"K{account}", names[account], str(day), f"P{row % 9}", 1 + row % 5, price))
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(_COLUMNS.values())
        writer.writerows(rows)
    columns = "\n".join(f'{ours} = "{theirs}"' for ours, theirs in _COLUMNS.items())
    (folder / f"{name}.toml").write_text(
        f'name = {json.dumps(company)}\ncurrency = "EUR"\n\n[orders]\nfile = "{name}.csv"\ndate_format = "iso"\n'
        f'decimal = "."\n\n[orders.columns]\n{columns}\n',
        encoding="utf-8",
    )
    return folder / f"{name}.toml"
