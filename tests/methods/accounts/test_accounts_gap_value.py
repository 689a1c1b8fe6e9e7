import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods.accounts import gap_values, knowledge_audit, value_of_knowing
from kamlib.tables.contracts import CONTRACTS

CHANCE, MONEY, ACCURACY = st.floats(0, 1), st.floats(0, 1e6), st.floats(0.5, 1)
AS_OF = pd.Timestamp("2024-12-31")


@settings(deadline=None)
@given(CHANCE, MONEY, MONEY, ACCURACY)
def test_information_is_never_worth_less_than_nothing(probability, gain, loss, accuracy):
    assert value_of_knowing(probability, gain, loss, accuracy) >= 0


@settings(deadline=None)
@given(CHANCE, MONEY, MONEY)
def test_a_tossed_coin_is_worth_nothing(probability, gain, loss):
    assert value_of_knowing(probability, gain, loss, 0.5) == 0


@settings(deadline=None)
@given(CHANCE, MONEY, MONEY, ACCURACY, ACCURACY)
def test_a_better_answer_is_never_worth_less(probability, gain, loss, one, other):
    worth = [value_of_knowing(probability, gain, loss, accuracy) for accuracy in sorted((one, other))]
    assert worth[0] <= worth[1] + 1e-9 * (gain + loss)


@settings(deadline=None)
@given(CHANCE, MONEY, MONEY)
def test_certainty_is_worth_the_expected_value_of_perfect_information(probability, gain, loss):
    perfect = probability * gain - max(0.0, probability * gain - (1 - probability) * loss)
    assert value_of_knowing(probability, gain, loss) == pytest.approx(perfect, abs=1e-9 * (gain + loss))


@settings(deadline=None)
@given(CHANCE, st.floats(1, 1e4), st.floats(1, 1e4), ACCURACY)
def test_it_is_what_a_simulated_manager_gains(probability, gain, loss, accuracy):
    """Against all four outcomes written out: act on what the signal makes the better choice."""
    worth = 0.0
    for says_yes in (True, False):
        pays = probability * (accuracy if says_yes else 1 - accuracy)
        fails = (1 - probability) * (1 - accuracy if says_yes else accuracy)
        worth += max(0.0, pays * gain - fails * loss)
    without = max(0.0, probability * gain - (1 - probability) * loss)
    assert value_of_knowing(probability, gain, loss, accuracy) == pytest.approx(worth - without, abs=1e-6)


@pytest.mark.parametrize(
    "given",
    [(1.2, 1, 1, 1), (-0.1, 1, 1, 1), (0.5, -1, 1, 1), (0.5, 1, np.nan, 1), (0.5, 1, 1, 0.4), (0.5, np.inf, 1, 1)],
)
def test_nonsense_is_refused_in_a_sentence(given):
    with pytest.raises(ValueError, match="give a number"):
        value_of_knowing(*given)


def audit_of(*known, accounts=("A", "B")):
    rows = [(account, question, "x", AS_OF - pd.Timedelta(days=age), "visit") for account, question, age in known]
    table = pd.DataFrame(rows, columns=CONTRACTS["knowledge"].required).astype(CONTRACTS["knowledge"].dtypes())
    return knowledge_audit(table, pd.DataFrame({"account_id": list(accounts)}, dtype="str"), AS_OF)


def assumed(**changes):
    same = {"probability": 0.3, "gain_share": 0.1, "loss_share": 0.04, "accuracy": 1.0, "minutes": 30.0} | changes
    return pd.DataFrame(same, index=pd.Index(range(1, 14), name="question"))


def test_gaps_are_the_cells_that_are_not_fresh_best_first():
    audit = audit_of(("A", 1, 10), ("A", 2, 900))
    gaps = gap_values(audit, pd.Series({"A": 1000.0, "B": 10_000.0}), assumed())
    assert len(gaps) == 25
    assert gaps["value_per_hour"].is_monotonic_decreasing
    assert gaps["account_id"].tolist() == ["B"] * 13 + ["A"] * 12
    assert gaps["question"].tolist() == [*range(1, 14), *range(2, 14)]
    assert gaps.loc[gaps["account_id"] == "B", "expected_value"].tolist() == pytest.approx([280.0] * 13)
    assert gaps.set_index(["account_id", "question"]).loc[("A", 2), "state"] == "stale"
    assert gaps["value_per_hour"].tolist() == pytest.approx((gaps["expected_value"] * 2).tolist())


def test_no_stake_is_no_worth_and_does_not_raise():
    gaps = gap_values(audit_of(), pd.Series({"A": -50.0}), assumed())
    assert len(gaps) == 26
    assert (gaps["expected_value"] == 0).all()
    assert gap_values(audit_of(accounts=()), pd.Series(dtype=float), assumed()).empty
    assert list(gap_values(audit_of(accounts=()), pd.Series(dtype=float), assumed())) == list(gaps)


def test_assumptions_are_asked_for():
    stakes = pd.Series({"A": 1.0})
    with pytest.raises(ValueError, match="question 13"):
        gap_values(audit_of(), stakes, assumed().drop(index=13))
    with pytest.raises(ValueError, match="no column 'minutes'"):
        gap_values(audit_of(), stakes, assumed().drop(columns="minutes"))
    with pytest.raises(ValueError, match="minutes is 0"):
        gap_values(audit_of(), stakes, assumed(minutes=0.0))
    with pytest.raises(ValueError, match="no stake"):
        gap_values(audit_of(), pd.Series({"A": np.nan}), assumed())
    with pytest.raises(ValueError, match="more than once"):
        gap_values(audit_of(), pd.Series([1.0, 2.0], index=["A", "A"]), assumed())
