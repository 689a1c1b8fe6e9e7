"""What makes each segment different from the rest, feature by feature, in standard deviations and in words.

A segment is worth a name when a manager can say what sets it apart. Differences are standardised after Cohen
("Statistical Power Analysis for the Behavioral Sciences", 1988), with his rough words for .2, .5 and .8. Where the
segments were cut on the same features, the differences describe them and prove nothing. Taught in lesson 02.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from kamlib.methods.concentration import group_numbers

LEAST_ACCOUNTS = 5
MOST_WORDS = 20
_STRENGTHS = ((0.8, "far "), (0.5, ""), (0.2, "a little "))


def profile(table: pd.DataFrame, labels: pd.Series, parents: pd.Series | None = None) -> pd.DataFrame:
    """Compare every segment with all other accounts, on every column of `table` (one row an account).

    Numbers are compared as they are; text and true/false columns become the shares of each word ("region = North",
    at most 20 words a column). The result is indexed by (segment, feature): accounts, mean, median, rest_mean,
    rest_median, difference (mean less rest_mean, in standard deviations over all accounts), low and high (its 95 %
    interval) and reliable: whether the interval leaves out zero. `parents` maps account_id to parent_id: accounts of
    one parent count as one customer in the interval, which needs five customers on either side and is NaN below.
    Missing values are left out feature by feature.

    >>> table = pd.DataFrame({"visits": [9.0, 8, 9, 8, 9, 1, 2, 1, 2, 1]})
    >>> found = profile(table, pd.Series(["key"] * 5 + ["other"] * 5))
    >>> found.loc[("key", "visits"), ["mean", "rest_mean", "reliable"]].astype(str).tolist()
    ['8.6', '1.4', 'True']
    """
    if not table.index.equals(labels.index):
        raise ValueError(
            "The table and the labels hold different accounts; pass labels of the same table, in its order."
        )
    if labels.isna().any():
        raise ValueError(f"{int(labels.isna().sum()):,} accounts have no segment; leave them out or label them.")
    customers = group_numbers(pd.Series(table.index), parents)
    features = _numeric(table)
    rows = {}
    for segment in sorted(labels.unique()):
        inside = (labels == segment).to_numpy()
        for feature, values in features.items():
            rows[(segment, feature)] = _compare(values.to_numpy(dtype=float), inside, customers)
    found = pd.DataFrame.from_dict(rows, orient="index")
    found.index = pd.MultiIndex.from_tuples(list(rows), names=["segment", "feature"])
    return found


def sentence(profile: pd.DataFrame, segment: object) -> str:
    """Say in one sentence what sets a segment apart: its two or three largest reliable differences.

    >>> table = pd.DataFrame({"visits": [9.0, 8, 9, 8, 9, 1, 2, 1, 2, 1]})
    >>> sentence(profile(table, pd.Series(["key"] * 5 + ["other"] * 5)), "key")
    'Segment key (5 accounts): visits far higher than the rest (median 9 against 1).'
    """
    if segment not in profile.index.get_level_values("segment"):
        known = ", ".join(str(name) for name in profile.index.get_level_values("segment").unique())
        raise ValueError(f"There is no segment {segment!r} in this profile; it has {known}.")
    rows = profile.xs(segment, level="segment")
    accounts = int(rows["accounts"].max())
    who = f"Segment {segment} ({accounts:,} account{'' if accounts == 1 else 's'})"
    if accounts < LEAST_ACCOUNTS:
        return f"{who}: too small to describe."
    large = rows[rows["reliable"] & (rows["difference"].abs() >= _STRENGTHS[-1][0])]
    large = large.loc[large["difference"].abs().sort_values(ascending=False, kind="stable").index]
    # The words of one text column are parts of one whole: the largest says it.
    large = large[~large.index.str.split(" = ").str[0].duplicated()].head(3)
    if large.empty:
        return f"{who}: nothing sets it apart from the rest."
    return f"{who}: " + "; ".join(_in_words(str(feature), row) for feature, row in large.iterrows()) + "."


def _numeric(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with text and true/false columns turned into one share column a word."""
    parts: list[pd.Series | pd.DataFrame] = []
    for name, column in table.items():
        if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
            parts.append(column.astype(float))
            continue
        words = column.nunique()
        if words > MOST_WORDS:
            raise ValueError(f"Column {name!r} has {words:,} different words; profile at most {MOST_WORDS} a column.")
        shares = pd.get_dummies(column, prefix=str(name), prefix_sep=" = ", dtype=float)
        parts.append(shares.mask(column.isna()))
    if not parts:
        raise ValueError("The table has no columns to compare; pass at least one feature of the accounts.")
    return pd.concat(parts, axis=1)


def _compare(values: np.ndarray, inside: np.ndarray, customers: np.ndarray) -> dict[str, float | int | bool]:
    known = ~np.isnan(values)
    segment, rest = values[inside & known], values[~inside & known]
    spread = float(np.std(values[known], ddof=1)) if known.sum() > 1 else 0.0
    row: dict[str, float | int | bool] = {"accounts": int(inside.sum())}
    for name, part in (("", segment), ("rest_", rest)):
        row[f"{name}mean"] = float(np.mean(part)) if len(part) else np.nan
        row[f"{name}median"] = float(np.median(part)) if len(part) else np.nan
    difference = (row["mean"] - row["rest_mean"]) / spread if spread > 0 else np.nan
    half = _half_interval(values[known], inside[known], customers[known]) / spread if spread > 0 else np.nan
    row |= {"difference": difference, "low": difference - half, "high": difference + half}
    row["reliable"] = bool(abs(difference) > half)
    return row


def _half_interval(values: np.ndarray, inside: np.ndarray, customers: np.ndarray) -> float:
    """Return half the width of the 95 % interval for the difference of two means, NaN for small groups.

    The variance adds up what each customer contributes to the difference, so that accounts of one customer may move
    together (Liang and Zeger 1986); with one account a customer it is Welch's.
    """
    from scipy.stats import t

    fewest = min(len(np.unique(customers[inside])), len(np.unique(customers[~inside])))
    if fewest < LEAST_ACCOUNTS:
        return np.nan
    pulls = np.empty(len(values))
    for group, sign in ((inside, 1), (~inside, -1)):
        size = len(np.unique(customers[group]))
        pulls[group] = sign * (values[group] - values[group].mean()) / group.sum() * np.sqrt(size / (size - 1))
    variance = (np.bincount(np.unique(customers, return_inverse=True)[1], weights=pulls) ** 2).sum()
    return float(t.ppf(0.975, fewest - 1) * np.sqrt(variance))


def _in_words(feature: str, row: pd.Series) -> str:
    strength = next(word for least, word in _STRENGTHS if abs(row["difference"]) >= least)
    name = feature.replace("_", " ")
    if " = " in feature:
        direction = "more often" if row["difference"] > 0 else "more rarely"
        return f"{strength}{direction} {name} ({row['mean']:.0%} against {row['rest_mean']:.0%})"
    direction = "higher" if row["difference"] > 0 else "lower"
    values = f"median {_short(row['median'])} against {_short(row['rest_median'])}"
    if row["median"] == row["rest_median"]:
        values = f"mean {_short(row['mean'])} against {_short(row['rest_mean'])}"
    return f"{name} {strength}{direction} than the rest ({values})"


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
