"""Move what counts as stale and how accounts are grouped, and see what is known and what money stands behind gaps.

"We know our customers" holds until somebody asks how long ago we asked (lesson 01). The money behind the gaps of an
account is its stake times the share of the thirteen questions without a fresh answer.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist

from kamlib.figures.accounts.knowledge import SHORT, named
from kamlib.figures.house import COLOURS, counted, percent, short_money, write_ticks
from kamlib.figures.house.drawing import shorten
from kamlib.methods.accounts.audit import UNKNOWN, Audit
from kamlib.methods.accounts.completeness import filled
from kamlib.widgets.live import Choice, Control, Explorer, Frame, Slider
from kamlib.widgets.segments.panels import heading, two_panels

MOST_GROUPS = 8
_DAYS_A_MONTH = 365.25 / 12
_GROUPINGS = {"manager": "manager", "region": "region", "account_type": "type of account"}
_SIZES = ("largest third", "middle third", "smallest third")
_MONTHS = (3, 6, 9, 12, 15, 18, 21, 24, 30, 36, 42, 48, 60)


def knowledge_map(audit: Audit, accounts: pd.DataFrame, stakes: pd.Series, currency: str) -> Explorer:
    """Return an explorer of what is freshly known, by groups of accounts, and of the money behind gaps.

    `audit` is a `knowledge_audit`, `accounts` the contract table, `stakes` account_id -> money a year at stake (an
    account not named, or below zero, has none). Groups are those the file has: manager, region, type, and size by stake;
    beyond eight, the smallest are taken together.
    """
    painter = _Painter(audit, accounts, stakes, currency)
    start = round(audit.stale_after_days / _DAYS_A_MONTH) or 1
    controls: list[Control] = [
        Slider("months", "An answer is good for", sorted({*_MONTHS, start}), start, lambda months: f"{months} months"),
        Choice("group", "Accounts by", list(painter.groups), next(iter(painter.groups))),
    ]
    return Explorer("What do we know, and what hangs on what we do not know?", controls, painter)


class _Painter:
    def __init__(self, audit: Audit, accounts: pd.DataFrame, stakes: pd.Series, currency: str) -> None:
        ids = audit.by_account.index
        self.currency = currency
        self.stake = stakes.reindex(ids).astype(float).fillna(0.0).clip(lower=0).to_numpy()
        age = audit.cells.pivot(index="account_id", columns="question", values="age_days").reindex(ids)
        self.age = age.reindex(columns=list(SHORT)).to_numpy(dtype=float)
        known = (audit.cells["state"] != UNKNOWN).to_numpy().reshape(len(ids), -1) if len(ids) else np.zeros((0, 13))
        self.coverage = float(known.mean()) if known.size else float("nan")
        self.groups = _groups(accounts, ids, self.stake)
        self.figure, left, right = two_panels(1.5, 1)
        self.image = left.imshow(np.zeros((1, 13)), cmap="Blues", vmin=0, vmax=1, aspect="auto", interpolation="nearest",
                                 extent=(0.5, 13.5, MOST_GROUPS, 0))  # fmt: skip
        left.set_xticks(list(SHORT))
        left.set_yticks([])
        left.set_xlabel("question of the audit")
        left.grid(visible=False)
        heading(left, "fresh answers: the darker, the more")
        for axes in (left, right):
            axes.set_ylim(MOST_GROUPS, 0)
        right.set(xlim=(0, 1.02), yticks=[], xticks=[0, 0.5, 1], xlabel="share of the money at stake")
        write_ticks(right.xaxis, percent)
        right.grid(axis="y", visible=False)
        heading(right, "money behind gaps (dark)")
        self.all = right.hlines([0], 0, 0, colors=COLOURS["pale"], linewidth=12, capstyle="butt")
        self.behind = right.hlines([0], 0, 0, colors=COLOURS["vermilion"], linewidth=12, capstyle="butt")
        look: dict[str, Any] = {"va": "center", "fontsize": 8.5, "color": COLOURS["ink"]}
        # An empty tick keeps the room that the moving names need.
        left.set_yticks([MOST_GROUPS / 2], ["m" * 12])
        left.tick_params(axis="y", length=0, labelcolor="white")
        self.names = [left.text(0.3, 0, "", ha="right", clip_on=False, **look) for _ in range(MOST_GROUPS)]
        self.sums = [right.text(1, 0, "", ha="right", **look) for _ in range(MOST_GROUPS)]
        self.moving: list[Artist] = [self.image, self.all, self.behind, *self.names, *self.sums]

    def update(self, months: int, group: str) -> Frame:
        """Count as fresh what is at most `months` old, by groups, and say what is known and what is at stake."""
        names, rows = self.groups[group]
        fresh = self.age <= round(months * _DAYS_A_MONTH)
        sizes = rows.sum(axis=1)
        share = (rows @ fresh) / np.maximum(sizes, 1)[:, None]
        stake, behind = rows @ self.stake, rows @ (self.stake * (1 - fresh.mean(axis=1)))
        self.image.set_data(share if len(names) else np.zeros((1, 13)))
        height = MOST_GROUPS / max(len(names), 1)
        places = height * (np.arange(len(names)) + 0.5)
        part = np.divide(behind, stake, out=np.zeros(len(names)), where=stake > 0)
        self.all.set_segments([[(0, y), (1, y)] for y in places])
        self.behind.set_segments([[(0, y), (x, y)] for x, y in zip(part, places, strict=True)])
        for place, (name, money) in enumerate(zip(self.names, self.sums, strict=True)):
            there = place < len(names)
            name.set_text(shorten(names[place], 16) if there else "")
            of_all = [short_money(float(one[place]), self.currency) for one in (behind, stake)] if there else []
            money.set_text(" of ".join(of_all))
            if there:
                name.set_y(places[place])
                money.set_y(places[place] - 0.34)
        return self._words(months, names, sizes, fresh, share, stake, behind)

    def _words(
        self,
        months: int,
        names: list[str],
        sizes: np.ndarray,
        fresh: np.ndarray,
        share: np.ndarray,
        stake: np.ndarray,
        behind: np.ndarray,
    ) -> Frame:
        if not names:
            words = "There is no account to audit: bring the list of accounts."
            return Frame(words, words)
        total, gap = (short_money(float(part.sum()), self.currency) for part in (stake, behind))
        worst = int(fresh.mean(axis=0).argmin()) + 1
        caption = (
            f"{percent(self.coverage)} of cells hold an answer, {percent(float(fresh.mean()))} one of at most {months} "
            f"months. Of {total} a year at stake, {gap} stand behind questions without one. Least fresh: question "
            f"{named(worst)}, {percent(float(fresh[:, worst - 1].mean()))}."
        )
        held = "; ".join(
            f"{name} ({counted(size)}) {percent(float(row.mean()))} fresh, {short_money(money, self.currency)} behind gaps"
            for name, size, row, money in zip(names, sizes, share, behind, strict=True)
        )
        return Frame(caption, f"{caption} By group: {held}.")


Groups = dict[str, tuple[list[str], np.ndarray]]


def _groups(accounts: pd.DataFrame, ids: pd.Index, stake: np.ndarray) -> Groups:
    """Return for each way to group the names of its groups, the most money first, and which accounts are in each."""
    listed = accounts.drop_duplicates("account_id").set_index("account_id").reindex(ids)
    found: Groups = {}
    for column, words in _GROUPINGS.items():
        if column in listed and filled(listed[column]).any():
            labels = listed[column].astype("str").where(filled(listed[column]), "not stated")
            found[words] = _members(labels.to_numpy(dtype=object), stake)
    if len(ids) >= len(_SIZES) and stake.any():
        order = np.argsort(np.argsort(-stake, kind="stable"), kind="stable")
        found["size"] = _members(np.array(_SIZES, dtype=object)[order * len(_SIZES) // len(ids)], stake)
    if not found:
        found["all together"] = _members(np.full(len(ids), "all accounts", dtype=object), stake)
    return found


def _members(labels: np.ndarray, stake: np.ndarray) -> tuple[list[str], np.ndarray]:
    money = pd.Series(stake).groupby(labels).sum().sort_values(ascending=False, kind="stable")
    names = [str(name) for name in money.index]
    if len(names) > MOST_GROUPS:
        kept = set(names[: MOST_GROUPS - 1])
        rest = f"{len(names) - len(kept):,} others"
        labels = np.array([label if label in kept else rest for label in labels], dtype=object)
        names = [*names[: MOST_GROUPS - 1], rest]
    return names, np.array([labels == name for name in names], dtype=float).reshape(len(names), len(labels))
