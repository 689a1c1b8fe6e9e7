import numpy as np
import pandas as pd
import pytest

from kamlib.methods.segments import behaviour, rhythm

AS_OF = pd.Timestamp("2024-06-30")


def lines(*rows):
    """Lines of account A, written as (day, article, category); an order a day."""
    table = pd.DataFrame(rows, columns=["day", "product_id", "category"])
    table["ordered_at"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(table.pop("day"), unit="D")
    return table.assign(order_id=table["ordered_at"].astype("str"), account_id="A", quantity=1.0, revenue=10.0)


STORY = lines(
    (0, "p1", "c1"),
    (0, "p2", "c1"),
    (10, "p1", "c1"),
    (20, "p1", "c1"),
    (20, "p3", "c1"),
    (20, "p4", "c2"),
    (20, "p4", "c2"),
    (30, "p4", "c2"),
    (40, "p1", "c1"),
)


def test_lines_after_the_first_day_are_classed_by_what_was_bought_before():
    # Judged: p1 (10), p1 p3 p4 p4 (20), p4 (30), p1 (40); p4 twice on its first day is new twice.
    found = behaviour(STORY, AS_OF).loc["A"]
    assert found["judged_lines"] == 7
    assert found[["straight_rebuy", "modified_rebuy", "new_task"]].tolist() == pytest.approx([4 / 7, 1 / 7, 2 / 7])
    assert found["label"] == "straight rebuy"
    assert found["basis"] == "order history only: a proxy"


def test_lines_after_the_day_asked_and_lines_taken_back_do_not_count():
    early = behaviour(STORY, pd.Timestamp("2024-01-11 08:00")).loc["A"]
    assert (early["judged_lines"], early["straight_rebuy"]) == (1, 1)
    back = pd.concat([STORY, STORY.assign(quantity=-1.0, revenue=-10.0, product_id="p9")])
    pd.testing.assert_frame_equal(behaviour(back, AS_OF), behaviour(STORY, AS_OF))


def test_few_orders_tell_nothing():
    found = behaviour(STORY[STORY["ordered_at"] < "2024-01-25"], AS_OF).loc["A"]
    assert found["purchase_days"] == 3
    assert found["label"] == "too few orders to tell"
    one = behaviour(STORY.head(1), AS_OF).loc["A"]
    assert one["judged_lines"] == 0
    assert np.isnan(one["straight_rebuy"])


def test_without_categories_or_articles_the_classes_that_blur_are_joined():
    articles = behaviour(STORY.drop(columns="category"), AS_OF).loc["A"]
    assert articles["straight_rebuy"] == pytest.approx(4 / 7)
    assert np.isnan(articles["new_task"])
    assert np.isnan(articles["modified_rebuy"])
    assert "no categories" in articles["basis"]
    categories = behaviour(STORY.drop(columns="product_id"), AS_OF).loc["A"]
    assert categories["new_task"] == pytest.approx(2 / 7)
    assert categories["label"] == "straight rebuy or modified rebuy"
    assert "no articles" in categories["basis"]


def test_without_both_only_the_rhythm_is_told():
    bare = behaviour(STORY.drop(columns=["product_id", "category"]), AS_OF).loc["A"]
    assert bare["label"] == "no articles to tell"
    assert bare["basis"] == "order history only, no articles and no categories in the file: a proxy"
    assert bare["judged_lines"] == 0
    assert bare["gap_days"] == behaviour(STORY, AS_OF).loc["A", "gap_days"]


def test_a_line_without_its_article_is_not_judged():
    gaps = STORY.copy()
    gaps.loc[2, "product_id"] = None
    assert behaviour(gaps, AS_OF).loc["A", "judged_lines"] == 6


def test_the_label_is_the_class_of_at_least_half():
    new = lines(*[(10 * number, f"p{number}", "c1") for number in range(5)])
    assert behaviour(new, AS_OF).loc["A", "label"] == "modified rebuy"
    tasks = lines(*[(10 * number, f"p{number}", f"c{number}") for number in range(5)])
    assert behaviour(tasks, AS_OF).loc["A", "label"] == "new task"
    rows = [(0, "p0", "c0"), *[(1, p, c) for p, c in (("p0", "c0"), ("p1", "c0"), ("p2", "c2"))]]
    three = lines(*rows, (2, "p0", "c0"), (2, "p3", "c0"), (3, "p4", "c4"))
    assert behaviour(three, AS_OF).loc["A", "label"] == "mixed"


def test_contacts_say_how_many_roles_are_known():
    contacts = pd.DataFrame({"account_id": ["A", "A", "A", "A"], "role": ["buyer", "decider", "buyer", None]})
    found = behaviour(STORY, AS_OF, contacts).loc["A"]
    assert found["roles"] == 2
    assert found["basis"] == "order history, 2 buying roles known: a proxy"
    other = behaviour(STORY, AS_OF, contacts.assign(account_id="B")).loc["A"]
    assert other["roles"] == 0


def test_rhythm_tells_clockwork_from_chance():
    days = {"clock": np.arange(0, 1000, 10), "chance": np.cumsum(np.random.default_rng(0).geometric(0.05, 400))}
    rows = [(name, pd.Timestamp("2020-01-01") + pd.Timedelta(days=int(day))) for name in days for day in days[name]]
    table = pd.DataFrame(rows, columns=["account_id", "ordered_at"]).assign(revenue=1.0)
    found = rhythm(pd.concat([table, table]), pd.Timestamp("2060-01-01"))
    assert found.loc["clock", ["gap_days", "gap_variation"]].tolist() == [10, 0]
    assert found.loc["chance", "gap_variation"] == pytest.approx(1, abs=0.1)


def test_an_account_of_refunds_only_stays_in_the_table():
    found = behaviour(STORY.assign(revenue=-1.0), AS_OF).loc["A"]
    assert found["purchase_days"] == 0
    assert found["label"] == "too few orders to tell"


def test_a_ledger_of_any_size(orders, as_of):
    found = behaviour(orders, as_of)
    assert len(found) == orders["account_id"].nunique()
    shares = found[["straight_rebuy", "modified_rebuy", "new_task"]].dropna()
    assert shares.sum(axis=1).to_numpy() == pytest.approx(1)
    pd.testing.assert_frame_equal(behaviour(orders.sample(frac=1, random_state=0), as_of), found)


@pytest.mark.real
@pytest.mark.parametrize("ledger", ["sales", "net_of_refunds"])
def test_a_real_ledger(ledger, request):
    orders = request.getfixturevalue(ledger)
    found = behaviour(orders, pd.Timestamp("2011-12-10"))
    assert len(found) == orders["account_id"].nunique()
    assert found["repeat"].dropna().between(0, 1).all()
    assert (found["label"] == "too few orders to tell").mean() > 0.5
