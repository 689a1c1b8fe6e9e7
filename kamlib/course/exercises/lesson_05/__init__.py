"""Lesson 05, lifetime value: its exercises by section, its predictions and its decision."""

from kamlib.course.exercises.lesson_05 import alive, decision, guesses, newcomers, relation, renewals, summaries, worth

__all__ = ["alive", "decision", "guesses", "newcomers", "relation", "renewals", "summaries", "worth"]
