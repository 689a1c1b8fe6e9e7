"""The sampling frame: everybody who was invited, with what is known of each whether an answer came or not.

Who answered can be compared with who did not only in what the files know of both: region, size, group. The same columns are what
weights can be made from. Taught in lesson 08.
"""

from __future__ import annotations

import re

import pandas as pd

from kamlib.methods.windows import YEAR

SIZES = ("small", "middle", "large")
UNNAMED = "(no wave named)"
"""The wave of those who name none, beside others who do; it sorts before every year and every letter."""


def sampling_frame(
    responses: pd.DataFrame, accounts: pd.DataFrame | None = None, orders: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return a row an invitation: wave, account_id, answered, days (until the answer), region, size and parent.

    `responses`, `accounts` and `orders` are contract tables. `size` puts the accounts invited in a wave into thirds by their
    revenue of the 365 days before the invitation. `parent` is the account's group, its own id where it has none. What no
    table tells is missing; without a wave all invitations are one; where some name
    none, these are a wave before all others. Waves whose names do not sort in time are numbered. Index response_id.

    >>> sent = pd.DataFrame({"response_id": ["1", "2"], "answered_at": pd.to_datetime(["2025-03-02", None])})
    >>> sampling_frame(sent)["answered"].to_dict()
    {'1': True, '2': False}
    """
    table = responses.set_index("response_id").reindex(columns=["wave", "account_id", "invited_at", "answered_at"])
    table = table.astype({"wave": "str", "account_id": "str"})
    # A sheet that holds only what came back has no day for it: each of its rows is an answer.
    came = table["answered_at"].notna() if "answered_at" in responses else pd.Series(True, table.index)
    invited, answered = (pd.to_datetime(table[name]) for name in ("invited_at", "answered_at"))
    frame = pd.DataFrame(
        {
            "wave": _waves(table["wave"], invited.fillna(answered)),
            "account_id": table["account_id"],
            "answered": came,
            "days": (answered - invited).dt.days,
        }
    )
    known = None if accounts is None else accounts.set_index("account_id")
    for ours, theirs in (("region", "region"), ("parent", "parent_id")):
        told = None if known is None else known.get(theirs)
        frame[ours] = pd.NA if told is None else frame["account_id"].map(told)
        frame[ours] = frame[ours].astype("str")
    frame["parent"] = frame["parent"].fillna(frame["account_id"])
    frame["size"] = _sizes(frame, invited, orders)
    return frame


def _waves(named: pd.Series, day: pd.Series) -> pd.Series:
    """Return the waves by names that sort in time: numbered where their own do not, such as H1 2024, H2 2024, H1 2025.

    In time is by the middle of their days; where these are not known, by the year and then the other numbers in the names.
    """
    if named.isna().all():
        return named.fillna("one wave")
    names = sorted(named.dropna().unique())
    days = day.groupby(named).median().reindex(names)
    order = days if days.notna().all() else pd.Series([_numbers(name) for name in names], names)
    in_time = list(order.sort_values(kind="stable").index)
    if in_time == names or order.duplicated().any():
        return named.fillna(UNNAMED)
    width = len(str(len(names)))
    return named.map({name: f"{place:0{width}} · {name}" for place, name in enumerate(in_time, start=1)}).fillna(
        UNNAMED
    )


def _numbers(name: str) -> tuple[int, ...]:
    """Return the numbers in a name, a year first.

    >>> _numbers("H2 2024"), _numbers("Wave 10")
    ((2024, 2), (10,))
    """
    found = [int(number) for number in re.findall(r"\d+", name)]
    return (*(number for number in found if number > 1900), *(number for number in found if number <= 1900))


def _sizes(frame: pd.DataFrame, invited: pd.Series, orders: pd.DataFrame | None) -> pd.Series:
    size = pd.Series(pd.NA, index=frame.index, dtype="str")
    if orders is None or orders.empty or frame["account_id"].isna().all() or invited.isna().all():
        return size
    day = orders["ordered_at"].dt.normalize()
    for _, rows in frame.groupby("wave"):
        before = invited[rows.index].min().normalize()
        inside = (day < before) & (day >= before - pd.Timedelta(days=YEAR))
        bought = orders[inside].groupby("account_id")["revenue"].sum().astype(float)
        asked = pd.Index(rows["account_id"].dropna().unique())
        rank = bought.reindex(asked, fill_value=0.0).rank(method="first", pct=True)
        third = pd.cut(rank, [0, 1 / 3, 2 / 3, 1], labels=list(SIZES), include_lowest=True).astype("str")
        size[rows.index] = rows["account_id"].map(third)
    return size
