"""Lesson 03, the exercise on stopping: what letting the loss-makers go would really save."""

from kamlib.course.exercise import exercise
from kamlib.course.exercises.lesson_03.whale import year_of_profit
from kamlib.course.expects import money

STAYS = 0.6


@exercise(
    "3.8",
    "We let every loss-maker of the last 365 days go, and 60 % of what serving them cost stays. How much better off are "
    "we in a year? (Below zero: worse off.)",
    expects=money,
)
def saved(company):
    """Return 40 % of the loss-makers' cost to serve, less their margin."""
    from kamlib import methods

    sold = methods.last_days(methods.profit.with_margin(company.orders), company.as_of)
    done = methods.profit.work(company.orders, company.get("activities"), company.get("deliveries"))
    left = methods.profit.by_account(sold, methods.last_days(done, company.as_of))
    losing = left[left["profit"] < 0]
    return 0.4 * losing["cost_to_serve"].sum() - losing["margin"].sum()


@saved.mistake(
    "That is the loss on paper. It would be saved if all their cost went with them; lorries and salaries stay. Only 40 % ends."
)
def whole_loss(company):
    """Let all cost vanish."""
    losing = _losing(company)
    return -losing["profit"].sum()


@saved.mistake("You counted what ends and forgot what goes: their margin is gone as well.")
def cost_alone(company):
    """Forget the margin."""
    return (1 - STAYS) * _losing(company)["cost_to_serve"].sum()


@saved.mistake("60 % is what stays. What ends is the other 40 %.")
def other_share(company):
    """Use the share that stays."""
    losing = _losing(company)
    return STAYS * losing["cost_to_serve"].sum() - losing["margin"].sum()


@saved.mistake("The sign is the wrong way round: what ends is a gain, the margin that goes is a loss.")
def sign(company):
    """Turn the sign."""
    return -saved(company)


@saved.mistake("You took 40 % of the loss. The margin goes whole; only of the cost does a part stay.")
def part_of_the_loss(company):
    """Shrink the loss."""
    return -(1 - STAYS) * _losing(company)["profit"].sum()


@saved.mistake(
    "That is what they lose on paper, below zero. What changes when they go? 40 % of their cost ends, and their margin goes."
)
def the_loss_itself(company):
    """Hand in the loss."""
    return _losing(company)["profit"].sum()


@saved.mistake("That is a share of their loss. The question asks for the money.")
def share_of_loss(company):
    """Divide by the loss."""
    return saved(company) / -_losing(company)["profit"].sum()


@saved.mistake("You took their revenue for what goes. The goods are not bought either: what goes is the margin.")
def revenue_gone(company):
    """Lose revenue."""
    losing = _losing(company)
    return (1 - STAYS) * losing["cost_to_serve"].sum() - losing["revenue"].sum()


@saved.mistake("You counted the cost that stays. It is paid today as well: what changes is the 40 % that ends.")
def cost_that_stays(company):
    """Report what stays."""
    return STAYS * _losing(company)["cost_to_serve"].sum()


@saved.mistake("You let only those go for whom it pays. The question is about every loss-maker.")
def only_the_best(company):
    """Keep those who would cost."""
    losing = _losing(company)
    return ((1 - STAYS) * losing["cost_to_serve"] - losing["margin"]).clip(lower=0).sum()


def _losing(company):
    table, _ = year_of_profit(company)
    return table[table["profit"] < 0]


saved.hints(
    "Two things happen: their margin goes, and part of what serving them cost ends.",
    "Keep the rows with profit below 0; you need their cost_to_serve and their margin.",
    "0.4 × cost that was spent on them, less the margin they brought.",
)
