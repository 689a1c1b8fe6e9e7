"""What features look like without groups: every column smoothed to one peak, the correlations kept, no more in common.

Any cloud of points can be cut into k parts, and a long one into well separated parts. Whether there are groups is asked
against a cloud of the same shape without any. Each column is blurred just enough to have a single peak (the critical
bandwidth of Silverman 1981, "Using kernel density estimates to investigate multimodality"); the columns are joined by
correlated normals, as Iman and Conover (1982) do. Used by the choice of the number of segments in lesson 02.
"""

from __future__ import annotations

import numpy as np

_ROUNDS = 6
_DRAWS_A_ROUND = 5
_GRID = 256
_VALUES = 400
_STEPS = 0.2  # a column with fewer different values than this share of the accounts is one of steps
_LEAST_PEAK = 0.05  # of the highest: a lone giant is no second peak


class Reference:
    """A source of data like `points` (accounts x features that vary) but without groups."""

    def __init__(self, points: np.ndarray, random: np.random.Generator) -> None:
        """Match the correlations: reordered values correlate less than the normals, so those are raised in rounds."""
        self._points, self._random = points, random
        self._widths = np.array([critical_width(column) for column in points.T])
        # A count stays a count: a column of steps without groups has steps too.
        steps = {number: np.unique(column) for number, column in enumerate(points.T)}
        self._steps = {number: values for number, values in steps.items() if len(values) < _STEPS * len(points)}
        wanted = np.atleast_2d(np.corrcoef(points, rowvar=False))
        self._root = _root(wanted)
        correlation = wanted
        for _ in range(_ROUNDS):
            draws = [np.corrcoef(self.draw(), rowvar=False) for _ in range(_DRAWS_A_ROUND)]
            correlation = np.clip(correlation + wanted - np.mean(draws, axis=0), -0.999, 0.999)
            np.fill_diagonal(correlation, 1.0)
            self._root = _root(correlation)

    def draw(self) -> np.ndarray:
        """Return one data set of the same size without groups; means and spreads are kept."""
        points, random = self._points, self._random
        centre, spread = points.mean(axis=0), points.std(axis=0)
        blurred = points - centre + self._widths * random.standard_normal(points.shape)
        columns = centre + blurred / np.sqrt(1 + (self._widths / spread) ** 2)
        for number, steps in self._steps.items():
            columns[:, number] = _nearest(steps, columns[:, number])
        columns = np.sort(columns, axis=0)
        normals = random.standard_normal(points.shape) @ self._root.T
        return np.take_along_axis(columns, np.argsort(np.argsort(normals, axis=0), axis=0), axis=0)


def critical_width(values: np.ndarray) -> float:
    """Return the least blur (standard deviation of a normal kernel) at which the values have a single peak.

    >>> random = np.random.default_rng(0)
    >>> one = random.standard_normal(300)
    >>> bool(critical_width(one) < 0.5 < critical_width(np.r_[one, one + 8]))
    True
    """
    spread = values.std()
    if len(values) > _VALUES:
        values = np.quantile(values, np.linspace(0, 1, _VALUES))
    grid = np.linspace(values.min() - spread, values.max() + spread, _GRID)
    distances = (grid[:, None] - values[None, :]) ** 2
    low, high = 0.02 * spread, 3 * spread
    for _ in range(12):
        width = float(np.sqrt(low * high))
        low, high = (low, width) if _peaks(distances, width) <= 1 else (width, high)
    return high


def _peaks(distances: np.ndarray, width: float) -> int:
    density = np.exp(-distances / (2 * width**2)).sum(axis=1)
    inner = density[1:-1]
    peak = (inner > density[:-2]) & (inner >= density[2:]) & (inner >= _LEAST_PEAK * density.max())
    return int(peak.sum())


def _nearest(steps: np.ndarray, values: np.ndarray) -> np.ndarray:
    return steps[np.searchsorted((steps[1:] + steps[:-1]) / 2, values)]


def _root(matrix: np.ndarray) -> np.ndarray:
    """Return a square root of the nearest valid correlation matrix (negative eigenvalues raised to almost zero)."""
    values, vectors = np.linalg.eigh(matrix)
    root = vectors * np.sqrt(np.clip(values, 1e-9, None))
    return root / np.linalg.norm(root, axis=1, keepdims=True)
