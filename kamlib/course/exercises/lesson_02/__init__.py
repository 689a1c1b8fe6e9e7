"""Lesson 02, segmentation: its exercises by section, its predictions and its decision."""

from kamlib.course.exercises.lesson_02 import buying, decision, dependence, guesses, scores, worth

__all__ = ["buying", "decision", "dependence", "guesses", "scores", "worth"]
