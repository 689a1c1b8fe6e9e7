"""Lesson 04, churn and turnover: its exercises by section, its predictions and its decision."""

from kamlib.course.exercises.lesson_04 import alarm, decision, guesses, kept, staying, still, ties, turnover

__all__ = ["alarm", "decision", "guesses", "kept", "staying", "still", "ties", "turnover"]
