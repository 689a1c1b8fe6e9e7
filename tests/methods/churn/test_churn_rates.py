import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods.churn import rates

SHARES = st.floats(0, 1)
BELOW_ALL = st.floats(0, 0.999999)


@given(BELOW_ALL)
def test_a_month_and_a_year_are_two_names_of_one_rate(churn):
    assert rates.monthly_to_annual(rates.annual_to_monthly(churn)) == pytest.approx(churn, rel=1e-9, abs=1e-15)


@given(st.floats(0, 0.5))
def test_a_year_and_a_month_are_two_names_of_one_rate(churn):
    assert rates.annual_to_monthly(rates.monthly_to_annual(churn)) == pytest.approx(churn, rel=1e-9, abs=1e-15)


@given(st.floats(1e-6, 1))
def test_dividing_by_twelve_always_gives_too_low_a_month(annual):
    assert rates.annual_to_monthly(annual) > annual / 12


@given(st.floats(1e-6, 0.2))
def test_a_year_is_less_than_twelve_months_of_leaving(monthly):
    assert monthly < rates.monthly_to_annual(monthly) < 12 * monthly


@pytest.mark.parametrize("edge", [0.0, 1.0])
def test_nobody_and_everybody_stay_what_they_are(edge):
    assert rates.monthly_to_annual(edge) == edge == rates.annual_to_monthly(edge)


@given(st.floats(0.01, 1), SHARES)
def test_points_and_percent_invert(retention, part):
    points = part * (1 - retention)
    assert rates.percent_to_points(rates.points_to_percent(points, retention), retention) == pytest.approx(points)


@given(st.floats(0.01, 0.9))
def test_five_points_are_more_than_five_percent(retention):
    assert rates.points_to_percent(0.05, retention) > 0.05


@given(BELOW_ALL)
def test_retention_and_tenure_invert(retention):
    assert rates.retention_for_tenure(rates.expected_tenure(retention)) == pytest.approx(retention, abs=1e-9)


@given(st.floats(1, 1000))
def test_tenure_and_retention_invert(years):
    assert rates.expected_tenure(rates.retention_for_tenure(years)) == pytest.approx(years, rel=1e-9)


@given(st.floats(0.01, 1), SHARES)
def test_percent_and_points_invert(retention, part):
    percent = part * (1 - retention) / retention
    assert rates.points_to_percent(rates.percent_to_points(percent, retention), retention) == pytest.approx(percent)


def test_who_never_leaves_stays_for_ever():
    assert rates.expected_tenure(1) == math.inf
    assert rates.retention_for_tenure(math.inf) == 1


@pytest.mark.parametrize("call", [rates.monthly_to_annual, rates.annual_to_monthly, rates.expected_tenure])
@pytest.mark.parametrize("value", [15, -0.1, math.nan])
def test_a_rate_that_is_no_share_is_refused(call, value):
    with pytest.raises(ValueError, match=r"give a share from 0 to 1, such as 0\.15 for 15 %"):
        call(value)


def test_a_change_past_the_end_is_refused():
    with pytest.raises(ValueError, match=r"Retention is 98 % and the change 5 points; that would be 103 %"):
        rates.points_to_percent(0.05, 0.98)
    with pytest.raises(ValueError, match=r"the change 5 per cent"):
        rates.percent_to_points(0.05, 0.98)
    with pytest.raises(ValueError, match="nothing is a share of nothing"):
        rates.points_to_percent(0.05, 0)
    with pytest.raises(ValueError, match=r"The expected tenure is 0\.5 years"):
        rates.retention_for_tenure(0.5)


@given(BELOW_ALL)
def test_the_coats_are_of_one_rate(retention):
    coats = rates.coats(retention)
    assert coats.iloc[0] + coats.iloc[1] == pytest.approx(1)
    assert rates.monthly_to_annual(coats["lost in a month"]) == pytest.approx(1 - retention, abs=1e-9)
    assert coats["lost in a month"] >= coats["a twelfth of the year's loss"] - 1e-12
    assert coats["5 per cent less, in points"] <= 0.05


def test_a_retention_nobody_knows_has_no_coat_and_one_of_nothing_no_percent():
    assert rates.coats(math.nan).isna().all()
    assert math.isnan(rates.coats(0)["5 points less, in per cent"])
    assert rates.coats(0)["lost in a month"] == 1
