"""Any table can be shown and saved: what a client typed stays words, and what is cut says so."""

import base64
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.figures.house import axes, card, describe, finding, show, table_card
from kamlib.figures.house.table import CARD_ROWS, SAVED_ROWS


def saved(html):
    return base64.b64decode(re.search(r'href="data:text/csv[^,]*,([^"]+)"', html).group(1)).decode("utf-8-sig")


def texts(html):
    return re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", html)


def test_numbers_dates_and_gaps_are_written_as_people_write_them():
    frame = pd.DataFrame(
        {
            "revenue": [1234.5, np.nan],
            "lines": [12000, 3],
            "year": [2024, 2025],
            "ordered_at": [pd.Timestamp("2024-05-01"), pd.Timestamp("2024-05-01 10:30")],
            "key": [True, False],
        }
    )
    html = table_card(frame)
    first, second = texts(html)[6:12], texts(html)[12:]
    assert first == ["0", "1,234.50", "12,000", "2024", "2024-05-01", "yes"]
    assert second == ["1", "", "3", "2025", "2024-05-01 10:30", "no"]
    style = {text: look for look, text in re.findall(r'<td style="([^"]*)">([^<]+)</td>', html)}
    assert "text-align:right" in style["1,234.50"]
    assert "text-align:left" in style["yes"]


def test_the_index_is_kept_on_the_page_and_in_the_file():
    frame = pd.DataFrame({"account_id": ["x"]}, index=pd.Index(["A1"], name="account_id"))
    html = table_card(frame)
    assert '<th scope="row"' in html
    assert texts(html) == ["account_id", "account_id", "A1", "x"]
    assert saved(html).split() == ["account_id,account_id", "A1,x"]


def test_row_numbers_are_shown_and_not_saved():
    html = table_card(pd.DataFrame({"revenue": [1]}))
    assert texts(html) == ["", "revenue", "0", "1"]
    assert saved(html).split() == ["revenue", "1"]


def test_columns_and_index_of_several_levels():
    lines = pd.DataFrame({"region": ["N", "N"], "year": [2024, 2025], "revenue": [1.0, 2.0]})
    html = table_card(lines.groupby(["region", "year"]).agg({"revenue": ["sum", "mean"]}))
    assert texts(html)[:6] == ["region", "year", "revenue · sum", "revenue · mean", "N", "2024"]
    assert saved(html).split()[0].startswith("region,year")


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame({"revenue": []}), pd.DataFrame(index=["a"])])
def test_an_empty_table_is_a_table(frame):
    assert "Save table (CSV)" in table_card(frame)


def test_two_columns_of_one_name():
    assert texts(table_card(pd.DataFrame([[1, 2]], columns=["a", "a"]))) == ["", "a", "a", "0", "1", "2"]


def test_a_long_table_is_cut_for_reading_and_says_so():
    html = table_card(pd.DataFrame({"n": range(CARD_ROWS + 1)}))
    assert f"The first {CARD_ROWS} of {CARD_ROWS + 1} rows" in html
    assert html.count("<tr>") == CARD_ROWS + 1
    assert len(saved(html).split()) == CARD_ROWS + 2


def test_a_very_long_table_says_how_much_of_it_is_saved():
    html = table_card(pd.DataFrame({"n": range(SAVED_ROWS + 1)}))
    assert f"Save table (CSV): the first {SAVED_ROWS:,} rows" in html
    assert len(saved(html).split()) == SAVED_ROWS + 1
    assert "the first 20,000" not in table_card(pd.DataFrame({"n": range(SAVED_ROWS)}))


@given(st.text(min_size=1), st.text(min_size=1))
def test_whatever_was_typed_stays_words(name, value):
    html = table_card(pd.DataFrame({f"<b>{name}": [f"<img src=x>{value}"]}, index=[f"</td>{value}"]))
    assert "<img" not in html
    assert "<b>" not in html
    assert html.count("<td") == html.count("</td>") == 1


def test_no_saved_cell_is_a_formula():
    html = table_card(pd.DataFrame({"=a": ["=1+1"]}, index=pd.Index(["@x"], name="+y")))
    assert saved(html).split() == ["'+y,'=a", "'@x,'=1+1"]


def test_the_frame_is_left_as_it_was():
    frame = pd.DataFrame({"a": [1]}, index=pd.Index(["x"], name="k"))
    before = frame.copy()
    table_card(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_show_prints_a_table_where_no_front_end_runs(capsys):
    show(pd.DataFrame({"revenue": [1]}))
    assert "revenue" in capsys.readouterr().out


def labels(html):
    return re.findall(r'<(?:table|div)[^>]* aria-label="([^"]*)"', html)


def test_every_table_says_what_it_is():
    small = pd.DataFrame({"revenue": [1], "<b>$5": [2]})
    assert labels(table_card(small)) == ["1 row, 2 columns: revenue, &lt;b&gt;$5"] * 2
    wide = pd.DataFrame(1, index=range(CARD_ROWS + 1), columns=list("abcdef"))
    assert labels(table_card(wide))[0] == "The first 60 of 61 rows, 6 columns: a, b, c, d and others"
    ax = describe(axes(), "One.", small)
    assert labels(card(ax))[0].startswith("The table behind the picture: revenue")
    finding(ax, "Two bring <half>")
    assert labels(card(ax)) == ["The table behind the picture: Two bring &lt;half&gt;"] * 2


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame({"revenue": []}), pd.DataFrame(index=["a"])])
def test_an_empty_table_has_a_name_too(frame):
    assert all(labels(table_card(frame)))
    assert table_card(frame).count("<table") == table_card(frame).count("<table aria-label")
