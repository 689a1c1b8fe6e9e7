"""The reader's side of a lesson: begin, predict, check, hint, solution, play, progress.

A kernel holds one lesson at a time, so `begin` remembers the lesson and its company, and the verbs need no more than
the number of the exercise.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from kamlib.course import decision, exercise
from kamlib.course.checking import Feedback, judge
from kamlib.course.claim import Statement, find_claim
from kamlib.course.decision import Outcome
from kamlib.course.record import Progress, open_progress
from kamlib.course.standing import Standing
from kamlib.tables.choice import find_workspace, read_choice
from kamlib.tables.company import Company, MissingTable
from kamlib.tables.markup import marked, plain, verbatim
from kamlib.tables.questions import QUESTIONS
from kamlib.widgets.predict import Prediction

if TYPE_CHECKING:
    from kamlib.tables.intake import Intake


@dataclass(frozen=True)
class Message:
    """A sentence or a piece of code for the reader; shows itself in a notebook and as text.

    Sentences `of_the_course` may mark code and stress; in all others a name keeps its asterisks.
    """

    text: str
    code: str = ""
    of_the_course: bool = False

    def __str__(self) -> str:
        return f"{self.text}\n{self.code}".rstrip()

    __repr__ = __str__

    @verbatim
    def _repr_html_(self) -> str:
        code = f"<pre><code>{escape(self.code)}</code></pre>" if self.code else ""
        return f"<p>{marked(self.text) if self.of_the_course else escape(self.text)}</p>{code}"


@dataclass(frozen=True)
class Session:
    """The lesson that is open in this kernel, the company it looks at, and the reader's record."""

    lesson: str
    company: Company
    progress: Progress


_current: list[Session] = []


def begin(lesson: str, company: Company) -> Any:
    """Open a lesson on a company; returns what the company's file can answer of it.

    From then on tables in this kernel show numbers as people write them, 1,234.50 and not 1.2345e+03, and can be saved.
    """
    pd.options.display.float_format = "{:,.2f}".format
    _show_tables_as_cards()
    _current[:] = [Session(lesson, company, open_progress(lesson))]
    if lesson in QUESTIONS:
        return company.can_answer(lesson)
    return Message(f"Lesson {lesson} on {company.name}.")


def check(number: str, answer: Any = ...) -> Feedback | Message:
    """Return what there is to say of an answer; never raises, and tells nothing before it is asked."""
    session = _session()
    if isinstance(session, Message):
        return session
    try:
        asked = exercise.find(str(number))
    except ValueError as unknown:
        return Message(str(unknown))
    feedback = judge(asked, session.company, answer)
    session.progress.note_try(feedback)
    where = f"{Standing(session.lesson, session.progress.done).in_words()} in this lesson." if feedback.passed else ""
    return replace(feedback, message=" ".join(filter(None, (feedback.message, where, session.progress.trouble))))


def hint(number: str) -> Message:
    """Return the next hint of an exercise, one more each time it is asked."""
    session = _session()
    if isinstance(session, Message):
        return session
    try:
        texts = exercise.find(str(number)).hint_texts
    except ValueError as unknown:
        return Message(str(unknown))
    if not texts:
        return Message(f"There is no hint for {number}.")
    shown = session.progress.note_hint(str(number), len(texts))
    return Message(f"Hint {shown} of {len(texts)}: {texts[shown - 1]}", of_the_course=True)


def solution(number: str) -> Message:
    """Return the reference solution of an exercise, once it has been tried and unless a trainer keeps it."""
    session = _session()
    if isinstance(session, Message):
        return session
    number = str(number)
    try:
        asked = exercise.find(number)
        workspace = find_workspace()
        locked = workspace is not None and read_choice(workspace).solutions_locked
    except ValueError as refused:
        return Message(str(refused))
    if locked:
        return Message(f"Your trainer keeps the solutions for now: hand in an answer, or ask hint({number!r}).")
    if not session.progress.refresh().of(number).tries:
        return Message(f"Try {number} first: hand in an answer, or ask hint({number!r}).")
    session.progress.note_solution(number)
    name = "answer_" + number.replace(".", "_")
    return Message(f"One way to answer {number}:", asked.solution_code(name))


def progress() -> Standing | Message:
    """Return what the reader has done of this lesson so far."""
    session = _session()
    if isinstance(session, Message):
        return session
    done = session.progress.refresh()
    return Standing(session.lesson, done, session.company, session.progress.trouble)


def code_of(function: Callable[..., Any]) -> Message:
    """Return the code of a function, so that a reader can see what it does."""
    code = re.sub(r'\n    """.*?"""', "", inspect.getsource(function), count=1, flags=re.DOTALL)
    return Message(f"What {function.__name__} does:", code)


def predict(number: str) -> Prediction | Message:
    """Return the widget that takes a guess and only then shows the truth beside it."""
    session = _session()
    if isinstance(session, Message):
        return session
    number = str(number)
    try:
        asked = exercise.find_guess(number)
    except ValueError as unknown:
        return Message(str(unknown))
    return Prediction(
        question=plain(asked.question),
        unit=asked.unit,
        low=asked.low,
        high=asked.high,
        truth=lambda: float(asked.truth(session.company)),
        afterwards=plain(asked.afterwards),
        guessed=session.progress.refresh().guesses.get(number),
        on_lock=lambda value: session.progress.note_guess(number, value),
        currency=session.company.currency,
    )


def may_say(number: str) -> Statement | Message:
    """Return what a section's numbers allow to be said of this company, and what they do not."""
    session = _session()
    if isinstance(session, Message):
        return session
    try:
        return find_claim(str(number)).state(session.company)
    except MissingTable as missing:
        return Message(f"This file allows nothing to be said here: {missing}")
    except ValueError as refused:
        return Message(str(refused))


def set_aside() -> Intake | Message:
    """Return what was set aside of the company's own file, and why."""
    session = _session()
    if isinstance(session, Message):
        return session
    return session.company.intake or Message(f"{session.company.name} needs no intake: nothing had to be set aside.")


def play(plan: Any = ..., on_record: bool = True) -> Outcome | Message:
    """Play the lesson's decision: the outcome on the teaching company, a record on a client's file.

    A habit that is played to be beaten is nobody's decision: `on_record=False` keeps it out of the record.
    """
    session = _session()
    if isinstance(session, Message):
        return session
    if plan is ...:
        return Message("Hand in a plan: play(my_plan).")
    try:
        asked = decision.of_lesson(session.lesson)
    except ValueError as none:
        return Message(str(none))
    if problem := asked.refuse(session.company, plan):
        return Message(problem)
    if not on_record and not session.company.truth:
        return Message("That is the habit. Nobody knows what it would bring here, and it is not put on record.")
    if on_record:
        session.progress.note_decision({"company": session.company.name, "plan": asked.record(plan)})
    return asked.outcome(session.company, plan)


def _session() -> Session | Message:
    return _current[0] if _current else Message("Run the setup cell first: it opens the lesson on a company.")


def _show_tables_as_cards() -> None:
    """Let tables in this kernel, where it has a front end, show themselves with a link that saves them."""
    from IPython.core.interactiveshell import InteractiveShell

    if not InteractiveShell.initialized():
        return
    shell: Any = InteractiveShell.instance()
    as_html = shell.display_formatter.formatters["text/html"]
    as_html.for_type(pd.DataFrame, _card)
    as_html.for_type(pd.Series, lambda series: _card(series.to_frame(series.name or "value")))


def _card(frame: pd.DataFrame) -> str:
    from kamlib.figures.house import table_card

    return table_card(frame)
