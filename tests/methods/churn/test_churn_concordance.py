"""The concordance index against a plain count of all pairs."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods.churn.concordance import concordance

ROWS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(1, 6), st.booleans(), st.integers(-3, 3)), min_size=1, max_size=40
)


def counted(stop, gone, score, start):
    right = pairs = 0
    for one in np.flatnonzero(gone):
        for other in range(len(stop)):
            later = stop[other] > stop[one] or (stop[other] == stop[one] and not gone[other])
            if later and start[other] < stop[one]:
                pairs += 1
                right += (score[one] > score[other]) + 0.5 * (score[one] == score[other])
    return right / pairs if pairs else np.nan


@settings(deadline=None, max_examples=40)
@given(ROWS)
def test_it_counts_every_pair(rows):
    start, length, gone, score = (np.array(column) for column in zip(*rows, strict=True))
    stop = (start + length).astype(float)
    found = concordance(stop, gone, score.astype(float), start.astype(float))
    np.testing.assert_allclose(found, counted(stop, gone, score, start))
    whole = concordance(stop, gone, score.astype(float))
    np.testing.assert_allclose(whole, counted(stop, gone, score, np.full(len(stop), -1)))


def test_the_last_bits_of_a_score_break_no_tie():
    assert concordance(np.array([1.0, 2]), np.array([True, False]), np.array([0.1 + 0.2, 0.3])) == 0.5
