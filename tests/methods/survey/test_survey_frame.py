"""Who was invited and who answered, with what is known of each; and scores by wave, as they came and weighted."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.methods import survey


def sent(**columns) -> pd.DataFrame:
    table = pd.DataFrame({"response_id": [f"R{n}" for n in range(6)], "wave": ["1"] * 3 + ["2"] * 3} | columns)
    return table.assign(
        account_id=["A", "B", "C"] * 2,
        invited_at=pd.to_datetime(["2024-03-01"] * 3 + ["2025-03-01"] * 3),
        answered_at=pd.to_datetime(["2024-03-05", None, None, "2025-03-02", "2025-03-11", None]),
    )


ACCOUNTS = pd.DataFrame(
    {"account_id": ["A", "B", "C"], "region": ["North", "West", None], "parent_id": ["G", None, "G"]}
)
ORDERS = pd.DataFrame(
    {
        "account_id": ["A", "B", "B", "C", "A"],
        "ordered_at": pd.to_datetime(["2023-06-01", "2023-07-01", "2024-06-01", "2022-01-01", "2025-03-01"]),
        "revenue": [5.0, 50.0, 9.0, 900.0, 1e6],
    }
)


def test_everybody_invited_is_there_with_what_is_known():
    frame = survey.sampling_frame(sent(), ACCOUNTS, ORDERS)
    assert frame["answered"].tolist() == [True, False, False, True, True, False]
    assert frame["days"].dropna().tolist() == [4, 1, 10]
    assert frame["parent"].tolist() == ["G", "B", "G"] * 2
    assert frame["region"].isna().sum() == 2


def test_size_is_that_of_the_year_before_each_wave_and_of_no_later_day():
    frame = survey.sampling_frame(sent(), ACCOUNTS, ORDERS)
    assert frame["size"].tolist() == ["middle", "large", "small", "small", "large", "middle"]


def test_a_sheet_of_answers_alone_is_all_answered_and_one_wave():
    frame = survey.sampling_frame(pd.DataFrame({"response_id": ["1", "2"]}))
    assert frame["answered"].all()
    assert set(frame["wave"]) == {"one wave"}


def test_one_who_names_no_wave_does_not_become_the_last():
    sent = pd.DataFrame({"response_id": ["1", "2", "3"], "wave": ["2024", "2025", None]})
    frame = survey.sampling_frame(sent)
    assert frame["wave"].max() == "2025"
    assert sorted(frame["wave"]) == ["(no wave named)", "2024", "2025"]
    assert frame[["region", "size", "parent"]].isna().all(axis=None)


def test_without_invitations_there_is_a_frame_without_rows():
    empty = sent().head(0)
    assert survey.sampling_frame(empty, ACCOUNTS, ORDERS).empty
    assert survey.wave_scores(survey.sampling_frame(empty).assign(score=np.nan)).empty


def test_weights_bring_a_group_that_answers_seldom_back_to_its_part():
    wave = pd.DataFrame(
        {
            "wave": "1",
            "region": ["N"] * 10 + ["W"] * 10,
            "size": "small",
            "score": [6.0] * 8 + [np.nan] * 2 + [2.0] * 2 + [np.nan] * 8,
        }
    )
    table = survey.wave_scores(wave)
    assert table.loc["1", "as it came"] == pytest.approx(5.2)
    assert table.loc["1", "weighted"] == pytest.approx(4.0)


def test_a_group_that_nobody_answered_for_is_not_weighted():
    wave = pd.DataFrame({"wave": "1", "region": ["N", "N", "W"], "size": [None] * 3, "score": [5.0, 6.0, np.nan]})
    assert np.isnan(survey.wave_scores(wave).loc["1", "weighted"])


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_bounds_hold_every_share_that_the_silent_could_make(satisfied, silent, others):
    invited = satisfied + silent + others
    if not invited:
        return
    low, high = survey.bounds(satisfied, silent, invited)
    for happy in range(silent + 1):
        assert low - 1e-12 <= (satisfied + happy) / invited <= high + 1e-12


def test_bounds_of_more_people_than_were_invited_are_refused():
    with pytest.raises(ValueError, match="do not add up"):
        survey.bounds(5, 6, 10)


@pytest.mark.parametrize(
    ("waves", "days", "last"),
    [
        (["H1 2024", "H2 2024", "H1 2025"], None, "3 · H1 2025"),
        (["Wave 8", "Wave 9", "Wave 10"], None, "3 · Wave 10"),
        (["Q3 24", "Q4 24", "Q1 25"], ["2024-08-01", "2024-11-01", "2025-02-01"], "3 · Q1 25"),
        (["March", "September", "February"], ["2024-03-01", "2024-09-01", "2025-02-01"], "3 · February"),
        (["2023-1", "2023-2", "2024-1"], ["2023-03-01", "2023-09-01", "2024-03-01"], "2024-1"),
        (["spring", "summer", "autumn"], None, "summer"),
    ],
)
def test_the_last_wave_is_the_last_in_time_and_not_in_the_alphabet(waves, days, last):
    sent = pd.DataFrame({"response_id": list("abc"), "wave": waves})
    if days is not None:
        sent["answered_at"] = pd.to_datetime(days)
    frame = survey.sampling_frame(sent)
    assert frame["wave"].max() == last
    assert [name.split(" · ")[-1] for name in frame["wave"]] == waves
