"""What is planted in activities, contacts, the wallet sample and the knowledge audit."""

import pandas as pd

from kamlib.tables import larkfield


def test_the_wallet_sample_is_a_sample_near_the_truth(larkfield_company):
    wallet = larkfield_company["wallet"].merge(
        larkfield_company.truth["wallet"], on=["account_id", "category"], suffixes=("", "_true")
    )
    assert len(wallet) == len(larkfield_company["wallet"])
    assert 60 <= wallet["account_id"].nunique() <= 130
    off = wallet["annual_spend"] / wallet["annual_spend_true"]
    assert off.between(0.7, 1.35).mean() > 0.95
    assert 0.02 < off.std() < 0.2
    assert (larkfield.AS_OF - wallet["surveyed_at"]).dt.days.max() < 365


def test_wallets_are_wider_than_our_sales(larkfield_company):
    orders = larkfield_company["orders"]
    recent = orders[orders["ordered_at"] > larkfield.AS_OF - pd.DateOffset(years=1)]
    ours = recent.groupby("account_id")["revenue"].sum()
    wallet = larkfield_company.hidden["wallet"].reindex(ours.index)
    real = wallet > 0
    assert (wallet[real] > ours[real]).mean() > 0.8
    assert ours[real].sum() / wallet[real].sum() < 0.75


def test_rank_tells_the_share(larkfield_company):
    wallet = larkfield_company["wallet"].merge(larkfield_company.truth["accounts"], on="account_id")
    assert wallet["our_rank"].corr(wallet["wallet_share"], method="spearman") < -0.25


def test_the_audit_knows_forgets_guesses_and_admits(larkfield_company):
    state = larkfield_company.truth["knowledge"]
    share = state["state"].value_counts(normalize=True)
    assert set(share.index) == {"known", "stale", "filled in", "unknown"}
    assert (share > 0.03).all()
    notes = larkfield_company["knowledge"].merge(state, on=["account_id", "question"])
    assert (notes["answer"].isna() == (notes["state"] == "unknown")).all()
    assert (notes["source"].isna() == notes["answered_at"].isna()).all()
    age = (larkfield.AS_OF - notes["answered_at"]).dt.days
    assert age[notes["state"] == "stale"].min() > 540
    right = notes.groupby("state")["accurate"].mean()
    assert right["known"] > 0.8 > right["stale"] + 0.1
    assert right["filled in"] == 0


def test_record_cards_were_filled_in_the_evening_before_the_audit_mostly_by_one(larkfield_company):
    notes = larkfield_company["knowledge"].merge(larkfield_company.truth["knowledge"], on=["account_id", "question"])
    notes = notes.merge(larkfield_company["accounts"], on="account_id")
    filled = notes[notes["state"] == "filled in"]
    assert filled["answered_at"].nunique() == 1
    assert filled["manager"].value_counts(normalize=True).iloc[0] > 0.5
    assert filled["answer"].nunique() < 10
    complete = notes.groupby("manager")["answer"].apply(lambda answers: answers.notna().mean())
    accurate = notes.groupby("manager")["accurate"].mean()
    zealous = filled["manager"].mode()[0]
    assert complete.idxmax() == zealous
    assert complete[zealous] > complete.drop(zealous).max() + 0.15
    assert accurate[zealous] < accurate.max() + 0.05


def test_contacts_have_roles_and_the_large_have_more_of_them(larkfield_company):
    contacts = larkfield_company["contacts"]
    assert set(contacts["role"].dropna()) == {"buyer", "decider", "user", "specifier", "gatekeeper"}
    assert contacts["role"].isna().any()
    count = contacts.groupby("account_id").size()
    revenue = larkfield_company["orders"].groupby("account_id")["revenue"].sum()
    assert count.corr(revenue, method="spearman") > 0.3
    spoken = contacts.dropna(subset="last_contacted_at").merge(larkfield_company["accounts"], on="account_id")
    assert (spoken["last_contacted_at"] >= spoken["opened_at"]).all()
    assert spoken["last_contacted_at"].max() <= larkfield.AS_OF


def test_bargain_hunters_ask_for_quotes_and_specialists_for_samples(larkfield_company):
    work = larkfield_company["activities"].merge(larkfield_company.truth["accounts"], on="account_id")
    share = pd.crosstab(work["group"], work["activity"], normalize="index")
    assert share["quote"].idxmax() == "bargain hunter"
    assert share["sample"].idxmax() == "specialist"


def test_small_accounts_cost_more_of_their_margin(larkfield_company):
    margin = larkfield_company["orders"].groupby("account_id")["margin"].sum()
    cost = larkfield_company["activities"].groupby("account_id")["cost"].sum().reindex(margin.index, fill_value=0.0)
    rank = margin.rank(pct=True)
    small, large = rank < 0.4, rank > 0.8
    assert cost[small].sum() / margin[small].sum() > 2 * cost[large].sum() / margin[large].sum()
