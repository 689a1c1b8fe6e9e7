"""Lesson 06, exercises on the next euro: where one more account costs least, and the best of two budgets."""

from kamlib import methods
from kamlib.course.exercise import exercise
from kamlib.course.expects import Money, Number
from kamlib.tables import larkfield


@exercise(
    "6.3",
    "Now more money: the trial of the introductions goes from the usual money to twice as much. What does each *further* account cost?",
    expects=Money(relative=5e-4),
)
def the_next_one(company):
    """Take what one more account costs."""
    costs = methods.equity.pilot_costs(larkfield.pilots_told(company.truth))
    return costs.loc["introductions", "next_one"]


@the_next_one.mistake(
    "That is the average over everybody who came with the usual money. What the next money brings is in the step to twice as much."
)
def average_as_counted(company):
    """Take the usual average."""
    return _costs(company)["counted"]


@the_next_one.mistake(
    "That is the average of those who came because of it, at the usual money. It is right for what is spent, and says nothing of more."
)
def average_because_of_it(company):
    """Take the additional average."""
    return _costs(company)["additional"]


@the_next_one.mistake(
    "You set all of the doubled money against the further accounts. Half of it was spent already: only the difference is new."
)
def all_the_money(company):
    """Forget to subtract the money."""
    row = _row(company)
    return row["spending_double"] / ((row["came_double"] - row["came_usual"]) / row["branch_years"])


@the_next_one.mistake(
    "That is the average at twice the money. Asked is each *further* account, against the usual money."
)
def average_at_double(company):
    """Take the average of the third arm."""
    row = _row(company)
    return row["spending_double"] / (row["came_double"] / row["branch_years"])


@the_next_one.mistake(
    "That is the average at twice the money, against none. Asked is what each further account costs from the usual money on."
)
def additional_at_double(company):
    """Compare with none."""
    row = _row(company)
    return row["spending_double"] / ((row["came_double"] - row["came_none"]) / row["branch_years"])


@the_next_one.mistake(
    "The money is that of one branch, and your accounts are those of all branch-years: divide them by branch_years."
)
def further_of_all(company):
    """Mix a branch and all."""
    row = _row(company)
    return (row["spending_double"] - row["spending_usual"]) / (row["came_double"] - row["came_usual"])


@the_next_one.mistake(
    "You took the further money over *all* accounts at twice the money. Take those of the usual money off."
)
def over_all_accounts(company):
    """Forget to subtract the accounts."""
    row = _row(company)
    return (row["spending_double"] - row["spending_usual"]) / (row["came_double"] / row["branch_years"])


@the_next_one.mistake("That is how many more accounts come to a branch. Asked is what one of them costs.")
def further_accounts(company):
    """Forget the money."""
    row = _row(company)
    return (row["came_double"] - row["came_usual"]) / row["branch_years"]


@the_next_one.mistake("That is the row of the fairs. Asked are the introductions.")
def of_the_fairs(company):
    """Take another programme."""
    return methods.equity.pilot_costs(larkfield.pilots_told(company.truth)).loc["fairs", "next_one"]


the_next_one.hints(
    "Two differences between the arm with twice the money and the arm with the usual money: of money, and of accounts.",
    "Accounts are those of all branch-years; the money is that of one branch and year.",
    "More money over more accounts: or methods.equity.pilot_costs(...), its column next_one.",
)


@exercise(
    "6.4",
    "Now another company. 10 spent on a prospect win 25 % of them, and 50 % at most. 6 a year spent on a customer keep 60 %, and 85 % at "
    "most. Margin 40 a year, money costs 10 %. At the best spending on both, what is a *prospect* worth?",
    expects=Number("money a prospect", tolerance=0.006),
)
def best_of_both(company):
    """Return the customer equity of a prospect at the best budgets."""
    getting = methods.equity.ResponseCurve.through(10, 0.25, ceiling=0.50)
    keeping = methods.equity.ResponseCurve.through(6, 0.60, ceiling=0.85)
    return methods.equity.balance(getting, keeping, margin=40, discount_rate=0.10).value


@best_of_both.mistake(
    "That is the lifetime value of a customer who is won. Asked is a prospect: not all are won, and each one costs."
)
def of_a_customer(company):
    """Take the lifetime value."""
    return _best().lifetime_value


@best_of_both.mistake("That is a prospect at today's spending, 10 and 6. Asked is the best spending.")
def as_today(company):
    """Stay where one is."""
    _, keeping = _curves()
    return 0.25 * methods.equity.lifetime_value(40, keeping, 6, 0.10) - 10


@best_of_both.mistake("You forgot what is spent on the prospects: those who are not won cost as much as those who are.")
def free_prospects(company):
    """Leave out the spending."""
    best = _best()
    return best.acquisition_share * best.lifetime_value


@best_of_both.mistake("That is the average cost of a customer won. Asked is what a prospect is worth.")
def average_cost(company):
    """Take the cost."""
    return _best().average_cost


@best_of_both.mistake("That is what to spend on a prospect. Asked is what a prospect is then worth.")
def spending_on_getting(company):
    """Take the budget."""
    return _best().acquisition_spending


@best_of_both.mistake("That is what to spend on a customer a year. Asked is what a prospect is worth.")
def spending_on_keeping(company):
    """Take the other budget."""
    return _best().retention_spending


@best_of_both.mistake("You exchanged the two curves: 10 and 25 % belong to the prospects, 6 and 60 % to the customers.")
def curves_exchanged(company):
    """Hand them in the wrong way round."""
    getting, keeping = _curves()
    return methods.equity.balance(keeping, getting, margin=40, discount_rate=0.10).value


@best_of_both.mistake(
    "That is the ratio of the two average costs. It is what the saying quotes, and it decides nothing."
)
def the_ratio(company):
    """Take the ratio."""
    return _best().ratio


@best_of_both.mistake("You forgot the discount: money costs 10 % a year.")
def without_discount(company):
    """Discount nothing."""
    getting, keeping = _curves()
    return methods.equity.balance(getting, keeping, margin=40, discount_rate=0.0).value


@best_of_both.mistake("The discount is a share: 10 % is 0.10, and 10 is 1,000 %.")
def per_cent_for_share(company):
    """Hand in the number of per cent."""
    getting, keeping = _curves()
    return methods.equity.balance(getting, keeping, margin=40, discount_rate=10).value


@best_of_both.mistake(
    "You let both curves rise to 100 %. The ceilings are 50 % of the prospects and 85 % of the customers, whatever is spent."
)
def no_ceiling(company):
    """Forget the ceilings."""
    curve = methods.equity.ResponseCurve.through
    return methods.equity.balance(curve(10, 0.25, 1.0), curve(6, 0.60, 1.0), margin=40, discount_rate=0.10).value


best_of_both.hints(
    "Two curves: methods.equity.ResponseCurve.through(spending, share, ceiling).",
    "methods.equity.balance(getting, keeping, margin, discount_rate) finds the best of both.",
    "Its .value is a prospect's worth, what was spent on all prospects taken off.",
)


def _row(company):
    return larkfield.pilots_told(company.truth).loc["introductions"]


def _costs(company):
    return methods.equity.pilot_costs(larkfield.pilots_told(company.truth)).loc["introductions"]


def _curves():
    curve = methods.equity.ResponseCurve.through
    return curve(10, 0.25, ceiling=0.50), curve(6, 0.60, ceiling=0.85)


def _best():
    return methods.equity.balance(*_curves(), margin=40, discount_rate=0.10)
