import re

import numpy as np
import pandas as pd
import pytest

from kamlib import figures
from kamlib.figures.house import alt_text, axes, card, picture, table_behind
from kamlib.methods import accounts as method
from kamlib.tables.contracts import CONTRACTS

AS_OF = pd.Timestamp("2024-12-31")
NAMES = (
    "Vereinigte Bodenleger der Hansestadt Lübeck GmbH & Co. KG",
    "北京地板有限公司",
    "<b>=1+1</b> $x_y$",
    "Łąkobor",
)
ASSUMED = pd.DataFrame(
    {"probability": 0.3, "gain_share": 0.1, "loss_share": 0.04, "accuracy": 0.9, "minutes": 20.0},
    index=pd.Index(range(1, 14), name="question"),
)


def tables(count, *, known=True, below_zero=False):
    random = np.random.default_rng(count)
    ids = [f"A{number:03}" for number in range(count)]
    accounts = pd.DataFrame(
        {
            "account_id": ids,
            "account_name": [f"{NAMES[n % 4]} {n}" for n in range(count)],
            "parent_id": [f"P{n // 4}" if n % 2 else None for n in range(count)],
            "account_type": ["contractor" if n % 3 else NAMES[0] for n in range(count)],
            "region": [f"Region {n % 11}" for n in range(count)],
            "manager": [NAMES[n % 4] for n in range(count)],
        }
    )
    lines = np.repeat(ids, 5)
    orders = pd.DataFrame({"account_id": lines, "revenue": random.lognormal(6, 1.5, len(lines)).round(2)})
    if below_zero:
        orders.loc[orders["account_id"] == "A000", "revenue"] *= -1
    orders = orders.assign(order_id=[f"O{n}" for n in range(len(orders))], category="Carpet")
    orders["ordered_at"] = AS_OF - pd.to_timedelta(random.integers(0, 700, len(orders)), unit="D")
    cells = [(account, question) for account in ids for question in range(1, 14) if random.random() < 0.6]
    knowledge = pd.DataFrame(cells if known else [], columns=["account_id", "question"])
    knowledge["answer"] = [NAMES[question % 4] for question in knowledge["question"]]
    knowledge["answered_at"] = AS_OF - pd.to_timedelta(random.integers(0, 1400, len(knowledge)), unit="D")
    knowledge["source"] = "visit"
    return orders, accounts, knowledge.astype(CONTRACTS["knowledge"].dtypes())


def checked(audit, accounts):
    cells = method.sample_cells(audit, 80).merge(accounts[["account_id", "manager"]])
    cells["accurate"] = np.arange(len(cells)) % 3 > 0
    share = audit.by_account["coverage"].groupby(accounts.set_index("account_id")["manager"]).mean()
    table = share.rename("completeness").to_frame().join(method.accuracy(cells, by="manager"))
    return table.fillna({"n": 0, "accurate": 0, "low": 0, "high": 1})


def pictures(orders, accounts, knowledge):
    audit = method.knowledge_audit(knowledge, accounts, AS_OF)
    gaps = method.gap_values(audit, orders.groupby("account_id")["revenue"].sum(), ASSUMED)
    names = accounts.set_index("account_id")["account_name"].to_dict()
    rolled = method.roll_up(orders, accounts)
    profile = method.market_profile(orders, accounts, None, knowledge)
    return {
        "knowledge_heatmap": lambda ax: figures.knowledge_heatmap(audit, ax=ax),
        "coverage_bars": lambda ax: figures.coverage_bars(audit, ax=ax),
        "completeness_and_accuracy": lambda ax: figures.completeness_and_accuracy(checked(audit, accounts), ax=ax),
        "gap_value_bars": lambda ax: figures.gap_value_bars(gaps, "EUR", ax=ax, names=names),
        "rollup_levels": lambda ax: figures.rollup_levels(rolled, ax=ax),
        "market_profile_panels": lambda ax: figures.market_profile_panels(profile, ax=ax),
    }


CASES = {
    "one": tables(1),
    "three": tables(3),
    "forty": tables(40),
    "three hundred": tables(300),
    "nothing known": tables(60, known=False),
    "one below zero": tables(12, below_zero=True),
    "only one, below zero": tables(1, below_zero=True),
    "nobody": tables(0),
}


@pytest.mark.parametrize("case", CASES)
def test_any_company_is_drawn_and_described(case):
    for name, draw in pictures(*CASES[case]).items():
        ax = axes()
        assert draw(ax) is ax, name
        assert len(picture(ax, 50)[0]) > 1000, name
        assert not re.search(r"\bnan\b", alt_text(ax) + ax.get_title(loc="left")), name
        assert ax.get_title(loc="left"), name
        assert table_behind(ax) is not None, name


def test_the_words_hold_the_numbers():
    orders, accounts, knowledge = CASES["three hundred"]
    drawn = {name: draw(None) for name, draw in pictures(orders, accounts, knowledge).items()}
    audit = method.knowledge_audit(knowledge, accounts, AS_OF)
    assert f"{audit.coverage:.0%} of cells hold an answer" in alt_text(drawn["knowledge_heatmap"])
    assert f"{audit.fresh_share:.0%} are fresh" in drawn["knowledge_heatmap"].get_title(loc="left")
    assert f"6 their plans {audit.by_question.loc[6, 'coverage']:.0%}" in alt_text(drawn["coverage_bars"])
    assert table_behind(drawn["coverage_bars"])["text"].iloc[5] == "What are their plans?"
    levels = method.roll_up(orders, accounts).levels
    last = levels.iloc[-1]
    said = alt_text(drawn["rollup_levels"])
    assert f"parents rolled up: {last['customers']:,.0f} customers, largest {last['top_1_share']:.1%}" in said
    assert f"the ten largest hold {last['top_10_share']:.0%}" in drawn["rollup_levels"].get_title(loc="left")
    first = method.gap_values(audit, orders.groupby("account_id")["revenue"].sum(), ASSUMED).iloc[0]
    assert f"€{first['expected_value']:,.0f}" in alt_text(drawn["gap_value_bars"])
    profile = method.market_profile(orders, accounts, None, knowledge)
    for basis in profile.basis.values():
        assert basis in alt_text(drawn["market_profile_panels"])


def test_three_hundred_accounts_are_grouped_so_that_every_row_reads():
    orders, accounts, knowledge = CASES["three hundred"]
    ax = pictures(orders, accounts, knowledge)["knowledge_heatmap"](None)
    shares = [float(text.get_text()) for text in ax.texts]
    audit = method.knowledge_audit(knowledge, accounts, AS_OF)
    assert len(shares) == 13 * 15
    assert np.mean(shares) / 100 == pytest.approx(audit.fresh_share, abs=0.01)
    assert len(table_behind(ax)) == 300


def test_what_is_full_and_wrong_is_the_finding():
    table = pd.DataFrame(
        {"completeness": [0.95, 0.5], "n": [20, 20], "accurate": [4, 18], "share": [0.2, 0.9], "low": [0.1, 0.7],
         "high": [0.4, 0.97]}, index=["Zeal", "Care"],
    )  # fmt: skip
    ax = figures.completeness_and_accuracy(table)
    assert ax.get_title(loc="left").startswith("Zeal: 95% filled in, 20% of what was checked right")
    assert "Care 50% filled in, 90% of 20 checked right (70% to 97%)" in alt_text(ax)
    unchecked = figures.completeness_and_accuracy(table.assign(n=0, share=np.nan, low=0.0, high=1.0))
    assert "no cell was checked" in unchecked.get_title(loc="left")


def test_nothing_worth_asking_is_said():
    _, accounts, knowledge = CASES["three"]
    audit = method.knowledge_audit(knowledge, accounts, AS_OF)
    worthless = method.gap_values(audit, pd.Series(dtype=float), ASSUMED)
    assert "No gap is worth filling" in alt_text(figures.gap_value_bars(worthless, "EUR"))
    assert "every answer is fresh" in alt_text(figures.gap_value_bars(worthless.iloc[:0], "EUR"))


def test_names_are_data_in_what_is_shown():
    drawn = pictures(*CASES["three"])
    for name in ("gap_value_bars", "market_profile_panels", "completeness_and_accuracy"):
        assert "<b>=1+1" not in card(drawn[name](None)), name
