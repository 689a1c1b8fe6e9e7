"""Published retention data through our own methods: every number we claim of them, to the digits it is shown with.

Telco: IBM sample data. Waltons: the example data of lifelines. Rossi: Rossi, Berk and Lenihan (1980).
"""

import pandas as pd
import pytest

from kamlib.methods.churn import cox, kaplan_meier, log_rank
from kamlib.tables import opendata

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("retention")]


@pytest.fixture(scope="module")
def telco(real_data) -> pd.DataFrame:
    frame = opendata.telco()
    return frame.assign(
        left=frame["Churn"] == "Yes",
        senior=frame["SeniorCitizen"],
        partner=frame["Partner"] == "Yes",
        one_year=frame["Contract"] == "One year",
        two_year=frame["Contract"] == "Two year",
    )


@pytest.fixture(scope="module")
def waltons(real_data) -> pd.DataFrame:
    return opendata.waltons()


@pytest.fixture(scope="module")
def rossi(real_data) -> pd.DataFrame:
    frame = opendata.rossi()
    yes = {"fin": "yes", "race": "black", "wexp": "yes", "mar": "married", "paro": "yes"}
    return frame.assign(**{name: (frame[name] == value).astype(int) for name, value in yes.items()})


def test_telco_subscribers_that_left(telco):
    assert (len(telco), telco["left"].sum(), telco["TotalCharges"].isna().sum()) == (7_043, 1_869, 11)
    assert f"{telco['left'].mean():.6f}" == "0.265370"
    by_contract = telco.groupby("Contract")["left"].mean()
    assert by_contract.round(4).tolist() == [0.4271, 0.1127, 0.0283]


def test_telco_survival(telco):
    curve = kaplan_meier(telco["tenure"], telco["left"])
    shares = curve.at([12, 24, 36, 48, 60, 72])["all"]
    assert [f"{share:.6f}" for share in shares] == [
        "0.843200",
        "0.788736",
        "0.748545",
        "0.708840",
        "0.664404",
        "0.592790",
    ]
    assert f"{curve.restricted_mean(72)['all']:.3f}" == "54.492"
    by_contract = kaplan_meier(telco["tenure"], telco["left"], telco["Contract"])
    assert by_contract.median.loc["Month-to-month"].tolist() == [35, 32, 38]


def test_telco_log_rank_by_contract(telco):
    test = log_rank(telco["tenure"], telco["left"], telco["Contract"])
    assert (f"{test.statistic:.4f}", test.degrees_of_freedom) == ("2352.8725", 2)
    # Of 2 degrees of freedom the tail is exp(-x / 2), far below what a float holds.
    assert test.p_text == "1.203e-511"
    assert test.p > 0


def test_telco_cox(telco):
    names = ["senior", "partner", "MonthlyCharges", "one_year", "two_year"]
    fit = cox(telco, "tenure", "left", names)
    printed = [f"{value:.5f}" for value in fit.table["coefficient"]]
    assert printed == ["0.04655", "-0.62813", "0.00112", "-2.13107", "-4.10795"]
    assert (f"{fit.log_likelihood:.3f}", f"{fit.concordance:.4f}") == ("-14260.824", "0.8047")
    assert fit.converged


def test_waltons_medians_and_log_rank(waltons):
    assert kaplan_meier(waltons["T"], waltons["E"]).median.loc["all", "median"] == 56
    by_group = kaplan_meier(waltons["T"], waltons["E"], waltons["group"]).median["median"]
    assert by_group.to_dict() == {"control": 58, "miR-137": 26}
    test = log_rank(waltons["T"], waltons["E"], waltons["group"])
    assert (f"{test.statistic:.6f}", test.p_text, f"{test.p:.3e}") == ("122.249126", "2.036e-28", "2.036e-28")


def test_rossi_cox(rossi):
    fit = cox(rossi, "week", "arrest", ["fin", "age", "race", "wexp", "mar", "paro", "prio"])
    printed = {name: f"{value:.6f}" for name, value in fit.table["coefficient"].items()}
    assert printed == {
        "fin": "-0.379422",
        "age": "-0.057438",
        "race": "0.313900",
        "wexp": "-0.149796",
        "mar": "-0.433704",
        "paro": "-0.084871",
        "prio": "0.091497",
    }
    assert (f"{fit.log_likelihood:.6f}", f"{fit.concordance:.6f}") == ("-658.747659", "0.640329")


def test_rossi_the_effect_of_age_changes_with_time(rossi):
    changing = cox(rossi, "week", "arrest", ["fin", "age", "prio"]).proportional
    assert [f"{value:.4f}" for value in changing["correlation"]] == ["-0.0066", "-0.2098", "-0.0800"]
    assert [f"{value:.3f}" for value in changing["p"]] == ["0.943", "0.011", "0.379"]
