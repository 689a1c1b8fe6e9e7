"""The words of the course and the bridge from spreadsheets are true to the lessons, and to the code."""

import ast
import re
from pathlib import Path

import jupytext
import pandas as pd
import pytest

import kamlib
from kamlib.course import bridge, glossary
from kamlib.course.bridge import VERBS
from kamlib.course.exercise import exercises
from kamlib.course.glossary import TERMS
from kamlib.course.words import WordList

SOURCES = sorted((Path(__file__).parents[2] / "notebooks" / "source").glob("[0-9][0-9]_*.py"))
LESSONS = [source.stem[:2] for source in SOURCES]
NO_TERMS = {
    *("Shift + Enter", "Ctrl + Enter", "Tab", "Write mapping"),  # keys and buttons
    *("Larkfield Floors", "01 · Know your accounts"),  # names
    *("assume", "At least", "at least"),  # emphasis
}
"""What stands in bold and defines nothing; a bold phrase that ends in . : or ? is a label, and needs no entry."""
GROUPED = pd.DataFrame({"a": [1], "b": [1]}).groupby("a")
KINDS = (pd.DataFrame, pd.Series, pd.Index, type(GROUPED), type(GROUPED["b"]))
PANDAS = {name for kind in KINDS for name in dir(kind) if not name.startswith("_")}
NO_FRAMES = {
    "book",
    "codes",
    "company",
    "found",
    "kamlib",
    "methods",
    "figures",
    "widgets",
    "larkfield",
    "math",
    "np",
    "truth",
}
"""Names in the lessons that stand for no table, though they have attributes that are called like a verb."""


def cells(lesson, kind):
    source = SOURCES[LESSONS.index(lesson)]
    found = [cell for cell in jupytext.read(source).cells if cell.cell_type == kind]
    return [cell.source for cell in found if "trainer" not in cell.metadata.get("tags", [])]


def bold(lesson):
    phrases = [
        " ".join(p.split()) for text in cells(lesson, "markdown") for p in re.findall(r"\*\*(.+?)\*\*", text, re.S)
    ]
    return {phrase.casefold() for phrase in phrases if phrase[-1] not in ".:?" and phrase not in NO_TERMS}


def verbs(code):
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute):
            base = node.value.id if isinstance(node.value, ast.Name) else ""
            if base == "pd":
                found.add(f"pd.{node.attr}")
            elif base not in NO_FRAMES and node.attr in PANDAS:
                found.add(node.attr)
    return found


def verbs_of(lesson):
    solutions = [exercise.solution_code() for exercise in exercises(lesson).values()]
    return set().union(*map(verbs, [*cells(lesson, "code"), *solutions]))


def test_the_parser_sees_verbs_and_only_those_on_frames():
    code = 'company.get("x")\nteam = orders.groupby("a")["b"].sum().sort_values()\npd.concat([team])\nmath.log(2)'
    assert verbs(code) == {"groupby", "sum", "sort_values", "pd.concat"}


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_bold_term_stands_in_the_glossary(lesson):
    known = {term.written.casefold() for term in TERMS if term.lesson <= lesson}
    assert not bold(lesson) - known, "give it an entry in kamlib/course/glossary.py, or let it not be bold"


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_entry_is_defined_in_bold_by_its_lesson(lesson):
    assert not {term.written.casefold() for term in TERMS if term.lesson == lesson} - bold(lesson)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_an_entry_is_one_sentence_and_its_function_exists(term):
    assert term.lesson in LESSONS
    assert re.fullmatch(r"[A-Z][^.]*(\.\d[^.]*)*\.", term.meaning), term.meaning
    found = kamlib.load("larkfield") if term.function.startswith("company.") else kamlib
    for name in term.function.removeprefix("company.").split(".") if term.function else []:
        if found is kamlib:
            __import__(f"kamlib.{name}")
        found = getattr(found, name)


def test_no_word_stands_for_two_things():
    names = [term.name.casefold() for term in TERMS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_verb_of_a_lesson_stands_on_the_bridge(lesson):
    known = {verb.name for verb in VERBS if verb.lesson <= lesson}
    assert not verbs_of(lesson) - known, "give it an entry in kamlib/course/bridge.py"


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_verb_on_the_bridge_is_used_by_its_lesson(lesson):
    listed = {verb.name for verb in VERBS if verb.lesson == lesson and not verb.name.startswith("[")}
    assert not listed - verbs_of(lesson)


def test_every_lesson_shows_both():
    for lesson in LESSONS:
        code = cells(lesson, "code")
        assert f'bridge("{lesson}")' in code, lesson
        assert f'glossary("{lesson}")' in code, lesson


def test_a_verb_stands_on_the_bridge_once_and_looks_like_code():
    assert len({verb.name for verb in VERBS}) == len(VERBS)
    for verb in VERBS:
        ast.parse(verb.looks.replace("…", "table"))
        assert verb.name.startswith("[") or verb.name in verb.looks


def test_a_lesson_leads_to_its_notebook():
    assert '<a href="00_start_here.ipynb">00</a>' in glossary()._repr_html_()
    assert '<a href="02_segmentation.ipynb">02</a>' in bridge()._repr_html_()
    assert ">methods.levers.pull</code>" in glossary("00")._repr_html_()


def test_all_lessons_at_once():
    names = [row[0].casefold() for row in glossary().rows]
    assert names == sorted(names)
    assert len(bridge().rows) == len(VERBS)


def test_words_are_escaped_and_can_be_read_as_text():
    words = WordList("a <b>", ("term", "lesson"), (("<script>", "99"),))
    assert "<script>" not in words._repr_html_()
    assert "<b>" not in words._repr_html_()
    assert str(words) == "a <b>\n<script> · 99"


@pytest.mark.parametrize("ask", [glossary, bridge])
def test_an_unknown_lesson_is_said(ask):
    with pytest.raises(ValueError, match=r"Lesson '77' has no .*; give one of 00, "):
        ask("77")
