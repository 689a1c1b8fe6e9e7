"""What lesson 08 allows to be said of a company: whether a questionnaire measures, how sure it is, and who answered."""

from kamlib.course.claims.lesson_08 import measure, reading, sure, weights, who

__all__ = ["measure", "reading", "sure", "weights", "who"]
