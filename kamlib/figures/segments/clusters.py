"""Pictures of clusters: the evidence for their number, and what makes each different. Used by lesson 02."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kamlib.figures.house import COLOURS, axes, describe, finding, signed
from kamlib.figures.house.drawing import shorten, whatever_the_letters, write_readably
from kamlib.methods.segments import ClusterChoice
from kamlib.methods.segments.choice import LEAST_STABILITY

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def cluster_choice(choice: ClusterChoice, ax: Axes | None = None) -> Axes:
    """Draw separation and stability for each number of segments, beside what data without groups would show."""
    ax = axes(ax)
    table = choice.table
    found = "No reliable segmentation found" if choice.k is None else f"{choice.k} segments are separated and stable"
    finding(ax, found)
    if table.empty:
        ax.text(0.5, 0.5, textwrap.fill(choice.note, 50), ha="center", va="center", transform=ax.transAxes)
        ax.set_axis_off()
        return describe(ax, choice.note, table)
    ks = table["k"]
    lows = table["stability"] - table["stability_low"]
    stability, silhouette = COLOURS["orange"], COLOURS["blue"]
    ax.errorbar(ks, table["stability"], [lows, 0 * lows], color=stability, marker="s", capsize=3, label="stability")
    ax.axhline(LEAST_STABILITY, color=stability, linewidth=1.2, linestyle=":", label="stable from here")
    ax.plot(ks, table["silhouette"], color=silhouette, marker="o", label="silhouette")
    ax.plot(ks, table["to_beat"], color=silhouette, linewidth=1.2, linestyle="--", label="separated from here")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.15), ncols=2, frameon=False)
    if choice.k is not None:
        ax.axvline(choice.k, color=COLOURS["green"], linewidth=8, alpha=0.2, zorder=0)
    ax.set_xticks(list(ks))
    ax.set(
        xlabel="number of segments tried",
        ylabel="0: none, 1: perfect",
        ylim=(min(0.0, table["stability_low"].min()), 1.05),
    )
    words = "; ".join(
        f"{row['k']:.0f}: silhouette {row['silhouette']:.2f} (to pass {row['to_beat']:.2f}), "
        f"stability {row['stability']:.2f}"
        for _, row in table.iterrows()
    )
    return describe(ax, f"{choice.note} By number of segments, {words}.", table)


def segment_profile(profile: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw how far each segment lies from the rest on each feature; what is not reliable stands in brackets."""
    import seaborn as sns

    grid = profile["difference"].unstack("segment")
    grid = grid.loc[grid.abs().max(axis=1).sort_values(ascending=False, na_position="last", kind="stable").index]
    reliable = profile["reliable"].unstack("segment").reindex(index=grid.index)
    sizes = profile["accounts"].groupby(level="segment").max()
    ax = axes(ax, width=max(6.4, 3.2 + 1.1 * grid.shape[1]), height=max(4.2, 2.5 + 0.42 * len(grid)))
    words = [
        ["–" if np.isnan(d) else signed(d, 1) if ok else f"({signed(d, 1)})" for d, ok in zip(*row, strict=True)]
        for row in zip(grid.to_numpy(dtype=float), reliable.to_numpy(dtype=bool), strict=True)
    ]
    limit = max(1.0, float(np.nan_to_num(np.abs(grid.to_numpy(dtype=float)).max())))
    with whatever_the_letters():  # seaborn draws at once, before anything else can catch it
        sns.heatmap(
            grid.where(reliable.astype(bool), 0.0).fillna(0.0).astype(float),
            ax=ax,
            annot=np.array(words),
            fmt="",
            cmap="RdBu",
            vmin=-limit,
            vmax=limit,
            cbar=False,
            linewidths=1.5,
            xticklabels=[f"{shorten(str(name), 14)}\n({sizes[name]:,})" for name in grid.columns],
            yticklabels=[shorten(_words(name)) for name in grid.index],
        )
    write_readably(ax)
    ax.tick_params(axis="both", rotation=0)
    ax.set_ylabel("")
    ax.set_xlabel("segment (accounts)\nin standard deviations from the rest; in brackets: not reliable")
    sure = profile[profile["reliable"]]
    if sure.empty:
        finding(ax, "No segment differs reliably from the rest")
        return describe(ax, f"{grid.shape[1]} segments by {len(grid)} features: no difference is reliable.", profile)
    largest = sure.loc[
        sure.groupby(level="segment")["difference"].apply(lambda part: part.abs().idxmax())
    ].reset_index()
    most = largest.iloc[int(largest["difference"].abs().argmax())]
    side = "above" if most["difference"] > 0 else "below"
    finding(
        ax,
        f"Most different: segment {most['segment']}, {_words(most['feature'])} "
        f"{abs(most['difference']):.1f} deviations {side} the rest",
    )
    words_each = "; ".join(
        f"segment {row['segment']}: {_words(row['feature'])} {signed(row['difference'], 1)}"
        for _, row in largest.iterrows()
    )
    return describe(
        ax, f"Largest reliable difference of each segment from the rest, in standard deviations: {words_each}.", profile
    )


def _words(feature: object) -> str:
    return str(feature).replace("_", " ")
