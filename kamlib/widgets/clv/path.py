"""Follow one account through time: each purchase brings it back to life, each silence takes some away.

A model of buying and leaving never sees anybody leave (lesson 05). It weighs a silence against the rhythm before it: three
quiet months are nothing for one who buys twice a year, and a farewell for one who bought every week. The map beside shows
where the account stands among all that could be.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.colors import Normalize

from kamlib.figures.house import COLOURS, percent, write_ticks
from kamlib.figures.house.drawing import shorten
from kamlib.methods.clv.purchasing import PurchaseModel
from kamlib.methods.clv.summary import summary
from kamlib.methods.segments.rhythm import purchases
from kamlib.tables.reductions import days_in
from kamlib.widgets.clv.telling import telling_accounts
from kamlib.widgets.live import Choice, Control, Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading, two_panels

STEPS = 40
_CELLS = 24


def alive_path(model: PurchaseModel, orders: pd.DataFrame, as_of: pd.Timestamp, unit: str = "month") -> Explorer:
    """Return an explorer of how likely an account is alive, purchase by purchase, up to `as_of`.

    `model` is fitted to the summary of `orders` in the same `unit` ("month", "week" or "day"). A dozen telling accounts can be
    chosen, and the day moved from its first purchase to `as_of`. Raises ValueError where no account bought.
    """
    table = summary(orders, as_of, unit).table
    if table.empty:
        raise ValueError("Nobody bought up to this day: there is no account to follow.")
    accounts = telling_accounts(table)
    steps = [round(place / STEPS, 4) for place in range(1, STEPS + 1)]
    controls: list[Control] = [
        Choice("account", "Account", list(accounts), next(iter(accounts)), lambda one: shorten(accounts[one], 48)),
        Slider("day", "Seen after this part of its time with us", steps, steps[-5], percent),
    ]
    painter = _Painter(model, _days(orders, as_of, list(accounts), unit), table.loc[list(accounts)], unit)
    return Explorer("Is it still alive?", controls, painter)


def _days(orders: pd.DataFrame, as_of: pd.Timestamp, accounts: list[str], unit: str) -> dict[str, np.ndarray]:
    """Return by account when it bought again, in units since its first purchase."""
    bought = purchases(orders[orders["account_id"].isin(accounts)], as_of)[["account_id", "day"]].drop_duplicates()
    since = (bought["day"] - bought.groupby("account_id")["day"].transform("min")).dt.days / days_in(unit)
    return {str(name): np.sort(part.to_numpy())[1:] for name, part in since.groupby(bought["account_id"])}


class _Painter:
    def __init__(self, model: PurchaseModel, again: dict[str, np.ndarray], table: pd.DataFrame, unit: str) -> None:
        self.model, self.again, self.unit = model, again, unit
        self.age = {str(name): float(age) for name, age in table["T"].items()}
        self.paths: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        self.maps: dict[tuple[float, int], np.ndarray] = {}
        self.figure, left, right = two_panels(1.0, 1.5)
        self.most = max(1, *(len(times) for times in again.values())) if again else 1
        self.left = left
        self.map = left.imshow(
            np.zeros((_CELLS, _CELLS)), origin="lower", extent=(0, 1, 0, 1), aspect="auto", cmap="Blues",
            norm=Normalize(0, 1.35),
        )  # fmt: skip
        left.set(xlabel="last purchase: then … now", ylabel="purchases after the first", xticks=[])
        left.set_yticks([0, 1], ["none", "most"])
        left.grid(visible=False)
        heading(left, "dark: likely alive")
        self.spot = left.plot([], [], "D", color=COLOURS["vermilion"], markersize=10, markeredgecolor="white")[0]
        right.set(xlim=(0, 1), ylim=(-0.04, 1.04), xlabel="its time with us, first purchase to today", xticks=[])
        write_ticks(right.yaxis, percent)
        heading(right, "chance to be alive; a mark a purchase")
        self.ahead = right.plot([], [], color=COLOURS["pale"], linewidth=2)[0]
        self.path = right.plot([], [], color=COLOURS["blue"], linewidth=2)[0]
        self.marks = right.plot([], [], "|", color=COLOURS["ink"], markersize=9)[0]
        self.now = right.plot([], [], "D", color=COLOURS["vermilion"], markersize=10, markeredgecolor="white")[0]
        self.said = right.text(0, 0, "", fontsize=10, fontweight="bold", va="bottom")
        self.moving: list[Artist] = [
            self.map, self.spot, self.ahead, self.path, self.marks, self.now, self.said,
        ]  # fmt: skip

    def update(self, account: str, day: float) -> Frame:
        """Show one account up to a part of its time with us."""
        age, times = self.age[account], self.again.get(account, np.empty(0))
        at = day * age
        when, alive = self._path(account)
        seen = when <= at + 1e-9
        chance = float(alive[seen][-1])
        bought = times[times <= at + 1e-9]
        whole = max(age, 1e-9)
        self.ahead.set_data(when / whole, alive)
        self.path.set_data(when[seen] / whole, alive[seen])
        self.marks.set_data(np.append(0.0, bought) / whole, np.zeros(len(bought) + 1))
        self.now.set_data([at / whole], [chance])
        right = at > 0.7 * whole
        self.said.set(text=percent(chance), x=at / whole + (-0.02 if right else 0.02), y=min(chance + 0.03, 0.94))
        self.said.set_horizontalalignment("right" if right else "left")
        last = float(bought[-1]) if len(bought) else 0.0
        self.map.set_data(self._map(at))
        self.spot.set_data([last / max(at, 1e-9)], [min(len(bought) / self._most(), 1.0)])
        return self._words(account, at, len(bought), at - last, chance)

    def _most(self) -> int:
        return max(4, self.most)

    def _path(self, account: str) -> tuple[np.ndarray, np.ndarray]:
        """Return times and chances along an account's life, just before and just after each purchase; kept once computed."""
        if account not in self.paths:
            times, age = self.again.get(account, np.empty(0)), self.age[account]
            when = np.unique(np.concatenate([np.linspace(0, age, 4 * STEPS + 1), times, times - 1e-6]))
            when = when[when >= 0]
            count = np.searchsorted(times, when, side="right")
            last = np.where(count > 0, np.append(0.0, times)[count], 0.0)
            rows = pd.DataFrame({"frequency": count.astype(float), "recency": last, "T": np.maximum(when, last)})
            self.paths[account] = when, self.model.probability_alive(rows).to_numpy()
        return self.paths[account]

    def _map(self, age: float) -> np.ndarray:
        """Return the chances of all that could have happened by this age, frequency (up) by recency (across)."""
        key = (round(age, 4), self._most())
        if key not in self.maps:
            frequency = np.round(np.linspace(0, self._most(), _CELLS))
            recency = np.linspace(0.02, 1, _CELLS) * max(age, 1e-6)
            x, t = np.meshgrid(frequency, recency, indexing="ij")
            rows = pd.DataFrame(
                {"frequency": x.ravel(), "recency": np.where(x > 0, t, 0.0).ravel(), "T": max(age, 1e-6)}
            )
            self.maps[key] = self.model.probability_alive(rows).to_numpy().reshape(x.shape)
        return self.maps[key]

    def _words(self, account: str, at: float, bought: int, silent: float, chance: float) -> Frame:
        days = days_in(self.unit)
        again = f"{bought + 1:,} purchase day{'s' if bought else ''}"
        caption = (
            f"{account}: {again} in {at * days:,.0f} days, the last {silent * days:,.0f} days ago. Alive with a chance of "
            f"{percent(chance)}."
        )
        low = self._path(account)[1]
        alt = (
            f"{caption} Over its time with us the chance lay between {percent(float(low.min()))} and {percent(float(low.max()))}; it "
            "jumps up at each purchase and falls with each day of silence."
        )
        return Frame(caption, alt)
