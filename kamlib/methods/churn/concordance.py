"""How well a score foretells who leaves first: the share of comparable pairs of accounts that it puts in order.

One half is chance, 1 is every pair right (Harrell, Lee and Mark 1996, "Multivariable prognostic models"). A pair can be
compared where one account left while the other was still here. Taught in lesson 04.
"""

from __future__ import annotations

import numpy as np


def concordance(stop: np.ndarray, gone: np.ndarray, score: np.ndarray, start: np.ndarray | None = None) -> float:
    """Return the share of pairs in which the account that left had the higher score; equal scores count one half.

    Arrays of one value a row: `stop` (time watched until), `gone` (left then), `score` (higher leaves sooner) and, for
    rows that are parts of a life, `start`. Two that left at the same time are no pair; who is still here at the time
    the other left is one. NaN where there is no pair. It takes time in proportion to n log n.

    >>> concordance(np.array([1.0, 2, 3]), np.array([True, True, False]), np.array([3.0, 1, 2]))
    0.6666666666666666
    """
    # The last bits of a score depend on how a row was multiplied out; they must not break ties.
    ranks = np.unique(np.round(score, 10), return_inverse=True)[1]
    # At one time those still here come after those who left: sorted by time, then leaving first.
    order = np.lexsort((~gone, stop))[::-1]
    times = stop[order]
    event_times, asked = stop[gone], ranks[gone]
    later = len(stop) - np.searchsorted(times[::-1], event_times, side="right")
    stayed_until = np.sort(stop[~gone])
    later += np.searchsorted(stayed_until, event_times, "right") - np.searchsorted(stayed_until, event_times, "left")
    below, upto, pairs = _compared(ranks[order], later, asked)
    if start is not None:
        order = np.argsort(-start, kind="stable")
        unborn = len(start) - np.searchsorted(start[order][::-1], event_times, side="left")
        not_below, not_upto, not_pairs = _compared(ranks[order], unborn, asked)
        below, upto, pairs = below - not_below, upto - not_upto, pairs - not_pairs
    return (below + upto) / (2 * pairs) if pairs else float("nan")


def _compared(ranks: np.ndarray, first: np.ndarray, asked: np.ndarray) -> tuple[int, int, int]:
    """Return how many of the `first` ranks lie below, and at or below, each rank asked for; and how many there are."""
    return int(_below(ranks, first, asked).sum()), int(_below(ranks, first, asked + 1).sum()), int(first.sum())


def _below(ranks: np.ndarray, first: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Return for each query how many of the `first` values of `ranks` are smaller than `asked`: a wavelet matrix.

    Bit by bit from the highest, values are parted into zeros and ones, each query following its own bit; all queries
    move at once (Claude, Navarro and Ordóñez 2015, "The wavelet matrix").
    """
    low, high = np.zeros(len(first), dtype=np.int64), first.astype(np.int64)
    count = np.zeros(len(first), dtype=np.int64)
    values = ranks
    for bit in range(len(ranks).bit_length(), -1, -1):
        ones = (values >> bit) & 1
        zeros_before = np.concatenate([[0], np.cumsum(1 - ones)])
        zeros_low, zeros_high = zeros_before[low], zeros_before[high]
        up = ((asked >> bit) & 1).astype(bool)
        count += np.where(up, zeros_high - zeros_low, 0)
        low = np.where(up, zeros_before[-1] + low - zeros_low, zeros_low)
        high = np.where(up, zeros_before[-1] + high - zeros_high, zeros_high)
        values = np.concatenate([values[ones == 0], values[ones == 1]])
    return count
