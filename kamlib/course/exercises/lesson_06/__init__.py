"""Lesson 06, do loyal customers pay: its exercises by claim, its predictions and its decision."""

from kamlib.course.exercises.lesson_06 import bucket, cheaper, decision, fifth, guesses, more_money, points, tenure

__all__ = ["bucket", "cheaper", "decision", "fifth", "guesses", "more_money", "points", "tenure"]
