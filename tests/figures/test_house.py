"""The house style: nothing global, words with every picture, data that stay data."""

import base64
import csv
import re
from io import BytesIO, StringIO

import matplotlib
import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from matplotlib.text import Text
from PIL import Image

from kamlib.figures import house


def bars(names, values, title="Two accounts bring it all"):
    ax = house.axes()
    ax.barh(range(len(names)), values)
    ax.set_yticks(range(len(names)), names)
    ax.set_title(title)
    return house.describe(ax, "Some bars.", pd.DataFrame({"account": names, "revenue": values}))


def pixels(image):
    return np.asarray(Image.open(BytesIO(image)).convert("L"))


def test_nothing_global_is_changed_and_pyplot_is_not_used(capsys):
    before = dict(matplotlib.rcParams)
    house.show(bars(["A", "B"], [1, 2]))
    assert dict(matplotlib.rcParams) == before
    assert capsys.readouterr().out == "Some bars.\n", "where no front end runs, the words are printed"


def test_given_axes_are_used_as_they_are():
    ax = house.axes(width=3)
    assert house.axes(ax) is ax


def test_a_picture_without_words_is_not_shown():
    with pytest.raises(ValueError, match="no description"):
        house.show(house.axes())
    with pytest.raises(ValueError, match="one or two sentences"):
        house.describe(house.axes(), "  \n ")


def test_the_table_behind_is_a_copy():
    table = pd.DataFrame({"revenue": [1.0]})
    ax = house.describe(house.axes(), "One.", table)
    table.loc[0, "revenue"] = 9
    copy = house.table_behind(ax)
    copy.loc[0, "revenue"] = 8
    assert house.table_behind(ax)["revenue"].tolist() == [1.0]


@pytest.mark.parametrize(
    "name", ["$x_y$ & $\\frac{1}{2", "株式会社フローリング", "Ωmega Пол", "שלום", "a" * 90, "=cmd()|'/c'!A1", ""]
)
def test_any_name_can_be_drawn(name):
    image, _ = house.picture(bars([name, "B"], [3, -2]))
    assert pixels(image).shape == (840, 1440)


def test_letters_without_a_font_are_owned_up_to(monkeypatch):
    monkeypatch.setattr("kamlib.figures.house.drawing.families", lambda: ("DejaVu Sans",))
    assert "no font of this machine" in house.card(bars(["株式会社", "B"], [3, 2]))
    assert "no font of this machine" not in house.card(bars(["Söhne", "B"], [3, 2]))


def test_a_long_finding_is_broken_into_lines_inside_the_picture():
    ax = house.axes()
    house.finding(ax, "The largest fifth of the accounts bring four fifths of the revenue, and " * 3)
    image, _ = house.picture(ax)
    top = pixels(image)[:150]
    assert (top[:60, :20] > 250).all(), "nothing touches the left edge"
    assert (top[:, -1:] > 250).all(), "nothing runs over the right edge"
    assert (top[60:110] < 100).any(), "there is a second line"


def test_a_finding_with_dollar_signs_is_no_formula_and_stays_inside():
    for words in range(1, 12):
        ax = house.axes(width=5)
        house.finding(ax, f"Margin rose from $1,234,567 {'and more ' * words}to $2,345,678 in all")
        house.picture(ax, 100)
        (title,) = [text for text in ax.findobj(Text) if text.get_text().startswith("Margin")]
        assert title.get_window_extent().x1 <= ax.get_figure().bbox.x1, words


def test_a_title_stands_on_the_left_in_the_house_style():
    ax = bars(["A"], [1])
    house.picture(ax)
    assert ax.get_title() == ""
    assert ax.get_title(loc="left") == "Two accounts bring it all"


def test_log_axes_are_labelled_in_plain_numbers():
    ax = house.axes()
    ax.semilogy([1, 2], [1, 100_000])
    house.picture(ax)
    assert "100,000" in [label.get_text() for label in ax.get_yticklabels()]


def test_the_card_escapes_what_the_client_wrote():
    evil = '<img src=x onerror="alert(1)">'
    ax = house.describe(bars([evil], [1], title=evil), f"The best is {evil}.", pd.DataFrame({evil: [evil]}))
    html = house.card(ax)
    assert evil not in html
    assert html.count("<img") == 1
    assert 'download="img_src_x_onerror_alert_1.png"' in html


def test_the_card_holds_the_picture_and_the_table_to_save():
    html = house.card(bars(["=1+1", "B"], [1234.5, 2]))
    sources = re.findall(r'(?:src|href)="data:([^"]+)"', html)
    assert [source.split(";")[0] for source in sources] == ["image/png", "image/png", "text/csv"]
    saved = base64.b64decode(sources[2].split("base64,")[1]).decode("utf-8-sig")
    assert saved.splitlines() == ["account,revenue", "'=1+1,1234.5", "B,2.0"]
    assert "1,234.50" in html


@given(st.lists(st.text(alphabet="=+-@\t\rab,\"' ;\n", min_size=1), min_size=1, max_size=5))
def test_no_cell_of_an_exported_table_is_a_formula(names):
    text = house.csv_bytes(pd.DataFrame({"name": names})).decode("utf-8-sig")
    cells = [row[0] for row in csv.reader(StringIO(text, newline=""))][1:]
    for written, name in zip(cells, names, strict=True):
        assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert written in (name, f"'{name}")


def test_a_negative_number_stays_a_number():
    assert house.csv_bytes(pd.DataFrame({"revenue": [-5.5]})).decode("utf-8-sig").split() == ["revenue", "-5.5"]


def test_long_tables_are_cut_for_reading_and_whole_for_saving():
    table = pd.DataFrame({"rank": range(1, 501)}, index=pd.Index([f"A{i}" for i in range(500)], name="account_id"))
    html = house.card(house.describe(house.axes(), "Many.", table))
    assert "The first 200 of 500 rows" in html
    assert "A199" in html
    assert "A200<" not in html
    assert b"A499" in house.csv_bytes(table)


@given(st.floats(-1e9, 1e9), st.sampled_from(["EUR", "CHF", "GBP"]))
def test_money_can_be_read_back(value, currency):
    text = house.money(value, currency)
    number = float(re.sub(r"[^0-9.]", "", text)) * (-1 if text.startswith("−") else 1)
    assert number == pytest.approx(value, abs=0.0051)


@given(st.floats(-1e12, 1e12))
@example(0.5248)
def test_short_money_is_within_half_a_percent(value):
    text = house.short_money(value, "EUR")
    scale = {"k": 1e3, "m": 1e6, "bn": 1e9}[ending] if (ending := re.sub(r"[^a-z]", "", text)) else 1
    number = float(re.sub(r"[^0-9.]", "", text)) * scale * (-1 if text.startswith("−") else 1)
    assert number == pytest.approx(value, rel=0.0051, abs=0.0051)


def test_what_is_not_known_is_said():
    assert house.money(float("nan"), "EUR") == house.percent(float("nan")) == "not known"
    assert house.money(-0.001, "EUR") == "€0.00"
