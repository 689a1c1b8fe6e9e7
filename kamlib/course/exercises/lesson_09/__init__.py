"""Lesson 09, what do the answers say: its exercises by section, its predictions and its decision."""

from kamlib.course.exercises.lesson_09 import (
    agreeing,
    badge,
    beyond,
    changes,
    decision,
    guesses,
    managers,
    moving,
    scores,
)

__all__ = ["agreeing", "badge", "beyond", "changes", "decision", "guesses", "managers", "moving", "scores"]
