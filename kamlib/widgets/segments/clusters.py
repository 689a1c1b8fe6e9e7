"""Move the number of clusters, and see whether the groups are separated and whether they come back.

An algorithm returns as many groups as it is asked for (lesson 02), so the explorer sets beside each number of them what
groups need to be worth a name: separation more than chance gives, and stability. All of it is worked out once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from kamlib.figures.house import COLOURS, CYCLE, percent
from kamlib.methods.segments.choice import LEAST_STABILITY, ClusterChoice, choose_k
from kamlib.methods.segments.clustering import cluster
from kamlib.widgets.live import Explorer, Frame, Slider
from kamlib.widgets.segments.panels import CUT, Dots, heading, two_panels

_TONES = (*CYCLE, COLOURS["ink"])
_MARKERS = "os^DvPX*"
_MOST = len(_TONES)


def cluster_count(scaled: pd.DataFrame, choice: ClusterChoice | None = None) -> Explorer:
    """Return an explorer of how many clusters `scaled` falls into.

    `scaled` is the result of `methods.segments.scale` and `choice` that of `choose_k` on it, which is worked
    out here (some seconds) when it is not given. Raises ValueError as those do, for gaps or no accounts.
    """
    chosen = choose_k(scaled) if choice is None else choice
    table = chosen.table[chosen.table["k"] <= _MOST].set_index("k")
    counts: list[int] = table.index.to_list() or list(range(1, min(len(scaled.drop_duplicates()), _MOST) + 1))
    # Where no number is supported, start at the one that comes nearest to being separated.
    nearest = counts[int((table["silhouette"] - table["to_beat"]).argmax())] if len(table) else counts[-1]
    start = chosen.k if chosen.k in counts else nearest
    groups = {k: cluster(scaled, k, chosen.method) for k in counts}
    controls = [Slider("k", "Number of clusters", counts, start)]
    return Explorer("How many clusters are there, if any?", controls, _Painter(scaled, chosen, table, groups))


class _Painter:
    def __init__(
        self, scaled: pd.DataFrame, choice: ClusterChoice, table: pd.DataFrame, groups: dict[int, pd.Series]
    ) -> None:
        self.choice, self.table = choice, table
        self.labels = {k: np.array([f"{label}" for label in found]) for k, found in groups.items()}
        self.figure, left, right = two_panels(1.25, 1)
        flat, explained = _flatten(scaled)
        looks = {f"{place + 1}": look for place, look in enumerate(zip(_TONES, _MARKERS, strict=True))}
        self.dots = Dots(left, pd.Series(flat[:, 0]), pd.Series(flat[:, 1]), looks)
        room = 0.06 * np.ptp(flat, axis=0) + 0.1
        (low_x, low_y), (high_x, high_y) = flat.min(axis=0) - room, flat.max(axis=0) + room
        left.set(xlim=(low_x, high_x), ylim=(low_y, high_y))
        left.set_xlabel(f"first component ({percent(explained[0])} of variation)")
        left.set_ylabel(f"second component ({percent(explained[1])})")
        heading(left, "an account a dot, by cluster")
        self.moving: list[Artist] = [*self.dots.moving, *self._evidence(right, sorted(groups))]

    def _evidence(self, axes: Axes, counts: list[int]) -> list[Artist]:
        """Draw separation and stability for every number of clusters; return what moves over them."""
        blue, orange = COLOURS["blue"], COLOURS["vermilion"]
        for name, colour, marker, label in (
            ("stability", orange, "s", "stability"),
            ("silhouette", blue, "o", "separation"),
        ):
            axes.plot(self.table.index, self.table[name], marker=marker, color=colour, markersize=4, label=label)
        axes.plot(
            self.table.index, self.table["to_beat"], color=blue, linewidth=1, linestyle=":", label="separation needed"
        )
        axes.axhline(LEAST_STABILITY, color=orange, linewidth=1, linestyle=":", label="stability needed")
        axes.set(xlim=(counts[0] - 0.5, counts[-1] + 0.5), ylim=(0, 1.32), xticks=counts, xlabel="number of clusters")
        axes.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1])
        axes.legend(fontsize=8, frameon=False, loc="upper center", ncols=2)
        heading(axes, "separated? stable?")
        self.line = axes.axvline(counts[0], **CUT)
        self.marks = axes.plot([], [], "o", markersize=11, fillstyle="none", color=COLOURS["ink"])[0]
        return [self.line, self.marks]

    def update(self, k: int) -> Frame:
        """Colour the accounts by one of `k` clusters and say what speaks for them."""
        labels = self.labels[k]
        self.dots.move(labels)
        self.line.set_xdata([k, k])
        sizes = sorted(np.unique(labels, return_counts=True)[1].tolist(), reverse=True)
        alt = f"{len(labels):,} accounts in {k} clusters of {', '.join(f'{size:,}' for size in sizes)}."
        if k not in self.table.index:
            return Frame(self.choice.note, alt)
        row: dict[str, Any] = {str(name): value for name, value in self.table.loc[k].items()}
        self.marks.set_data([k, k], [row["silhouette"], row["stability"]])
        found = {(True, True): "separated and stable", (True, False): "separated but not stable"}
        found |= {(False, True): "stable but not separated", (False, False): "neither separated nor stable"}
        verdict = found[bool(row["separated"]), bool(row["stable"])]
        caption = (
            f"{k} clusters are {verdict}: separation {row['silhouette']:.2f} "
            f"(more than {row['to_beat']:.2f} wanted), stability {row['stability']:.2f} ({LEAST_STABILITY:.2f} wanted)."
        )
        if self.choice.k is None:
            return Frame(f"{caption} No number of clusters is reliable here.", f"{alt} {caption}")
        best = "This is" if k == self.choice.k else f"With {self.choice.k} it is"
        return Frame(f"{caption} {best} the best supported number.", f"{alt} {caption}")


def _flatten(scaled: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the accounts on the two directions in which they differ most, and each direction's share of variation."""
    points = scaled.to_numpy(dtype=float) - scaled.to_numpy(dtype=float).mean(axis=0)
    _, lengths, directions = np.linalg.svd(points, full_matrices=False)
    shares = lengths**2 / max(float((lengths**2).sum()), 1e-12)
    # A direction has no sign of its own: let its strongest feature point to the right, on every machine.
    signs = np.sign(directions[np.arange(len(directions)), np.abs(directions).argmax(axis=1)])
    flat = points @ (directions * signs[:, None]).T
    missing = max(0, 2 - flat.shape[1])
    return np.pad(flat, ((0, 0), (0, missing)))[:, :2], np.pad(shares, (0, missing))[:2]
