"""Minutes in the trainer's notes, and the run of show computed from them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamlib.course.build import sources
from kamlib.course.editions.cells import code, markdown, read
from kamlib.course.editions.notes import CORE, HALF_DAY, Note, note_of, notes
from kamlib.course.editions.run_of_show import BREAK, SITTING, run_of_show, schedule, show_page
from kamlib.course.editions.sieve import Table, sieve

ROOT = Path(__file__).parents[2]
SOURCES = sources(ROOT / "notebooks")
TITLE = markdown("# 02 · Title")


def _note(core: int, half: int, part: str = "section 1"):
    return markdown(f"**Trainer · {part} · {core} minutes (half day: {half}).** Ask.", "trainer")


def test_a_note_says_its_part_and_its_minutes():
    assert note_of("**Trainer · debug me · 1 minute.** Ask.") == Note("debug me", "", 1, 1, "Ask.")
    heading = markdown("## 1 · Who bought *lately*?")
    [note] = notes([TITLE, heading, _note(20, 35)], "02_x.py")
    assert (note.heading, note.core, note.half_day) == ("1 · Who bought lately?", 20, 35)


@pytest.mark.parametrize(
    "text",
    [
        "**Trainer, section 1 (20 minutes).** Ask.",
        "Trainer · section 1 · 20 minutes. Ask.",
        "**Trainer · section 1 · twenty minutes.** Ask.",
        "\n**Trainer · section 1 · 20 minutes.**",
        "",
    ],
)
def test_a_note_of_another_form_is_refused_in_a_sentence(text):
    with pytest.raises(
        ValueError, match=r"02_x\.py: the trainer's note «.*» does not begin like \*\*Trainer · section 1"
    ):
        notes([TITLE, markdown(text, "trainer")], "02_x.py")


def test_code_is_no_note_and_a_lesson_needs_one():
    with pytest.raises(ValueError, match="does not begin like"):
        notes([TITLE, code("1 + 1", "trainer")], "02_x.py")
    with pytest.raises(ValueError, match=r"02_x\.py has no trainer's note"):
        notes([TITLE], "02_x.py")


def test_cuts_longer_than_a_class_are_refused():
    assert len(notes([TITLE, _note(45, 120), _note(45, 120)], "x")) == 2
    with pytest.raises(ValueError, match="90-minute cut add up to 91 minutes and 90 are there"):
        notes([TITLE, _note(45, 45), _note(46, 46)], "x")
    with pytest.raises(ValueError, match="half-day cut add up to 241 minutes and 240 are there"):
        notes([TITLE, _note(0, 120), _note(0, 121)], "x")


@given(st.lists(st.integers(0, SITTING), max_size=12))
def test_nobody_sits_longer_than_ninety_minutes(minutes):
    steps = schedule([(f"part {place}", "", taken) for place, taken in enumerate(minutes)])
    sat = at = taught = 0
    for step in steps:
        assert step.begins == at
        at += step.minutes
        sat = 0 if step.is_break else sat + step.minutes
        taught += 0 if step.is_break else step.minutes
        assert step.taught == taught
        assert sat <= SITTING
    assert taught == sum(minutes)
    assert not steps or not (steps[0].is_break or steps[-1].is_break)
    assert [step.part for step in steps if not step.is_break] == [f"part {p}" for p, m in enumerate(minutes) if m]


def test_a_part_that_needs_a_break_inside_is_refused():
    with pytest.raises(ValueError, match="x: the part «long» takes 91 minutes and nobody sits longer than 90"):
        show_page("T", [Note("long", "", 0, 91, "")], "x")


def test_the_page_counts_minutes_and_clocks_for_both_starts():
    page = show_page("02 · <Title>", [Note("opening", "T", 60, 60, ""), Note("one", "1 · A & B", 0, 90, "")], "x")
    short, long = (block for block in sieve(page) if isinstance(block, Table))
    assert short.rows == (("opening", "T", "60", "60", "9:00", "13:30"), ("end", "", "", "60", "10:00", "14:30"))
    assert long.rows == (
        ("opening", "T", "60", "60", "9:00", "13:30"),
        ("break", "", str(BREAK), "", "10:00", "14:30"),
        ("one", "1 · A & B", "90", "150", "10:15", "14:45"),
        ("end", "", "", "150", "11:45", "16:15"),
    )
    assert "Left out of this cut: one." in page
    assert "<Title>" not in page


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_lesson_has_a_run_of_show(source):
    said = notes(read(source), source.name)
    assert 0 < sum(note.core for note in said) <= CORE
    assert sum(note.core for note in said) <= sum(note.half_day for note in said) <= HALF_DAY
    assert len({note.part for note in said}) == len(said)
    page = run_of_show(source)
    assert not re.search(r"https?:|src=|href=", page)
