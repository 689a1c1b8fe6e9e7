"""Lesson 01, know your accounts: its exercises by section, its assumptions, its predictions and its decision."""

from kamlib.course.exercises.lesson_01 import audit, decision, faces, guesses, market, truthful, worth
from kamlib.course.exercises.lesson_01.assumptions import ASSUMPTIONS

__all__ = ["ASSUMPTIONS", "audit", "decision", "faces", "guesses", "market", "truthful", "worth"]
