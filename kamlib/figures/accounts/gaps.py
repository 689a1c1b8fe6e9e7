"""A picture of the gaps in our knowledge that are most worth filling. Used by lesson 01."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.accounts.knowledge import SHORT, named
from kamlib.figures.house import COLOURS, axes, describe, finding, money, short_money, write_ticks
from kamlib.figures.house.drawing import shorten
from kamlib.methods.accounts.audit import STALE, UNKNOWN

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHOWN = 15
_TONES = {UNKNOWN: COLOURS["blue"], STALE: COLOURS["orange"]}


def gap_value_bars(
    gaps: pd.DataFrame, currency: str, ax: Axes | None = None, *, names: Mapping[str, str] | None = None
) -> Axes:
    """Draw the best gaps to fill by what an hour of filling them is worth; `gaps` is the result of `gap_values`.

    `names` maps account_id to the name to show.
    """
    best = gaps[gaps["expected_value"] > 0].head(SHOWN)
    ax = axes(ax, width=8.2, height=1.8 + 0.27 * max(len(best), 2))
    if best.empty:
        words = (
            "No gap: every answer is fresh"
            if gaps.empty
            else "No gap is worth filling: no answer would change what we do"
        )
        finding(ax, words)
        ax.set_axis_off()
        return describe(ax, f"{words}. Gaps: {len(gaps):,}.", gaps)
    names = names or {}
    places = np.arange(len(best))
    for state, tone in _TONES.items():
        inside = (best["state"] == state).to_numpy()
        if inside.any():
            ax.barh(places[inside], best["value_per_hour"][inside], color=tone, height=0.7, label=state)
    rows = best.to_dict("records")
    for place, row in zip(places, rows, strict=True):
        worth = f"{short_money(row['expected_value'], currency)} in {row['minutes']:,.0f} min"
        words = f"{named(int(row['question']))}: {worth}"
        place_of_end = (row["value_per_hour"], float(place))
        ax.annotate(words, place_of_end, (4, 0), textcoords="offset points", va="center", fontsize=8.5)
    ax.set_yticks(places, [shorten(str(names.get(row["account_id"], row["account_id"]))) for row in rows])
    ax.invert_yaxis()
    ax.set(xlabel=f"{currency} a year for an hour of asking", xlim=(0, 1.95 * best["value_per_hour"].max()))
    write_ticks(ax.xaxis, lambda value: short_money(value, currency))
    ax.grid(axis="y", visible=False)
    ax.legend(loc="lower right")
    total, hours = money(float(best["expected_value"].sum()), currency, 0), float(best["minutes"].sum()) / 60
    finding(ax, f"The best {len(best)} of {len(gaps):,} gaps: {total} a year for {hours:,.1f} hours")
    first, asked = rows[0], best["question"].value_counts()
    most = ", ".join(f"{named(n)} {count}" for n, count in zip(asked.index.astype(int), asked.head(3), strict=False))
    return describe(
        ax,
        f"The {len(best)} of {len(gaps):,} gaps that bring most an hour, under the assumptions given: together {total} a "
        f"year for {hours:,.1f} hours. First: {names.get(first['account_id'], first['account_id'])}, "
        f"{SHORT[int(first['question'])]}, {money(first['expected_value'], currency, 0)}. Questions most often: {most}.",
        gaps,
    )
