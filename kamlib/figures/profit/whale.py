"""A picture of the whale curve: profit added up from the best account to the worst. Used by lesson 03."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from kamlib.figures.house import (
    COLOURS,
    axes,
    counted,
    describe,
    finding,
    legend_below,
    money,
    percent,
    short_money,
    write_ticks,
)
from kamlib.methods.profit import WhaleCurve

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FEW = 40


def whale_curve(curve: WhaleCurve, currency: str, ax: Axes | None = None) -> Axes:
    """Draw profit added up from the best account to the worst, and of owners where the curve was rolled up.

    In per cent of total profit, or in money where the total is not above zero.
    """
    ax = axes(ax)
    shares = curve.total > 0
    unit = curve.total if shares else 1.0
    rolled = curve.rolled_up
    wide = len(curve.table) if rolled else 1
    _line(ax, curve, unit, wide, COLOURS["blue"], "-", f"{counted(len(curve.table))}")
    if rolled is not None:
        count = len(rolled.table)
        owners = f"{count:,} owners, each with all its accounts" if count > 1 else "1 owner with all its accounts"
        _line(ax, rolled, unit, len(rolled.table), COLOURS["orange"], "--", owners)
        legend_below(ax, ncols=2)
    ax.axhline(curve.total / unit, color=COLOURS["grey"], linewidth=1, linestyle=":")
    ax.axhline(0, color=COLOURS["grey"], linewidth=1)
    _shade(ax, curve, unit, wide)
    place = curve.peak_at / len(curve.table)
    top = _peak(curve) if shares else short_money(curve.peak_profit, currency)
    ax.annotate(
        f"peak {top}\nafter {counted(curve.peak_at)}" if curve.peak_at else "no account earns",
        (curve.peak_at / wide, curve.peak_profit / unit),
        (0, 6),
        textcoords="offset points",
        ha="left" if place < 0.15 else "right" if place > 0.85 else "center",
        weight="bold",
    )
    write_ticks(ax.yaxis, percent if shares else lambda value: short_money(value, currency))
    if rolled:
        write_ticks(ax.xaxis, percent)
        ax.set(xlabel="share of accounts, or of owners, from most to least profitable", xlim=(0, 1.02))
    else:
        write_ticks(ax.xaxis, "{:,.0f}".format)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.set(xlabel="accounts, from most to least profitable", xlim=(0, len(curve.table) * 1.02))
    ax.set_ylabel("profit added up, share of total" if shares else f"profit added up ({currency})")
    ax.margins(y=0.18)
    sentence, alt = _words(curve, currency)
    if curve.basis.startswith("revenue"):
        sentence += ". Revenue stands in for margin: this is not profit"
    finding(ax, sentence)
    return describe(ax, f"{alt} Basis: {curve.basis}.", curve.table)


def _peak(curve: WhaleCurve) -> str:
    return percent(curve.peak, 1 if curve.peak < 1.1 else 0)


def _line(ax: Axes, curve: WhaleCurve, unit: float, wide: float, colour: str, line: str, label: str) -> None:
    height = np.concatenate([[0.0], curve.table["cumulative"]]) / unit
    marker = "o" if len(curve.table) <= FEW else ""
    ax.plot(
        np.arange(len(height)) / wide, height, color=colour, linestyle=line, marker=marker, markersize=4, label=label
    )


def _shade(ax: Axes, curve: WhaleCurve, unit: float, wide: float) -> None:
    """Shade what the loss-makers take away."""
    if len(curve.eroders):
        rank = np.arange(curve.peak_at, len(curve.table) + 1) / wide
        height = np.concatenate([[curve.peak_profit], curve.table["cumulative"].iloc[curve.peak_at :]]) / unit
        ax.fill_between(rank, height, curve.peak_profit / unit, color=COLOURS["vermilion"], alpha=0.18)


def _words(curve: WhaleCurve, currency: str) -> tuple[str, str]:
    losing, everybody = len(curve.eroders), len(curve.table)
    taken = money(curve.peak_profit - curve.total, currency, 0)
    total = money(curve.total, currency, 0)
    verb = "loses" if losing == 1 else "lose"
    who = f"{counted(losing)} of {everybody:,}" if losing < everybody or losing == 1 else f"All {counted(losing)}"
    if not losing:
        sentence = f"None of {counted(everybody)} loses money: the curve has no hump"
    elif curve.total > 0:
        sentence = f"{who} {verb} {taken}: profit peaks at {_peak(curve)} of its total"
    else:
        sentence = f"{who} {verb} {taken}: together there is no profit ({total})"
    peak = money(curve.peak_profit, currency, 0)
    alt = f"Profit added up from the best of {counted(everybody)}: {peak} after {curve.peak_at:,}, {total} after all; "
    alt += f"{losing:,} {verb} {taken}."
    if curve.rolled_up is not None:
        rolled = curve.rolled_up
        alt += (
            f" With one row an owner the peak is {money(rolled.peak_profit, currency, 0)} after {rolled.peak_at:,} of "
            f"{len(rolled.table):,}."
        )
    return sentence, alt
