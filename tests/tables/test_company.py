"""`load` finds the company that was named or chosen, and says what there is otherwise."""

import pandas as pd
import pytest

import kamlib
from kamlib.tables.choice import WorkspaceChoice, write_choice
from kamlib.tables.company import Company, MissingTable
from kamlib.tables.contracts import CONTRACTS


@pytest.mark.parametrize("seed", [None, "class-42"])
def test_larkfield_keeps_every_contract(seed):
    company = kamlib.load("larkfield", seed=seed)
    assert set(company.tables) == set(CONTRACTS)
    for name in company.tables:
        assert CONTRACTS[name].problems(getattr(company, name)) == []


def test_the_workspace_chooses(tmp_path, monkeypatch):
    write_choice(tmp_path, WorkspaceChoice("larkfield", "class-42"))
    monkeypatch.chdir(tmp_path)
    chosen = kamlib.load().orders
    pd.testing.assert_frame_equal(chosen, kamlib.load("larkfield", seed="class-42").orders)
    assert not chosen.equals(kamlib.load("larkfield").orders)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"what": "lorkfield"}, "no company 'lorkfield': give 'larkfield', one of"),
        ({"what": "online_retail", "seed": "x"}, "A seed belongs to the teaching company"),
    ],
)
def test_what_cannot_be_loaded_is_a_sentence(arguments, said):
    with pytest.raises(ValueError, match=said):
        kamlib.load(**arguments)


def test_a_mapping_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"client\.toml"):
        kamlib.load(tmp_path / "client.toml")


def test_a_client_ledger_loads(tmp_path):
    (tmp_path / "sales.csv").write_text(
        "doc,cust,day,amount\n1,A,2024-01-05,10.00\n2,B,2024-02-01,5.50\n3,,2024-02-02,1.00\n"
    )
    (tmp_path / "client.toml").write_text(
        'name = "Test Ltd"\ncurrency = "GBP"\n[orders]\nfile = "sales.csv"\ndate_format = "%Y-%m-%d"\n'
        '[orders.columns]\norder_id = "doc"\naccount_id = "cust"\nordered_at = "day"\nrevenue = "amount"\n'
    )
    company = kamlib.load(tmp_path / "client.toml")
    assert company.orders["revenue"].tolist() == [10.0, 5.5]
    assert company.accounts["account_id"].tolist() == ["A", "B"]
    assert company.intake.ledger.rows_set_aside == 1


def test_a_real_company_says_that_nobody_knows_its_truth():
    company = Company("Anna's", "EUR", pd.Timestamp("2024-01-31"), dict)
    assert not company.truth
    with pytest.raises(MissingTable, match="Nobody knows the truth about 'accounts' at Anna's"):
        company.truth["accounts"]


def test_a_table_that_is_not_there_can_be_had_empty():
    company = Company("Anna's", "EUR", pd.Timestamp("2024-01-31"), dict)
    empty = company.or_empty("knowledge")
    assert empty.empty
    assert empty.dtypes.astype(str).to_dict() == {k: str(v) for k, v in CONTRACTS["knowledge"].dtypes().items()}
