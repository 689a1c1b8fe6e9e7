"""What features look like without groups: the same columns, the same correlations, and nothing else in common.

Any cloud of points can be cut into k parts, and a long one into well separated parts. Whether there are groups is asked
against a cloud of the same shape without any: every column keeps its own values, every pair of columns its correlation,
and the rest is a Gaussian copula's (values reordered by correlated normals, as Iman and Conover 1982 do). Used by the
choice of the number of segments in lesson 02.
"""

from __future__ import annotations

import numpy as np

_ROUNDS = 6
_DRAWS_A_ROUND = 5


class Reference:
    """A source of data like `points` (accounts x features, at least two that vary) but without groups."""

    def __init__(self, points: np.ndarray, random: np.random.Generator) -> None:
        """Match the correlations: reordered values correlate less than the normals, so those are raised in rounds."""
        self._columns = np.sort(points, axis=0)
        self._random = random
        wanted = np.corrcoef(points, rowvar=False)
        self._root = _root(wanted)
        correlation = wanted
        for _ in range(_ROUNDS):
            reached = np.mean([np.corrcoef(self.draw(), rowvar=False) for _ in range(_DRAWS_A_ROUND)], axis=0)
            correlation = np.clip(correlation + wanted - reached, -0.999, 0.999)
            self._root = _root(correlation)

    def draw(self) -> np.ndarray:
        """Return one data set of the same size without groups."""
        normals = self._random.standard_normal(self._columns.shape) @ self._root.T
        ranks = np.argsort(np.argsort(normals, axis=0), axis=0)
        return np.take_along_axis(self._columns, ranks, axis=0)


def _root(matrix: np.ndarray) -> np.ndarray:
    """Return a square root of the nearest valid correlation matrix (negative eigenvalues raised to almost zero)."""
    values, vectors = np.linalg.eigh(matrix)
    root = vectors * np.sqrt(np.clip(values, 1e-9, None))
    return root / np.linalg.norm(root, axis=1, keepdims=True)
