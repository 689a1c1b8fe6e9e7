"""Pictures of what serving costs: by kind of work, and month by month against the people kept for it. For lesson 03."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, money, percent, short_money, write_ticks
from kamlib.methods.profit import cost_of_work
from kamlib.methods.profit.work import ASSUMED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_KINDS = 12


def cost_by_kind(work: pd.DataFrame, currency: str, ax: Axes | None = None) -> Axes:
    """Draw what each kind of work cost, the dearest on top; `work` is that of `methods.profit.work`."""
    cost, words = cost_of_work(work)
    kinds = pd.DataFrame({"cost": cost, "minutes": work["minutes"]}).groupby(work["activity"]).sum()
    kinds = kinds.sort_values("cost", ascending=False, kind="stable")
    shown, total = kinds.head(MOST_KINDS), float(kinds["cost"].sum())
    ax = axes(ax, height=1.6 + 0.36 * max(2, len(shown)))
    places = np.arange(len(shown))
    ax.barh(places, shown["cost"], height=0.62, color=COLOURS["blue"])
    for place, (amount, minutes) in enumerate(zip(shown["cost"], shown["minutes"], strict=True)):
        hours = f", {minutes / 60:,.0f} hours" if minutes else ""
        ax.annotate(f"{short_money(amount, currency)}{hours}", (max(amount, 0), place), (6, 0),
                    textcoords="offset points", va="center")  # fmt: skip
    ax.set_yticks(places, [str(kind) for kind in shown.index])
    ax.invert_yaxis()
    ax.margins(x=0.28)
    ax.grid(axis="y", visible=False)
    write_ticks(ax.xaxis, lambda value: short_money(value, currency))
    ax.set_xlabel(f"cost of the work ({currency})")
    if not total > 0:
        finding(ax, "No work has a cost")
        return describe(ax, f"No work has a cost. Cost to serve: {words}.", kinds)
    first = f"{kinds.index[0]}: {percent(float(kinds['cost'].iloc[0]) / total)}"
    finding(ax, f"Serving costs {money(total, currency, 0)}, most of it for {first}")
    told = "; ".join(f"{kind} {money(amount, currency, 0)}" for kind, amount in shown["cost"].items())
    return describe(ax, f"Cost of serving, {money(total, currency, 0)} in all: {told}. {words}.", kinds)


def capacity_by_month(work: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw the hours used in each month below the hours that people kept for the busiest month can work."""
    month = work["performed_at"].dt.to_period("M")
    hours = work["minutes"].groupby(month).sum() / 60
    hours = hours.reindex(pd.period_range(month.min(), month.max(), freq="M"), fill_value=0.0).rename("hours")
    most = float(hours.max())
    ax = axes(ax, height=3.9)
    places = np.arange(len(hours))
    ax.bar(places, np.full(len(hours), most), width=0.8, color=COLOURS["pale"], label="kept, not used")
    ax.bar(places, hours, width=0.8, color=COLOURS["blue"], label="used for accounts")
    step = max(1, len(hours) // 12)
    ax.set_xticks(places[::step], [f"{one:%b %Y}" for one in hours.index[::step]], rotation=45, ha="right")
    ax.grid(axis="x", visible=False)
    write_ticks(ax.yaxis, "{:,.0f}".format)
    ax.set(ylabel="hours in a month", ylim=(0, 1.25 * most or 1.0))
    ax.legend(loc="upper left", ncols=2)
    unused = 1 - float(hours.mean()) / most if most > 0 else 0.0
    busiest = f"{hours.idxmax():%B %Y}"
    assumed = "resource" in work and (work["resource"] == ASSUMED).all()
    supposed = "With assumed minutes, people" if assumed else "People"
    finding(ax, f"{supposed} kept for {busiest} are not used for {percent(unused)} of their time")
    return describe(
        ax,
        f"{'The minutes are assumed from orders and lines. ' if assumed else ''}"
        f"Hours used in each of {len(hours):,} months, from {hours.min():,.0f} to {most:,.0f} in {busiest}; kept for the "
        f"busiest month, people are not used for {percent(unused)} of their time.",
        hours.rename_axis("month").to_frame(),
    )
