"""What of a lesson comes onto slides: sieved, fitted, its notes hidden, its widgets as pictures, no address outside."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.course.editions.cells import code, markdown
from kamlib.course.editions.fitting import MOST, lines_of, pack
from kamlib.course.editions.page import html_of, page
from kamlib.course.editions.sieve import LINE, Heading, Picture, Table, Text, sieve
from kamlib.course.editions.slides import Slide, shown_by, slides
from kamlib.course.editions.stills import still

PICTURE = "data:image/png;base64,iVBORw0KGgo="
NOTE = "> **Trainer · section 1 · 20 minutes.** Ask *everybody*."


def _ran(source: str, *outputs: dict, tags: tuple[str, ...] = ("slide",)) -> dict:
    return {**code(source, *tags), "outputs": [{"output_type": "display_data", "data": out} for out in outputs]}


def _figure(alt: str = "One bar.") -> dict:
    return {"text/html": f'<figure><img alt="{alt}" src="{PICTURE}"><figcaption>save</figcaption></figure>'}


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60))
def test_whatever_a_client_typed_comes_out_as_text(name):
    for html in (name, f"<p>{name}</p>", f"<table><tr><td>{name}</td></tr></table>", f"<img alt='{name}' src={name}>"):
        shown = html_of(sieve(html))
        known = re.sub(r'<img alt="[^"<>]*" src="data:image/[^"<>]*">| class="number"', "", shown)
        for tag in re.findall(r"<[^>]*>?", known):
            assert re.fullmatch(r"</?(p|ul|li|h3|table|thead|tbody|tr|th|td|figure|strong|em|code|sub|sup)>", tag)


def test_markup_and_addresses_are_left_out():
    html = (
        "<style>p{}</style><script>alert(1)</script><p onclick='x' style='y'>One <a href='https://example.org'>two</a>"
        "</p><img src='https://example.org/x.png' alt='far'><details><p>hidden</p></details>"
        "<p>3 rows · <a download='t.csv' href='data:,x'>Save table</a></p><svg><p>drawn</p></svg>"
    )
    assert sieve(html) == [Text("One two", 7)]


def test_a_table_of_pandas_keeps_heads_names_and_rows():
    import pandas as pd

    frame = pd.DataFrame({"revenue": [1.5, 2]}, index=pd.Index(["A<1>", "A2"], name="account_id"))
    [table] = sieve(frame._repr_html_())
    assert table == Table(("account_id", "revenue"), (("A<1>", "1.5"), ("A2", "2.0")))
    assert "A&lt;1&gt;" in html_of([table])


@given(st.lists(st.integers(1, 11 * LINE), max_size=20), st.integers(11, MOST))
def test_text_is_packed_whole_and_in_order(letters, room):
    blocks = [Text(f"{place}", size) for place, size in enumerate(letters)]
    portions = list(pack(blocks, room))
    assert [block for portion in portions for block in portion] == blocks
    assert all(sum(map(lines_of, portion)) <= room for portion in portions)


@given(
    st.lists(st.lists(st.text("ab ", max_size=90), min_size=1, max_size=12), min_size=1, max_size=40),
    st.booleans(),
)
def test_a_table_is_cut_to_what_fits_and_says_so(rows, headed):
    heads = tuple(f"head {place}" for place in range(len(rows[0]))) if headed else ()
    table = Table(heads, tuple(tuple(row) for row in rows))
    portions = list(pack([table], MOST - 1))
    for portion in portions:
        single = len(portion) == 1 and isinstance(portion[0], Table) and len(portion[0].rows) == 1
        assert sum(map(lines_of, portion)) <= MOST - 1 or single
    kept = sum(len(block.rows) for portion in portions for block in portion if isinstance(block, Table))
    remarked = any(isinstance(block, Text) for portion in portions for block in portion)
    assert kept == len(rows) or remarked


def test_row_numbers_that_pandas_gives_are_left_out_and_names_stay():
    [[numbered]] = pack([Table(("", "a"), (("0", "x"), ("1", "y")))], MOST)
    assert numbered == Table(("a",), (("x",), ("y",)))
    named = Table(("", "a"), (("1", "x"), ("2", "y")))
    assert list(pack([named], MOST)) == [(named,)]


def test_the_first_slide_says_whose_numbers_they_are():
    [first] = slides([markdown("# 02 · Title\n\nWho?")], "02_x", "Larkfield <Floors>")
    assert first.blocks[-1].html == "Numbers: Larkfield &lt;Floors&gt;."


def test_a_paragraph_too_long_for_a_slide_is_refused_by_name():
    cells = [markdown("# 02 · Title"), markdown("## 1 · One\n\n" + "word " * 250, "slide")]
    with pytest.raises(ValueError, match=r"02_x: at «## 1 · One» the paragraph «word .*» takes 18 lines .* 11 fit"):
        slides(cells, "02_x")


def test_a_lesson_becomes_slides():
    cells = [
        markdown("# 02 · Title\n\n**The question.** Who?\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
        markdown("> **Trainer's edition.** Keep it.", "trainer"),
        markdown("Not on a slide."),
        markdown("## 1 · One\n\nText.", "slide"),
        _ran("show(ax)", _figure(), _figure("Two bars.")),
        _ran("hidden()", _figure("Not tagged."), tags=()),
        _ran('expected("2.1", company)', {"text/html": "<p>Half the room says 7.</p>"}, tags=("trainer",)),
        markdown(NOTE, "trainer"),
        markdown("### Below one\n\n- a\n- b", "slide"),
        markdown("## 2 · Two", "slide"),
    ]
    made = slides(cells, "02_x")
    assert [(slide.section, slide.heading) for slide in made] == [
        ("02 · Title", "02 · Title"),
        ("1 · One", "1 · One"),
        ("1 · One", ""),
        ("1 · One", ""),
        ("1 · One", "Below one"),
        ("2 · Two", "2 · Two"),
    ]
    assert made[0].blocks == (Text("<strong>The question.</strong> Who?", 18),)
    assert made[2].blocks == (Picture(PICTURE, "One bar."),)
    assert [block.item for block in made[4].blocks] == [True, True]
    asked = Text("<strong>Trainer · section 1 · 20 minutes.</strong> Ask <em>everybody</em>.", 48)
    assert [len(slide.notes) for slide in made] == [0, 1, 1, 2, 1, 1]
    assert made[3].notes == (Text("Half the room says 7.", 21), asked)
    written = page("02 · Title", made)
    assert "Keep it." not in written
    shown = re.sub(r'<aside class="notes" hidden.*?</aside>', "", written, flags=re.DOTALL)
    assert "everybody" in written
    assert "everybody" not in shown
    assert "Half the room" not in shown


def test_the_page_names_no_address():
    written = page("T", [Slide("T", "T", (Text("a", 1), Picture(PICTURE, 'a "b"')))])
    assert not re.search(r"https?:|//[a-z]|url\(|@import|<link|srcset|<iframe", written)
    assert re.findall(r'(?:src|href)="([^"]{1,11})', written) == ["data:image/"]
    assert "default-src 'none'" in written
    assert 'alt="a &quot;b&quot;"' in written


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match=r"02_x: the picture at «show\(ax\)» has no words"):
        slides([markdown("# T"), _ran("show(ax)", _figure(""))], "02_x")


def test_printed_lines_come_with_the_code_that_prints_them():
    cell = code("rate = 0.36\nprint(rate)", "slide")
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "0.36 <\n"}]
    assert [block.html for block in shown_by(cell)] == [
        "<code>rate = 0.36</code>",
        "<code>print(rate)</code>",
        "0.36 &lt;",
    ]


def test_a_widget_is_its_first_picture_or_its_words():
    import pandas as pd

    import kamlib
    from kamlib import methods, widgets

    explorer = widgets.value_volume_cut(methods.segments.continuum(kamlib.load("larkfield").orders))
    [picture] = sieve(still(explorer)["text/html"])
    assert picture.source.startswith("data:image/jpeg;base64,")
    assert len(picture.source) > 10_000
    assert picture.alt == explorer.text()
    assert picture.caption.startswith(explorer.title)
    guess = widgets.Prediction("Which <share>?", "percent", 0, 100, lambda: 61.0, "Now you know.")
    heading, below = sieve(still(guess)["text/html"])
    assert heading == Heading(3, "Which <share>?")
    assert "61" not in below.html
    import ipywidgets

    assert sieve(still(ipywidgets.Label("Plain words"))["text/html"])
    assert pd.notna(picture.alt)


def test_a_section_that_begins_with_a_table_has_no_bare_slide_before_it():
    table = {"text/html": "<table><tr><th>a</th></tr><tr><td>1</td></tr></table>"}
    begun = slides([markdown("## What can it answer?", "slide"), _ran("x", table)], "10")
    assert [(slide.section, bool(slide.blocks)) for slide in begun] == [("What can it answer?", True)]
    alone = slides([markdown("## One", "slide"), markdown("## Two", "slide")], "10")
    assert [slide.heading for slide in alone] == ["One", "Two"]
