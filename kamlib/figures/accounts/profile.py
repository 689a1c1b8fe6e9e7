"""A picture of the market in six panels: who, what, why, who takes part, how and where. Used by lesson 01."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, percent, style
from kamlib.figures.house.drawing import shorten
from kamlib.methods.accounts.profile import QUESTIONS, MarketProfile

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHOWN = 6
_TONES = {"revenue": COLOURS["blue"], "accounts": COLOURS["green"]}


def market_profile_panels(profile: MarketProfile, ax: Axes | None = None) -> Axes:
    """Draw the six panels of a market profile, the six largest answers in each, with what each stands on."""
    ax = axes(ax, width=8.8, height=6.6)
    ax.set_axis_off()
    with style():
        for number, (key, question) in enumerate(QUESTIONS.items()):
            # Places of our own: constrained layout would give the panels the room of the long labels beside them.
            left, low = 0.17 + (number % 3) * 0.345, 0.59 - (number // 3) * 0.52
            panel = ax.inset_axes((left, low, 0.13, 0.34))
            _panel(panel, question, profile.panels[key], profile.share_of.get(key, ""), profile.basis[key])
    told = [key for key, panel in profile.panels.items() if panel is not None]
    finding(ax, _title(profile, told))
    said = []
    for key, question in QUESTIONS.items():
        panel_table = profile.panels[key]
        first = (
            [] if panel_table is None else [f"{name} {percent(s)}" for name, s in panel_table["share"].head(3).items()]
        )
        said.append(f"{question} {', '.join(first) + '. ' if first else ''}{profile.basis[key]}")
    frames = [panel.reset_index().assign(question=key) for key, panel in profile.panels.items() if panel is not None]
    behind = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame({"question": list(QUESTIONS)})
    columns = [name for name in ("question", "answer", "accounts", "revenue", "share") if name in behind]
    return describe(ax, f"The market in six questions. {' '.join(said)}", behind[columns])


def _title(profile: MarketProfile, told: list[str]) -> str:
    if not told:
        return "This file answers none of the six market questions"
    opening = f"This file answers {len(told)} of six market questions"
    for key, words in (("what", "first by revenue"), ("who", "first by revenue"), ("why", "most valued")):
        panel = profile.panels[key]
        if panel is not None:
            return f"{opening}; {words}: {panel.index[0]}, {percent(float(panel['share'].iloc[0]))}"
    return opening


def _panel(panel: Axes, question: str, table: pd.DataFrame | None, share_of: str, basis: str) -> None:
    panel.set_title(question, loc="left", x=-1.2, fontsize=11)
    note = "\n".join(textwrap.wrap(basis, 46)[:3])
    if table is None:
        panel.set_axis_off()
        panel.text(-1.2, 0.95, note, transform=panel.transAxes, va="top", fontsize=8.5, color=COLOURS["grey"])
        return
    shown = _shortened(table)
    shares = shown.to_numpy(dtype=float)
    places = np.arange(len(shown))
    panel.barh(places, np.nan_to_num(shares), color=_TONES.get(share_of, COLOURS["blue"]), height=0.7)
    ends = np.nan_to_num(shares)
    panel.set_xlim(min(0.0, ends.min()) * 1.2, max(0.01, ends.max()) * 1.45)
    for place, share in zip(places, shares, strict=True):
        end = max(0.0, float(np.nan_to_num(share)))
        panel.annotate(percent(share), (end, place), (3, 0), textcoords="offset points", va="center", fontsize=9.5)
    panel.set_yticks(places, [shorten(str(name), 22) for name in shown.index], fontsize=9.5)
    panel.set_ylim(SHOWN + 0.5, -0.6)
    panel.set_xticks([])
    panel.grid(visible=False)
    panel.spines["bottom"].set_visible(False)
    panel.tick_params(axis="y", length=0)
    words = f"% of {share_of}. {note}" if share_of else note
    wrapped = "\n".join(textwrap.wrap(words.replace("\n", " "), 40)[:4])
    panel.text(-1.2, -0.06, wrapped, transform=panel.transAxes, va="top", fontsize=9, color=COLOURS["grey"])


def _shortened(table: pd.DataFrame) -> pd.Series:
    """Return the largest shares, and all others as one where they can be added up (money, not people's answers)."""
    if len(table) <= SHOWN + 1 or "revenue" not in table:
        return table["share"].head(SHOWN + 1)
    rest = table["share"].iloc[SHOWN:]
    return pd.concat([table["share"].head(SHOWN), pd.Series({f"{len(rest):,} others": rest.sum()})])
