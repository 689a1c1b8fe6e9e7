"""Pictures of the value-volume continuum: where accounts lie, and what moving a cut would do. Used by lesson 02."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import CYCLE, axes, counted, describe, finding, percent, short_money, write_ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARKERS = "osD^vP*X"


def value_volume(continuum: pd.DataFrame, tiers: pd.Series, currency: str, ax: Axes | None = None) -> Axes:
    """Draw every account by volume and value, coloured by tier; `continuum` and `tiers` are the methods' results."""
    ax = axes(ax)
    names = sorted(tiers.unique())
    total = continuum["value"].sum()
    measure, volume = continuum["value_is"].iloc[0].split(" (")[0], continuum["volume_is"].iloc[0].split(" (")[0]
    held = {name: continuum.loc[tiers == name, "value"].sum() / (total if total > 0 else np.nan) for name in names}
    for number, name in enumerate(names):
        part = continuum[tiers == name]
        ax.scatter(
            part["volume"],
            part["value"],
            s=max(8.0, min(40.0, 6000 / len(continuum))),
            color=CYCLE[number % len(CYCLE)],
            marker=MARKERS[number % len(MARKERS)],
            alpha=0.7,
            linewidths=0,
            label=f"{name}: {counted(len(part))}, {percent(held[name])} of {measure}",
        )
    logarithmic = [_scale(ax, "x", continuum["volume"]), _scale(ax, "y", continuum["value"])]
    write_ticks(ax.xaxis, lambda value: short_money(value, "").strip())
    write_ticks(ax.yaxis, lambda value: short_money(value, currency))
    words = [", logarithmic" if log else "" for log in logarithmic]
    ax.set(xlabel=f"volume: {volume}{words[0]}", ylabel=f"value: {measure}, {currency}{words[1]}")
    ax.legend(loc="upper left", markerscale=max(1.0, len(continuum) / 1000) ** 0.5, framealpha=0.8, edgecolor="none")
    first = names[0]
    share = percent((tiers == first).mean())
    finding(ax, f"Tier {first}, {share} of accounts, holds {percent(held[first])} of {measure}")
    listed = ", ".join(f"{name} {counted((tiers == name).sum())} with {percent(held[name])}" for name in names)
    return describe(
        ax,
        f"{counted(len(continuum))} by volume ({volume}) and value ({measure}); "
        f"by tier, accounts and share of {measure}: {listed}.",
        continuum.assign(tier=tiers),
    )


def cut_sensitivity(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw each tier's share of value with the cuts as set and with each cut moved; `table` is `cut_sensitivity`'s."""
    rows = [("cuts as set", table[(table["moved"] == 0) & (table["cut"] == table["cut"].iloc[0])])]
    for _, part in table[table["moved"] != 0].groupby(["cut", "moved"], sort=False):
        cut, way = part["cut"].iloc[0], "up" if part["moved"].iloc[0] > 0 else "down"
        rows.append((f"{cut} {way} to {percent(part['cut_at'].iloc[0])}", part))
    ax = axes(ax, height=1.6 + 0.5 * len(rows))
    names = list(rows[0][1]["tier"])
    for number, name in enumerate(names):
        shares = [part.set_index("tier").loc[name, "value_share"] for _, part in rows]
        colour = CYCLE[number % len(CYCLE)]
        ax.scatter(shares, range(len(rows)), s=230, color="white", edgecolors=colour, linewidths=2.5, zorder=3)
        for place, share in enumerate(shares):
            if np.isfinite(share):
                ax.text(share, place, name, ha="center", va="center_baseline", weight="bold", zorder=4)
                ax.annotate(
                    percent(share),
                    (share, place),
                    (0, -11),
                    textcoords="offset points",
                    ha="center",
                    va="top",
                    fontsize=8,
                )
    for place, (_, part) in enumerate(rows):
        moves = int(part["changed"].iloc[0])
        words = "" if place == 0 else f"{counted(moves)} move{'s' if moves == 1 else ''}"
        ax.annotate(words, (1.01, place), xycoords=("axes fraction", "data"), va="center", annotation_clip=False)
    ax.set_yticks(range(len(rows)), [label for label, _ in rows])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    write_ticks(ax.xaxis, percent)
    ax.set_xlabel("share of value that each tier holds")
    most = int(table["changed"].max())
    a = table[(table["tier"] == names[0]) & (table["cut"] == table["cut"].iloc[0])].set_index("moved")["value_share"]
    step = f"{100 * table['moved'].abs().max():g} points"
    who = f"up to {counted(most)}" if most else "no account"
    finding(ax, f"Moving a cut by {step} moves {who} into another tier")
    return describe(
        ax,
        f"Share of value by tier as one cut moves by {step}: tier {names[0]} holds {percent(a.loc[0.0])} as set, "
        f"{percent(a.max())} with its cut lower and {percent(a.min())} with it higher; at most "
        f"{counted(most)} in another tier.",
        table,
    )


def _scale(ax: Axes, side: str, values: pd.Series) -> bool:
    """Give an axis a scale that shows a few giants and many small accounts, and those at or below zero."""
    sizes = np.abs(values.to_numpy(dtype=float))
    sizes = sizes[sizes > 0]
    if len(sizes) == 0 or sizes.max() < 20 * np.quantile(sizes, 0.1):
        return False
    if (values > 0).all():
        getattr(ax, f"set_{side}scale")("log")
    else:
        getattr(ax, f"set_{side}scale")("symlog", linthresh=float(10 ** np.floor(np.log10(np.quantile(sizes, 0.1)))))
    return True
