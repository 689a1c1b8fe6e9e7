"""What a decision says of a plan: a loss is never praised, whatever the habits lose."""

import pytest

from kamlib.course.decision import judged


@pytest.mark.parametrize(
    ("net", "best", "habit", "begins"),
    [
        (60, 80, 50, "You reached 75% of what could be earned. That is more"),
        (0, 80, -50, "You reached 0% of what could be earned."),
        (-10, 80, -50, "It loses less than the better habit: doing nothing"),
        (-10, 80, 20, "It loses money: doing nothing"),
        (-10, -5, -20, "It loses less than the better habit"),
    ],
)
def test_a_loss_is_called_a_loss(net, best, habit, begins):
    said = judged(net, best, habit)
    assert said.startswith(begins)
    assert ("doing nothing would have been better" in said) == (net < 0)
