"""Lesson 03, account profitability: its exercises by section, its predictions and its decision."""

from kamlib.course.exercises.lesson_03 import change, decision, guesses, serving, stopping, time, whale

__all__ = ["change", "decision", "guesses", "serving", "stopping", "time", "whale"]
