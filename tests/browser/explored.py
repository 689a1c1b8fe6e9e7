"""Notebook cells for the browser tests and benchmarks/widgets.py: accounts, the explorers on them, and ways to see."""

ORDERS = """
import numpy as np
import pandas as pd

def orders_of(accounts):
    random = np.random.default_rng(1)
    lines = random.poisson(random.lognormal(1.6, 0.7, accounts)) + 1
    last = random.gamma(1.2, 80, accounts)
    ids = np.repeat(np.arange(accounts), lines)
    back = np.concatenate([last[i] + 30 * np.arange(n) for i, n in enumerate(lines)])
    revenue = random.lognormal(7, 1, len(ids)) * (1 + ids % 3)
    return pd.DataFrame({
        "order_id": [f"O{i}" for i in range(len(ids))],
        "account_id": [f"A{i:03}" for i in ids],
        "ordered_at": pd.Timestamp("2025-12-31") - pd.to_timedelta(back.round(), unit="D"),
        "quantity": random.integers(1, 60, len(ids)).astype(float),
        "revenue": revenue.round(2),
        "margin": (revenue * random.uniform(0.1, 0.4, len(ids))).round(2),
    })

orders, as_of = orders_of({accounts}), pd.Timestamp("2025-12-31")
"""
EXPLORERS = {
    "rfm_thresholds": """
from kamlib.methods import segments
from kamlib.widgets import rfm_thresholds
rfm_thresholds(segments.rfm(orders, as_of), "EUR")
""",
    "cluster_count": """
from kamlib.methods import segments
from kamlib.widgets import cluster_count
scaled = segments.scale(segments.features(orders, as_of))
cluster_count(scaled, segments.choose_k(scaled, resamples=20))
""",
    "profit_levers": """
from kamlib.methods import levers
from kamlib.widgets import profit_levers
profit_levers(levers.base_year(orders, as_of), "EUR")
""",
    "value_volume_cut": """
from kamlib.methods import segments
from kamlib.widgets import value_volume_cut
value_volume_cut(segments.continuum(orders))
""",
}


ACCOUNTS = """
import pandas as pd
from kamlib import methods
from kamlib.tables import larkfield
from kamlib.tables.company import Company

tables = larkfield.generate("class-1", accounts={accounts})
company = Company("Class", "EUR", larkfield.AS_OF, lambda: tables)
"""
ACCOUNT_EXPLORERS = {
    "knowledge_map": """
from kamlib.widgets import knowledge_map
audit = methods.accounts.knowledge_audit(company.knowledge, company.accounts, company.as_of)
stakes = company.orders.groupby("account_id")["revenue"].sum()
knowledge_map(audit, company.accounts, stakes, company.currency)
""",
    "card_browser": """
from kamlib.widgets import card_browser
card_browser(company)
""",
    "rollup_before_after": """
from kamlib.widgets import rollup_before_after
rollup_before_after(methods.accounts.roll_up(company.orders, company.accounts), company.currency)
""",
}


YEAR_OF_WORK = """
import numpy as np
import pandas as pd
from kamlib.methods import churn, clv, cohorts

year = pd.Timedelta(days=365)
orders, before = company.orders, company.orders[company.orders["ordered_at"] <= company.as_of - year]
days = orders.groupby("account_id")["ordered_at"].agg(["min", "max"])
left = days["max"] <= company.as_of - year / 2
watched = (days["max"].where(left, company.as_of) - days["min"]) / year
lives = pd.DataFrame({"account_id": days.index, "duration": watched, "left": left})
lives = lives[lives["duration"] > 0].reset_index(drop=True)
begun = company.contracts.groupby(["account_id", "kind"], as_index=False)["started_at"].min()
begun["time"] = (begun["started_at"] - begun["account_id"].map(days["min"])) / year
ties = begun[begun["account_id"].isin(lives["account_id"])]
last = orders[orders["ordered_at"] > company.as_of - year]
work = company.activities[company.activities["performed_at"] > company.as_of - year]
minutes = work.pivot_table(index="account_id", columns="activity", values="minutes", aggfunc="sum", fill_value=0.0)
histories = clv.summary(orders, company.as_of).table
models = {"BG/NBD": clv.fit_bg_nbd(histories), "MBG/NBD": clv.fit_mbg_nbd(histories)}
random = np.random.default_rng(1)
items = [f"Item number {place}" for place in range(22)]
got, wanted = (pd.DataFrame(random.integers(1, 8, (60, 22)).astype(float), columns=items) for _ in range(2))
invited = company.accounts[["region", "account_type"]].reset_index(drop=True)
said = invited[random.random(len(invited)) < np.where(invited["region"] == invited["region"].iloc[0], 0.8, 0.5)]
said = said if len(said) >= 2 else invited
margins = {name: invited.loc[invited[name].isin(said[name]), name].value_counts().to_dict() for name in invited}
shared = random.normal(size=(300, 4))[:, np.arange(12) % 4] + random.normal(size=(300, 12))
asked = pd.DataFrame((4 + shared).round().clip(1, 7), columns=items[:12])
satisfied = asked.iloc[:, :5] @ [0.5, 0.3, 0.2, 0.1, 0.0] + random.normal(size=300)
"""
LATER_EXPLORERS = {
    "survival_landmark": """
from kamlib.widgets import survival_landmark
survival_landmark(churn.time_varying(lives, ties))
""",
    "funnel_limits": """
from kamlib.widgets import funnel_limits
funnel_limits(churn.by_group(left, company.accounts.set_index("account_id")["manager"]))
""",
    "alarm_threshold": """
from kamlib.widgets import alarm_threshold
silence = cohorts.silence(before, company.as_of - year)["times_usual"]
bought = pd.Series(silence.index.isin(last["account_id"]), silence.index)
worth = before.groupby("account_id")["margin"].sum().clip(lower=0).reindex(silence.index, fill_value=0.0)
alarm_threshold(silence, ~bought, worth, company.currency)
""",
    "year_bridge": """
from kamlib.widgets import year_bridge
year_bridge(orders, company.as_of, company.accounts.set_index("account_id")["parent_id"], company.currency)
""",
    "whale_rates": """
from kamlib.widgets import whale_rates
whale_rates(minutes, last.groupby("account_id")["margin"].sum(), dict.fromkeys(minutes, 0.85),
            0 * minutes.sum(axis=1), company.currency)
""",
    "worth_of_keeping": """
from kamlib.widgets import worth_of_keeping
worth_of_keeping(8200.0, company.currency)
""",
    "alive_path": """
from kamlib.widgets import alive_path
alive_path(models["MBG/NBD"], orders, company.as_of)
""",
    "model_compare": """
from kamlib.widgets import model_compare
model_compare(models, orders, company.as_of)
""",
    "five_points": """
from kamlib.widgets import five_points
five_points()
""",
    "two_budgets": """
from kamlib.methods.equity import ResponseCurve
from kamlib.widgets import two_budgets
two_budgets(ResponseCurve.through(5, 0.20, 0.40), ResponseCurve.through(8, 0.40, 0.70), 50, 0.12, company.currency)
""",
    "sample_and_silence": """
from kamlib.widgets import sample_and_silence
sample_and_silence(len(company.contacts) + 20)
""",
    "wave_tracker": """
from kamlib.widgets import wave_tracker
wave_tracker(got, pd.Series(np.arange(len(got)) % 6 + 1))
""",
    "weight_limits": """
from kamlib.widgets import weight_limits
weight_limits(pd.Series(random.integers(1, 8, len(said)).astype(float), said.index), said, margins)
""",
    "factor_loadings": """
from kamlib.widgets import factor_loadings
factor_loadings(asked)
""",
    "driver_measures": """
from kamlib.widgets import driver_measures
driver_measures(asked.iloc[:, :5], satisfied, pd.Series(np.where(asked.index % 3, "North", "West")))
""",
    "importance_cross": """
from kamlib.widgets import importance_cross
importance_cross(wanted, got)
""",
    "kano_segments": """
from kamlib.widgets import kano_segments
pairs = {name: (got[name].clip(upper=5), wanted[name].clip(upper=5)) for name in list(got)[:4]}
kano_segments(pairs, pd.Series(np.where(np.arange(len(got)) % 3, "small", "large")))
""",
    "tolerance_zones": """
from kamlib.widgets import tolerance_zones
place = pd.Series(np.where(np.arange(len(got)) % 3, "North", "West"))
dimension = {name: f"dimension {number % 5}" for number, name in enumerate(items)}
tolerance_zones(got, (wanted - 1).clip(lower=1), wanted, place, dimension)
""",
    "board_legs": """
from kamlib.methods import gaps
from kamlib.widgets import board_legs
told = {name: gaps.against_the_rest(got[name], place) for name in items[:5]}
board_legs(gaps.board(told))
""",
}


def later_cells(accounts: int) -> list[str]:
    """Return the cells that show the explorers of the lessons from 03 on, on so many accounts of the teaching company."""
    return [ACCOUNTS.replace("{accounts}", str(accounts)), YEAR_OF_WORK, *LATER_EXPLORERS.values()]


def moves_by_keyboard(page, live) -> None:
    """Go through the controls of an explorer by Tab, move each by one stop, and see picture, words and value change.

    A control that stands at its last stop goes back by one.
    """
    controls = live.locator("input[type=range], select")
    assert controls.count() >= 1
    for place in range(controls.count()):
        control, picture = controls.nth(place), live.locator("img")
        assert live.locator("label").nth(place).get_attribute("for") == control.get_attribute("id")
        if place == 0:
            control.focus()
        else:
            page.keyboard.press("Tab")
        assert control.evaluate("(it) => it === document.activeElement"), "Tab goes from one control to the next"
        before = [picture.get_attribute("src"), picture.get_attribute("alt"), control.input_value()]
        last = control.evaluate("(it) => it.options ? it.selectedIndex === it.options.length - 1 : it.value === it.max")
        forth, back = (
            ("ArrowDown", "ArrowUp")
            if control.evaluate("(it) => it.tagName") == "SELECT"
            else ("ArrowRight", "ArrowLeft")
        )
        page.keyboard.press(back if last else forth)
        page.wait_for_function("([it, was]) => it.src !== was", arg=[picture.element_handle(), before[0]])
        after = [picture.get_attribute("src"), picture.get_attribute("alt"), control.input_value()]
        assert all(new != old for new, old in zip(after, before, strict=True)), (before, after)
    assert live.locator("[aria-live=polite]").inner_text()
    assert not live.locator(".kam-problem").is_visible()


def in_light_and_dark(sheet, names, *parts: str) -> None:
    """Take a picture of each explorer in both themes, and see that its words can be read there."""
    for theme in ("Light", "Dark"):
        sheet.theme(f"JupyterLab {theme}")
        for place, name in enumerate(names):
            live = sheet.page.locator(".kam-live").nth(place)
            live.scroll_into_view_if_needed()
            live.screenshot(path=sheet.screenshot(f"{name}_{theme.lower()}"))
        for part in (".kam-title", "label", "output", ".kam-caption", *parts):
            assert sheet.contrast(f".kam-live {part}") >= 4.5, (theme, part)
    sheet.theme("JupyterLab Light")


def of_three_accounts(sheet, names) -> dict[str, str]:
    """Take a picture of each explorer on few accounts, and return what each says in place of its picture."""
    said = {}
    for place, name in enumerate(names):
        live = sheet.page.locator(".kam-live").nth(place)
        live.locator(".kam-picture[data-frame]").wait_for()
        live.screenshot(path=sheet.screenshot(f"{name}_three_accounts"))
        said[name] = live.locator("img").get_attribute("alt")
    return said


def account_cells(accounts: int) -> list[str]:
    """Return the cells that show the explorers of lesson 01 on so many accounts of the teaching company."""
    return [ACCOUNTS.replace("{accounts}", str(accounts)), *ACCOUNT_EXPLORERS.values()]


def cells(accounts: int, *names: str) -> list[str]:
    """Return the cells that show these explorers on so many accounts."""
    return [ORDERS.replace("{accounts}", str(accounts)), *(EXPLORERS[name] for name in names)]
