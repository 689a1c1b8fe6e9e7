"""Pictures of steps that add up: an account's profit and loss, and the bridge between two years. Used by lesson 03."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, money, percent, short_money, write_ticks
from kamlib.methods.profit import Bridge, Waterfall

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MEANT = {
    "price": "price",
    "cost": "cost of goods",
    "volume": "volume",
    "mix": "mix",
    "new": "new customers",
    "leaving": "leaving customers",
}


def profit_waterfall(steps: Waterfall, currency: str, ax: Axes | None = None) -> Axes:
    """Draw what each step takes off on the way from list price or sales to profit."""
    table = steps.table
    ax = axes(ax, height=1.6 + 0.36 * len(table))
    _floating(ax, table, currency)
    whose = "all accounts" if steps.account_id is None else f"account {steps.account_id}"
    revenue = float(table.loc[table["step"] == "revenue", "amount"].iloc[0])
    left = money(steps.profit, currency, 0)
    share = f", {percent(steps.profit / revenue)} of revenue" if revenue > 0 else ""
    unknown = ", before the cost of goods, which is not known" if steps.basis.startswith("revenue") else ""
    finding(ax, f"{whose[0].upper()}{whose[1:]}: {left} is left{unknown or share}")
    words = "; ".join(
        f"{step} {money(amount, currency, 0)}" for step, amount in zip(table["step"], table["amount"], strict=True)
    )
    return describe(ax, f"Steps to what is left of {whose}: {words}. Basis: {steps.basis}.", table)


def profit_bridge(bridge: Bridge, currency: str, ax: Axes | None = None) -> Axes:
    """Draw what price, volume, mix, new and leaving customers added or took, and the change they add up to.

    Only changes are drawn, from zero: beside two whole years they would be too small to compare.
    """
    effects = bridge.effects
    ax = axes(ax, height=1.6 + 0.42 * (len(effects) + 1))
    change = bridge.after - bridge.before
    steps = [_MEANT[str(name)] for name in effects.index]
    rows = {"step": steps, "amount": effects.to_numpy(), "level": effects.cumsum().to_numpy(), "is_total": False}
    total = pd.DataFrame({"step": ["change"], "amount": change, "level": change, "is_total": True})
    _floating(ax, pd.concat([pd.DataFrame(rows), total]), currency)
    first, last = money(bridge.before, currency, 0), money(bridge.after, currency, 0)
    most = str(effects.abs().idxmax())
    verb = "rose" if change > 0 else "fell" if change < 0 else "stayed"
    tail = f": {_MEANT[most]} moved it most, {money(effects[most], currency, 0)}" if effects.abs().max() > 0 else ""
    finding(ax, f"{bridge.measure.capitalize()} {verb} from {first} to {last}{tail}")
    words = "; ".join(f"{step} {money(effect, currency, 0)}" for step, effect in zip(steps, effects, strict=True))
    return describe(
        ax,
        f"{bridge.measure.capitalize()} of {first} before and {last} after, a change of {money(change, currency, 0)}: "
        f"{words}. Basis: {bridge.basis}.",
        effects.rename_axis("step").to_frame(currency),
    )


def _floating(ax: Axes, table: pd.DataFrame, currency: str) -> None:
    """Draw a row a step: totals from zero, changes from the level before."""
    amounts, levels = table["amount"].to_numpy(dtype=float), table["level"].to_numpy(dtype=float)
    whole = table["is_total"].to_numpy(dtype=bool)
    start = np.where(whole, 0.0, levels - amounts)
    colours = [
        COLOURS["blue"] if total else COLOURS["green"] if amount >= 0 else COLOURS["vermilion"]
        for total, amount in zip(whole, amounts, strict=True)
    ]
    places = np.arange(len(amounts))
    ax.barh(places, levels - start, left=start, height=0.62, color=colours)
    for place in places[:-1]:
        ax.plot([levels[place]] * 2, [place - 0.31, place + 1.31], color=COLOURS["grey"], linewidth=0.8)
    for place, amount in enumerate(amounts):
        sign = "+" if not whole[place] and amount > 0 else ""
        ax.annotate(
            f"{sign}{short_money(amount, currency)}",
            (max(levels[place], start[place]), place),
            (6, 0),
            textcoords="offset points",
            va="center",
            weight="bold" if whole[place] else "normal",
        )
    ax.axvline(0, color=COLOURS["grey"], linewidth=1)
    ax.set_yticks(places, [str(step) for step in table["step"]])
    ax.invert_yaxis()
    ax.use_sticky_edges = False
    ax.margins(x=0.13)
    ax.grid(axis="y", visible=False)
    write_ticks(ax.xaxis, lambda value: short_money(value, currency))
    ax.set_xlabel(currency)
