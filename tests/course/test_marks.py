"""A reader never sees the marks of Markdown raw: not in a prediction, a hint, a named mistake, the progress or the trainer's page."""

import re
from html import unescape

import pytest

import kamlib
from kamlib.course import session
from kamlib.course.checking import Feedback
from kamlib.course.editions.answers import Expected
from kamlib.course.exercise import exercises, guesses
from kamlib.course.record import Done
from kamlib.course.session import Message
from kamlib.course.standing import Standing
from kamlib.tables.markup import marked, plain

LESSONS = [f"{number:02d}" for number in range(11)]
RAW = re.compile(r"`|(?<![\w*])\*\w[^*]*\w\*(?!\w)")


def seen(html: str) -> str:
    """Return what is read of a page outside of its code, where an asterisk multiplies."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)))


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_lesson_shows_its_marks(lesson):
    said = [Standing(lesson, Done())._repr_html_()]
    for asked in exercises(lesson).values():
        said += [Message(text, of_the_course=True)._repr_html_() for text in asked.hint_texts]
        said += [Feedback(asked.number, "mistake", one.message)._repr_html_() for one in asked.mistakes]
        wrong = tuple(("1", one.message) for one in asked.mistakes)
        said.append(Expected(asked.number, asked.question, "2", wrong, asked.hint_texts)._repr_html_())
    for guess in guesses(lesson).values():
        said += [plain(guess.question), plain(guess.afterwards)]
    for one in said:
        assert not RAW.search(seen(one)), one


def test_a_prediction_and_a_hint_are_shown_without_marks(monkeypatch, tmp_path):
    (tmp_path / "workspace.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(session, "_current", [])
    session.begin("08", kamlib.load("larkfield"))
    assert "which share may be satisfied" in session.predict("8.d").question
    assert session.predict("8.a").texts[1] == "1 point"
    shown = [session.hint("8.4")._repr_html_() for _ in range(3)]
    assert any("<code>methods.survey.sample_size" in one for one in shown)
    assert not any("`" in one for one in shown)


def test_what_a_client_typed_keeps_its_asterisks():
    assert "*Star* &amp; `Sons`" in Message("*Star* & `Sons`")._repr_html_()
    assert "*Star*" in Feedback("1.1", "type", "Not *Star*.")._repr_html_()
    assert marked("2 * 3 * 4, a*b*c and **") == plain("2 * 3 * 4, a*b*c and **") == "2 * 3 * 4, a*b*c and **"
