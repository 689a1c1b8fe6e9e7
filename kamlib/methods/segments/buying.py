"""Buying behaviour, read from orders: straight rebuy, modified rebuy or new task, and how regular the rhythm is.

The three buying situations are from Robinson, Faris and Wind (1967, "Industrial Buying and Creative Marketing"), who
define them by how new the problem is to the people who decide. Orders do not show that. They show whether an article
was bought before, which is a stand-in and is labelled as one in every row. Taught in lesson 02.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from kamlib.methods.segments.rhythm import purchases, rhythm

STRAIGHT, MODIFIED, NEW = "straight rebuy", "modified rebuy", "new task"
MIXED, TOO_FEW, NO_ARTICLES = "mixed", "too few orders to tell", "no articles to tell"
LEAST_DAYS = 4
"""Purchase days needed before a label is given: the first shows nothing, since on it everything is new to us."""


def behaviour(orders: pd.DataFrame, as_of: date | pd.Timestamp, contacts: pd.DataFrame | None = None) -> pd.DataFrame:
    """Say how each account buys, as far as its orders up to a day can tell.

    A line bought after the account's first purchase day is a straight rebuy when the account had the article on an
    earlier day, a modified rebuy when the article is new but its category is not, a new task when the category is new.
    Lines taken back (below zero) are no purchases. Without articles or without categories two classes cannot be told
    apart: their shares are NaN, `repeat` still counts what was seen before, and the basis says so. Without both, only
    the rhythm of orders is told.

    The result is indexed by account_id: purchase_days, judged_lines, straight_rebuy, modified_rebuy, new_task and
    repeat (shares of judged lines), gap_days (median days between purchase days), gap_variation (standard deviation of
    the gaps over their mean: 0 is clockwork, about 1 is chance), label (the class with at least half of the lines, or
    mixed, or why none can be told), roles (buying roles known from `contacts`, NaN without) and basis.
    """
    has_article, has_category = "product_id" in orders, "category" in orders
    table = rhythm(orders, as_of)
    lines = purchases(orders, as_of)
    lines["first_day"] = lines.groupby("account_id")["day"].transform("min")
    for column in [name for name in ("product_id", "category") if name in orders]:
        # groupby drops missing keys, so their first day is missing and the line cannot be judged.
        first = lines.groupby(["account_id", column], observed=True)["day"].transform("min")
        lines[f"known_{column}"] = (first < lines["day"]).astype("boolean").mask(lines[column].isna())
    judged = _classes(lines[lines["day"] > lines["first_day"]].copy(), has_article, has_category)
    by_account = judged.groupby("account_id")
    table["judged_lines"] = by_account.size().reindex(table.index, fill_value=0)
    for name in ("straight_rebuy", "modified_rebuy", "new_task", "repeat"):
        table[name] = by_account[name].mean().reindex(table.index)
    table["label"] = _label(table, has_article, has_category)
    return _with_basis(table, has_article, has_category, contacts)


def _classes(judged: pd.DataFrame, has_article: bool, has_category: bool) -> pd.DataFrame:
    """Add one column of 0, 1 or NaN (cannot be told) a class, and keep the lines of which something can be told."""
    unknown = pd.Series(np.nan, index=judged.index)
    article = judged["known_product_id"].astype("Float64").astype(float) if has_article else unknown
    category = judged["known_category"].astype("Float64").astype(float) if has_category else unknown
    judged["straight_rebuy"] = article
    judged["new_task"] = ((1 - article.fillna(0)) * (1 - category)) if has_category else unknown
    judged["modified_rebuy"] = 1 - judged["straight_rebuy"] - judged["new_task"]
    judged["repeat"] = article if has_article else category
    return judged[judged["repeat"].notna()]


def _label(table: pd.DataFrame, has_article: bool, has_category: bool) -> pd.Series:
    """Name the class that holds at least half of an account's judged lines."""
    if not has_article and not has_category:
        return pd.Series(NO_ARTICLES, index=table.index, dtype="str")
    if has_article and has_category:
        shares = {STRAIGHT: table["straight_rebuy"], MODIFIED: table["modified_rebuy"], NEW: table["new_task"]}
    elif has_article:
        shares = {STRAIGHT: table["repeat"], f"{MODIFIED} or {NEW}": 1 - table["repeat"]}
    else:
        shares = {f"{STRAIGHT} or {MODIFIED}": table["repeat"], NEW: 1 - table["repeat"]}
    label = pd.Series(MIXED, index=table.index, dtype="str")
    # The most familiar class is written last, so that it wins an exact tie.
    for name, share in reversed(shares.items()):
        label[share >= 0.5] = name
    return label.mask((table["purchase_days"] < LEAST_DAYS) | (table["judged_lines"] == 0), TOO_FEW)


def _with_basis(
    table: pd.DataFrame, has_article: bool, has_category: bool, contacts: pd.DataFrame | None
) -> pd.DataFrame:
    absent = [word for word, there in (("articles", has_article), ("categories", has_category)) if not there]
    lacks = f", no {' and no '.join(absent)} in the file" if absent else ""
    table["roles"] = np.nan
    table["basis"] = f"order history only{lacks}: a proxy"
    if contacts is not None:
        table["roles"] = contacts.groupby("account_id")["role"].nunique().reindex(table.index, fill_value=0)
        words = table["roles"].map(lambda roles: f"{roles} buying role{'' if roles == 1 else 's'} known")
        table["basis"] = "order history, " + words + f"{lacks}: a proxy"
    return table
