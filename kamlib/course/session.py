"""The reader's side of a lesson: begin, predict, check, hint, solution, play.

A kernel holds one lesson at a time, so `begin` remembers the lesson and its company, and the verbs need no more than
the number of the exercise.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from kamlib.course import decision, exercise
from kamlib.course.checking import Feedback, judge
from kamlib.course.claim import Statement, find_claim
from kamlib.course.decision import Outcome
from kamlib.course.progress import Progress, open_progress
from kamlib.tables.company import Company, MissingTable
from kamlib.tables.questions import QUESTIONS
from kamlib.widgets.predict import Prediction


@dataclass(frozen=True)
class Message:
    """A sentence or a piece of code for the reader; shows itself in a notebook and as text."""

    text: str
    code: str = ""

    def __str__(self) -> str:
        return f"{self.text}\n{self.code}".rstrip()

    __repr__ = __str__

    def _repr_html_(self) -> str:
        code = f"<pre><code>{escape(self.code)}</code></pre>" if self.code else ""
        return f"<p>{escape(self.text)}</p>{code}"


@dataclass(frozen=True)
class Session:
    """The lesson that is open in this kernel, the company it looks at, and the reader's record."""

    lesson: str
    company: Company
    progress: Progress


_current: list[Session] = []


def begin(lesson: str, company: Company) -> Any:
    """Open a lesson on a company; returns what the company's file can answer of it.

    From then on tables in this kernel show numbers as people write them, 1,234.50 and not 1.2345e+03.
    """
    pd.options.display.float_format = "{:,.2f}".format
    _current[:] = [Session(lesson, company, open_progress(lesson))]
    if lesson in QUESTIONS:
        return company.can_answer(lesson)
    return Message(f"Lesson {lesson} on {company.name}.")


def check(number: str, answer: Any) -> Feedback | Message:
    """Return what there is to say of an answer; never raises, and tells nothing before it is asked."""
    session = _session()
    if isinstance(session, Message):
        return session
    try:
        asked = exercise.find(number)
    except ValueError as unknown:
        return Message(str(unknown))
    feedback = judge(asked, session.company, answer)
    session.progress.note_try(feedback)
    return feedback


def hint(number: str) -> Message:
    """Return the next hint of an exercise, one more each time it is asked."""
    session = _session()
    if isinstance(session, Message):
        return session
    texts = exercise.find(number).hint_texts
    record = session.progress.record(number)
    shown = min(record["hints"], len(texts) - 1)
    record["hints"] = shown + 1
    session.progress.save()
    return Message(f"Hint {shown + 1} of {len(texts)}: {texts[shown]}")


def solution(number: str) -> Message:
    """Return the reference solution of an exercise, once it has been tried."""
    session = _session()
    if isinstance(session, Message):
        return session
    asked = exercise.find(number)
    record = session.progress.record(number)
    if not record["tries"]:
        return Message(f"Try {number} first: hand in an answer, or ask hint({number!r}).")
    record["solution_seen"] = True
    session.progress.save()
    name = "answer_" + number.replace(".", "_")
    return Message(f"One way to answer {number}:", asked.solution_code(name))


def code_of(function: Callable[..., Any]) -> Message:
    """Return the code of a function, so that a reader can see what it does."""
    code = re.sub(r'\n    """.*?"""', "", inspect.getsource(function), count=1, flags=re.DOTALL)
    return Message(f"What {function.__name__} does:", code)


def predict(number: str) -> Prediction | Message:
    """Return the widget that takes a guess and only then shows the truth beside it."""
    session = _session()
    if isinstance(session, Message):
        return session
    asked = exercise.find_guess(number)
    return Prediction(
        question=asked.question,
        unit=asked.unit,
        low=asked.low,
        high=asked.high,
        truth=lambda: float(asked.truth(session.company)),
        afterwards=asked.afterwards,
        guessed=session.progress.guesses.get(number),
        on_lock=lambda value: session.progress.note_guess(number, value),
        currency=session.company.currency,
    )


def may_say(number: str) -> Statement | Message:
    """Return what a section's numbers allow to be said of this company, and what they do not."""
    session = _session()
    if isinstance(session, Message):
        return session
    try:
        return find_claim(number).state(session.company)
    except MissingTable as missing:
        return Message(f"This file allows nothing to be said here: {missing}")
    except ValueError as refused:
        return Message(str(refused))


def play(plan: Any) -> Outcome | Message:
    """Play the lesson's decision: the outcome on the teaching company, a record on a client's file."""
    session = _session()
    if isinstance(session, Message):
        return session
    asked = decision.of_lesson(session.lesson)
    if problem := asked.refuse(session.company, plan):
        return Message(problem)
    session.progress.note_decision({"company": session.company.name, "plan": plan.to_dict()})
    return asked.outcome(session.company, plan)


def _session() -> Session | Message:
    return _current[0] if _current else Message("Run the setup cell first: it opens the lesson on a company.")
