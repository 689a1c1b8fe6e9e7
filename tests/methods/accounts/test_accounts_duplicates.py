import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamlib.methods.accounts import duplicate_candidates, duplicates, merge_map
from kamlib.methods.accounts.names import comparable
from kamlib.tables import larkfield

SEEDS = ("larkfield", "class-1", "class-2")
FORMS = (
    "GmbH",
    "GmbH & Co. KG",
    "Ltd.",
    "LTD",
    "S.A.R.L.",
    "Sp. z o.o.",
    "s. r. o.",
    "d.o.o.",
    "B.V.",
    "Oy",
    "A/S",
    "AB",
)
FORMS += ("S.p.A.", "Pty Ltd", "LLC", "Inc.", "Kft.", "OÜ", "A.Ş.", "S.A. de C.V.", "ООО", "Co., Ltd.", "SARL", "Lda.")


def named(*names):
    return pd.DataFrame({"account_id": [f"A{n:04d}" for n in range(len(names))], "account_name": list(names)})


@pytest.mark.parametrize("form", FORMS)
def test_a_legal_form_is_taken_off_as_whole_words(form):
    assert comparable(f"Łąkobor Floors, {form}") == "lakobor floors"
    assert comparable(form), "a name that is nothing else stays"
    joined = form.split()[0].strip(".,").replace(".", "").replace("/", "")
    assert comparable(f"Bo{joined.lower()}") == comparable(f"Bo{joined.lower()} Ltd"), "never a part of a word"
    assert comparable(f"Bo{joined.lower()}").startswith("bo")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北京地板有限公司", "北京地板"),
        ("株式会社フロア", "フロア"),
        ("ООО «Ромашка»", "Ромашка"),
        ("บริษัท พื้น จำกัด", "พื้น"),
        ("Σπίτι Α.Ε.", "ΣΠΙΤΙ"),
        ("ÅSEVIK GOLV AB", "Aasevik Golv".replace("Aa", "Å")),
        ("Weiß & Söhne", "WEISS SOHNE"),
    ],
)
def test_names_of_many_scripts_are_comparable(one, other):
    assert comparable(one) == comparable(other) != ""


def test_vowel_signs_of_other_scripts_stay():
    assert comparable("हिन्दी फर्श") == "हिन्दी फर्श"
    assert comparable(None) == comparable("  ") == comparable("!?") == ""


@pytest.mark.parametrize("seed", SEEDS)
def test_every_second_entry_of_larkfield_is_among_few_candidates(seed):
    truth = larkfield.truth(seed)["accounts"].set_index("account_id")["duplicate_of"].dropna()
    found = duplicate_candidates(larkfield.generate(seed)["accounts"])
    pairs = {frozenset(pair) for pair in zip(found["account_id"], found["other_id"], strict=True)}
    hits = sum(frozenset(pair) in pairs for pair in truth.items())
    assert hits == len(truth) == 6, "recall 1 on these seeds"
    assert hits / len(pairs) >= 0.25, "precision: a person can go through the list"


def test_candidates_say_what_else_the_two_share():
    accounts = named("Åsevik Golv AB", "Asevik Golv", "Golv Åsevik", "=cmd()", "<b>Other</b>", None)
    accounts = accounts.assign(region=["N", "N", "S", None, None, None], parent_id=["P", None, None, "Q", None, None])
    found = duplicate_candidates(accounts)
    assert found["similarity"].tolist() == [100.0] * 3
    assert found["same_region"].tolist() == [True, False, False]
    assert not found["same_parent"].any()
    assert duplicate_candidates(accounts.iloc[:0]).empty
    assert list(duplicate_candidates(accounts.iloc[:0])) == list(found)
    with pytest.raises(ValueError, match="0 to 100"):
        duplicate_candidates(accounts, least=101)


@settings(deadline=None)
@given(st.lists(st.text(alphabet="abcäł .&", max_size=9), max_size=25), st.sampled_from([0.0, 60.0, 88.0, 100.0]))
def test_the_pairs_do_not_depend_on_blocks_or_the_order_of_rows(names, least):
    accounts = named(*names)
    whole = duplicate_candidates(accounts, least=least)
    pd.testing.assert_frame_equal(whole, duplicate_candidates(accounts.iloc[::-1], least=least))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "_CELLS_AT_ONCE", 40)
        pd.testing.assert_frame_equal(whole, duplicate_candidates(accounts, least=least))
    assert (whole["similarity"] >= round(least, 1)).all()
    assert (whole["account_id"] < whole["other_id"]).all()


IDS = [f"A{number}" for number in range(9)]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=12))
def test_ids_linked_by_confirmed_pairs_become_the_first_of_them(pairs):
    accounts = pd.DataFrame({"account_id": IDS[::-1]}, dtype="str")
    kept = merge_map(accounts, pairs)
    assert kept.index.tolist() == IDS[::-1]
    assert all(kept[one] == kept[other] for one, other in pairs)
    assert (kept <= kept.index).all()
    assert kept[kept.unique()].tolist() == kept.unique().tolist(), "the id kept keeps itself"
    linked = {one for pair in pairs for one in pair}
    assert all(kept[one] == one for one in set(IDS) - linked)


def test_only_confirmed_pairs_of_this_list_are_merged():
    accounts = named("One Ltd", "One", "Two")
    candidates = duplicate_candidates(accounts)
    assert merge_map(accounts, candidates.iloc[:0]).nunique() == 3
    assert merge_map(accounts, candidates).nunique() == 2
    with pytest.raises(ValueError, match="'Z9' of a confirmed pair is not in the accounts"):
        merge_map(accounts, [("A0000", "Z9")])
    assert merge_map(accounts.iloc[:0], []).empty
