"""Next month's report says what changed: in the data, in the definition, and in the customers, with the money."""

import pandas as pd
import pytest
from hostile import write_client

from kamlib.report.movement import movement, year_of
from kamlib.tables.intake import take_in
from kamlib.tables.intake.mapping import read_mapping

NAMES = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta")
HEAD = "order,customer,name,day,article,pieces,amount\n"


def _write(folder, name, rows, policies=""):
    (folder / f"{name}.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    mapping = write_client(folder, NAMES, company="Monthly", name=f"{name}_unused")
    text = mapping.read_text(encoding="utf-8").replace(f"{name}_unused.csv", f"{name}.csv")
    (folder / f"{name}.toml").write_text(text.replace("[orders]\n", f"{policies}[orders]\n", 1), encoding="utf-8")
    return folder / f"{name}.toml"


def _row(order, account, day, amount):
    return f"{order},{account},{account} Ltd,{day},P1,1,{amount:.2f}"


OLD = [
    _row(1, "stays", "2023-12-20", 100),
    _row(2, "silent", "2023-11-01", 70),
    _row(3, "returns", "2022-01-05", 40),
    _row(4, "refunded", "2023-12-28", 20),
]
NEW = [
    *OLD,
    _row(5, "stays", "2025-01-10", 300),
    _row(6, "returns", "2025-02-10", 55),
    _row(7, "new", "2025-03-01", 90),
]


def test_the_first_report_has_nothing_to_compare_with(tmp_path, report):
    assert "since the last intake" not in report(_write(tmp_path, "one", OLD)).text


def test_new_silent_and_returned_customers_with_their_money(tmp_path, report):
    report(_write(tmp_path, "old", OLD))
    page = report(_write(tmp_path, "new", NEW))
    assert "What changed since the last intake" in page.headings
    assert "Order lines used: 4 before, 7 now." in page.text
    assert "Revenue used: €230.00 before, €675.00 now." in page.text
    assert "New: 1 account; they bring €90.00 now." in page.text
    assert "Gone silent: 2 accounts; they brought €90.00 before." in page.text
    assert "Returned: 1 account; they bring €55.00 now." in page.text
    assert "Columns and rules are the same" in page.text
    assert "new Ltd" in page.text
    assert "silent Ltd" in page.text


def test_who_is_no_longer_in_the_file_still_has_a_name(tmp_path, report):
    report(_write(tmp_path, "old", OLD))
    assert "silent Ltd" in report(_write(tmp_path, "new", [row for row in NEW if "silent" not in row])).text


def test_a_changed_rule_is_not_taken_for_a_changed_market(tmp_path, report):
    report(_write(tmp_path, "old", OLD))
    page = report(_write(tmp_path, "rule", OLD, '[policies]\nrefund = "use"\n\n'))
    assert "policies.refund set aside use" in page.text
    assert "columns or rules were changed" in page.text
    assert "New: 0 accounts." in page.text


def test_rewritten_history_is_said(tmp_path, report):
    report(_write(tmp_path, "old", OLD))
    page = report(_write(tmp_path, "new", [OLD[0].replace("100.00", "60.00"), *OLD[1:]]))
    assert "1 order of the period that both share has other figures than before" in page.text
    assert "−€40.00 different" in page.text


def _year(**revenue):
    frame = pd.DataFrame({"revenue": pd.Series(revenue, dtype=float)})
    return frame.assign(active=frame["revenue"] > 0)


def test_a_move_in_rank_is_a_tenth_of_all_ranks():
    names = [f"a{number:02}" for number in range(20)]
    before = _year(**{name: 100.0 - place for place, name in enumerate(names)})
    now = before.copy()
    now.loc["a19", "revenue"] = 500.0
    found = movement(before, now).moved
    assert found.loc["a19", ["rank_before", "rank_now", "places"]].tolist() == [20, 1, 19]
    assert found.index.tolist() == ["a19"], "the others moved down by one place each"


@pytest.mark.parametrize("empty", ["before", "now"])
def test_movement_from_and_to_nothing(empty):
    some, nothing = _year(a=1.0), _year(a=1.0).iloc[:0]
    found = movement(nothing, some) if empty == "before" else movement(some, nothing)
    assert (len(found.new), len(found.silent)) == ((1, 0) if empty == "before" else (0, 1))
    assert found.moved.empty


def test_a_year_ends_on_its_day(tmp_path):
    taken = take_in(read_mapping(_write(tmp_path, "old", OLD)))
    year = year_of(taken.paths["orders"], pd.Timestamp("2023-12-20"))
    assert year.loc["stays"].tolist() == [True, 100.0]
    assert year.loc["refunded"].tolist() == [False, 0.0]


def test_an_order_with_other_figures_shows_both_amounts(tmp_path, report):
    report(_write(tmp_path, "old", OLD))
    changed = [_row(1, "stays", "2023-12-20", 130), *OLD[1:]]
    page = report(_write(tmp_path, "new", changed))
    assert "revenue before (EUR) revenue now (EUR)" in page.text
    assert "100.00 130.00" in page.text


def test_a_file_of_the_new_month_alone_makes_nobody_silent(tmp_path, report):
    report(_write(tmp_path, "old", [_row(number, f"A{number}", f"2024-01-{number:02}", 10) for number in range(1, 9)]))
    page = report(_write(tmp_path, "new", [_row(9, "A1", "2024-02-01", 10)]))
    assert "This file begins after 8 orders" in page.text
    assert "Gone silent" not in page.text
