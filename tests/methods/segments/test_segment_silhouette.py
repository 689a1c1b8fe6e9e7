"""The silhouette from distances worked out once is scikit-learn's, to the last digits."""

import numpy as np
import pytest
from sklearn.metrics import silhouette_score

from kamlib.methods.segments.choice import _silhouettes


@pytest.mark.parametrize("seed", range(5))
def test_silhouettes_are_those_of_scikit_learn(seed):
    random = np.random.default_rng(seed)
    points = random.normal(size=(60, 3)).round(1)
    found = {k: np.r_[np.arange(k), random.integers(0, k, 60 - k)] for k in (2, 3, 7)} | {
        9: 4 * random.integers(0, 3, 60)
    }
    assert _silhouettes(points, found) == pytest.approx([silhouette_score(points, labels) for labels in found.values()])


def test_one_group_and_equal_points_have_no_silhouette():
    points = np.zeros((6, 2))
    assert _silhouettes(points, {1: np.zeros(6, dtype=int), 2: np.array([0, 0, 0, 1, 1, 1])}) == [0.0, 0.0]
