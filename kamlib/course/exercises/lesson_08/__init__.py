"""Lesson 08, can we believe who answered: its exercises by section, its predictions and its decision."""

from kamlib.course.exercises.lesson_08 import asking, codes, decision, guesses, how_many, weighting, who

__all__ = ["asking", "codes", "decision", "guesses", "how_many", "weighting", "who"]
