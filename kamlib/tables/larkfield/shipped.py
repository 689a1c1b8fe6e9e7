"""The default seed as CSV: written once, shipped, and read back with the dtypes of the contracts.

UTF-8, comma, point, dates as YYYY-MM-DD, empty for missing; "NA" is text like any other. Money is in whole cents, so
what is read equals what was generated. Opened by every lesson, and by anyone with a spreadsheet.
"""

from pathlib import Path

import pandas as pd

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.larkfield.company import generate, truth
from kamlib.tables.resources import data_dir

_TRUTH_DTYPES: dict[str, dict[str, str]] = {
    "accounts": {
        "account_id": "str",
        "group": "str",
        "duplicate_of": "str",
        "moved_to": "str",
        "leaving_cause": "str",
        "needs": "str",
        "left_at": "datetime64[us]",
        "would_leave_at": "datetime64[us]",
        "moved_at": "datetime64[us]",
        "handed_over_at": "datetime64[us]",
        "gradual": "bool",
        "persuadable": "bool",
        "ties": "int64",
        "wallet": "float64",
        "wallet_share": "float64",
        "openness": "float64",
        "neglect": "float64",
        "offer_gain": "float64",
    },
    "service": {"account_id": "str", "level": "str", "expected_margin": "float64", "realised_margin": "float64"},
    "wallet": {"account_id": "str", "category": "str", "annual_spend": "float64"},
    "knowledge": {"account_id": "str", "question": "int64", "state": "str", "accurate": "bool"},
    "gaps": {
        "account_id": "str",
        "question": "int64",
        "minutes_to_ask": "float64",
        "expected_gain": "float64",
        "realised_gain": "float64",
    },
    "ties": {
        "account_id": "str",
        "tie": "str",
        "planned_at": "datetime64[us]",
        "begun": "bool",
        "start_effect": "float64",
        "plan_effect": "float64",
    },
    "calls_to_keep": {
        "account_id": "str",
        "minutes": "float64",
        "expected_gain": "float64",
        "realised_gain": "float64",
    },
    "repricing": {"account_id": "str", "option": "str", "expected_profit": "float64", "realised_profit": "float64"},
    "prospects": {
        "lot": "str",
        "account_type": "str",
        "region": "str",
        "first_order": "str",
        "first_revenue": "float64",
        "accounts": "int64",
        "asked": "float64",
        "expected_value": "float64",
        "realised_value": "float64",
    },
    "winning": {"account_id": "str", "way": "str", "would_have_come": "bool"},
    "pilots": {
        "programme": "str",
        "aim": "str",
        "accounts": "str",
        "branch_years": "int64",
        "spending_usual": "float64",
        "spending_double": "float64",
        "came_none": "int64",
        "came_usual": "int64",
        "came_double": "int64",
        "ceiling": "float64",
        "saturation": "float64",
        "expected_value": "float64",
        "luck": "float64",
    },
    "opinions": {
        "response_id": "str",
        "contact_id": "str",
        "account_id": "str",
        "wave": "str",
        "satisfied": "float64",
        "chance_to_answer": "float64",
        "reached": "bool",
        "says": "float64",
    },
    "repairs": {
        "repair": "str",
        "words": "str",
        "dimension": "str",
        "region": "str",
        "cost": "float64",
        "lift": "float64",
        "margin": "float64",
        "expected_gain": "float64",
        "luck": "float64",
    },
    "features": {"feature": "str", "words": "str", "true_class": "str"},
    "cures": {
        "item": "str",
        "words": "str",
        "region": "str",
        "cure": "str",
        "cost": "float64",
        "worth_a_point": "float64",
        "gap": "int64",
        "expected_gain": "float64",
        "luck": "float64",
    },
    "offers": {"account_type": "str", "attribute": "str", "points": "float64", "euro": "float64"},
}


def write_shipped(folder: Path | None = None) -> list[Path]:
    """Write the default seed's tables to `folder` (default: the shipped data) and its truth to `folder`/truth."""
    folder = folder or data_dir() / "larkfield"
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    written = []
    for place, tables in ((folder, generate()), (folder / "truth", truth())):
        for name, table in tables.items():
            written.append(place / f"{name}.csv")
            written[-1].write_bytes(csv_bytes(table))
    return written


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return the table as it is shipped: ten digits hold every amount to the cent and drop the zeros nobody reads."""
    text = table.to_csv(index=False, lineterminator="\n", float_format="%.10g", date_format="%Y-%m-%d")
    return text.encode("utf-8")


def read_shipped(folder: Path | None = None) -> dict[str, pd.DataFrame]:
    """Return the shipped tables of the default seed with contract dtypes: the same as `generate()`, read from CSV.

    Raises FileNotFoundError when a file is missing.
    """
    folder = folder or data_dir() / "larkfield"
    return {name: _read(folder / f"{name}.csv", contract.dtypes()) for name, contract in CONTRACTS.items()}


def read_shipped_truth(folder: Path | None = None) -> dict[str, pd.DataFrame]:
    """Return the truth of the default seed: the same as `truth()`, read from CSV.

    Raises FileNotFoundError when a file is missing.
    """
    folder = (folder or data_dir() / "larkfield") / "truth"
    return {name: _read(folder / f"{name}.csv", dtypes) for name, dtypes in _TRUTH_DTYPES.items()}


def _read(path: Path, dtypes: dict[str, str]) -> pd.DataFrame:
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing; write it with `python -m kamlib.tables.larkfield`.")
    times = [name for name, dtype in dtypes.items() if dtype.startswith("datetime")]
    table = pd.read_csv(
        path,
        encoding="utf-8",
        dtype={name: dtype for name, dtype in dtypes.items() if name not in times},
        keep_default_na=False,
        na_values=[""],
    )
    for name in times:
        table[name] = pd.to_datetime(table[name], format="%Y-%m-%d").astype("datetime64[us]")
    # Nothing shipped has more than four decimals; some versions of pandas read the last bit of a number loosely.
    return table.round({name: 4 for name, dtype in dtypes.items() if dtype == "float64"})
