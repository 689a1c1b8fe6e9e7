"""Lesson 09, what do the answers say: its exercises by section, its predictions and its decision."""

from kamlib.course.exercises.lesson_09 import agreeing, changes, decision, guesses, moving, scores

__all__ = ["agreeing", "changes", "decision", "guesses", "moving", "scores"]
