"""Pictures of the claims about loyal customers: for one row or many, for what is not known, and with what they say in words."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from kamlib import figures
from kamlib.figures.equity.points import CLAIMED
from kamlib.figures.house import alt_text, axes, card, picture, table_behind
from kamlib.methods import equity

NAMES = ("Vereinigte Bodenleger der Hansestadt Lübeck", "北京地板有限公司", "<b>=1+1</b> $x_y$", "Łąkobor")
COSTS = ["counted", "additional", "next_one", "worth"]
DRAWN = ["average_and_marginal", "worth_of_points_grid", "bucket_plot", "tenure_bars", "top_share_by_span"]
BANDS = ["first year", "2nd and 3rd year", "4th to 6th year", "7th year and later"]


def named(count, name):
    return pd.Index([f"{NAMES[place % 4]} {place}" for place in range(count)], name=name)


def costs(count):
    random = np.random.default_rng(count)
    table = pd.DataFrame(random.lognormal(6, 1.2, (count, 4)), columns=COSTS, index=named(count, "programme"))
    table.iloc[1::5, 1:3] = np.inf
    table.iloc[2::5, 2:] = np.nan
    table.insert(0, "aim", np.where(np.arange(count) % 2, "keeping", "getting"))
    return table


def gains(count):
    bases, discounts = np.linspace(0.5, 0.94, count).round(3), (0.02, 0.05, 0.1, 0.2)
    cells = [[equity.value_of_points(0.05, base, discount) for discount in discounts] for base in bases]
    return pd.DataFrame(cells, index=bases, columns=discounts, dtype=float)


def tenure(count):
    random = np.random.default_rng(count)
    ratio = np.where(np.arange(count) == 0, 1.0, random.lognormal(0, 0.3, count))
    table = pd.DataFrame({"account_years": np.arange(1, count + 1), "cost_share": random.uniform(0.05, 0.2, count)})
    table = table.assign(ratio=ratio, low=ratio / 1.2, high=ratio * 1.2).set_index(named(count, "tenure"))
    table.loc[table.index[:1], ["low", "high"]] = np.nan
    return table


def spans(count):
    share = np.linspace(0.3, 1.05, count)
    return pd.DataFrame({"customers": np.arange(count), "top_fifth": share}, index=named(count, "span"))


def draw(name, count, ax=None):
    if name == "bucket_plot":
        return figures.bucket_plot(equity.leaky_bucket(1000, 100, 0.2, count), 500.0, ax=ax)
    if name == "average_and_marginal":
        return figures.average_and_marginal(costs(count), "CHF", ax=ax)
    table = {"worth_of_points_grid": gains, "tenure_bars": tenure, "top_share_by_span": spans}[name](count)
    return getattr(figures, name)(table, ax=ax)


def title(ax):
    return ax.get_title(loc="left")


def written(ax):
    return [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("count", [0, 1, 3, 30, 300])
@pytest.mark.parametrize("name", DRAWN)
def test_each_is_drawn_with_its_words_and_its_table(name, count):
    given = axes()
    assert draw(name, count, given) is given
    assert title(given)
    assert any(letter.isdigit() for letter in alt_text(given))
    assert len(alt_text(given)) < 700
    assert "nan" not in alt_text(given)
    assert len(table_behind(given)) == count
    assert picture(given, dpi=50)[0].startswith(b"\x89PNG")
    assert "<b>=1+1" not in card(given)


def boxes(ax, texts):
    """Return the boxes of texts that are seen, in pixels, after the picture was laid out."""
    picture(ax, 100)
    return [Text.get_window_extent(text) for text in texts() if text.get_text() and text.get_visible()]


@pytest.mark.parametrize("count", [1, 3, 8, 30])
@pytest.mark.parametrize("name", DRAWN)
def test_names_and_amounts_stay_inside_and_apart(name, count):
    ax = draw(name, count)
    frame = ax.get_figure().bbox
    for texts in (lambda: ax.texts, ax.get_yticklabels):
        found = boxes(ax, texts)
        assert all(frame.x0 - 1 <= box.x0 and box.x1 <= frame.x1 + 1 for box in found)
        assert all(not one.overlaps(other) for place, one in enumerate(found) for other in found[:place])
    low, high = ax.get_xlim()
    ticks = boxes(ax, lambda: [tick for tick in ax.get_xticklabels() if low <= tick.get_position()[0] <= high])
    assert all(not one.overlaps(other) for place, one in enumerate(ticks) for other in ticks[:place])
    assert ax.get_window_extent().width > 0.35 * frame.width, "names leave the picture its room"
    if legend := ax.get_legend():
        box = legend.get_window_extent()
        assert frame.x0 <= box.x0 < box.x1 <= frame.x1
        assert frame.y0 <= box.y0 < box.y1 < ax.get_window_extent().y0


def programmes(*rows):
    table = pd.DataFrame([row[2:] for row in rows], columns=COSTS, index=[row[0] for row in rows], dtype=float)
    table.insert(0, "aim", [row[1] for row in rows])
    return table


THREE = (
    ("trade fair", "getting", 2100, 3900, 9100, 5200),
    ("bonus", "keeping", 120, 900, 5200, 3900),
    ("visits", "keeping", 340, 410, 460, 3900),
)


def test_for_how_many_programmes_the_next_account_pays():
    ax = figures.average_and_marginal(programmes(*THREE), "EUR")
    assert title(ax) == "For 1 of 3 programmes the next account costs less than it is worth"
    assert "bonus (keeping) €120, €900, €5,200, worth €3,900" in alt_text(ax)
    assert {"getting accounts", "keeping accounts", "worth €5,200", "€9.1k"} <= set(written(ax))
    assert ax.get_xscale() == "log"
    every = figures.average_and_marginal(programmes(THREE[2], THREE[2]), "EUR")
    assert title(every) == "For all 2 programmes the next account costs less than it is worth"
    none = figures.average_and_marginal(programmes(THREE[0], THREE[1]), "EUR")
    assert title(none) == "For none of 2 programmes the next account costs less than it is worth"
    one = figures.average_and_marginal(programmes(THREE[2]), "EUR")
    assert title(one) == "The next account of visits costs €460, less than the €3,900 it is worth"


def test_without_a_worth_the_picture_says_which_looks_cheapest_and_which_is():
    table = programmes(*THREE).drop(columns="worth")
    ax = figures.average_and_marginal(table, "EUR")
    assert title(ax) == "As counted, bonus looks cheapest, €120; for the next account it is visits, €460"
    assert "worth" not in alt_text(ax).split(". ")[1]
    assert not any("worth" in text for text in [*written(ax), *(t.get_text() for t in ax.get_legend().get_texts())])
    same = figures.average_and_marginal(table.loc[["trade fair", "visits"]], "EUR")
    assert title(same) == "visits is cheapest: €340 an account as counted, €460 for the next one"
    one = figures.average_and_marginal(table.loc[["visits"]], "EUR")
    assert title(one) == "visits costs €340 an account as counted, €460 for the next one"


def test_a_cost_without_end_is_an_arrow_and_one_not_known_is_not_drawn():
    table = programmes(
        ("paper", "getting", 900, np.inf, np.inf, np.nan), ("radio", "getting", 950, np.nan, np.nan, np.nan)
    )
    ax = figures.average_and_marginal(table, "EUR")
    assert title(ax) == "As counted, paper looks cheapest, €900 an account; no programme brings one more"
    assert written(ax).count("no end") == 2
    assert [line.get_marker() for line in ax.lines if len(line.get_xdata())] == ["o", ">", ">", "o"]
    assert "paper (getting) €900, no end, no end; radio (getting) €950, not known, not known" in alt_text(ax)
    dear = figures.average_and_marginal(table.assign(worth=1000.0).head(1), "EUR")
    assert title(dear) == "The next account of paper costs money without end, not less than the €1,000 it is worth"
    last = figures.average_and_marginal(table.tail(1), "EUR")
    assert title(last) == "As counted, radio looks cheapest, €950 an account; what one more costs is not known"
    uncounted = figures.average_and_marginal(table.assign(counted=np.nan, additional=5.0), "EUR")
    assert title(uncounted) == "Accounts: no programme brings one more"
    some = figures.average_and_marginal(pd.concat([table, programmes(*THREE)]), "EUR")
    assert title(some).endswith(
        "1 of 3 programmes the next account costs less than it is worth; of 2 more it is not known"
    )
    nothing = figures.average_and_marginal(table.assign(counted=np.inf), "EUR")
    assert title(nothing).startswith("No cost of 2 programmes has an end, or is known")


def test_of_many_programmes_the_legend_says_what_an_arrow_is():
    ax = draw("average_and_marginal", 30)
    assert "no end" not in written(ax)
    assert "no end: nobody more came" in [text.get_text() for text in ax.get_legend().get_texts()]
    assert draw("average_and_marginal", 300).get_xlabel() == "CHF an account, log axis, the first 30 of 300 programmes"


def test_amounts_that_are_alike_or_below_zero_have_a_plain_axis():
    ax = figures.average_and_marginal(programmes(("a", "keeping", 100, 100, 100, -20)), "EUR")
    assert ax.get_xscale() == "linear"
    low, high = ax.get_xlim()
    assert low < -20 < 100 < high


def test_the_grid_counts_the_cells_within_the_claim():
    table = pd.DataFrame([[0.2, 0.32], [0.85, 1.81]], index=[0.5, 0.85], columns=[0.2, 0.025])
    ax = figures.worth_of_points_grid(table)
    assert title(ax) == "Five points fewer leaving bring +20% to +181%; 2 of 4 cells lie within the claim, 25% to 85%"
    assert written(ax) == ["+20%", "+32%", "+85%", "+181%"]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["20%", "2.5%"]
    assert len(ax.lines) == 8, "each of the two cells touches no other of the claim, and has its four sides"
    assert CLAIMED == (0.25, 0.85)
    blank = figures.worth_of_points_grid(table.mask(table < 0.3).replace(1.81, -0.124))
    assert written(blank) == ["+32%", "+85%", "−12%"]
    assert "+81" not in title(blank)
    one = figures.worth_of_points_grid(table.iloc[:1, :1])
    assert title(one) == "Five points fewer leaving bring +20%: not within the claim, 25% to 85%"
    assert title(figures.worth_of_points_grid(table * np.nan)) == "There is nothing to show: no cell has a value"


def test_every_cell_of_the_grid_can_be_read():
    table = pd.DataFrame([np.linspace(-0.1, 1.6, 12)], index=[0.8], columns=np.linspace(0.02, 0.2, 12))
    ax = figures.worth_of_points_grid(table)
    picture(ax, 50)

    def light(colour):
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
        return float(np.dot(linear, [0.2126, 0.7152, 0.0722])) + 0.05

    for text, tone in zip(ax.texts, ax.collections[0].get_facecolors(), strict=True):
        one, other = light(text.get_color()), light(tone[:3])
        assert max(one, other) / min(one, other) >= 4.5


def test_the_bucket_says_where_it_goes_and_where_it_settles():
    ax = figures.bucket_plot(equity.leaky_bucket(1000, 100, 0.2, 10), equity.steady_base(100, 0.2))
    expected = "With 100 new a year and 20% leaving, 1,000 accounts shrink to 554 in 10 years; they settle at 500"
    assert title(ax) == expected
    assert written(ax) == ["settles\nat 500"]
    assert "New in the first year 100, left 200; in the last 100 and 113" in alt_text(ax)
    heights = [bar.get_height() for bar in ax.patches]
    assert heights[:2] == [100, 100]
    assert heights[10:12] == [-200, -180]
    line = next(line for line in ax.lines if line.get_label() == "accounts")
    assert line.get_ydata()[[0, 1, 2]].tolist() == [1000, 900, 820]


@pytest.mark.parametrize(
    ("base", "new", "churn", "ends"),
    [
        (500, 50, 0, "nobody leaving, 500 accounts grow to 650 in 3 years; they would grow without end"),
        (500, 0, 0, "nobody leaving, 500 accounts stay 500 in 3 years"),
        (100, 500, 0.02, "2% leaving, 100 accounts grow to 1,564 in 3 years; they settle at 25,000"),
        (1, 0, 0.5, "50% leaving, 1 account shrinks to 0 in 3 years; they settle at 0"),
    ],
)
def test_a_level_without_end_or_far_away_is_said_and_not_drawn(base, new, churn, ends):
    ax = figures.bucket_plot(equity.leaky_bucket(base, new, churn, 3), equity.steady_base(new, churn))
    assert title(ax) == f"With {new} new a year and {ends}"
    assert bool(written(ax)) == ends.endswith("at 0")
    assert ("beyond the picture" in alt_text(ax)) == ends.endswith("25,000")


def test_a_bucket_that_changes_its_rates_says_their_range():
    table = equity.leaky_bucket(1000, 100, 0.2, 2)
    table.loc[2, ["left", "new", "end"]] = [90.0, 150.0, 960.0]
    assert title(figures.bucket_plot(table, np.nan)) == (
        "With 100 to 150 new a year and 10% to 20% leaving, 1,000 accounts shrink to 960 in 2 years"
    )


def bands(*intervals):
    columns = ["ratio", "low", "high"]
    table = pd.DataFrame([(1, np.nan, np.nan), *intervals], columns=columns, dtype=float)
    table.insert(0, "cost_share", [0.14, 0.12, 0.10, 0.09][: len(table)])
    table.insert(0, "account_years", [340, 812, 650, 120][: len(table)])
    return table.set_index(pd.Index(BANDS[: len(table)], name="tenure"))


def test_whether_older_accounts_cost_less_at_one_size():
    even = bands((0.97, 0.9, 1.05), (1.03, 0.93, 1.14), (0.93, 0.82, 1.06))
    ax = figures.tenure_bars(even)
    start = "Serving costs 14% of revenue (first year) and 9% (7th year and later); between accounts of one size"
    assert title(ax) == f"{start} there is no clear difference"
    assert "4th to 6th year 1.03 (0.93 to 1.14), 10% of revenue, 650 account-years" in alt_text(ax)
    assert written(ax)[0] == "1.00, by definition\n14% of revenue, 340 account-years"
    one = figures.tenure_bars(bands((0.97, 0.9, 1.05), (1.03, 0.93, 1.14), (0.88, 0.8, 0.96)))
    assert title(one) == f"{start} 7th year and later costs 12% less"
    two = figures.tenure_bars(bands((1.3, 1.1, 1.5), (1.03, 0.93, 1.14), (0.88, 0.8, 0.96)))
    assert title(two) == f"{start} 2 of 3 older bands differ: 2nd and 3rd year costs 30% more"


def test_bands_of_which_nothing_is_known_say_so():
    lacking = bands((np.nan, np.nan, np.nan), (4.0, 0.01, 300.0))
    lacking.loc["first year", "cost_share"] = np.nan
    ax = figures.tenure_bars(lacking)
    assert written(ax) == [
        "1.00, by definition\nno revenue, 340 account-years",
        "too few to compare\n12% of revenue, 812 account-years",
        "4.00 (0.01 to above 10)\n10% of revenue, 650 account-years",
    ]
    assert [line.get_marker() for line in ax.lines][-3:] == ["<", ">", "o"]
    few = figures.tenure_bars(lacking.assign(ratio=np.nan, cost_share=np.nan))
    assert title(few) == (
        "Without revenue there is no share that serving costs; between accounts of one size there are too few to compare"
    )
    one = figures.tenure_bars(bands())
    assert title(one) == "Serving costs 14% of revenue (first year); there is 1 band, and nothing to compare it with"


def test_what_the_method_returns_can_be_drawn():
    random = np.random.default_rng(7)
    years = pd.DataFrame({"account_id": [f"A{number}" for number in np.repeat(np.arange(60), 4)]})
    years["band"], years["revenue"] = BANDS * 60, random.lognormal(9, 1, 240)
    years["cost"] = 0.1 * years["revenue"] ** 0.9
    ax = figures.tenure_bars(equity.cost_by_tenure(years))
    assert "between accounts of one size" in title(ax)


def shares(*values):
    days = [30, 91, 365, 1096, 1826][: len(values)]
    return pd.DataFrame({"customers": [612, 980, 1400, 2900, 4338][: len(values)], "top_fifth": values}, index=days)


def test_the_best_fifth_never_always_or_sometimes_hold_the_saying():
    ax = figures.top_share_by_span(shares(0.55, 0.58, 0.61, 0.66, 0.68))
    assert title(ax) == "The best fifth hold 55% (30 days) to 68% (5 years), never 80%"
    assert "5 years 68.0% (4,338 customers)" in alt_text(ax)
    assert {"55%", "4,338 customers", "the saying: 80%"} <= set(written(ax))
    always = figures.top_share_by_span(shares(0.82, 0.9))
    assert title(always) == "The best fifth hold 82% (30 days) to 90% (91 days), always 80% or more"
    near = figures.top_share_by_span(shares(0.55, 0.798))
    assert title(near) == "The best fifth hold 55.0% (30 days) to 79.8% (91 days), never 80%"
    some = figures.top_share_by_span(shares(0.55, np.nan, 0.9))
    assert title(some) == "The best fifth hold 55% (30 days) to 90% (1 year), 80% or more in 1 of 2 spans"
    assert "not known: no revenue to share" in written(some)
    assert title(figures.top_share_by_span(shares(0.6, 0.6))) == "The best fifth hold 60% in each of 2 spans, never 80%"
    assert (
        title(figures.top_share_by_span(shares(0.6))) == "The best fifth hold 60% (30 days): not the 80% of the saying"
    )
    assert title(figures.top_share_by_span(shares(np.nan))) == "No span has revenue to share"


def test_the_names_are_found_in_the_house():
    for name in DRAWN:
        assert name in dir(figures)
        assert callable(getattr(figures, name))
