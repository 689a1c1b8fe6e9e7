"""The whale curve of a published example, to the digits printed."""

import pandas as pd
import pytest

from kamlib.methods import profit


def test_peak_of_225_percent_and_end_of_100_percent_kaplan():
    curve = profit.whale_curve(pd.Series([0.0, 112.5, 0, 0, -125, 0, 0, 112.5, 0, 0], index=list("abcdefghij")))
    assert curve.peak == pytest.approx(2.25)
    assert curve.end == pytest.approx(1.0)
    assert curve.peak_at == 2
    assert curve.table["cumulative_share"].tolist() == pytest.approx([1.125, *[2.25] * 8, 1.0])
    assert curve.eroders["account"].tolist() == ["e"]
