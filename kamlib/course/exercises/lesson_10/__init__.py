"""Lesson 10, where do we fall short and do our people know: its exercises by section, its predictions and its decision."""

from kamlib.course.exercises.lesson_10 import decision, features, guesses, house, mattering, promising, short, staff

__all__ = ["decision", "features", "guesses", "house", "mattering", "promising", "short", "staff"]
