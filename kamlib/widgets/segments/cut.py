"""Move the cuts between tiers along the continuum of value and volume, and see how much hangs on where they fall.

Tiers are cuts we make in a continuum (lesson 02), so the explorer shows beside every cut how many accounts change
tier when it moves by five points.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.artist import Artist

from kamlib.figures.house import COLOURS, percent, write_ticks
from kamlib.methods.segments.value_volume import cut_sensitivity, tiers
from kamlib.widgets.live import Explorer, Frame, Slider
from kamlib.widgets.segments.panels import CUT, Dots, Shares, heading, two_panels

SHIFT = 0.05
_TONES = {"A": COLOURS["blue"], "B": COLOURS["orange"], "C": COLOURS["grey"]}
_UPPER = [round(0.55 + 0.05 * step, 2) for step in range(8)]
_LOWER = [round(0.10 + 0.05 * step, 2) for step in range(9)]


def value_volume_cut(continuum: pd.DataFrame) -> Explorer:
    """Return an explorer of where the tiers A, B and C are cut.

    `continuum` is the result of `methods.segments.value_volume.continuum`. Raises ValueError when it has no accounts.
    """
    if continuum.empty:
        raise ValueError("The continuum has no accounts: check the orders it was made from.")
    controls = [
        Slider("upper", "Tier A: the best", _UPPER[::-1], 0.80, lambda cut: f"{percent(1 - cut)} of accounts"),
        Slider("lower", "Tiers A and B: the best", _LOWER[::-1], 0.50, lambda cut: f"{percent(1 - cut)} of accounts"),
    ]
    return Explorer("Where should the tiers be cut?", controls, _Painter(continuum))


class _Painter:
    def __init__(self, continuum: pd.DataFrame) -> None:
        self.continuum = continuum
        self.of_value = str(continuum["value_is"].iloc[0]).split(" (")[0]
        self.total = float(continuum["value"].sum())
        self.changed = {cut: _changed(continuum, cut) for cut in (*_UPPER, *_LOWER)}
        self.figure, left, right = two_panels(1.15, 1)
        volume, value = continuum["volume_percentile"], continuum["value_percentile"]
        self.both = (volume + value).to_numpy()
        self.dots = Dots(
            left, volume, value, {"A": (_TONES["A"], "o"), "B": (_TONES["B"], "s"), "C": (_TONES["C"], "^")}
        )
        left.set(xlim=(-0.03, 1.03), ylim=(-0.03, 1.03))
        left.set_xlabel(f"volume ({str(continuum['volume_is'].iloc[0]).split(' (')[0]}): percentile of accounts")
        left.set_ylabel(f"value ({self.of_value}): percentile of accounts")
        for axis in (left.xaxis, left.yaxis):
            write_ticks(axis, percent)
        heading(left, "an account a dot; the lines are the cuts")
        self.lines = [left.plot([], [], **CUT)[0] for _ in range(2)]
        self.shares = Shares(right, _TONES, self.of_value)
        look: dict[str, Any] = {"va": "center", "fontsize": 9, "color": COLOURS["grey"]}
        for place in (0.5, 1.5):
            right.text(0, place, f"change tier at ±{SHIFT * 100:.0f} points", **look)
        self.notes = [right.text(1.22, place, "", ha="right", **look) for place in (0.5, 1.5)]
        self.moving: list[Artist] = [*self.dots.moving, *self.lines, *self.shares.moving, *self.notes]

    def update(self, upper: float, lower: float) -> Frame:
        """Cut at two positions and say what each tier holds and how many accounts five points would move."""
        named = tiers(self.continuum, (upper, lower))
        summary = self._summary(named)
        self.dots.move(named.to_numpy())
        self.shares.move(summary)
        for line, note, cut in zip(self.lines, self.notes, (upper, lower), strict=True):
            line.set_data(*self._diagonal(cut))
            note.set_text(f"{self.changed[cut]:,}")
        rows = summary.to_dict("index")
        best = rows["A"]
        caption = (
            f"Tier A holds {best['accounts']:,} of {len(named):,} accounts and {percent(best['value_share'])} of "
            f"{self.of_value}. Moved by five points, its cut changes the tier of up to {self.changed[upper]:,}."
        )
        held = "; ".join(
            f"tier {name} {row['accounts']:,} accounts, {percent(row['value_share'])} of {self.of_value}"
            for name, row in rows.items()
        )
        alt = f"{len(named):,} accounts by percentile of volume and value: {held}."
        return Frame(caption, f"{alt} Five points at the lower cut change up to {self.changed[lower]:,} accounts.")

    def _summary(self, named: pd.Series) -> pd.DataFrame:
        grouped = self.continuum["value"].groupby(named)
        summary = pd.DataFrame({"accounts": grouped.size(), "value": grouped.sum()}).reindex(list(_TONES)).fillna(0)
        summary["accounts"] = summary["accounts"].astype("int64")
        summary["account_share"] = summary["accounts"] / len(named)
        return summary.assign(value_share=summary["value"] / self.total if self.total > 0 else float("nan"))

    def _diagonal(self, cut: float) -> tuple[list[float], list[float]]:
        """Return the line between the accounts on either side of `cut`: equal sums of the two percentiles."""
        above = self.both[(self.continuum["position"] > cut).to_numpy()]
        below = self.both[(self.continuum["position"] <= cut).to_numpy()]
        middle = (above.min(initial=2.0) + below.max(initial=0.0)) / 2
        return [middle - 1.03, 1.03], [1.03, middle - 1.03]


def _changed(continuum: pd.DataFrame, cut: float) -> int:
    return int(cut_sensitivity(continuum, (cut,), shift=SHIFT)["changed"].max())
